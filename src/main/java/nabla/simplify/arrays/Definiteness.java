package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Matrices;
import nabla.catalogue.Spectra;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Sum;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;

/// Which matrices are positive definite by what they are made of: `XᵀX + λI` is for λ > 0, since
/// vᵀXᵀXv is ‖Xv‖² and vᵀλIv is λ‖v‖² (R. A. Horn and C. R. Johnson, Matrix Analysis, section 7.1).
public final class Definiteness {

  private final Assumptions assumptions;
  private Signs signs;

  /// @param assumptions what is known of the variables
  public Definiteness(Assumptions assumptions) {
    this.assumptions = assumptions;
    this.signs = Signs.of(assumptions);
  }

  /// Whether vᵀMv > 0 for all v but 0, as far as that is seen.
  public boolean isPositive(Expr matrix) {
    return learn(matrix).isDefinite(matrix, true);
  }

  /// Whether vᵀMv ≥ 0 for all v, as far as that is seen.
  public boolean isNonNegative(Expr matrix) {
    return learn(matrix).isDefinite(matrix, false);
  }

  /// The sizes in a matrix such as `XᵀX/m` are positive.
  private Definiteness learn(Expr matrix) {
    signs = Signs.of(SizeFacts.and(assumptions, Dag.of(matrix).nodes(), List.of(matrix)));
    return this;
  }

  /// @param strict whether 0 is for v = 0 alone
  private boolean isDefinite(Expr matrix, boolean strict) {
    if (isAssumed(matrix, strict) || (matrix.isScalar() && hasSign(matrix, strict))) {
      return true; // a number is a matrix of one entry
    }
    return switch (matrix) {
      case Sum sum ->
          sum.children().stream().allMatch(term -> isDefinite(term, false))
              && (!strict || sum.children().stream().anyMatch(term -> isDefinite(term, true)));
      case Quotient quotient ->
          hasSign(quotient.denominator(), true) && isDefinite(quotient.numerator(), strict);
      case Product product -> isDefinite(product, strict);
      case Apply apply when apply.operator() == Matrices.IDENTITY -> true;
      case Apply apply when apply.operator() == Matrices.INVERSE ->
          isDefinite(apply.argument(), true);
      case Apply apply when apply.operator() == Matrices.TRANSPOSE ->
          isDefinite(apply.argument(), strict);
      case Apply apply when apply.operator() == Matrices.KRONECKER ->
          apply.children().stream().allMatch(part -> isDefinite(part, strict));
      case Binder sum when sum.kind() == Binder.Kind.SUM && !strict ->
          isDefinite(sum.open(sum.unused("index", List.of())), false);
      default -> false;
    };
  }

  /// Numbers times `AᵀMA`, where M may be left out.
  private boolean isDefinite(Product product, boolean strict) {
    List<Expr> factors = new ArrayList<>();
    for (Expr factor : product.children()) {
      if (!factor.isScalar()) {
        flatten(factor, factors);
      } else if (!hasSign(factor, strict)) {
        return false;
      }
    }
    int first = 0;
    int last = factors.size() - 1;
    while (first < last && areTransposes(factors.get(first), factors.get(last))) {
      first++;
      last--;
    }
    boolean plain = first == 0;
    if (first > last) {
      return !strict; // AᵀA
    }
    return first == last && (plain || !strict) && isDefinite(factors.get(first), strict && plain);
  }

  private static void flatten(Expr factor, List<Expr> factors) {
    if (factor instanceof Product) {
      factor.children().forEach(each -> flatten(each, factors));
    } else {
      factors.add(factor);
    }
  }

  private static boolean areTransposes(Expr left, Expr right) {
    return left.equals(Apply.of(Matrices.TRANSPOSE, right))
        || right.equals(Apply.of(Matrices.TRANSPOSE, left));
  }

  private boolean hasSign(Expr number, boolean strict) {
    Comparison comparison = strict ? Comparison.GREATER : Comparison.GREATER_OR_EQUAL;
    return signs.holds(Relation.of(comparison, number, Num.ZERO)) == Truth.TRUE;
  }

  private boolean isAssumed(Expr matrix, boolean strict) {
    for (Expr fact : assumptions.facts()) {
      if (fact instanceof Relation relation
          && relation.right().equals(Num.ZERO)
          && relation.left() instanceof Apply least
          && least.operator() == Spectra.SMALLEST_EIGENVALUE
          && least.argument().equals(matrix)
          && (relation.comparison() == Comparison.GREATER
              || (!strict && relation.comparison() == Comparison.GREATER_OR_EQUAL))) {
        return true;
      }
    }
    return false;
  }
}
