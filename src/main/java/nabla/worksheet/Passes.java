package nabla.worksheet;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nabla.Derived;
import nabla.Formula;
import nabla.Nabla;
import nabla.Value;
import nabla.answer.Decimals;
import nabla.answer.ExitCode;
import nabla.answer.Report;
import nabla.answer.Verifications;
import nabla.answer.Wording;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.write.Latex;
import nabla.write.Text;
import nabla.write.WriteOptions;

/// The passes through a network, forward to its values and loss and backward to its gradients, for
/// the numbers of the sheet or for each of its examples.
final class Passes {

  /// Longer exact values are shown in decimals.
  private static final long LONGEST_EXACT = 12;

  private final Sheet sheet;
  private final Averaging averaging;

  Passes(Sheet sheet) {
    this.sheet = sheet;
    this.averaging = new Averaging(sheet);
  }

  /// Both passes of a network that has all its numbers; the formulas of its gradients otherwise.
  Report both(String title) {
    Report backward = backward(title);
    if (!sheet.wiring().isComplete(sheet)) {
      return backward;
    }
    Report forward = forward(title);
    List<Report.Block> blocks = new ArrayList<>(forward.blocks());
    blocks.addAll(backward.blocks());
    JsonObject json = forward.json().get();
    backward.json().get().entrySet().forEach(entry -> json.add(entry.getKey(), entry.getValue()));
    return new Report(title, blocks, List.of(), backward.writing(), () -> json, ExitCode.DONE);
  }

  /// The values from the input to the loss.
  Report forward(String title) {
    List<Name> names = sheet.wiring().layers();
    Examples examples = sheet.examples();
    return examples == null ? forwardOnce(title, names) : forwardEach(title, names, examples);
  }

  private Report forwardOnce(String title, List<Name> names) {
    List<Report.Row> rows = new ArrayList<>();
    JsonArray json = new JsonArray();
    for (Name name : names) {
      Value value = value(name, Map.of());
      rows.add(
          new Report.Row(
              Report.Left.of(Symbol.of(name)),
              value.exact(),
              Decimals.beside(value),
              List.of(),
              sheet.isRounded() || value.exact().weight() > LONGEST_EXACT));
      json.add(json(name, value));
    }
    return report(title, List.of(new Report.Equations(rows)), "forward", json);
  }

  private Report forwardEach(String title, List<Name> names, Examples examples) {
    List<Name> columns = new ArrayList<>(examples.names());
    columns.addAll(names);
    List<Wording> heading = new ArrayList<>(List.of(Wording.of("example")));
    columns.forEach(name -> heading.add(formula(Symbol.of(name))));
    List<Averaging.Spread> spreads =
        averaging.of(
            names.stream()
                .map(name -> new Averaging.Quantity(sheet.formula(Sheet.spelled(name), 0), null))
                .toList());
    List<List<Wording>> rows = new ArrayList<>();
    JsonArray json = new JsonArray();
    int count = spreads.getLast().first().size();
    for (int i = 0; i < count; i++) {
      List<Wording> cells = new ArrayList<>(List.of(Wording.of(String.valueOf(i + 1))));
      examples.example(i).forEach((name, value) -> cells.add(formula(NameText.value(value))));
      JsonObject object = new JsonObject();
      for (int j = 0; j < names.size(); j++) {
        Value value = spreads.get(j).first().get(i);
        cells.add(number(value));
        object.add(Text.of(names.get(j)), json(names.get(j), value));
      }
      json.add(object);
      if (i < Averaging.MOST_SHOWN) {
        rows.add(cells);
      }
    }
    List<Report.Block> blocks = new ArrayList<>();
    blocks.add(new Report.Table(heading, rows));
    if (examples.count() > Averaging.MOST_SHOWN) {
      blocks.add(
          new Report.Remark(
              "the first " + Averaging.MOST_SHOWN + " of " + examples.count() + " examples",
              Report.Tone.PLAIN));
    }
    Value mean = spreads.getLast().mean();
    Wording sentence = Wording.of("mean of ").and(formula(Symbol.of(names.getLast())));
    blocks.add(new Report.Remark(sentence.and(": ").and(number(mean)), Report.Tone.PLAIN));
    return report(title, blocks, "forward", json);
  }

  /// The gradients from the loss to the first parameters, as formulas, as shapes and as numbers.
  Report backward(String title) {
    Formula formula = loss();
    List<Name> by = sheet.wiring().backwards(sheet);
    List<Derived> derived =
        formula.derive(
            by.stream().map(Sheet::spelled).collect(Collectors.joining(", ")), 1, false, true);
    boolean numbers = sheet.wiring().isComplete(sheet);
    List<Wording> heading = new ArrayList<>();
    heading.addAll(List.of(Wording.of("derivative"), Wording.of("formula"), Wording.of("shape")));
    Examples examples = sheet.examples();
    int shown =
        !numbers ? 0 : examples == null ? 1 : Math.min(Averaging.MOST_SHOWN, examples.count());
    for (int i = 0; i < shown; i++) {
      heading.add(Wording.of(examples == null ? "value" : "example " + (i + 1)));
    }
    if (numbers && examples != null) {
      heading.add(Wording.of("mean"));
    }
    WriteOptions writing = formula.writing();
    boolean byName = sheet.wiring().blueprint() != null;
    LabelSum labels = byName ? LabelSum.of(formula.reading().expanded(), sheet) : LabelSum.NONE;
    List<List<Wording>> rows = new ArrayList<>();
    JsonArray json = new JsonArray();
    List<Averaging.Spread> spreads =
        numbers && examples != null ? spreads(formula, derived) : List.of();
    for (int i = 0; i < derived.size(); i++) {
      Derived each = derived.get(i);
      List<Wording> cells = new ArrayList<>();
      cells.add(Wording.of("").and(each.subject(), writing));
      Expr result = labels.in(each.result(), formula);
      cells.add(Wording.of("").and(result, writing));
      cells.add(shape(each.result().shape()));
      JsonObject object = new JsonObject();
      object.addProperty("derivative", formula.text(each.subject()));
      object.addProperty("text", formula.text(result));
      object.addProperty("latex", formula.latex(result));
      if (numbers) {
        Value last = examples == null ? each.at(sheet.values(Map.of())) : spreads.get(i).mean();
        if (examples != null) {
          spreads.get(i).first().subList(0, shown).forEach(value -> cells.add(number(value)));
        }
        cells.add(number(last));
        object.add("value", Decimals.json(last, writing));
      }
      rows.add(cells);
      json.add(object);
    }
    List<Report.Block> blocks = new ArrayList<>();
    blocks.add(new Report.Table(heading, rows));
    labels.addTo(blocks, writing);
    Provisos.addTo(blocks, derived, writing);
    if (numbers) {
      Provisos.addKinks(blocks, derived, sheet, writing);
    }
    Verifications.addTo(blocks, derived, writing);
    return report(title, blocks, "backward", json);
  }

  private Formula loss() {
    return sheet.wiring().loss(sheet);
  }

  /// The values of derivatives in the examples of the sheet, with their means.
  List<Averaging.Spread> spreads(Formula formula, List<Derived> derived) {
    return averaging.of(
        derived.stream().map(each -> new Averaging.Quantity(formula, each)).toList());
  }

  private Value value(Name name, Map<Name, String> example) {
    Formula formula = sheet.formula(Sheet.spelled(name), 0);
    return formula.at(sheet.values(example));
  }

  /// The mean of values, exact where they are.
  static Value mean(List<Value> values) {
    if (values.size() == 1) {
      return values.getFirst();
    }
    String sum = values.stream().map(Passes::text).collect(Collectors.joining(" + "));
    return Nabla.formula("(" + sum + ")/" + values.size()).at("");
  }

  /// A value in brackets; in decimals where the formula stands for one that is too long.
  private static String text(Value value) {
    boolean isFormula =
        Exactness.isNumber(value) && Dag.any(value.exact(), Symbol.class::isInstance);
    String text = isFormula ? Kept.decimals(value) : Text.of(value.exact());
    return value.exact().isScalar() ? "(" + text + ")" : text;
  }

  private static Wording shape(Shape shape) {
    return new Wording(List.of(new Wording.Mathematics(Text.of(shape), Latex.of(shape))));
  }

  private static Wording formula(Expr expression) {
    return Wording.of("").and(expression, WriteOptions.DEFAULT);
  }

  /// A value as one reads it in a table: exact where that is short, else in decimals.
  static Wording number(Value value) {
    String decimals = Decimals.beside(value);
    boolean exact = decimals.isEmpty();
    return exact
        ? formula(value.exact())
        : Wording.of("").andNumber(decimals.replaceFirst("^[=≈] ", ""), WriteOptions.DEFAULT);
  }

  private static JsonObject json(Name name, Value value) {
    JsonObject object = new JsonObject();
    object.addProperty("name", Text.of(name));
    object.addProperty("text", Text.of(value.exact()));
    object.add("value", Decimals.json(value, WriteOptions.DEFAULT));
    return object;
  }

  private static Report report(
      String title, List<Report.Block> blocks, String field, JsonArray values) {
    JsonObject json = new JsonObject();
    json.add(field, values);
    return new Report(title, blocks, List.of(), WriteOptions.DEFAULT, () -> json, ExitCode.DONE);
  }
}
