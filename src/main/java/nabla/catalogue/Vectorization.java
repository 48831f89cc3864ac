package nabla.catalogue;

import static nabla.catalogue.Function.function;
import static nabla.catalogue.Language.JULIA;
import static nabla.catalogue.Language.NUMPY;
import static nabla.catalogue.Language.TORCH;

import java.util.List;

/// Matrices as vectors: vec, and the matrix that turns `vec(X)` into `vec(Xᵀ)`. What undoes vec is
/// in [Blocks].
public final class Vectorization {

  private Vectorization() {}

  /// The columns of a matrix below each other.
  public static final Function VEC =
      function("vec")
          .parameters("X")
          .summary("the columns of a matrix, below each other")
          .linear("X")
          .spaces("X ∈ R^{m×n}")
          .adjoint("unvec(V, m, n)")
          .matrix("eye(m n)")
          .entries("Σ_{k=1}^m Σ_{l=1}^n kroneckerdelta(i, m (l - 1) + k) X_{kl}")
          .shape(Shapes::vec)
          .arrays(a -> ArrayValues.vec(a[0]))
          .code(NUMPY, "np.reshape({X}, -1, order='F')")
          .code(TORCH, "torch.reshape({X}.T, (-1,))")
          .code(JULIA, "vec({X})")
          .entry();

  /// K with K vec(X) = vec(Xᵀ) for X m×n (Magnus and Neudecker, Matrix Differential Calculus,
  /// chapter 3.7).
  public static final Function COMMUTATION =
      function("commutation")
          .parameters("m", "n")
          .summary("the commutation matrix, K vec(X) = vec(X^T) for X m×n")
          .entries(
              "Σ_{k=1}^m Σ_{l=1}^n kroneckerdelta(i, n (k - 1) + l) kroneckerdelta(j, m (l - 1) +"
                  + " k)")
          .shape(Shapes::commutation)
          .arrays(a -> ArrayValues.commutation(ArrayValues.size(a[0]), ArrayValues.size(a[1])))
          .code(
              NUMPY,
              "(np.eye({m} * {n}).reshape({n}, {m}, {m} * {n}).swapaxes(0, 1).reshape({m} * {n},"
                  + " {m} * {n}))")
          .code(
              TORCH,
              "(torch.eye({m} * {n}, {like}).reshape({n}, {m}, {m} * {n}).transpose(0,"
                  + " 1).reshape({m} * {n}, {m} * {n}))")
          .code(
              JULIA,
              "(Matrix(1.0I, {m} * {n}, {m} * {n})[vec(permutedims(reshape(1:({m} * {n}), {m},"
                  + " {n}))), :])")
          .entry();

  static List<Function> entries() {
    return List.of(VEC, COMMUTATION);
  }
}
