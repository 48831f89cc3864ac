package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.calculus.Gradient;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.Compiled;
import nabla.numeric.Sampler;
import org.jspecify.annotations.Nullable;

/// A loss whose gradient is linear: `H v + b` in the variables v.
///
/// @param variables v
/// @param hessian the rows of H, in which no variable occurs
/// @param linear b
record Quadratic(List<Symbol> variables, List<List<Expr>> hessian, List<Expr> linear) {

  private static final long LONG = 60;
  private static final double CURVED = 1e-6;

  /// The loss as such a one; null where it is none.
  static @Nullable Quadratic of(Expr loss, List<Symbol> variables, Forms forms) {
    try {
      return loss.weight() > LONG && isCurved(loss, variables)
          ? null
          : parts(loss, variables, forms);
    } catch (NablaException undefined) {
      if (undefined.kind() == NablaException.Kind.BUDGET) {
        throw undefined;
      }
      return null;
    }
  }

  /// Whether numbers show that the gradient is not linear: in the middle between two points it is
  /// not the mean of what it is there. That takes less time than the second derivatives of a long
  /// formula.
  private static boolean isCurved(Expr loss, List<Symbol> variables) {
    List<Symbol> all = Sampler.symbolsOf(loss);
    if (!all.stream().allMatch(Symbol::isScalar) || !all.containsAll(variables)) {
      return false;
    }
    Compiled gradient = Compiled.of(all, Gradient.of(loss, variables).toArray(Expr[]::new));
    double[][] points = new double[3][all.size()];
    for (int i = 0; i < all.size(); i++) {
      boolean moves = variables.contains(all.get(i));
      points[0][i] = 0.3 + 0.1 * Math.sin(i);
      points[1][i] = points[0][i] + (moves ? 0.7 + 0.2 * Math.cos(3 * i) : 0);
      points[2][i] = (points[0][i] + points[1][i]) / 2;
    }
    double[][] slopes = new double[3][variables.size()];
    for (int i = 0; i < 3; i++) {
      gradient.evaluate(points[i], slopes[i]);
    }
    for (int i = 0; i < variables.size(); i++) {
      double mean = (slopes[0][i] + slopes[1][i]) / 2;
      double scale = Math.max(Math.abs(slopes[0][i]), Math.abs(slopes[1][i]));
      if (Math.abs(mean - slopes[2][i]) > CURVED * scale) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Quadratic parts(Expr loss, List<Symbol> variables, Forms forms) {
    Map<Symbol, Expr> origin = new LinkedHashMap<>();
    variables.forEach(variable -> origin.put(variable, Num.ZERO));
    List<List<Expr>> hessian = new ArrayList<>();
    List<Expr> linear = new ArrayList<>();
    for (Expr partial : Gradient.of(loss, variables)) {
      List<Expr> row = new ArrayList<>();
      for (Expr second : Gradient.of(forms.closed(partial), variables)) {
        Expr entry = forms.closed(second);
        if (Forms.mentions(entry, variables)) {
          return null;
        }
        row.add(entry);
      }
      Expr constant = forms.closed(Substitution.of(origin).apply(partial));
      // the slope of |w| has the derivative 0 as well, and is not constant
      List<Expr> terms = new ArrayList<>(List.of(constant));
      for (int i = 0; i < row.size(); i++) {
        terms.add(Product.of(row.get(i), variables.get(i)));
      }
      if (!forms.areEqual(partial, Sum.of(terms))) {
        return null;
      }
      hessian.add(row);
      linear.add(constant);
    }
    return new Quadratic(variables, hessian, linear);
  }

  /// The only second derivative, of a loss in one variable.
  Expr second() {
    return hessian.getFirst().getFirst();
  }

  /// The slope at 0, of a loss in one variable.
  Expr slope() {
    return linear.getFirst();
  }
}
