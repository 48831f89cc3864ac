package nabla.calculus;

import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Combinatorial;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Cases;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Operator;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Sum;
import nabla.expr.UnknownFunction;
import nabla.rewrite.RuleBook;
import nabla.rewrite.Step.Reason;
import nabla.simplify.Canonical;

/// The names of the rules of differentiation, as the rule book and a teacher say them.
final class Reasons {

  private static final RuleBook BOOK = RuleBook.load("differentiation", Canonical::of);

  static final Reason CONSTANT = BOOK.reason("constant");
  static final Reason VARIABLE = BOOK.reason("variable");
  static final Reason POWER = BOOK.reason("power-rule");
  static final Reason EXPONENTIAL = BOOK.reason("exponential-of-base");
  static final Reason STAYS = BOOK.reason("unevaluated");
  static final Reason PARTS = BOOK.reason("chain-rule-through-intermediates");

  static final Reason CHAIN = BOOK.reason("chain-rule");
  static final Reason SUM = BOOK.reason("sum-rule");
  static final Reason FACTOR = BOOK.reason("constant-factor");
  static final Reason EXPONENTIAL_NATURAL = BOOK.reason("exponential");
  static final Reason LOGARITHM = BOOK.reason("power-as-exponential");
  static final Reason PRODUCT = BOOK.reason("product-rule");

  private Reasons() {}

  /// The reasons without those that go without saying beside others.
  static List<Reason> worthSaying(Set<Reason> reasons) {
    boolean others =
        reasons.stream().anyMatch(reason -> !reason.equals(VARIABLE) && !reason.equals(CONSTANT));
    return reasons.stream().filter(reason -> !others || !reason.equals(VARIABLE)).toList();
  }

  /// The derivative of a function: the one that the catalogue states, or `g″` for an unknown `g′`.
  static Reason derivativeOf(Operator function) {
    if (function instanceof UnknownFunction unknown) {
      int order = unknown.orders().stream().mapToInt(Integer::intValue).sum();
      return derivativeOf(unknown.symbol() + (unknown.orders().size() == 1 ? primes(order) : ""));
    }
    return derivativeOf(SPOKEN.getOrDefault(function, function.name()));
  }

  private static String primes(int order) {
    return order < PRIMES.size() ? PRIMES.get(order) : "⁽" + order + "⁾";
  }

  private static final List<String> PRIMES = List.of("", "′", "″", "‴", "⁗");

  /// Functions that are written with signs instead of their names.
  private static final Map<Operator, String> SPOKEN =
      Map.of(
          Elementary.ABS,
          "|u|",
          Elementary.SQRT,
          "√u",
          Elementary.CBRT,
          "∛u",
          Elementary.FLOOR,
          "⌊u⌋",
          Elementary.CEILING,
          "⌈u⌉",
          Combinatorial.FACTORIAL,
          "u!");

  /// A derivative by name.
  static Reason derivativeOf(String function) {
    return new Reason("derivative-of-" + function, "derivative of " + function, null);
  }

  /// The rules that the outermost operation of `body` calls for.
  static List<Reason> structural(Expr body, Moving moving) {
    if (!moving.in(body)) {
      return List.of(CONSTANT);
    }
    return switch (body) {
      case Sum sum -> List.of(SUM);
      case Negate negate -> List.of(FACTOR);
      case Product product -> {
        long factors = product.children().stream().filter(moving::in).count();
        yield List.of(factors == 1 ? FACTOR : PRODUCT);
      }
      case Quotient quotient -> List.of(BOOK.reason(quotientRule(quotient, moving)));
      case Power power -> power(power, moving);
      case Apply apply -> List.of(CHAIN, derivativeOf(apply.operator()));
      case Cases cases -> List.of(BOOK.reason("cases"));
      case Binder binder ->
          List.of(
              switch (binder.kind()) {
                case SUM -> BOOK.reason("sum-of-derivatives");
                case PRODUCT -> BOOK.reason("product-of-many");
                case INTEGRAL -> BOOK.reason("leibniz-integral-rule");
                case LIMIT -> STAYS;
              });
      default -> List.of(STAYS);
    };
  }

  private static String quotientRule(Quotient quotient, Moving moving) {
    if (!moving.in(quotient.denominator())) {
      return "constant-factor";
    }
    return moving.in(quotient.numerator()) ? "quotient-rule" : "reciprocal-rule";
  }

  private static List<Reason> power(Power power, Moving moving) {
    if (!moving.in(power.exponent())) {
      return List.of(POWER, CHAIN);
    }
    if (moving.in(power.base())) {
      return List.of(BOOK.reason("general-power"));
    }
    boolean natural = power.base() instanceof Apply apply && apply.operator() == Elementary.E;
    return List.of(natural ? EXPONENTIAL_NATURAL : EXPONENTIAL, CHAIN);
  }
}
