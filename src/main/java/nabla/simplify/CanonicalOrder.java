package nabla.simplify;

import java.util.Comparator;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Cases;
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

/// The total order of terms and factors in canonical expressions. It depends on nothing but the
/// expressions, so the same input prints the same text in every run. Two different nodes differ
/// along one path, so a comparison walks one path.
final class CanonicalOrder {

  static final Comparator<Expr> ORDER = CanonicalOrder::compare;

  private CanonicalOrder() {}

  static int compare(Expr left, Expr right) {
    Expr a = left;
    Expr b = right;
    while (!a.equals(b)) {
      int order = Integer.compare(rank(a), rank(b));
      if (order == 0) {
        order = Integer.compare(a.weight(), b.weight());
      }
      if (order == 0) {
        order = Integer.compare(a.arity(), b.arity());
      }
      if (order == 0) {
        order = compareFacts(a, b);
      }
      if (order != 0) {
        return order;
      }
      int child = 0;
      while (child < a.arity() && a.child(child).equals(b.child(child))) {
        child++;
      }
      if (child == a.arity()) {
        return a.shape().toString().compareTo(b.shape().toString());
      }
      a = a.child(child);
      b = b.child(child);
    }
    return 0;
  }

  private static int rank(Expr node) {
    return switch (node) {
      case Num n -> 0;
      case Symbol s -> 1;
      case Bound b -> 2;
      case Power p -> 3;
      case Apply a -> 4;
      case Product p -> 5;
      case Sum s -> 6;
      case Negate n -> 7;
      case Quotient q -> 8;
      case Derivative d -> 9;
      case Binder b -> 10;
      case Cases c -> 11;
      case Relation r -> 12;
      case Logic l -> 13;
      case Literal l -> 14;
    };
  }

  private static int compareFacts(Expr a, Expr b) {
    return switch (a) {
      case Num n -> n.value().compareTo(((Num) b).value());
      case Symbol s -> s.name().compareTo(((Symbol) b).name());
      case Bound bound -> Integer.compare(bound.height(), ((Bound) b).height());
      case Apply apply -> apply.operator().name().compareTo(((Apply) b).operator().name());
      case Derivative derivative -> Integer.compare(derivative.order(), ((Derivative) b).order());
      case Relation relation -> relation.comparison().compareTo(((Relation) b).comparison());
      case Logic logic -> logic.connective().compareTo(((Logic) b).connective());
      case Binder binder -> binder.kind().compareTo(((Binder) b).kind());
      case Power p -> 0;
      case Product p -> 0;
      case Sum s -> 0;
      case Negate n -> 0;
      case Quotient q -> 0;
      case Cases c -> 0;
      case Literal l -> 0;
    };
  }
}
