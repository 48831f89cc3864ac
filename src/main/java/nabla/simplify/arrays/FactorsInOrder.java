package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Sum;
import nabla.expr.Symbol;

/// The factors of an elementwise product in the order in which they are written: numbers, names,
/// matrix products, then functions of entries, `Vᵀr ⊙ a ⊙ (1 − a)`.
final class FactorsInOrder {

  private final Placeholders places;

  FactorsInOrder(Placeholders places) {
    this.places = places;
  }

  /// A formula of entries with its factors in this order.
  Expr of(Expr formula) {
    return switch (formula) {
      case Sum sum -> Sum.of(sum.children().stream().map(this::of).toList());
      case Negate negate -> Negate.of(of(negate.operand()));
      case Quotient quotient -> Quotient.of(of(quotient.numerator()), quotient.denominator());
      case Product product -> {
        List<Expr> factors = new ArrayList<>(product.children());
        factors.sort(Comparator.comparingInt(factor -> rank(factor, product)));
        yield Product.of(factors);
      }
      default -> formula;
    };
  }

  private int rank(Expr factor, Product product) {
    if (!Dag.any(factor, node -> places.meaning(node) != null)) {
      return 0;
    }
    Expr meaning = places.meaning(factor);
    boolean again =
        product.children().stream()
            .anyMatch(other -> !other.equals(factor) && Dag.any(other, factor::equals));
    return meaning == null || again
        ? 3
        : meaning instanceof Symbol ? 1 : meaning instanceof Product ? 2 : 3;
  }
}
