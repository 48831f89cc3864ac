package nabla.calculus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.rewrite.Step;
import nabla.rewrite.Step.Reason;

/// Differentiates the way a person writes it down: the derivative sign is carried along, each line
/// replaces every `d/dx[…]` of the line before by what one rule gives, until none is left. The
/// rules are those of [Differential].
final class DifferentiationSteps {

  private static final int MOST_LINES = 200;

  private final Symbol variable;
  private final Map<Expr, Expr> derivatives = new HashMap<>();

  private DifferentiationSteps(Symbol variable) {
    this.variable = variable;
  }

  /// The lines from `d/dx[body]` to an expression without derivative signs.
  static List<Step> of(Expr body, Symbol variable) {
    return new DifferentiationSteps(variable).steps(body);
  }

  private List<Step> steps(Expr body) {
    List<Step> steps = new ArrayList<>();
    Expr line = Derivative.of(body, variable, 1);
    Set<Expr> settled = new LinkedHashSet<>();
    for (int lines = 0; lines < MOST_LINES; lines++) {
      Budget.check();
      Map<Expr, Expr> replacements = new LinkedHashMap<>();
      Set<Reason> reasons = new LinkedHashSet<>();
      for (Expr node : open(line, settled)) {
        Expr next = advance((Derivative) node, reasons);
        if (next.equals(node)) {
          settled.add(node);
          reasons.add(Reasons.STAYS);
        } else {
          replacements.put(node, next);
        }
      }
      if (replacements.isEmpty()) {
        break;
      }
      Expr next = Tidy.of(Substitution.of(replacements).apply(line));
      steps.add(new Step(line, next, Reasons.worthSaying(reasons), within(replacements)));
      line = next;
    }
    return steps;
  }

  /// What became of each derivative sign, where there were several.
  private static List<Step> within(Map<Expr, Expr> replacements) {
    if (replacements.size() < 2) {
      return List.of();
    }
    List<Step> within = new ArrayList<>();
    replacements.forEach(
        (before, after) -> within.add(new Step(before, after, List.of(), List.of())));
    return within;
  }

  /// The outermost derivative signs that are still to be carried out.
  private List<Expr> open(Expr line, Set<Expr> settled) {
    List<Expr> open = new ArrayList<>();
    for (Expr node : Dag.below(node -> !isOpen(node, settled), line).nodes()) {
      if (isOpen(node, settled)) {
        open.add(node);
      }
    }
    return open;
  }

  private boolean isOpen(Expr node, Set<Expr> settled) {
    return node instanceof Derivative derivative
        && derivative.order() == 1
        && derivative.variable().equals(variable)
        && !settled.contains(node);
  }

  /// One line further: the result where it can be seen at a glance, else what one rule makes of it.
  private Expr advance(Derivative derivative, Set<Reason> reasons) {
    Expr body = derivative.body();
    Glance glance = new Glance(variable);
    if (glance.sees(body)) {
      reasons.addAll(glance.reasons(body));
      return derivative(body);
    }
    reasons.addAll(Reasons.structural(body, variable));
    return new Differential(variable, this::sign).of(body);
  }

  /// The derivative sign before a part; the parts that do not move are left out at once.
  private Expr sign(Expr part) {
    if (!Glance.dependsOn(part, variable)) {
      return Num.ZERO;
    }
    return part.equals(variable) ? Num.ONE : Derivative.of(part, variable, 1);
  }

  private Expr derivative(Expr body) {
    return derivatives.computeIfAbsent(body, key -> Tidy.of(Derivatives.of(key, variable)));
  }
}
