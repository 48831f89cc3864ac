package nabla.catalogue;

import static nabla.catalogue.Function.function;
import static nabla.catalogue.Language.JULIA;
import static nabla.catalogue.Language.NUMPY;
import static nabla.catalogue.Language.TORCH;

import java.util.List;
import nabla.expr.Operator;

/// What is done to each row of a matrix, written `sum(X, rows)`; that for columns, `sum(X,
/// columns)`, is the transpose of what is done to the rows of the transpose.
public final class Rows {

  private Rows() {}

  /// The sum of each row, X 𝟏.
  public static final Function SUM =
      function("rowsum")
          .ofEachRow("sum")
          .parameters("X")
          .spaces("X ∈ R^{m×n}")
          .summary("the sum of each row")
          .linear("X")
          .adjoint("V ones(n)^T")
          .matrix("kron(ones(n)^T, eye(m))")
          .entries("Σ_{k=1}^n X_{ik}")
          .shape(Shapes::rows)
          .arrays(a -> ArrayValues.ofRows(a[0], ArrayValues::sum))
          .code(NUMPY, "np.sum({X}, axis=1)")
          .code(TORCH, "torch.sum({X}, dim=1)")
          .code(JULIA, "vec(sum({X}, dims = 2))")
          .entry();

  /// The mean of each row.
  public static final Function MEAN =
      function("rowmean")
          .ofEachRow("mean")
          .parameters("X")
          .spaces("X ∈ R^{m×n}")
          .summary("the mean of each row")
          .linear("X")
          .adjoint("1/n V ones(n)^T")
          .matrix("1/n kron(ones(n)^T, eye(m))")
          .entries("(Σ_{k=1}^n X_{ik})/n")
          .shape(Shapes::rows)
          .arrays(
              a -> ArrayValues.ofRows(a[0], row -> ArrayValues.sum(row) / row.getColumnDimension()))
          .code(NUMPY, "np.mean({X}, axis=1)")
          .code(TORCH, "torch.mean({X}, dim=1)")
          .code(JULIA, "vec(sum({X}, dims = 2) / size({X}, 2))")
          .entry();

  /// Each row in the proportions of eˣ, with the sum 1.
  public static final Function SOFTMAX =
      function("rowsoftmax")
          .ofEachRow("softmax")
          .parameters("X")
          .spaces("X ∈ R^{m×n}")
          .summary("softmax of each row")
          .differential(
              "hadamard(softmax(X, rows), H - sum(hadamard(softmax(X, rows), H), rows) ones(n)^T)")
          .entries("e^(X_{ij})/Σ_{k=1}^n e^(X_{ik})")
          .shape(Shapes::same)
          .arrays(a -> ArrayValues.eachRow(a[0], ArrayValues::softmax))
          .code(NUMPY, "scipy.special.softmax({X}, axis=1)")
          .code(TORCH, "torch.softmax({X}, dim=1)")
          .code(
              JULIA,
              "(mapslices(row -> exp.(row .- maximum(row)) / sum(exp.(row .- maximum(row))), {X},"
                  + " dims = 2))")
          .entry();

  /// The logarithm of softmax of each row.
  public static final Function LOGSOFTMAX =
      function("rowlogsoftmax")
          .ofEachRow("logsoftmax")
          .parameters("X")
          .spaces("X ∈ R^{m×n}")
          .summary("logsoftmax of each row")
          .differential("H - sum(hadamard(softmax(X, rows), H), rows) ones(n)^T")
          .entries("X_{ij} - ln(Σ_{k=1}^n e^(X_{ik}))")
          .shape(Shapes::same)
          .arrays(a ->
              ArrayValues.eachRow(
                  a[0], row -> ArrayValues.map(row, x -> x - ArrayValues.logSumExp(row))))
          .code(NUMPY, "scipy.special.log_softmax({X}, axis=1)")
          .code(TORCH, "torch.log_softmax({X}, dim=1)")
          .code(
              JULIA,
              "(mapslices(row -> row .- maximum(row) .- log(sum(exp.(row .- maximum(row)))), {X},"
                  + " dims = 2))")
          .entry();

  /// The logarithm of the sum of eˣ over each row.
  public static final Function LOGSUMEXP =
      function("rowlogsumexp")
          .ofEachRow("logsumexp")
          .parameters("X")
          .spaces("X ∈ R^{m×n}")
          .summary("logsumexp of each row")
          .differential("sum(hadamard(softmax(X, rows), H), rows)")
          .entries("ln(Σ_{k=1}^n e^(X_{ik}))")
          .shape(Shapes::rows)
          .arrays(a -> ArrayValues.ofRows(a[0], ArrayValues::logSumExp))
          .code(NUMPY, "scipy.special.logsumexp({X}, axis=1)")
          .code(TORCH, "torch.logsumexp({X}, dim=1)")
          .code(
              JULIA,
              "(vec(mapslices(row -> maximum(row) + log(sum(exp.(row .- maximum(row)))), {X},"
                  + " dims = 2)))")
          .entry();

  /// The Euclidean norm of each row.
  public static final Function NORM =
      function("rownorm")
          .ofEachRow("norm")
          .parameters("X")
          .spaces("X ∈ R^{m×n}")
          .summary("the Euclidean norm of each row")
          .differential("hadamardquotient(sum(hadamard(X, H), rows), norm(X, rows))")
          .differentiable("every(norm(X, rows) ≠ 0)")
          .entries("sqrt(Σ_{k=1}^n X_{ik}^2)")
          .shape(Shapes::rows)
          .arrays(a -> ArrayValues.ofRows(a[0], ArrayValues::norm))
          .code(NUMPY, "np.linalg.norm({X}, axis=1)")
          .code(TORCH, "torch.linalg.norm({X}, dim=1)")
          .code(JULIA, "vec(mapslices(norm, {X}, dims = 2))")
          .entry();

  /// The largest entry of each row.
  public static final Function LARGEST =
      function("rowmax")
          .ofEachRow("max")
          .parameters("X")
          .spaces("X ∈ R^{m×n}")
          .summary("the largest entry of each row")
          .differential("sum(hadamard(𝟙[X = max(X, rows) ones(n)^T], H), rows)")
          .differentiable("every(sum(𝟙[X = max(X, rows) ones(n)^T], rows) = 1)")
          .shape(Shapes::rows)
          .arrays(a -> ArrayValues.ofRows(a[0], ArrayValues::largest))
          .code(NUMPY, "np.max({X}, axis=1)")
          .code(TORCH, "torch.amax({X}, dim=1)")
          .code(JULIA, "vec(maximum({X}, dims = 2))")
          .entry();

  /// The smallest entry of each row.
  public static final Function SMALLEST =
      function("rowmin")
          .ofEachRow("min")
          .parameters("X")
          .spaces("X ∈ R^{m×n}")
          .summary("the smallest entry of each row")
          .differential("sum(hadamard(𝟙[X = min(X, rows) ones(n)^T], H), rows)")
          .differentiable("every(sum(𝟙[X = min(X, rows) ones(n)^T], rows) = 1)")
          .shape(Shapes::rows)
          .arrays(a -> ArrayValues.ofRows(a[0], ArrayValues::smallest))
          .code(NUMPY, "np.min({X}, axis=1)")
          .code(TORCH, "torch.amin({X}, dim=1)")
          .code(JULIA, "vec(minimum({X}, dims = 2))")
          .entry();

  /// Whether a function has one number for each row, as the mean has and softmax has not.
  public static boolean isNumberOfEach(Operator function) {
    return entries().contains(function) && function != SOFTMAX && function != LOGSOFTMAX;
  }

  static List<Function> entries() {
    return List.of(SUM, MEAN, SOFTMAX, LOGSOFTMAX, LOGSUMEXP, NORM, LARGEST, SMALLEST);
  }
}
