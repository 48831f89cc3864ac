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
import org.jspecify.annotations.Nullable;

/// A loss whose gradient is linear: `H v + b` in the variables v.
///
/// @param variables v
/// @param hessian the rows of H, in which no variable occurs
/// @param linear b
record Quadratic(List<Symbol> variables, List<List<Expr>> hessian, List<Expr> linear) {

  /// The loss as such a one; null where it is none.
  static @Nullable Quadratic of(Expr loss, List<Symbol> variables, Forms forms) {
    try {
      return parts(loss, variables, forms);
    } catch (NablaException undefined) {
      if (undefined.kind() == NablaException.Kind.BUDGET) {
        throw undefined;
      }
      return null;
    }
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
