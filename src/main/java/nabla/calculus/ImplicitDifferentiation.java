package nabla.calculus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import nabla.expr.Assumptions;
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

  private ImplicitDifferentiation() {}

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

  /// The derivative of `dependent` by `independent` of the given order along the curve `equation`.
  public static Answer of(
      Relation equation, Symbol dependent, Symbol independent, int order, Written written) {
    if (equation.comparison() != Relation.Comparison.EQUAL) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED, "only an equation can be differentiated implicitly");
    }
    Expr difference =
        Canonical.difference(Canonical.of(equation.left()), Canonical.of(equation.right()));
    Expr byX = closed(Derivatives.of(difference, independent), written);
    Expr byY = closed(Derivatives.of(difference, dependent), written);
    if (Canonical.isZero(byY)) {
      throw new NablaException(
          NablaException.Kind.DOMAIN, "the equation does not determine " + dependent.name());
    }
    List<Differentiation.Stage> stages =
        new ArrayList<>(
            List.of(
                new Differentiation.Stage(difference, independent, byX),
                new Differentiation.Stage(difference, dependent, byY)));
    Expr slope = closed(Canonical.negate(Canonical.quotient(byX, byY)), written);
    List<Derivation> derivations = new ArrayList<>();
    derivations.add(first(equation, dependent, independent, byX, byY, slope, written));
    Expr current = slope;
    for (int k = 2; k <= order; k++) {
      Expr direct = closed(Derivatives.of(current, independent), written);
      Expr through = closed(Derivatives.of(current, dependent), written);
      stages.add(new Differentiation.Stage(current, independent, direct));
      stages.add(new Differentiation.Stage(current, dependent, through));
      Expr next =
          onCurve(
              closed(Canonical.sum(direct, Canonical.product(through, slope)), written),
              equation,
              written);
      derivations.add(
          higher(current, dependent, independent, k, direct, through, slope, next, written));
      current = next;
    }
    List<Expr> conditions =
        Validity.of(Domain.conditions(Power.of(byY, -1), Assumptions.NONE), Assumptions.NONE)
            .statements(written);
    return new Answer(
        present(current, written), conditions, List.copyOf(derivations), List.copyOf(stages));
  }

  /// Where one side of the equation stands in the expression as it is, the other takes its place if
  /// it is a number.
  private static Expr onCurve(Expr expression, Relation equation, Written written) {
    Expr left = Canonical.of(equation.left());
    Expr right = Canonical.of(equation.right());
    if (!(right instanceof Num)) {
      return expression;
    }
    Expr replaced = Canonical.of(Substitution.of(left, right).apply(expression));
    return replaced.equals(expression) ? expression : closed(replaced, written);
  }

  private static Expr closed(Expr expression, Written written) {
    return ClosedForm.of(Canonical.of(expression), written).expression();
  }

  private static Expr present(Expr canonical, Written written) {
    return Presentation.of(canonical, written);
  }

  private static Derivation first(
      Relation equation, Symbol y, Symbol x, Expr byX, Expr byY, Expr slope, Written written) {
    Derivative sign = Derivative.of(y, x, 1);
    Expr both =
        Relation.of(
            Relation.Comparison.EQUAL,
            Derivative.of(equation.left(), x, 1),
            Derivative.of(equation.right(), x, 1));
    Expr line =
        Relation.of(
            Relation.Comparison.EQUAL,
            Tidy.of(Sum.of(present(byX, written), Product.of(present(byY, written), sign))),
            Num.ZERO);
    Step differentiated =
        new Step(
            both,
            line,
            List.of(
                new Reason(
                    "implicit",
                    "differentiate both sides, " + y.name() + " depends on " + x.name(),
                    null)),
            List.of());
    Expr solution = Relation.of(Relation.Comparison.EQUAL, sign, present(slope, written));
    Step solved =
        new Step(line, solution, List.of(new Reason("solve", "solve for", sign)), List.of());
    return new Derivation(both, both, List.of(differentiated, solved));
  }

  private static Derivation higher(
      Expr current,
      Symbol y,
      Symbol x,
      int order,
      Expr direct,
      Expr through,
      Expr slope,
      Expr next,
      Written written) {
    Derivative sign = Derivative.of(y, x, 1);
    Expr start = Derivative.of(present(current, written), x, 1);
    Expr line =
        Tidy.of(Sum.of(present(direct, written), Product.of(present(through, written), sign)));
    Expr replaced =
        Tidy.of(
            Sum.of(
                present(direct, written),
                Product.of(present(through, written), present(slope, written))));
    Expr result = present(next, written);
    return new Derivation(
        Derivative.of(y, x, order),
        start,
        List.of(
            new Step(
                start,
                line,
                List.of(new Reason("implicit", y.name() + " depends on " + x.name(), null)),
                List.of()),
            new Step(line, replaced, List.of(new Reason("substitute", "put in", sign)), List.of()),
            new Step(
                replaced,
                result,
                List.of(new Reason("collect-like-terms", "simplify, on the curve", null)),
                List.of())));
  }
}
