package nabla.app;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Set;
import nabla.answer.DataFiles;
import nabla.answer.OptionValues;
import nabla.answer.Request;
import nabla.calculus.Conventions;
import nabla.catalogue.Language;
import nabla.expr.NablaException;
import org.jspecify.annotations.Nullable;

/// What is asked, by options or by a line of JSON.
final class Requests {
  private static final String SECONDS = "10";

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

  private Requests() {}

  /// A request by options.
  static Request of(String formula, Arguments arguments) {
    return new Request(
        JsonNull.INSTANCE,
        formula,
        arguments.value(Option.WHERE, ""),
        arguments.value(Option.WRT, ""),
        OptionValues.order(arguments.value(Option.ORDER, "1")),
        DataFiles.read(arguments.value(Option.AT, "")),
        OptionValues.steps(arguments.value(Option.STEPS, "")),
        conventions(arguments),
        arguments.value(Option.FORM, ""),
        Language.spelled(arguments.value(Option.CODE, "")),
        arguments.has(Option.SHAPES),
        arguments.has(Option.SUBSTITUTE),
        arguments.has(Option.SET_ZERO),
        !arguments.has(Option.NO_VERIFY),
        arguments.has(Option.ASCII),
        OptionValues.timeout(arguments.value(Option.TIMEOUT, SECONDS)));
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
        OptionValues.order(text(object, "order", arguments.value(Option.ORDER, "1"))),
        at(object, arguments),
        OptionValues.steps(text(object, "steps", arguments.value(Option.STEPS, "none"))),
        new Conventions(
            OptionValues.style(text(object, "style", arguments.value(Option.STYLE, ""))),
            OptionValues.layout(text(object, "layout", arguments.value(Option.LAYOUT, "mixed"))),
            OptionValues.symmetric(
                text(object, "symmetric", arguments.value(Option.SYMMETRIC, "inner")))),
        text(object, "form", arguments.value(Option.FORM, "")),
        OptionValues.language(text(object, "code", arguments.value(Option.CODE, ""))),
        arguments.has(Option.SHAPES),
        arguments.has(Option.SUBSTITUTE),
        arguments.has(Option.SET_ZERO),
        !arguments.has(Option.NO_VERIFY),
        arguments.has(Option.ASCII),
        OptionValues.timeout(arguments.value(Option.TIMEOUT, SECONDS)));
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

  private static Conventions conventions(Arguments arguments) {
    return new Conventions(
        OptionValues.style(arguments.value(Option.STYLE, "")),
        OptionValues.layout(arguments.value(Option.LAYOUT, "mixed")),
        OptionValues.symmetric(arguments.value(Option.SYMMETRIC, "inner")));
  }

  private static NablaException refused(String message) {
    return new NablaException(NablaException.Kind.SYNTAX, message);
  }
}
