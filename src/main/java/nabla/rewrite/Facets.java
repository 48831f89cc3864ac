package nabla.rewrite;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.read.Reader;
import org.jspecify.annotations.Nullable;

/// The conditions and formulas that the catalogue states of a function, each read when it is first
/// asked for.
final class Facets {

  private static final Map<Function, Facets> KNOWN = new ConcurrentHashMap<>();

  private static final Symbol VALUE = Symbol.of("y");

  private static final String PLACE = " at ";

  /// Relative, of a constant given as a double.
  private static final double UNCERTAINTY = 1e-14;

  /// The bounds of a constant are multiples of one over this.
  private static final long FINENESS = 1L << 48;

  /// Where the function is known to lie at a place.
  record Value(Bounds place, Bounds value) {}

  private final Function function;
  private final Map<String, Expr> read = new ConcurrentHashMap<>();
  private volatile @Nullable Bounds range;
  private volatile @Nullable Integer direction;
  private volatile @Nullable List<Value> values;

  private Facets(Function function) {
    this.function = function;
  }

  static Facets of(Function function) {
    Facets facets = KNOWN.get(function);
    if (facets == null) {
      facets = new Facets(function);
      KNOWN.put(function, facets);
    }
    return facets;
  }

  private @Nullable Expr read(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Expr formula = read.get(text);
    if (formula == null) {
      formula = Reader.standard().expression(text);
      read.put(text, formula);
    }
    return formula;
  }

  /// The condition under which the function is defined at these arguments; null where there is
  /// none.
  @Nullable Expr domain(List<Expr> arguments) {
    return at(read(function.domain()), arguments);
  }

  /// The condition under which it has no derivative there; null where there is none.
  @Nullable Expr kink(List<Expr> arguments) {
    return at(read(function.kink()), arguments);
  }

  /// Its definition in its parameters; null where it is primitive.
  @Nullable Expr meaning() {
    return read(function.meaning());
  }

  /// Its derivative at an argument; null where the catalogue states none, or there are more
  /// arguments.
  @Nullable Expr derivative(Expr argument) {
    return function.parameters().size() == 1
        ? at(read(function.derivative(0)), List.of(argument))
        : null;
  }

  /// The parameters, as they stand in the formulas.
  List<Symbol> parameters() {
    return function.parameters().stream().map(Symbol::of).toList();
  }

  /// The arguments, those that were left out included.
  List<Expr> complete(List<Expr> arguments) {
    List<Expr> all = new java.util.ArrayList<>(arguments);
    for (int i = arguments.size(); i < function.parameters().size(); i++) {
      int place = i - function.minimumArity();
      if (place < 0 || place >= function.defaults().size()) {
        break;
      }
      all.add(Num.of(function.defaults().get(place)));
    }
    return all;
  }

  private @Nullable Expr at(@Nullable Expr formula, List<Expr> arguments) {
    if (formula == null) {
      return null;
    }
    List<Expr> all = complete(arguments);
    List<Symbol> parameters = parameters();
    Map<Symbol, Expr> values = new HashMap<>();
    for (int i = 0; i < parameters.size() && i < all.size(); i++) {
      values.put(parameters.get(i), all.get(i));
    }
    return Substitution.of(values).apply(formula);
  }

  /// Where its values lie.
  Bounds range() {
    Bounds known = range;
    if (known == null) {
      Expr condition = read(function.range());
      known =
          condition == null ? Bounds.ANY : Signs.of(Assumptions.NONE.and(condition)).bounds(VALUE);
      range = known;
    }
    return known;
  }

  /// 1 where it grows with its argument, −1 where it falls, on a domain without gaps; 0 where
  /// neither is known.
  int direction() {
    Integer known = direction;
    if (known == null) {
      known = findDirection();
      direction = known;
    }
    return known;
  }

  private int findDirection() {
    Expr domain = read(function.domain());
    Expr kink = read(function.kink());
    boolean borders =
        kink == null || (domain instanceof Relation border && isAtBorder(border, kink));
    if (function.parameters().size() != 1 || !borders || (domain != null && !hasNoGaps(domain))) {
      return 0;
    }
    Expr derivative = read(function.derivative(0));
    if (derivative == null) {
      return 0;
    }
    Assumptions inside = domain == null ? Assumptions.NONE : Assumptions.NONE.and(domain);
    Bounds slope = Signs.structural(inside).bounds(derivative);
    return slope.isPositive() ? 1 : slope.isNegative() ? -1 : 0;
  }

  private static boolean isAtBorder(Relation border, Expr kink) {
    return kink instanceof Relation relation
        && relation.left().equals(border.left())
        && relation.right().equals(border.right());
  }

  /// Whether the numbers that satisfy a condition on the parameter are one interval.
  private static boolean hasNoGaps(Expr condition) {
    return switch (condition) {
      case Logic logic ->
          logic.connective() == Logic.Connective.AND
              && logic.children().stream().allMatch(Facets::hasNoGaps);
      case Relation relation ->
          switch (relation.comparison()) {
            case LESS, LESS_OR_EQUAL -> true;
            case GREATER, GREATER_OR_EQUAL -> !(relation.left() instanceof Apply);
            case EQUAL, NOT_EQUAL, APPROXIMATELY -> false;
          };
      default -> false;
    };
  }

  /// Its values at special places.
  List<Value> values() {
    List<Value> known = values;
    if (known == null) {
      known = function.exactValues().stream().map(this::value).toList();
      values = known;
    }
    return known;
  }

  private Value value(String text) {
    int middle = text.indexOf(PLACE);
    return new Value(
        number(text.substring(middle + PLACE.length())), number(text.substring(0, middle)));
  }

  private static Bounds number(String text) {
    return Signs.structural(Assumptions.NONE).bounds(Reader.standard().expression(text));
  }

  /// A constant of the catalogue, by its value.
  static Bounds constant(Function function) {
    Function.DoubleValue value = function.value();
    double number = value == null ? Double.NaN : value.at();
    if (!(Math.abs(number) < 1 << 14)) {
      return Bounds.ANY;
    }
    long middle = Math.round(number * FINENESS);
    long error = 1 + Math.round(Math.abs(number) * FINENESS * UNCERTAINTY);
    return Bounds.between(
        Rational.of(middle - error, FINENESS), Rational.of(middle + error, FINENESS));
  }

  /// By the exact values of a function that only grows or only falls.
  Bounds monotone(Bounds argument) {
    int direction = direction();
    Bounds result = Bounds.ANY;
    if (direction == 0) {
      return result;
    }
    for (Value value : values()) {
      Bounds beyond =
          value.place().is(Rational.ZERO) ? argument : argument.plus(value.place().negate());
      Bounds turned = direction > 0 ? beyond : beyond.negate();
      Rational low = value.value().lower();
      Rational high = value.value().upper();
      if (turned.isNonNegative() && low != null) {
        result =
            result.and(
                Bounds.that(
                    turned.isPositive() ? Comparison.GREATER : Comparison.GREATER_OR_EQUAL, low));
      }
      if (turned.isNonPositive() && high != null) {
        result =
            result.and(
                Bounds.that(
                    turned.isNegative() ? Comparison.LESS : Comparison.LESS_OR_EQUAL, high));
      }
      if (beyond.nonZero() && value.value().is(Rational.ZERO)) {
        result = result.asNonZero();
      }
    }
    return result;
  }
}
