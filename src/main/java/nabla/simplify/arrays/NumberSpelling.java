package nabla.simplify.arrays;

import java.util.HashMap;
import java.util.Map;
import nabla.catalogue.Elementary;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.simplify.ClosedForm;
import nabla.simplify.Presentation;
import nabla.simplify.Written;

/// Writes the numbers in sums of words for readers: in closed form, with what their placeholders
/// stand for.
final class NumberSpelling {

  private final Algebra algebra;
  private final Spelling spelling;
  private final Map<Expr, Expr> known = new HashMap<>();

  NumberSpelling(Algebra algebra, Spelling spelling) {
    this.algebra = algebra;
    this.spelling = spelling;
  }

  /// A number in front of an array for readers, a product where its terms have a factor in common.
  Expr factored(Expr scalar) {
    return filled(Factors.of(closed(scalar), algebra.written()));
  }

  /// A number for readers, with what its placeholders stand for.
  Expr of(Expr scalar) {
    return filled(Presentation.of(closed(scalar), algebra.written()));
  }

  private Expr filled(Expr scalar) {
    Map<Expr, Expr> readable = new HashMap<>();
    for (Expr node : Dag.of(scalar).nodes()) {
      if (algebra.numbers.meaning(node) instanceof Apply sum && isSum(sum)) {
        readable.put(node, Apply.of(sum.operator(), spelling.of(algebra.of(sum.argument()))));
      }
    }
    return algebra.numbers.fill(
        readable.isEmpty() ? scalar : Substitution.of(readable).apply(scalar));
  }

  private static boolean isSum(Apply number) {
    return (number.operator() == Matrices.SUM || number.operator() == Matrices.MEAN)
        && number.arity() == 1;
  }

  private Expr closed(Expr scalar) {
    return known.computeIfAbsent(
        scalar, number -> ClosedForm.of(withoutSquares(number), knowingNorms(number)).expression());
  }

  /// `𝟙[c]²` is `𝟙[c]`.
  private Expr withoutSquares(Expr number) {
    Map<Expr, Expr> bases = new HashMap<>();
    for (Expr node : Dag.of(number).nodes()) {
      Expr meaning = node instanceof Power power ? algebra.numbers.meaning(power.base()) : null;
      if (meaning != null
          && Facts.isOfOnesAndZeros(meaning)
          && ((Power) node).exponent() instanceof Num count
          && count.value().signum() > 0) {
        bases.put(node, ((Power) node).base());
      }
    }
    return bases.isEmpty() ? number : Substitution.of(bases).apply(number);
  }

  /// What is written, and that norms are not negative: |‖x‖| is ‖x‖.
  private Written knowingNorms(Expr number) {
    Written written = algebra.written();
    if (!Dag.any(
        number, node -> node instanceof Apply apply && apply.operator() == Elementary.ABS)) {
      return written;
    }
    Assumptions known = written.assumptions();
    for (Expr node : Dag.of(number).nodes()) {
      if (algebra.numbers.meaning(node) instanceof Apply meaning
          && meaning.operator() == Norms.NORM) {
        known = known.and(Relation.of(Relation.Comparison.GREATER_OR_EQUAL, node, Num.ZERO));
      }
    }
    return written.under(known);
  }
}
