package nabla.calculus;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.rewrite.Step.Reason;

/// What a person differentiates at a glance, without writing the derivative sign again: the
/// variable, its powers, a known function of it, and sums and constant multiples of these.
final class Glance {

  private final Symbol variable;

  Glance(Symbol variable) {
    this.variable = variable;
  }

  static boolean dependsOn(Expr expression, Symbol variable) {
    return Dag.any(expression, variable::equals);
  }

  /// Whether the derivative needs no line of its own.
  boolean sees(Expr body) {
    if (!dependsOn(body, variable)) {
      return true;
    }
    return switch (withoutSigns(body)) {
      case Symbol symbol -> true;
      case Sum sum -> sum.children().stream().allMatch(this::isTermAtAGlance);
      default -> isTermAtAGlance(body);
    };
  }

  /// However many signs there are: no recursion over expressions.
  private static Expr withoutSigns(Expr signed) {
    Expr inner = signed;
    while (inner instanceof Negate negate) {
      inner = negate.operand();
    }
    return inner;
  }

  /// A constant multiple of a basic function.
  private boolean isTermAtAGlance(Expr term) {
    Expr numerator = withoutSigns(term);
    while (numerator instanceof Quotient quotient) {
      if (dependsOn(quotient.denominator(), variable)) {
        return false;
      }
      numerator = withoutSigns(quotient.numerator());
    }
    if (numerator instanceof Product product) {
      List<Expr> moving = moving(product);
      return moving.isEmpty() || (moving.size() == 1 && isBasic(moving.getFirst()));
    }
    return isBasic(numerator);
  }

  private List<Expr> moving(Product product) {
    List<Expr> moving = new ArrayList<>();
    for (Expr factor : product.children()) {
      if (dependsOn(factor, variable)) {
        moving.add(factor);
      }
    }
    return moving;
  }

  private boolean isBasic(Expr factor) {
    if (!dependsOn(factor, variable)) {
      return true;
    }
    return switch (factor) {
      case Symbol symbol -> true;
      case Power power ->
          power.base().equals(variable)
              ? !dependsOn(power.exponent(), variable)
              : power.exponent().equals(variable) && !dependsOn(power.base(), variable);
      case Apply apply ->
          apply.arity() > 0
              && apply.child(0).equals(variable)
              && apply.children().stream().skip(1).noneMatch(other -> dependsOn(other, variable))
              && Differential.partial(apply, 0) != null;
      default -> false;
    };
  }

  /// The rules that the glance used, in the order of the terms.
  Set<Reason> reasons(Expr body) {
    Set<Reason> reasons = new LinkedHashSet<>();
    collect(body, reasons);
    return reasons;
  }

  private void collect(Expr written, Set<Reason> reasons) {
    Expr body = withoutSigns(written);
    while (body instanceof Quotient quotient) {
      body = withoutSigns(quotient.numerator());
    }
    if (!dependsOn(body, variable)) {
      reasons.add(Reasons.CONSTANT);
      return;
    }
    switch (body) {
      case Sum sum -> {
        Set<Reason> constants = new LinkedHashSet<>();
        for (Expr term : sum.children()) {
          collect(term, dependsOn(term, variable) ? reasons : constants);
        }
        reasons.addAll(constants);
      }
      case Product product -> moving(product).forEach(factor -> collect(factor, reasons));
      case Power power
          when power.base() instanceof Apply apply && apply.operator() == Elementary.E ->
          reasons.add(Reasons.derivativeOf("e^" + variable.name()));
      case Power power ->
          reasons.add(power.base().equals(variable) ? Reasons.POWER : Reasons.EXPONENTIAL);
      case Apply apply -> reasons.add(Reasons.derivativeOf(apply.operator()));
      default -> reasons.add(Reasons.VARIABLE);
    }
  }
}
