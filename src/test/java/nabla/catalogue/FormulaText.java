package nabla.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Evaluates the formulas and conditions of entries on doubles; a condition is 1 or 0. It knows
/// just the notation that the entries use, and is kept apart from the reader on purpose: a mistake
/// in one cannot hide a mistake in the other.
final class FormulaText {

  private final Catalogue catalogue;
  private final Map<String, Double> values;
  private final int[] signs;
  private int position;
  private int openBars;

  private FormulaText(Catalogue catalogue, String text, Map<String, Double> values) {
    this.catalogue = catalogue;
    this.values = values;
    this.signs = text.codePoints().toArray();
  }

  /// The value of `text` where the names have these values.
  static double value(Catalogue catalogue, String text, Map<String, Double> values) {
    FormulaText reading = new FormulaText(catalogue, text, values);
    double value = reading.condition();
    if (reading.peek() != 0) {
      throw new IllegalArgumentException(
          "cannot read '" + text + "' from character " + (reading.position + 1) + " on");
    }
    return value;
  }

  /// Whether the condition `text` holds.
  static boolean holds(Catalogue catalogue, String text, Map<String, Double> values) {
    return value(catalogue, text, values) != 0;
  }

  /// The value of a function on arguments of which the last ones may be missing.
  static double apply(Function function, List<Double> given) {
    List<Double> arguments = new ArrayList<>(given);
    for (int i = given.size(); i < function.parameters().size(); i++) {
      arguments.add(function.defaults().get(i - function.minimumArity()).doubleValue());
    }
    Function.DoubleValue value = function.value();
    if (value == null) {
      throw new IllegalArgumentException(function + " has no value on doubles");
    }
    return value.at(arguments.stream().mapToDouble(argument -> argument).toArray());
  }

  private double condition() {
    double value = conjunction();
    while (word("or")) {
      value = Math.max(value, conjunction());
    }
    return value;
  }

  private double conjunction() {
    double value = comparison();
    while (word("and")) {
      value = Math.min(value, comparison());
    }
    return value;
  }

  private double comparison() {
    double left = sum();
    boolean compared = false;
    boolean holds = true;
    while (true) {
      String sign = take("<=", ">=", "≠", "<", ">", "=");
      if (sign.isEmpty()) {
        return compared ? (holds ? 1 : 0) : left;
      }
      double right = sum();
      compared = true;
      holds &=
          switch (sign) {
            case "<=" -> left <= right;
            case ">=" -> left >= right;
            case "<" -> left < right;
            case ">" -> left > right;
            case "=" -> left == right;
            default -> left != right;
          };
      left = right;
    }
  }

  private double sum() {
    double value = take("-").isEmpty() ? product() : -product();
    while (true) {
      switch (take("+", "-")) {
        case "+" -> value += product();
        case "-" -> value -= product();
        default -> {
          return value;
        }
      }
    }
  }

  private double product() {
    double value = power();
    while (true) {
      if (!take("/").isEmpty()) {
        value /= power();
      } else if (startsFactor()) {
        value *= power();
      } else {
        return value;
      }
    }
  }

  private boolean startsFactor() {
    int sign = peek();
    return (Character.isLetterOrDigit(sign)
            && !ahead("if")
            && !ahead("and")
            && !ahead("or")
            && !ahead("otherwise"))
        || "∞({𝟙".codePoints().anyMatch(opening -> opening == sign)
        || (sign == '|' && openBars == 0);
  }

  private double power() {
    double base = primary();
    if (take("^").isEmpty()) {
      return base;
    }
    return Math.pow(base, take("-").isEmpty() ? power() : -power());
  }

  private double primary() {
    if (!take("(").isEmpty()) {
      int bars = openBars;
      openBars = 0;
      double value = condition();
      openBars = bars;
      return closed(value, ")");
    }
    if (!take("|").isEmpty()) {
      openBars++;
      double value = Math.abs(sum());
      openBars--;
      return closed(value, "|");
    }
    if (!take("𝟙[").isEmpty()) {
      return closed(condition(), "]");
    }
    if (!take("{").isEmpty()) {
      return cases();
    }
    if (!take("∞").isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    int start = position;
    while (position < signs.length
        && (Character.isDigit(signs[position]) || signs[position] == '.')) {
      position++;
    }
    if (position > start) {
      return Double.parseDouble(text(start));
    }
    while (position < signs.length
        && (Character.isLetter(signs[position]) || (position > start && isPartOfName()))) {
      position++;
    }
    return named(text(start));
  }

  private boolean isPartOfName() {
    return Character.isDigit(signs[position]) || signs[position] == '_';
  }

  private double named(String name) {
    Double known = values.get(name);
    if (known != null) {
      return known;
    }
    Function function = catalogue.lookup(name);
    if (function == null) {
      throw new IllegalArgumentException("nothing is called '" + name + "'");
    }
    if (function.notation() == Function.Notation.CONSTANT) {
      return apply(function, List.of());
    }
    List<Double> arguments = new ArrayList<>();
    for (String sign = take("("); !sign.isEmpty(); sign = take(",")) {
      arguments.add(sum());
    }
    return closed(apply(function, arguments), ")");
  }

  private double cases() {
    double result = Double.NaN;
    boolean found = false;
    do {
      double value = sum();
      boolean holds = word("otherwise") || (word("if") && condition() != 0);
      result = holds && !found ? value : result;
      found |= holds;
    } while (!take(";").isEmpty());
    return closed(result, "}");
  }

  private double closed(double value, String bracket) {
    if (take(bracket).isEmpty()) {
      throw new IllegalArgumentException(
          "'" + bracket + "' expected at character " + (position + 1));
    }
    return value;
  }

  private String take(String... expected) {
    peek();
    for (String sign : expected) {
      if (ahead(sign)) {
        position += (int) sign.codePoints().count();
        return sign;
      }
    }
    return "";
  }

  private boolean word(String word) {
    return !take(word).isEmpty();
  }

  private boolean ahead(String text) {
    int[] wanted = text.codePoints().toArray();
    if (position + wanted.length > signs.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (signs[position + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private int peek() {
    while (position < signs.length && signs[position] == ' ') {
      position++;
    }
    return position < signs.length ? signs[position] : 0;
  }

  private String text(int start) {
    return new String(signs, start, position - start);
  }
}
