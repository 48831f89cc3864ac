package nabla.rewrite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Symbol;

/// Where an expression may have a value and no derivative: at the kinks of functions such as `|x|`,
/// at the borders of cases and indicators, and at the zeros under roots.
final class Kinks {

  /// Of functions with more arguments than this, the pairs are not listed.
  private static final int MOST_ARGUMENTS = 12;

  private final Signs signs;
  private final Set<Expr> moving = new HashSet<>();
  private final Set<Expr> kinks = new LinkedHashSet<>();

  private Kinks(Signs signs) {
    this.signs = signs;
  }

  /// Conditions such as `x = 0`, each of which names points at which the derivative by `variable`
  /// may not exist. Those that the assumptions exclude are left out.
  static List<Expr> of(Expr expression, Symbol variable, Assumptions assumptions) {
    if (!Dag.of(expression).contains(variable) || !Dag.any(expression, Kinks::mayKink)) {
      return List.of();
    }
    Assumptions defined = assumptions;
    for (Expr condition : Domain.conditions(expression, assumptions)) {
      defined = defined.and(condition);
    }
    Kinks work = new Kinks(Signs.of(defined));
    for (Expr node : Dag.below(part -> !(part instanceof Binder), expression).nodes()) {
      if (node instanceof Binder binder) {
        if (Dag.of(binder).contains(variable)) {
          work.moving.add(binder);
          work.kinks.addAll(TermConditions.kinks(binder, variable, defined));
        }
      } else if (node.equals(variable)
          || node.children().stream().anyMatch(work.moving::contains)) {
        if (!isStep(node)) {
          work.moving.add(node);
        }
        work.visit(node);
      }
    }
    return List.copyOf(work.kinks);
  }

  /// Whether the value changes at the node's own kinks alone, so that what is done to it, as by
  /// ⌈heaviside(x)⌉, adds none.
  private static boolean isStep(Expr node) {
    return node instanceof Apply apply
        && apply.operator() instanceof Function function
        && function.kink() != null
        && function.parameters().size() == 1
        && "0".equals(function.derivative(0));
  }

  private void visit(Expr node) {
    switch (node) {
      case Apply apply when apply.operator() instanceof Function function -> apply(function, apply);
      case Power power
          when isRoot(LinearForm.of(power.exponent())) && moving.contains(power.base()) ->
          equal(power.base(), Num.ZERO);
      case Cases cases -> cases.branches().forEach(branch -> borders(branch.condition()));
      default -> {}
    }
  }

  private static boolean mayKink(Expr node) {
    return node instanceof Cases
        || (node instanceof Power power && isRoot(LinearForm.of(power.exponent())))
        || (node instanceof Apply apply
            && apply.operator() instanceof Function function
            && (function == Elementary.INDICATOR || function.kink() != null));
  }

  private static boolean isRoot(LinearForm exponent) {
    return exponent.isConstant()
        && exponent.constant().signum() > 0
        && exponent.constant().compareTo(Rational.ONE) < 0;
  }

  private void apply(Function function, Apply apply) {
    if (function == Elementary.INDICATOR) {
      borders(apply.argument());
    } else if (function.kink() == null || !apply.children().stream().allMatch(Expr::isScalar)) {
      return;
    } else if (function.maximumArity() == Integer.MAX_VALUE) {
      for (int i = 0; i < Math.min(apply.arity(), MOST_ARGUMENTS); i++) {
        for (int j = i + 1; j < Math.min(apply.arity(), MOST_ARGUMENTS); j++) {
          add(Facets.of(function).kink(List.of(apply.child(i), apply.child(j))));
        }
      }
    } else {
      add(Facets.of(function).kink(apply.children()));
    }
  }

  private void add(@org.jspecify.annotations.Nullable Expr kink) {
    if (kink == null || signs.holds(kink) == Truth.FALSE) {
      return;
    }
    if (kink instanceof Relation relation) {
      equal(relation.left(), relation.right());
      return;
    }
    List<Expr> parts = new ArrayList<>();
    List<Expr> conjuncts = Facts.conjuncts(List.of(kink));
    if (conjuncts.stream().noneMatch(this::isCrossed)) {
      return;
    }
    for (Expr part : conjuncts) {
      parts.addAll(Conditions.tidy(part, signs));
    }
    if (!parts.isEmpty()) {
      kinks.add(Logic.of(Logic.Connective.AND, parts));
    }
  }

  /// Where the two sides of a comparison meet, its truth changes.
  private void borders(Expr condition) {
    for (Expr node : Dag.of(condition).nodes()) {
      if (node instanceof Relation relation && moving.contains(relation)) {
        equal(relation.left(), relation.right());
      }
    }
  }

  /// Whether the variable can lead across the points where this equation holds: `x = 0` is no kink
  /// by any other variable.
  private boolean isCrossed(Expr condition) {
    return condition instanceof Relation relation
        && relation.comparison() == Comparison.EQUAL
        && (moves(relation.left()) || moves(relation.right()));
  }

  private boolean moves(Expr side) {
    return Dag.any(side, moving::contains);
  }

  private void equal(Expr left, Expr right) {
    if (!left.isScalar() || (!moves(left) && !moves(right))) {
      return;
    }
    Relation meeting = Relation.of(Comparison.EQUAL, left, right);
    if (signs.holds(meeting) != Truth.FALSE) {
      kinks.addAll(Conditions.tidy(meeting, signs));
    }
  }
}
