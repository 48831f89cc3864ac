package nabla.simplify.arrays;

import java.util.Set;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
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
      if (node instanceof Product product) {
        cost += 5L * powersCut(product);
      }
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

  /// How often a letter before or behind a bracket stands at that end inside, too: X(XA + AX) is
  /// X²A + XAX.
  private static int powersCut(Product product) {
    int cut = 0;
    for (int i = 1; i < product.arity(); i++) {
      Expr left = product.child(i - 1);
      Expr right = product.child(i);
      cut += isCut(left, right, false) || isCut(right, left, true) ? 1 : 0;
    }
    return cut;
  }

  /// Whether a bracket has a term with the letter beside it at its first or last place.
  private static boolean isCut(Expr letter, Expr bracket, boolean last) {
    if (letter instanceof Sum || letter.isScalar() || !letter.shape().isSquare()) {
      return false;
    }
    if (isTranspose(bracket) && bracket.child(0) instanceof Sum) {
      Expr turned = isTranspose(letter) ? letter.child(0) : Apply.of(Matrices.TRANSPOSE, letter);
      return isCut(turned, bracket.child(0), !last);
    }
    return bracket instanceof Sum sum
        && sum.children().stream()
            .map(term -> term instanceof Negate negate ? negate.operand() : term)
            .filter(Product.class::isInstance)
            .map(term -> end((Product) term, last))
            .anyMatch(end -> base(end).equals(base(letter)));
  }

  private static Expr end(Product product, boolean last) {
    return product.child(last ? product.arity() - 1 : 0);
  }

  private static Expr base(Expr letter) {
    return letter instanceof Power power ? power.base() : letter;
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
