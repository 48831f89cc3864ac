package nabla.read;

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
  private final OperatorKinds operators = new OperatorKinds(this, place);
  private final ProductKinds products = new ProductKinds(this, place);
  private boolean changed;
  private boolean kronecker;

  Kinds(Resolver resolver, Map<Name, Term> definitions, Map<Name, Shape> declared) {
    this.resolver = resolver;
    this.definitions = definitions;
    declared.forEach((name, shape) -> {
      names.put(name, of(shape));
      sizeNames.addAll(shape.names());
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

  /// What a name is defined to be; null where it is not.
  @Nullable Term definition(Name name) {
    return definitions.get(name);
  }

  /// Whether a name is declared to be a number.
  boolean isDeclaredNumber(Name name) {
    return resolver.isDeclared(name)
        && !resolver.arrays.contains(name)
        && !names.getOrDefault(name, Kind.SCALAR).isArray();
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

  /// The parameter is what the argument is, and the gradient is of that kind.
  private Kind gradient(Term.At at) {
    Kind argument = of(at.argument());
    if (argument.isArray()) {
      learn(at.parameter(), argument);
    }
    of(at.body());
    Kind parameter = names.getOrDefault(at.parameter(), Kind.SCALAR);
    if (parameter.isArray() && !argument.isArray()) {
      place.expects(at.argument(), parameter);
    }
    return parameter.isArray() && at.order() > 1 ? Kind.MATRIX : parameter;
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
      case Term.Times times -> products.of(times);
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
      case Term.At at when at.gradient() -> gradient(at);
      case Term.At at -> {
        of(at.body());
        yield of(at.argument());
      }
      case Term.AtAll at -> {
        at.parts().forEach(this::of);
        yield Kind.SCALAR;
      }
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
        if (entry.array() instanceof Term.Variable array) {
          learn(array.name(), Kind.MATRIX);
        }
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
        boolean number = kind == Kind.MATRIX && MatrixLetters.isGreekNumber(term);
        if ((!own.isArray() && !number) || (own == Kind.ROW && kind == Kind.MATRIX)) {
          place.expects(term, kind);
        }
      }
    }
    return kind;
  }

  /// Whether a term is an upper-case letter, or a product of such, of which nothing is known yet.
  private boolean isUnknownMatrix(Term term) {
    Term inner = term instanceof Term.Minus minus ? minus.operand() : term;
    return (MatrixLetters.isMatrixLetter(inner) || MatrixLetters.isOfMatrices(inner))
        && !of(inner).isArray();
  }

  /// The factors of a product in brackets, `(AB)y` as `ABy`.
  List<Term> parts(Term factor) {
    return products.parts(factor);
  }

  /// Whether a norm is written with F below.
  boolean isFrobenius(Term.Call norm) {
    return resolver.frobenius.contains(norm);
  }

  /// Whether something is known of a name.
  boolean isKnown(Name name) {
    return names.containsKey(name);
  }

  /// Whether a name is one that multiplies matrices.
  boolean isMultiplier(Name name) {
    return numbers.contains(name);
  }

  /// Whether what looks like an entry may be one of several vectors.
  boolean mayBeMember(Term.Entry entry) {
    return resolver.members.mayContain(entry);
  }

  /// Whether nothing says that a name is a number.
  boolean mayBeVector(Name name) {
    return !numbers.contains(name)
        && !resolver.bound.contains(name)
        && !resolver.declaredVariables.contains(name);
  }
}
