package nabla.worksheet;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nabla.Nabla;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.read.Reading;
import nabla.worksheet.descent.Letters;

/// The names that mean something in a sheet at one of its lines: those with definitions or values,
/// what the definitions are of, and what was declared or assumed.
final class NamesInUse {

  private NamesInUse() {}

  static Set<Name> of(Sheet sheet) {
    Set<Name> names = new LinkedHashSet<>(sheet.meanings().names());
    sheet.meanings().names().forEach(name -> names.addAll(sheet.meanings().usesOf(name)));
    names.addAll(sheet.valued());
    Examples examples = sheet.examples();
    if (examples != null) {
      names.addAll(examples.names());
    }
    Reading facts = Nabla.formula("0", sheet.facts().toString()).reading();
    names.addAll(facts.declared());
    for (Expr node : Dag.of(facts.assumptions().facts().toArray(Expr[]::new)).nodes()) {
      if (node instanceof Symbol symbol) {
        names.add(symbol.name());
      }
    }
    return names;
  }

  /// What a loss is called that the sheet gives no name.
  static Name loss(Sheet sheet) {
    return new Letters(null, null, of(sheet)).loss(List.of()).name();
  }
}
