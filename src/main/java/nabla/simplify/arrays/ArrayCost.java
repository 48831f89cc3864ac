package nabla.simplify.arrays;

import java.util.Set;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Sum;
import nabla.expr.Symbol;

/// What a reader has to read in a formula with arrays: a name counts 2; every number and operator,
/// an identity matrix, a vector of ones and a pair of brackets count 1, ⊗ counts 3, fractions side
/// by side inside brackets 2 more each, a sum that is turned 3 unless the author wrote it, powers
/// of functions more.
final class ArrayCost {

  private static final long MAXIMUM = 1L << 40;

  private ArrayCost() {}

  /// The cost for someone who wrote these sums.
  static long of(Expr formula, Set<Sum> own) {
    Dag dag = Dag.below(node -> !isOneSign(node), formula);
    long[] costs = new long[dag.size()];
    for (int position = 0; position < costs.length; position++) {
      Expr node = dag.node(position);
      long cost = node instanceof Symbol ? 2 : isKronecker(node) ? 3 : 1;
      if (!isOneSign(node)) {
        for (Expr part : node.children()) {
          cost += costs[dag.position(part)];
          cost += node instanceof Product && part instanceof Sum sum ? brackets(sum) : 0;
          cost += isPower(node) && part instanceof Num count ? repeated(count) : 0;
          cost += isTranspose(node) && part instanceof Sum sum && !own.contains(sum) ? 3 : 0;
        }
      }
      costs[position] = Math.min(cost, MAXIMUM);
    }
    return costs[costs.length - 1];
  }

  private static boolean isKronecker(Expr node) {
    return node instanceof Apply apply && apply.operator() == Matrices.KRONECKER;
  }

  private static boolean isTranspose(Expr node) {
    return node instanceof Apply apply && apply.operator() == Matrices.TRANSPOSE;
  }

  private static boolean isPower(Expr node) {
    return node instanceof Apply apply
        && apply.operator() == Matrices.ELEMENTWISE_POWER
        && apply.argument() instanceof Apply;
  }

  /// A power of a function value hides a factor that could stand in front: σ − σ² is σ ⊙ (1 − σ).
  private static long repeated(Num exponent) {
    return exponent.value().isInt()
        ? Math.clamp(3L * (Math.abs(exponent.value().intValue()) - 1) - 1, 0, 12)
        : 0;
  }

  private static long brackets(Sum sum) {
    long fractions =
        sum.children().stream()
            .filter(part ->
                part instanceof Quotient
                    || (part instanceof Negate negate && negate.operand() instanceof Quotient))
            .count();
    return fractions > 1 ? 1 + 2 * fractions : 1;
  }

  private static boolean isOneSign(Expr node) {
    return node instanceof Apply apply
        && (apply.operator() == Matrices.IDENTITY || apply.operator() == Matrices.ONES);
  }
}
