package nabla.worksheet;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.Derived;
import nabla.Formula;
import nabla.expr.Budget;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// `∂C/∂z_j` inside of a formula where z, or z_j for each j, has a definition: what the derivative
/// is, as in `δ_j = ∂C/∂z_j` and `∂C/∂w_{jk} = x_k ∂C/∂z_j`.
final class EntryDerivatives {
  private static final Pattern DERIVATIVE =
      Pattern.compile(
          "∂\\s*(?<of>\\p{L}[\\p{M}\\d]*)\\s*/\\s*∂\\s*(?<by>(?:\\p{L}\\p{M}*(?:\\^\\{[(\\[][^{}]*[)\\]]\\})?|\"[^\"]+\")"
              + "(?:_(?:[a-zℓ]|[1-9]\\d?|\\{[a-zℓ\\d,]{1,5}\\}))?)(?![\\p{L}\\p{M}\\d_^{])");

  private final Sheet sheet;

  EntryDerivatives(Sheet sheet) {
    this.sheet = sheet;
  }

  /// A text with these derivatives in brackets.
  String written(String text) {
    return DERIVATIVE
        .matcher(text)
        .replaceAll(found -> {
          String value = value(found.group("of"), found.group("by"));
          return Matcher.quoteReplacement(value == null ? found.group() : "(" + value + ")");
        });
  }

  /// What the value of a text is called that is such a derivative; null of any other.
  static @Nullable Expr sign(String text) {
    Matcher derivative = DERIVATIVE.matcher(text.strip());
    Name of = derivative.matches() ? NameText.alone(derivative.group("of")) : null;
    Name by = of == null ? null : NameText.alone(derivative.group("by"));
    return of == null || by == null ? null : Derivative.of(Symbol.of(of), Symbol.of(by), 1);
  }

  private @Nullable String value(String of, String by) {
    Name function = NameText.alone(of);
    Name entry = NameText.alone(by);
    if (function == null || entry == null) {
      return null;
    }
    Name whole = entry.withSubscript("");
    Name family = sheet.meanings().family(whole);
    boolean ofVector = !entry.subscript().isEmpty() && sheet.meanings().defines(whole);
    if ((family == null && !ofVector)
        || !sheet.meanings().defines(function)
        || sheet.isFunction(function)) {
      return null;
    }
    try {
      String each =
          family != null && entry.subscript().isEmpty() ? by + "_{" + family.subscript() + "}" : by;
      Formula formula = sheet.formula(sheet.unfolded(of), 0).askedAbout(each, "");
      List<Derived> derived = formula.derive(each, 1, false, false);
      return derived.size() == 1 ? Text.of(derived.getFirst().substituted()) : null;
    } catch (NablaException refused) {
      Budget.check();
      return null; // which is said where it is read
    }
  }
}
