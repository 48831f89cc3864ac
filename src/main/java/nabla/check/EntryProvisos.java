package nabla.check;

import java.util.Collection;
import java.util.List;
import nabla.catalogue.Matrices;
import nabla.catalogue.Reductions;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Relation;

/// Conditions on entries of arrays beside those on all of them: `xᵢ ≠ 0` beside `every(x ≠ 0)`.
final class EntryProvisos {

  private EntryProvisos() {}

  /// The conditions without those on one entry that another states of every entry.
  static List<Expr> without(Collection<Expr> conditions) {
    return conditions.stream().filter(condition -> !isStated(condition, conditions)).toList();
  }

  private static boolean isStated(Expr condition, Collection<Expr> others) {
    if (!(condition instanceof Relation relation)
        || !(relation.left() instanceof Apply entry)
        || entry.operator() != Matrices.ENTRY) {
      return false;
    }
    Expr each = Relation.of(relation.comparison(), entry.argument(), relation.right());
    return others.contains(Apply.of(Reductions.EVERY, each));
  }
}
