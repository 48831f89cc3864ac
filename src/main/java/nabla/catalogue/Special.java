package nabla.catalogue;

import static nabla.catalogue.Function.Parity.EVEN;
import static nabla.catalogue.Function.Parity.ODD;
import static nabla.catalogue.Function.function;
import static nabla.catalogue.Language.JAVA;
import static nabla.catalogue.Language.JULIA;
import static nabla.catalogue.Language.NUMPY;
import static nabla.catalogue.Language.TORCH;

import java.util.List;
import org.apache.commons.math3.special.Erf;
import org.apfloat.ApfloatMath;

/// Special functions: of error, of probability, and the gamma function with its kin.
public final class Special {

  private Special() {}

  /// The error function.
  public static final Function ERF =
      function("erf")
          .summary("the error function, 2/√π ∫_0^x e^(-t²) dt")
          .derivative("2/sqrt(π) e^(-x^2)")
          .range("-1 < y < 1")
          .parity(ODD)
          .limits("-1 at -∞", "1 at ∞")
          .exactly("0 at 0")
          .value(x -> Erf.erf(x))
          .preciseValues((digits, x) -> ErrorFunction.erf(digits, x[0]))
          .code(NUMPY, "scipy.special.erf({x})")
          .code(
              JAVA,
              "(Math.abs({x}) < 1e-9 ? 2 / Math.sqrt(Math.PI) * {x}"
                  + " : org.apache.commons.math3.special.Erf.erf({x}))")
          .code(TORCH, "torch.special.erf({x})")
          .code(JULIA, "erf({x})")
          .entry();

  /// What the error function lacks to 1.
  public static final Function ERFC =
      function("erfc")
          .summary("1 - erf(x), exact for large x too")
          .means("1 - erf(x)")
          .derivative("-2/sqrt(π) e^(-x^2)")
          .range("0 < y < 2")
          .limits("2 at -∞", "0 at ∞")
          .exactly("1 at 0")
          .value(x -> Erf.erfc(x))
          .preciseValues((digits, x) -> ErrorFunction.erfc(digits, x[0]))
          .code(NUMPY, "scipy.special.erfc({x})")
          .code(JAVA, "org.apache.commons.math3.special.Erf.erfc({x})")
          .code(TORCH, "torch.special.erfc({x})")
          .code(JULIA, "erfc({x})")
          .entry();

  /// The distribution function of the standard normal distribution.
  public static final Function NORMAL_CDF =
      function("Φ")
          .aliases("normcdf")
          .summary("the standard normal distribution function")
          .latex("\\Phi")
          .means("(1 + erf(x/sqrt(2)))/2")
          .derivative("φ(x)")
          .range("0 < y < 1")
          .limits("0 at -∞", "1 at ∞")
          .exactly("1/2 at 0")
          .value(x -> SpecialValues.normalCdf(x))
          .preciseValues((digits, x) -> SpecialValues.normalCdf(digits, x[0]))
          .code(NUMPY, "scipy.special.ndtr({x})")
          .code(JAVA, "(org.apache.commons.math3.special.Erf.erfc({x} / -Math.sqrt(2)) / 2)")
          .code(TORCH, "torch.special.ndtr({x})")
          .code(JULIA, "(erfc(-{x} / sqrt(2)) / 2)")
          .entry();

  /// The density of the standard normal distribution.
  public static final Function NORMAL_PDF =
      function("φ")
          .aliases("normpdf")
          .summary("the standard normal density")
          .latex("\\varphi")
          .means("e^(-x^2/2)/sqrt(2 π)")
          .derivative("-x φ(x)")
          .range("0 < y < 1")
          .parity(EVEN)
          .limits("0 at -∞", "0 at ∞")
          .exactly("1/sqrt(2 π) at 0")
          .value(x -> Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI))
          .entry();

  /// The gamma function.
  public static final Function GAMMA =
      function("Γ")
          .aliases("gamma")
          .summary("the gamma function, (n - 1)! for a positive integer n")
          .latex("\\Gamma")
          .derivative("Γ(x) digamma(x)")
          .domain("x > 0 or x ≠ floor(x)")
          .range("y ≠ 0")
          .limits("∞ at 0+", "-∞ at 0-", "∞ at ∞")
          .exactly("sqrt(π) at 1/2", "1 at 1", "1 at 2")
          .value(SpecialValues::gamma)
          .precise(x -> ApfloatMath.gamma(x))
          .code(NUMPY, "scipy.special.gamma({x})")
          .code(
              JAVA,
              "({x} > 172 ? Double.POSITIVE_INFINITY"
                  + " : org.apache.commons.math3.special.Gamma.gamma({x}))")
          .code(JULIA, "gamma({x})")
          .entry();

  /// The logarithm of the gamma function, for x > 0.
  public static final Function LGAMMA =
      function("lgamma")
          .aliases("gammaln", "loggamma")
          .summary("ln(Γ(x)) for x > 0, without overflow")
          .means("ln(Γ(x))")
          .derivative("digamma(x)")
          .domain("x > 0")
          .limits("∞ at 0+", "∞ at ∞")
          .exactly("0 at 1", "0 at 2")
          .value(SpecialValues::logGamma)
          .precise(x -> ApfloatMath.logGamma(x))
          .code(NUMPY, "scipy.special.gammaln({x})")
          .code(JAVA, "org.apache.commons.math3.special.Gamma.logGamma({x})")
          .code(TORCH, "torch.lgamma({x})")
          .code(JULIA, "logabsgamma({x})[1]")
          .entry();

  /// The logarithmic derivative of the gamma function.
  public static final Function DIGAMMA =
      function("digamma")
          .aliases("ψ")
          .summary("Γ'(x)/Γ(x)")
          .latex("\\psi")
          .derivative("trigamma(x)")
          .domain("x > 0 or x ≠ floor(x)")
          .limits("-∞ at 0+", "∞ at 0-", "∞ at ∞")
          .value(x -> Polygamma.value(0, x))
          .precise(x -> ApfloatMath.digamma(x))
          .code(NUMPY, "scipy.special.digamma({x})")
          .code(JAVA, Polygamma.JAVA_DIGAMMA)
          .code(TORCH, "torch.digamma({x})")
          .code(JULIA, "digamma({x})")
          .entry();

  /// The derivative of digamma.
  public static final Function TRIGAMMA =
      function("trigamma")
          .summary("the derivative of digamma")
          .means("polygamma(1, x)")
          .derivative("polygamma(2, x)")
          .domain("x > 0 or x ≠ floor(x)")
          .range("y > 0")
          .limits("∞ at 0+", "∞ at 0-", "0 at ∞")
          .exactly("π^2/6 at 1", "π^2/2 at 1/2")
          .value(x -> Polygamma.value(1, x))
          .precise(x -> ApfloatMath.polygamma(1, x))
          .code(NUMPY, "scipy.special.polygamma(1, {x})")
          .code(JAVA, "org.apache.commons.math3.special.Gamma.trigamma({x})")
          .code(TORCH, "torch.polygamma(1, {x})")
          .code(JULIA, "trigamma({x})")
          .entry();

  /// The n-th derivative of digamma, for a whole number n.
  public static final Function POLYGAMMA =
      function("polygamma")
          .parameters("n", "x")
          .summary("the n-th derivative of digamma: polygamma(n, x)")
          .derivative("", "polygamma(n + 1, x)")
          .domain("n >= 0 and n = floor(n) and (x > 0 or x ≠ floor(x))")
          .value(Polygamma::value)
          .precise(Polygamma::value)
          .code(NUMPY, "scipy.special.polygamma({n}, {x})")
          .code(TORCH, "torch.polygamma({n}, {x})")
          .code(JULIA, "polygamma({n}, {x})")
          .entry();

  /// sin(x)/x, and 1 at 0.
  public static final Function SINC =
      function("sinc")
          .summary("sin(x)/x, and 1 at 0")
          .means("{sin(x)/x if x ≠ 0; 1 otherwise}")
          .derivative("{(cos(x) - sinc(x))/x if x ≠ 0; 0 otherwise}")
          .range("-1 <= y <= 1")
          .parity(EVEN)
          .limits("0 at -∞", "0 at ∞")
          .exactly("1 at 0", "0 at π")
          .value(x -> x == 0 ? 1 : Math.sin(x) / x)
          .precise(x -> ApfloatMath.sinc(x))
          .code(NUMPY, "np.sinc({x} / np.pi)")
          .code(TORCH, "torch.sinc({x} / math.pi)")
          .code(JULIA, "sinc({x} / pi)")
          .entry();

  static List<Function> entries() {
    return List.of(
        ERF, ERFC, NORMAL_CDF, NORMAL_PDF, GAMMA, LGAMMA, DIGAMMA, TRIGAMMA, POLYGAMMA, SINC);
  }
}
