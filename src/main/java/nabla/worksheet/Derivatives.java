package nabla.worksheet;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Symbol;

/// The derivatives that a sheet asked for: by what its named formulas were differentiated, and the
/// derivatives that got a name by `as`.
final class Derivatives {
  private final Map<Name, List<Symbol>> variables = new LinkedHashMap<>();
  private final Map<Name, Statement> named = new LinkedHashMap<>();
  private final Map<Name, List<Expr>> conditions = new LinkedHashMap<>();

  /// Takes those of another sheet.
  void copy(Derivatives other) {
    Map<Name, List<Symbol>> by = new LinkedHashMap<>(other.variables);
    Map<Name, Statement> as = new LinkedHashMap<>(other.named);
    variables.clear();
    variables.putAll(by);
    named.clear();
    named.putAll(as);
    Map<Name, List<Expr>> under = new LinkedHashMap<>(other.conditions);
    conditions.clear();
    conditions.putAll(under);
  }

  /// Forgets all of a name.
  void forget(Name name) {
    variables.remove(name);
    unname(name);
  }

  /// A name is that of a derivative no more.
  void unname(Name name) {
    named.remove(name);
    conditions.remove(name);
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
  ///
  /// @param under the conditions under which that is a derivative
  void take(Name name, Statement statement, List<Expr> under) {
    named.put(name, statement);
    conditions.put(name, List.copyOf(under));
  }

  /// The conditions under which those derivatives exist that have one of some names.
  List<Expr> conditions(Collection<Name> names) {
    return names.stream()
        .flatMap(name -> conditions.getOrDefault(name, List.of()).stream())
        .distinct()
        .toList();
  }

  /// The derivatives that have names, with the statements that derived them.
  Map<Name, Statement> named() {
    return new LinkedHashMap<>(named);
  }
}
