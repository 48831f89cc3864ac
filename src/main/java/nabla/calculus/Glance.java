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
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.rewrite.Step.Reason;

/// What a person differentiates at a glance, without writing the derivative sign again: the
/// variable, its powers, a known function of it, and sums and constant multiples of these.
final class Glance {

  private final Moving moving;

  Glance(Moving moving) {
    this.moving = moving;
  }

  static boolean dependsOn(Expr expression, Symbol variable) {
    return Dag.any(expression, variable::equals);
  }

  /// The derivative of what is seen at a glance.
  Expr derivative(Expr body) {
    if (!moving.in(body)) {
      return Num.ZERO;
    }
    Expr inner = withoutSigns(body);
    if (inner instanceof Sum sum && !body.equals(inner)) {
      Expr direct = derivative(sum);
      return isNegative(body) ? Build.negate(direct) : direct;
    }
    return switch (body) {
      case Sum sum -> Build.sum(sum.children().stream().map(this::derivative).toList());
      default -> {
        Expr direct = Derivatives.of(body, moving.variable());
        List<Expr> terms = new ArrayList<>(List.of(direct));
        for (Symbol dependent : moving.dependents()) {
          terms.add(Build.product(Derivatives.of(body, dependent), moving.sign(dependent)));
        }
        yield Build.sum(terms);
      }
    };
  }

  /// Whether the derivative needs no line of its own.
  boolean sees(Expr body) {
    if (!moving.in(body)) {
      return true;
    }
    return switch (withoutSigns(body)) {
      case Symbol symbol -> true;
      case Sum sum -> sum.children().stream().allMatch(this::isTermAtAGlance);
      default -> isTermAtAGlance(body);
    };
  }

  /// However many signs there are: no recursion over expressions.
  static Expr withoutSigns(Expr signed) {
    Expr inner = signed;
    while (inner instanceof Negate negate) {
      inner = negate.operand();
    }
    return inner;
  }

  /// Whether the signs in front make a minus.
  static boolean isNegative(Expr signed) {
    boolean negative = false;
    for (Expr inner = signed; inner instanceof Negate negate; inner = negate.operand()) {
      negative = !negative;
    }
    return negative;
  }

  /// A constant multiple of a basic function.
  private boolean isTermAtAGlance(Expr term) {
    Expr numerator = withoutSigns(term);
    while (numerator instanceof Quotient quotient) {
      if (moving.in(quotient.denominator())) {
        return false;
      }
      numerator = withoutSigns(quotient.numerator());
    }
    if (numerator instanceof Product product) {
      List<Expr> factors = factors(product);
      return factors.isEmpty() || (factors.size() == 1 && isBasic(factors.getFirst()));
    }
    return isBasic(numerator);
  }

  /// The factors that move.
  private List<Expr> factors(Product product) {
    List<Expr> factors = new ArrayList<>();
    for (Expr factor : product.children()) {
      if (moving.in(factor)) {
        factors.add(factor);
      }
    }
    return factors;
  }

  private boolean isBasic(Expr factor) {
    if (!moving.in(factor)) {
      return true;
    }
    return switch (factor) {
      case Symbol symbol -> true;
      case Power power ->
          moving.isMover(power.base())
              ? !moving.in(power.exponent())
              : moving.isMover(power.exponent()) && !moving.in(power.base());
      case Apply apply ->
          apply.arity() > 0
              && moving.isMover(apply.child(0))
              && apply.children().stream().skip(1).noneMatch(other -> moving.in(other))
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
    if (!moving.in(body)) {
      reasons.add(Reasons.CONSTANT);
      return;
    }
    if (!(body instanceof Symbol) && isTermAtAGlance(body) && Dag.any(body, moving::isDependent)) {
      collectOwn(body, reasons);
      reasons.add(Reasons.CHAIN);
    } else {
      collectOwn(body, reasons);
    }
  }

  private void collectOwn(Expr body, Set<Reason> reasons) {
    switch (body) {
      case Sum sum -> {
        Set<Reason> constants = new LinkedHashSet<>();
        for (Expr term : sum.children()) {
          collect(term, moving.in(term) ? reasons : constants);
        }
        reasons.addAll(constants);
      }
      case Product product -> factors(product).forEach(factor -> collect(factor, reasons));
      case Power power
          when power.base() instanceof Apply apply && apply.operator() == Elementary.E ->
          reasons.add(Reasons.derivativeOf("e^" + ((Symbol) power.exponent()).name()));
      case Power power ->
          reasons.add(moving.isMover(power.base()) ? Reasons.POWER : Reasons.EXPONENTIAL);
      case Apply apply -> reasons.add(Reasons.derivativeOf(apply.operator()));
      default -> reasons.add(Reasons.VARIABLE);
    }
  }
}
