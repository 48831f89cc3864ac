package nabla.write;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.catalogue.Function;
import nabla.expr.NablaException;
import nabla.write.CodeStyle.Binding;
import nabla.write.CodeStyle.Spelled;

/// Applications of the functions of the catalogue, by the spelling that each entry states.
final class CodeFunctions {

  private static final Pattern PLACE = Pattern.compile("\\{([^{}]+)}( - 1(?=]))?");

  private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");

  /// An operator between two arguments in the order of the parameters.
  private static final Pattern OPERATOR =
      Pattern.compile("\\((\\{\\w+})(\\[:, None]|) ([.*/^]+) \\{\\w+}\\)");

  private final CodeStyle style;

  CodeFunctions(CodeStyle style) {
    this.style = style;
  }

  /// Whether the function has no spelling of its own, so that its definition is written.
  boolean needsDefinition(Function function) {
    return function.code(style.language()) == null;
  }

  /// Whether the spelling says this argument more than once.
  boolean repeats(Function function, int argument, int arguments) {
    String template = function.code(style.language(), arguments);
    return template != null
        && argument < function.parameters().size()
        && PLACE
                .matcher(template)
                .results()
                .filter(place -> place.group(1).equals(function.parameters().get(argument)))
                .count()
            > 1;
  }

  /// @param arrays whether it is a function of numbers that is applied to arrays
  /// @param like how new arrays become like a given one
  Spelled call(Function function, List<Spelled> arguments, boolean arrays, String like) {
    String plain = function.code(style.language(), arguments.size());
    String template = plain == null ? null : withLikeness(plain, like);
    if (template == null) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          function.name() + " has no spelling in " + style.language());
    }
    int parameters =
        arguments.size() < function.parameters().size() && function.defaults().isEmpty()
            ? arguments.size()
            : function.parameters().size();
    List<Spelled> values = new ArrayList<>(arguments);
    for (int missing = arguments.size(); missing < parameters; missing++) {
      int index = missing - (parameters - function.defaults().size());
      if (index < 0) {
        throw new NablaException(
            NablaException.Kind.UNSUPPORTED,
            function.name()
                + " of "
                + arguments.size()
                + " arguments has no spelling in "
                + style.language());
      }
      values.add(style.number(function.defaults().get(index)));
    }
    Spelled result = filled(function, template, values.subList(0, parameters), arrays);
    // A function of more arguments than parameters associates: f(x, y, z) is f(f(x, y), z).
    for (Spelled further : values.subList(parameters, values.size())) {
      result = filled(function, template, List.of(result, further), arrays);
    }
    return result;
  }

  /// Without anything to be like, an array is of the usual kind.
  private static String withLikeness(String template, String like) {
    return like.isEmpty() ? template.replace(", {like}", "") : template.replace("{like}", like);
  }

  private Spelled filled(Function function, String template, List<Spelled> values, boolean arrays) {
    Spelled each = arrays ? style.atEachEntry(template, function.parameters(), values) : null;
    if (each != null) {
      return each;
    }
    Matcher operator = OPERATOR.matcher(template);
    if (operator.matches()) {
      return operator(operator, values);
    }
    Matcher places = PLACE.matcher(template);
    StringBuilder code = new StringBuilder();
    while (places.find()) {
      Spelled value = values.get(function.parameters().indexOf(places.group(1)));
      boolean alone = standsAlone(template, places.start(), places.end(1) + 1);
      String argument = value.at(alone ? Binding.CONDITION : Binding.ATOM);
      boolean counted = places.group(2) != null && WHOLE.matcher(argument).matches();
      String place =
          counted
              ? String.valueOf(Integer.parseInt(argument) - 1)
              : argument + (places.group(2) == null ? "" : places.group(2));
      places.appendReplacement(code, Matcher.quoteReplacement(place));
    }
    places.appendTail(code);
    return Spelled.atom(code.toString());
  }

  /// `({X} * {Y})` with no more parentheses than it needs.
  private static Spelled operator(Matcher spelling, List<Spelled> values) {
    String sign = spelling.group(3);
    Binding binding = sign.contains("^") || sign.equals("**") ? Binding.POWER : Binding.PRODUCT;
    Spelled left = values.get(0);
    Spelled right = values.get(1);
    boolean power = binding == Binding.POWER;
    String first = left.at(power || !spelling.group(2).isEmpty() ? Binding.ATOM : binding);
    String second = right.at(power ? Binding.ATOM : Binding.POWER);
    return new Spelled(first + spelling.group(2) + " " + sign + " " + second, binding);
  }

  /// Whether an argument needs no parentheses, since it stands between a bracket or comma and
  /// another.
  private static boolean standsAlone(String template, int start, int end) {
    String before = template.substring(0, start).stripTrailing();
    String after = template.substring(end).stripLeading();
    return (before.endsWith("(") || before.endsWith(","))
        && (after.startsWith(")") || after.startsWith(","));
  }
}
