package nabla.calculus;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import nabla.calculus.ArrayDifferentiation.Subject;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// The moments of the entries of an array in one spelling: `sum(u.^2)` and `sum(u ⊙ u)` are `‖u‖²`,
/// `mean(u.^2)` is `‖u‖²/n`, `(x − a)ᵀ(x − a)` is `‖x − a‖²`, and `sum(u)/n` and `𝟏ᵀu/n` are
/// `mean(u)` where n is the number of entries. What is under a norm stays whole, and the sum of `x
/// − mean(x)𝟏` is known to be 0, so that layer normalisation has one derivative in all its
/// spellings.
public final class Moments {

  private Moments() {}

  /// The question in these spellings where an array is divided by a number: there the squares stand
  /// under a root or in a denominator, where they would be multiplied out.
  static Subject in(Subject question) {
    boolean divides =
        hasQuotient(question.formula())
            || question.intermediates().values().stream().anyMatch(Moments::hasQuotient);
    if (!divides) {
      return question;
    }
    Map<Symbol, Expr> intermediates = new LinkedHashMap<>();
    question.intermediates().forEach((name, meaning) -> intermediates.put(name, of(meaning)));
    return question.of(of(question.formula()), intermediates);
  }

  private static boolean hasQuotient(Expr formula) {
    return Dag.any(
        formula, node -> node instanceof Quotient quotient && !quotient.numerator().isScalar());
  }

  /// A formula in these spellings.
  public static Expr of(Expr formula) {
    Map<Expr, Expr> moments = new HashMap<>();
    for (Expr node : Dag.of(formula).nodes()) {
      Expr moment = node.isScalar() ? moment(node) : null;
      if (moment != null) {
        moments.put(node, moment);
      }
    }
    return moments.isEmpty() ? formula : Substitution.of(moments).apply(formula);
  }

  private static @Nullable Expr moment(Expr number) {
    if (number instanceof Quotient quotient) {
      Expr total = total(quotient.numerator());
      return total != null && quotient.denominator().equals(count(total))
          ? Apply.of(Matrices.MEAN, total)
          : null;
    }
    if (number instanceof Product product && product.arity() == 2) {
      Expr column = product.child(1);
      boolean squares = column instanceof Sum && product.child(0).equals(Build.transpose(column));
      return squares ? squaredNorm(column) : null;
    }
    if (!(number instanceof Apply apply)
        || !(apply.operator() == Matrices.SUM || apply.operator() == Matrices.MEAN)
        || apply.arity() != 1) {
      return null;
    }
    Expr root = root(apply.argument());
    if (root == null) {
      return null;
    }
    return apply.operator() == Matrices.SUM
        ? squaredNorm(root)
        : Build.quotient(squaredNorm(root), count(root));
  }

  private static Expr squaredNorm(Expr array) {
    return Power.of(Apply.of(Norms.NORM, array), Num.TWO);
  }

  /// The array whose entries are added up; null where the number is no such sum.
  private static @Nullable Expr total(Expr number) {
    if (number instanceof Apply apply && apply.operator() == Matrices.SUM && apply.arity() == 1) {
      return apply.argument();
    }
    if (!(number instanceof Product product) || product.arity() != 2) {
      return null;
    }
    if (Matrices.isOnes(product.child(1))) {
      return Build.transpose(product.child(0));
    }
    return Matrices.isOnes(Build.transpose(product.child(0))) ? product.child(1) : null;
  }

  /// The array of whose entries these are the squares; null where they are no squares.
  private static @Nullable Expr root(Expr squares) {
    return squares instanceof Apply apply
            && ((apply.operator() == Matrices.ELEMENTWISE_POWER && apply.child(1).equals(Num.TWO))
                || (apply.operator() == Matrices.ELEMENTWISE_PRODUCT
                    && apply.arity() == 2
                    && apply.child(0).equals(apply.child(1))))
        ? apply.child(0)
        : null;
  }

  private static Expr count(Expr array) {
    return Dimensions.expression(array.shape().rows().times(array.shape().columns()));
  }
}
