package nabla.worksheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.expr.Name;
import nabla.worksheet.Statement.Clause;
import nabla.worksheet.descent.Stop;

/// When a descent ends: `for 10 steps`, or `until ‖∇f(x)‖ < 0.1` and `until f(x) - f(x*) < 0.01` in
/// the words of a descent of f over x, the loss and its gradient where they are, and the loss at
/// the minimum.
final class Stopping {

  private static final String STAR = "\\s*(?:\\^\\s*\\{?\\s*)?(?:[*∗⋆]|\\\\(?:ast|star))\\s*\\}?";

  /// The most that a number of steps has.
  private static final int MOST_DIGITS = 6;

  private static final Pattern STEPS = Pattern.compile("(\\d+)\\s+steps?");
  private static final int STEPS_UNLESS_TOLD = 10;

  private final Sheet sheet;

  Stopping(Sheet sheet) {
    this.sheet = sheet;
  }

  /// When a descent ends.
  ///
  /// @param rate as it is written
  Stop stop(Statement statement, List<String> variables, String rate) {
    Clause count = statement.clause("for");
    Clause until = statement.clause("until");
    if (until != null && count != null) {
      throw Descending.refused(
          "found both for " + count.text() + " and until " + until.text() + ", expected one",
          count.start() > until.start() ? count : until);
    }
    if (until != null) {
      refuseLetter(rate, until);
      String condition = withoutPrimes(withoutFunctions(until), variables);
      return new Stop.Until(condition, values(condition, variables));
    }
    if (count == null) {
      return new Stop.Steps(STEPS_UNLESS_TOLD);
    }
    Matcher steps = STEPS.matcher(count.text());
    boolean many =
        steps.matches()
            && (steps.group(1).length() > MOST_DIGITS
                || Integer.parseInt(steps.group(1)) > Stop.MOST_STEPS);
    if (!steps.matches() || many) {
      throw Descending.refused(
          "found "
              + count.text()
              + (steps.matches()
                  ? ", expected at most " + Stop.MOST_STEPS + " steps"
                  : ", expected a number of steps, as in for 10 steps"),
          count);
    }
    return new Stop.Steps(Integer.parseInt(steps.group(1)));
  }

  /// A condition with what the functions of the sheet are in it: `|2x + 3| < 0.1` for `|f'(x)| <
  /// 0.1`.
  private String withoutFunctions(Clause until) {
    String text = until.text();
    boolean used =
        sheet.meanings().names().stream()
            .filter(sheet::isFunction)
            .anyMatch(name ->
                Pattern.compile(
                        "(?<![\\p{L}\\d_])" + Pattern.quote(Sheet.spelled(name)) + "['′]*\\(")
                    .matcher(text)
                    .find());
    if (!used || text.contains("∇") || text.contains("∂")) {
      return text;
    }
    Formula condition = sheet.formula(until);
    return condition.text(condition.carriedOut());
  }

  /// A condition with `∂L/∂w` for L′ where L is no function and w the only variable.
  private String withoutPrimes(String condition, List<String> variables) {
    String text = condition;
    for (Name name : variables.size() == 1 ? sheet.meanings().names() : Set.<Name>of()) {
      String spelled = Sheet.spelled(name);
      String primed = "(?<![\\p{L}\\d_])" + Pattern.quote(spelled) + "['′](?![('′])";
      text =
          Pattern.compile(primed)
              .matcher(text)
              .replaceAll(Matcher.quoteReplacement("∂" + spelled + "/∂" + variables.getFirst()));
    }
    return text;
  }

  /// Refuses a condition on iterates that a rate without a number does not give.
  private static void refuseLetter(String rate, Clause until) {
    String letter = rate.substring(rate.indexOf("=") + 1).strip();
    if (NameText.alone(letter) != null) {
      throw Descending.refused(
          "found until "
              + until.text()
              + " where the rate "
              + letter
              + " has no number, expected"
              + " one, as in with "
              + letter
              + " = 1/2",
          until);
    }
  }

  /// The numbers that the sheet gives to other names in a condition.
  private String values(String condition, List<String> variables) {
    List<String> values = new ArrayList<>();
    for (Name name : sheet.valued()) {
      String spelled = Sheet.spelled(name);
      String value = Objects.requireNonNull(sheet.value(name));
      boolean used =
          Pattern.compile("(?<![\\p{L}\\d_])" + Pattern.quote(spelled) + "(?![\\p{L}\\d_'])")
              .matcher(condition)
              .find();
      if (used && !variables.contains(spelled) && NameText.value(value).isScalar()) {
        values.add("let " + spelled + " = " + value);
      }
    }
    return String.join("; ", values);
  }

  /// The condition of a descent with the name of the loss for its value at the variables, and with
  /// the entries of a variable that is a list of numbers.
  static String plain(Sheet sheet, String condition, String loss, List<String> variables) {
    VariableLists lists = new VariableLists(sheet);
    return lists.withEntries(
        starred(lists, atVariables(condition, loss.strip(), variables), variables));
  }

  private static String atVariables(String condition, String loss, List<String> variables) {
    String name = loss.replaceFirst("\\s*\\(.*", "");
    if (NameText.alone(name) == null) {
      return condition;
    }
    String called = "(?<![\\p{L}\\d_\\\\])" + Pattern.quote(name) + "\\s*\\(\\s*%s\\s*\\)";
    String here = variables.stream().map(Pattern::quote).collect(Collectors.joining("\\s*,\\s*"));
    String there =
        variables.stream()
            .map(each -> Pattern.quote(each) + STAR)
            .collect(Collectors.joining("\\s*,\\s*"));
    return condition
        .replaceAll(called.formatted(here), name)
        .replaceAll(called.formatted(there), name + "*");
  }

  /// `(x_1*, x_2*)` for x* where x is a list of variables.
  private static String starred(VariableLists lists, String condition, List<String> variables) {
    String starred = condition;
    for (String variable : variables) {
      String entries = lists.withEntries(variable);
      if (entries.startsWith("(")) {
        String stars = entries.replaceAll("\\s*([,)])", "*$1");
        starred =
            starred.replaceAll(
                "(?<![\\p{L}\\d_\\\\])" + Pattern.quote(variable) + STAR,
                Matcher.quoteReplacement(stars));
      }
    }
    return starred;
  }
}
