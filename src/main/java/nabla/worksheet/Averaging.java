package nabla.worksheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import nabla.Derived;
import nabla.Formula;
import nabla.Value;
import nabla.answer.Report;
import nabla.answer.Wording;
import nabla.expr.Expr;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Values of formulas in each example of a sheet, with their means.
final class Averaging {

  /// More examples are shown by their means.
  private static final int MOST_SHOWN = 12;

  private final Sheet sheet;

  Averaging(Sheet sheet) {
    this.sheet = sheet;
  }

  /// A value in the examples.
  ///
  /// @param first that in the first of them
  record Spread(Value mean, List<Value> first) {}

  /// Whether a formula has other values in each example.
  boolean concerns(Formula formula) {
    return sheet.examples() != null
        && formula.variables().stream().anyMatch(variable -> sheet.isData(variable.name()));
  }

  /// The values of a formula, or of its derivative.
  Spread of(Formula formula, @Nullable Derived derived) {
    Examples examples = Objects.requireNonNull(sheet.examples());
    Function<String, Value> at = derived == null ? formula::at : derived::at;
    int exact = examples.isMany() ? MOST_SHOWN : examples.count();
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < exact; i++) {
      values.add(at.apply(sheet.values(examples.example(i))));
    }
    List<Value> first = List.copyOf(values.subList(0, Math.min(MOST_SHOWN, exact)));
    if (!examples.isMany()) {
      return new Spread(Passes.mean(values), first);
    }
    sheet.round();
    if (derived == null && formula.value() instanceof Symbol variable) {
      return new Spread(Means.of(examples, variable.name()), first);
    }
    Means means =
        Means.of(sheet, examples, formula, derived == null ? List.of() : List.of(derived));
    return new Spread(derived == null ? means.loss() : means.derivatives().getFirst(), first);
  }

  /// The values in each of the first examples, and the means over all.
  void addTo(List<Report.Block> blocks, List<Evaluating.Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    int count = Objects.requireNonNull(sheet.examples()).count();
    List<Wording> heading = new ArrayList<>(List.of(Wording.of("example")));
    for (Evaluating.Row row : rows) {
      heading.add(formula(row.left(), row));
    }
    List<List<Wording>> lines = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST_SHOWN, count); i++) {
      List<Wording> line = new ArrayList<>(List.of(Wording.of(String.valueOf(i + 1))));
      for (Evaluating.Row row : rows) {
        line.add(Passes.number(Objects.requireNonNull(row.each()).get(i)));
      }
      lines.add(line);
    }
    List<Wording> means = new ArrayList<>(List.of(Wording.of("mean of " + count)));
    rows.forEach(row -> means.add(Passes.number(row.value())));
    lines.add(means);
    blocks.add(new Report.Table(heading, lines));
  }

  private static Wording formula(Expr expression, Evaluating.Row row) {
    return Wording.of("").and(expression, row.formula().writing());
  }
}
