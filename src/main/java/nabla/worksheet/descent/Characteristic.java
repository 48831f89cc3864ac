package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Sum;

/// The characteristic polynomial `det(λI - A)` of a matrix, by the method of Faddeev and LeVerrier:
/// `M₁ = A`, `cₖ = tr(Mₖ)/k`, `Mₖ₊₁ = A(Mₖ - cₖI)`; it is `λⁿ - c₁λⁿ⁻¹ - … - cₙ`.
final class Characteristic {
  private Characteristic() {}

  /// The coefficients after the first, which is 1.
  ///
  /// @param entries row by row
  static List<Expr> of(List<Expr> entries, int size, Forms forms) {
    List<Expr> coefficients = new ArrayList<>();
    List<Expr> power = entries;
    for (int k = 1; k <= size; k++) {
      List<Expr> diagonal = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        diagonal.add(power.get(i * size + i));
      }
      Expr trace = Sum.of(diagonal.toArray(Expr[]::new));
      Expr coefficient = forms.closed(Product.of(Num.of(Rational.of(1, k)), trace));
      coefficients.add(forms.closed(Negate.of(coefficient)));
      if (k < size) {
        power = times(entries, minus(power, coefficient, size), size, forms);
      }
    }
    return coefficients;
  }

  private static List<Expr> minus(List<Expr> matrix, Expr diagonal, int size) {
    List<Expr> result = new ArrayList<>(matrix);
    for (int i = 0; i < size; i++) {
      result.set(i * size + i, Sum.of(matrix.get(i * size + i), Negate.of(diagonal)));
    }
    return result;
  }

  private static List<Expr> times(List<Expr> left, List<Expr> right, int size, Forms forms) {
    List<Expr> result = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        List<Expr> terms = new ArrayList<>();
        for (int k = 0; k < size; k++) {
          terms.add(Product.of(left.get(i * size + k), right.get(k * size + j)));
        }
        result.add(forms.expanded(forms.closed(Sum.of(terms.toArray(Expr[]::new)))));
      }
    }
    return result;
  }
}
