package nabla.worksheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import nabla.Derived;
import nabla.Formula;
import nabla.Value;
import nabla.answer.Report;
import nabla.answer.Wording;
import nabla.catalogue.Reductions;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.NablaException;
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
  /// With more examples, the first of them are looked at.
  private static final int MOST_EXAMPLES = 100;

  /// Numbers below may be what rounding leaves of 0.
  private static final double DOUBTFUL = 1e-9;

  private Provisos() {}

  static void addTo(List<Report.Block> blocks, List<Derived> derived, WriteOptions writing) {
    Map<Object, Expr> conditions = conditions(derived);
    if (conditions.isEmpty()) {
      return;
    }
    Wording sentence = Wording.of("");
    for (Expr condition : conditions.values()) {
      sentence = sentence.and(sentence.text().isEmpty() ? "for " : ", ").and(condition, writing);
    }
    blocks.add(new Report.Remark(sentence, Report.Tone.PLAIN));
  }

  private static Map<Object, Expr> conditions(List<Derived> derived) {
    Map<Object, Expr> conditions = new LinkedHashMap<>();
    for (Derived each : derived) {
      for (Expr condition : each.conditions()) {
        Expr expanded = each.formula().reading().expanded(condition);
        conditions.putIfAbsent(meaning(expanded), condition);
      }
    }
    return conditions;
  }

  /// Says which conditions do not hold at the numbers of a sheet, or at which of its first
  /// examples: there, what was computed is no derivative.
  static void addKinks(
      List<Report.Block> blocks, List<Derived> derived, Sheet sheet, WriteOptions writing) {
    addKinks(blocks, conditions(derived).values(), derived.getFirst().formula(), sheet, writing);
  }

  /// The same of conditions in the variables of a formula.
  static void addKinks(
      List<Report.Block> blocks,
      Collection<Expr> conditions,
      Formula formula,
      Sheet sheet,
      WriteOptions writing) {
    Examples examples = sheet.examples();
    for (Expr condition : conditions) {
      Wording place = Wording.of("no derivative ");
      if (examples == null) {
        if (!formula.excludes(condition, sheet.values())) {
          continue;
        }
        place = place.and("here");
      } else {
        List<String> at = new ArrayList<>();
        for (int i : doubtful(formula, condition, sheet)) {
          if (formula.excludes(condition, sheet.values(examples.example(i)))) {
            at.add(String.valueOf(i + 1));
          }
        }
        if (at.isEmpty()) {
          continue;
        }
        place =
            place.and((at.size() == 1 ? "at example " : "at examples ") + String.join(", ", at));
      }
      blocks.add(
          new Report.Remark(
              place
                  .and(", as ")
                  .and(condition, writing)
                  .and(" does not hold; the value is that of the formula"),
              Report.Tone.WARNING));
    }
  }

  /// The first examples in which a condition may not hold, by floating-point numbers: all where
  /// these do not decide it.
  private static List<Integer> doubtful(Formula formula, Expr condition, Sheet sheet) {
    int count = Math.min(Objects.requireNonNull(sheet.examples()).count(), MOST_EXAMPLES);
    List<Integer> all = IntStream.range(0, count).boxed().toList();
    Expr expanded = formula.reading().expanded(condition);
    boolean every = expanded instanceof Apply apply && apply.operator() == Reductions.EVERY;
    if (!((every ? expanded.child(0) : expanded) instanceof Relation relation)) {
      return all;
    }
    try {
      Expr difference = relation.difference();
      List<Value> values =
          EachExample.of(sheet, List.of(formula), List.of(difference)).first(count).getFirst();
      return all.stream()
          .filter(i ->
              Arrays.stream(values.get(i).toDoubles())
                  .anyMatch(number ->
                      Math.abs(number) < DOUBTFUL
                          || !relation.comparison().holds((int) Math.signum(number))))
          .toList();
    } catch (NablaException undecided) {
      return all;
    }
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
