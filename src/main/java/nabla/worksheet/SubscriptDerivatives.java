package nabla.worksheet;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;

/// `f_x`, `f_xy` and `f_{yy}` of what is defined: its partial derivatives by its own variables,
/// where nothing else has such a name.
final class SubscriptDerivatives {
  private static final Pattern START = Pattern.compile("(?:^|,)\\s*$");
  private static final Pattern END = Pattern.compile("\\s*(?:$|,|=)");

  private final Sheet sheet;

  SubscriptDerivatives(Sheet sheet) {
    this.sheet = sheet;
  }

  /// A text with these as fractions.
  String written(String text) {
    String all = text;
    for (Name function : sheet.meanings().names()) {
      String letter = Sheet.spelled(function);
      if (letter.length() != 1 || !Links.mentionsIndexed(all, function)) {
        continue;
      }
      Set<String> variables = variables(function);
      if (variables.isEmpty()) {
        continue;
      }
      Pattern partial =
          Pattern.compile(
              "(?<![\\p{L}\\d_\\\\∂])%s_(?:\\{(?<braced>[%s]{1,2})\\}|(?<bare>[%s]{1,2})(?![\\p{L}\\d_{]))"
                  .formatted(
                      Pattern.quote(letter),
                      String.join("", variables),
                      String.join("", variables)));
      Matcher found = partial.matcher(all);
      StringBuilder changed = new StringBuilder();
      while (found.find()) {
        String by = found.group("braced") == null ? found.group("bare") : found.group("braced");
        boolean own = new Past(sheet).knows(function.withSubscript(by));
        String fraction = fraction(letter, by);
        boolean alone =
            START.matcher(all.substring(0, found.start())).find()
                && END.matcher(all.substring(found.end())).lookingAt();
        found.appendReplacement(
            changed,
            Matcher.quoteReplacement(
                own ? found.group() : alone ? fraction : "(" + fraction + ")"));
      }
      all = found.appendTail(changed).toString();
    }
    return all;
  }

  private static String fraction(String of, String by) {
    if (by.length() == 1) {
      return "∂" + of + "/∂" + by;
    }
    return by.charAt(0) == by.charAt(1)
        ? "∂²" + of + "/∂" + by.charAt(0) + "²"
        : "∂²" + of + "/∂" + by.charAt(0) + "∂" + by.charAt(1);
  }

  /// The letters of which it is made, numbers all of them.
  private Set<String> variables(Name function) {
    Set<String> letters = new LinkedHashSet<>();
    try {
      var formula = sheet.formula(sheet.unfolded(Sheet.spelled(function)), 0);
      for (Symbol variable : formula.variables()) {
        add(variable, letters);
      }
      formula.reading().parameters().forEach(each -> add(each, letters));
    } catch (NablaException senseless) {
      return Set.of();
    }
    return letters;
  }

  private static void add(Symbol variable, Set<String> letters) {
    String name = Sheet.spelled(variable.name());
    if (variable.isScalar() && name.matches("[u-z]")) { // others are indices, or words below
      letters.add(name);
    }
  }
}
