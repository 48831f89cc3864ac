package nabla.simplify;

import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Sum;

/// Even powers of differences inside functions, which are the same for the opposite difference.
final class SquaredDifferences {

  private SquaredDifferences() {}

  /// What a function is taken of, with the differences in it that are squared one way round: `√(1 +
  /// (b − a)²)` is `√(1 + (a − b)²)`.
  static Expr upright(Expr argument) {
    return switch (argument) {
      case Sum sum -> uprightParts(sum);
      case Product product when product.isOfNumbers() -> uprightParts(product);
      case Power power
          when power.base() instanceof Sum sum
              && power.exponent() instanceof Num number
              && Canonical.isEven(number.value())
              && Canonical.hasLeadingMinus(sum) ->
          Canonical.power(Canonical.negate(sum), Num.of(number.value()));
      default -> argument;
    };
  }

  /// The same for several arguments.
  static Expr[] upright(Expr... arguments) {
    Expr[] upright = new Expr[arguments.length];
    for (int i = 0; i < upright.length; i++) {
      upright[i] = upright(arguments[i]);
    }
    return upright;
  }

  private static Expr uprightParts(Expr argument) {
    Expr[] parts = new Expr[argument.arity()];
    boolean same = true;
    for (int i = 0; i < parts.length; i++) {
      Expr part = argument.child(i);
      parts[i] = part instanceof Sum ? part : upright(part);
      same &= parts[i].equals(part);
    }
    return same
        ? argument
        : argument instanceof Sum ? Canonical.sum(parts) : Canonical.product(parts);
  }
}
