package nabla.catalogue;

import static nabla.catalogue.Function.function;
import static nabla.catalogue.Language.JULIA;
import static nabla.catalogue.Language.NUMPY;
import static nabla.catalogue.Language.TORCH;

import java.util.List;

/// What takes the entries of a whole vector or matrix together: proportions, largest entries,
/// logarithms of sums. What does it to each row is in [Rows].
public final class Reductions {

  private Reductions() {}

  /// Positive numbers of sum 1 in the proportions of eˣ.
  public static final Function SOFTMAX =
      function("softmax")
          .summary("e^x over its sum, for a vector")
          .differential("hadamard(softmax(x), H) - softmax(x) inner(softmax(x), H)")
          .entries("e^(x_i)/Σ_{k=1}^n e^(x_k)")
          .shape(Shapes::vectorToVector)
          .arrays(a -> ArrayValues.softmax(a[0]))
          .code(NUMPY, "scipy.special.softmax({x})")
          .code(TORCH, "torch.softmax({x}, 0)")
          .code(JULIA, "(exp.({x} .- maximum({x})) / sum(exp.({x} .- maximum({x}))))")
          .entry();

  /// The logarithm of softmax.
  public static final Function LOGSOFTMAX =
      function("logsoftmax")
          .spaces("x ∈ R^n")
          .summary("the logarithm of softmax, x - logsumexp(x)")
          .differential("H - inner(softmax(x), H) ones(n)")
          .entries("x_i - ln(Σ_{k=1}^n e^(x_k))")
          .shape(Shapes::vectorToVector)
          .arrays(a -> ArrayValues.map(a[0], x -> x - ArrayValues.logSumExp(a[0])))
          .code(NUMPY, "scipy.special.log_softmax({x})")
          .code(TORCH, "torch.log_softmax({x}, 0)")
          .code(JULIA, "({x} .- maximum({x}) .- log(sum(exp.({x} .- maximum({x})))))")
          .entry();

  /// The logarithm of the sum of eˣ.
  public static final Function LOGSUMEXP =
      function("logsumexp")
          .aliases("lse")
          .parameters("X")
          .spaces("X ∈ R^{m×n}")
          .summary("the logarithm of the sum of e^x over the entries")
          .differential("inner(softmax(vec(X)), vec(H))")
          .entries("ln(Σ_{k=1}^m Σ_{l=1}^n e^(X_{kl}))")
          .shape(Shapes::scalarOfArray)
          .arrays(a -> ArrayValues.number(ArrayValues.logSumExp(a[0])))
          .code(NUMPY, "scipy.special.logsumexp({X})")
          .code(TORCH, "torch.logsumexp(torch.flatten({X}), 0)")
          .code(JULIA, "(maximum({X}) + log(sum(exp.({X} .- maximum({X})))))")
          .entry();

  /// The largest entry, with a differential where it is the only one of its size.
  public static final Function LARGEST =
      function("largest")
          .writtenAs("max")
          .parameters("X")
          .spaces("X ∈ R^{m×n}")
          .summary("the largest entry of a vector or matrix")
          .latex("\\max")
          .differential("sum(hadamard(𝟙[X = max(X)], H))")
          .differentiable("sum(𝟙[X = max(X)]) = 1")
          .shape(Shapes::scalarOfArray)
          .arrays(a -> ArrayValues.number(ArrayValues.largest(a[0])))
          .code(NUMPY, "np.max({X})")
          .code(TORCH, "torch.max({X})")
          .code(JULIA, "maximum({X})")
          .entry();

  /// The smallest entry, with a differential where it is the only one of its size.
  public static final Function SMALLEST =
      function("smallest")
          .writtenAs("min")
          .parameters("X")
          .spaces("X ∈ R^{m×n}")
          .summary("the smallest entry of a vector or matrix")
          .latex("\\min")
          .differential("sum(hadamard(𝟙[X = min(X)], H))")
          .differentiable("sum(𝟙[X = min(X)]) = 1")
          .shape(Shapes::scalarOfArray)
          .arrays(a -> ArrayValues.number(ArrayValues.smallest(a[0])))
          .code(NUMPY, "np.min({X})")
          .code(TORCH, "torch.min({X})")
          .code(JULIA, "minimum({X})")
          .entry();

  /// Whether a condition on arrays holds at each of their entries.
  public static final Function EVERY =
      function("every")
          .parameters("c")
          .summary("whether a condition on vectors or matrices holds at every entry")
          .shape(Shapes::every)
          .arrays(a -> ArrayValues.number(ArrayValues.smallest(a[0])))
          .code(NUMPY, "np.all({c})")
          .code(TORCH, "torch.all({c})")
          .code(JULIA, "all({c})")
          .entry();

  static List<Function> entries() {
    return List.of(SOFTMAX, LOGSOFTMAX, LOGSUMEXP, LARGEST, SMALLEST, EVERY);
  }
}
