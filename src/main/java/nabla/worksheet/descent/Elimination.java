package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// Solves several equations for several variables, one after the other: an equation in which one
/// variable is left is solved for it, and an equation that is linear in a variable is solved for
/// that; what comes out is put into the others.
final class Elimination {
  private static final int MOST = 60;

  private final Forms forms;
  private final List<Symbol> variables;
  private final List<Map<Symbol, Expr>> solutions = new ArrayList<>();
  private boolean complete = true;

  private Elimination(List<Symbol> variables, Forms forms) {
    this.variables = variables;
    this.forms = forms;
  }

  /// The solutions that were found.
  ///
  /// @param points the values of the variables in their order; a variable that is free is its own
  /// @param complete whether there are no others
  record Found(List<List<Expr>> points, boolean complete) {}

  /// The common zeros of these expressions.
  static Found of(List<Expr> zeros, List<Symbol> variables, Forms forms) {
    Elimination work = new Elimination(variables, forms);
    work.solve(zeros, Map.of());
    List<List<Expr>> points = new ArrayList<>();
    for (Map<Symbol, Expr> solution : work.solutions) {
      List<Expr> point = new ArrayList<>();
      variables.forEach(variable -> point.add(solution.getOrDefault(variable, variable)));
      Boolean holds = holds(zeros, solution, forms);
      if (holds == null) {
        work.complete = false;
      } else if (holds && !points.contains(point)) {
        points.add(point);
      }
    }
    return new Found(points, work.complete);
  }

  /// Whether all are 0 there; null where that is not known.
  private static @Nullable Boolean holds(
      List<Expr> zeros, Map<Symbol, Expr> solution, Forms forms) {
    for (Expr zero : zeros) {
      Integer sign = forms.sign(Substitution.of(solution).apply(zero));
      if (sign == null) {
        return null;
      }
      if (sign != 0) {
        return false;
      }
    }
    return true;
  }

  private void solve(List<Expr> zeros, Map<Symbol, Expr> known) {
    Budget.check();
    List<Expr> left = new ArrayList<>();
    for (Expr zero : zeros) {
      Expr closed = closed(zero);
      if (closed == null) {
        return; // an equation has no value there
      }
      Expr rest = Canonical.of(closed);
      if (!Forms.mentions(rest, variables)) {
        Integer sign = forms.sign(rest);
        if (sign == null || sign != 0) {
          complete &= sign != null;
          return;
        }
      } else {
        left.add(rest);
      }
    }
    if (left.isEmpty()) {
      if (solutions.size() >= MOST) {
        complete = false;
      } else {
        solutions.add(known);
      }
      return;
    }
    boolean moved =
        one(left, known)
            || linear(left, known)
            || factored(left, known)
            || linearInCases(left, known);
    if (!moved) {
      complete = false;
    }
  }

  /// An expression in closed form; null where it divides by 0.
  private @Nullable Expr closed(Expr zero) {
    try {
      return forms.closed(zero);
    } catch (NablaException undefined) {
      if (undefined.kind() != NablaException.Kind.DOMAIN) {
        throw undefined;
      }
      return null;
    }
  }

  /// An equation in which one variable is left.
  private boolean one(List<Expr> zeros, Map<Symbol, Expr> known) {
    for (Expr zero : zeros) {
      List<Symbol> inside = variables.stream().filter(each -> Dag.any(zero, each::equals)).toList();
      if (inside.size() == 1) {
        Roots.Found found = Roots.of(zero, inside.getFirst(), forms);
        boolean exact =
            found.roots().stream().allMatch(each -> each.exact() && each.conditions().isEmpty());
        if (exact && !found.everywhere() && (found.complete() || !found.roots().isEmpty())) {
          complete &= found.complete();
          found.roots().forEach(root -> put(inside.getFirst(), root.value(), zeros, known));
          return true;
        }
      }
    }
    return false;
  }

  /// An equation that is linear in a variable, with a factor that is never 0.
  private boolean linear(List<Expr> zeros, Map<Symbol, Expr> known) {
    for (Expr zero : zeros) {
      for (Symbol variable : variables) {
        if (!Dag.any(zero, variable::equals)) {
          continue;
        }
        LinearSystem system = LinearSystem.of(List.of(zero), List.of(variable), forms);
        if (system == null) {
          continue;
        }
        Integer sign = forms.sign(system.matrix().getFirst().getFirst());
        LinearSystem.Solution solution = sign == null || sign == 0 ? null : system.solution(forms);
        if (solution != null && solution.values() != null) {
          put(variable, solution.values().getFirst(), zeros, known);
          return true;
        }
      }
    }
    return false;
  }

  /// An equation that is a product or a power: each of its factors by itself.
  private boolean factored(List<Expr> zeros, Map<Symbol, Expr> known) {
    for (Expr zero : zeros) {
      List<Expr> factors = new ArrayList<>();
      Expr product = Canonical.of(forms.factored(zero));
      Forms.addFactors(product, factors);
      factors.removeIf(factor -> !Forms.mentions(factor, variables));
      boolean power = factors.size() == 1 && isPower(product, factors.getFirst());
      boolean fraction = // b/q − a/p is 0 where b p − a q is
          factors.size() == 1 && isDivided(zero) && !isDivided(factors.getFirst());
      if (factors.size() > 1 || power || fraction) {
        for (Expr factor : factors) {
          List<Expr> others = new ArrayList<>(zeros);
          others.set(zeros.indexOf(zero), factor);
          solve(others, known);
        }
        return true;
      }
    }
    return false;
  }

  /// Whether a variable stands in a denominator.
  private boolean isDivided(Expr expression) {
    return Dag.any(
        expression,
        node ->
            node instanceof Power power
                && power.exponent() instanceof Num exponent
                && exponent.value().signum() < 0
                && Forms.mentions(power.base(), variables));
  }

  /// Whether a product has a power of a factor, and not the factor alone.
  private static boolean isPower(Expr product, Expr factor) {
    return product instanceof Product all
        ? all.children().stream().anyMatch(each -> isPower(each, factor))
        : product instanceof Power power && power.base().equals(factor);
  }

  /// An equation `c x + d = 0` with a factor c that may be 0: either it is, and d as well, or x is
  /// `−d/c`.
  private boolean linearInCases(List<Expr> zeros, Map<Symbol, Expr> known) {
    for (Expr zero : zeros) {
      for (Symbol variable : variables) {
        if (!Dag.any(zero, variable::equals)) {
          continue;
        }
        LinearSystem system = LinearSystem.of(List.of(zero), List.of(variable), forms);
        if (system == null) {
          continue;
        }
        LinearSystem.Solution solution = system.solution(forms);
        if (solution == null || solution.values() == null) {
          continue;
        }
        List<Expr> both = new ArrayList<>(zeros);
        both.remove(zero);
        both.add(system.matrix().getFirst().getFirst());
        both.add(Substitution.of(variable, Num.ZERO).apply(zero));
        solve(both, known);
        List<Expr> others = new ArrayList<>(zeros);
        others.remove(zero);
        put(variable, solution.values().getFirst(), others, known);
        return true;
      }
    }
    return false;
  }

  private void put(Symbol variable, Expr value, List<Expr> zeros, Map<Symbol, Expr> known) {
    Substitution substitution = Substitution.of(variable, value);
    Map<Symbol, Expr> more = new LinkedHashMap<>();
    for (Map.Entry<Symbol, Expr> each : known.entrySet()) {
      Expr meaning = closed(substitution.apply(each.getValue()));
      if (meaning == null) {
        return; // 1/x at x = 0
      }
      more.put(each.getKey(), meaning);
    }
    more.put(variable, value);
    solve(zeros.stream().map(substitution::apply).toList(), more);
  }
}
