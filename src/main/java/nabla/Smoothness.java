package nabla;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nabla.calculus.NormDifferentials;
import nabla.calculus.OperatorFormulas;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Function.Notation;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.catalogue.Reductions;
import nabla.catalogue.Spectra;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Symbol;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;
import nabla.simplify.arrays.Definiteness;
import nabla.simplify.arrays.ImpliedConditions;

/// Where the parts of a formula with vectors and matrices that have a value have no derivative: at
/// the kinks of functions, where two largest entries or singular values meet, and where a symbolic
/// power is none.
final class Smoothness {

  private final Set<Expr> conditions = new LinkedHashSet<>();
  private final Assumptions assumptions;
  private final Signs signs;

  /// The conditions of functions and cases that were met before.
  private final Map<Expr, List<Expr>> kinks;

  private final Expr whole;
  private final Map<Expr, List<Expr>> parents = new HashMap<>();

  private Smoothness(Expr whole, Assumptions assumptions, Map<Expr, List<Expr>> kinks) {
    this.whole = whole;
    this.assumptions = assumptions;
    this.kinks = kinks;
    this.signs = Signs.of(assumptions);
  }

  /// The conditions that are known, and those under which every part that changes with the
  /// variables has a derivative. What speaks of the variable of a sum or an integral outside of it
  /// is left out.
  ///
  /// @param kinks what was found before for parts of the same formula, and what is found now
  static List<Expr> and(
      List<Expr> known,
      Expr formula,
      List<Symbol> variables,
      Assumptions assumptions,
      Map<Expr, List<Expr>> kinks) {
    Smoothness smoothness = new Smoothness(formula, assumptions, kinks);
    known.stream().map(Smoothness::inside).forEach(smoothness.conditions::add);
    smoothness.visit(formula, variables);
    List<Expr> conditions = new ArrayList<>();
    for (Expr condition : smoothness.conditions) {
      if (!follows(condition, smoothness.conditions) && !Bound.isFreeIn(condition)) {
        conditions.add(condition);
      }
    }
    return ImpliedConditions.without(conditions);
  }

  /// A condition away from its border, around which a function is defined: `xᵀAx > 0` for `xᵀAx ≥
  /// 0`.
  private static Expr inside(Expr condition) {
    if (condition instanceof Apply every && every.operator() == Reductions.EVERY) {
      return Apply.of(Reductions.EVERY, inside(every.argument()));
    }
    if (!(condition instanceof Relation relation)) {
      return condition;
    }
    return Relation.of(relation.comparison().strict(), relation.left(), relation.right());
  }

  /// Whether that a number, or every entry, differs from a bound is said already: that it is below,
  /// or above.
  private static boolean follows(Expr condition, Collection<Expr> others) {
    Expr said =
        condition instanceof Apply every && every.operator() == Reductions.EVERY
            ? every.argument()
            : condition;
    if (!(said instanceof Relation apart && apart.comparison() == Comparison.NOT_EQUAL)) {
      return false;
    }
    return Stream.of(Comparison.LESS, Comparison.GREATER)
        .map(side -> Relation.of(side, apart.left(), apart.right()))
        .map(side -> said == condition ? side : Apply.of(Reductions.EVERY, side))
        .anyMatch(others::contains);
  }

  private void visit(Expr formula, List<Symbol> variables) {
    Set<Expr> moving = new HashSet<>(variables);
    Set<Expr> outside = outsideCases(formula);
    for (Expr node : Dag.of(formula).nodes()) {
      if (node.children().stream().noneMatch(moving::contains)) {
        continue;
      }
      moving.add(node);
      if (!outside.contains(node)) {
        continue;
      }
      if (node instanceof Power power && !power.isScalar()) {
        matrixPower(power);
      }
      if (node instanceof Binder sum && sum.kind() == Binder.Kind.SUM) {
        conditions.addAll(EntryKinks.away(sum, moving, assumptions));
      }
      if (node instanceof Cases cases) {
        conditions.addAll(
            kinks.computeIfAbsent(cases, part -> EntryKinks.away(cases, assumptions)));
      }
      if (node instanceof Apply apply && apply.operator() instanceof Function function) {
        visit(function, apply, variables);
      }
    }
  }

  /// The parts of a formula without the functions in cases, of which the cases know whether their
  /// kinks are reached.
  private static Set<Expr> outsideCases(Expr formula) {
    Set<Expr> outside = new HashSet<>();
    Deque<Expr> open = new ArrayDeque<>(List.of(formula));
    while (!open.isEmpty()) {
      Expr node = open.pop();
      if (outside.add(node)) {
        open.addAll(node instanceof Cases cases ? EntryKinks.places(cases) : node.children());
      }
    }
    return outside;
  }

  private void visit(Function function, Apply apply, List<Symbol> variables) {
    Expr stated = OperatorFormulas.condition(function, apply);
    if (stated != null && !isOfDefinite(stated)) {
      conditions.add(stated);
    }
    if (function == Norms.NORM) {
      norm(apply, variables);
    }
    // where a root has none, its derivative has a denominator
    boolean root =
        function.notation() == Notation.SQUARE_ROOT || function.notation() == Notation.CUBE_ROOT;
    boolean kinked = function.isElementwise() && function.kink() != null && !root;
    if (kinked || function == Elementary.INDICATOR) {
      List<Expr> away =
          kinks.computeIfAbsent(apply, part -> EntryKinks.away(function, apply, assumptions));
      boolean smooth =
          (function == Elementary.ABS && isRaised(apply, variables.size()))
              || (variables.size() == 1 && !away.isEmpty() && isSmoothedOut(apply));
      if (!smooth) {
        conditions.addAll(away);
      }
    }
  }

  /// Whether a condition says that the eigenvalues are positive of a matrix of which that is known.
  private boolean isOfDefinite(Expr condition) {
    return condition instanceof Relation relation
        && relation.left() instanceof Apply least
        && least.operator() == Spectra.SMALLEST_REAL_EIGENVALUE
        && new Definiteness(assumptions).isPositive(least.argument());
  }

  /// Whether the kinks of a part are none of what it stands in: relu(x)² and ‖relu(x)‖² have a
  /// derivative at 0 where relu has none.
  private boolean isSmoothedOut(Apply kinked) {
    List<Expr> around = around(kinked);
    return !around.isEmpty()
        && around.stream()
            .allMatch(part ->
                isNorm(part)
                    ? !around(part).isEmpty()
                        && around(part).stream().allMatch(Smoothness::isSquare)
                        && EntryKinks.isSmooth(
                            Apply.of(Matrices.ELEMENTWISE_POWER, kinked, Num.TWO), assumptions)
                    : EntryKinks.isSmooth(part, assumptions));
  }

  private static boolean isNorm(Expr part) {
    return part instanceof Apply norm
        && norm.operator() == Norms.NORM
        && NormDifferentials.isEuclidean(norm);
  }

  private static boolean isSquare(Expr part) {
    return part instanceof Power power && power.exponent().equals(Num.TWO);
  }

  /// The parts of the formula in which a part stands.
  private List<Expr> around(Expr part) {
    if (parents.isEmpty()) {
      for (Expr node : Dag.of(whole).nodes()) {
        node.children()
            .forEach(child -> parents.computeIfAbsent(child, key -> new ArrayList<>()).add(node));
      }
    }
    return parents.getOrDefault(part, List.of());
  }

  private void norm(Apply norm, List<Symbol> variables) {
    Expr meaning = NormDifferentials.inOtherTerms(norm);
    if (meaning instanceof Apply largest && largest.operator() == Norms.SINGULAR_VALUE) {
      Expr second = Apply.of(Norms.SINGULAR_VALUE, norm.argument(), Num.TWO);
      conditions.add(Relation.of(Comparison.GREATER, largest, second));
    } else if (meaning instanceof Apply largest
        && largest.operator() == Reductions.LARGEST
        && norm.argument().shape().isVector()) {
      conditions.add(Relation.of(Comparison.NOT_EQUAL, norm, Num.ZERO));
      visit(Reductions.LARGEST, largest, variables); // at the other entries |x| may have its kink
    } else if (meaning != null) {
      visit(meaning, variables);
    } else if (!NormDifferentials.isEuclidean(norm) && !isRaised(norm, variables.size())) {
      conditions.add(Relation.of(Comparison.NOT_EQUAL, norm, Num.ZERO));
    }
  }

  /// Whether a norm, or an absolute value, stands in powers only whose degree is above the order of
  /// the derivative, which tends to 0 where it does: `‖x‖₃³`, `|xᵀy|³`.
  private boolean isRaised(Apply norm, int order) {
    List<Expr> around = around(norm);
    return !around.isEmpty()
        && around.stream()
            .allMatch(part ->
                (part instanceof Power
                        || (part instanceof Apply entries
                            && entries.operator() == Matrices.ELEMENTWISE_POWER))
                    && part.child(1) instanceof Num degree
                    && degree.value().minus(Rational.of(order)).signum() > 0);
  }

  /// X^k is the product of k factors for whole k ≥ 0, and X^(−k) that of its inverse.
  private void matrixPower(Power power) {
    boolean inverse = power.exponent() instanceof Negate;
    if (inverse) {
      Expr determinant = Apply.of(Matrices.DET, power.base());
      conditions.add(Relation.of(Comparison.NOT_EQUAL, determinant, Num.ZERO));
    }
    Expr count = inverse ? power.exponent().child(0) : power.exponent();
    Expr whole = Relation.of(Comparison.GREATER_OR_EQUAL, count, Num.ZERO);
    if (!(count instanceof Num) && signs.holds(whole) != Truth.TRUE) {
      conditions.add(whole);
    }
  }
}
