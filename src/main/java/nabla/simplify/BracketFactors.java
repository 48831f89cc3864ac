package nabla.simplify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Substitution;

/// Iverson's brackets among the factors of a product: one is its own square, and 1 wherever else it
/// stands in the product, as in `𝟙[i ≠ j] e^(−𝟙[i ≠ j] t) = 𝟙[i ≠ j] e^(−t)`.
public final class BracketFactors {

  private BracketFactors() {}

  /// Simplifies the factors in place.
  static void combine(List<Expr> bases, List<Expr> exponents) {
    for (int i = 0; i < bases.size(); i++) {
      if (isBracket(bases.get(i))
          && exponents.get(i) instanceof Num power
          && power.value().isInteger()
          && power.value().signum() > 0) {
        exponents.set(i, Num.ONE);
        assume((Apply) bases.get(i), i, bases, exponents);
      }
    }
  }

  /// Whether it is a bracket.
  public static boolean isBracket(Expr base) {
    return base instanceof Apply apply && apply.operator() == Elementary.INDICATOR;
  }

  private static void assume(Apply bracket, int place, List<Expr> bases, List<Expr> exponents) {
    for (int i = 0; i < bases.size(); i++) {
      if (i != place) {
        bases.set(i, held(bracket, bases.get(i)));
        exponents.set(i, held(bracket, exponents.get(i)));
      }
    }
  }

  private static Expr held(Apply bracket, Expr part) {
    Expr held = where(bracket, part);
    return held.equals(part) ? part : Canonical.of(held);
  }

  /// What another factor is where a bracket is 1.
  public static Expr where(Apply bracket, Expr part) {
    Apply same = turned(bracket);
    if (!Dag.any(part, node -> node.equals(bracket) || node.equals(same))) {
      return part;
    }
    Map<Expr, Expr> ones = new HashMap<>();
    ones.put(bracket, Num.ONE);
    ones.put(same, Num.ONE);
    return Substitution.of(ones).apply(part);
  }

  /// The same bracket with the sides of what it compares exchanged.
  private static Apply turned(Apply bracket) {
    return bracket.argument() instanceof Relation relation
            && relation.comparison() == relation.comparison().flipped()
        ? Apply.of(Elementary.INDICATOR, exchanged(relation))
        : bracket;
  }

  private static Relation exchanged(Relation relation) {
    Expr first = relation.right();
    Expr second = relation.left();
    return Relation.of(relation.comparison(), first, second);
  }
}
