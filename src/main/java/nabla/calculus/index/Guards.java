package nabla.calculus.index;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Symbol;
import nabla.numeric.arrays.Brackets;
import nabla.simplify.Canonical;

/// What has a value only where a bracket beside it is 1: the entry in `x_{k+1} 𝟙[k ≤ n − 1]`, the
/// denominator in `𝟙[k ≠ l]/(x_k − x_l)`. Over a common denominator, or in a factor of several
/// terms, it would stand where there is none.
public final class Guards {

  private final Set<Expr> open = new HashSet<>();
  private final Set<Expr> guarded = new HashSet<>();

  private Guards(Expr entries) {
    Dag dag = Dag.of(Brackets.guarded(entries));
    boolean[] always = new boolean[dag.size()];
    always[always.length - 1] = true;
    for (int position = always.length - 1; position >= 0; position--) {
      Expr node = dag.node(position);
      boolean guard = Brackets.isGuarded(node);
      for (int i = 0; always[position] && i < (guard ? 1 : node.arity()); i++) {
        always[dag.position(node.child(i))] = true;
      }
      collect(node, always[position] ? open : guarded);
    }
  }

  /// Whether a form of entries lets stand without brackets what had them everywhere.
  public static boolean areLost(Expr entries, Expr form) {
    Guards before = new Guards(entries);
    before.guarded.removeAll(before.open);
    return !before.guarded.isEmpty()
        && new Guards(form).open.stream().anyMatch(before.guarded::contains);
  }

  private static void collect(Expr node, Set<Expr> found) {
    if (node instanceof Quotient quotient) {
      denominators(quotient.denominator(), found);
    } else if (isAtComputedPlace(node)) {
      found.add(canonical(node));
    }
  }

  private static void denominators(Expr part, Set<Expr> found) {
    switch (part) {
      case Num number -> {}
      case Product product -> product.children().forEach(factor -> denominators(factor, found));
      case Power power -> denominators(power.base(), found);
      default -> found.add(canonical(part));
    }
  }

  private static boolean isAtComputedPlace(Expr node) {
    List<Expr> parts = node.children();
    return node instanceof Apply entry
        && entry.operator() == Matrices.ENTRY
        && parts.subList(1, parts.size()).stream()
            .anyMatch(place ->
                !(place instanceof Symbol || place instanceof Num || place instanceof Bound));
  }

  private static Expr canonical(Expr part) {
    try {
      return Canonical.of(part);
    } catch (NablaException undefined) {
      return part;
    }
  }
}
