package nabla.answer;

import java.time.Duration;
import nabla.calculus.Conventions;
import nabla.calculus.Style;
import nabla.catalogue.Language;
import nabla.expr.NablaException;
import nabla.expr.Rational;
import nabla.write.Steps;
import org.jspecify.annotations.Nullable;

/// The values of options as they are spelled, such as `full`, `chain` or `10`; a
/// [nabla.expr.NablaException] of kind `SYNTAX` says what they can be.
public final class OptionValues {
  private OptionValues() {}

  /// A whole number.
  public static int order(String text) {
    try {
      Rational order = Rational.parse(text.strip());
      if (order.isInt()) {
        return order.intValue();
      }
      if (order.isInteger()) {
        throw refused("no derivative has so high an order as " + text.strip());
      }
    } catch (NumberFormatException none) {
      // said below
    }
    throw refused("the order of a derivative is a whole number, not \"" + text + "\"");
  }

  /// How much of a derivation; null where nothing is said.
  public static @Nullable Steps steps(String text) {
    return switch (text.strip()) {
      case "" -> null;
      case "none", "false" -> Steps.NONE;
      case "brief", "true" -> Steps.BRIEF;
      case "full" -> Steps.FULL;
      default -> throw refused("steps are none, brief or full, not \"" + text + "\"");
    };
  }

  /// A style of derivations; null where nothing is said.
  public static @Nullable Style style(String text) {
    return switch (text.strip()) {
      case "" -> null;
      case "differential" -> Style.DIFFERENTIAL;
      case "chain" -> Style.CHAIN;
      case "index" -> Style.INDEX;
      default -> throw refused("a style is differential, chain or index, not \"" + text + "\"");
    };
  }

  /// A layout.
  public static Conventions.Layout layout(String text) {
    return switch (text.strip()) {
      case "mixed" -> Conventions.Layout.MIXED;
      case "numerator" -> Conventions.Layout.NUMERATOR;
      case "denominator" -> Conventions.Layout.DENOMINATOR;
      default -> throw refused("a layout is mixed, numerator or denominator, not \"" + text + "\"");
    };
  }

  /// A convention for symmetric variables.
  public static Conventions.Symmetric symmetric(String text) {
    return switch (text.strip()) {
      case "inner" -> Conventions.Symmetric.INNER;
      case "entries" -> Conventions.Symmetric.ENTRIES;
      default ->
          throw refused(
              "the gradient by a symmetric matrix is inner or entries, not \"" + text + "\"");
    };
  }

  /// A programming language; null where nothing is said.
  public static @Nullable Language language(String text) {
    Language language = Language.spelled(text);
    if (language == null && !text.isEmpty()) {
      throw refused(
          "code is in " + String.join(", ", Language.spellings()) + ", not in \"" + text + "\"");
    }
    return language;
  }

  /// A number of seconds.
  public static Duration timeout(String text) {
    try {
      Rational seconds = Rational.parse(text.strip());
      if (seconds.signum() > 0 && seconds.compareTo(Rational.of(1_000_000)) <= 0) {
        return Duration.ofNanos((long) (seconds.doubleValue() * 1e9));
      }
    } catch (NumberFormatException none) {
      // said below
    }
    throw refused("a time limit is a positive number of seconds, not \"" + text + "\"");
  }

  private static NablaException refused(String message) {
    return new NablaException(NablaException.Kind.SYNTAX, message);
  }
}
