package nabla.worksheet;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.Nabla;
import nabla.answer.Report;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.worksheet.Statement.Clause;

/// `evaluate E`, with the values of the sheet or with others, `at x = 2`.
final class ValuesAt {

  /// `f|_{x=2}`, `\left.\frac{df}{dx}\right|_{x=2}`
  private static final Pattern BAR =
      Pattern.compile(
          "(?:\\\\left\\s*\\.)?\\s*(?<of>.+?)\\s*(?:\\\\(?:right|[bB]igg?))?\\s*(?:\\||\\\\[lr]?vert)\\s*"
              + "_\\s*\\{(?<at>[^{}=]+=[^{}]+)\\}\\s*",
          Pattern.DOTALL);

  private final Sheet sheet;
  private final Evaluating evaluating;
  private final Clashes clashes;

  ValuesAt(Sheet sheet, Evaluating evaluating, Clashes clashes) {
    this.sheet = sheet;
    this.evaluating = evaluating;
    this.clashes = clashes;
  }

  /// The values of what a statement lists.
  ///
  /// @param all whether it is refused where one of several has none
  Report evaluate(Statement statement, boolean all) {
    Clause at = statement.clause("at");
    Matcher bar = BAR.matcher(statement.head().text());
    if (at == null && bar.matches()) {
      Clause of = new Clause(bar.group("of"), statement.head().start() + bar.start("of"));
      return evaluate(statement.with("at", bar.group("at")).with(of), all);
    }
    if (at == null) {
      return evaluating.values(statement, all);
    }
    Sheet before = sheet.saved();
    try {
      Map<Name, Expr> values = new VariableLists(sheet).values(Nabla.values(at.text()));
      new Giving(sheet, at).give(new NamedValues(sheet).of(values));
      String excluded = clashes.assumption();
      if (excluded != null) {
        throw new NablaException(NablaException.Kind.DOMAIN, excluded, 1, 1, at.text().length());
      }
      return evaluating.values(statement, all);
    } catch (NablaException error) {
      boolean ofPlace = error.line() == 1 && error.column() <= at.text().length();
      throw ofPlace ? Statement.at(error, at.start()) : error;
    } finally {
      sheet.restore(before);
    }
  }
}
