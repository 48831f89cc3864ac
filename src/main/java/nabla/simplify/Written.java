package nabla.simplify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Sum;

/// What the author of a formula wrote, and so expects to find in a result: the order of the terms
/// in their sums (`y − σ(z)` stays that way round), whether they wrote decimal fractions, and what
/// they declared.
public final class Written {

  /// Nothing was seen before.
  public static final Written NOTHING = new Written(Map.of(), false, Assumptions.NONE);

  private final Map<Expr, List<Expr>> termOrders;
  private final boolean decimals;
  private final Assumptions assumptions;

  private Written(Map<Expr, List<Expr>> termOrders, boolean decimals, Assumptions assumptions) {
    this.termOrders = termOrders;
    this.decimals = decimals;
    this.assumptions = assumptions;
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
    return new Written(orders, decimals, Assumptions.NONE);
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

  /// This, and what was declared.
  public Written under(Assumptions declared) {
    return new Written(termOrders, decimals, declared);
  }

  /// What was declared of the variables.
  public Assumptions assumptions() {
    return assumptions;
  }
}
