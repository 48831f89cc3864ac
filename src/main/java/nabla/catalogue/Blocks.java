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

/// Arrays put together from parts, and taken apart: columns of the identity, vectors as matrices,
/// blocks.
public final class Blocks {

  private Blocks() {}

  /// A column of the identity matrix: 1 at one place, 0 elsewhere.
  public static final Function UNIT =
      function("unit")
          .aliases("onehot")
          .parameters("k", "n")
          .summary("the k-th column of the identity matrix of n rows: 1 at place k, 0 elsewhere")
          .entries("δ_{ik}")
          .shape(Shapes::unit)
          .arrays(a -> ArrayValues.unit(ArrayValues.size(a[0]), ArrayValues.size(a[1])))
          .code(NUMPY, "np.eye({n})[:, {k} - 1]")
          .code(TORCH, "torch.eye({n}, {like})[:, {k} - 1]")
          .code(JULIA, "Matrix(1.0I, {n}, {n})[:, {k}]")
          .entry();

  /// The places of a vector as its entries: 1, 2, and so on.
  public static final Function UPTO =
      function("upto")
          .parameters("n")
          .summary("the vector (1, 2, …, n)")
          .entries("i")
          .shape(Shapes::upTo)
          .arrays(a -> ArrayValues.upTo(ArrayValues.size(a[0])))
          .code(NUMPY, "np.arange(1.0, {n} + 1)")
          .code(TORCH, "torch.arange(1, {n} + 1, {like})")
          .code(JULIA, "collect(1.0:{n})")
          .entry();

  /// The m×n matrix whose columns below each other are the vector: what vec undoes.
  public static final Function UNVEC =
      function("unvec")
          .parameters("x", "m", "n")
          .spaces("x ∈ R^{m n}")
          .summary("the m×n matrix with the entries of a vector, column after column")
          .linear("x")
          .adjoint("vec(V)")
          .matrix("eye(m n)")
          .entries("entry(x, m (j - 1) + i)")
          .shape(Shapes::unvec)
          .arrays(a -> ArrayValues.unvec(a[0], ArrayValues.size(a[1]), ArrayValues.size(a[2])))
          .code(NUMPY, "np.reshape({x}, ({m}, {n}), order='F')")
          .code(TORCH, "({x}.reshape({n}, {m}).T)")
          .code(JULIA, "reshape({x}, {m}, {n})")
          .entry();

  /// The Kronecker products of the columns of X and Y beside each other, with `vec(A diag(x) B) =
  /// khatrirao(Bᵀ, A) x` (Khatri and Rao, 1968).
  public static final Function KHATRI_RAO =
      function("khatrirao")
          .parameters("X", "Y")
          .spaces("X ∈ R^{m×n}; Y ∈ R^{p×n}")
          .summary("the Kronecker products of the columns of two matrices, beside each other")
          .linear("X", "Y")
          .entries("Σ_{k=1}^m Σ_{r=1}^p kroneckerdelta(i, p (k - 1) + r) X_{kj} entry(Y, r, j)")
          .shape(Shapes::khatriRao)
          .arrays(a -> ArrayValues.khatriRao(a[0], a[1]))
          .code(NUMPY, "scipy.linalg.khatri_rao({X}, {Y})")
          .code(TORCH, "torch.flatten(torch.einsum('ij,kj->ikj', {X}, {Y}), 0, 1)")
          .code(JULIA, "reduce(hcat, [kron({X}[:, j], {Y}[:, j]) for j in axes({X}, 2)])")
          .entry();

  /// X above Y: `[X; Y] = [I; 0] X + [0; I] Y`.
  public static final Function BELOW =
      function("vstack")
          .parameters("X", "Y")
          .spaces("X ∈ R^{m×n}; Y ∈ R^{p×n}")
          .summary("X and Y below each other, [X; Y]")
          .notation(Notation.STACK)
          .differential("vstack(H, zeros(p, n))", "vstack(zeros(m, n), H)")
          .adjoint("hstack(eye(m), zeros(m, p)) V", "hstack(zeros(p, m), eye(p)) V")
          .matrix(
              "kron(eye(n), vstack(eye(m), zeros(p, m)))",
              "kron(eye(n), vstack(zeros(m, p), eye(p)))")
          .entries("Σ_{k=1}^m δ_{ik} X_{kj} + Σ_{k=1}^p δ_{i,m+k} Y_{kj}")
          .shape(Shapes::below)
          .arrays(a -> ArrayValues.below(a[0], a[1]))
          .code(NUMPY, "np.vstack([{X}, {Y}])")
          .code(TORCH, "torch.vstack([{X}, {Y}])")
          .code(JULIA, "vcat({X}, {Y})")
          .entry();

  /// X left of Y, `[X, Y]`.
  public static final Function BESIDE =
      function("hstack")
          .parameters("X", "Y")
          .spaces("X ∈ R^{m×n}; Y ∈ R^{m×q}")
          .summary("X and Y beside each other, [X, Y]")
          .differential("hstack(H, zeros(m, q))", "hstack(zeros(m, n), H)")
          .adjoint("V vstack(eye(n), zeros(q, n))", "V vstack(zeros(n, q), eye(q))")
          .matrix(
              "kron(vstack(eye(n), zeros(q, n)), eye(m))",
              "kron(vstack(zeros(n, q), eye(q)), eye(m))")
          .entries("Σ_{k=1}^n δ_{jk} X_{ik} + Σ_{k=1}^q δ_{j,n+k} Y_{ik}")
          .shape(Shapes::beside)
          .arrays(a -> ArrayValues.beside(a[0], a[1]))
          .code(NUMPY, "np.hstack([{X}, {Y}])")
          .code(TORCH, "torch.hstack([{X}, {Y}])")
          .code(JULIA, "hcat({X}, {Y})")
          .entry();

  /// Some rows of a matrix, or entries of a vector: from `a`, counted from 0, to the one before
  /// `b`.
  public static final Function ROWS =
      function("rowslice")
          .parameters("X", "a", "b")
          .spaces("X ∈ R^{m×n}")
          .summary(
              "some rows of a matrix or entries of a vector, X[a:b], counted from 0, without b")
          .notation(Notation.SLICE)
          .linear("X")
          .adjoint("rowslice(eye(m), a, b)^T V")
          .matrix("kron(eye(n), rowslice(eye(m), a, b))")
          .entries("entry(X, a + i, j)")
          .shape(Shapes::rowSlice)
          .arrays(a -> ArrayValues.rows(a[0], ArrayValues.size(a[1]), ArrayValues.size(a[2])))
          .code(NUMPY, "{X}[{a}:{b}]")
          .code(TORCH, "{X}[{a}:{b}]")
          .code(JULIA, "{X}[{a}+1:{b}]")
          .entry();

  /// Some columns of a matrix: from `a`, counted from 0, to the one before `b`.
  public static final Function COLUMNS =
      function("columnslice")
          .parameters("X", "a", "b")
          .spaces("X ∈ R^{m×n}")
          .summary("some columns of a matrix, X[:, a:b], counted from 0, without b")
          .notation(Notation.SLICE)
          .linear("X")
          .adjoint("V rowslice(eye(n), a, b)")
          .matrix("kron(rowslice(eye(n), a, b), eye(m))")
          .entries("entry(X, i, a + j)")
          .shape(Shapes::columnSlice)
          .arrays(a ->
              ArrayValues.rows(a[0].transpose(), ArrayValues.size(a[1]), ArrayValues.size(a[2]))
                  .transpose())
          .code(NUMPY, "{X}[:, {a}:{b}]")
          .code(TORCH, "{X}[:, {a}:{b}]")
          .code(JULIA, "{X}[:, {a}+1:{b}]")
          .entry();

  /// A row of a matrix as a column vector, counted from 1. Vectors x₁, …, xₘ of one size are the
  /// rows of a matrix, and `x_i` is one of them.
  public static final Function ROW =
      function("row")
          .parameters("X", "k")
          .spaces("X ∈ R^{m×n}")
          .summary("the k-th row of a matrix as a column vector, counted from 1")
          .notation(Notation.MEMBER)
          .linear("X")
          .adjoint("unit(k, m) V^T")
          .matrix("kron(eye(n), unit(k, m)^T)")
          .entries("entry(X, k, i)")
          .shape(Shapes::row)
          .arrays(a -> ArrayValues.row(a[0], ArrayValues.size(a[1])))
          .code(NUMPY, "{X}[{k} - 1]")
          .code(TORCH, "{X}[{k} - 1]")
          .code(JULIA, "{X}[{k}, :]")
          .entry();

  /// Whether an expression is a row of a matrix as a vector, `x_i`.
  public static boolean isRow(Expr expression) {
    return expression instanceof Apply apply && apply.operator() == ROW;
  }

  /// The rows of an array from `a`, counted from 0, to the one before `b`; an entry where that is
  /// one of a vector, and the array itself where it is all.
  public static Expr rows(Expr array, Dimension a, Dimension b) {
    if (a.terms().isEmpty() && b.equals(array.shape().rows())) {
      return array;
    }
    if (array instanceof Apply inner && inner.operator() == ROWS) {
      Dimension start = Dimensions.polynomial(inner.child(1));
      return rows(inner.argument(), start.plus(a), start.plus(b)); // a part of a part
    }
    if (array instanceof Apply inner && inner.operator() == COLUMNS) {
      Expr some = rows(inner.argument(), a, b); // X[a:b, c:d], whichever was taken first
      return columns(
          some, Dimensions.polynomial(inner.child(1)), Dimensions.polynomial(inner.child(2)));
    }
    Expr from = Dimensions.expression(a);
    boolean entry =
        array.shape().isVector() && b.equals(a.plus(Dimension.ONE)) && !array.isScalar();
    return entry
        ? Apply.of(Matrices.ENTRY, array, Dimensions.expression(b))
        : Apply.of(ROWS, array, from, Dimensions.expression(b));
  }

  /// The columns of an array from `a`, counted from 0, to the one before `b`; an entry where that
  /// is one of a row, and the array itself where it is all.
  public static Expr columns(Expr array, Dimension a, Dimension b) {
    if (a.terms().isEmpty() && b.equals(array.shape().columns())) {
      return array;
    }
    if (array instanceof Apply inner && inner.operator() == COLUMNS) {
      Dimension start = Dimensions.polynomial(inner.child(1));
      return columns(inner.argument(), start.plus(a), start.plus(b));
    }
    if (array instanceof Apply inner
        && inner.operator() == ROWS
        && array.shape().rows().equals(Dimension.ONE)
        && b.equals(a.plus(Dimension.ONE))) {
      Expr row = Dimensions.expression(Dimensions.polynomial(inner.child(2)));
      return Apply.of(Matrices.ENTRY, inner.argument(), row, Dimensions.expression(b));
    }
    boolean entry =
        array.shape().transposed().isVector()
            && b.equals(a.plus(Dimension.ONE))
            && !array.isScalar();
    return entry
        ? Apply.of(Matrices.ENTRY, array, Dimensions.expression(b))
        : Apply.of(COLUMNS, array, Dimensions.expression(a), Dimensions.expression(b));
  }

  static List<Function> entries() {
    return List.of(UNIT, UPTO, UNVEC, KHATRI_RAO, BELOW, BESIDE, ROW, ROWS, COLUMNS);
  }
}
