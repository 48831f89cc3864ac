package nabla;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.numeric.arrays.EntryEvaluation;
import nabla.read.Reader;
import org.jspecify.annotations.Nullable;

/// Vectors and matrices as they are given for a name: `(1, 2)`, `[1, 2; 3, 4]`, `[[1, 2], [3, 4]]`,
/// and objects of JSON that hold such.
final class ArrayText {

  private static final Set<String> NOT_NUMBERS =
      Set.of("nan", "inf", "+inf", "-inf", "infinity", "-infinity", "∞", "-∞", "null", "none");

  /// A text in quotes, or a value that programs write and JSON does not have.
  private static final Pattern NO_NUMBER =
      Pattern.compile("\"[^\"]*\"|(?<value>[-+]?\\b(?i:nan|inf|infinity|none)\\b)");

  private static final Pattern LETTERS = Pattern.compile("\\p{L}+");

  /// What numbers are written with in JSON, as in `"π/2"` and `"sqrt(2)"`.
  private static final Set<String> CONSTANTS =
      Set.of("π", "pi", "e", "sqrt", "exp", "log", "ln", "frac");

  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

  private final String name;

  private ArrayText(String name) {
    this.name = name;
  }

  /// The value of a name: an array as a [Literal], of one entry where it has only one, else an
  /// expression of numbers.
  static Expr value(String name, String text) {
    return new ArrayText(name).value(text.strip());
  }

  private Expr value(String text) {
    refuseNonNumbers(text);
    List<String> parts = inside(text);
    if (parts == null) {
      return read(text);
    }
    boolean rows = parts.stream().anyMatch(part -> part.startsWith("\n"));
    List<List<Expr>> entries = new ArrayList<>();
    if (rows) {
      for (String row : parts) {
        entries.add(row(row.isEmpty() ? List.of() : Bindings.parts(row.substring(1))));
      }
    } else if (parts.stream().allMatch(part -> inside(part.strip()) != null)) {
      for (String row : parts) {
        entries.add(row(commas(row.strip())));
      }
    } else {
      row(parts).forEach(entry -> entries.add(List.of(entry)));
    }
    return literal(entries);
  }

  private Literal literal(List<List<Expr>> rows) {
    int columns = rows.isEmpty() ? 0 : rows.getFirst().size();
    List<Expr> entries = new ArrayList<>();
    for (List<Expr> row : rows) {
      if (row.size() != columns) {
        throw new NablaException(
            NablaException.Kind.SHAPE,
            "the rows of "
                + name
                + " have "
                + columns
                + " and "
                + row.size()
                + " entries; a matrix needs equally many in each row");
      }
      entries.addAll(row);
    }
    if (entries.isEmpty()) {
      throw new NablaException(NablaException.Kind.SHAPE, name + " has no entries");
    }
    return Literal.of(rows.size(), entries);
  }

  private List<Expr> row(List<String> entries) {
    List<Expr> row = new ArrayList<>(entries.size());
    for (String entry : entries.size() == 1 ? spaced(entries.getFirst().strip()) : entries) {
      row.add(number(entry.strip()));
    }
    return row;
  }

  /// `1 2 -3`, where there is nothing but numbers with spaces between them.
  private static List<String> spaced(String row) {
    List<String> numbers = List.of(SPACES.split(row, -1));
    return numbers.stream().allMatch(number -> NUMBER.matcher(number).matches())
        ? numbers
        : List.of(row);
  }

  private Expr number(String entry) {
    refuseNonNumbers(entry);
    if (entry.isEmpty()) {
      throw new NablaException(NablaException.Kind.SYNTAX, "an entry of " + name + " is missing");
    }
    if (inside(entry) != null) {
      throw new NablaException(
          NablaException.Kind.SHAPE,
          name + " mixes numbers and lists, or nests lists deeper than rows of numbers");
    }
    try {
      Rational value = Rational.parse(entry);
      return entry.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E')
          ? Num.decimal(value)
          : Num.of(value);
    } catch (NumberFormatException formula) {
      return read(entry);
    }
  }

  /// A formula without variables, such as `1/2` or `eye(2)`.
  private Expr read(String text) {
    Expr value = expression(text);
    if (value.isScalar()) {
      return value;
    }
    Literal array = EntryEvaluation.of(value, Map.of());
    if (array == null) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "the value of " + name + " is no array of numbers, or a very large one");
    }
    return array;
  }

  private Expr expression(String text) {
    if (text.isBlank()) {
      throw new NablaException(
          NablaException.Kind.SYNTAX, name + " gets no value; write for example " + name + " = 1");
    }
    try {
      return Reader.standard().read(text).expression();
    } catch (NablaException refused) {
      // its place is one in the value, not in the formula
      throw new NablaException(
          refused.kind(), "in the value " + text + " of " + name + ": " + refused.getMessage());
    }
  }

  private void refuseNonNumbers(String text) {
    if (NOT_NUMBERS.contains(text.toLowerCase(Locale.ROOT))) {
      throw new NablaException(
          NablaException.Kind.DOMAIN,
          name + " has an entry that is no number: " + text + "; leave such data out");
    }
  }

  /// What stands between brackets around the whole text, at its commas; with semicolons, its rows,
  /// each with a line break before it. Null where the text is no list: `(1/2)` and `2(1, 2)` are
  /// formulas.
  private static @Nullable List<String> inside(String text) {
    if (text.length() < 2 || "([".indexOf(text.charAt(0)) < 0) {
      return null;
    }
    int depth = 0;
    boolean comma = false;
    List<Integer> semicolons = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
        if (depth == 0 && i < text.length() - 1) {
          return null;
        }
      } else if (depth == 1 && c == ';') {
        semicolons.add(i);
      } else if (depth == 1 && c == ',') {
        comma = true;
      }
    }
    if (depth != 0 || (text.charAt(0) == '(' && !comma && semicolons.isEmpty())) {
      return null;
    }
    if (semicolons.isEmpty()) {
      return commas(text);
    }
    List<String> rows = new ArrayList<>();
    int start = 1;
    semicolons.add(text.length() - 1);
    for (int end : semicolons) {
      rows.add("\n" + text.substring(start, end));
      start = end + 1;
    }
    return rows;
  }

  private static List<String> commas(String list) {
    String inside = list.substring(1, list.length() - 1);
    return inside.isBlank() ? List.of() : Bindings.parts(inside);
  }

  /// The text of each value in an object of JSON, as it would stand after `name =`.
  static Map<String, String> json(String text) {
    try {
      JsonReader reader = new JsonReader(new StringReader(text));
      reader.setStrictness(Strictness.STRICT);
      if (com.google.gson.JsonParser.parseReader(reader) instanceof JsonObject object
          && reader.peek() == JsonToken.END_DOCUMENT) {
        Map<String, String> values = new LinkedHashMap<>();
        object.entrySet().forEach(entry -> values.put(entry.getKey(), text(entry.getValue())));
        return values;
      }
    } catch (JsonParseException | IOException | StackOverflowError malformed) {
      refuseNoNumber(text);
    }
    throw new NablaException(
        NablaException.Kind.SYNTAX,
        "the values are no object of JSON; write for example {\"x\": [1, 2]}");
  }

  /// Names what stands for no number where programs write it among numbers, as JSON does not.
  private static void refuseNoNumber(String text) {
    Matcher found = NO_NUMBER.matcher(text);
    while (found.find()) {
      if (found.group("value") != null) {
        throw new NablaException(
            NablaException.Kind.SYNTAX,
            "found "
                + found.group("value")
                + " in the values at column "
                + (found.start("value") + 1)
                + ", expected a number");
      }
    }
  }

  /// Whether a text says a number, as `"1/3"` and `"√2"` do.
  private static boolean isNumber(String text) {
    return LETTERS
        .matcher(text)
        .results()
        .allMatch(word -> CONSTANTS.contains(word.group().toLowerCase(Locale.ROOT)));
  }

  private static String text(JsonElement value) {
    return switch (value) {
      case JsonPrimitive word when word.isString() && !isNumber(word.getAsString()) ->
          throw new NablaException(
              NablaException.Kind.SYNTAX, "found " + word + " in the values, expected a number");
      case JsonPrimitive primitive when !primitive.isBoolean() -> primitive.getAsString();
      case com.google.gson.JsonArray array -> {
        StringBuilder list = new StringBuilder("[");
        array.forEach(entry -> list.append(list.length() == 1 ? "" : ",").append(text(entry)));
        yield list.append("]").toString();
      }
      case JsonNull none -> none.toString();
      default ->
          throw new NablaException(
              NablaException.Kind.SYNTAX,
              value + " is no number and no array; write for example [1, 2]");
    };
  }
}
