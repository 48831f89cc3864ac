package nabla.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.NablaException;
import nabla.expr.Name;

/// Puts definitions into an order in which each stands after those it uses.
final class DefinitionOrder {

  private final Collection<Statements.Entry> definitions;

  DefinitionOrder(Collection<Statements.Entry> definitions) {
    this.definitions = definitions;
  }

  /// The definitions, each after those it uses.
  List<Statements.Entry> ordered() {
    List<Statements.Entry> ordered = new ArrayList<>();
    Map<Name, Integer> state = new HashMap<>();
    for (Statements.Entry entry : definitions) {
      visit(entry, state, ordered);
    }
    return ordered;
  }

  private void visit(
      Statements.Entry entry, Map<Name, Integer> state, List<Statements.Entry> ordered) {
    int seen = state.getOrDefault(entry.name(), 0);
    if (seen == 2) {
      return;
    }
    if (seen == 1) {
      throw entry
          .source()
          .error(
              NablaException.Kind.NAME,
              "found "
                  + entry.name()
                  + " in a circle of definitions, expected each to use only others",
              entry.at());
    }
    state.put(entry.name(), 1);
    for (Statements.Entry other : definitions) {
      if (other != entry && PlainNames.occurs(other.name(), entry.value())) {
        visit(other, state, ordered);
      }
    }
    state.put(entry.name(), 2);
    ordered.add(entry);
  }
}
