package nabla.calculus;

import java.util.List;
import java.util.Set;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Cases;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.rewrite.Step.Reason;

/// The names of the rules of differentiation, as a teacher says them.
final class Reasons {

  static final Reason CONSTANT = new Reason("constant", "constant", null);
  static final Reason VARIABLE = new Reason("variable", "derivative of a linear term", null);
  static final Reason POWER = new Reason("power-rule", "power rule", null);
  static final Reason EXPONENTIAL = new Reason("exponential", "derivative of an exponential", null);
  static final Reason STAYS = new Reason("unevaluated", "no rule is known: the derivative stays as it is", null);

  private static final Reason SUM = new Reason("sum-rule", "sum rule", null);
  private static final Reason CONSTANT_FACTOR = new Reason("constant-factor", "constant factor", null);
  private static final Reason PRODUCT = new Reason("product-rule", "product rule", null);
  private static final Reason QUOTIENT = new Reason("quotient-rule", "quotient rule", null);
  private static final Reason RECIPROCAL = new Reason("reciprocal-rule", "reciprocal rule", null);
  private static final Reason CHAIN_POWER = new Reason("power-rule", "power rule, chain rule", null);
  private static final Reason CHAIN_EXPONENTIAL = new Reason("exponential", "derivative of e^u, chain rule", null);
  private static final Reason GENERAL_POWER =
      new Reason("general-power", "u^v = e^(v ln u), chain rule", null);
  private static final Reason CASES = new Reason("cases", "case by case", null);
  private static final Reason UNDER_SUM = new Reason("sum-of-derivatives", "derivative under the sum", null);
  private static final Reason LOGARITHMIC = new Reason("product-of-many", "logarithmic derivative of a product", null);
  private static final Reason LEIBNIZ = new Reason("leibniz-integral-rule", "Leibniz integral rule", null);

  static final Reason PARTS =
      new Reason("chain-rule-through-intermediates", "chain rule: derivatives of the parts", null);

  private Reasons() {}

  /// The reasons without those that go without saying beside others.
  static List<Reason> worthSaying(Set<Reason> reasons) {
    boolean others = reasons.stream().anyMatch(reason -> reason != VARIABLE && reason != CONSTANT);
    return reasons.stream().filter(reason -> !others || reason != VARIABLE).toList();
  }

  static Reason derivativeOf(String function) {
    return new Reason("derivative-of-" + function, "derivative of " + function, null);
  }

  /// The rule that the outermost operation of `body` calls for.
  static Reason structural(Expr body, Symbol variable) {
    return switch (body) {
      case Sum sum -> SUM;
      case Negate negate -> CONSTANT_FACTOR;
      case Product product -> {
        long moving = product.children().stream().filter(factor -> Glance.dependsOn(factor, variable)).count();
        yield moving == 1 ? CONSTANT_FACTOR : PRODUCT;
      }
      case Quotient quotient -> !Glance.dependsOn(quotient.denominator(), variable)
          ? CONSTANT_FACTOR
          : Glance.dependsOn(quotient.numerator(), variable) ? QUOTIENT : RECIPROCAL;
      case Power power -> !Glance.dependsOn(power.exponent(), variable)
          ? CHAIN_POWER
          : Glance.dependsOn(power.base(), variable)
              ? GENERAL_POWER
              : power.base() instanceof Apply apply && apply.operator() == Elementary.E ? CHAIN_EXPONENTIAL : EXPONENTIAL;
      case Apply apply -> new Reason("chain-rule", "chain rule, derivative of " + apply.operator().name(), null);
      case Cases cases -> CASES;
      case Binder binder -> switch (binder.kind()) {
        case SUM -> UNDER_SUM;
        case PRODUCT -> LOGARITHMIC;
        case INTEGRAL -> LEIBNIZ;
        case LIMIT -> STAYS;
      };
      default -> STAYS;
    };
  }
}
