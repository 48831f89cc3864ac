package nabla.catalogue;

import static nabla.catalogue.Function.function;
import static nabla.catalogue.Language.NUMPY;

import java.util.List;
import nabla.catalogue.Function.Notation;

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
          .code(NUMPY, "(np.eye({n})[:, [{k} - 1]])")
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
          .arrays(a -> ArrayValues.below(a[0].transpose(), a[1].transpose()).transpose())
          .code(NUMPY, "np.hstack([{X}, {Y}])")
          .entry();

  static List<Function> entries() {
    return List.of(UNIT, UNVEC, KHATRI_RAO, BELOW, BESIDE);
  }
}
