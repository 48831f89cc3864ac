package nabla.read;

import java.util.List;
import nabla.catalogue.Matrices;
import nabla.catalogue.Rows;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Facts about arrays in the one form in which the rest knows them: `1ᵀy = 1` for `Σ_i y_i = 1` and
/// `yᵀ1 = 1`, `Y𝟏 = 𝟏` for `Y 1 = 1` and `sum(Y, rows) = 1`, `Aᵀ = A` for `A = Aᵀ`.
final class FactForms {

  private FactForms() {}

  /// The fact in that form; a fact of another kind as it is.
  static Expr of(Expr fact) {
    if (!(fact instanceof Relation relation) || relation.comparison() != Comparison.EQUAL) {
      return fact;
    }
    Expr left = relation.left();
    Expr right = relation.right();
    if (left instanceof Num && !(right instanceof Num)) {
      return of(equal(right, left));
    }
    if (right.equals(transpose(left))) {
      return equal(right, left);
    }
    Expr summed = summed(left);
    if (summed != null) {
      return equal(total(summed), right);
    }
    return left.isScalar() || left.shape().isTruth() ? fact : ofArray(left, right, fact);
  }

  /// What is said of an array: a number on the right speaks of each of its entries.
  private static Expr ofArray(Expr left, Expr right, Expr fact) {
    if (right.equals(Num.ZERO)) {
      return equal(left, Matrices.zeros(left.shape()));
    }
    boolean ones = right.equals(Num.ONE) || Matrices.isOnes(right);
    Expr rows = ones ? rowsSummed(left) : null;
    if (rows != null) {
      Expr each = Matrices.ones(Shape.vector(rows.shape().columns()));
      return equal(Product.of(rows, each), Matrices.ones(Shape.vector(rows.shape().rows())));
    }
    boolean sums = left instanceof Product && left.children().stream().anyMatch(Matrices::isOnes);
    return right.equals(Num.ONE) && sums ? equal(left, Matrices.ones(left.shape())) : fact;
  }

  /// The matrix of which these are the sums of the rows; null of anything else.
  private static @Nullable Expr rowsSummed(Expr sums) {
    if (sums instanceof Apply rows && rows.operator() == Rows.SUM) {
      return rows.argument();
    }
    return sums instanceof Apply turned && turned.operator() == Matrices.TRANSPOSE
        ? rowsSummed(turned.argument())
        : null;
  }

  /// The vector of which a number is the sum of all entries; null of anything else.
  private static @Nullable Expr summed(Expr number) {
    if (!number.isScalar()) {
      return null;
    }
    return switch (number) {
      case Apply sum when sum.operator() == Matrices.SUM && sum.argument().shape().isVector() ->
          sum.argument();
      case Product inner
          when inner.arity() == 2
              && Matrices.isOnes(inner.child(1))
              && inner.child(0) instanceof Apply row
              && row.operator() == Matrices.TRANSPOSE ->
          row.argument();
      case Binder sum when sum.kind() == Binder.Kind.SUM -> overEntries(sum);
      default -> null;
    };
  }

  /// y of `Σ_{i=1}^n y_i`, where y has n entries.
  private static @Nullable Expr overEntries(Binder sum) {
    Expr size = sum.upper();
    if (sum.body() instanceof Apply entry
        && entry.operator() == Matrices.ENTRY
        && entry.children().subList(1, entry.arity()).equals(List.of(sum.bound()))
        && sum.lower().equals(Num.ONE)
        && entry.child(0) instanceof Symbol vector
        && size != null
        && Dag.any(Matrices.ones(vector.shape()), size::equals)) {
      return vector;
    }
    return null;
  }

  private static Expr total(Expr vector) {
    return Product.of(transpose(Matrices.ones(vector.shape())), vector);
  }

  private static Expr transpose(Expr array) {
    return Apply.of(Matrices.TRANSPOSE, array);
  }

  private static Relation equal(Expr left, Expr right) {
    return Relation.of(Comparison.EQUAL, left, right);
  }
}
