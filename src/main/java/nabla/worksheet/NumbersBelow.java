package nabla.worksheet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.answer.Report;
import nabla.expr.Budget;
import nabla.expr.Expr;
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

  /// Gives values to which the definitions are fitted that clash with them: W and b of `W A + b`
  /// are a row and a number.
  ///
  /// @param refusal what was wrong with them
  /// @return what is said of it
  List<String> fit(Map<Name, Expr> given, NablaException refusal, Runnable give) {
    ComingShapes shapes = ComingShapes.open(sheet, given);
    List<Name> definitions =
        sheet.meanings().names().stream()
            .filter(name -> !Collections.disjoint(sheet.meanings().usesOf(name), given.keySet()))
            .toList();
    if (definitions.stream().anyMatch(name -> isAt(name, given.keySet()))) {
      throw refusal;
    }
    Sheet before = sheet.saved();
    for (int choice = 0; choice < shapes.choices() && !definitions.isEmpty(); choice++) {
      try {
        List<Name> rows = shapes.declare(sheet, choice);
        definitions.forEach(this::again);
        give.run();
        if (sheet.contexts().isConsistent() && !TurnedLists.makeMatrices(sheet, rows)) {
          return said(definitions);
        }
      } catch (NablaException otherwise) {
        Budget.check();
      }
      sheet.restore(before);
    }
    throw refusal;
  }

  /// Whether a function has a parameter of one of some names, which is another variable.
  private boolean isAt(Name function, Set<Name> names) {
    return sheet.isFunction(function)
        && NameText.parameters(Objects.requireNonNull(sheet.meanings().textOf(function))).stream()
            .anyMatch(names::contains);
  }

  private static List<String> said(List<Name> definitions) {
    String names = definitions.stream().map(Sheet::spelled).collect(Collectors.joining(", "));
    return List.of(names + (definitions.size() == 1 ? " is" : " are") + " read by these values");
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
