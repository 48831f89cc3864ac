package nabla.simplify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Operator;
import nabla.expr.Product;
import nabla.expr.Sum;
import nabla.expr.Symbol;

/// What the author of a formula wrote, and so expects to find in a result: the order of the terms
/// in their sums (`y − σ(z)` stays that way round) and of the names in their products (`m g h`),
/// the functions they speak of, whether they wrote decimal fractions, and what they declared.
public final class Written {

  /// Nothing was seen before.
  public static final Written NOTHING = new Written(new Seen(), Assumptions.NONE);

  /// Longer products say nothing of the order of names.
  private static final int MOST_FACTORS = 64;

  private static final class Seen {
    final Map<Expr, List<Expr>> termOrders = new HashMap<>();
    final Set<Sum> sums = new HashSet<>();
    final Set<Operator> operators = new HashSet<>();
    NameOrder names = NameOrder.of(Set.of(), List.of());
    boolean decimals;
  }

  private final Seen seen;
  private final Assumptions assumptions;

  private Written(Seen seen, Assumptions assumptions) {
    this.seen = seen;
    this.assumptions = assumptions;
  }

  /// What is seen in these expressions as written.
  public static Written in(Expr... expressions) {
    Seen seen = new Seen();
    List<Product> products = new ArrayList<>();
    Set<Symbol> names = new HashSet<>();
    for (Expr node : Dag.of(expressions).nodes()) {
      switch (node) {
        case Num number -> seen.decimals |= number.isDecimal();
        case Symbol name -> names.add(name);
        case Apply apply -> seen.operators.add(apply.operator());
        case Product product when product.isScalar() && product.arity() <= MOST_FACTORS ->
            products.add(product);
        case Sum sum when sum.isScalar() && sum.arity() <= 64 -> {
          List<Expr> terms = new ArrayList<>();
          for (Expr term : sum.children()) {
            terms.add(Canonical.of(term));
          }
          seen.sums.add(sum);
          seen.termOrders.putIfAbsent(Canonical.sum(terms), terms);
        }
        default -> {}
      }
    }
    seen.names = NameOrder.of(names, products);
    return new Written(seen, Assumptions.NONE);
  }

  /// The order in which the terms of a canonical sum were written; empty where it was not.
  List<Expr> termOrder(Expr sum) {
    return seen.termOrders.getOrDefault(sum, List.of());
  }

  /// This, for a reader who has seen the sums of these expressions too.
  public Written showing(List<Expr> others) {
    if (others.isEmpty()) {
      return this;
    }
    Seen more = new Seen();
    more.termOrders.putAll(in(others.toArray(Expr[]::new)).seen.termOrders);
    more.termOrders.putAll(seen.termOrders);
    more.sums.addAll(in(others.toArray(Expr[]::new)).seen.sums);
    more.sums.addAll(seen.sums);
    more.operators.addAll(seen.operators);
    more.names = seen.names;
    more.decimals = seen.decimals;
    return new Written(more, assumptions);
  }

  /// This, for values that were written as decimal fractions or not.
  public Written withValues(Collection<Expr> values) {
    boolean decimals =
        values.stream()
            .anyMatch(
                value -> Dag.any(value, part -> part instanceof Num number && number.isDecimal()));
    if (!decimals || seen.decimals) {
      return this;
    }
    Written more = showing(List.copyOf(values));
    more.seen.decimals = true;
    return more;
  }

  /// Whether this very sum was written.
  boolean contains(Expr sum) {
    return seen.termOrders.containsKey(sum);
  }

  /// Whether this sum, as it is shown, was written.
  boolean shows(Sum sum) {
    return seen.sums.contains(sum);
  }

  /// Whether a function was named.
  boolean speaksOf(Operator operator) {
    return seen.operators.contains(operator);
  }

  /// The order of two names in a product.
  int compareNames(Symbol first, Symbol second) {
    return seen.names.compare(first, second);
  }

  /// Whether decimal fractions were written.
  public boolean decimals() {
    return seen.decimals;
  }

  /// This, and what was declared.
  public Written under(Assumptions declared) {
    return new Written(seen, declared);
  }

  /// What was declared of the variables.
  public Assumptions assumptions() {
    return assumptions;
  }
}
