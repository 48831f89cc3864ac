package nabla.calculus;

import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Sum;

/// What a person leaves out without a word while writing a line: terms 0, factors 1, the sign of a sign.
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
      case Negate negate -> Build.negate(children[0]);
      case Quotient quotient when Build.isZero(children[0]) && !Build.isZero(children[1]) -> Num.ZERO;
      case Quotient quotient when Build.isOne(children[1]) -> children[0];
      default -> node.withChildren(children);
    };
  }

  private static Expr product(Product product, Expr[] children) {
    int ones = 0;
    for (Expr child : children) {
      if (Build.isZero(child)) {
        return Num.ZERO;
      }
      ones += Build.isOne(child) ? 1 : 0;
    }
    if (ones == 0) {
      return product.withChildren(children);
    }
    Expr[] kept = new Expr[children.length - ones];
    int next = 0;
    for (Expr child : children) {
      if (!Build.isOne(child)) {
        kept[next++] = child;
      }
    }
    return Product.of(kept);
  }
}
