package nabla.worksheet;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nabla.Formula;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;
import nabla.write.Text;

/// Values that name others, `given u = v + 1` and `at w = x`: these stand for what they are in the
/// sheet, or in the same list of values.
final class NamedValues {
  private final Sheet sheet;

  NamedValues(Sheet sheet) {
    this.sheet = sheet;
  }

  /// Some values with numbers in the place of names, as far as these have some; a matrix of one
  /// entry is that number.
  Map<Name, Expr> of(Map<Name, Expr> given) {
    Map<Name, Expr> all = new LinkedHashMap<>();
    given.forEach((name, value) -> all.put(name, entry(value)));
    Set<Name> open = new LinkedHashSet<>(all.keySet());
    open.removeIf(name -> isClosed(Objects.requireNonNull(all.get(name))));
    boolean changed = !open.isEmpty();
    while (changed) {
      changed = false;
      for (Name name : Set.copyOf(open)) {
        Expr value = Objects.requireNonNull(all.get(name));
        boolean waits =
            open.stream().anyMatch(other -> !other.equals(name) && mentions(value, other));
        if (!waits) {
          all.put(name, value(value, others(all, name, value)));
          changed |= open.remove(name);
        }
      }
    }
    for (Name name : open) { // x = y, y = x
      all.put(name, value(Objects.requireNonNull(all.get(name)), Map.of()));
    }
    return all;
  }

  /// One value with numbers in the place of names.
  Expr of(Expr value) {
    return isClosed(value) ? value : value(value, Map.of());
  }

  private static Expr entry(Expr value) {
    return value instanceof Literal array && array.arity() == 1 ? array.child(0) : value;
  }

  private static boolean isClosed(Expr value) {
    return !Dag.any(
        value,
        node ->
            node instanceof Symbol
                || (node instanceof Apply apply && apply.operator() instanceof UnknownFunction));
  }

  private static boolean mentions(Expr value, Name name) {
    return Dag.any(value, node -> node instanceof Symbol symbol && symbol.name().equals(name));
  }

  /// Those of the others of which a value speaks; what it is made of by definitions has the values
  /// before, so that `v = v_new, w = w_new` is one step of both.
  private static Map<Name, String> others(Map<Name, Expr> all, Name own, Expr of) {
    Map<Name, String> others = new LinkedHashMap<>();
    all.forEach((name, value) -> {
      if (!name.equals(own) && mentions(of, name)) {
        others.put(name, Text.of(value));
      }
    });
    return others;
  }

  /// A value for all examples cannot be what is another one in each.
  private void refuseData(Expr value) {
    for (Expr node : Dag.of(value).nodes()) {
      if (node instanceof Symbol symbol && sheet.isData(symbol.name())) {
        String name = Sheet.spelled(symbol.name());
        throw new NablaException(
            NablaException.Kind.NAME,
            name
                + " has a value in each example, and no one for all; let w = "
                + name
                + " defines a name by it");
      }
    }
  }

  private Expr value(Expr value, Map<Name, String> others) {
    refuseData(value);
    Sheet before = sheet.saved();
    try {
      others.keySet().forEach(sheet.meanings()::undefine);
      Formula formula = sheet.formula(Text.of(value), 0);
      return formula.at(sheet.values(others)).exact();
    } catch (NablaException none) {
      if (none.kind() == NablaException.Kind.BUDGET) {
        throw none;
      }
      return value;
    } finally {
      sheet.restore(before);
    }
  }
}
