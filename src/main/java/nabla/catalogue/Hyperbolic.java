package nabla.catalogue;

import static nabla.catalogue.Function.Parity.EVEN;
import static nabla.catalogue.Function.Parity.ODD;
import static nabla.catalogue.Function.function;
import static nabla.catalogue.Language.JAVA;
import static nabla.catalogue.Language.JULIA;
import static nabla.catalogue.Language.NUMPY;
import static nabla.catalogue.Language.TORCH;

import java.util.List;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;

/// Hyperbolic sine, cosine and their kin, and the inverses.
public final class Hyperbolic {

  private Hyperbolic() {}

  /// The hyperbolic sine.
  public static final Function SINH =
      function("sinh")
          .summary("the hyperbolic sine")
          .latex("\\sinh")
          .means("(e^x - e^(-x))/2")
          .derivative("cosh(x)")
          .parity(ODD)
          .limits("-∞ at -∞", "∞ at ∞")
          .exactly("0 at 0")
          .value(Math::sinh)
          .precise(x -> ApfloatMath.sinh(x))
          .code(NUMPY, "np.sinh({x})")
          .code(JAVA, "Math.sinh({x})")
          .code(TORCH, "torch.sinh({x})")
          .code(JULIA, "sinh({x})")
          .entry();

  /// The hyperbolic cosine.
  public static final Function COSH =
      function("cosh")
          .summary("the hyperbolic cosine")
          .latex("\\cosh")
          .means("(e^x + e^(-x))/2")
          .derivative("sinh(x)")
          .range("y >= 1")
          .parity(EVEN)
          .limits("∞ at -∞", "∞ at ∞")
          .exactly("1 at 0")
          .value(Math::cosh)
          .precise(x -> ApfloatMath.cosh(x))
          .code(NUMPY, "np.cosh({x})")
          .code(JAVA, "Math.cosh({x})")
          .code(TORCH, "torch.cosh({x})")
          .code(JULIA, "cosh({x})")
          .entry();

  /// The hyperbolic tangent.
  public static final Function TANH =
      function("tanh")
          .summary("the hyperbolic tangent")
          .latex("\\tanh")
          .means("(e^x - e^(-x))/(e^x + e^(-x))")
          .derivative("1 - tanh(x)^2")
          .range("-1 < y < 1")
          .parity(ODD)
          .limits("-1 at -∞", "1 at ∞")
          .exactly("0 at 0")
          .value(Math::tanh)
          .precise(x -> ApfloatMath.tanh(x))
          .code(NUMPY, "np.tanh({x})")
          .code(JAVA, "Math.tanh({x})")
          .code(TORCH, "torch.tanh({x})")
          .code(JULIA, "tanh({x})")
          .entry();

  /// The hyperbolic cotangent.
  public static final Function COTH =
      function("coth")
          .summary("the hyperbolic cotangent")
          .latex("\\coth")
          .means("1/tanh(x)")
          .derivative("1 - coth(x)^2")
          .domain("x ≠ 0")
          .range("|y| > 1")
          .parity(ODD)
          .limits("-1 at -∞", "-∞ at 0-", "∞ at 0+", "1 at ∞")
          .value(x -> x == 0 ? Double.NaN : 1 / Math.tanh(x))
          .precise(x -> Apfloat.ONE.divide(ApfloatMath.tanh(x)))
          .code(NUMPY, "(1 / np.tanh({x}))")
          .code(JAVA, "(1 / Math.tanh({x}))")
          .code(TORCH, "(1 / torch.tanh({x}))")
          .code(JULIA, "coth({x})")
          .entry();

  /// The hyperbolic secant.
  public static final Function SECH =
      function("sech")
          .summary("the hyperbolic secant, 1/cosh(x)")
          .means("1/cosh(x)")
          .derivative("-sech(x) tanh(x)")
          .range("0 < y <= 1")
          .parity(EVEN)
          .limits("0 at -∞", "0 at ∞")
          .exactly("1 at 0")
          .value(x -> 1 / Math.cosh(x))
          .precise(x -> Apfloat.ONE.divide(ApfloatMath.cosh(x)))
          .code(NUMPY, "(1 / np.cosh({x}))")
          .code(JAVA, "(1 / Math.cosh({x}))")
          .code(TORCH, "(1 / torch.cosh({x}))")
          .code(JULIA, "sech({x})")
          .entry();

  /// The hyperbolic cosecant.
  public static final Function CSCH =
      function("csch")
          .aliases("cosech")
          .summary("the hyperbolic cosecant, 1/sinh(x)")
          .means("1/sinh(x)")
          .derivative("-csch(x) coth(x)")
          .domain("x ≠ 0")
          .range("y ≠ 0")
          .parity(ODD)
          .limits("0 at -∞", "-∞ at 0-", "∞ at 0+", "0 at ∞")
          .value(x -> x == 0 ? Double.NaN : 1 / Math.sinh(x))
          .precise(x -> Apfloat.ONE.divide(ApfloatMath.sinh(x)))
          .code(NUMPY, "(1 / np.sinh({x}))")
          .code(JAVA, "(1 / Math.sinh({x}))")
          .code(TORCH, "(1 / torch.sinh({x}))")
          .code(JULIA, "csch({x})")
          .entry();

  /// The inverse hyperbolic sine.
  public static final Function ARSINH =
      function("arsinh")
          .aliases("asinh", "arcsinh")
          .summary("the inverse hyperbolic sine")
          .means("ln(x + sqrt(x^2 + 1))")
          .derivative("1/sqrt(x^2 + 1)")
          .parity(ODD)
          .limits("-∞ at -∞", "∞ at ∞")
          .exactly("0 at 0")
          .value(Hyperbolic::inverseSine)
          .precise(x -> ApfloatMath.asinh(x))
          .code(NUMPY, "np.arcsinh({x})")
          .code(
              JAVA,
              "(Math.signum({x}) * Math.log1p(Math.abs({x})"
                  + " * (1 + Math.abs({x}) / (1 + Math.hypot({x}, 1)))))")
          .code(TORCH, "torch.asinh({x})")
          .code(JULIA, "asinh({x})")
          .entry();

  /// The inverse hyperbolic cosine, not negative.
  public static final Function ARCOSH =
      function("arcosh")
          .aliases("acosh", "arccosh")
          .summary("the inverse hyperbolic cosine, not negative")
          .means("ln(x + sqrt(x^2 - 1))")
          .derivative("1/sqrt(x^2 - 1)")
          .domain("x >= 1")
          .kink("x = 1")
          .range("y >= 0")
          .limits("0 at 1+", "∞ at ∞")
          .exactly("0 at 1")
          .value(Hyperbolic::inverseCosine)
          .precise(x -> ApfloatMath.acosh(x))
          .code(NUMPY, "np.arccosh({x})")
          .code(JAVA, "Math.log1p({x} - 1 + Math.sqrt({x} - 1) * Math.sqrt({x} + 1))")
          .code(TORCH, "torch.acosh({x})")
          .code(JULIA, "acosh({x})")
          .entry();

  /// The inverse hyperbolic tangent.
  public static final Function ARTANH =
      function("artanh")
          .aliases("atanh", "arctanh")
          .summary("the inverse hyperbolic tangent")
          .means("ln((1 + x)/(1 - x))/2")
          .derivative("1/(1 - x^2)")
          .domain("|x| < 1")
          .parity(ODD)
          .limits("-∞ at -1+", "∞ at 1-")
          .exactly("0 at 0")
          .value(Hyperbolic::inverseTangent)
          .precise(x -> ApfloatMath.atanh(x))
          .code(NUMPY, "np.arctanh({x})")
          .code(JAVA, "org.apache.commons.math3.util.FastMath.atanh({x})")
          .code(TORCH, "torch.atanh({x})")
          .code(JULIA, "atanh({x})")
          .entry();

  /// The inverse hyperbolic cotangent.
  public static final Function ARCOTH =
      function("arcoth")
          .aliases("acoth", "arccoth")
          .summary("the inverse hyperbolic cotangent")
          .means("ln((x + 1)/(x - 1))/2")
          .derivative("1/(1 - x^2)")
          .domain("|x| > 1")
          .range("y ≠ 0")
          .parity(ODD)
          .limits("0 at -∞", "-∞ at -1-", "∞ at 1+", "0 at ∞")
          .value(x -> inverseTangent(1 / x))
          .precise(x -> ApfloatMath.atanh(Apfloat.ONE.divide(x)))
          .code(NUMPY, "np.arctanh(1 / {x})")
          .code(JAVA, "org.apache.commons.math3.util.FastMath.atanh(1 / {x})")
          .code(TORCH, "torch.atanh(1 / {x})")
          .code(JULIA, "atanh(1 / {x})")
          .entry();

  /// The inverse hyperbolic secant, not negative.
  public static final Function ARSECH =
      function("arsech")
          .aliases("asech", "arcsech")
          .summary("the inverse hyperbolic secant, not negative")
          .means("arcosh(1/x)")
          .derivative("-1/(x sqrt(1 - x^2))")
          .domain("0 < x <= 1")
          .kink("x = 1")
          .range("y >= 0")
          .limits("∞ at 0+", "0 at 1-")
          .exactly("0 at 1")
          .value(x -> x > 0 ? inverseCosine(1 / x) : Double.NaN)
          .precise(x -> ApfloatMath.acosh(Apfloat.ONE.divide(x)))
          .code(NUMPY, "np.arccosh(1 / {x})")
          .code(JAVA, "(Math.log1p((1 - {x} + Math.sqrt((1 - {x}) * (1 + {x}))) / {x}))")
          .code(TORCH, "torch.acosh(1 / {x})")
          .code(JULIA, "acosh(1 / {x})")
          .entry();

  /// The inverse hyperbolic cosecant.
  public static final Function ARCSCH =
      function("arcsch")
          .aliases("acsch", "arccsch")
          .summary("the inverse hyperbolic cosecant")
          .means("arsinh(1/x)")
          .derivative("-1/(|x| sqrt(1 + x^2))")
          .domain("x ≠ 0")
          .range("y ≠ 0")
          .parity(ODD)
          .limits("0 at -∞", "-∞ at 0-", "∞ at 0+", "0 at ∞")
          .value(x -> x == 0 ? Double.NaN : inverseSine(1 / x))
          .precise(x -> ApfloatMath.asinh(Apfloat.ONE.divide(x)))
          .code(NUMPY, "np.arcsinh(1 / {x})")
          .code(
              JAVA,
              "(Math.signum({x}) * Math.log1p((1 + 1 / (Math.abs({x}) + Math.hypot({x}, 1)))"
                  + " / Math.abs({x})))")
          .code(TORCH, "torch.asinh(1 / {x})")
          .code(JULIA, "asinh(1 / {x})")
          .entry();

  static List<Function> entries() {
    return List.of(
        SINH, COSH, TANH, COTH, SECH, CSCH, ARSINH, ARCOSH, ARTANH, ARCOTH, ARSECH, ARCSCH);
  }

  /// ln(x + √(x² + 1)), by its odd symmetry and log1p, so that no digits are lost near 0 or −∞.
  private static double inverseSine(double x) {
    double size = Math.abs(x);
    double value =
        size > 1e8
            ? Math.log(size) + Math.log(2)
            : Math.log1p(size + size * size / (1 + Math.hypot(size, 1)));
    return Math.copySign(value, x);
  }

  /// ln(x + √(x² − 1)), by log1p of what exceeds 1.
  private static double inverseCosine(double x) {
    double excess = x - 1;
    return x > 1e8 ? Math.log(x) + Math.log(2) : Math.log1p(excess + Math.sqrt(excess * (x + 1)));
  }

  /// ½ ln((1 + x)/(1 − x)), by log1p.
  private static double inverseTangent(double x) {
    return Math.abs(x) < 1 ? 0.5 * Math.log1p(2 * x / (1 - x)) : Double.NaN;
  }
}
