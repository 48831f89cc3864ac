package nabla.simplify;

import java.util.List;
import java.util.Set;
import nabla.catalogue.Elementary;
import nabla.catalogue.Hyperbolic;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Logic;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Operator;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;

/// What a reader has to read: every occurrence of a name counts 2, every number, operator sign,
/// function name and pair of brackets 1, nested fractions extra. Of two equal expressions the one
/// that costs less is the closed form.
final class ReadingCost {

  private static final long MAXIMUM = 1L << 40;

  private static final Rational HUNDRED = Rational.of(100);

  private static final Set<Operator> DIRECT =
      Set.of(
          Trigonometric.SIN,
          Trigonometric.COS,
          Trigonometric.TAN,
          Hyperbolic.SINH,
          Hyperbolic.COSH,
          Hyperbolic.TANH);

  private static final Set<Operator> INVERSES =
      Set.of(
          Trigonometric.ARCSIN,
          Trigonometric.ARCCOS,
          Trigonometric.ARCTAN,
          Hyperbolic.ARSINH,
          Hyperbolic.ARCOSH,
          Hyperbolic.ARTANH);

  private final Written written;

  private ReadingCost(Written written) {
    this.written = written;
  }

  /// The cost of a presented expression for the author of `written`.
  static long of(Expr presented, Written written) {
    return new ReadingCost(written).of(presented);
  }

  private long of(Expr presented) {
    Dag dag = Dag.of(presented);
    long[] costs = new long[dag.size()];
    for (int position = 0; position < costs.length; position++) {
      Expr node = dag.node(position);
      long cost = own(node);
      for (Expr child : node.children()) {
        cost += costs[dag.position(child)];
      }
      costs[position] = Math.min(cost, MAXIMUM);
    }
    return costs[costs.length - 1];
  }

  private long own(Expr node) {
    return switch (node) {
      case Num number ->
          1 + number.value().numerator().bitLength() / 24 + (isLargeAmongDecimals(number) ? 2 : 0);
      case Symbol symbol -> 2;
      case Bound bound -> 2;
      case Sum sum -> signs(sum) + mixed(sum);
      case Product product ->
          brackets(product.children())
              + unfactored(product.children(), false)
              - known(product.children());
      case Power power ->
          (power.base() instanceof Sum || power.base() instanceof Product ? 1 : 0)
              + (power.exponent() instanceof Num || Canonical.isE(power.base()) ? 0 : 1)
              + repeated(power);
      case Negate negate -> 1 + brackets(List.of(negate.operand()));
      case Quotient quotient ->
          1
              + unfactored(factors(quotient.numerator()), true)
              + unfactored(factors(quotient.denominator()), true)
              + (containsQuotient(quotient.numerator()) ? 3 : 0)
              + (containsQuotient(quotient.denominator()) ? 3 : 0);
      case Apply apply ->
          (apply.operator() == Elementary.E ? 1 : 1 + Math.max(0, apply.arity() - 1))
              + (isOfInverse(apply) ? 8 : 0);
      case Derivative derivative -> 6;
      case Relation relation -> 1;
      case Logic logic -> 1;
      case Cases cases -> 4;
      case Binder binder -> 3;
      case Literal literal -> 1;
    };
  }

  /// A high power of a function value hides a factor that could stand in front: σ − σ² is σ(1 − σ).
  private static long repeated(Power power) {
    return power.base() instanceof Apply apply
            && apply.arity() > 0
            && apply.operator() != Elementary.SQRT
            && power.exponent() instanceof Num number
            && number.value().isInt()
        ? Math.clamp(3L * (Math.abs(number.value().intValue()) - 1) - 1, 0, 12)
        : 0;
  }

  /// Who writes 0.001 does not expect 1000.
  private boolean isLargeAmongDecimals(Num number) {
    return written.decimals() && number.value().abs().compareTo(HUNDRED) >= 0;
  }

  /// A function of an inverse function is an algebraic one: sin(arccos(x)) is √(1 − x²).
  private static boolean isOfInverse(Apply apply) {
    return apply.arity() == 1
        && DIRECT.contains(apply.operator())
        && apply.argument() instanceof Apply inner
        && INVERSES.contains(inner.operator());
  }

  /// A plus or a minus between terms; the minus of a negated term is counted there, and once more
  /// where it leads.
  private static int signs(Sum sum) {
    int signs = sum.child(0) instanceof Negate ? 1 : -1;
    for (Expr term : sum.children()) {
      signs += term instanceof Negate ? 0 : 1;
    }
    return signs;
  }

  private static int brackets(List<Expr> factors) {
    int brackets = 0;
    for (Expr factor : factors) {
      brackets += factor instanceof Sum || factor instanceof Negate ? 1 : 0;
    }
    return brackets;
  }

  /// A factor of names and numbers that was written costs less than it seems: 10(2x + 4)⁴ is read
  /// more easily than 160(x + 2)⁴.
  private int known(List<Expr> factors) {
    for (Expr factor : factors) {
      Expr base =
          factor instanceof Power power && power.exponent() instanceof Num ? power.base() : factor;
      if (base instanceof Sum sum
          && written.shows(sum)
          && !Dag.any(sum, node -> node instanceof Apply apply && apply.arity() > 0)) {
        return 1;
      }
    }
    return 0;
  }

  private static List<Expr> factors(Expr part) {
    return part instanceof Product product ? product.children() : List.of(part);
  }

  /// Factors that nobody wrote and from which a number, in a fraction also a name, could be taken:
  /// (6x² − 2)/(x² + 1)³ is 2(3x² − 1)/(x² + 1)³.
  private int unfactored(List<Expr> factors, boolean fraction) {
    int cost = 0;
    for (Expr factor : factors) {
      if (factor instanceof Sum sum && !written.shows(sum)) {
        cost += CommonParts.hasNumber(sum) ? fraction ? 3 : 2 : 0;
        cost += fraction && CommonParts.hasName(sum) ? 3 : 0;
      }
    }
    return cost;
  }

  /// Terms that were made by taking a factor out of unlike ones: 6xy² + cos(xy) − xy sin(xy) is
  /// read more easily than cos(xy) + xy(6y − sin(xy)).
  private int mixed(Sum sum) {
    int cost = 0;
    for (Expr term : sum.children()) {
      for (Expr factor : factors(term instanceof Negate negate ? negate.operand() : term)) {
        cost += factor instanceof Sum inner && !written.shows(inner) && isMixed(inner) ? 3 : 0;
      }
    }
    return cost;
  }

  /// Whether multiples of names and of function values are added.
  private static boolean isMixed(Sum sum) {
    boolean names = false;
    boolean values = false;
    for (Expr term : sum.children()) {
      boolean value = Dag.any(term, node -> node instanceof Apply apply && apply.arity() > 0);
      values |= value;
      names |= !value && Dag.any(term, Symbol.class::isInstance);
    }
    return names && values;
  }

  private static boolean containsQuotient(Expr part) {
    if (part instanceof Quotient) {
      return true;
    }
    for (Expr child :
        part instanceof Sum || part instanceof Product ? part.children() : List.<Expr>of()) {
      Expr inner = child instanceof Negate negate ? negate.operand() : child;
      if (inner instanceof Quotient) {
        return true;
      }
    }
    return false;
  }
}
