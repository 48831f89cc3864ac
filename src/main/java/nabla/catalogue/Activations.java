package nabla.catalogue;

import static nabla.catalogue.Function.Parity.ODD;
import static nabla.catalogue.Function.function;
import static nabla.catalogue.Language.JAVA;
import static nabla.catalogue.Language.JULIA;
import static nabla.catalogue.Language.NUMPY;
import static nabla.catalogue.Language.TORCH;

import java.util.List;
import nabla.expr.Operator;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;

/// The functions that the neurons of a network apply. They are atoms with an algebra of their own:
/// σ′ = σ(1 − σ).
public final class Activations {

  private Activations() {}

  /// The logistic sigmoid, from 0 to 1.
  public static final Function SIGMOID =
      function("σ")
          .aliases("sigmoid", "logistic")
          .summary("the logistic sigmoid, 1/(1 + e^(-x))")
          .latex("\\sigma")
          .means("1/(1 + e^(-x))")
          .derivative("σ(x) (1 - σ(x))")
          .range("0 < y < 1")
          .limits("0 at -∞", "1 at ∞")
          .exactly("1/2 at 0")
          .value(Activations::sigmoid)
          .precise(x -> ApfloatMath.logisticSigmoid(x))
          .code(NUMPY, "scipy.special.expit({x})")
          .code(JAVA, "(1 / (1 + Math.exp(-{x})))")
          .code(TORCH, "torch.sigmoid({x})")
          .code(JULIA, "(1 / (1 + exp(-{x})))")
          .entry();

  /// The inverse of the sigmoid: the logarithm of the odds.
  public static final Function LOGIT =
      function("logit")
          .parameters("p")
          .summary("the logarithm of the odds, ln(p/(1 - p)); the inverse of σ")
          .latex("\\operatorname{logit}")
          .means("ln(p/(1 - p))")
          .derivative("1/(p (1 - p))")
          .domain("0 < p < 1")
          .limits("-∞ at 0+", "∞ at 1-")
          .exactly("0 at 1/2")
          .value(Activations::logit)
          .code(NUMPY, "scipy.special.logit({p})")
          .code(
              JAVA,
              "({p} > 0.3 && {p} < 0.7 ? Math.log1p((2 * {p} - 1) / (1 - {p}))"
                  + " : Math.log({p} / (1 - {p})))")
          .code(TORCH, "torch.logit({p})")
          .code(JULIA, "(log({p}) - log1p(-{p}))")
          .entry();

  /// A smooth ramp, whose derivative is the sigmoid.
  public static final Function SOFTPLUS =
      function("softplus")
          .summary("a smooth ramp, ln(1 + e^x)")
          .means("ln(1 + e^x)")
          .derivative("σ(x)")
          .range("y > 0")
          .limits("0 at -∞", "∞ at ∞")
          .exactly("ln(2) at 0")
          .value(x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))))
          .preciseValues((digits, x) -> softplus(digits, x[0]))
          .code(NUMPY, "np.logaddexp(0, {x})")
          .code(JAVA, "(Math.max({x}, 0) + Math.log1p(Math.exp(-Math.abs({x}))))")
          .code(TORCH, "torch.logaddexp({x}, torch.zeros_like({x}))")
          .code(JULIA, "(max({x}, 0) + log1p(exp(-abs({x}))))")
          .entry();

  /// The ramp max(x, 0).
  public static final Function RELU =
      function("relu")
          .aliases("ReLU")
          .summary("the ramp, max(x, 0)")
          .latex("\\operatorname{relu}")
          .means("max(x, 0)")
          .derivative("𝟙[x > 0]")
          .kink("x = 0")
          .range("y >= 0")
          .limits("0 at -∞", "∞ at ∞")
          .exactly("0 at 0")
          .value(x -> Math.max(x, 0))
          .code(NUMPY, "np.maximum({x}, 0)")
          .code(JAVA, "Math.max({x}, 0)")
          .code(TORCH, "torch.relu({x})")
          .code(JULIA, "max({x}, 0)")
          .entry();

  /// The ramp that leaks: slope 1 above 0, a below.
  public static final Function LEAKY_RELU =
      function("leakyrelu")
          .aliases("LeakyReLU")
          .parameters("x", "a")
          .defaultingTo("0.01")
          .summary("x above 0, a x below; a is 0.01 where it is not given")
          .means("{x if x > 0; a x otherwise}")
          .derivative("{1 if x > 0; a otherwise}", "min(x, 0)")
          .kink("x = 0 and a ≠ 1")
          .value((x, a) -> x > 0 ? x : a * x)
          .entry();

  /// The exponential linear unit.
  public static final Function ELU =
      function("elu")
          .aliases("ELU")
          .parameters("x", "α")
          .defaultingTo("1")
          .summary("x above 0, α (e^x - 1) below; α is 1 where it is not given")
          .means("{x if x > 0; α (e^x - 1) otherwise}")
          .derivative("{1 if x > 0; α e^x otherwise}", "{0 if x > 0; e^x - 1 otherwise}")
          .kink("x = 0 and α ≠ 1")
          .limits("-α at -∞", "∞ at ∞")
          .value((x, scale) -> x > 0 ? x : scale * Math.expm1(x))
          .entry();

  /// x times its sigmoid, also known as silu.
  public static final Function SWISH =
      function("swish")
          .aliases("silu", "SiLU")
          .summary("x σ(x)")
          .means("x σ(x)")
          .derivative("σ(x) (1 + x (1 - σ(x)))")
          .limits("0 at -∞", "∞ at ∞")
          .exactly("0 at 0")
          .value(x -> x * sigmoid(x))
          .entry();

  /// x times the normal distribution function: the exact form, not its tanh approximation.
  public static final Function GELU =
      function("gelu")
          .aliases("GELU")
          .summary("x Φ(x)")
          .means("x Φ(x)")
          .derivative("Φ(x) + x φ(x)")
          .limits("0 at -∞", "∞ at ∞")
          .exactly("0 at 0")
          .value(x -> x * SpecialValues.normalCdf(x))
          .entry();

  /// x/(1 + |x|)
  public static final Function SOFTSIGN =
      function("softsign")
          .summary("x/(1 + |x|)")
          .means("x/(1 + |x|)")
          .derivative("1/(1 + |x|)^2")
          .range("-1 < y < 1")
          .parity(ODD)
          .limits("-1 at -∞", "1 at ∞")
          .exactly("0 at 0")
          .value(x -> x / (1 + Math.abs(x)))
          .entry();

  /// x times the hyperbolic tangent of softplus.
  public static final Function MISH =
      function("mish")
          .summary("x tanh(softplus(x))")
          .means("x tanh(softplus(x))")
          .derivative("tanh(softplus(x)) + x σ(x) (1 - tanh(softplus(x))^2)")
          .limits("0 at -∞", "∞ at ∞")
          .exactly("0 at 0")
          .value(x -> x * Math.tanh(Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))))
          .entry();

  /// x, cut off at −1 and 1.
  public static final Function HARDTANH =
      function("hardtanh")
          .summary("x, cut off at -1 and 1")
          .means("max(-1, min(x, 1))")
          .derivative("𝟙[|x| < 1]")
          .kink("|x| = 1")
          .range("-1 <= y <= 1")
          .parity(ODD)
          .limits("-1 at -∞", "1 at ∞")
          .exactly("0 at 0", "1 at 1", "-1 at -1")
          .value(x -> Math.max(-1, Math.min(x, 1)))
          .code(NUMPY, "np.clip({x}, -1, 1)")
          .code(JAVA, "Math.clamp({x}, -1.0, 1.0)")
          .code(TORCH, "torch.clamp({x}, -1, 1)")
          .code(JULIA, "clamp({x}, -1, 1)")
          .entry();

  /// The step from 0 to 1; 0 at 0, as the indicator of x > 0.
  public static final Function HEAVISIDE =
      function("heaviside")
          .aliases("step")
          .summary("the step: 1 above 0, 0 elsewhere")
          .means("𝟙[x > 0]")
          .derivative("0")
          .kink("x = 0")
          .range("0 <= y <= 1")
          .limits("0 at -∞", "0 at 0-", "1 at 0+", "1 at ∞")
          .exactly("0 at 0")
          .value(x -> x > 0 ? 1 : x <= 0 ? 0 : Double.NaN)
          .code(NUMPY, "np.heaviside({x}, 0)")
          .code(TORCH, "torch.heaviside({x}, torch.zeros_like({x}))")
          .code(JULIA, "ifelse({x} > 0, 1.0, 0.0)")
          .entry();

  /// Whether an operator is a function that a layer applies to its numbers: σ, relu, tanh and their
  /// kind.
  public static boolean isOfLayers(Operator operator) {
    return operator == Hyperbolic.TANH
        || (operator != LOGIT
            && operator instanceof Function function
            && entries().contains(function));
  }

  static List<Function> entries() {
    return List.of(
        SIGMOID,
        LOGIT,
        SOFTPLUS,
        RELU,
        LEAKY_RELU,
        ELU,
        SWISH,
        GELU,
        SOFTSIGN,
        MISH,
        HARDTANH,
        HEAVISIDE);
  }

  /// Near 1/2 the quotient is near 1, whose logarithm loses digits.
  private static double logit(double p) {
    if (!(p > 0 && p < 1)) {
      return Double.NaN;
    }
    return p > 0.3 && p < 0.7 ? Math.log1p((2 * p - 1) / (1 - p)) : Math.log(p / (1 - p));
  }

  /// Below -700, where e^(-x) would overflow, it is e^x to the last digit.
  private static double sigmoid(double x) {
    return x < -700 ? Math.exp(x) : 1 / (1 + Math.exp(-x));
  }

  /// max(x, 0) + ln(1 + t) with t = e^(-|x|); as many digits more as t has zeros behind the point,
  /// since 1 + t loses them.
  private static Apfloat softplus(long digits, Apfloat x) {
    Apfloat power = ApfloatMath.exp(ApfloatMath.abs(x).negate());
    Apfloat one = new Apfloat(1, digits + Math.max(0, -power.scale()) + 2);
    Apfloat rest = ApfloatMath.log(one.add(power)).precision(digits);
    return x.signum() > 0 ? x.add(rest) : rest;
  }
}
