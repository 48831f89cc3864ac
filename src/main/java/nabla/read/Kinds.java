package nabla.read;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Function;
import nabla.expr.Dimension;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.UnknownFunction;
import org.jspecify.annotations.Nullable;

/// Finds out which names are scalars, vectors and matrices, before sizes are compared: a transposed
/// or bold name is an array, an upper-case letter next to one is a matrix, a lower-case one after a
/// matrix a vector, sums have terms of one kind. What nothing constrains is a scalar.
final class Kinds {

  /// What a term is, without its size.
  enum Kind {
    SCALAR,
    COLUMN,
    ROW,
    MATRIX;

    boolean isArray() {
      return this != SCALAR;
    }

    Kind transposed() {
      return this == COLUMN ? ROW : this == ROW ? COLUMN : this;
    }
  }

  private final Resolver resolver;
  private final Map<Name, Kind> names = new HashMap<>();
  private final Map<Name, Term> definitions;
  private final Set<Name> numbers = new HashSet<>();
  private final IdentityHashMap<Term, Kind> known = new IdentityHashMap<>();
  private final Set<String> sizeNames = new HashSet<>();
  private boolean changed;
  private boolean kronecker;

  Kinds(Resolver resolver, Map<Name, Term> definitions, Map<Name, Shape> declared) {
    this.resolver = resolver;
    this.definitions = definitions;
    declared.forEach((name, shape) -> {
      names.put(name, of(shape));
      shape.rows().terms().keySet().forEach(sizeNames::addAll);
      shape.columns().terms().keySet().forEach(sizeNames::addAll);
    });
    resolver.kinds.forEach(names::putIfAbsent);
    for (Name name : resolver.bold) {
      names.putIfAbsent(name, MatrixLetters.isUpper(name) ? Kind.MATRIX : Kind.COLUMN);
    }
  }

  static Kind of(Shape shape) {
    if (shape.isScalar()) {
      return Kind.SCALAR;
    }
    boolean row = shape.rows().equals(Dimension.ONE);
    return row ? Kind.ROW : shape.isVector() ? Kind.COLUMN : Kind.MATRIX;
  }

  /// Repeats until nothing new is learnt.
  void learn(List<Term> terms) {
    findNumbers(terms);
    kronecker = CommutationName.isAtHome(terms);
    do {
      changed = false;
      definitions.forEach((name, term) -> {
        Kind kind = of(term);
        if (kind.isArray()) {
          learn(name, kind);
        }
      });
      terms.forEach(this::of);
      // what the formula says of an intermediate says something of those in it
      List.copyOf(definitions.keySet())
          .reversed()
          .forEach(name -> {
            Kind named = names.getOrDefault(name, Kind.SCALAR);
            Term term = definitions.get(name);
            if (term != null && named.isArray() && !of(term).isArray()) {
              expect(term, named);
            }
          });
      if (!changed && names.values().stream().noneMatch(Kind::isArray)) {
        MatrixLetters.identities(terms).forEach(name -> learn(name, Kind.MATRIX));
      }
    } while (changed);
  }

  /// A small letter before a matrix that is declared is a number, unless it stands behind one in
  /// the same product: `c A = A c`, but not `x A x`.
  private void findNumbers(List<Term> terms) {
    Set<Name> behind = new HashSet<>();
    for (Term root : terms) {
      for (Term term : Term.below(root)) {
        if (!(term instanceof Term.Times times)) {
          continue;
        }
        List<Term> factors = times.factors();
        if (factors.size() > 1
            && factors.getFirst() instanceof Term.Variable first
            && !MatrixLetters.isUpper(first.name())
            && factors.get(1) instanceof Term.Variable matrix
            && names.get(matrix.name()) == Kind.MATRIX) {
          numbers.add(first.name());
          if (factors.getLast() instanceof Term.Variable last && last.name().equals(first.name())) {
            behind.add(first.name());
          }
        }
      }
    }
    numbers.removeAll(behind);
  }

  /// The kind of a name; null where nothing is known of it.
  @Nullable Kind of(Name name) {
    return names.get(name);
  }

  private void learn(Name name, Kind kind) {
    boolean declared =
        resolver.declaredVariables.contains(name) && !resolver.parameters.contains(name);
    if (!declared && !resolver.bound.contains(name) && names.putIfAbsent(name, kind) == null) {
      changed = true;
      known.clear();
    }
  }

  /// The kind of a term, as far as it is known; learns on the way.
  Kind of(Term term) {
    Kind kind = known.get(term);
    if (kind == null) {
      int before = names.size();
      kind = find(term);
      if (names.size() == before) {
        known.put(term, kind);
      }
    }
    return kind;
  }

  private Kind find(Term term) {
    return switch (term) {
      case Term.Known known -> of(known.value().shape());
      case Term.Variable variable -> {
        List<Dimension> sizes =
            kronecker ? CommutationName.sizes(variable.name(), sizeNames) : null;
        if (sizes != null
            && !resolver.declaredVariables.contains(variable.name())
            && !resolver.defined.contains(variable.name())) {
          learn(variable.name(), Kind.MATRIX);
          if (resolver.commutations.put(variable.name(), sizes) == null) {
            resolver.note(variable.name() + " is read as the commutation matrix", variable.at());
          }
        }
        if (IdentityName.size(variable.name()) != null
            && names.values().stream().anyMatch(Kind::isArray)) {
          learn(variable.name(), Kind.MATRIX);
        }
        yield names.getOrDefault(variable.name(), Kind.SCALAR);
      }
      case Term.Total total -> total(total);
      case Term.Times times -> times(times);
      case Term.Over over -> {
        of(over.denominator());
        yield of(over.numerator());
      }
      case Term.Minus minus -> of(minus.operand());
      case Term.Raised raised -> {
        Kind exponent = of(raised.exponent());
        Kind base = of(raised.base());
        yield (raised.each() && !base.isArray())
                || (raised.isExponential() && exponent == Kind.COLUMN)
            ? exponent
            : base;
      }
      case Term.Call call -> call(call);
      case Term.Differentiated derivative -> {
        Kind body = of(derivative.body());
        Kind variable = names.getOrDefault(derivative.variable(), Kind.SCALAR);
        yield !variable.isArray()
            ? body
            : body.isArray() || derivative.order() > 1 ? Kind.MATRIX : variable;
      }
      case Term.At at -> of(at.argument());
      case Term.Related related -> {
        Kind left = of(related.left());
        Kind right = of(related.right());
        if (left.isArray() != right.isArray()) {
          expect(left.isArray() ? related.right() : related.left(), left.isArray() ? left : right);
        }
        yield Kind.SCALAR;
      }
      case Term.Joined joined -> {
        joined.conditions().forEach(this::of);
        yield Kind.SCALAR;
      }
      case Term.ByCases cases -> {
        cases.conditions().forEach(this::of);
        yield cases.compared().stream()
            .map(this::of)
            .filter(Kind::isArray)
            .findFirst()
            .orElse(Kind.SCALAR);
      }
      case Term.Binding binding -> binding(binding);
      case Term.Written written -> {
        List<Kind> kinds = written.entries().stream().map(this::of).toList();
        for (Term block : written.entries()) {
          if (kinds.stream().anyMatch(Kind::isArray)
              && block instanceof Term.Variable variable
              && IdentityName.size(variable.name()) != null) {
            learn(variable.name(), Kind.MATRIX);
          }
        }
        boolean matrices =
            written.entries().stream()
                .map(this::of)
                .anyMatch(kind -> kind == Kind.MATRIX || kind == Kind.ROW);
        yield written.rows() == written.entries().size() && !matrices
            ? Kind.COLUMN
            : written.rows() == 1 && !matrices ? Kind.ROW : Kind.MATRIX;
      }
      case Term.Entry entry -> {
        Kind kind = entry.indices().size() == 1 ? Kind.COLUMN : Kind.MATRIX;
        if (entry.array() instanceof Term.Variable array) {
          learn(array.name(), kind);
        } else if (!of(entry.array()).isArray() && kind == Kind.MATRIX) {
          expect(entry.array(), kind);
        } else {
          expectArray(entry.array());
        }
        yield Kind.SCALAR;
      }
      case Term.Slice slice -> slice(slice);
      case Term.Fitting fitting -> Kind.COLUMN;
      case Term.Bars bars -> {
        yield of(bars.inner()) == Kind.COLUMN ? Kind.COLUMN : Kind.SCALAR;
      }
    };
  }

  private Kind slice(Term.Slice slice) {
    boolean both = slice.extents().size() == 2;
    if (both) {
      expect(slice.array(), Kind.MATRIX);
    } else {
      expectArray(slice.array());
    }
    Kind array = of(slice.array());
    boolean row = slice.extents().getFirst().single();
    boolean column = slice.extents().getLast().single();
    return !both || row == column ? array : row ? Kind.ROW : Kind.COLUMN;
  }

  private Kind binding(Term.Binding binding) {
    if (binding.lower() != null) {
      of(binding.lower());
    }
    if (binding.upper() != null) {
      of(binding.upper());
    }
    return of(binding.body());
  }

  private Kind total(Term.Total total) {
    Kind kind = Kind.SCALAR;
    for (Term term : total.terms()) {
      Kind next = of(term);
      kind = kind.isArray() && next != Kind.MATRIX ? kind : next;
    }
    if (kind == Kind.ROW && total.terms().stream().anyMatch(this::isUnknownMatrix)) {
      kind = Kind.MATRIX;
    }
    if (kind.isArray()) {
      for (Term term : total.terms()) {
        Kind own = of(term);
        if (!own.isArray() || (own == Kind.ROW && kind == Kind.MATRIX)) {
          expect(term, kind);
        }
      }
    }
    return kind;
  }

  /// Whether a term is an upper-case letter of which nothing is known yet.
  private boolean isUnknownMatrix(Term term) {
    Term inner = term instanceof Term.Minus minus ? minus.operand() : term;
    return MatrixLetters.isMatrixLetter(inner) && !of(inner).isArray();
  }

  private Kind times(Term.Times times) {
    boolean array = false;
    for (Term factor : times.factors()) {
      array |= of(factor).isArray();
    }
    Kind kind = Kind.SCALAR;
    for (int i = 0; i < times.factors().size(); i++) {
      Term factor = times.factors().get(i);
      if (array) {
        neighbour(times.factors(), i, kind);
      }
      kind = product(kind, of(factor), times.dotted().get(i));
    }
    return kind;
  }

  /// Next to an array, an upper-case letter is a matrix, as are sums of such; after a matrix or
  /// row, the last letter is a vector.
  private void neighbour(List<Term> factors, int i, Kind before) {
    boolean last = i == factors.size() - 1 && (before == Kind.MATRIX || before == Kind.ROW);
    Term factor = factors.get(i) instanceof Term.Raised raised ? raised.base() : factors.get(i);
    boolean group = factor instanceof Term.Total || factor instanceof Term.Over;
    if (group && !of(factor).isArray() && MatrixLetters.onlyMatrices(factor)) {
      expect(factor, Kind.MATRIX);
    }
    boolean values = MatrixLetters.isElementwise(factor) || factor instanceof Term.Bars;
    if (last
        && values
        && !of(factor).isArray()
        && (before == Kind.ROW || MatrixLetters.hasMatrix(factor))
        && of(factors.get(i - 1)).isArray()) {
      expect(factor, Kind.COLUMN); // 1ᵀ|x|, A tanh(Wx)
    }
    if (!(factor instanceof Term.Variable variable) || names.containsKey(variable.name())) {
      return;
    }
    Name name = variable.name();
    boolean beforeRow = i + 1 < factors.size() && of(factors.get(i + 1)) == Kind.ROW;
    if (MatrixLetters.isMatrixLetter(variable)) {
      if (!beforeRow) { // what multiplies a row is a number
        learn(name, Kind.MATRIX);
      }
    } else if (!MatrixLetters.isUpper(name)
        && last
        && !numbers.contains(name)
        && of(factors.get(i - 1)).isArray()) {
      learn(name, Kind.COLUMN);
    }
  }

  private static Kind product(Kind left, Kind right, boolean dotted) {
    if (!left.isArray()) {
      return right;
    }
    return switch (right) {
      case SCALAR -> left;
      case COLUMN ->
          left == Kind.ROW || (dotted && left == Kind.COLUMN) ? Kind.SCALAR : Kind.COLUMN;
      case ROW -> left == Kind.COLUMN ? Kind.MATRIX : Kind.ROW;
      case MATRIX -> left == Kind.ROW ? Kind.ROW : Kind.MATRIX;
    };
  }

  /// What must be an array: the names in it that can make it one are vectors or matrices.
  private void expect(Term term, Kind kind) {
    switch (term) {
      case Term.Variable variable -> {
        if (kind == Kind.COLUMN || kind == Kind.MATRIX) {
          learn(variable.name(), kind);
        }
      }
      case Term.Minus minus -> expect(minus.operand(), kind);
      case Term.Over over -> expect(arrayOf(over), kind);
      case Term.Raised power when kind == Kind.MATRIX || power.each() -> expect(power.base(), kind);
      case Term.Bars bars -> expect(bars.inner(), kind);
      case Term.Total total -> total.terms().forEach(part -> expect(part, kind));
      case Term.Times times -> expectProduct(times, kind);
      case Term.Call call -> {
        Term argument = MatrixLetters.argument(call);
        if (argument != null) {
          expect(argument, kind);
        } else if (call.operator().name().equals("transpose") && kind == Kind.MATRIX) {
          expect(call.arguments().getFirst(), kind);
        }
      }
      default -> {}
    }
  }

  private void expectProduct(Term.Times times, Kind kind) {
    boolean matrix = false;
    for (Term factor : times.factors().subList(0, times.factors().size() - 1)) {
      if (MatrixLetters.isMatrixLetter(factor)
          || (factor instanceof Term.Total && MatrixLetters.onlyMatrices(factor))
          || (MatrixLetters.isElementwise(factor) && MatrixLetters.hasMatrix(factor))) {
        expect(factor, Kind.MATRIX);
        matrix = true;
      }
    }
    Term last = times.factors().getLast();
    if (kind == Kind.MATRIX && times.factors().size() > 1 && of(last) == Kind.ROW) {
      Term column = times.factors().get(times.factors().size() - 2);
      if (column instanceof Term.Variable variable && !MatrixLetters.isUpper(variable.name())) {
        learn(variable.name(), Kind.COLUMN); // u vᵀ beside a matrix
      }
      return;
    }
    boolean letter = last instanceof Term.Variable;
    if (letter && matrix && kind != Kind.MATRIX && MatrixLetters.onlyMatrices(last)) {
      return;
    }
    if (letter || matrix || MatrixLetters.isElementwise(last)) {
      expect(last, kind);
    }
  }

  private Kind call(Term.Call call) {
    List<Kind> arguments = call.arguments().stream().map(this::of).toList();
    String name = call.operator().name();
    return switch (name) {
      case "transpose" -> {
        if (!(call.arguments().getFirst() instanceof Term.Raised)) {
          expectArray(call.arguments().getFirst()); // (x²)' is a derivative, as a rule
        }
        yield of(call.arguments().getFirst()).transposed();
      }
      case "inv", "expm", "logm" -> {
        expect(call.arguments().getFirst(), Kind.MATRIX);
        yield of(call.arguments().getFirst());
      }
      case "tr", "det", "logdet", "nuclearnorm", "eigmin" -> {
        expect(call.arguments().getFirst(), Kind.MATRIX);
        yield Kind.SCALAR;
      }
      case "norm", "sum", "mean", "logsumexp" -> {
        expectArray(call.arguments().getFirst());
        yield Kind.SCALAR;
      }
      case "softmax", "logsoftmax" -> {
        expectArray(call.arguments().getFirst());
        yield of(call.arguments().getFirst());
      }
      case "hadamard", "hadamardquotient" -> {
        Kind kind = arguments.get(0).isArray() ? arguments.get(0) : arguments.get(1);
        for (Term argument : call.arguments()) {
          if (kind.isArray()) {
            expect(argument, kind);
          } else {
            expectArray(argument);
          }
        }
        yield of(call.arguments().getFirst());
      }
      case "inner" -> {
        call.arguments().forEach(this::expectArray);
        yield Kind.SCALAR;
      }
      case "unit" -> Kind.COLUMN;
      case "rowslice", "columnslice" -> {
        expectArray(call.arguments().getFirst());
        yield of(call.arguments().getFirst());
      }
      case "unvec" -> {
        expect(call.arguments().getFirst(), Kind.COLUMN);
        yield Kind.MATRIX;
      }
      case "commutation" -> Kind.MATRIX;
      case "outer", "kron", "khatrirao" -> {
        call.arguments().forEach(this::expectArray);
        yield Kind.MATRIX;
      }
      case "eye" -> Kind.MATRIX;
      case "ones", "zeros" -> call.arguments().size() == 1 ? Kind.COLUMN : Kind.MATRIX;
      case "vec" -> {
        expectArray(call.arguments().getFirst());
        yield Kind.COLUMN;
      }
      case "diag" -> {
        expectArray(call.arguments().getFirst());
        yield of(call.arguments().getFirst()) == Kind.MATRIX ? Kind.COLUMN : Kind.MATRIX;
      }
      default -> {
        if (call.operator() instanceof UnknownFunction unknown && !unknown.isElementwise()) {
          yield unknown(call, unknown, arguments);
        }
        if (call.operator() instanceof Function function && function.spaces() != null) {
          yield stated(call, Signature.of(function), arguments);
        }
        yield call.operator().isElementwise()
            ? arguments.stream().filter(Kind::isArray).findFirst().orElse(Kind.SCALAR)
            : Kind.SCALAR;
      }
    };
  }

  /// A derivative of an unknown function of an array is one, as is a value declared as a vector.
  private Kind unknown(Term.Call call, UnknownFunction function, List<Kind> arguments) {
    List<Shape> domain = function.domain();
    for (int i = 0; i < Math.min(domain.size(), arguments.size()); i++) {
      if (!domain.get(i).isScalar()) {
        expectArray(call.arguments().get(i));
      }
    }
    boolean vector = !function.codomain().isScalar();
    for (int i = 0; i < Math.min(arguments.size(), function.orders().size()); i++) {
      int order = function.orders().get(i);
      if (order > 0 && arguments.get(i).isArray()) {
        return order == 1 && !vector ? arguments.get(i) : Kind.MATRIX;
      }
    }
    return vector ? Kind.COLUMN : Kind.SCALAR;
  }

  private Kind stated(Term.Call call, Signature signature, List<Kind> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (signature.isArray(i)) {
        expectArray(call.arguments().get(i));
      }
    }
    return signature.kind(call.arguments().stream().map(this::of).toList());
  }

  /// An array of a kind that the letters suggest.
  private void expectArray(Term term) {
    if (of(term).isArray()) {
      return;
    }
    if (term instanceof Term.Variable variable) {
      learn(variable.name(), MatrixLetters.isUpper(variable.name()) ? Kind.MATRIX : Kind.COLUMN);
    } else if (term instanceof Term.Total
        || term instanceof Term.Times
        || term instanceof Term.Minus) {
      expect(term, MatrixLetters.onlyMatrices(term) ? Kind.MATRIX : Kind.COLUMN);
    } else if (term instanceof Term.Call call) {
      Term argument = MatrixLetters.argument(call);
      if (argument != null) {
        expectArray(argument);
      } else if (call.arguments().size() == 1) {
        expectArray(call.arguments().getFirst());
      }
    } else if (term instanceof Term.Over over) {
      expectArray(arrayOf(over));
    } else if (term instanceof Term.Bars bars) {
      expectArray(bars.inner());
    } else if (term instanceof Term.Raised raised) {
      expectArray(raised.isExponential() ? raised.exponent() : raised.base());
    }
  }

  /// The side of a quotient that is an array where one is: `1/(1 + exp(-x))` is taken of each
  /// entry.
  private static Term arrayOf(Term.Over over) {
    return over.numerator() instanceof Term.Known ? over.denominator() : over.numerator();
  }
}
