package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// Conditions on the sign of a product or a fraction without the factors whose sign is known: of
/// `(Σᵢ xᵢ)/n > 0` with n > 0 there is left `Σᵢ xᵢ > 0`.
final class SignConditions {
  private SignConditions() {}

  /// The conditions that are left of some.
  static List<Expr> of(List<Expr> conditions, Forms forms) {
    List<Expr> left = new ArrayList<>();
    for (Expr condition : conditions) {
      left.add(condition instanceof Relation relation ? of(relation, forms) : condition);
    }
    return forms.conditions(left);
  }

  /// The sign of an expression, as it stands or as a product; null where it is not known.
  static @Nullable Integer sign(Expr expression, Forms forms) {
    Integer sign = forms.sign(expression);
    if (sign != null) {
      return sign;
    }
    int all = 1;
    Expr factored = Canonical.of(forms.factored(expression));
    for (Expr factor : factored instanceof Product product ? product.children() : List.<Expr>of()) {
      Integer each = forms.sign(factor);
      if (each == null) {
        return null;
      }
      all *= each;
    }
    return factored instanceof Product ? all : null;
  }

  private static Expr of(Relation relation, Forms forms) {
    Expr difference = Canonical.of(forms.factored(relation.difference()));
    Relation.Comparison comparison = relation.comparison();
    List<Expr> open = new ArrayList<>();
    for (Expr factor :
        difference instanceof Product product ? product.children() : List.of(difference)) {
      Integer sign = forms.sign(factor);
      if (sign == null) {
        open.add(upright(factor));
      } else if (sign < 0) {
        comparison = comparison.flipped();
      } else if (sign == 0) {
        return relation;
      }
    }
    return open.isEmpty() ? relation : Relation.of(comparison, Canonical.product(open), Num.ZERO);
  }

  /// Of the same sign, and no fraction: x for 1/x.
  private static Expr upright(Expr factor) {
    return factor instanceof Power power
            && power.exponent() instanceof Num exponent
            && exponent.value().equals(Rational.of(-1))
        ? power.base()
        : factor;
  }
}
