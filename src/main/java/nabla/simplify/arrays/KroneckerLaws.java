package nabla.simplify.arrays;

import java.util.List;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Shape;

/// The laws of ⊗ and of commutation matrices (Magnus and Neudecker, Matrix Differential Calculus,
/// chapters 2.4 and 3.7), with K on the right: `(A ⊗ B)(C ⊗ D) = AC ⊗ BD`, `K (A ⊗ B) = (B ⊗ A) K`,
/// `K K = I`.
final class KroneckerLaws {

  private final Algebra algebra;

  KroneckerLaws(Algebra algebra) {
    this.algebra = algebra;
  }

  /// Applies what fits to neighbours, until nothing does.
  void apply(List<Letter> word) {
    for (int i = 0; i < word.size(); i++) {
      word.set(i, plain(word.get(i)));
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i + 1 < word.size() && !changed; i++) {
        List<Letter> joined = join(word.get(i), word.get(i + 1));
        if (joined != null) {
          word.remove(i + 1);
          word.remove(i);
          word.addAll(i, joined);
          changed = true;
        }
      }
    }
  }

  /// Transposes go inside: `(A ⊗ B)ᵀ = Aᵀ ⊗ Bᵀ`.
  private Letter plain(Letter letter) {
    if (!letter.transposed()) {
      return letter;
    }
    if (letter.is(Matrices.KRONECKER)) {
      return kronecker(turned(child(letter, 0)), turned(child(letter, 1)));
    }
    return letter.is(Matrices.COMMUTATION)
        ? commutation(child(letter, 1), child(letter, 0))
        : letter;
  }

  private @org.jspecify.annotations.Nullable List<Letter> join(Letter a, Letter b) {
    if (a.is(Matrices.KRONECKER) && b.is(Matrices.KRONECKER)) {
      Expr left = child(a, 0);
      Expr right = child(a, 1);
      Expr nextLeft = child(b, 0);
      Expr nextRight = child(b, 1);
      return fits(left, nextLeft) && fits(right, nextRight)
          ? List.of(kronecker(product(left, nextLeft), product(right, nextRight)))
          : null;
    }
    if (a.is(Matrices.COMMUTATION) && b.is(Matrices.KRONECKER)) {
      Shape left = child(b, 0).shape();
      Shape right = child(b, 1).shape();
      return Dimensions.of(child(a, 0)).equals(right.rows())
              && Dimensions.of(child(a, 1)).equals(left.rows())
          ? List.of(
              kronecker(child(b, 1), child(b, 0)), commutation(right.columns(), left.columns()))
          : null;
    }
    if (a.is(Matrices.COMMUTATION) && b.is(Matrices.COMMUTATION)) {
      return child(a, 0).equals(child(b, 1)) && child(a, 1).equals(child(b, 0)) ? List.of() : null;
    }
    if (a.is(Matrices.KRONECKER) && b.is(Matrices.VEC)) {
      Expr inner = child(b, 0);
      Expr right = child(a, 0);
      Expr left = child(a, 1);
      return fits(left, inner) && inner.shape().columns().equals(right.shape().columns())
          ? List.of(vec(product(product(left, inner), turned(right))))
          : null;
    }
    return null;
  }

  private static Letter vec(Expr array) {
    return new Letter(array.shape().isVector() ? array : Apply.of(Matrices.VEC, array), false);
  }

  private static boolean fits(Expr a, Expr b) {
    return a.shape().columns().equals(b.shape().rows());
  }

  private static Expr child(Letter letter, int index) {
    return letter.atom().child(index);
  }

  private Expr product(Expr a, Expr b) {
    return algebra.spell(algebra.times(algebra.of(a), algebra.of(b)));
  }

  private Expr turned(Expr array) {
    return algebra.spell(algebra.of(Apply.of(Matrices.TRANSPOSE, array)));
  }

  private static boolean isIdentity(Expr array) {
    return array instanceof Apply apply && apply.operator() == Matrices.IDENTITY;
  }

  private static Letter kronecker(Expr a, Expr b) {
    return new Letter(
        isIdentity(a) && isIdentity(b)
            ? Matrices.identity(a.shape().rows().times(b.shape().rows()))
            : Apply.of(Matrices.KRONECKER, a, b),
        false);
  }

  private static Letter commutation(Expr rows, Expr columns) {
    return new Letter(Apply.of(Matrices.COMMUTATION, rows, columns), false);
  }

  private static Letter commutation(Dimension rows, Dimension columns) {
    boolean vector = rows.equals(Dimension.ONE) || columns.equals(Dimension.ONE);
    return vector
        ? new Letter(Matrices.identity(rows.times(columns)), false)
        : commutation(Dimensions.expression(rows), Dimensions.expression(columns));
  }

  static boolean concerns(Letter letter) {
    return letter.is(Matrices.KRONECKER) || letter.is(Matrices.COMMUTATION);
  }
}
