package nabla.simplify;

import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;
import org.jspecify.annotations.Nullable;

/// Puts the value in place of a definition by cases where it is known which case holds.
public final class DecidedCases {

  private DecidedCases() {}

  /// The canonical expression without the cases that the signs decide.
  public static Expr of(Expr canonical, Signs signs) {
    if (!Dag.any(canonical, Cases.class::isInstance)) {
      return canonical;
    }
    Dag dag = Dag.of(canonical);
    Expr[] results = new Expr[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      Expr[] children = new Expr[node.arity()];
      for (int i = 0; i < children.length; i++) {
        children[i] = results[dag.position(node.child(i))];
      }
      Expr rebuilt =
          node.isScalar() ? Canonical.rebuild(node, children) : node.withChildren(children);
      Expr value = rebuilt instanceof Cases cases ? value(cases, signs) : null;
      results[position] = value == null ? rebuilt : value;
    }
    return results[results.length - 1];
  }

  private static @Nullable Expr value(Cases cases, Signs signs) {
    for (Cases.Branch branch : cases.branches()) {
      Truth holds = signs.holds(branch.condition());
      if (holds == Truth.TRUE) {
        return branch.value();
      }
      if (holds == Truth.UNKNOWN) {
        return null;
      }
    }
    return cases.otherwise();
  }
}
