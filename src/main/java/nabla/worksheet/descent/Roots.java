package nabla.worksheet.descent;

import static nabla.expr.Relation.Comparison.EQUAL;
import static nabla.expr.Relation.Comparison.GREATER_OR_EQUAL;
import static nabla.expr.Relation.Comparison.NOT_EQUAL;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nabla.calculus.Gradient;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Hyperbolic;
import nabla.expr.Apply;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.Definitions;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// Solves `f(x) = 0` for one variable: f is factored; a factor that is a polynomial in x, or in one
/// function of x, is solved for that, and the function inverted. What is found is put into f, and
/// only what solves it stays.
final class Roots {
  private static final int HIGHEST_DEGREE = 24;
  private static final int DEEPEST = 12;
  private static final Symbol PART = Symbol.of("part of the equation");

  private final Symbol variable;
  private final Forms forms;
  private final List<Root> roots = new ArrayList<>();
  private final Set<Expr> special = new LinkedHashSet<>();
  private boolean complete = true;
  private boolean everywhere;

  /// `sinh x + c cosh x = 0` is an equation in `e^x` alone.
  private static final Set<Function> HYPERBOLIC = Set.of(Hyperbolic.SINH, Hyperbolic.COSH);

  private Roots(Symbol variable, Forms forms) {
    this.variable = variable;
    this.forms = forms;
  }

  /// The solutions of an equation.
  ///
  /// @param roots the solutions that were found
  /// @param complete whether there are no others
  /// @param everywhere whether every number is a solution
  /// @param special factors without the variable: where one is 0, every number is a solution
  record Found(List<Root> roots, boolean complete, boolean everywhere, List<Expr> special) {}

  /// The solutions of `function = 0`.
  static Found of(Expr function, Symbol variable, Forms forms) {
    Roots work = new Roots(variable, forms);
    work.solve(function, List.of(), List.of(), 0);
    List<Root> checked = new ArrayList<>();
    Set<Expr> seen = new HashSet<>();
    for (Root root : work.roots) {
      if (seen.add(Canonical.of(root.value()))
          && new RootCheck(function, variable, forms).holds(root)) {
        checked.add(root);
      }
    }
    return new Found(
        List.copyOf(checked), work.complete, work.everywhere, List.copyOf(work.special));
  }

  private void solve(Expr zero, List<Expr> way, List<Expr> conditions, int depth) {
    Budget.check();
    if (depth > DEEPEST) {
      complete = false;
      return;
    }
    Expr canonical = Canonical.of(zero);
    if (Canonical.isZero(canonical) || forms.isZero(zero)) {
      everywhere = true;
      return;
    }
    List<Expr> factors = new ArrayList<>();
    Forms.addFactors(factored(canonical), factors);
    for (Expr factor : factors) {
      if (!mentions(factor)) {
        if (Forms.hasSymbols(factor) && forms.sign(factor) == null) {
          special.add(forms.closed(factor));
        }
        continue;
      }
      List<Expr> next = way;
      if (depth == 0 && factors.size() > 1) {
        next = List.of(equation(factor, Num.ZERO));
      }
      if (factor instanceof Power power && !mentions(power.exponent())) {
        ofPower(power, next, conditions, depth);
        continue;
      }
      factor(factor, next, conditions, depth);
    }
  }

  /// x^(a − 1) is 0 where x is, for a > 1.
  private void ofPower(Power power, List<Expr> way, List<Expr> conditions, int depth) {
    Integer sign = forms.sign(power.exponent());
    if (sign != null && sign <= 0) {
      return;
    }
    List<Expr> all = new ArrayList<>(conditions);
    all.addAll(forms.condition(Relation.Comparison.GREATER, power.exponent(), Num.ZERO));
    solve(power.base(), way, all, depth + 1);
  }

  private Expr factored(Expr canonical) {
    try {
      return Canonical.of(forms.factored(canonical));
    } catch (NablaException tooLarge) {
      Budget.check();
      return canonical;
    }
  }

  private void factor(Expr factor, List<Expr> way, List<Expr> conditions, int depth) {
    Set<Expr> kernels = new LinkedHashSet<>();
    addKernels(factor, kernels);
    CommonKernel common = CommonKernel.of(kernels, variable);
    if (common == null) {
      Expr exponentials = Definitions.expand(HYPERBOLIC::contains, factor)[0];
      if (exponentials.equals(factor)) {
        complete = false;
      } else {
        solve(forms.expanded(exponentials), way, conditions, depth + 1);
      }
      return;
    }
    Expr kernel = common.kernel();
    Map<Expr, Expr> parts = new LinkedHashMap<>();
    common.powers().forEach((part, power) -> parts.put(part, Canonical.power(PART, power)));
    Expr inParts = Canonical.of(Substitution.of(parts).apply(factor));
    List<Expr> coefficients =
        mentions(inParts)
            ? null
            : coefficients(
                common.lowest() == 0
                    ? inParts
                    : Canonical.of(
                        forms.expanded(Product.of(inParts, Power.of(PART, -common.lowest())))));
    if (coefficients == null) {
      complete = false;
      return;
    }
    if (!kernel.equals(variable) && Inverses.inside(kernel, variable) == null) {
      complete = false;
      return;
    }
    for (Root value : polynomial(coefficients)) {
      List<Expr> all = new ArrayList<>(conditions);
      all.addAll(value.conditions());
      List<Expr> lines = new ArrayList<>(way);
      for (Expr each : value.way()) {
        Expr line = Substitution.of(PART, shown(kernel)).apply(each);
        if (lines.isEmpty() || !lines.getLast().equals(line)) {
          lines.add(line);
        }
      }
      if (kernel.equals(variable)) {
        add(new Root(value.value(), all, lines, value.exact()));
        continue;
      }
      invert(kernel, value, lines, all, depth);
    }
  }

  private void invert(Expr kernel, Root value, List<Expr> way, List<Expr> conditions, int depth) {
    Inverses.Inverse inverse = Inverses.of(kernel, value.value(), variable);
    Expr inside = Inverses.inside(kernel, variable);
    if (inverse == null || inside == null) {
      complete = false;
      return;
    }
    List<Expr> all = new ArrayList<>(conditions);
    for (Expr condition : inverse.conditions()) {
      Relation relation = (Relation) condition;
      Integer sign = forms.sign(relation.difference());
      if (sign == null) {
        all.addAll(forms.condition(relation.comparison(), relation.left(), relation.right()));
      } else if (!relation.comparison().holds(sign)) {
        // the kernel never has this value; where it has it on a whole interval, as relu has 0,
        // some solutions are not said
        if (kernel instanceof Apply apply
            && apply.operator() == nabla.catalogue.Activations.RELU
            && forms.isZero(value.value())) {
          complete = false;
        }
        return;
      }
    }
    for (Expr argument : inverse.arguments()) {
      Expr closed = forms.closed(argument);
      List<Expr> lines = new ArrayList<>(way);
      Expr line = equation(inside, closed);
      if (lines.isEmpty() || !lines.getLast().equals(line)) {
        lines.add(line);
      }
      if (inside.equals(variable)) {
        add(new Root(closed, all, lines, value.exact()));
      } else {
        solve(Canonical.difference(inside, Canonical.of(closed)), lines, all, depth + 1);
      }
    }
  }

  private void add(Root root) {
    Expr last = equation(variable, root.value());
    List<Expr> way = new ArrayList<>(root.way());
    if (!way.isEmpty() && way.getLast().equals(last)) {
      way.removeLast();
    }
    roots.add(new Root(root.value(), root.conditions(), List.copyOf(way), root.exact()));
  }

  /// The roots of a polynomial in u with these coefficients.
  private List<Root> polynomial(List<Expr> coefficients) {
    int degree = coefficients.size() - 1;
    List<Expr> leading = new ArrayList<>();
    Expr first = coefficients.getLast();
    if (forms.sign(first) == null) {
      leading.addAll(forms.condition(NOT_EQUAL, first, Num.ZERO));
    }
    if (degree == 1) {
      Expr value = forms.closed(Negate.of(Quotient.of(coefficients.getFirst(), first)));
      return List.of(new Root(value, leading, List.of(equation(PART, value)), true));
    }
    int step = step(coefficients);
    if (step == degree || (step > 1 && degree == 2 * step)) {
      return powers(coefficients, step, leading);
    }
    if (degree == 2) {
      return quadratic(coefficients, leading);
    }
    Rational[] numbers = Forms.rationals(coefficients);
    if (numbers == null) {
      complete = false;
      return List.of();
    }
    double[] doubles = new double[numbers.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = numbers[i].doubleValue();
    }
    List<Root> roots = new ArrayList<>();
    complete &= !RealRoots.mayTouch(doubles);
    for (double root : RealRoots.of(doubles)) {
      Expr value = Num.decimal(Rational.parse(java.math.BigDecimal.valueOf(root).toPlainString()));
      roots.add(new Root(value, List.of(), List.of(), false));
    }
    return roots;
  }

  /// The greatest number that divides the exponents of all powers.
  private static int step(List<Expr> coefficients) {
    int step = 0;
    for (int power = 1; power < coefficients.size(); power++) {
      if (!Canonical.isZero(coefficients.get(power))) {
        step =
            java.math.BigInteger.valueOf(step).gcd(java.math.BigInteger.valueOf(power)).intValue();
      }
    }
    return step;
  }

  /// A polynomial in `u^step`, of degree 1 or 2 in it.
  private List<Root> powers(List<Expr> coefficients, int step, List<Expr> leading) {
    List<Expr> fewer = new ArrayList<>();
    for (int power = 0; power < coefficients.size(); power += step) {
      fewer.add(coefficients.get(power));
    }
    List<Root> roots = new ArrayList<>();
    for (Root outer : polynomial(fewer)) {
      Expr kernel = Power.of(PART, step);
      Inverses.Inverse inverse = Inverses.of(kernel, outer.value(), PART);
      if (inverse == null) {
        complete = false;
        continue;
      }
      List<Expr> conditions = new ArrayList<>(leading);
      conditions.addAll(outer.conditions());
      boolean possible = true;
      for (Expr condition : inverse.conditions()) {
        Relation relation = (Relation) condition;
        Integer sign = forms.sign(relation.left());
        if (sign == null) {
          conditions.addAll(forms.condition(relation.comparison(), relation.left(), Num.ZERO));
        } else {
          possible &= relation.comparison().holds(sign);
        }
      }
      for (Expr argument : possible ? inverse.arguments() : List.<Expr>of()) {
        Expr value = forms.closed(argument);
        roots.add(
            new Root(
                value,
                conditions,
                List.of(equation(kernel, outer.value()), equation(PART, value)),
                outer.exact()));
      }
    }
    return roots;
  }

  private List<Root> quadratic(List<Expr> coefficients, List<Expr> leading) {
    Expr a = coefficients.get(2);
    Expr b = coefficients.get(1);
    Expr discriminant =
        forms.closed(
            Sum.of(Power.of(b, 2), Negate.of(Product.of(Num.of(4), a, coefficients.getFirst()))));
    Integer sign = forms.sign(discriminant);
    if (sign != null && sign < 0) {
      return List.of();
    }
    List<Expr> conditions = new ArrayList<>(leading);
    if (sign == null) {
      conditions.addAll(forms.condition(GREATER_OR_EQUAL, discriminant, Num.ZERO));
    }
    Expr root = Apply.of(Elementary.SQRT, discriminant);
    List<Root> roots = new ArrayList<>();
    for (Expr signed : List.of(Negate.of(root), root)) {
      Expr value = forms.closed(Quotient.of(Sum.of(Negate.of(b), signed), Product.of(Num.TWO, a)));
      roots.add(new Root(value, conditions, List.of(equation(PART, value)), true));
    }
    return roots;
  }

  /// The coefficients of the powers of u; null where it is no polynomial in u, or one of a high
  /// degree.
  private @Nullable List<Expr> coefficients(Expr polynomial) {
    Map<Integer, Expr> found = new TreeMap<>();
    Expr rest = polynomial;
    Rational factorial = Rational.ONE;
    try {
      for (int power = 0; power <= HIGHEST_DEGREE; power++) {
        if (power > 0) {
          factorial = factorial.times(Rational.of(power));
        }
        Expr here = Substitution.of(PART, Num.ZERO).apply(rest);
        found.put(power, forms.closed(Quotient.of(here, Num.of(factorial))));
        rest = Canonical.of(forms.expanded(Gradient.of(rest, List.of(PART)).getFirst()));
        if (Canonical.isZero(rest)) {
          return List.copyOf(found.values());
        }
      }
    } catch (NablaException undefined) {
      Budget.check();
    }
    return null;
  }

  /// The largest parts that are no sums, products or whole powers, and depend on the variable.
  private void addKernels(Expr expression, Set<Expr> kernels) {
    if (!mentions(expression)) {
      return;
    }
    switch (expression) {
      case Sum sum -> sum.children().forEach(each -> addKernels(each, kernels));
      case Product product -> product.children().forEach(each -> addKernels(each, kernels));
      case Power power
          when power.exponent() instanceof Num exponent
              && exponent.value().isInteger()
              && exponent.value().signum() > 0 ->
          addKernels(power.base(), kernels);
      default -> kernels.add(expression);
    }
  }

  private boolean mentions(Expr expression) {
    return Dag.any(expression, variable::equals);
  }

  private Expr shown(Expr kernel) {
    return kernel.equals(variable) ? kernel : forms.closed(kernel);
  }

  private Expr equation(Expr left, Expr right) {
    Expr shown = left.equals(PART) || left instanceof Power ? left : forms.closed(left);
    return Relation.of(EQUAL, shown, right);
  }
}
