package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Blocks;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.Vectorization;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.simplify.Canonical;

/// Operators that are linear in arguments and that no other law concerns: numbers come in front of
/// them, and an algebra that expands applies them to each term.
final class LinearOperators {

  private final Algebra algebra;

  LinearOperators(Algebra algebra) {
    this.algebra = algebra;
  }

  /// Whether an application is one of these.
  boolean concerns(Function function, Apply apply) {
    for (int i = 0; i < apply.arity(); i++) {
      if (function.isLinear(i)) {
        return true;
      }
    }
    return false;
  }

  Terms of(Function function, Apply apply) {
    for (int i = 0; i < apply.arity(); i++) {
      if (function.isLinear(i) && algebra.part(apply, i).isZero()) {
        return new Terms(apply.shape(), List.of());
      }
    }
    List<List<Expr>> choices = new ArrayList<>(List.of(List.of()));
    List<Expr> scalars = new ArrayList<>(List.of(Num.ONE));
    for (int i = 0; i < apply.arity(); i++) {
      Terms part = algebra.part(apply, i);
      List<Terms> pieces = function.isLinear(i) ? algebra.pieces(part) : List.of(part);
      List<List<Expr>> longer = new ArrayList<>();
      List<Expr> numbers = new ArrayList<>();
      for (int k = 0; k < choices.size(); k++) {
        for (Terms piece : pieces) {
          boolean pulled = function.isLinear(i) && piece.isSingle();
          Expr number = pulled ? piece.scalar() : Num.ONE;
          Terms rest =
              !pulled
                  ? piece
                  : piece.shape().isScalar()
                      ? Terms.number(Num.ONE)
                      : new Terms(
                          piece.shape(), List.of(piece.terms().getFirst().withScalar(Num.ONE)));
          List<Expr> arguments = new ArrayList<>(choices.get(k));
          arguments.add(algebra.spell(rest));
          longer.add(arguments);
          numbers.add(Canonical.product(scalars.get(k), number));
        }
      }
      choices = longer;
      scalars = numbers;
    }
    List<Term> terms = new ArrayList<>();
    List<Expr> total = new ArrayList<>();
    for (int k = 0; k < choices.size(); k++) {
      Terms value = of(Apply.of(function, choices.get(k))).times(scalars.get(k));
      terms.addAll(value.terms());
      total.add(value.scalar());
    }
    return apply.isScalar() ? Terms.number(Canonical.sum(total)) : Terms.sum(apply.shape(), terms);
  }

  /// One application, its arguments without numbers in front.
  private Terms of(Apply apply) {
    Expr first = apply.argument();
    if (apply.operator() == Vectorization.VEC && (first.shape().isVector() || first.isScalar())) {
      return algebra.of(first);
    }
    if (apply.operator() == Vectorization.VEC && first.shape().transposed().isVector()) {
      return algebra.of(Apply.of(Matrices.TRANSPOSE, first));
    }
    if (apply.operator() == Vectorization.VEC && isApplied(first, Blocks.UNVEC)) {
      return algebra.of(first.child(0));
    }
    if (apply.operator() == Blocks.UNVEC) {
      if (apply.shape().isVector()) {
        return algebra.of(first);
      }
      if (isApplied(first, Vectorization.VEC) && first.child(0).shape().equals(apply.shape())) {
        return algebra.of(first.child(0));
      }
    }
    if (apply.operator() == Matrices.KRONECKER) {
      return kronecker(apply, first, apply.child(1));
    }
    return apply.isScalar() ? Terms.number(algebra.named(apply)) : Terms.letter(apply);
  }

  /// A number scales; a column by a row is their product, as the outer product of a row by a
  /// column.
  private Terms kronecker(Apply apply, Expr left, Expr right) {
    if (left.isScalar() || right.isScalar() || (isRow(right) && left.shape().isVector())) {
      return algebra.of(Product.of(left, right));
    }
    if (isRow(left) && right.shape().isVector()) {
      return algebra.of(Product.of(right, left));
    }
    return Terms.letter(
        isIdentity(left) && isIdentity(right) ? Matrices.identity(apply.shape().rows()) : apply);
  }

  private static boolean isRow(Expr array) {
    return array.shape().transposed().isVector();
  }

  private static boolean isIdentity(Expr array) {
    return isApplied(array, Matrices.IDENTITY);
  }

  private static boolean isApplied(Expr array, Function function) {
    return array instanceof Apply apply && apply.operator() == function;
  }
}
