package nabla.calculus;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Sum;

/// What a person leaves out without a word while writing a line: terms 0, factors 1, the sign of a
/// sign.
final class Tidy {

  private Tidy() {}

  static Expr of(Expr line) {
    Dag dag = Dag.of(line);
    Expr[] results = new Expr[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      Expr[] children = new Expr[node.arity()];
      for (int i = 0; i < children.length; i++) {
        children[i] = results[dag.position(node.child(i))];
      }
      results[position] = tidy(node, children);
    }
    return results[results.length - 1];
  }

  private static Expr tidy(Expr node, Expr[] children) {
    if (!node.isScalar()) {
      return node.withChildren(children);
    }
    return switch (node) {
      case Sum sum -> Build.sum(java.util.Arrays.asList(children));
      case Product product -> product(product, children);
      // the sign of a number is written before it, as readers of the next line will see it
      case Num number when number.value().signum() < 0 ->
          Negate.of(Num.of(number.value().negate()));
      case Negate negate ->
          children[0] instanceof Negate inner ? inner.operand() : Negate.of(children[0]);
      case Quotient quotient when Build.isZero(children[0]) && !Build.isZero(children[1]) ->
          Num.ZERO;
      case Quotient quotient when Build.isOne(children[1]) -> children[0];
      default -> node.withChildren(children);
    };
  }

  /// Factors of a factor join the line, and the minus of a first factor goes in front.
  private static Expr product(Product product, Expr[] children) {
    List<Expr> factors = new ArrayList<>();
    for (Expr child : children) {
      if (Build.isZero(child)) {
        return Num.ZERO;
      }
      for (Expr factor :
          child instanceof Product inner && child.isScalar() ? inner.children() : List.of(child)) {
        if (!Build.isOne(factor)) {
          factors.add(factor);
        }
      }
    }
    if (!factors.isEmpty() && factors.getFirst() instanceof Negate negate) {
      factors.removeFirst();
      if (!Build.isOne(negate.operand()) || factors.isEmpty()) {
        factors.addFirst(negate.operand());
      }
      return Negate.of(Product.of(factors));
    }
    return factors.equals(product.children()) ? product : Product.of(factors);
  }
}
