package nabla.calculus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.Verification;
import nabla.numeric.Verifier;
import nabla.rewrite.Derivation;
import nabla.rewrite.Domain;
import nabla.rewrite.Step;
import nabla.rewrite.Step.Reason;
import nabla.simplify.Canonical;
import nabla.simplify.ClosedForm;
import nabla.simplify.Form;
import nabla.simplify.Presentation;
import nabla.simplify.Validity;
import nabla.simplify.Written;

/// Differentiates an equation F = G that defines y as a function of x: F_x + F_y y′ = G_x + G_y y′,
/// solved for y′; higher orders differentiate y′ again, with y′ put in (implicit function theorem,
/// where F_y ≠ G_y).
public final class ImplicitDifferentiation {

  /// What came out.
  ///
  /// @param result the derivative of the dependent variable, in both variables
  /// @param conditions where the equation can be solved for it
  /// @param derivations one for each order
  /// @param stages what the partial derivatives are claimed to be
  public record Answer(
      Expr result,
      List<Expr> conditions,
      List<Derivation> derivations,
      List<Differentiation.Stage> stages) {

    /// Compares the partial derivatives with differences.
    public Verification verification(Verifier verifier, Assumptions assumptions) {
      Verification last = null;
      for (Differentiation.Stage stage : stages) {
        last = verifier.verify(stage.before(), stage.variable(), stage.after(), assumptions);
        if (!last.isVerified()) {
          return last;
        }
      }
      if (last == null) {
        throw new IllegalStateException("an equation has two sides");
      }
      return last;
    }
  }

  private final Relation equation;
  private final Symbol y;
  private final Symbol x;
  private final Derivative sign;
  private final Moving moving;
  private final Written written;
  private final Closing closing;

  private ImplicitDifferentiation(Relation equation, Symbol y, Symbol x, Written written) {
    this.equation = equation;
    this.y = y;
    this.x = x;
    this.sign = Derivative.of(y, x, 1);
    this.moving = new Moving(x, Set.of(y));
    this.written = written;
    this.closing = new Closing(written);
  }

  /// The variable that an equation is differentiated by when none is named: x, else the first.
  public static Symbol independent(List<Symbol> variables) {
    return variables.stream()
        .filter(symbol -> symbol.name().toString().equals("x"))
        .findFirst()
        .or(() -> variables.stream().findFirst())
        .orElseThrow(
            () -> new NablaException(NablaException.Kind.NAME, "the equation has no variables"));
  }

  /// The variable that depends on `independent`: y, else the only other one.
  public static Symbol dependent(Collection<Symbol> variables, Symbol independent) {
    List<Symbol> others = variables.stream().filter(symbol -> !symbol.equals(independent)).toList();
    return others.stream()
        .filter(symbol -> symbol.name().toString().equals("y"))
        .findFirst()
        .or(() -> others.size() == 1 ? others.stream().findFirst() : java.util.Optional.empty())
        .orElseThrow(() ->
            new NablaException(
                NablaException.Kind.NAME,
                "which variable depends on "
                    + independent.name()
                    + "? Implicit differentiation takes y, or the only other one"));
  }

  /// An inequality says of no variable how it changes with another.
  public static void refuseInequality(Relation relation) {
    if (relation.comparison() != Relation.Comparison.EQUAL) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "an inequality has no derivative; only an equation is differentiated, implicitly");
    }
  }

  /// The derivative of `dependent` by `independent` of the given order along the curve `equation`.
  public static Answer of(
      Relation equation, Symbol dependent, Symbol independent, int order, Written written) {
    refuseInequality(equation);
    return new ImplicitDifferentiation(equation, dependent, independent, written).answer(order);
  }

  private Answer answer(int order) {
    Expr difference =
        Canonical.difference(Canonical.of(equation.left()), Canonical.of(equation.right()));
    Expr byX = closed(Derivatives.of(difference, x));
    Expr byY = closed(Derivatives.of(difference, y));
    if (Canonical.isZero(byY)) {
      throw new NablaException(
          NablaException.Kind.DOMAIN, "the equation does not determine " + y.name());
    }
    List<Differentiation.Stage> stages =
        new ArrayList<>(
            List.of(
                new Differentiation.Stage(difference, x, byX),
                new Differentiation.Stage(difference, y, byY)));
    List<Derivation> derivations = new ArrayList<>();
    Derivation first = first(byX, byY);
    derivations.add(first);
    Expr slope = Canonical.of(((Relation) first.result()).right());
    Expr current = slope;
    for (int k = 2; k <= order; k++) {
      stages.add(new Differentiation.Stage(current, x, closed(Derivatives.of(current, x))));
      stages.add(new Differentiation.Stage(current, y, closed(Derivatives.of(current, y))));
      Derivation next = higher(current, k, slope);
      derivations.add(next);
      current = Canonical.of(next.result());
    }
    Expr factored = OnCurve.form(new Form.Factored(), byY, written);
    Expr defined = Sum.of(equation.left(), equation.right(), Power.of(factored, -1), current);
    List<Expr> conditions =
        Validity.of(Domain.conditions(defined, Assumptions.NONE), Assumptions.NONE)
            .statements(written);
    return new Answer(present(current), conditions, List.copyOf(derivations), List.copyOf(stages));
  }

  private Expr closed(Expr expression) {
    return ClosedForm.of(Canonical.of(expression), written).expression();
  }

  private Expr present(Expr canonical) {
    return Presentation.of(canonical, written);
  }

  private static Expr equal(Expr left, Expr right) {
    return Relation.of(Relation.Comparison.EQUAL, left, right);
  }

  /// Both sides differentiated, the terms in dy/dx collected, and divided.
  private Derivation first(Expr byX, Expr byY) {
    Expr both = equal(Derivative.of(equation.left(), x, 1), Derivative.of(equation.right(), x, 1));
    List<Step> steps = new ArrayList<>(DifferentiationSteps.of(both, moving));
    Step opening = steps.getFirst();
    List<Reason> reasons = new ArrayList<>();
    reasons.add(
        new Reason(
            "implicit", "differentiate both sides, " + y.name() + " depends on " + x.name(), null));
    reasons.addAll(opening.reasons());
    steps.set(0, new Step(both, opening.after(), reasons, opening.within()));
    tidySides(steps);
    Expr right = present(Canonical.negate(byX));
    collect(steps, equal(Tidy.of(Product.of(present(byY), sign)), right));
    Expr quotient = Canonical.quotient(Canonical.negate(byX), byY);
    if (!Canonical.isOne(byY)) {
      add(steps, equal(sign, present(quotient)), division(byY));
    }
    ClosedForm.Result closed = ClosedForm.of(quotient, written);
    Expr shown = present(closed.expression());
    if (!(shown instanceof Sum)) {
      add(steps, equal(sign, shown), closing.presented(closed.reason()));
    }
    return new Derivation(both, both, List.copyOf(steps));
  }

  private Reason division(Expr divisor) {
    List<Expr> conditions =
        Validity.of(Domain.conditions(Power.of(divisor, -1), Assumptions.NONE), Assumptions.NONE)
            .statements(written);
    return switch (conditions.size()) {
      case 0 -> new Reason("solve", "divide by", present(divisor));
      case 1 -> new Reason("solve", "divide, where", conditions.getFirst());
      default ->
          new Reason(
              "solve",
              "divide, where",
              Relation.of(Relation.Comparison.NOT_EQUAL, present(divisor), Num.ZERO));
    };
  }

  /// Products in which dy/dx stands inside a sum are multiplied out.
  private void tidySides(List<Step> steps) {
    Relation line = (Relation) steps.getLast().after();
    Expr left = multipliedOut(line.left());
    Expr right = multipliedOut(line.right());
    add(steps, equal(left, right), new Reason("multiply-out", "multiply out", null));
  }

  /// The terms with dy/dx, each a product with it, among those without; the side itself where they
  /// are so already.
  private Expr multipliedOut(Expr side) {
    Expr canonical = Canonical.of(side);
    List<Expr> terms = new ArrayList<>();
    boolean changed = false;
    for (Expr term : canonical instanceof Sum sum ? sum.children() : List.of(canonical)) {
      if (!Dag.any(term, sign::equals)) {
        terms.add(present(term));
        continue;
      }
      changed |= !isMultiple(term);
      Symbol slope = Symbol.of("slope");
      Expr replaced = Substitution.of(sign, slope).apply(term);
      Expr constant = Canonical.of(Substitution.of(slope, Num.ZERO).apply(replaced));
      if (!Canonical.isZero(constant)) {
        terms.add(present(constant));
      }
      terms.add(Product.of(present(Canonical.of(Derivatives.of(replaced, slope))), sign));
    }
    return changed ? Tidy.of(Sum.of(terms)) : side;
  }

  private boolean isMultiple(Expr term) {
    return term.equals(sign)
        || (term instanceof Product product
            && product.children().stream().filter(f -> Dag.any(f, sign::equals)).count() == 1
            && product.children().contains(sign));
  }

  /// Adds the line with dy/dx on the left and the rest on the right, where it is not there yet.
  private void collect(List<Step> steps, Expr collected) {
    Expr last = steps.getLast().after();
    if (!Canonical.of(last).equals(Canonical.of(collected))) {
      add(steps, collected, new Reason("collect", "collect the terms in", sign));
    }
  }

  private static void add(List<Step> steps, Expr line, Reason reason) {
    Expr last = steps.getLast().after();
    if (!line.equals(last)) {
      steps.add(new Step(last, line, List.of(reason), List.of()));
    }
  }

  /// The derivative of the one before, with dy/dx put in, simplified, and once more by the equation
  /// of the curve.
  private Derivation higher(Expr current, int order, Expr slope) {
    Expr start = Derivative.of(present(current), x, 1);
    List<Step> steps = new ArrayList<>(DifferentiationSteps.of(start, moving));
    Expr line = steps.isEmpty() ? start : steps.getLast().after();
    Expr replaced = Tidy.of(Substitution.of(sign, present(slope)).apply(line));
    if (!replaced.equals(line)) {
      steps.add(
          new Step(line, replaced, List.of(new Reason("substitute", "put in", sign)), List.of()));
    }
    closing.finish(steps, replaced);
    Expr before = steps.isEmpty() ? start : steps.getLast().after();
    OnCurve.Shorter shorter = new OnCurve(equation, written).of(Canonical.of(before));
    if (shorter != null) {
      add(steps, present(shorter.before()), new Reason("factor", "factor", null));
      add(steps, present(shorter.after()), new Reason("on-the-curve", "with", equation));
    }
    return new Derivation(Derivative.of(y, x, order), start, List.copyOf(steps));
  }
}
