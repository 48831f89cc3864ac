package nabla.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.expr.Dimension;
import nabla.expr.Name;
import nabla.expr.Shape;
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
  private final ExpectedKinds place = new ExpectedKinds(this);
  private final VectorTerms vectors = new VectorTerms(this::mayBeVector);
  private final OperatorKinds operators = new OperatorKinds(this, place);
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
    resolver.members.survey(terms, resolver, name -> names.get(name) == Kind.MATRIX);
    resolver.members.found().forEach(family -> names.put(family, Kind.MATRIX));
    numbers.addAll(MatrixLetters.multipliers(terms, name -> names.get(name) == Kind.MATRIX));
    kronecker = CommutationName.isAtHome(terms);
    MatrixLetters.ofLayers(terms, definitions.values()).forEach(name -> learn(name, Kind.MATRIX));
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
              place.expects(term, named);
            }
          });
      if (!changed && names.values().stream().noneMatch(Kind::isArray)) {
        MatrixLetters.identities(terms).forEach(name -> learn(name, Kind.MATRIX));
      }
    } while (changed);
  }

  /// The kind of a name; null where nothing is known of it.
  @Nullable Kind of(Name name) {
    return names.get(name);
  }

  /// Notes the kind of a name of which nothing is known or declared yet.
  void learn(Name name, Kind kind) {
    boolean declared =
        resolver.declaredVariables.contains(name) && !resolver.parameters.contains(name);
    boolean number =
        declared || sizeNames.contains(name.toString()) || resolver.bound.contains(name);
    if (!number && names.putIfAbsent(name, kind) == null) {
      changed = true;
      known.clear();
    }
  }

  /// Where a vector must be, `x_i` is one, and no entry.
  void member(Term.Entry entry) {
    Name family = resolver.members.learn(entry);
    if (family != null) {
      names.put(family, Kind.MATRIX);
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
      case Term.Call call -> operators.of(call);
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
          place.expects(
              left.isArray() ? related.right() : related.left(), left.isArray() ? left : right);
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
          boolean identity =
              block instanceof Term.Variable variable && IdentityName.size(variable.name()) != null;
          if (kinds.stream().anyMatch(Kind::isArray)
              && (identity || MatrixLetters.onlyMatrices(block))) {
            place.expects(block, Kind.MATRIX);
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
      case Term.Entry entry when resolver.members.contains(entry) -> {
        learn(((Term.Variable) entry.array()).name(), Kind.MATRIX);
        yield Kind.COLUMN;
      }
      case Term.Entry entry -> {
        Kind kind = entry.indices().size() == 1 ? Kind.COLUMN : Kind.MATRIX;
        if (entry.array() instanceof Term.Variable array) {
          learn(array.name(), kind);
        } else if (!of(entry.array()).isArray() && kind == Kind.MATRIX) {
          place.expects(entry.array(), kind);
        } else {
          place.expectsArray(entry.array());
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
      place.expects(slice.array(), Kind.MATRIX);
    } else {
      place.expectsArray(slice.array());
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
          place.expects(term, kind);
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
    int end = times.factors().size() - 1;
    if (end > 0
        && times.factors().get(end) instanceof Term.Times inBrackets
        && !of(inBrackets).isArray()
        && of(times.factors().get(end - 1)).isArray()
        && of(times.factors().get(end - 1)) != Kind.COLUMN
        && vectors.isOfLetters(inBrackets)) {
      place.expects(inBrackets, Kind.COLUMN); // xᵀ(2y)
    }
    times.factors().forEach(this::outer);
    List<Term> factors = new ArrayList<>();
    List<Boolean> dotted = new ArrayList<>();
    for (int i = 0; i < times.factors().size(); i++) {
      List<Term> parts = parts(times.factors().get(i));
      factors.addAll(parts);
      dotted.add(times.dotted().get(i));
      dotted.addAll(Collections.nCopies(parts.size() - 1, false));
    }
    Kind kind = Kind.SCALAR;
    for (int i = 0; i < factors.size(); i++) {
      if (array) {
        neighbour(factors, i, kind);
      }
      kind = product(kind, of(factors.get(i)), dotted.get(i));
    }
    return kind;
  }

  /// A Latin letter before a row in brackets of their own, `(u vᵀ) x`, is a column.
  private void outer(Term factor) {
    if (factor instanceof Term.Times inner
        && inner.factors().size() == 2
        && inner.factors().getFirst() instanceof Term.Variable column
        && of(inner.factors().getLast()) == Kind.ROW
        && column.name().base().matches("[a-z]")
        && mayBeVector(column.name())) {
      learn(column.name(), Kind.COLUMN);
    }
  }

  /// The factors of a product in brackets, `(AB)y` as `ABy`, unless there is a row among them,
  /// which makes it a number.
  List<Term> parts(Term factor) {
    if (!(factor instanceof Term.Times inner)
        || inner.factors().stream().anyMatch(part -> of(part) == Kind.ROW)) {
      return List.of(factor);
    }
    return inner.factors().stream().flatMap(part -> parts(part).stream()).toList();
  }

  /// Next to an array, an upper-case letter is a matrix, as are sums of such; after a matrix or
  /// row, the last letter is a vector.
  private void neighbour(List<Term> factors, int i, Kind before) {
    boolean last =
        factors.stream().skip(i + 1).allMatch(VectorTerms::isNumber)
            && (before == Kind.MATRIX || before == Kind.ROW);
    Term factor = factors.get(i) instanceof Term.Raised raised ? raised.base() : factors.get(i);
    boolean group = factor instanceof Term.Total || factor instanceof Term.Over;
    if (group && !of(factor).isArray() && MatrixLetters.onlyMatrices(factor)) {
      place.expects(factor, Kind.MATRIX);
    }
    Term argument = MatrixLetters.argument(factor);
    boolean beforeRow = i + 1 < factors.size() && of(factors.get(i + 1)) == Kind.ROW;
    if (argument != null && MatrixLetters.onlyMatrices(argument) && !last && !beforeRow) {
      place.expects(factor, Kind.MATRIX); // 1ᵀ exp(X) 1
    }
    if (last
        && !of(factor).isArray()
        && of(factors.get(i - 1)).isArray()
        && vectors.canOnlyBe(factor)) {
      place.expects(factor, Kind.COLUMN); // λᵀ(Ax − b)
    }
    boolean values = MatrixLetters.isElementwise(factor) || factor instanceof Term.Bars;
    if (last
        && values
        && !of(factor).isArray()
        && (before == Kind.ROW
            || MatrixLetters.hasMatrix(factor)
            || MatrixLetters.isOfLayers(factor))
        && of(factors.get(i - 1)).isArray()) {
      place.expects(factor, Kind.COLUMN); // 1ᵀ|x|, A tanh(Wx)
    }
    boolean behind =
        before == Kind.ROW
            && i > 0
            && of(factors.get(i - 1)) == Kind.ROW
            && factors.stream().skip(i + 1).noneMatch(after -> of(after).isArray());
    if ((last || behind)
        && factor instanceof Term.Entry entry
        && of(factors.get(i - 1)).isArray()) {
      member(entry); // wᵀx_i, wᵀx_i y_i
    }
    if (!(factor instanceof Term.Variable variable) || names.containsKey(variable.name())) {
      return;
    }
    Name name = variable.name();
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

  private boolean mayBeVector(Name name) {
    return !numbers.contains(name)
        && !resolver.bound.contains(name)
        && !resolver.declaredVariables.contains(name);
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
}
