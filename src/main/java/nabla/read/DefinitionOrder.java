package nabla.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nabla.expr.NablaException;
import nabla.expr.Name;

/// Puts definitions into an order in which each stands after those it uses.
final class DefinitionOrder {

  private final List<Statements.Entry> definitions;
  private final Map<Name, Integer> places = new HashMap<>();

  private final Map<Name, Resolver.FunctionDefinition> functions;

  /// @param functions the functions that the definitions may use, with what stands in them
  DefinitionOrder(
      Collection<Statements.Entry> definitions, Map<Name, Resolver.FunctionDefinition> functions) {
    this.functions = functions;
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
    names(entry).stream()
        .map(places::get)
        .filter(Objects::nonNull)
        .sorted()
        .map(definitions::get)
        .filter(other -> other != entry)
        .forEach(other -> visit(other, state, ordered));
    for (Name name : names(entry)) {
      Integer place = places.get(name.withSubscript(""));
      if (place != null && !places.containsKey(name)) { // c_k of `c = (3, 5, 2)`
        Statements.Entry whole = definitions.get(place);
        if (state.getOrDefault(whole.name(), 0) == 0
            && state.entrySet().stream()
                .noneMatch(each ->
                    each.getValue() == 1 && reaches(whole, each.getKey(), new HashSet<>()))) {
          visit(whole, state, ordered);
        }
      }
    }
    state.put(entry.name(), 2);
    ordered.add(entry);
  }

  /// Whether a definition uses a name, or what uses it.
  private boolean reaches(Statements.Entry entry, Name name, Set<Name> seen) {
    for (Name used : names(entry)) {
      Integer place = seen.add(used) ? places.get(used) : null;
      if (used.equals(name) || (place != null && reaches(definitions.get(place), name, seen))) {
        return true;
      }
    }
    return false;
  }

  /// The names in a definition, and in the functions that it uses, but for their parameters.
  private Set<Name> names(Statements.Entry entry) {
    Set<Name> names = PlainNames.in(entry.value());
    Set<Name> seen = new HashSet<>();
    Deque<Name> open = new ArrayDeque<>(names);
    while (!open.isEmpty()) {
      Name name = open.pop();
      Resolver.FunctionDefinition function = functions.get(name.withoutPrimes());
      if (function != null && seen.add(function.name())) {
        Set<Name> inside = PlainNames.in(function.body());
        function.parameters().forEach(inside::remove);
        inside.forEach(open::push);
        names.addAll(inside);
      }
    }
    return names;
  }
}
