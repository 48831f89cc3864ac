package nabla.calculus;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Shape;
import nabla.expr.Sum;
import org.jspecify.annotations.Nullable;

/// What arrives at a factor of `H ⊗ A` from an array that is made of Kronecker products itself:
/// since `tr((P ⊗ Q)ᵀ(H ⊗ A)) = tr(Pᵀ H) tr(Qᵀ A)` (Horn and Johnson, Topics in Matrix Analysis,
/// section 4.2), it is `tr(Qᵀ A) P`. So the gradients of tr, det and norms of Kronecker products
/// need no commutation matrix.
final class KroneckerAdjoint {

  private KroneckerAdjoint() {}

  /// `left ⊗ right`.
  private record Split(Expr left, Expr right) {}

  /// What arrives at the i-th factor; null where the adjoint does not fall into factors of their
  /// shapes. Of a sum, each term arrives by itself.
  static @Nullable Expr of(Apply kronecker, int i, Expr adjoint) {
    Expr number = Num.ONE;
    List<Expr> arrays = new ArrayList<>();
    for (Expr factor : factors(adjoint, new ArrayList<>())) {
      if (factor.isScalar()) {
        number = Build.product(number, factor);
      } else {
        arrays.add(factor);
      }
    }
    if (arrays.size() > 1) {
      arrays.removeIf(array -> isA(array, Matrices.IDENTITY));
    }
    if (arrays.size() == 1 && arrays.getFirst() instanceof Sum sum) {
      List<Expr> terms = new ArrayList<>();
      for (Expr term : sum.children()) {
        Expr arrived = term.isScalar() ? null : of(kronecker, i, term);
        if (arrived == null) {
          return null;
        }
        terms.add(arrived);
      }
      return Build.product(number, Build.sum(terms));
    }
    Shape left = kronecker.child(0).shape();
    Shape right = kronecker.child(1).shape();
    Split split = arrays.size() == 1 ? constant(arrays.getFirst(), left, right) : null;
    split = split == null ? product(arrays) : split;
    if (split == null || !split.left.shape().equals(left) || !split.right.shape().equals(right)) {
      return null;
    }
    Expr own = i == 0 ? split.left : split.right;
    Expr other = i == 0 ? split.right : split.left;
    Expr second = kronecker.child(1 - i);
    Expr inner =
        isA(other, Matrices.ONES)
            ? Apply.of(Matrices.SUM, second)
            : Transposition.inner(other, second);
    return Build.product(Build.product(number, inner), own);
  }

  /// All factors, whichever were multiplied first.
  private static List<Expr> factors(Expr array, List<Expr> into) {
    switch (array) {
      case Product product -> product.children().forEach(factor -> factors(factor, into));
      case Negate negate -> {
        into.add(Num.MINUS_ONE);
        factors(negate.operand(), into);
      }
      case Quotient quotient -> {
        into.add(Build.quotient(Num.ONE, quotient.denominator()));
        factors(quotient.numerator(), into);
      }
      case Apply apply
          when apply.operator() == Matrices.TRANSPOSE && !(apply.argument() instanceof Apply) ->
          factors(apply.argument(), new ArrayList<>())
              .reversed()
              .forEach(factor -> into.add(factor.isScalar() ? factor : Build.transpose(factor)));
      default -> into.add(array);
    }
    return into;
  }

  private static boolean isA(Expr array, nabla.catalogue.Function function) {
    return array instanceof Apply apply && apply.operator() == function;
  }

  /// The identity and the matrix of ones are Kronecker products of their like.
  private static @Nullable Split constant(Expr array, Shape left, Shape right) {
    if (isA(array, Matrices.ONES)) {
      return new Split(Matrices.ones(left), Matrices.ones(right));
    }
    return isA(array, Matrices.IDENTITY) && left.isSquare() && right.isSquare()
        ? new Split(Matrices.identity(left.rows()), Matrices.identity(right.rows()))
        : null;
  }

  /// `(A ⊗ B)(C ⊗ D) = AC ⊗ BD` where these fit.
  private static @Nullable Split product(List<Expr> arrays) {
    Split product = null;
    for (Expr array : arrays) {
      Split next = split(array);
      if (next == null) {
        return null;
      }
      if (product == null) {
        product = next;
      } else if (fits(product.left, next.left) && fits(product.right, next.right)) {
        product =
            new Split(
                Build.product(product.left, next.left), Build.product(product.right, next.right));
      } else {
        return null;
      }
    }
    return product;
  }

  private static boolean fits(Expr before, Expr after) {
    return before.shape().columns().equals(after.shape().rows());
  }

  private static @Nullable Split split(Expr array) {
    if (!(array instanceof Apply apply)) {
      return null;
    }
    if (apply.operator() == Matrices.KRONECKER) {
      return new Split(apply.child(0), apply.child(1));
    }
    boolean transpose = apply.operator() == Matrices.TRANSPOSE;
    if (!transpose && apply.operator() != Matrices.INVERSE) {
      return null;
    }
    Split inner = split(apply.argument());
    if (inner == null) {
      return null;
    }
    if (transpose) {
      return new Split(Build.transpose(inner.left), Build.transpose(inner.right));
    }
    // a product of matrices that are not square may be invertible by its shape only
    return inner.left.shape().isSquare() && inner.right.shape().isSquare()
        ? new Split(Apply.of(Matrices.INVERSE, inner.left), Apply.of(Matrices.INVERSE, inner.right))
        : null;
  }
}
