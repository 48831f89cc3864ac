package nabla.catalogue;

import static nabla.catalogue.Function.function;
import static nabla.catalogue.Language.JULIA;
import static nabla.catalogue.Language.NUMPY;
import static nabla.catalogue.Language.TORCH;

import java.util.List;
import nabla.catalogue.Function.Notation;

/// Norms of vectors and matrices.
public final class Norms {

  private Norms() {}

  /// ‖x‖, the Euclidean norm of a vector and the Frobenius norm of a matrix; with p, the p-norm of
  /// a vector, and of a matrix the norm that the p-norm of vectors induces (for p = 2 the spectral
  /// norm).
  public static final Function NORM =
      function("norm")
          .parameters("X", "p")
          .optional()
          .summary(
              "the norm of a vector or matrix: Euclidean or Frobenius, or with p the p-norm (of a"
                  + " matrix, induced)")
          .notation(Notation.NORM)
          .range("y >= 0")
          .shape(Shapes::norm)
          .arrays(a ->
              ArrayValues.number(
                  a.length == 1
                      ? ArrayValues.norm(a[0])
                      : ArrayValues.norm(a[0], a[1].getEntry(0, 0))))
          .code(NUMPY, "np.linalg.norm({X})", "np.linalg.norm({X}, {p})")
          .code(TORCH, "torch.linalg.norm({X})", "torch.linalg.norm({X}, {p})")
          .code(JULIA, "norm({X})", "norm({X}, {p})")
          .entry();

  /// ‖X‖_*, the sum of the singular values.
  public static final Function NUCLEAR_NORM =
      function("nuclearnorm")
          .parameters("X")
          .spaces("X ∈ R^{m×n}")
          .summary("the nuclear norm, the sum of the singular values")
          .differential("tr(polar(X)^T H)")
          .differentiable("det(X^T X) ≠ 0 or det(X X^T) ≠ 0")
          .range("y >= 0")
          .shape(Shapes::scalarOfArray)
          .arrays(a -> ArrayValues.number(ArrayValues.nuclearNorm(a[0])))
          .code(NUMPY, "np.linalg.norm({X}, 'nuc')")
          .code(TORCH, "torch.linalg.norm({X}, 'nuc')")
          .code(JULIA, "sum(svdvals({X}))")
          .entry();

  /// The k-th largest singular value, 0 for k above their number; its differential `uᵀ H v` holds
  /// where it is simple and not 0, with the singular vectors u and v that belong to it (Magnus and
  /// Neudecker, Matrix Differential Calculus, chapter 8.12).
  public static final Function SINGULAR_VALUE =
      function("singularvalue")
          .parameters("X", "k")
          .spaces("X ∈ R^{m×n}")
          .summary("the k-th largest singular value of a matrix")
          .range("y >= 0")
          .differential("leftsingular(X, k)^T H rightsingular(X, k)", "")
          .differentiable(
              "singularvalue(X, k - 1) > singularvalue(X, k) and singularvalue(X, k) >"
                  + " singularvalue(X, k + 1)")
          .shape(Shapes::ofArrayAndNumber)
          .arrays(a -> ArrayValues.number(SingularValues.value(a[0], ArrayValues.size(a[1]))))
          .code(NUMPY, "np.linalg.svd({X})[1][{k} - 1]")
          .code(TORCH, "torch.linalg.svdvals({X})[{k} - 1]")
          .code(JULIA, "svdvals({X})[{k}]")
          .entry();

  /// The left singular vector of the k-th largest singular value: of the two that differ in sign,
  /// the one that belongs to [#RIGHT_SINGULAR].
  public static final Function LEFT_SINGULAR =
      function("leftsingular")
          .parameters("X", "k")
          .spaces("X ∈ R^{m×n}")
          .summary("the left singular vector of the k-th largest singular value")
          .shape(Shapes::leftSingular)
          .arrays(a -> SingularValues.left(a[0], ArrayValues.size(a[1])))
          .code(NUMPY, "np.linalg.svd({X})[0][:, {k} - 1]")
          .code(TORCH, "torch.linalg.svd({X})[0][:, {k} - 1]")
          .code(JULIA, "svd({X}).U[:, {k}]")
          .entry();

  /// The right singular vector of the k-th largest singular value.
  public static final Function RIGHT_SINGULAR =
      function("rightsingular")
          .parameters("X", "k")
          .spaces("X ∈ R^{m×n}")
          .summary("the right singular vector of the k-th largest singular value")
          .shape(Shapes::rightSingular)
          .arrays(a -> SingularValues.right(a[0], ArrayValues.size(a[1])))
          .code(NUMPY, "np.linalg.svd({X})[2][{k} - 1]")
          .code(TORCH, "torch.linalg.svd({X})[2][{k} - 1]")
          .code(JULIA, "svd({X}).V[:, {k}]")
          .entry();

  /// The orthogonal factor UVᵀ of a matrix X = UΣVᵀ of full rank: X(XᵀX)^(−1/2) for independent
  /// columns.
  public static final Function POLAR =
      function("polar")
          .parameters("X")
          .spaces("X ∈ R^{m×n}")
          .summary("the orthogonal polar factor U V^T of a matrix X = U Σ V^T")
          .shape(Shapes::same)
          .arrays(a -> SingularValues.polar(a[0]))
          .code(NUMPY, "(scipy.linalg.polar({X})[0])")
          .code(
              TORCH,
              "((lambda parts: parts[0] @ parts[2])(torch.linalg.svd({X}, full_matrices=False)))")
          .code(JULIA, "(svd({X}).U * svd({X}).Vt)")
          .entry();

  static List<Function> entries() {
    return List.of(NORM, NUCLEAR_NORM, SINGULAR_VALUE, LEFT_SINGULAR, RIGHT_SINGULAR, POLAR);
  }
}
