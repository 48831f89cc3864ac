package nabla.worksheet;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nabla.Derived;
import nabla.Formula;
import nabla.answer.ExitCode;
import nabla.answer.Report;
import nabla.answer.Verifications;
import nabla.answer.Wording;
import nabla.expr.Dimension;
import nabla.expr.NablaException;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.worksheet.plot.CurvePlot;
import nabla.worksheet.training.Outcome;
import nabla.worksheet.training.Plan;
import nabla.worksheet.training.Schedule;
import nabla.write.Text;
import nabla.write.WriteOptions;

/// What is said of a training: the loss from epoch to epoch, how it ended, and the parameters.
///
/// @param count of the examples
record TrainingReport(Statement statement, Formula loss, Plan plan, Outcome outcome, int count) {

  /// More epochs are shown by some of them.
  private static final int MOST_EPOCHS = 12;

  /// Larger arrays are shown by their shape.
  private static final int MOST_ENTRIES = 24;

  /// A curve has about as many points.
  private static final int MOST_POINTS = 1000;

  private static final int DIGITS = 6;

  /// How many rows and columns an array has.
  record Fixed(int rows, int columns) {
    Shape shape() {
      return Shape.of(Dimension.of(rows), Dimension.of(columns));
    }
  }

  /// A parameter with its numbers, row by row.
  @SuppressWarnings("ArrayRecordComponent") // as it is computed with
  record Parameter(Symbol variable, double[] numbers, Fixed fixed) {
    Shape shape() {
      return fixed.shape();
    }

    /// The numbers as a sheet has them, from which the same doubles are read.
    String text() {
      return array(
          IntStream.range(0, numbers.length)
              .mapToObj(i -> new BigDecimal(Double.toString(numbers[i])).toPlainString())
              .toList(),
          false);
    }

    private String rounded() {
      return array(Arrays.stream(numbers).mapToObj(TrainingReport::decimal).toList(), true);
    }

    private String array(List<String> entries, boolean shown) {
      if (fixed.columns == 1 && (fixed.rows > 1 || variable.isScalar())) {
        return entries.size() == 1 ? entries.getFirst() : "(" + String.join(", ", entries) + ")";
      }
      String between = shown ? "; " : "], [";
      String rows =
          IntStream.range(0, fixed.rows)
              .mapToObj(row ->
                  String.join(
                      ", ", entries.subList(row * fixed.columns, (row + 1) * fixed.columns)))
              .collect(Collectors.joining(between));
      return shown ? "[" + rows + "]" : "[[" + rows + "]]";
    }
  }

  /// The shape of a variable where dimensions have these sizes; a `SHAPE` error where one is not
  /// known.
  static Fixed shape(Symbol variable, Map<String, Integer> sizes) {
    Map<String, Dimension> dimensions = new LinkedHashMap<>();
    sizes.forEach((name, size) -> dimensions.put(name, Dimension.of(size)));
    Dimension rows = variable.shape().rows().substitute(dimensions);
    Dimension columns = variable.shape().columns().substitute(dimensions);
    if (!rows.isFixed() || !columns.isFixed()) {
      throw new NablaException(
          NablaException.Kind.SHAPE,
          variable
              + " ∈ "
              + Text.of(variable.shape())
              + " has no value, and nothing says its size; give it a value to start from");
    }
    return new Fixed(Math.toIntExact(rows.fixedSize()), Math.toIntExact(columns.fixedSize()));
  }

  Report report(List<Derived> gradients, List<Parameter> parameters, List<Symbol> random) {
    List<Report.Block> blocks = new ArrayList<>();
    blocks.add(table());
    Wording result = label().and(" = ").andNumber(decimal(outcome.loss()), WriteOptions.DEFAULT);
    blocks.add(new Report.Remark(result.and(ended()), tone()));
    blocks.add(new Report.Remark(how(), Report.Tone.PLAIN));
    if (!random.isEmpty()) {
      String names = random.stream().map(Symbol::toString).collect(Collectors.joining(", "));
      String sentence =
          names
              + " started with random numbers (Glorot and Bengio, 2010) from the seed "
              + plan.seed();
      blocks.add(new Report.Remark(sentence, Report.Tone.PLAIN));
    }
    Verifications.addTo(blocks, gradients, loss.writing());
    List<Report.Row> rows = new ArrayList<>();
    List<String> large = new ArrayList<>();
    for (Parameter parameter : parameters) {
      if (parameter.numbers.length <= MOST_ENTRIES) {
        rows.add(
            new Report.Row(
                Report.Left.of(parameter.variable),
                NameText.value(parameter.text()),
                "≈ " + parameter.rounded(),
                List.of(),
                true));
      } else {
        large.add(
            Text.of(parameter.variable)
                + " ∈ "
                + Text.of(parameter.shape())
                + " has "
                + parameter.numbers.length
                + " numbers");
      }
    }
    if (!rows.isEmpty()) {
      blocks.add(new Report.Equations(rows));
    }
    large.forEach(sentence -> blocks.add(new Report.Remark(sentence, Report.Tone.PLAIN)));
    if (outcome.epochs().size() > 1) {
      blocks.add(picture());
    }
    JsonObject json = json(parameters);
    return new Report(
        statement.text().strip(), blocks, List.of(), loss.writing(), () -> json, ExitCode.DONE);
  }

  private Wording label() {
    String text = statement.head().text();
    return NameText.alone(text) == null
        ? Wording.of("the loss")
        : Wording.of("")
            .and(Symbol.of(Objects.requireNonNull(NameText.alone(text))), loss.writing());
  }

  private boolean isScheduled() {
    return !(plan.schedule() instanceof Schedule.Constant);
  }

  private Report.Table table() {
    List<Wording> heading = new ArrayList<>(List.of(Wording.of("epoch")));
    if (isScheduled()) {
      heading.add(Wording.of("rate"));
    }
    heading.add((count > 1 ? Wording.of("mean of ") : Wording.of("")).and(label()));
    List<Outcome.Epoch> all = outcome.epochs();
    List<List<Wording>> rows = new ArrayList<>();
    int shown = Math.min(MOST_EPOCHS, all.size());
    for (int i = 0; i < shown; i++) {
      int place = shown == 1 ? 0 : (int) Math.round((double) i * (all.size() - 1) / (shown - 1));
      Outcome.Epoch epoch = all.get(place);
      List<Wording> cells = new ArrayList<>(List.of(Wording.of(String.valueOf(epoch.number()))));
      if (isScheduled()) {
        cells.add(epoch.number() == 0 ? Wording.of("") : number(epoch.rate()));
      }
      cells.add(number(epoch.loss()));
      rows.add(cells);
    }
    return new Report.Table(heading, rows);
  }

  private static Wording number(double value) {
    return Wording.of("").andNumber(decimal(value), WriteOptions.DEFAULT);
  }

  private String ended() {
    int epochs = outcome.epochs().size() - 1;
    return switch (outcome.end()) {
      case DONE -> " after " + epochs + (epochs == 1 ? " epoch" : " epochs") + unreached();
      case REACHED -> " " + outcome.sentence();
      case STOPPED -> "; " + outcome.sentence();
      case DIVERGED -> " at the end, as it " + outcome.sentence();
    };
  }

  private boolean isUnreached() {
    return outcome.end() == Outcome.End.DONE && Double.isFinite(plan.until());
  }

  /// That the epochs were over before the loss was small enough.
  private String unreached() {
    Statement.Clause until = statement.clause("until");
    return isUnreached() && until != null ? "; " + until.text() + " does not hold yet" : "";
  }

  private Report.Tone tone() {
    return switch (outcome.end()) {
      case DONE -> isUnreached() ? Report.Tone.WARNING : Report.Tone.PLAIN;
      case REACHED -> Report.Tone.PLAIN;
      case STOPPED, DIVERGED -> Report.Tone.WARNING;
    };
  }

  private String how() {
    String steps =
        count == 1
            ? steps()
            : steps()
                + ", each along the mean gradient of "
                + (plan.batch() == count ? "all " : plan.batch() + " of ")
                + count
                + " examples";
    return steps
        + "; "
        + plan.method()
        + ", rate "
        + decimal(plan.rate())
        + (isScheduled() ? " at first" : "")
        + (count == 1 ? "" : ", seed " + plan.seed());
  }

  private String steps() {
    return outcome.steps() + (outcome.steps() == 1 ? " step" : " steps");
  }

  private Report.Picture picture() {
    List<Outcome.Epoch> all = outcome.epochs();
    int last = all.size() - 1;
    int every = 1 + last / MOST_POINTS;
    List<Outcome.Epoch> epochs =
        IntStream.rangeClosed(0, last)
            .filter(i -> i % every == 0 || i == last)
            .mapToObj(all::get)
            .toList();
    return CurvePlot.of(
        "train-" + statement.line(),
        "the loss from epoch to epoch",
        "epoch",
        label().text(),
        List.of(
            new CurvePlot.Curve(
                label().text(),
                epochs.stream().mapToDouble(Outcome.Epoch::number).toArray(),
                epochs.stream().mapToDouble(Outcome.Epoch::loss).toArray())));
  }

  private JsonObject json(List<Parameter> parameters) {
    JsonObject json = new JsonObject();
    json.addProperty("method", plan.method().toString());
    json.addProperty("rate", plan.rate());
    json.addProperty("batch", plan.batch());
    json.addProperty("seed", plan.seed());
    json.addProperty("examples", count);
    json.addProperty("end", outcome.end().name().toLowerCase(Locale.ROOT));
    json.addProperty("steps", outcome.steps());
    json.addProperty("loss", outcome.loss());
    JsonArray epochs = new JsonArray();
    for (Outcome.Epoch epoch : outcome.epochs()) {
      JsonObject one = new JsonObject();
      one.addProperty("epoch", epoch.number());
      one.addProperty("rate", epoch.rate());
      one.addProperty("loss", epoch.loss());
      epochs.add(one);
    }
    json.add("epochs", epochs);
    JsonObject values = new JsonObject();
    for (Parameter parameter : parameters) {
      JsonArray numbers = new JsonArray();
      Arrays.stream(parameter.numbers).forEach(numbers::add);
      JsonObject one = new JsonObject();
      one.addProperty("rows", parameter.fixed.rows);
      one.addProperty("columns", parameter.fixed.columns);
      one.add("numbers", numbers);
      values.add(Text.of(parameter.variable), one);
    }
    json.add("parameters", values);
    JsonObject reply = new JsonObject();
    reply.add("train", json);
    return reply;
  }

  /// A double in six digits, without a power of ten as long as that is short.
  private static String decimal(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : "no number";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    String text =
        exponent >= -5 && exponent < 15
            ? rounded.toPlainString()
            : rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    return text.startsWith("-") ? "−" + text.substring(1) : text;
  }
}
