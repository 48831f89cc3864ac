package nabla.worksheet.descent;

import static nabla.expr.Relation.Comparison.LESS;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;

/// Sums and products put together as a person writes them, with nothing else simplified.
final class Composed {

  private Composed() {}

  /// `w − αg`, with the numbers before the letters.
  static Expr moved(Expr from, Expr rate, Expr gradient) {
    boolean negative = gradient instanceof Negate;
    Expr term = times(rate, gradient instanceof Negate negate ? negate.operand() : gradient);
    List<Expr> terms = new ArrayList<>(from instanceof Sum sum ? sum.children() : List.of(from));
    terms.add(negative ? term : Negate.of(term));
    return Sum.of(terms);
  }

  /// `αg`, with the numbers before the letters.
  static Expr times(Expr rate, Expr size) {
    List<Expr> factors =
        new ArrayList<>(size instanceof Product product ? product.children() : List.of(size));
    boolean first = !(rate instanceof Symbol) || !isNumber(factors.getFirst());
    if (!rate.equals(Num.ONE)) {
      factors.add(first ? 0 : 1, rate);
    }
    factors.removeIf(Num.ONE::equals);
    return factors.isEmpty() ? Num.ONE : Product.of(factors);
  }

  private static boolean isNumber(Expr expression) {
    return !Forms.hasSymbols(expression);
  }

  /// `low < middle < high`.
  static Expr between(Expr low, Expr middle, Expr high) {
    return Logic.of(
        Logic.Connective.AND,
        List.of(Relation.of(LESS, low, middle), Relation.of(LESS, middle, high)));
  }

  /// A difference, without brackets around sums.
  static Expr minus(Expr left, Expr right) {
    if (Canonical.isZero(right)) {
      return left;
    }
    List<Expr> terms = new ArrayList<>(left instanceof Sum sum ? sum.children() : List.of(left));
    terms.add(right instanceof Negate negate ? negate.operand() : Negate.of(right));
    return Sum.of(terms);
  }

  /// A product without a factor 1, and its sign before it.
  static Expr product(Expr left, Expr right) {
    return left.equals(Num.ONE)
        ? right
        : left instanceof Negate negate
            ? Negate.of(product(negate.operand(), right))
            : Product.of(left, right);
  }

  /// How far a start is from a point after so many steps of which each multiplies the distance.
  static Expr afterSteps(Expr factor, Expr steps, Expr start, Expr point) {
    return product(power(factor, steps), minus(start, point));
  }

  /// A power; 1 for the base 1.
  static Expr power(Expr base, Expr exponent) {
    return base.equals(Num.ONE) ? base : Power.of(base, exponent);
  }

  /// The absolute value.
  static Expr abs(Expr expression) {
    return Apply.of(Elementary.ABS, expression);
  }
}
