package nabla.simplify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Sum;

/// Tidies the sums inside an expression by themselves, and in each the terms that speak of the same
/// functions: `σ(x)(1 − σ(x))² − σ(x)²(1 − σ(x))` is σ(x)(1 − σ(x))(1 − 2σ(x)), also where other
/// terms with σ(2x) stand beside it.
final class GroupedTerms {

  private GroupedTerms() {}

  /// Whether two functions at least are spoken of, so that there is something to be parted.
  static boolean isWorthwhile(Expr expression) {
    return functions(expression).size() > 1;
  }

  /// The expression with its inner sums in the form that `closed` gives them.
  static Expr of(Expr expression, UnaryOperator<Expr> closed) {
    Dag dag = Dag.below(GroupedTerms::isRational, expression);
    Expr[] results = new Expr[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      if (!isRational(node)) {
        results[position] = node;
        continue;
      }
      Expr[] children = new Expr[node.arity()];
      for (int i = 0; i < children.length; i++) {
        children[i] = results[dag.position(node.child(i))];
      }
      Expr rebuilt = Canonical.rebuild(node, children);
      results[position] =
          rebuilt instanceof Sum sum ? sum(sum, node.equals(expression), closed) : rebuilt;
    }
    return results[results.length - 1];
  }

  private static Expr sum(Sum sum, boolean outermost, UnaryOperator<Expr> closed) {
    Map<Set<Expr>, List<Expr>> groups = new LinkedHashMap<>();
    for (Expr term : sum.children()) {
      groups.computeIfAbsent(functions(term), key -> new ArrayList<>()).add(term);
    }
    if (groups.size() == 1) {
      return outermost ? sum : closed.apply(sum);
    }
    List<Expr> terms = new ArrayList<>();
    for (List<Expr> group : groups.values()) {
      terms.add(group.size() == 1 ? group.getFirst() : closed.apply(Canonical.sum(group)));
    }
    Expr result = Canonical.sum(terms);
    return outermost || !(result instanceof Sum) ? result : closed.apply(result);
  }

  /// The function values of which a term is made.
  private static Set<Expr> functions(Expr term) {
    Set<Expr> functions = new HashSet<>();
    for (Expr node : Dag.below(GroupedTerms::isRational, term).nodes()) {
      if (node instanceof Apply apply && apply.arity() > 0) {
        functions.add(apply);
      }
    }
    return functions;
  }

  private static boolean isRational(Expr node) {
    return node instanceof Sum
        || node instanceof Product
        || (node instanceof Power power
            && power.exponent() instanceof Num number
            && number.value().isInteger());
  }
}
