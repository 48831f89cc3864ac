package nabla.catalogue;

import static nabla.catalogue.Function.function;
import static nabla.catalogue.Language.JULIA;
import static nabla.catalogue.Language.NUMPY;
import static nabla.catalogue.Language.TORCH;

import java.util.List;

/// Functions of square matrices: exponentials and logarithms.
public final class MatrixFunctions {

  private MatrixFunctions() {}

  /// The matrix exponential, with the differential `∫₀¹ e^((1−s)X) H e^(sX) ds` (Higham, Functions
  /// of Matrices, section 10.2).
  public static final Function EXPM =
      function("expm")
          .parameters("X")
          .summary("the matrix exponential")
          .differential("∫_0^1 expm((1 - s) X) H expm(s X) ds")
          .shape(Shapes::square)
          .arrays(a -> MatrixValues.exponential(a[0]))
          .code(NUMPY, "scipy.linalg.expm({X})")
          .code(TORCH, "torch.matrix_exp({X})")
          .code(JULIA, "exp({X})")
          .entry();

  /// The principal matrix logarithm, of a matrix without eigenvalues on the half line from 0 to −∞,
  /// with the differential `∫₀¹ (sX + (1−s)I)⁻¹ H (sX + (1−s)I)⁻¹ ds` (Higham, Functions of
  /// Matrices, section 11.8).
  public static final Function LOGM =
      function("logm")
          .parameters("X")
          .summary("the principal matrix logarithm")
          .differential("∫_0^1 inv(s X + (1 - s) eye(n)) H inv(s X + (1 - s) eye(n)) ds")
          .differentiable("eigminreal(X) > 0")
          .shape(Shapes::square)
          .arrays(a -> MatrixValues.logarithm(a[0]))
          .code(NUMPY, "scipy.linalg.logm({X})")
          .code(JULIA, "log({X})")
          .entry();

  static List<Function> entries() {
    return List.of(EXPM, LOGM);
  }
}
