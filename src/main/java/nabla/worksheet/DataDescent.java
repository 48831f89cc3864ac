package nabla.worksheet;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nabla.Derived;
import nabla.Formula;
import nabla.answer.ExitCode;
import nabla.answer.Report;
import nabla.answer.Verifications;
import nabla.answer.Wording;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Symbol;
import nabla.numeric.arrays.Sizes;
import nabla.worksheet.Statement.Clause;
import nabla.worksheet.descent.Stop;
import nabla.worksheet.plot.CurvePlot;
import nabla.worksheet.training.Objective;
import nabla.worksheet.training.Objective.Input;
import nabla.write.Latex;
import nabla.write.Text;
import nabla.write.WriteOptions;
import org.jspecify.annotations.Nullable;

/// Gradient descent on the mean of a loss over more examples than a formula can hold: the gradient
/// of one example is derived, compiled, and added over all of them in each step.
final class DataDescent {
  private static final MathContext DIGITS = new MathContext(7);
  private static final int MOST_ROWS = 12;
  private static final int MOST_COLUMNS = 6;
  private static final int LONGEST_RESULT = 100;

  private final Symbol named;
  private final Formula loss;
  private final List<Symbol> over = new ArrayList<>();
  private final Sizes sizes = new Sizes();
  private final boolean atOnce;

  /// So many examples there are, and so many the compiled gradient is of one after the other.
  private final int examples;

  private final int count;
  private final List<Derived> gradients;
  private final Objective objective;

  private DataDescent(
      Sheet sheet, Clause head, Formula loss, List<String> names, Map<String, String> starts) {
    Name own = NameText.alone(head.text());
    this.named = Symbol.of(own == null ? NamesInUse.loss(sheet) : own);
    this.loss = loss;
    for (String name : names) {
      over.add(variable(name));
    }
    Set<String> dimensions = loss.reading().sizes().keySet();
    List<Symbol> others =
        loss.variables().stream()
            .filter(each -> !over.contains(each) && !dimensions.contains(each.toString()))
            .toList();
    Examples examples = Objects.requireNonNull(sheet.examples());
    this.atOnce = WholeColumns.of(sheet, loss).isAllOf(sheet, loss);
    TrainingData data =
        atOnce
            ? TrainingData.atOnce(examples, others)
            : TrainingData.of(sheet, null, others, nabla.worksheet.training.Watch.NONE);
    this.count = data.points().count();
    this.examples = examples.count();
    List<Input> columns = new ArrayList<>();
    for (TrainingData.Column column : data.columns()) {
      int rows = atOnce ? examples.count() : column.length();
      Training.give(sizes, column.variable(), rows, column.length() / rows);
      columns.add(new Input(column.variable(), new double[column.length()]));
    }
    List<Input> constants = new ArrayList<>();
    for (Symbol other : others) {
      if (!data.has(other)) {
        String value = sheet.value(Sheet.spelled(other.name()));
        if (value == null) {
          throw new NablaException(
              NablaException.Kind.NAME,
              other + " has no value; add for example given " + other + " = 1");
        }
        constants.add(new Input(other, Training.numbers(sizes, other, value)));
      }
    }
    List<Input> parameters = new ArrayList<>();
    for (int i = 0; i < over.size(); i++) {
      parameters.add(new Input(over.get(i), start(over.get(i), starts.get(names.get(i)))));
    }
    this.gradients = loss.derive(String.join(", ", names), 1, false, true);
    this.objective =
        Objective.of(
            loss,
            gradients.stream().map(Derived::substituted).toList(),
            new Objective.Inputs(parameters, columns, constants),
            sizes.known(),
            data.points());
  }

  /// What descent does; null where the mean is a formula, which tells more.
  ///
  /// @param rate as in `α = 0.1, 0.2`
  static @Nullable Report of(
      Sheet sheet,
      Clause head,
      List<String> variables,
      Map<String, String> starts,
      String rate,
      Stop stop) {
    if (sheet.examples() == null || !LargeMean.isTooLong(sheet, head)) {
      return null;
    }
    Formula loss = sheet.formula(sheet.unfolded(head.text()), head.start());
    if (!(stop instanceof Stop.Steps(int steps))) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "over so many examples a descent goes for a number of steps, as in for 10 steps; train "
              + "stops at a loss, as in train "
              + head.text()
              + " over w with sgd rate 0.1 batch all for 100 epochs until "
              + head.text()
              + " < 0.1");
    }
    List<Report.Block> blocks = new ArrayList<>();
    JsonArray runs = new JsonArray();
    DataDescent descent = null;
    for (String each : rate.substring(rate.indexOf('=') + 1).split(",", -1)) {
      // a run changes the parameters in place
      DataDescent own = new DataDescent(sheet, head, loss, variables, starts);
      if (descent == null) {
        own.theory(blocks);
      }
      descent = own;
      runs.add(own.run(each.strip(), steps, blocks));
    }
    JsonObject json = new JsonObject();
    json.add("runs", runs);
    return new Report(head.text(), blocks, List.of(), loss.writing(), () -> json, ExitCode.DONE);
  }

  private Symbol variable(String name) {
    return loss.variables().stream()
        .filter(each -> each.name().equals(NameText.alone(name)))
        .findFirst()
        .orElseThrow(() ->
            new NablaException(NablaException.Kind.NAME, "the loss does not depend on " + name));
  }

  private double[] start(Symbol variable, @Nullable String text) {
    if (text == null) {
      throw new NablaException(
          NablaException.Kind.NAME,
          variable
              + " has no number to start from; over so many examples the steps go by numbers, as in"
              + " from 0");
    }
    double[] numbers = TrainingData.numbers(text);
    if (!variable.isScalar() && numbers.length == 1 && numbers[0] == 0) {
      TrainingReport.Fixed shape = TrainingReport.shape(variable, sizes.known());
      return new double[shape.rows() * shape.columns()];
    }
    return Training.numbers(sizes, variable, text);
  }

  private void theory(List<Report.Block> blocks) {
    blocks.add(
        plain(
            atOnce
                ? label().and(" is of all " + examples + " examples, and so is the gradient.")
                : label()
                    .and(" is the mean over " + examples + " examples; the gradient of one,")
                    .and(" compiled, is added over all in each step.")));
    if (gradients.stream().allMatch(each -> each.result().weight() <= LONGEST_RESULT)) {
      blocks.add(
          new Report.Equations(
              gradients.stream()
                  .map(each ->
                      new Report.Row(
                          Report.Left.of(each.subject()), each.result(), "", each.conditions()))
                  .toList()));
    }
    Verifications.addTo(blocks, gradients, loss.writing());
  }

  private static Report.Remark plain(Wording words) {
    return new Report.Remark(words, Report.Tone.PLAIN);
  }

  private Wording label() {
    return Wording.of("").and(named, loss.writing());
  }

  /// One iterate.
  @SuppressWarnings("ArrayRecordComponent") // which nobody changes
  private record Step(int number, double[] place, double loss, double slope) {}

  private JsonObject run(String rate, int steps, List<Report.Block> blocks) {
    double size;
    try {
      size = TrainingData.numbers(rate)[0];
    } catch (NablaException symbol) {
      blocks.add(plain(Wording.of("Steps are shown for a number, as in with " + rate + " = 0.1.")));
      return new JsonObject();
    }
    List<Step> path = descend(size, steps);
    blocks.add(
        plain(
            Wording.of("With the rate ")
                .andNumber(Text.of(number(size)), WriteOptions.DEFAULT)
                .and(", in floating-point numbers:")));
    blocks.add(table(path));
    Step last = path.getLast();
    boolean diverges = !Double.isFinite(last.loss) || last.loss > 10 * path.getFirst().loss;
    if (diverges) {
      blocks.add(
          new Report.Remark(
              "The loss grows: with this rate descent diverges. A smaller one may help.",
              Report.Tone.WARNING));
    }
    if (last.number < steps && !diverges) {
      blocks.add(
          new Report.Remark(
              "The time was over after " + last.number + " of " + steps + " steps.",
              Report.Tone.WARNING));
    }
    if (scalars() > MOST_COLUMNS) {
      blocks.add(new Report.Equations(ends(last)));
    }
    if (path.size() > 1) {
      blocks.add(picture(path, rate));
    }
    return json(path, size);
  }

  private List<Step> descend(double rate, int steps) {
    double[][] place = objective.parameters();
    double[][] slopes =
        Arrays.stream(place).map(each -> new double[each.length]).toArray(double[][]::new);
    int[] order = IntStream.range(0, count).toArray();
    List<Step> path = new ArrayList<>();
    for (int k = 0; k <= steps; k++) {
      double value = objective.gradient(order, 0, count, slopes);
      double square = 0;
      for (double[] each : slopes) {
        square += Arrays.stream(each).map(slope -> slope * slope).sum();
      }
      path.add(new Step(k, flat(place), value, Math.sqrt(square)));
      if (!Double.isFinite(value) || !Double.isFinite(square) || Budget.exhausted()) {
        return path;
      }
      if (k < steps) {
        for (int i = 0; i < place.length; i++) {
          for (int j = 0; j < place[i].length; j++) {
            place[i][j] -= rate * slopes[i][j];
          }
        }
      }
    }
    return path;
  }

  private static double[] flat(double[][] arrays) {
    return Arrays.stream(arrays).flatMapToDouble(Arrays::stream).toArray();
  }

  private int scalars() {
    return Arrays.stream(objective.parameters()).mapToInt(each -> each.length).sum();
  }

  private Report.Table table(List<Step> path) {
    boolean shown = scalars() <= MOST_COLUMNS;
    List<Wording> heading = new ArrayList<>(List.of(Wording.of("step")));
    if (shown) {
      for (int i = 0; i < over.size(); i++) {
        int size = objective.parameters()[i].length;
        for (int j = 1; j <= size; j++) {
          Symbol each = over.get(i);
          Symbol entry =
              each.isScalar()
                  ? each
                  : Symbol.of(each.name().withSubscript(each.name().subscript() + j));
          heading.add(Wording.of("").and(entry, loss.writing()));
        }
      }
    }
    heading.add(label());
    heading.add(
        new Wording(
            List.of(
                new Wording.Mathematics(
                    "‖∇" + Sheet.spelled(named.name()) + "‖",
                    "\\left\\|\\nabla " + Latex.of(named) + "\\right\\|"))));
    List<List<Wording>> rows = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      if (path.size() <= MOST_ROWS || i < MOST_ROWS / 2 || i >= path.size() - MOST_ROWS / 2) {
        rows.add(row(path.get(i), shown));
      } else if (i == MOST_ROWS / 2) {
        rows.add(heading.stream().map(each -> Wording.of("…")).toList());
      }
    }
    return new Report.Table(heading, rows);
  }

  private static List<Wording> row(Step step, boolean shown) {
    List<Wording> cells = new ArrayList<>(List.of(Wording.of(String.valueOf(step.number))));
    if (shown) {
      Arrays.stream(step.place).forEach(each -> cells.add(cell(each)));
    }
    cells.add(cell(step.loss));
    cells.add(cell(step.slope));
    return cells;
  }

  private static Wording cell(double value) {
    return Double.isFinite(value)
        ? Wording.of("").andNumber(Text.of(number(value)), WriteOptions.DEFAULT)
        : Wording.of(Double.isNaN(value) ? "no number" : "infinite");
  }

  private static Expr number(double value) {
    return Num.decimal(Rational.parse(new BigDecimal(value).round(DIGITS).toPlainString()));
  }

  private List<Report.Row> ends(Step last) {
    List<Report.Row> rows = new ArrayList<>();
    int place = 0;
    for (int i = 0; i < over.size(); i++) {
      int size = objective.parameters()[i].length;
      List<Expr> entries =
          Arrays.stream(last.place, place, place + size)
              .filter(Double::isFinite)
              .mapToObj(DataDescent::number)
              .toList();
      place += size;
      if (entries.size() == size) {
        int height = TrainingReport.shape(over.get(i), sizes.known()).rows();
        Expr value =
            over.get(i).isScalar() ? entries.getFirst() : nabla.expr.Literal.of(height, entries);
        rows.add(
            new Report.Row(
                Report.Left.of(over.get(i)), value, "≈ " + Text.of(value), List.of(), true));
      }
    }
    return rows;
  }

  private Report.Picture picture(List<Step> path, String rate) {
    List<Step> finite = path.stream().filter(each -> Double.isFinite(each.loss)).toList();
    String name = Sheet.spelled(named.name());
    return CurvePlot.of(
        "descent-" + rate.replaceAll("[^0-9A-Za-z.]+", "-"),
        "the loss from step to step",
        "step",
        name,
        List.of(
            new CurvePlot.Curve(
                name,
                finite.stream().mapToDouble(Step::number).toArray(),
                finite.stream().mapToDouble(Step::loss).toArray())));
  }

  private JsonObject json(List<Step> path, double rate) {
    JsonObject json = new JsonObject();
    json.addProperty("rate", rate);
    json.addProperty("examples", count);
    json.addProperty(
        "variables", over.stream().map(Symbol::toString).collect(Collectors.joining(", ")));
    JsonArray iterates = new JsonArray();
    for (Step step : path) {
      JsonObject one = new JsonObject();
      one.addProperty("step", step.number);
      JsonArray values = new JsonArray();
      Arrays.stream(step.place).filter(Double::isFinite).forEach(values::add);
      one.add("values", values);
      if (Double.isFinite(step.loss)) {
        one.addProperty("loss", step.loss);
      }
      iterates.add(one);
    }
    json.add("iterates", iterates);
    return json;
  }
}
