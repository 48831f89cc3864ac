package nabla.simplify;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import nabla.catalogue.Activations;
import nabla.catalogue.Combinatorial;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import org.jspecify.annotations.Nullable;

/// What the form of the arguments says at once about a function: ∛(x³) is x, |x⁴| is x⁴, max(u, u)
/// is u.
final class ArgumentLaws {

  private static final int LARGEST_CHOICE = 6;

  /// The slope of a leaky ramp below 0 where none is given.
  private static final Num LEAK = Num.of(Rational.of(1, 100));

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
      return isNeverNegative(arguments[0]) ? arguments[0] : withoutNumber(function, arguments[0]);
    }
    if (function == Elementary.SIGN) {
      return withoutNumber(function, arguments[0]);
    }
    if (function == Combinatorial.BINOMIAL) {
      return arguments[1] instanceof Num below ? binomial(arguments[0], below.value()) : null;
    }
    if (function == Activations.LEAKY_RELU && arguments[0] instanceof Num number) {
      return number.value().signum() >= 0
          ? number
          : Canonical.product(arguments.length > 1 ? arguments[1] : LEAK, number);
    }
    return function == Elementary.CBRT ? CubeRoots.of(arguments[0]) : null;
  }

  /// A numeric power of a function value, as the function says what it is; null where it says
  /// nothing.
  static @Nullable Expr power(Apply base, Rational exponent) {
    return base.operator() == Elementary.CBRT
        ? CubeRoots.power(base, exponent)
        : SignedFactors.power(base, exponent);
  }

  /// |c| |u| for |c u|, and sign(c) sign(u); null where no number is to be taken out.
  private static @Nullable Expr withoutNumber(Function function, Expr argument) {
    Rational number = Canonical.coefficient(argument);
    return !(argument instanceof Product) || number.isOne()
        ? null
        : Canonical.product(
            Canonical.apply(function, Num.of(number)),
            Canonical.apply(function, Canonical.withoutCoefficient(argument)));
  }

  /// n(n − 1)…(n − k + 1)/k! for a small whole number k, whatever n is.
  private static @Nullable Expr binomial(Expr above, Rational below) {
    if (!below.isInt() || below.signum() < 0 || below.intValue() > LARGEST_CHOICE) {
      return null;
    }
    Expr product = Num.ONE;
    for (int i = 0; i < below.intValue(); i++) {
      Expr factor = Canonical.difference(above, Num.of(i));
      product = Canonical.product(product, factor, Num.of(Rational.of(1, i + 1)));
    }
    return product;
  }

  /// Whether a root of the product is the product of the roots, one of which can be taken: √(12x²)
  /// is 2√3·|x|. Without the first, √(x² y) has the value 0 at x = 0 for y < 0, and |x| √y has
  /// none.
  static boolean partsUnderRoots(Product product) {
    return product.children().stream().allMatch(ArgumentLaws::isNeverNegative)
        && product.children().stream().anyMatch(factor -> exponent(factor) != null);
  }

  /// Whether the form alone shows that the value is not negative.
  private static boolean isNeverNegative(Expr part) {
    return switch (part) {
      case Num number -> number.value().signum() >= 0;
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
