package nabla.worksheet;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.Derived;
import nabla.answer.Report;
import nabla.answer.Wording;
import nabla.catalogue.Reductions;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Sum;
import nabla.simplify.Canonical;
import nabla.write.WriteOptions;

/// Under which conditions the derivatives of a network hold, each of them said once: by the names
/// of its parts, `y ≠ ŷ`, where that says all.
final class Provisos {
  private Provisos() {}

  static void addTo(List<Report.Block> blocks, List<Derived> derived, WriteOptions writing) {
    Map<Object, Expr> conditions = new LinkedHashMap<>();
    for (Derived each : derived) {
      for (Expr condition : each.conditions()) {
        Expr expanded = each.formula().reading().expanded(condition);
        conditions.putIfAbsent(meaning(expanded), condition);
      }
    }
    if (conditions.isEmpty()) {
      return;
    }
    Wording sentence = Wording.of("");
    for (Expr condition : conditions.values()) {
      sentence = sentence.and(sentence.text().isEmpty() ? "for " : ", ").and(condition, writing);
    }
    blocks.add(new Report.Remark(sentence, Report.Tone.PLAIN));
  }

  /// The same for conditions that say the same: `ŷ ≠ y` and `y − ŷ ≠ 0`.
  private static Object meaning(Expr condition) {
    if (condition instanceof Apply every && every.operator() == Reductions.EVERY) {
      return List.of(meaning(every.argument()));
    }
    if (!(condition instanceof Relation relation)
        || relation.comparison() != Comparison.NOT_EQUAL) {
      return condition;
    }
    Expr left = relation.left();
    Expr right = relation.right();
    return new HashSet<>(List.of(difference(left, right), difference(right, left)));
  }

  private static Expr difference(Expr left, Expr right) {
    return right.equals(Num.ZERO)
        ? Canonical.of(left)
        : left.equals(Num.ZERO)
            ? Canonical.of(Negate.of(right))
            : Canonical.of(Sum.of(left, Negate.of(right)));
  }
}
