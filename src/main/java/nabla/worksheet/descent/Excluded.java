package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nabla.answer.Wording;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.rewrite.Domain;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;
import org.jspecify.annotations.Nullable;

/// Which solutions do not count: those outside what is assumed of the variables, those at which the
/// loss has no value, and those at which the derivative does not exist.
///
/// @param loss of which the equation says that its derivative is 0; null where it says no such
///   thing
/// @param exists where the derivative exists
record Excluded(Account account, Forms forms, @Nullable Expr loss, List<Expr> exists) {

  /// Whether a solution does not count, which is said.
  ///
  /// @param point the values of the variables
  boolean covers(Map<Symbol, Expr> point) {
    Substitution values = Substitution.of(Map.<Expr, Expr>copyOf(point));
    Expr broken = broken(point);
    if (broken != null) {
      account.say(place(point), " solves it, and is not among the values with ", broken, ".");
      return true;
    }
    for (Expr condition : exists) {
      if (isFalse(condition, values)) {
        account.warn(
            "At ",
            place(point),
            " the derivative does not exist: it holds only for ",
            condition,
            ". Look there at the loss itself.");
        return true;
      }
    }
    return false;
  }

  /// What does not hold at a point of all that is assumed, and that the loss has a value; null
  /// where all of it may hold.
  @Nullable Expr broken(Map<Symbol, Expr> point) {
    Substitution values = Substitution.of(Map.<Expr, Expr>copyOf(point));
    List<Expr> facts = new ArrayList<>(forms.assumptions().facts());
    if (loss != null) {
      facts.addAll(Domain.conditions(loss, forms.assumptions()));
    }
    return facts.stream().filter(fact -> isFalse(fact, values)).findFirst().orElse(null);
  }

  private boolean isFalse(Expr condition, Substitution values) {
    Expr there = values.apply(condition);
    if (there.equals(condition)) {
      return false; // it speaks of other names
    }
    if (there instanceof Relation relation && relation.left().isScalar()) {
      Integer sign = forms.sign(relation.difference());
      return sign != null && !relation.comparison().holds(sign);
    }
    return Signs.of(Assumptions.NONE).holds(there) == Truth.FALSE;
  }

  private Wording place(Map<Symbol, Expr> point) {
    Wording place = account.sentence();
    for (Map.Entry<Symbol, Expr> each : point.entrySet()) {
      boolean first = each.equals(point.entrySet().iterator().next());
      place =
          account.sentence(
              place,
              first ? "" : ", ",
              Relation.of(Relation.Comparison.EQUAL, each.getKey(), each.getValue()));
    }
    return place;
  }
}
