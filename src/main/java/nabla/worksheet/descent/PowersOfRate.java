package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Polynomials in the rate, all in the same order: by rising powers, `300α − 300α² + 100α³`.
final class PowersOfRate {

  private PowersOfRate() {}

  /// A number or polynomial in the rate alone, multiplied out and in order; another expression as
  /// it is.
  static Expr rising(Expr expression, Expr rate, Forms forms) {
    if (!(rate instanceof Symbol symbol) || Forms.mentionsOthers(expression, List.of(symbol))) {
      return expression;
    }
    if (!(forms.expanded(expression) instanceof Sum sum)) {
      return expression;
    }
    List<Map.Entry<Integer, Expr>> terms = new ArrayList<>();
    for (Expr term : sum.children()) {
      Integer degree = degree(term, symbol);
      if (degree == null) {
        return expression;
      }
      terms.add(Map.entry(degree, term));
    }
    terms.sort(Comparator.comparing(Map.Entry::getKey));
    return Sum.of(terms.stream().map(Map.Entry::getValue).toList());
  }

  /// The power of a variable in a term; null where it is in none.
  private static @Nullable Integer degree(Expr term, Symbol variable) {
    if (!Dag.any(term, variable::equals)) {
      return 0;
    }
    return switch (term) {
      case Symbol symbol -> 1;
      case Negate negate -> degree(negate.operand(), variable);
      case Quotient quotient when !Dag.any(quotient.denominator(), variable::equals) ->
          degree(quotient.numerator(), variable);
      case Power power
          when power.base().equals(variable)
              && power.exponent() instanceof Num exponent
              && exponent.value().isInt() ->
          exponent.value().intValue();
      case Product product -> {
        Integer sum = 0;
        for (Expr factor : product.children()) {
          Integer own = degree(factor, variable);
          sum = own == null || sum == null ? null : Integer.valueOf(sum + own);
        }
        yield sum;
      }
      default -> null;
    };
  }
}
