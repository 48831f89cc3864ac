package nabla.worksheet;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nabla.Derived;
import nabla.answer.Decimals;
import nabla.answer.ExitCode;
import nabla.answer.Report;
import nabla.answer.Wording;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Symbol;
import nabla.read.Note;
import nabla.write.Text;
import nabla.write.WriteOptions;

/// What is said of formulas with their values, in each example where there are some.
final class ValueReport {
  private final Sheet sheet;
  private final Averaging averaging;
  private final List<Evaluating.Row> rows;

  ValueReport(Sheet sheet, Averaging averaging, List<Evaluating.Row> rows) {
    this.sheet = sheet;
    this.averaging = averaging;
    this.rows = rows;
  }

  /// Whether a formula is its own value, as 1/3 is.
  private static boolean isItself(Evaluating.Row row) {
    return row.left().equals(row.value().exact());
  }

  /// @param asides what else is to be said
  /// @param wrong why others have no value
  Report of(String title, List<String> asides, List<NablaException> wrong) {
    WriteOptions writing = new OwnNotation(sheet).writing(rows.getFirst().formula(), title);
    List<Report.Row> equations = new ArrayList<>();
    Set<String> notes = new LinkedHashSet<>(asides);
    for (Evaluating.Row row : rows) {
      row.formula().reading().notes().stream().map(Note::message).forEach(notes::add);
      if (isItself(row) && row.value().decimal() == null) {
        row.formula().variables().stream()
            .map(variable -> variable.name() + " has no value")
            .forEach(notes::add);
      }
      if (row.each() != null) {
        continue;
      }
      equations.add(
          new Report.Row(
              isItself(row) ? null : Report.Left.of(row.left()),
              row.value().exact(),
              Decimals.beside(row.value()),
              List.of(),
              sheet.isRounded()));
    }
    List<Report.Block> blocks = new ArrayList<>();
    if (!equations.isEmpty()) {
      blocks.add(new Report.Equations(equations));
    }
    averaging.addTo(blocks, rows.stream().filter(row -> row.each() != null).toList(), writing);
    for (Evaluating.Row row : rows) {
      if (row.each() == null) {
        addKinks(row, blocks, writing);
      } else if (row.derived() == null) {
        Provisos.addKinks(blocks, row.kinks(), row.formula(), sheet, writing);
      }
    }
    List<Derived> means =
        rows.stream()
            .filter(row -> row.each() != null)
            .flatMap(row -> Stream.ofNullable(row.derived()))
            .toList();
    if (!means.isEmpty()) {
      Provisos.addKinks(blocks, means, sheet, writing);
    }
    wrong.stream()
        .skip(1)
        .map(error -> new Report.Remark(String.valueOf(error.getMessage()), Report.Tone.WARNING))
        .forEach(blocks::add);
    return new Report(
        title,
        blocks,
        List.copyOf(notes),
        writing,
        this::json,
        wrong.isEmpty() ? ExitCode.DONE : ExitCode.of(wrong.getFirst().kind()),
        wrong.isEmpty() ? null : wrong.getFirst());
  }

  /// Says at which kinks a value was computed.
  static void addKinks(Evaluating.Row row, List<Report.Block> blocks, WriteOptions writing) {
    for (Expr condition : row.kinks()) {
      Wording none = Wording.of("").and(row.left(), writing).and(": no derivative here");
      boolean says = Dag.any(condition, Symbol.class::isInstance); // 0 ≠ 0 says nothing
      Wording why = says ? none.and(", as ").and(condition, writing).and(" does not hold") : none;
      blocks.add(
          new Report.Remark(why.and("; the value is that of the formula"), Report.Tone.WARNING));
    }
  }

  private JsonObject json() {
    JsonArray values = new JsonArray();
    for (Evaluating.Row row : rows) {
      JsonObject value = new JsonObject();
      value.addProperty("formula", Text.of(row.left(), row.formula().writing()));
      value.addProperty("text", Text.of(row.value().exact(), row.formula().writing()));
      value.add("value", Decimals.json(row.value(), row.formula().writing()));
      if (row.ofMeans() != null) {
        value.addProperty(
            "ofMeanDerivatives", Text.of(row.ofMeans().exact(), row.formula().writing()));
      }
      Examples examples = sheet.examples();
      if (row.each() != null && examples != null) {
        value.addProperty("examples", examples.count());
      }
      values.add(value);
    }
    JsonObject json = new JsonObject();
    json.add("values", values);
    return json;
  }
}
