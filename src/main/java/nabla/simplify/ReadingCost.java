package nabla.simplify;

import java.util.List;
import nabla.catalogue.Elementary;
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
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;

/// What a reader has to read: every occurrence of a name counts 2, every number, operator sign,
/// function name and pair of brackets 1, nested fractions extra. Of two equal expressions the one
/// that costs less is the closed form.
final class ReadingCost {

  private static final long MAXIMUM = 1L << 40;

  private ReadingCost() {}

  /// The cost of a presented expression.
  static long of(Expr presented) {
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

  private static long own(Expr node) {
    return switch (node) {
      case Num number -> 1 + number.value().numerator().bitLength() / 24;
      case Symbol symbol -> 2;
      case Bound bound -> 2;
      case Sum sum -> signs(sum);
      case Product product -> brackets(product.children());
      case Power power ->
          (power.base() instanceof Sum || power.base() instanceof Product ? 1 : 0)
              + (power.exponent() instanceof Num || Canonical.isE(power.base()) ? 0 : 1)
              + repeated(power);
      case Negate negate -> 1 + brackets(List.of(negate.operand()));
      case Quotient quotient ->
          1
              + (containsQuotient(quotient.numerator()) ? 3 : 0)
              + (containsQuotient(quotient.denominator()) ? 3 : 0);
      case Apply apply -> apply.operator() == Elementary.E ? 1 : 1 + Math.max(0, apply.arity() - 1);
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
