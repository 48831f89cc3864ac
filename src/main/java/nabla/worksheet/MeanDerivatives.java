package nabla.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.Formula;
import nabla.Value;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.DerivativeAt;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Values of formulas in which the derivatives are those of the mean loss over the examples: `0.9 v
/// + 0.1 (∂L/∂w)²` and Newton's `∂L/∂w / ∂²L/∂w²`, of which the mean over the examples is another
///   number.
final class MeanDerivatives {

  private final Sheet sheet;
  private final Averaging averaging;

  MeanDerivatives(Sheet sheet, Averaging averaging) {
    this.sheet = sheet;
    this.averaging = averaging;
  }

  /// The value of a formula with the means of its derivatives; null where it has none, where that
  /// is the mean of its values, and where it has the data beside its derivatives.
  @Nullable Value at(Formula formula) {
    Expr expanded = formula.reading().expanded();
    List<Expr> derivatives = new ArrayList<>();
    collect(expanded, derivatives);
    boolean inSum =
        Dag.any(expanded, node -> node instanceof Binder binder && hasDerivative(binder.body()));
    if (derivatives.isEmpty() || inSum || isAffine(expanded, derivatives)) {
      return null;
    }
    List<Averaging.Spread> spreads =
        averaging.of(
            derivatives.stream().map(each -> new Averaging.Quantity(formula, null, each)).toList());
    Map<Expr, Expr> means = new LinkedHashMap<>();
    for (int i = 0; i < spreads.size(); i++) {
      means.put(derivatives.get(i), spreads.get(i).mean().exact());
    }
    Expr rest = Substitution.of(means).apply(expanded);
    return ofData(rest) ? null : formula.at(rest, sheet.values());
  }

  /// Adds the outermost derivatives of the data.
  private void collect(Expr node, List<Expr> derivatives) {
    if (isDerivative(node) && ofData(node)) {
      if (!derivatives.contains(node)) {
        derivatives.add(node);
      }
      return;
    }
    node.children().forEach(child -> collect(child, derivatives));
  }

  private boolean ofData(Expr expression) {
    return Dag.any(
        expression, node -> node instanceof Symbol symbol && sheet.isData(symbol.name()));
  }

  private static boolean hasDerivative(Expr expression) {
    return Dag.any(expression, MeanDerivatives::isDerivative);
  }

  private static boolean isDerivative(Expr node) {
    return node instanceof Derivative
        || (node instanceof Apply apply && apply.operator() instanceof DerivativeAt);
  }

  /// Whether an expression is seen to be a sum of multiples of derivatives.
  private static boolean isAffine(Expr expression, List<Expr> derivatives) {
    if (derivatives.contains(expression)) {
      return true;
    }
    return switch (expression) {
      case Sum sum -> sum.children().stream().allMatch(part -> isAffine(part, derivatives));
      case Negate negate -> isAffine(negate.operand(), derivatives);
      case Product product -> {
        List<Expr> factors =
            product.children().stream().filter(MeanDerivatives::hasDerivative).toList();
        yield factors.isEmpty()
            || (factors.size() == 1 && isAffine(factors.getFirst(), derivatives));
      }
      case Quotient quotient ->
          isAffine(quotient.numerator(), derivatives) && !hasDerivative(quotient.denominator());
      default -> !hasDerivative(expression);
    };
  }
}
