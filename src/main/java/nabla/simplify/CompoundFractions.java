package nabla.simplify;

import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Sum;

/// Clears the fractions inside sums that are factors, so that powers in them stay together: 1/(1 +
/// (x − m)²/s²) is s²/(s² + (x − m)²).
final class CompoundFractions {

  private CompoundFractions() {}

  /// The expression with each inner sum over one denominator.
  static Expr cleared(Expr expression) {
    return cleared(expression, false);
  }

  /// The expression with each sum that is divided by over one denominator: 1/(n(1 + 1/n)) is 1/(n +
  /// 1).
  static Expr clearedBelow(Expr expression) {
    return cleared(expression, true);
  }

  private static Expr cleared(Expr expression, boolean onlyBelow) {
    Dag dag = Dag.below(CompoundFractions::isRational, expression);
    if (dag.nodes().stream().noneMatch(node -> node instanceof Sum sum && hasFraction(sum))) {
      return expression;
    }
    Expr[] results = new Expr[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      results[position] = node;
      if (isRational(node)) {
        Expr[] children = new Expr[node.arity()];
        for (int i = 0; i < children.length; i++) {
          children[i] = results[dag.position(node.child(i))];
        }
        if (onlyBelow && isBelow(node) && children[0] instanceof Sum sum && hasFraction(sum)) {
          children[0] = overOne(sum);
        }
        Expr rebuilt = Canonical.rebuild(node, children);
        results[position] =
            !onlyBelow && rebuilt instanceof Sum sum && hasFraction(sum) ? overOne(sum) : rebuilt;
      }
    }
    return results[results.length - 1];
  }

  private static Expr overOne(Sum sum) {
    Kernels kernels = Kernels.withClosedSums(sum);
    Fraction fraction = kernels.fraction(sum);
    Expr numerator = kernels.expression(fraction.numerator());
    if (numerator instanceof Sum terms) {
      CommonFactor common = CommonFactor.of(terms);
      numerator = Canonical.product(common.factor(), common.rest());
    }
    return Canonical.quotient(numerator, kernels.expression(fraction.denominator()));
  }

  private static boolean hasFraction(Sum sum) {
    for (Expr term : sum.children()) {
      for (Expr factor : term instanceof Product ? term.children() : java.util.List.of(term)) {
        if (isBelow(factor)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isBelow(Expr factor) {
    return factor instanceof Power power
        && power.exponent() instanceof Num number
        && number.value().isInteger()
        && number.value().signum() < 0;
  }

  private static boolean isRational(Expr node) {
    return node instanceof Sum
        || node instanceof Product
        || (node instanceof Power power
            && power.exponent() instanceof Num number
            && number.value().isInteger());
  }
}
