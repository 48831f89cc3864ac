package nabla.rewrite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Substitution;
import nabla.expr.Symbol;

/// Where an expression is defined, found from its structure: what is divided by is not 0, what a
/// logarithm is taken of is positive, and so is a base with an arbitrary exponent. Conditions on a
/// variable that an integral binds are left aside.
public final class Domain {

  private record Region(Expr root, Assumptions context, List<Expr> guards) {}

  private final Deque<Region> regions = new ArrayDeque<>();
  private final Set<Expr> conditions = new LinkedHashSet<>();

  private Domain() {}

  /// The conditions under which `expression` has a value, as few as possible and in a form for
  /// readers, without those that the assumptions imply. Where one of them can never hold, such as
  /// `0 ≠ 0`, the expression has a value nowhere; [#isEmpty] tells.
  public static List<Expr> conditions(Expr expression, Assumptions assumptions) {
    Domain domain = new Domain();
    domain.regions.add(new Region(expression, assumptions, List.of()));
    while (!domain.regions.isEmpty()) {
      domain.visit(domain.regions.pop());
    }
    return Conditions.reduce(List.copyOf(domain.conditions), assumptions);
  }

  /// The conditions, such as `x = 0`, of points at which the derivative by `variable` may not exist
  /// although there is a value.
  public static List<Expr> kinks(Expr expression, Symbol variable, Assumptions assumptions) {
    return Kinks.of(expression, variable, assumptions);
  }

  /// The comparisons that tell where a function, applied so, is undefined or has a jump or a kink.
  public static List<Relation> borders(Apply application) {
    List<Relation> borders = new ArrayList<>();
    if (application.operator() instanceof Function function) {
      Facets facets = Facets.of(function);
      List<Expr> arguments = application.children();
      for (Expr condition : new Expr[] {facets.domain(arguments), facets.kink(arguments)}) {
        if (condition != null) {
          for (Expr node : Dag.below(node -> !(node instanceof Relation), condition).nodes()) {
            if (node instanceof Relation relation) {
              borders.add(relation);
            }
          }
        }
      }
    }
    return borders;
  }

  /// Whether the expression is known to have a value nowhere, as `1/0` and `x/(x − x)`.
  public static boolean isEmpty(Expr expression, Assumptions assumptions) {
    Assumptions met = assumptions;
    for (Expr condition : conditions(expression, assumptions)) {
      if (Signs.of(met).holds(condition) == Truth.FALSE) {
        return true;
      }
      met = met.and(condition);
    }
    return false;
  }

  private void visit(Region region) {
    if (!Dag.any(region.root, Domain::mayBeUndefined)) {
      return;
    }
    Signs signs = Signs.of(region.context);
    Dag dag = Dag.below(node -> !(node instanceof Cases), region.root);
    Set<Expr> inside = dependentOnBound(region.root);
    Bounds[] bounds = signs.bounds(dag);
    for (int position = 0; position < dag.size(); position++) {
      Expr node = dag.node(position);
      switch (node) {
        case Quotient quotient ->
            unless(
                bounds[dag.position(quotient.denominator())].nonZero(),
                quotient.denominator(),
                Comparison.NOT_EQUAL,
                region,
                signs,
                inside);
        case Power power -> power(power, dag, bounds, region, signs, inside);
        case Apply apply when apply.operator() instanceof Function function -> {
          Expr condition =
              function.domain() == null || !scalar(apply)
                  ? null
                  : Facets.of(function).domain(apply.children());
          if (condition != null && apply.children().stream().noneMatch(inside::contains)) {
            add(condition, region, signs);
          }
        }
        case Cases cases -> cases(cases, region);
        case Binder binder -> {
          firstTerm(binder, region, signs);
          if (Dag.any(binder.body(), Domain::mayBeUndefined)) {
            TermConditions.of(binder, region.context)
                .forEach(condition -> add(condition, region, signs));
          }
        }
        default -> {}
      }
    }
  }

  private static boolean mayBeUndefined(Expr node) {
    return node instanceof Quotient
        || node instanceof Power
        || node instanceof Cases
        || (node instanceof Apply apply
            && apply.operator() instanceof Function function
            && function.domain() != null);
  }

  /// The first term of a sum or product may have a negative power of what does not depend on the
  /// variable: `Σ_{k=0}^n k x^(k−1)` is undefined for x = 0.
  private void firstTerm(Binder binder, Region region, Signs signs) {
    if ((binder.kind() != Binder.Kind.SUM && binder.kind() != Binder.Kind.PRODUCT)
        || !(binder.lower() instanceof Num start)) {
      return;
    }
    for (Expr node : Dag.below(part -> !(part instanceof Binder), binder.body()).nodes()) {
      if (node instanceof Power power
          && node.isScalar()
          && !Dag.any(power.base(), Bound.class::isInstance)
          && Dag.of(power.exponent()).contains(binder.bound())) {
        LinearForm first =
            LinearForm.of(Substitution.of(binder.bound(), start).apply(power.exponent()));
        if (first.isConstant() && first.constant().signum() < 0) {
          unless(
              signs.isNonZero(power.base()),
              power.base(),
              Comparison.NOT_EQUAL,
              region,
              signs,
              Set.of());
        }
      }
    }
  }

  private static boolean scalar(Apply apply) {
    return apply.children().stream().allMatch(Expr::isScalar);
  }

  private void power(
      Power power, Dag dag, Bounds[] bounds, Region region, Signs signs, Set<Expr> inside) {
    Bounds base = bounds[dag.position(power.base())];
    Bounds exponent = bounds[dag.position(power.exponent())];
    if (!power.isScalar() || inside.contains(power.exponent())) {
      return;
    }
    Rational least = exponent.lower();
    boolean whole =
        exponent.integer() || (least != null && least.isInteger() && exponent.is(least));
    if (base.is(Rational.ZERO)) {
      unless(exponent.isPositive(), power.exponent(), Comparison.GREATER, region, signs, inside);
    } else if (whole && !exponent.isPositive()) {
      unless(base.nonZero(), power.base(), Comparison.NOT_EQUAL, region, signs, inside);
    } else if (!whole && exponent.isPositive()) {
      unless(
          base.isNonNegative(), power.base(), Comparison.GREATER_OR_EQUAL, region, signs, inside);
    } else if (!whole) {
      unless(base.isPositive(), power.base(), Comparison.GREATER, region, signs, inside);
    }
  }

  private void unless(
      boolean known,
      Expr left,
      Comparison comparison,
      Region region,
      Signs signs,
      Set<Expr> inside) {
    if (!known && !inside.contains(left)) {
      add(Relation.of(comparison, left, Num.ZERO), region, signs);
    }
  }

  private void add(Expr condition, Region region, Signs signs) {
    List<Expr> tidy = Conditions.tidy(condition, signs);
    if (region.guards.isEmpty()) {
      conditions.addAll(tidy);
      return;
    }
    for (Expr part : tidy) {
      List<Expr> alternatives = new ArrayList<>(region.guards);
      alternatives.add(part);
      conditions.add(Logic.of(Logic.Connective.OR, alternatives));
    }
  }

  /// A branch needs its conditions only where it is taken.
  private void cases(Cases cases, Region region) {
    Assumptions context = region.context;
    List<Expr> guards = region.guards;
    for (Cases.Branch branch : cases.branches()) {
      Expr denied = Facts.turned(Logic.of(Logic.Connective.NOT, List.of(branch.condition())));
      regions.add(new Region(branch.condition(), context, guards));
      regions.add(
          new Region(branch.value(), context.and(branch.condition()), with(guards, denied)));
      context = context.and(denied);
      guards = with(guards, branch.condition());
    }
    Expr otherwise = cases.otherwise();
    if (otherwise != null) {
      regions.add(new Region(otherwise, context, guards));
    }
  }

  private static List<Expr> with(List<Expr> guards, Expr guard) {
    List<Expr> more = new ArrayList<>(guards);
    more.add(guard);
    return more;
  }

  /// The nodes that mention a variable bound above them.
  private static Set<Expr> dependentOnBound(Expr root) {
    if (!Dag.any(root, node -> node instanceof Bound)) {
      return Set.of();
    }
    Dag dag = Dag.of(root);
    int[] highest = new int[dag.size()];
    Set<Expr> dependent = new HashSet<>();
    for (int position = 0; position < dag.size(); position++) {
      Expr node = dag.node(position);
      int height = node instanceof Bound bound ? bound.height() : -1;
      for (Expr child : node.children()) {
        height = Math.max(height, highest[dag.position(child)]);
      }
      // Variables of the binders around have a greater height than this one's own.
      highest[position] =
          node instanceof Binder binder && height <= binder.bound().height() ? -1 : height;
      if (highest[position] >= 0) {
        dependent.add(node);
      }
    }
    return dependent;
  }
}
