package nabla.simplify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Sum;

/// What the reader of a result has seen before: the order of the terms in sums that they wrote (`y − σ(z)` stays that way
/// round), whether they wrote decimal fractions, and which functions they spoke of.
public final class Written {

  /// Nothing was seen before.
  public static final Written NOTHING = new Written(Map.of(), false);

  private final Map<Expr, List<Expr>> termOrders;
  private final boolean decimals;

  private Written(Map<Expr, List<Expr>> termOrders, boolean decimals) {
    this.termOrders = termOrders;
    this.decimals = decimals;
  }

  /// What is seen in these expressions as written.
  public static Written in(Expr... expressions) {
    Map<Expr, List<Expr>> orders = new HashMap<>();
    boolean decimals = false;
    for (Expr node : Dag.of(expressions).nodes()) {
      if (node instanceof Num number) {
        decimals |= number.isDecimal();
      } else if (node instanceof Sum sum && sum.isScalar() && sum.arity() <= 64) {
        List<Expr> terms = new ArrayList<>();
        for (Expr term : sum.children()) {
          terms.add(Canonical.of(term));
        }
        orders.putIfAbsent(Canonical.sum(terms), terms);
      }
    }
    return new Written(orders, decimals);
  }

  /// The order in which the terms of a canonical sum were written; empty where it was not.
  List<Expr> termOrder(Expr sum) {
    return termOrders.getOrDefault(sum, List.of());
  }

  /// Whether this very sum was written.
  boolean contains(Expr sum) {
    return termOrders.containsKey(sum);
  }

  /// Whether decimal fractions were written.
  public boolean decimals() {
    return decimals;
  }
}
