package nabla.worksheet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import nabla.Derived;
import nabla.Formula;
import nabla.answer.Report;
import nabla.expr.Budget;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.numeric.arrays.Sizes;
import nabla.worksheet.Statement.Clause;
import nabla.worksheet.training.Objective;
import nabla.worksheet.training.Objective.Input;
import nabla.worksheet.training.Outcome;
import nabla.worksheet.training.Plan;
import nabla.worksheet.training.Run;
import org.jspecify.annotations.Nullable;

/// `train L over W, b on "points.csv" with adam rate 0.01 batch 32 for 20 epochs seed 7`:
/// stochastic gradient descent by the derived gradient, compiled; from then on the sheet has the
/// parameters that came of it.
final class Training {
  /// Letters that people write for the number of examples.
  static final List<String> COUNTS = List.of("m", "n", "N");

  private final Sheet sheet;
  private final Worksheet.Settings settings;

  Training(Sheet sheet, Worksheet.Settings settings) {
    this.sheet = sheet;
    this.settings = settings;
  }

  /// A loss, ready to be trained.
  ///
  /// @param random the parameters that had no values and start with random ones
  private record Ready(
      Formula loss,
      List<Derived> gradients,
      Objective objective,
      List<TrainingReport.Parameter> parameters,
      List<Symbol> random,
      Plan plan,
      int count,
      List<String> remarks) {}

  /// Trains on the examples in a file, or on those of the sheet.
  Report train(Statement statement, @Nullable Path file) {
    // The time of a training is its own; what leads to it has that of any statement.
    Ready ready = Budget.within(settings.timeout(), () -> prepare(statement, file));
    Outcome outcome = Run.train(ready.objective, ready.plan, settings.watch());
    for (TrainingReport.Parameter parameter : ready.parameters) {
      sheet.give(parameter.variable().name(), parameter.text(), parameter.shape());
    }
    sheet.round();
    Report report =
        new TrainingReport(statement, ready.loss, ready.plan, outcome, ready.count)
            .report(ready.gradients, ready.parameters, ready.random);
    return ready.remarks.isEmpty() ? report : Remarks.with(report, ready.remarks);
  }

  /// What is to be said of labels in a file that the loss does not take, or is refused.
  private List<String> labels(Formula loss, TrainingData data, Clause head) {
    Labels labels = Labels.of(loss.reading().expanded());
    String wrong = labels == null ? null : Labelling.wrong(labels, data);
    Name name = NameText.alone(head.text());
    if (wrong != null && name != null && new Labelling(sheet).isByName(name)) {
      throw new NablaException(NablaException.Kind.DOMAIN, wrong);
    }
    return wrong == null ? List.of() : List.of(wrong);
  }

  /// Whether a loss adds up the examples itself.
  private boolean isOfAll(Formula loss, TrainingData data) {
    return sheet.contexts().takesAll(loss)
        || data.columns().stream()
            .anyMatch(column -> column.length() == 1 && !column.variable().isScalar());
  }

  private Ready prepare(Statement statement, @Nullable Path file) {
    Clause head = statement.head();
    Formula loss = sheet.formula(sheet.unfolded(head.text()), head.start());
    if (!loss.value().isScalar()) {
      throw new NablaException(
          NablaException.Kind.SHAPE,
          head.text() + " is no number, expected a loss",
          1,
          head.start() + 1,
          head.text().length());
    }
    List<Symbol> parameters = parameters(statement, loss);
    Set<String> dimensions = loss.reading().sizes().keySet();
    List<Symbol> others =
        loss.variables().stream()
            .filter(each -> !parameters.contains(each) && !dimensions.contains(each.toString()))
            .toList();
    TrainingData data = TrainingData.of(sheet, file, others, settings.watch());
    List<String> remarks = new ArrayList<>(file == null ? List.of() : labels(loss, data, head));
    if (isOfAll(loss, data)) {
      remarks.add(
          head.text()
              + " is of all examples; what is trained and shown is its mean over them, each taken"
              + " alone: a sum is "
              + data.points().count()
              + " times that");
    }
    Sizes sizes = new Sizes();
    List<Input> columns = new ArrayList<>();
    for (TrainingData.Column column : data.columns()) {
      give(sizes, column.variable(), column.length(), 1);
      columns.add(new Input(column.variable(), new double[column.length()]));
    }
    List<Input> constants = new ArrayList<>();
    for (Symbol other : others) {
      if (!data.has(other)) {
        constants.add(new Input(other, given(sizes, other, file)));
      }
    }
    long seed = TrainingPlan.of(sheet, statement, data.points().count()).seed();
    Starts starts = starts(parameters, sizes, seed);
    List<Derived> gradients =
        loss.derive(
            parameters.stream()
                .map(each -> Sheet.spelled(each.name()))
                .collect(Collectors.joining(", ")),
            1,
            false,
            true);
    Objective objective =
        Objective.of(
            loss,
            gradients.stream().map(Derived::substituted).toList(),
            new Objective.Inputs(starts.inputs, columns, constants),
            sizes.known(),
            data.points());
    List<TrainingReport.Parameter> results = new ArrayList<>();
    for (Input start : starts.inputs) {
      results.add(
          new TrainingReport.Parameter(
              start.variable(),
              start.numbers(),
              TrainingReport.shape(start.variable(), sizes.known())));
    }
    int count = data.points().count();
    return new Ready(
        loss,
        gradients,
        objective,
        results,
        starts.random,
        TrainingPlan.of(sheet, statement, count),
        count,
        remarks);
  }

  /// What is trained: what is listed, the components of a name for a list, or the parameters of the
  /// network.
  private List<Symbol> parameters(Statement statement, Formula loss) {
    Clause over = statement.clause("over");
    if (over == null && sheet.wiring().isEmpty()) {
      throw new NablaException(
          NablaException.Kind.SYNTAX,
          "found no parameters, expected over and their names, as in " + statement.kind().usage(),
          1,
          statement.text().length() + 1,
          1);
    }
    Map<Name, Symbol> known = new LinkedHashMap<>();
    loss.variables().forEach(each -> known.put(each.name(), each));
    if (over == null) {
      List<Symbol> all = new ArrayList<>();
      for (Name name : sheet.wiring().parameters(sheet)) {
        Symbol symbol = known.get(name);
        if (symbol != null) {
          all.add(symbol);
        }
      }
      return all;
    }
    List<Symbol> parameters = new ArrayList<>();
    for (Clause item : StatementReader.list(over)) {
      for (Name name : names(item)) {
        Symbol symbol = known.get(name);
        if (symbol == null) {
          throw new NablaException(
              NablaException.Kind.NAME,
              Sheet.spelled(name) + " does not occur in " + statement.head().text(),
              1,
              item.start() + 1,
              item.text().length());
        }
        if (!parameters.contains(symbol)) {
          parameters.add(symbol);
        }
      }
    }
    return parameters;
  }

  private List<Name> names(Clause item) {
    Name name = NameText.alone(item.text());
    List<Symbol> components = name == null ? List.of() : new VariableLists(sheet).components(name);
    if (!components.isEmpty()) {
      return components.stream().map(Symbol::name).toList();
    }
    if (name == null) {
      throw new NablaException(
          NablaException.Kind.SYNTAX,
          "found " + item.text() + ", expected the name of a parameter",
          1,
          item.start() + 1,
          item.text().length());
    }
    return List.of(name);
  }

  /// The numbers that the sheet gives to a variable that is the same for all examples.
  private double[] given(Sizes sizes, Symbol variable, @Nullable Path file) {
    String value = sheet.value(Sheet.spelled(variable.name()));
    if (value == null) {
      throw new NablaException(
          NablaException.Kind.NAME,
          variable
              + " has no numbers: "
              + (COUNTS.contains(variable.toString())
                  ? "over the examples the mean is taken, which divides by their number; leave "
                      + variable
                      + " out of the loss, or write given "
                      + variable
                      + " = 1"
                  : file == null
                      ? "there are no examples of it, and none are given"
                      : file + " has no column of it, and none are given"));
    }
    return numbers(sizes, variable, value);
  }

  /// The numbers of a value, whose size the sizes get.
  static double[] numbers(Sizes sizes, Symbol variable, String value) {
    Expr array = NameText.value(value);
    boolean literal = array instanceof Literal;
    int rows = literal ? ((Literal) array).rows() : 1;
    int columns = literal ? ((Literal) array).columns() : 1;
    // A row is given as a list, as columns are.
    boolean row = columns == 1 && rows > 1 && variable.shape().rows().equals(Dimension.ONE);
    give(sizes, variable, row ? 1 : rows, row ? rows : columns);
    return TrainingData.numbers(value);
  }

  /// Gives the dimensions of a variable the sizes of its value.
  static void give(Sizes sizes, Symbol variable, int rows, int columns) {
    if (!variable.isScalar()) {
      sizes.give(variable, rows, columns);
    } else if (rows != 1 || columns != 1) {
      throw new NablaException(
          NablaException.Kind.SHAPE,
          variable + " is a number in the loss, and gets " + rows * columns + "; declare it above");
    }
  }

  private record Starts(List<Input> inputs, List<Symbol> random) {}

  /// The values of the sheet; where there are none, random ones, uniform on (−√(6/(n + m)), √(6/(n
  /// + m))) for n rows and m columns (Glorot and Bengio, 2010).
  private Starts starts(List<Symbol> parameters, Sizes sizes, long seed) {
    Map<Symbol, double[]> known = new LinkedHashMap<>();
    for (Symbol parameter : parameters) {
      String value = sheet.value(Sheet.spelled(parameter.name()));
      known.put(parameter, value == null ? new double[0] : numbers(sizes, parameter, value));
    }
    Random random = new Random(seed);
    List<Symbol> drawn = new ArrayList<>();
    List<Input> inputs = new ArrayList<>();
    known.forEach((parameter, numbers) -> {
      double[] start = numbers;
      if (numbers.length == 0) {
        drawn.add(parameter);
        TrainingReport.Fixed shape = TrainingReport.shape(parameter, sizes.known());
        double bound = Math.sqrt(6.0 / (shape.rows() + shape.columns()));
        start = new double[shape.rows() * shape.columns()];
        for (int i = 0; i < start.length; i++) {
          start[i] = bound * (2 * random.nextDouble() - 1);
        }
      }
      inputs.add(new Input(parameter, start));
    });
    return new Starts(inputs, drawn);
  }
}
