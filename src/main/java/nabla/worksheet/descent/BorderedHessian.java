package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// The Hessian of a Lagrangian with the multipliers first, of which leading minors tell a minimum
/// under the constraints from a maximum: with m multipliers and n other variables those of the
/// orders 2m + 1 to m + n have the sign of (−1)^m at a minimum, and that of (−1)^j, order m + j, at
/// a maximum (R. K. Sundaram, A First Course in Optimization Theory, 1996, theorem 5.4).
final class BorderedHessian {

  /// The determinants of larger matrices have too many terms.
  private static final int LARGEST = 6;

  private final List<Expr> minors = new ArrayList<>();

  /// Those of the minors that are known.
  private final List<Integer> signs = new ArrayList<>();

  private final int multipliers;
  private final int others;

  /// @param hessian row by row
  BorderedHessian(
      List<Expr> hessian, List<Symbol> variables, List<Symbol> multipliers, Forms forms) {
    this.multipliers = multipliers.size();
    this.others = variables.size() - multipliers.size();
    List<Integer> order = new ArrayList<>();
    multipliers.forEach(each -> order.add(variables.indexOf(each)));
    for (int i = 0; i < variables.size(); i++) {
      if (!order.contains(i)) {
        order.add(i);
      }
    }
    for (int size = 2 * this.multipliers + 1;
        size <= variables.size() && variables.size() <= LARGEST;
        size++) {
      List<Expr> entries = new ArrayList<>();
      for (int row : order.subList(0, size)) {
        for (int column : order.subList(0, size)) {
          entries.add(hessian.get(row * variables.size() + column));
        }
      }
      Expr last = Characteristic.of(entries, size, forms).getLast();
      Expr minor = forms.closed(size % 2 == 0 ? last : Negate.of(last));
      minors.add(minor);
      Integer sign = forms.sign(minor);
      if (sign != null) {
        signs.add(sign);
      }
    }
  }

  /// How many eigenvalues the Hessian has of which sign; null where the signs of the minors are not
  /// known.
  @Nullable Inertia inertia() {
    if (signs.isEmpty() || signs.size() < minors.size() || signs.contains(0)) {
      return null;
    }
    boolean minimum = true;
    boolean maximum = true;
    for (int i = 0; i < signs.size(); i++) {
      minimum &= signs.get(i) == (multipliers % 2 == 0 ? 1 : -1);
      maximum &= signs.get(i) == ((multipliers + 1 + i) % 2 == 0 ? 1 : -1);
    }
    return minimum
        ? new Inertia(others, multipliers, 0)
        : maximum
            ? new Inertia(multipliers, others, 0)
            : new Inertia(multipliers + 1, others - 1, 0);
  }

  /// What is positive at a minimum and negative at a maximum, where one minor decides; null where
  /// there are several.
  @Nullable Relation minimum() {
    return minors.size() == 1
        ? Relation.of(
            multipliers % 2 == 0 ? Relation.Comparison.GREATER : Relation.Comparison.LESS,
            minors.getFirst(),
            Num.ZERO)
        : null;
  }
}
