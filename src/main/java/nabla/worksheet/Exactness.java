package nabla.worksheet;

import nabla.Value;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Quotient;
import nabla.write.Text;

/// Which values one goes on with exactly.
final class Exactness {
  private static final long LONGEST = 2_000;

  private Exactness() {}

  /// Whether a value is a fraction, or an array of fractions, that is not too long to be read.
  static boolean isRational(Expr exact) {
    boolean plain = !Dag.any(exact, part -> !isRationalPart(part));
    return plain && exact.weight() <= LONGEST && Text.of(exact).length() <= LONGEST;
  }

  /// As in `-4/3`, which is written with three of them.
  private static boolean isRationalPart(Expr part) {
    return part instanceof Num
        || part instanceof Literal
        || part instanceof Negate
        || part instanceof Quotient;
  }

  /// Whether no letters are left in a value.
  static boolean isNumber(Value value) {
    return value.entries().isEmpty()
        ? value.decimal() != null
        : value.entries().stream().allMatch(Exactness::isNumber);
  }
}
