package nabla.simplify;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Rational;
import org.jspecify.annotations.Nullable;

/// What the form of the arguments says at once about a function: ∛(x³) is x, |x⁴| is x⁴, max(u, u)
/// is u.
final class ArgumentLaws {

  private ArgumentLaws() {}

  /// The value of the function; null where nothing is to be seen.
  static @Nullable Expr of(Function function, Expr... arguments) {
    if (function == Elementary.MAX || function == Elementary.MIN) {
      Set<Expr> distinct = new LinkedHashSet<>(Arrays.asList(arguments));
      return distinct.size() == arguments.length
          ? null
          : distinct.size() == 1 ? arguments[0] : Apply.of(function, distinct.toArray(Expr[]::new));
    }
    if (function == Elementary.ABS) {
      return isNeverNegative(arguments[0]) ? arguments[0] : null;
    }
    return function == Elementary.CBRT ? cubeRoot(arguments[0]) : null;
  }

  /// ∛(u³) is u, for negative u too.
  private static @Nullable Expr cubeRoot(Expr radicand) {
    Rational exponent = exponent(radicand);
    Rational third = exponent == null ? Rational.HALF : exponent.dividedBy(Rational.of(3));
    return third.isInteger() ? Canonical.power(((Power) radicand).base(), Num.of(third)) : null;
  }

  private static boolean isNeverNegative(Expr part) {
    return switch (part) {
      case Power power -> {
        Rational exponent = exponent(power);
        yield exponent != null && !exponent.numerator().testBit(0);
      }
      case Apply apply -> apply.operator() == Elementary.ABS || apply.operator() == Elementary.EXP;
      default -> false;
    };
  }

  /// The exponent of an integer power.
  private static @Nullable Rational exponent(Expr part) {
    return part instanceof Power power
            && power.exponent() instanceof Num number
            && number.value().isInteger()
        ? number.value()
        : null;
  }
}
