package nabla.worksheet.descent;

import java.util.List;
import nabla.Formula;
import nabla.answer.Wording;
import nabla.expr.Expr;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.rewrite.Domain;
import org.jspecify.annotations.Nullable;

/// Where a loss has a value and no gradient.
final class Kinks {

  private Kinks() {}

  /// The equations of these places, with `or` between them; null where none is known.
  ///
  /// @param exists under which conditions there is a gradient
  static @Nullable Wording of(
      Account account, Formula loss, List<Expr> exists, List<Symbol> variables) {
    return of(
        account,
        Domain.conditions(loss.reading().expanded(), loss.reading().assumptions()),
        exists,
        variables);
  }

  /// The same of a loss that has values under some conditions.
  static @Nullable Wording of(
      Account account, List<Expr> domain, List<Expr> exists, List<Symbol> variables) {
    Wording places = null;
    for (Expr condition : exists) {
      if (condition instanceof Relation relation
          && relation.comparison() == Relation.Comparison.NOT_EQUAL
          && !domain.contains(relation)
          && Forms.mentions(relation, variables)) {
        Expr there = Relation.of(Relation.Comparison.EQUAL, relation.left(), relation.right());
        places = places == null ? account.sentence(there) : account.sentence(places, " or ", there);
      }
    }
    return places;
  }
}
