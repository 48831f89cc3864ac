package nabla.worksheet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Name;
import nabla.expr.Symbol;

/// The derivatives that a sheet asked for: by what its named formulas were differentiated, and the
/// derivatives that got a name by `as`.
final class Derivatives {
  private final Map<Name, List<Symbol>> variables = new LinkedHashMap<>();
  private final Map<Name, Statement> named = new LinkedHashMap<>();

  /// Takes those of another sheet.
  void copy(Derivatives other) {
    Map<Name, List<Symbol>> by = new LinkedHashMap<>(other.variables);
    Map<Name, Statement> as = new LinkedHashMap<>(other.named);
    variables.clear();
    variables.putAll(by);
    named.clear();
    named.putAll(as);
  }

  /// Forgets all of a name.
  void forget(Name name) {
    variables.remove(name);
    named.remove(name);
  }

  /// A name is that of a derivative no more.
  void unname(Name name) {
    named.remove(name);
  }

  /// By what a named formula was differentiated last; empty where it was not.
  List<Symbol> variables(Name name) {
    return variables.getOrDefault(name, List.of());
  }

  /// Remembers by what a named formula is differentiated.
  void take(Name name, List<Symbol> by) {
    variables.put(name, List.copyOf(by));
  }

  /// Remembers the statement that derived what has a name.
  void take(Name name, Statement statement) {
    named.put(name, statement);
  }

  /// The derivatives that have names, with the statements that derived them.
  Map<Name, Statement> named() {
    return new LinkedHashMap<>(named);
  }
}
