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

/// Sine, cosine and their kin, and the inverses, with the ranges that textbooks give them.
public final class Trigonometric {

  private Trigonometric() {}

  /// The sine.
  public static final Function SIN =
      function("sin")
          .summary("the sine")
          .latex("\\sin")
          .derivative("cos(x)")
          .range("-1 <= y <= 1")
          .parity(ODD)
          .exactly(
              "0 at 0",
              "1/2 at π/6",
              "sqrt(2)/2 at π/4",
              "sqrt(3)/2 at π/3",
              "1 at π/2",
              "sqrt(3)/2 at 2π/3",
              "sqrt(2)/2 at 3π/4",
              "1/2 at 5π/6",
              "0 at π",
              "-1 at 3π/2",
              "0 at 2π")
          .value(Math::sin)
          .precise(x -> ApfloatMath.sin(x))
          .code(NUMPY, "np.sin({x})")
          .code(JAVA, "Math.sin({x})")
          .code(TORCH, "torch.sin({x})")
          .code(JULIA, "sin({x})")
          .entry();

  /// The cosine.
  public static final Function COS =
      function("cos")
          .summary("the cosine")
          .latex("\\cos")
          .derivative("-sin(x)")
          .range("-1 <= y <= 1")
          .parity(EVEN)
          .exactly(
              "1 at 0",
              "sqrt(3)/2 at π/6",
              "sqrt(2)/2 at π/4",
              "1/2 at π/3",
              "0 at π/2",
              "-1/2 at 2π/3",
              "-sqrt(2)/2 at 3π/4",
              "-sqrt(3)/2 at 5π/6",
              "-1 at π",
              "0 at 3π/2",
              "1 at 2π")
          .value(Math::cos)
          .precise(x -> ApfloatMath.cos(x))
          .code(NUMPY, "np.cos({x})")
          .code(JAVA, "Math.cos({x})")
          .code(TORCH, "torch.cos({x})")
          .code(JULIA, "cos({x})")
          .entry();

  /// The tangent.
  public static final Function TAN =
      function("tan")
          .aliases("tg")
          .summary("the tangent")
          .latex("\\tan")
          .means("sin(x)/cos(x)")
          .derivative("1 + tan(x)^2")
          .domain("cos(x) ≠ 0")
          .parity(ODD)
          .limits("∞ at π/2-", "-∞ at -π/2+")
          .exactly(
              "0 at 0",
              "sqrt(3)/3 at π/6",
              "1 at π/4",
              "sqrt(3) at π/3",
              "-sqrt(3) at 2π/3",
              "-1 at 3π/4",
              "-sqrt(3)/3 at 5π/6",
              "0 at π",
              "0 at 2π")
          .value(Math::tan)
          .precise(x -> ApfloatMath.tan(x))
          .code(NUMPY, "np.tan({x})")
          .code(JAVA, "Math.tan({x})")
          .code(TORCH, "torch.tan({x})")
          .code(JULIA, "tan({x})")
          .entry();

  /// The cotangent.
  public static final Function COT =
      function("cot")
          .summary("the cotangent")
          .latex("\\cot")
          .means("cos(x)/sin(x)")
          .derivative("-(1 + cot(x)^2)")
          .domain("sin(x) ≠ 0")
          .parity(ODD)
          .limits("∞ at 0+", "-∞ at 0-")
          .exactly("sqrt(3) at π/6", "1 at π/4", "sqrt(3)/3 at π/3", "0 at π/2")
          .value(x -> reciprocal(Math.tan(x)))
          .precise(x -> ApfloatMath.cos(x).divide(ApfloatMath.sin(x)))
          .code(NUMPY, "(1 / np.tan({x}))")
          .code(JAVA, "(1 / Math.tan({x}))")
          .code(TORCH, "(1 / torch.tan({x}))")
          .code(JULIA, "cot({x})")
          .entry();

  /// The secant.
  public static final Function SEC =
      function("sec")
          .summary("the secant, 1/cos(x)")
          .latex("\\sec")
          .means("1/cos(x)")
          .derivative("sec(x) tan(x)")
          .domain("cos(x) ≠ 0")
          .range("|y| >= 1")
          .parity(EVEN)
          .limits("∞ at π/2-", "∞ at -π/2+")
          .exactly("1 at 0", "sqrt(2) at π/4", "2 at π/3", "-1 at π")
          .value(x -> 1 / Math.cos(x))
          .precise(x -> Apfloat.ONE.divide(ApfloatMath.cos(x)))
          .code(NUMPY, "(1 / np.cos({x}))")
          .code(JAVA, "(1 / Math.cos({x}))")
          .code(TORCH, "(1 / torch.cos({x}))")
          .code(JULIA, "sec({x})")
          .entry();

  /// The cosecant.
  public static final Function CSC =
      function("csc")
          .aliases("cosec")
          .summary("the cosecant, 1/sin(x)")
          .latex("\\csc")
          .means("1/sin(x)")
          .derivative("-csc(x) cot(x)")
          .domain("sin(x) ≠ 0")
          .range("|y| >= 1")
          .parity(ODD)
          .limits("∞ at 0+", "-∞ at 0-")
          .exactly("2 at π/6", "sqrt(2) at π/4", "1 at π/2")
          .value(x -> reciprocal(Math.sin(x)))
          .precise(x -> Apfloat.ONE.divide(ApfloatMath.sin(x)))
          .code(NUMPY, "(1 / np.sin({x}))")
          .code(JAVA, "(1 / Math.sin({x}))")
          .code(TORCH, "(1 / torch.sin({x}))")
          .code(JULIA, "csc({x})")
          .entry();

  /// The inverse sine, from −π/2 to π/2.
  public static final Function ARCSIN =
      function("arcsin")
          .aliases("asin")
          .summary("the inverse sine, from -π/2 to π/2")
          .latex("\\arcsin")
          .derivative("1/sqrt(1 - x^2)")
          .domain("|x| <= 1")
          .kink("|x| = 1")
          .range("-π/2 <= y <= π/2")
          .parity(ODD)
          .limits("-π/2 at -1+", "π/2 at 1-")
          .exactly(
              "0 at 0",
              "π/6 at 1/2",
              "π/4 at sqrt(2)/2",
              "π/3 at sqrt(3)/2",
              "π/2 at 1",
              "-π/6 at -1/2",
              "-π/2 at -1")
          .value(Math::asin)
          .precise(x -> ApfloatMath.asin(x))
          .code(NUMPY, "np.arcsin({x})")
          .code(JAVA, "Math.asin({x})")
          .code(TORCH, "torch.asin({x})")
          .code(JULIA, "asin({x})")
          .entry();

  /// The inverse cosine, from 0 to π.
  public static final Function ARCCOS =
      function("arccos")
          .aliases("acos")
          .summary("the inverse cosine, from 0 to π")
          .latex("\\arccos")
          .means("π/2 - arcsin(x)")
          .derivative("-1/sqrt(1 - x^2)")
          .domain("|x| <= 1")
          .kink("|x| = 1")
          .range("0 <= y <= π")
          .limits("π at -1+", "0 at 1-")
          .exactly(
              "π/2 at 0",
              "π/3 at 1/2",
              "π/4 at sqrt(2)/2",
              "π/6 at sqrt(3)/2",
              "0 at 1",
              "2π/3 at -1/2",
              "π at -1")
          .value(Math::acos)
          .preciseValues((digits, x) -> ApfloatMath.acos(nonzero(digits, x[0])))
          .code(NUMPY, "np.arccos({x})")
          .code(JAVA, "Math.acos({x})")
          .code(TORCH, "torch.acos({x})")
          .code(JULIA, "acos({x})")
          .entry();

  /// The inverse tangent, between −π/2 and π/2.
  public static final Function ARCTAN =
      function("arctan")
          .aliases("atan", "arctg")
          .summary("the inverse tangent, between -π/2 and π/2")
          .latex("\\arctan")
          .derivative("1/(1 + x^2)")
          .range("-π/2 < y < π/2")
          .parity(ODD)
          .limits("-π/2 at -∞", "π/2 at ∞")
          .exactly(
              "0 at 0",
              "π/6 at sqrt(3)/3",
              "π/4 at 1",
              "π/3 at sqrt(3)",
              "-π/4 at -1",
              "-π/3 at -sqrt(3)")
          .value(Math::atan)
          .precise(x -> ApfloatMath.atan(x))
          .code(NUMPY, "np.arctan({x})")
          .code(JAVA, "Math.atan({x})")
          .code(TORCH, "torch.atan({x})")
          .code(JULIA, "atan({x})")
          .entry();

  /// The inverse cotangent, between 0 and π: continuous at 0, unlike arctan(1/x).
  public static final Function ARCCOT =
      function("arccot")
          .aliases("acot")
          .summary("the inverse cotangent, between 0 and π")
          .means("π/2 - arctan(x)")
          .derivative("-1/(1 + x^2)")
          .range("0 < y < π")
          .limits("π at -∞", "0 at ∞")
          .exactly("π/2 at 0", "π/4 at 1", "3π/4 at -1")
          .value(x -> Math.atan2(1, x))
          .preciseValues(
              (digits, x) -> ApfloatMath.atan2(new Apfloat(1, digits), nonzero(digits, x[0])))
          .code(NUMPY, "np.arctan2(1, {x})")
          .code(JAVA, "Math.atan2(1, {x})")
          .code(TORCH, "(math.pi / 2 - torch.atan({x}))")
          .code(JULIA, "atan(1, {x})")
          .entry();

  /// The inverse secant, from 0 to π without π/2.
  public static final Function ARCSEC =
      function("arcsec")
          .aliases("asec")
          .summary("the inverse secant, from 0 to π")
          .means("arccos(1/x)")
          .derivative("1/(|x| sqrt(x^2 - 1))")
          .domain("|x| >= 1")
          .kink("|x| = 1")
          .range("0 <= y <= π")
          .limits("π/2 at -∞", "π at -1-", "0 at 1+", "π/2 at ∞")
          .exactly("0 at 1", "π/3 at 2", "π at -1")
          .value(x -> Math.acos(1 / x))
          .precise(x -> ApfloatMath.acos(Apfloat.ONE.divide(x)))
          .code(NUMPY, "np.arccos(1 / {x})")
          .code(JAVA, "Math.acos(1 / {x})")
          .code(TORCH, "torch.acos(1 / {x})")
          .code(JULIA, "acos(1 / {x})")
          .entry();

  /// The inverse cosecant, from −π/2 to π/2 without 0.
  public static final Function ARCCSC =
      function("arccsc")
          .aliases("acsc")
          .summary("the inverse cosecant, from -π/2 to π/2")
          .means("arcsin(1/x)")
          .derivative("-1/(|x| sqrt(x^2 - 1))")
          .domain("|x| >= 1")
          .kink("|x| = 1")
          .range("-π/2 <= y <= π/2")
          .parity(ODD)
          .limits("0 at -∞", "-π/2 at -1-", "π/2 at 1+", "0 at ∞")
          .exactly("π/2 at 1", "π/6 at 2", "-π/2 at -1")
          .value(x -> Math.asin(1 / x))
          .precise(x -> ApfloatMath.asin(Apfloat.ONE.divide(x)))
          .code(NUMPY, "np.arcsin(1 / {x})")
          .code(JAVA, "Math.asin(1 / {x})")
          .code(TORCH, "torch.asin(1 / {x})")
          .code(JULIA, "asin(1 / {x})")
          .entry();

  /// The angle of the point (x, y), from −π to π; the ordinate y comes first.
  public static final Function ATAN2 =
      function("atan2")
          .aliases("arctan2")
          .parameters("y", "x")
          .summary("the angle of the point (x, y): atan2(y, x), from -π to π")
          .derivative("x/(x^2 + y^2)", "-y/(x^2 + y^2)")
          .domain("x ≠ 0 or y ≠ 0")
          .kink("y = 0 and x < 0")
          // the real number 0 has no sign: −0.0 + 0.0 is 0.0
          .value((y, x) -> x == 0 && y == 0 ? Double.NaN : Math.atan2(y + 0.0, x))
          .precise((y, x) -> ApfloatMath.atan2(y, x))
          .code(NUMPY, "np.arctan2({y}, {x})")
          .code(JAVA, "Math.atan2({y}, {x})")
          .code(TORCH, "torch.atan2({y}, {x})")
          .code(JULIA, "atan({y}, {x})")
          .entry();

  static List<Function> entries() {
    return List.of(
        SIN, COS, TAN, COT, SEC, CSC, ARCSIN, ARCCOS, ARCTAN, ARCCOT, ARCSEC, ARCCSC, ATAN2);
  }

  /// The argument itself, or a number beside 0 that differs from it by less than the digits wanted:
  /// the library takes 0 for an exact number and asks for all digits of π/2.
  private static Apfloat nonzero(long digits, Apfloat x) {
    return x.signum() == 0 ? ApfloatMath.scale(new Apfloat(1, digits), -2 * digits) : x;
  }

  /// 1/x, undefined at 0 where doubles say ∞.
  private static double reciprocal(double x) {
    return x == 0 ? Double.NaN : 1 / x;
  }
}
