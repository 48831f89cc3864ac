package nabla.worksheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import nabla.Formula;
import nabla.answer.Report;
import nabla.expr.Budget;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.worksheet.Statement.Clause;
import org.jspecify.annotations.Nullable;

/// Numbers for what a definition above them took for a vector, b of `X w + b`: the definition is
/// read once more, with b added to each entry.
final class NumbersBelow {
  private final Sheet sheet;
  private final Function<Statement, @Nullable Report> attempt;

  /// @param attempt carries out a statement
  NumbersBelow(Sheet sheet, Function<Statement, @Nullable Report> attempt) {
    this.sheet = sheet;
    this.attempt = attempt;
  }

  /// Reads the definitions again that some values do not fit.
  ///
  /// @return what is said of it
  List<String> take(Set<Name> given) {
    List<String> said = new ArrayList<>();
    for (Name number : given) {
      String value = sheet.value(number);
      if (value == null || sheet.isDeclared(number) || !NameText.value(value).isScalar()) {
        continue;
      }
      List<Name> definitions =
          sheet.meanings().names().stream().filter(name -> isOfVector(name, number)).toList();
      if (definitions.isEmpty()) {
        continue;
      }
      Sheet before = sheet.saved();
      try {
        sheet.declare(Sheet.spelled(number) + " ∈ R");
        definitions.forEach(this::again);
        said.add(Sheet.spelled(number) + " is added to each entry");
      } catch (NablaException otherwise) {
        Budget.check();
        sheet.restore(before);
      }
    }
    return said;
  }

  private void again(Name definition) {
    String text = Objects.requireNonNull(sheet.meanings().textOf(definition));
    Integer line = sheet.line(definition);
    sheet.meanings().undefine(definition);
    Statement let =
        new Statement(Kind.LET, new Clause(text, 0), Map.of(), text, line == null ? 1 : line);
    var _ = attempt.apply(let);
  }

  /// Whether a name stands for a vector in a definition.
  private boolean isOfVector(Name definition, Name name) {
    if (!sheet.meanings().usesOf(definition).contains(name)) {
      return false;
    }
    try {
      Formula formula = sheet.formula(sheet.unfolded(Sheet.spelled(definition)), 0);
      return formula.variables().stream()
          .anyMatch(each -> each.name().equals(name) && !each.isScalar());
    } catch (NablaException senseless) {
      Budget.check();
      return false;
    }
  }
}
