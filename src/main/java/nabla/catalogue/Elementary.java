package nabla.catalogue;

import static nabla.catalogue.Function.Parity.EVEN;
import static nabla.catalogue.Function.Parity.ODD;
import static nabla.catalogue.Function.function;
import static nabla.catalogue.Language.JAVA;
import static nabla.catalogue.Language.JULIA;
import static nabla.catalogue.Language.NUMPY;
import static nabla.catalogue.Language.TORCH;

import java.util.List;
import nabla.catalogue.Function.Notation;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;

/// Constants, exponentials and logarithms, roots, and what rounds, compares and counts.
public final class Elementary {

  private Elementary() {}

  /// π
  public static final Function PI =
      function("π")
          .aliases("pi")
          .parameters()
          .summary("the circumference of a circle over its diameter, 3.14159…")
          .latex("\\pi")
          .notation(Notation.CONSTANT)
          .values(none -> Math.PI)
          .preciseValues((digits, none) -> ApfloatMath.pi(digits))
          .code(NUMPY, "np.pi")
          .code(JAVA, "Math.PI")
          .code(TORCH, "math.pi")
          .code(JULIA, "pi")
          .entry();

  /// e, the base of the natural logarithm.
  public static final Function E =
      function("e")
          .parameters()
          .summary("the base of the natural logarithm, 2.71828…")
          .latex("e")
          .notation(Notation.CONSTANT)
          .values(none -> Math.E)
          .preciseValues((digits, none) -> ApfloatMath.e(digits))
          .code(NUMPY, "np.e")
          .code(JAVA, "Math.E")
          .code(TORCH, "math.e")
          .code(JULIA, "exp(1)")
          .entry();

  /// ∞, which stands in limits and bounds, and is no number.
  public static final Function INFINITY =
      function("∞")
          .aliases("inf", "infinity")
          .parameters()
          .summary("infinity, in limits and bounds")
          .latex("\\infty")
          .notation(Notation.CONSTANT)
          .values(none -> Double.POSITIVE_INFINITY)
          .code(NUMPY, "np.inf")
          .code(JAVA, "Double.POSITIVE_INFINITY")
          .code(TORCH, "math.inf")
          .code(JULIA, "Inf")
          .entry();

  /// The exponential function, eˣ.
  public static final Function EXP =
      function("exp")
          .summary("the exponential function, e^x")
          .latex("\\exp")
          .means("e^x")
          .derivative("exp(x)")
          .range("y > 0")
          .limits("0 at -∞", "∞ at ∞")
          .exactly("1 at 0", "e at 1")
          .value(Math::exp)
          .precise(x -> ApfloatMath.exp(x))
          .code(NUMPY, "np.exp({x})")
          .code(JAVA, "Math.exp({x})")
          .code(TORCH, "torch.exp({x})")
          .code(JULIA, "exp({x})")
          .entry();

  /// The natural logarithm.
  public static final Function LN =
      function("ln")
          .aliases("log")
          .summary("the natural logarithm")
          .latex("\\ln")
          .derivative("1/x")
          .domain("x > 0")
          .limits("-∞ at 0+", "∞ at ∞")
          .exactly("0 at 1", "1 at e")
          .value(x -> x == 0 ? Double.NaN : Math.log(x))
          .precise(x -> ApfloatMath.log(x))
          .code(NUMPY, "np.log({x})")
          .code(JAVA, "Math.log({x})")
          .code(TORCH, "torch.log({x})")
          .code(JULIA, "log({x})")
          .entry();

  /// The logarithm of the second argument to the base of the first.
  public static final Function LOG =
      function("log_b")
          .parameters("b", "x")
          .summary("the logarithm to the base b: log_b(x), log_2(x), log_{10}(x)")
          .latex("\\log")
          .notation(Notation.LOGARITHM)
          .means("ln(x)/ln(b)")
          .derivative("-ln(x)/(b ln(b)^2)", "1/(x ln(b))")
          .domain("x > 0 and b > 0 and b ≠ 1")
          .value(Elementary::logarithm)
          .precise((b, x) -> ApfloatMath.log(x, b))
          .entry();

  /// The square root.
  public static final Function SQRT =
      function("sqrt")
          .aliases("√")
          .summary("the square root")
          .latex("\\sqrt")
          .notation(Notation.SQUARE_ROOT)
          .means("x^(1/2)")
          .derivative("1/(2 sqrt(x))")
          .domain("x >= 0")
          .kink("x = 0")
          .range("y >= 0")
          .limits("0 at 0+", "∞ at ∞")
          .exactly("0 at 0", "1 at 1")
          .value(Math::sqrt)
          .precise(x -> ApfloatMath.sqrt(x))
          .code(NUMPY, "np.sqrt({x})")
          .code(JAVA, "Math.sqrt({x})")
          .code(TORCH, "torch.sqrt({x})")
          .code(JULIA, "sqrt({x})")
          .entry();

  /// The real cube root, negative for negative numbers.
  public static final Function CBRT =
      function("cbrt")
          .aliases("∛")
          .summary("the real cube root, defined for negative numbers too")
          .latex("\\sqrt[3]")
          .notation(Notation.CUBE_ROOT)
          .means("sign(x) |x|^(1/3)")
          .derivative("1/(3 cbrt(x)^2)")
          .kink("x = 0")
          .parity(ODD)
          .limits("-∞ at -∞", "∞ at ∞")
          .exactly("0 at 0", "1 at 1")
          .value(Math::cbrt)
          .precise(x -> ApfloatMath.cbrt(x))
          .code(NUMPY, "np.cbrt({x})")
          .code(JAVA, "Math.cbrt({x})")
          .code(TORCH, "(torch.sign({x}) * torch.abs({x}) ** (1 / 3))")
          .code(JULIA, "cbrt({x})")
          .entry();

  /// The absolute value.
  public static final Function ABS =
      function("abs")
          .summary("the absolute value, |x|")
          .notation(Notation.BARS)
          .means("{x if x >= 0; -x otherwise}")
          .derivative("sign(x)")
          .kink("x = 0")
          .range("y >= 0")
          .parity(EVEN)
          .limits("∞ at -∞", "∞ at ∞")
          .value(x -> Math.abs(x))
          .precise(x -> ApfloatMath.abs(x))
          .code(NUMPY, "np.abs({x})")
          .code(JAVA, "Math.abs({x})")
          .code(TORCH, "torch.abs({x})")
          .code(JULIA, "abs({x})")
          .entry();

  /// The sign: −1, 0 or 1.
  public static final Function SIGN =
      function("sign")
          .aliases("sgn")
          .summary("the sign: -1, 0 or 1")
          .means("{1 if x > 0; -1 if x < 0; 0 otherwise}")
          .derivative("0")
          .kink("x = 0")
          .range("-1 <= y <= 1")
          .parity(ODD)
          .limits("-1 at -∞", "-1 at 0-", "1 at 0+", "1 at ∞")
          .value(x -> Math.signum(x))
          .precise(x -> new Apfloat(x.signum(), x.precision()))
          .code(NUMPY, "np.sign({x})")
          .code(JAVA, "Math.signum({x})")
          .code(TORCH, "torch.sign({x})")
          .code(JULIA, "sign({x})")
          .entry();

  /// The largest integer not above x.
  public static final Function FLOOR =
      function("floor")
          .summary("the largest integer not above x, ⌊x⌋")
          .notation(Notation.FLOOR)
          .derivative("0")
          .kink("x = floor(x)")
          .limits("-∞ at -∞", "∞ at ∞")
          .value(Math::floor)
          .precise(x -> ApfloatMath.floor(x).precision(x.precision()))
          .code(NUMPY, "np.floor({x})")
          .code(JAVA, "Math.floor({x})")
          .code(TORCH, "torch.floor({x})")
          .code(JULIA, "floor({x})")
          .entry();

  /// The smallest integer not below x.
  public static final Function CEILING =
      function("ceil")
          .aliases("ceiling")
          .summary("the smallest integer not below x, ⌈x⌉")
          .notation(Notation.CEILING)
          .means("-floor(-x)")
          .derivative("0")
          .kink("x = floor(x)")
          .limits("-∞ at -∞", "∞ at ∞")
          .value(Math::ceil)
          .precise(x -> ApfloatMath.ceil(x).precision(x.precision()))
          .code(NUMPY, "np.ceil({x})")
          .code(JAVA, "Math.ceil({x})")
          .code(TORCH, "torch.ceil({x})")
          .code(JULIA, "ceil({x})")
          .entry();

  /// The nearest integer; halves are rounded up, as in Java. NumPy's own rounds them to even ones.
  public static final Function ROUND =
      function("round")
          .aliases("rint", "nint")
          .summary("the nearest integer, halves up: ⌊x + 1/2⌋")
          .means("floor(x + 1/2)")
          .derivative("0")
          .kink("x + 1/2 = floor(x + 1/2)")
          .limits("-∞ at -∞", "∞ at ∞")
          .value(Elementary::rounded)
          .precise(x -> rounded(x))
          .code(NUMPY, "np.floor({x} + 0.5)")
          .code(JAVA, "Math.floor({x} + 0.5)")
          .code(TORCH, "torch.floor({x} + 0.5)")
          .code(JULIA, "floor({x} + 0.5)")
          .entry();

  /// The remainder of the first argument after division by the second, with the sign of the second.
  public static final Function MOD =
      function("mod")
          .parameters("x", "m")
          .summary("the remainder of x after division by m, with the sign of m")
          .means("x - m floor(x/m)")
          .derivative("1", "-floor(x/m)")
          .domain("m ≠ 0")
          .kink("x/m = floor(x/m)")
          .value(Elementary::remainder)
          .code(NUMPY, "np.mod({x}, {m})")
          .code(TORCH, "torch.remainder({x}, {m})")
          .code(JULIA, "mod({x}, {m})")
          .entry();

  /// The smallest of its arguments.
  public static final Function MIN =
      function("min")
          .parameters("x", "y")
          .variadic()
          .summary("the smallest of its arguments")
          .latex("\\min")
          .means("{x if x <= y; y otherwise}")
          .derivative("𝟙[x < y]", "𝟙[y < x]")
          .kink("x = y")
          .values(Elementary::smallest)
          .preciseValues((digits, arguments) -> best(arguments, -1))
          .code(NUMPY, "np.minimum({x}, {y})")
          .code(JAVA, "Math.min({x}, {y})")
          .code(TORCH, "torch.minimum({x}, {y})")
          .code(JULIA, "min({x}, {y})")
          .entry();

  /// The largest of its arguments.
  public static final Function MAX =
      function("max")
          .parameters("x", "y")
          .variadic()
          .summary("the largest of its arguments")
          .latex("\\max")
          .means("{x if x >= y; y otherwise}")
          .derivative("𝟙[x > y]", "𝟙[y > x]")
          .kink("x = y")
          .values(Elementary::largest)
          .preciseValues((digits, arguments) -> best(arguments, 1))
          .code(NUMPY, "np.maximum({x}, {y})")
          .code(JAVA, "Math.max({x}, {y})")
          .code(TORCH, "torch.maximum({x}, {y})")
          .code(JULIA, "max({x}, {y})")
          .entry();

  /// 1 where a condition holds, 0 elsewhere. Its values take the condition as 1 or 0.
  public static final Function INDICATOR =
      function("𝟙")
          .aliases("indicator")
          .parameters("c")
          .summary("1 where a condition holds, 0 elsewhere: 𝟙[x > 0]")
          .latex("\\mathbf{1}")
          .notation(Notation.INDICATOR)
          .range("0 <= y <= 1")
          .shape(Shapes::indicator)
          .value(c -> c)
          .precise(c -> c)
          .code(NUMPY, "np.where({c}, 1.0, 0.0)")
          .code(JAVA, "({c} ? 1.0 : 0.0)")
          .code(TORCH, "torch.where({c}, torch.tensor(1.0, {like}), 0.0)")
          .code(JULIA, "ifelse({c}, 1.0, 0.0)")
          .entry();

  /// The length of the hypotenuse, √(x² + y²), without overflow.
  public static final Function HYPOT =
      function("hypot")
          .parameters("x", "y")
          .summary("the hypotenuse, √(x² + y²)")
          .means("sqrt(x^2 + y^2)")
          .derivative("x/hypot(x, y)", "y/hypot(x, y)")
          .kink("x = 0 and y = 0")
          .range("y >= 0")
          .limits("∞ at -∞", "∞ at ∞")
          .value((x, y) -> Math.hypot(x, y))
          .code(NUMPY, "np.hypot({x}, {y})")
          .code(JAVA, "Math.hypot({x}, {y})")
          .code(TORCH, "torch.hypot({x}, {y})")
          .code(JULIA, "hypot({x}, {y})")
          .entry();

  static List<Function> entries() {
    return List.of(
        PI, E, INFINITY, EXP, LN, LOG, SQRT, CBRT, ABS, SIGN, FLOOR, CEILING, ROUND, MOD, MIN, MAX,
        INDICATOR, HYPOT);
  }

  /// x + 1/2 is not rounded before its integer part is taken: the double below 1/2 is nearest to 0.
  private static double rounded(double x) {
    double below = Math.floor(x);
    return x - below < 0.5 ? below : Math.ceil(x);
  }

  private static Apfloat rounded(Apfloat x) {
    Apfloat half = new Apfloat("0.5", Apfloat.INFINITE);
    return ApfloatMath.floor(x.add(half)).precision(x.precision());
  }

  /// By the remainder of doubles, which is exact; x - m ⌊x/m⌋ is not.
  private static double remainder(double x, double m) {
    double remainder = x % m;
    return remainder != 0 && (remainder < 0) != (m < 0) ? remainder + m : remainder;
  }

  private static double logarithm(double base, double x) {
    if (!(x > 0 && base > 0) || base == 1) {
      return Double.NaN;
    }
    return base == 10 ? Math.log10(x) : Math.log(x) / Math.log(base);
  }

  private static double smallest(double... arguments) {
    double least = arguments[0];
    for (double argument : arguments) {
      least = Math.min(least, argument);
    }
    return least;
  }

  private static double largest(double... arguments) {
    double most = arguments[0];
    for (double argument : arguments) {
      most = Math.max(most, argument);
    }
    return most;
  }

  private static Apfloat best(Apfloat[] arguments, int sign) {
    Apfloat best = arguments[0];
    for (Apfloat argument : arguments) {
      best = argument.compareTo(best) * sign > 0 ? argument : best;
    }
    return best;
  }
}
