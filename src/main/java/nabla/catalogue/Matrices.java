package nabla.catalogue;

import static nabla.catalogue.Function.function;
import static nabla.catalogue.Language.JULIA;
import static nabla.catalogue.Language.NUMPY;
import static nabla.catalogue.Language.TORCH;

import java.util.List;
import nabla.catalogue.Function.Notation;
import nabla.expr.Apply;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Shape;

/// Operators on vectors and matrices, with the shapes they take and give.
public final class Matrices {

  private Matrices() {}

  /// Xᵀ
  public static final Function TRANSPOSE =
      function("transpose")
          .parameters("X")
          .summary("the transpose, X^T")
          .latex("\\top")
          .notation(Notation.TRANSPOSE)
          .linear("X")
          .spaces("X ∈ R^{m×n}")
          .adjoint("V^T")
          .matrix("commutation(m, n)")
          .entries("X_{ji}")
          .shape(Shapes::transpose)
          .arrays(a -> a[0].transpose())
          .code(NUMPY, "{X}.T")
          .code(TORCH, "{X}.T")
          .code(JULIA, "transpose({X})")
          .entry();

  /// X⁻¹
  public static final Function INVERSE =
      function("inv")
          .aliases("inverse")
          .parameters("X")
          .summary("the inverse of a square matrix, X^-1")
          .notation(Notation.INVERSE)
          .differential("-inv(X) H inv(X)")
          .shape(Shapes::square)
          .arrays(a -> ArrayValues.inverse(a[0]))
          .code(NUMPY, "np.linalg.inv({X})")
          .code(TORCH, "torch.linalg.inv({X})")
          .code(JULIA, "inv({X})")
          .entry();

  /// The sum of the diagonal.
  public static final Function TRACE =
      function("tr")
          .aliases("trace")
          .parameters("X")
          .summary("the trace of a square matrix")
          .linear("X")
          .adjoint("V eye(n)")
          .matrix("vec(eye(n))^T")
          .entries("Σ_{k=1}^n X_{kk}")
          .shape(Shapes::scalarOfSquare)
          .arrays(a -> ArrayValues.number(a[0].getTrace()))
          .code(NUMPY, "np.trace({X})")
          .code(TORCH, "torch.trace({X})")
          .code(JULIA, "tr({X})")
          .entry();

  /// The determinant.
  public static final Function DET =
      function("det")
          .parameters("X")
          .summary("the determinant of a square matrix")
          .latex("\\det")
          .differential("det(X) tr(inv(X) H)")
          .shape(Shapes::scalarOfSquare)
          .arrays(a -> ArrayValues.number(ArrayValues.determinant(a[0])))
          .code(NUMPY, "np.linalg.det({X})")
          .code(TORCH, "torch.linalg.det({X})")
          .code(JULIA, "det({X})")
          .entry();

  /// The logarithm of a positive determinant.
  public static final Function LOGDET =
      function("logdet")
          .parameters("X")
          .summary("the logarithm of the determinant, ln det X")
          .means("ln(det(X))")
          .domain("det(X) > 0")
          .differential("tr(inv(X) H)")
          .shape(Shapes::scalarOfSquare)
          .arrays(a -> ArrayValues.number(ArrayValues.logarithmOfDeterminant(a[0])))
          .code(NUMPY, "(lambda s: np.log(s[0]) + s[1])(np.linalg.slogdet({X}))")
          .code(TORCH, "torch.logdet({X})")
          .code(JULIA, "logdet({X})")
          .entry();

  /// The diagonal matrix of a vector, or the diagonal of a square matrix as a vector.
  public static final Function DIAG =
      function("diag")
          .parameters("x")
          .summary("the diagonal matrix of a vector; the diagonal of a square matrix")
          .linear("x")
          .shape(Shapes::diagonal)
          .arrays(a -> ArrayValues.diagonal(a[0]))
          .code(NUMPY, "np.diag({x})")
          .code(TORCH, "torch.diag({x})")
          .code(JULIA, "diagm({x})")
          .entry();

  /// X ⊙ Y, entry by entry.
  public static final Function ELEMENTWISE_PRODUCT =
      function("hadamard")
          .parameters("X", "Y")
          .summary("the elementwise product, X ⊙ Y")
          .latex("\\odot")
          .notation(Notation.ELEMENTWISE_PRODUCT)
          .linear("X", "Y")
          .entries("X_{ij} Y_{ij}")
          .shape(Shapes::elementwise)
          .arrays(a -> ArrayValues.combine(a[0], a[1], (x, y) -> x * y))
          .code(NUMPY, "({X} * {Y})")
          .code(TORCH, "({X} * {Y})")
          .code(JULIA, "({X} .* {Y})")
          .entry();

  /// X ⊘ Y, entry by entry.
  public static final Function ELEMENTWISE_QUOTIENT =
      function("hadamardquotient")
          .parameters("X", "Y")
          .summary("the elementwise quotient, X ⊘ Y")
          .latex("\\oslash")
          .notation(Notation.ELEMENTWISE_QUOTIENT)
          .differential(
              "hadamardquotient(H, Y)", "-hadamardquotient(hadamard(X, H), hadamardpower(Y, 2))")
          .entries("X_{ij}/Y_{ij}")
          .shape(Shapes::elementwise)
          .arrays(a -> ArrayValues.combine(a[0], a[1], (x, y) -> x / y))
          .code(NUMPY, "({X} / {Y})")
          .code(TORCH, "({X} / {Y})")
          .code(JULIA, "({X} ./ {Y})")
          .entry();

  /// Each entry of X to the power of p, a number or an array of the same shape.
  public static final Function ELEMENTWISE_POWER =
      function("hadamardpower")
          .parameters("X", "p")
          .summary("the elementwise power: each entry of X to the power of p")
          .notation(Notation.ELEMENTWISE_POWER)
          .shape(Shapes::elementwise)
          .arrays(a -> ArrayValues.combine(a[0], a[1], Math::pow))
          .code(NUMPY, "({X} ** {p})")
          .code(TORCH, "({X} ** {p})")
          .code(JULIA, "({X} .^ {p})")
          .entry();

  /// X ⊗ Y, with `vec(X ⊗ Y) = (I_n ⊗ K_{qm} ⊗ I_p)(vec X ⊗ vec Y)` for X m×n and Y p×q (Magnus and
  /// Neudecker, Matrix Differential Calculus, theorem 3.10).
  public static final Function KRONECKER =
      function("kron")
          .parameters("X", "Y")
          .summary("the Kronecker product, X ⊗ Y")
          .latex("\\otimes")
          .notation(Notation.KRONECKER)
          .linear("X", "Y")
          .spaces("X ∈ R^{m×n}; Y ∈ R^{p×q}")
          .matrix(
              "kron(kron(eye(n), commutation(q, m)), eye(p)) kron(eye(m n), vec(Y))",
              "kron(kron(eye(n), commutation(q, m)), eye(p)) kron(vec(X), eye(p q))")
          .entries(
              "Σ_{k=1}^m Σ_{l=1}^n Σ_{r=1}^p Σ_{s=1}^q kroneckerdelta(i, p (k - 1) + r)"
                  + " kroneckerdelta(j, q (l - 1) + s) X_{kl} entry(Y, r, s)")
          .shape(Shapes::kronecker)
          .arrays(a -> ArrayValues.kronecker(a[0], a[1]))
          .code(NUMPY, "np.kron({X}, {Y})")
          .code(TORCH, "torch.kron({X}.contiguous(), {Y}.contiguous())")
          .code(JULIA, "kron({X}, {Y})")
          .entry();

  /// An entry of a vector or matrix, counted from 1.
  public static final Function ENTRY =
      function("entry")
          .parameters("X", "i", "j")
          .optional()
          .summary("an entry of a vector or matrix, counted from 1: x_i, A_{ij}")
          .notation(Notation.ENTRY)
          .linear("X")
          .shape(Shapes::entry)
          .arrays(ArrayValues::entry)
          .entry();

  /// 1 where two indices are equal, 0 elsewhere.
  public static final Function DELTA =
      function("kroneckerdelta")
          .parameters("i", "j")
          .summary("1 where two indices are equal, 0 elsewhere: δ_{ij}")
          .latex("\\delta")
          .notation(Notation.DELTA)
          .means("𝟙[i = j]")
          .range("0 <= y <= 1")
          .value((i, j) -> i == j ? 1 : 0)
          .entry();

  /// The identity matrix of n rows.
  public static final Function IDENTITY =
      function("eye")
          .aliases("identity")
          .parameters("n")
          .summary("the identity matrix, I_n")
          .latex("I")
          .notation(Notation.SIZED)
          .entries("δ_{ij}")
          .shape(Shapes::identity)
          .arrays(a -> ArrayValues.identity(ArrayValues.size(a[0])))
          .code(NUMPY, "np.eye({n})")
          .code(TORCH, "torch.eye({n}, {like})")
          .code(JULIA, "Matrix(1.0I, {n}, {n})")
          .entry();

  /// The vector of n ones, or the m×n matrix of ones.
  public static final Function ONES =
      function("ones")
          .parameters("m", "n")
          .optional()
          .summary("the vector of m ones, or the m×n matrix of ones")
          .latex("\\mathbf{1}")
          .notation(Notation.SIZED)
          .entries("1", "1")
          .shape(Shapes::filled)
          .arrays(a ->
              ArrayValues.filled(
                  1, ArrayValues.size(a[0]), a.length == 1 ? 1 : ArrayValues.size(a[1])))
          .code(NUMPY, "np.ones({m})", "np.ones(({m}, {n}))")
          .code(TORCH, "torch.ones({m}, {like})", "torch.ones(({m}, {n}), {like})")
          .code(JULIA, "ones({m})", "ones({m}, {n})")
          .entry();

  /// The vector of n zeros, or the m×n matrix of zeros.
  public static final Function ZEROS =
      function("zeros")
          .parameters("m", "n")
          .optional()
          .summary("the vector of m zeros, or the m×n matrix of zeros")
          .entries("0", "0")
          .shape(Shapes::filled)
          .arrays(a ->
              ArrayValues.filled(
                  0, ArrayValues.size(a[0]), a.length == 1 ? 1 : ArrayValues.size(a[1])))
          .code(NUMPY, "np.zeros({m})", "np.zeros(({m}, {n}))")
          .code(TORCH, "torch.zeros({m}, {like})", "torch.zeros(({m}, {n}), {like})")
          .code(JULIA, "zeros({m})", "zeros({m}, {n})")
          .entry();

  /// The sum of all entries.
  public static final Function SUM =
      function("sum")
          .parameters("X")
          .summary("the sum of all entries")
          .linear("X")
          .spaces("X ∈ R^{m×n}")
          .adjoint("V ones(m, n)")
          .matrix("ones(m n)^T")
          .entries("Σ_{i=1}^m Σ_{j=1}^n X_{ij}")
          .shape(Shapes::scalarOfArray)
          .arrays(a -> ArrayValues.number(ArrayValues.sum(a[0])))
          .code(NUMPY, "np.sum({X})")
          .code(TORCH, "torch.sum({X})")
          .code(JULIA, "sum({X})")
          .entry();

  /// The mean of all entries.
  public static final Function MEAN =
      function("mean")
          .parameters("X")
          .summary("the mean of all entries")
          .linear("X")
          .spaces("X ∈ R^{m×n}")
          .adjoint("V/(m n) ones(m, n)")
          .matrix("1/(m n) ones(m n)^T")
          .entries("(Σ_{i=1}^m Σ_{j=1}^n X_{ij})/(m n)")
          .shape(Shapes::scalarOfArray)
          .arrays(a ->
              ArrayValues.number(
                  ArrayValues.sum(a[0]) / (a[0].getRowDimension() * a[0].getColumnDimension())))
          .code(NUMPY, "np.mean({X})")
          .code(TORCH, "torch.mean({X})")
          .code(JULIA, "(sum({X}) / length({X}))")
          .entry();

  /// xᵀy
  public static final Function INNER =
      function("inner")
          .aliases("dot")
          .parameters("x", "y")
          .summary("the inner product of two vectors, x^T y")
          .linear("x", "y")
          .adjoint("V y", "V x")
          .matrix("y^T", "x^T")
          .entries("Σ_{k=1}^n x_k y_k")
          .shape(Shapes::inner)
          .arrays(a -> a[0].transpose().multiply(a[1]))
          .code(NUMPY, "np.vdot({x}, {y})")
          .code(TORCH, "torch.dot({x}, {y})")
          .code(JULIA, "dot({x}, {y})")
          .entry();

  /// xyᵀ
  public static final Function OUTER =
      function("outer")
          .parameters("x", "y")
          .summary("the outer product of two vectors, x y^T")
          .linear("x", "y")
          .spaces("x ∈ R^m; y ∈ R^n")
          .adjoint("V y", "V^T x")
          .matrix("kron(y, eye(m))", "kron(eye(n), x)")
          .entries("x_i y_j")
          .shape(Shapes::outer)
          .arrays(a -> a[0].multiply(a[1].transpose()))
          .code(NUMPY, "np.outer({x}, {y})")
          .code(TORCH, "torch.outer({x}, {y})")
          .code(JULIA, "({x} * transpose({y}))")
          .entry();

  /// The identity matrix of so many rows; 1 for one.
  public static Expr identity(Dimension rows) {
    return Apply.of(IDENTITY, Dimensions.expression(rows));
  }

  /// The vector or matrix of ones of a shape.
  public static Expr ones(Shape shape) {
    return filled(ONES, shape);
  }

  /// The vector or matrix of zeros of a shape.
  public static Expr zeros(Shape shape) {
    return filled(ZEROS, shape);
  }

  private static Expr filled(Function function, Shape shape) {
    if (shape.isScalar()) {
      return function == ONES ? Num.ONE : Num.ZERO;
    }
    Expr rows = Dimensions.expression(shape.rows());
    return shape.columns().equals(Dimension.ONE)
        ? Apply.of(function, rows)
        : Apply.of(function, rows, Dimensions.expression(shape.columns()));
  }

  /// Whether an array is that of ones, or its transpose.
  public static boolean isOnes(Expr array) {
    return array instanceof Apply apply
        && (apply.operator() == ONES
            || (apply.operator() == TRANSPOSE && isOnes(apply.argument())));
  }

  static List<Function> entries() {
    return List.of(
        TRANSPOSE,
        INVERSE,
        TRACE,
        DET,
        LOGDET,
        DIAG,
        ELEMENTWISE_PRODUCT,
        ELEMENTWISE_QUOTIENT,
        ELEMENTWISE_POWER,
        KRONECKER,
        ENTRY,
        DELTA,
        IDENTITY,
        ONES,
        ZEROS,
        SUM,
        MEAN,
        INNER,
        OUTER);
  }
}
