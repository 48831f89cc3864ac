package nabla.app;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import nabla.calculus.Conventions;
import nabla.calculus.Style;
import nabla.catalogue.Language;
import nabla.expr.NablaException;
import nabla.expr.Rational;
import nabla.write.Steps;
import org.jspecify.annotations.Nullable;

/// One formula and what is asked about it, whether by options or by a line of JSON.
///
/// @param id what the answer is known by; JSON null where nothing was given
/// @param formula the formula as it was typed
/// @param where declarations that stand apart from it
/// @param wrt by which variables to differentiate; empty for all
/// @param order how often
/// @param at numbers to put in; empty where none are
/// @param steps how much of the derivation is wanted; null for what suits the answer
/// @param conventions how derivatives of vectors and matrices are derived and laid out
/// @param form the form asked for; empty for the closed form
/// @param code the language of the function that is asked for; null where formulas are
/// @param shapes whether each line of a derivation is to say its shape
/// @param substitute whether intermediates are to be replaced in results
/// @param setZero whether the derivative is to be set to 0
/// @param verify whether answers are compared with differences
/// @param ascii whether text is to be ASCII
/// @param timeout the time it may take
record Request(
    JsonElement id,
    String formula,
    String where,
    String wrt,
    int order,
    String at,
    @Nullable Steps steps,
    Conventions conventions,
    String form,
    @Nullable Language code,
    boolean shapes,
    boolean substitute,
    boolean setZero,
    boolean verify,
    boolean ascii,
    Duration timeout) {

  private static final String SECONDS = "10";

  private static final int LONGEST_SAID = 200;

  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "formula",
          "where",
          "wrt",
          "order",
          "at",
          "layout",
          "symmetric",
          "steps",
          "style",
          "form",
          "code");

  /// A request by options.
  static Request of(String formula, Arguments arguments) {
    return new Request(
        JsonNull.INSTANCE,
        formula,
        arguments.value(Option.WHERE, ""),
        arguments.value(Option.WRT, ""),
        order(arguments.value(Option.ORDER, "1")),
        DataFiles.read(arguments.value(Option.AT, "")),
        steps(arguments.value(Option.STEPS, "")),
        conventions(arguments),
        arguments.value(Option.FORM, ""),
        Language.spelled(arguments.value(Option.CODE, "")),
        arguments.has(Option.SHAPES),
        arguments.has(Option.SUBSTITUTE),
        arguments.has(Option.SET_ZERO),
        !arguments.has(Option.NO_VERIFY),
        arguments.has(Option.ASCII),
        timeout(arguments.value(Option.TIMEOUT, SECONDS)));
  }

  /// A request by an object of JSON; what it leaves out is as the options say.
  ///
  /// @param id what its answer is known by
  static Request of(JsonElement id, JsonObject object, Arguments arguments) {
    return new Request(
        id,
        text(object, "formula", null),
        text(object, "where", arguments.value(Option.WHERE, "")),
        text(object, "wrt", arguments.value(Option.WRT, "")),
        order(text(object, "order", arguments.value(Option.ORDER, "1"))),
        at(object, arguments),
        steps(text(object, "steps", arguments.value(Option.STEPS, "none"))),
        new Conventions(
            style(text(object, "style", arguments.value(Option.STYLE, ""))),
            layout(text(object, "layout", arguments.value(Option.LAYOUT, "mixed"))),
            symmetric(text(object, "symmetric", arguments.value(Option.SYMMETRIC, "inner")))),
        text(object, "form", arguments.value(Option.FORM, "")),
        language(text(object, "code", arguments.value(Option.CODE, ""))),
        arguments.has(Option.SHAPES),
        arguments.has(Option.SUBSTITUTE),
        arguments.has(Option.SET_ZERO),
        !arguments.has(Option.NO_VERIFY),
        arguments.has(Option.ASCII),
        timeout(arguments.value(Option.TIMEOUT, SECONDS)));
  }

  /// The fields of an object that say nothing here, such as a misspelled one.
  static List<String> unknownFields(JsonObject object) {
    return object.keySet().stream().filter(field -> !FIELDS.contains(field)).toList();
  }

  private static String text(JsonObject object, String field, @Nullable String otherwise) {
    JsonElement value = object.get(field);
    if (value == null || value.isJsonNull()) {
      if (otherwise == null) {
        throw refused("the request has no \"" + field + "\"");
      }
      return otherwise;
    }
    if (value instanceof JsonPrimitive primitive
        && (!primitive.isBoolean() || field.equals("steps"))) {
      return primitive.getAsString();
    }
    throw refused("\"" + field + "\" is to be a text");
  }

  /// An object `{"x": 1, "y": [1, 2]}` says the same as `x = 1, y = (1, 2)`. Files are named by
  /// options only.
  private static String at(JsonObject object, Arguments arguments) {
    return object.get("at") instanceof JsonObject values
        ? values.toString()
        : object.has("at")
            ? text(object, "at", "")
            : DataFiles.read(arguments.value(Option.AT, ""));
  }

  /// What `at` says as an answer repeats it: data of many numbers are not.
  String saidAt() {
    String said = at.strip();
    return said.length() <= LONGEST_SAID ? said : said.substring(0, LONGEST_SAID).strip() + " …";
  }

  private static int order(String text) {
    try {
      Rational order = Rational.parse(text.strip());
      if (order.isInt()) {
        return order.intValue();
      }
    } catch (NumberFormatException none) {
      // said below
    }
    throw refused("the order of a derivative is a whole number, not \"" + text + "\"");
  }

  private static @Nullable Steps steps(String text) {
    return switch (text.strip()) {
      case "" -> null;
      case "none", "false" -> Steps.NONE;
      case "brief", "true" -> Steps.BRIEF;
      case "full" -> Steps.FULL;
      default -> throw refused("steps are none, brief or full, not \"" + text + "\"");
    };
  }

  private static @Nullable Style style(String text) {
    return switch (text.strip()) {
      case "" -> null;
      case "differential" -> Style.DIFFERENTIAL;
      case "chain" -> Style.CHAIN;
      case "index" -> Style.INDEX;
      default -> throw refused("a style is differential, chain or index, not \"" + text + "\"");
    };
  }

  private static Conventions conventions(Arguments arguments) {
    return new Conventions(
        style(arguments.value(Option.STYLE, "")),
        layout(arguments.value(Option.LAYOUT, "mixed")),
        symmetric(arguments.value(Option.SYMMETRIC, "inner")));
  }

  private static Conventions.Layout layout(String text) {
    return switch (text.strip()) {
      case "mixed" -> Conventions.Layout.MIXED;
      case "numerator" -> Conventions.Layout.NUMERATOR;
      case "denominator" -> Conventions.Layout.DENOMINATOR;
      default -> throw refused("a layout is mixed, numerator or denominator, not \"" + text + "\"");
    };
  }

  private static Conventions.Symmetric symmetric(String text) {
    return switch (text.strip()) {
      case "inner" -> Conventions.Symmetric.INNER;
      case "entries" -> Conventions.Symmetric.ENTRIES;
      default ->
          throw refused(
              "the gradient by a symmetric matrix is inner or entries, not \"" + text + "\"");
    };
  }

  private static @Nullable Language language(String text) {
    Language language = Language.spelled(text);
    if (language == null && !text.isEmpty()) {
      throw refused(
          "code is in " + String.join(", ", Language.spellings()) + ", not in \"" + text + "\"");
    }
    return language;
  }

  private static Duration timeout(String text) {
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
