package nabla.simplify;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;
import nabla.numeric.Enclosure;
import nabla.numeric.Precise;
import nabla.rewrite.Truth;
import org.jspecify.annotations.Nullable;

/// What the values of constants decide: `√2 < 3/2` holds, and ⌊π⌋ is 3. Bounds from interval
/// arithmetic speak for what is not rational; where they are too wide, nothing is said.
final class Constants {

  private static final int LARGEST = 200;
  private static final int DIGITS = 17;

  private Constants() {}

  /// Whether a condition holds, where it compares constants; unknown for others.
  static Truth holds(Expr condition) {
    return switch (condition) {
      case Relation relation -> holds(relation);
      case Logic logic ->
          switch (logic.connective()) {
            case NOT -> holds(logic.child(0)).not();
            case AND ->
                logic.children().stream().map(Constants::holds).reduce(Truth.TRUE, Truth::and);
            case OR ->
                logic.children().stream().map(Constants::holds).reduce(Truth.FALSE, Truth::or);
          };
      default -> Truth.UNKNOWN;
    };
  }

  private static Truth holds(Relation relation) {
    Integer sign =
        relation.left().isScalar() && relation.right().isScalar()
            ? compare(relation.left(), relation.right())
            : null;
    return sign == null
        ? Truth.UNKNOWN
        : relation.comparison().holds(sign) ? Truth.TRUE : Truth.FALSE;
  }

  /// How two constants compare: the sign of `left − right`; null where that is not known.
  static @Nullable Integer compare(Expr left, Expr right) {
    if (left instanceof Num a && right instanceof Num b) {
      return a.value().compareTo(b.value());
    }
    return isConstant(left) && isConstant(right)
        ? Precise.sign(Canonical.difference(left, right))
        : null;
  }

  /// The greatest integer that is not above a constant; null where it is not known.
  static @Nullable Rational floor(Expr constant) {
    if (constant instanceof Num number) {
      return Rational.of(number.value().floor());
    }
    if (!isConstant(constant)) {
      return null;
    }
    try {
      Enclosure bounds = Precise.enclose(constant, Map.of(), DIGITS);
      BigDecimal floor = bounds.lower().setScale(0, RoundingMode.FLOOR);
      return floor.compareTo(bounds.upper().setScale(0, RoundingMode.FLOOR)) == 0
          ? Rational.of(floor.toBigInteger())
          : null;
    } catch (NablaException unknown) {
      return null;
    }
  }

  private static boolean isConstant(Expr expression) {
    return expression instanceof Num
        || (expression.weight() < LARGEST && !Dag.any(expression, Constants::varies));
  }

  private static boolean varies(Expr node) {
    return node instanceof Symbol
        || node instanceof Bound
        || node instanceof Binder
        || node instanceof Derivative
        || (node instanceof Apply apply && apply.operator() instanceof UnknownFunction);
  }
}
