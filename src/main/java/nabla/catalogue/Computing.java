package nabla.catalogue;

import static nabla.catalogue.Function.function;
import static nabla.catalogue.Language.JAVA;
import static nabla.catalogue.Language.JULIA;
import static nabla.catalogue.Language.NUMPY;
import static nabla.catalogue.Language.TORCH;

import java.util.List;
import nabla.expr.Expr;
import nabla.expr.Shape;

/// Operators that formulas are computed with, and that nobody writes: what stands for products with
/// inverses and with diagonal matrices, so that neither is made.
public final class Computing {

  private Computing() {}

  /// A⁻¹B as the solution of a linear system.
  public static final Function SOLVE =
      function("solve")
          .parameters("A", "B")
          .summary("A^-1 B, by solving A X = B")
          .shape(Computing::right)
          .arrays(a -> ArrayValues.solve(a[0], a[1]))
          .code(NUMPY, "np.linalg.solve({A}, {B})")
          .code(TORCH, "torch.linalg.solve({A}, {B})")
          .code(JULIA, "({A} \\ {B})")
          .entry();

  /// diag(v)A: each row of A times an entry of v.
  public static final Function SCALED_ROWS =
      function("scaledrows")
          .parameters("v", "A")
          .summary("diag(v) A: each row times an entry")
          .shape(Computing::right)
          .arrays(a -> ArrayValues.diagonal(a[0]).multiply(a[1]))
          .code(NUMPY, "({v}[:, None] * {A})")
          .code(TORCH, "({v}[:, None] * {A})")
          .code(JULIA, "({v} .* {A})")
          .entry();

  /// A diag(v): each column of A times an entry of v.
  public static final Function SCALED_COLUMNS =
      function("scaledcolumns")
          .parameters("A", "v")
          .summary("A diag(v): each column times an entry")
          .shape(Computing::left)
          .arrays(a -> a[0].multiply(ArrayValues.diagonal(a[1])))
          .code(NUMPY, "({A} * {v})")
          .code(TORCH, "({A} * {v})")
          .code(JULIA, "({A} .* transpose({v}))")
          .entry();

  /// The diagonal of a square matrix as a vector, where diag(x) of a vector is a matrix.
  public static final Function DIAGONAL =
      function("diagonal")
          .parameters("X")
          .summary("the diagonal of a square matrix, as a vector")
          .shape(arguments -> Shape.vector(arguments.getFirst().shape().rows()))
          .arrays(a -> ArrayValues.diagonal(a[0]))
          .code(NUMPY, "np.diag({X})")
          .code(TORCH, "torch.diag({X})")
          .code(JULIA, "diag({X})")
          .entry();

  /// A number where a condition holds, and 0, without computing it, where it does not.
  public static final Function GUARDED =
      function("guarded")
          .parameters("c", "x")
          .summary("x where a condition holds, and 0 where it does not, even where x is undefined")
          .shape(Computing::right)
          .code(NUMPY, "({x} if {c} else 0.0)")
          .code(TORCH, "({x} if {c} else 0.0)")
          .code(JAVA, "({c} ? {x} : 0.0)")
          .code(JULIA, "({c} ? {x} : 0.0)")
          .entry();

  /// An array where a condition holds, and zeros, without computing it, where it does not.
  public static final Function GUARDED_ARRAY =
      function("guardedarray")
          .parameters("c", "X", "Z")
          .summary("X where a condition holds, and zeros Z where it does not")
          .shape(Computing::right)
          .code(NUMPY, "({X} if {c} else {Z})")
          .code(TORCH, "({X} if {c} else {Z})")
          .code(JULIA, "({c} ? {X} : {Z})")
          .entry();

  /// The signed minors of a square matrix: det(X)X⁻ᵀ where X is invertible. From the singular
  /// values of X = UΣVᵀ, it is det(UVᵀ)U C Vᵀ with the cofactors C of Σ.
  public static final Function COFACTORS =
      function("cofactors")
          .parameters("X")
          .summary("the matrix of the cofactors of a square matrix")
          .shape(arguments -> arguments.getFirst().shape())
          .arrays(a -> SingularValues.cofactors(a[0]))
          .code(
              NUMPY,
              "(lambda U, s, V: np.linalg.det(U @ V) * (U * np.prod(np.where(np.eye(s.size) == 1,"
                  + " 1, s), axis=1)) @ V)(*np.linalg.svd({X}))")
          .code(
              TORCH,
              "(lambda U, s, V: torch.linalg.det(U @ V) * (U * torch.prod(torch.where("
                  + "torch.eye(len(s), {like}) == 1, 1, s), 1)) @ V)(*torch.linalg.svd({X}))")
          .code(
              JULIA,
              "(F -> det(F.U * F.Vt) * (F.U * Diagonal([prod(F.S[eachindex(F.S) .!= i]) for i in"
                  + " eachindex(F.S)]) * F.Vt))(svd({X}))")
          .entry();

  /// The norm of a matrix that the p-norm of vectors induces.
  public static final Function INDUCED_NORM =
      function("inducednorm")
          .parameters("X", "p")
          .summary("the norm of a matrix that the p-norm of vectors induces")
          .shape(arguments -> Shape.SCALAR)
          .arrays(a -> ArrayValues.number(ArrayValues.norm(a[0], a[1].getEntry(0, 0))))
          .code(NUMPY, "np.linalg.norm({X}, {p})")
          .code(TORCH, "torch.linalg.norm({X}, {p})")
          .code(JULIA, "opnorm({X}, {p})")
          .entry();

  private static Shape left(List<Expr> arguments) {
    return arguments.get(0).shape();
  }

  private static Shape right(List<Expr> arguments) {
    return arguments.get(1).shape();
  }
}
