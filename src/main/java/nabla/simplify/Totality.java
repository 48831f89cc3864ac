package nabla.simplify;

import nabla.catalogue.Function;
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

/// Whether expressions are defined everywhere, by their looks. Only then may a definition by cases
/// be written as a sum with indicators: `{sin(x)/x if x ≠ 0; 1 otherwise}` may not, since 0 ·
/// (sin(0)/0) is no number.
final class Totality {

  private Totality() {}

  /// Whether the conditions and values of a definition by cases are defined everywhere.
  static boolean isTotal(Cases cases) {
    if (cases.otherwise() == null) {
      return false;
    }
    for (Expr node : Dag.of(cases).nodes()) {
      if (!isTotal(node)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isTotal(Expr node) {
    return switch (node) {
      case Num n -> true;
      case Symbol s -> true;
      case Bound b -> true;
      case Sum s -> true;
      case Product p -> true;
      case Negate n -> true;
      case Relation r -> r.left().isScalar();
      case Logic l -> true;
      case Cases c -> c.otherwise() != null;
      case Power p ->
          p.exponent() instanceof Num number
              && number.value().isInteger()
              && number.value().signum() > 0;
      case Apply a -> a.operator() instanceof Function function && function.domain() == null;
      case Quotient q -> q.denominator() instanceof Num number && !number.value().isZero();
      case Derivative d -> false;
      case Binder b -> false;
      case Literal l -> false;
    };
  }
}
