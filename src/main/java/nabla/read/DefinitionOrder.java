package nabla.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nabla.expr.NablaException;
import nabla.expr.Name;

/// Puts definitions into an order in which each stands after those it uses.
final class DefinitionOrder {

  private final List<Statements.Entry> definitions;
  private final Map<Name, Integer> places = new HashMap<>();

  DefinitionOrder(Collection<Statements.Entry> definitions) {
    this.definitions = List.copyOf(definitions);
    for (Statements.Entry entry : this.definitions) {
      places.put(entry.name(), places.size());
    }
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
    PlainNames.in(entry.value()).stream()
        .map(places::get)
        .filter(Objects::nonNull)
        .sorted()
        .map(definitions::get)
        .filter(other -> other != entry)
        .forEach(other -> visit(other, state, ordered));
    state.put(entry.name(), 2);
    ordered.add(entry);
  }
}
