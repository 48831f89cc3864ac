package nabla.rewrite;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import org.jspecify.annotations.Nullable;

/// Factors that are squares: `x² y²` is one of `x y`.
final class SquareFactors {

  private SquareFactors() {}

  /// What a factor is the square of; null where it is none.
  static @Nullable Expr root(Expr factor) {
    return switch (factor) {
      case Power power when power.exponent().equals(Num.of(2)) -> power.base();
      case Product product -> {
        List<Expr> roots = new ArrayList<>();
        for (Expr each : product.children()) {
          Expr root = root(each);
          if (root == null) {
            yield null;
          }
          roots.add(root);
        }
        yield Product.of(roots);
      }
      default -> null;
    };
  }
}
