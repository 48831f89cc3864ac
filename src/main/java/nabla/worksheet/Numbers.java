package nabla.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nabla.Formula;
import nabla.Nabla;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.worksheet.Statement.Clause;

/// Formulas in which variables have the numbers of a sheet.
final class Numbers {
  private final Sheet sheet;

  Numbers(Sheet sheet) {
    this.sheet = sheet;
  }

  /// A formula in which the variables have the numbers of the sheet, but for some.
  Formula putInto(Clause clause, List<String> but) {
    return putInto(clause, but, List.of());
  }

  /// The same where some variables are numbers of their own, whatever the sheet declares.
  Formula putInto(Clause clause, List<String> but, List<Name> numbers) {
    String text = sheet.unfolded(clause.text());
    Set<Name> own = new LinkedHashSet<>(sheet.meanings().numbers(text));
    own.addAll(numbers);
    Formula plain = sheet.formula(text, clause.start(), own);
    List<String> facts = new ArrayList<>(List.of(sheet.context(text, own)));
    Set<Name> open = new LinkedHashSet<>();
    but.forEach(name -> open.add(NameText.alone(name)));
    for (Symbol variable : plain.variables()) {
      String value = sheet.value(variable.name());
      if (value != null && !open.contains(variable.name())) {
        facts.add("let " + Sheet.spelled(variable.name()) + " = " + value);
      }
    }
    facts.removeIf(String::isBlank);
    return Nabla.formula(text, String.join("; ", facts));
  }
}
