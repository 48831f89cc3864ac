package nabla.worksheet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import nabla.Formula;
import nabla.Value;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Symbol;
import nabla.numeric.Evaluation;
import nabla.numeric.arrays.ArrayProgram;
import nabla.numeric.arrays.Sizes;

/// Formulas with the numbers of each example of a sheet, in floating point, by one compiled
/// program.
final class EachExample {
  private static final int DIGITS = 15;

  private final Examples examples;
  private final List<Expr> outputs;
  private final ArrayProgram program;
  private final Sizes sizes;
  private final double[][] inputs;

  /// Where each input stands among the data; -1 for what is the same in all examples.
  private final int[] places;

  private EachExample(
      Examples examples,
      List<Expr> outputs,
      ArrayProgram program,
      Sizes sizes,
      double[][] inputs,
      int[] places) {
    this.examples = examples;
    this.outputs = outputs;
    this.program = program;
    this.sizes = sizes;
    this.inputs = inputs;
    this.places = places;
  }

  /// What expressions in the variables of some formulas are in the examples of a sheet.
  static EachExample of(Sheet sheet, List<Formula> formulas, List<Expr> outputs) {
    return of(sheet, formulas, outputs, false);
  }

  /// What an expression in the variables of a formula is of all examples at once.
  static Value atOnce(Sheet sheet, Formula formula, Expr output) {
    EachExample all = of(sheet, List.of(formula), List.of(output), true);
    return all.value(0, all.evaluated()[0]);
  }

  /// A formula of all examples at once, or its mean over them.
  static Value value(Sheet sheet, Formula formula, boolean atOnce) {
    Expr output = formula.value();
    return atOnce
        ? atOnce(sheet, formula, output)
        : of(sheet, List.of(formula), List.of(output)).means().getFirst();
  }

  /// What expressions in the variables of a formula are, one after the other.
  ///
  /// @param atOnce whether they take all examples at once; else the means over them
  static double[] numbers(Sheet sheet, Formula formula, List<Expr> outputs, boolean atOnce) {
    EachExample all = of(sheet, List.of(formula), outputs, atOnce);
    double[][] numbers = atOnce ? all.evaluated() : all.sums();
    double count = atOnce ? 1 : all.examples.count();
    return Arrays.stream(numbers).flatMapToDouble(Arrays::stream).map(sum -> sum / count).toArray();
  }

  private double[][] evaluated() {
    double[][] results = program.results();
    program.evaluate(inputs, results);
    return results;
  }

  private static EachExample of(
      Sheet sheet, List<Formula> formulas, List<Expr> outputs, boolean atOnce) {
    Examples examples = Objects.requireNonNull(sheet.examples());
    Set<Symbol> variables = new LinkedHashSet<>();
    Set<String> dimensions = new LinkedHashSet<>();
    for (Formula formula : formulas) {
      variables.addAll(formula.variables());
      dimensions.addAll(formula.reading().sizes().keySet());
    }
    Sizes sizes = new Sizes();
    for (String dimension : dimensions) {
      String size = sheet.value(Name.spelled(dimension));
      if (size != null) {
        sizes.give(dimension, (int) TrainingData.numbers(size)[0]);
      }
    }
    variables.removeIf(each -> dimensions.contains(each.toString()));
    List<Symbol> order = List.copyOf(variables);
    double[][] inputs = new double[order.size()][];
    int[] places = new int[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      Symbol variable = order.get(i);
      places[i] = examples.names().indexOf(variable.name());
      if (atOnce && places[i] >= 0) {
        inputs[i] = examples.all(places[i]);
        sizes.give(variable, examples.count(), inputs[i].length / examples.count());
        places[i] = -1;
        continue;
      }
      inputs[i] = places[i] < 0 ? given(sheet, variable, sizes) : examples.numbers(0, places[i]);
      if (places[i] >= 0) {
        String first = Objects.requireNonNull(examples.example(0).get(variable.name()));
        give(sizes, variable, NameText.value(first));
      }
    }
    ArrayProgram program = ArrayProgram.of(order, sizes.known(), outputs);
    return new EachExample(examples, outputs, program, sizes, inputs, places);
  }

  private static double[] given(Sheet sheet, Symbol variable, Sizes sizes) {
    String text = sheet.value(variable.name());
    if (text == null) {
      throw new NablaException(
          NablaException.Kind.NAME,
          variable + " has no value; add for example " + variable + " = 1");
    }
    give(sizes, variable, NameText.value(text));
    return Examples.numbers(text);
  }

  private static void give(Sizes sizes, Symbol variable, Expr value) {
    if (value instanceof Literal array && !variable.isScalar()) {
      // A row is given as a list, as columns are.
      boolean row = array.columns() == 1 && variable.shape().rows().equals(Dimension.ONE);
      sizes.give(variable, row ? 1 : array.rows(), row ? array.rows() : array.columns());
    }
  }

  /// The values in each of the first examples, for each of the outputs.
  List<List<Value>> first(int count) {
    List<List<Value>> all = new ArrayList<>();
    outputs.forEach(output -> all.add(new ArrayList<>()));
    double[][] results = program.results();
    for (int row = 0; row < count; row++) {
      evaluate(row, results);
      for (int i = 0; i < results.length; i++) {
        all.get(i).add(value(i, results[i]));
      }
    }
    return all;
  }

  /// The mean over all examples of each of the outputs.
  List<Value> means() {
    double[][] sums = sums();
    List<Value> means = new ArrayList<>();
    for (int i = 0; i < sums.length; i++) {
      means.add(value(i, Arrays.stream(sums[i]).map(sum -> sum / examples.count()).toArray()));
    }
    return means;
  }

  private double[][] sums() {
    double[][] results = program.results();
    double[][] sums = program.results();
    for (int row = 0; row < examples.count(); row++) {
      evaluate(row, results);
      for (int i = 0; i < sums.length; i++) {
        for (int j = 0; j < sums[i].length; j++) {
          sums[i][j] += results[i][j];
        }
      }
    }
    return sums;
  }

  private void evaluate(int row, double[][] results) {
    for (int i = 0; i < inputs.length; i++) {
      if (places[i] >= 0) {
        inputs[i] = examples.numbers(row, places[i]);
      }
    }
    program.evaluate(inputs, results);
  }

  private Value value(int output, double[] numbers) {
    List<Value> entries = Arrays.stream(numbers).mapToObj(EachExample::number).toList();
    Expr formula = outputs.get(output);
    if (formula.isScalar()) {
      return entries.getFirst();
    }
    int columns = (int) sizes.of(formula.shape().columns()).fixedSize();
    List<Expr> exact = entries.stream().map(Value::exact).toList();
    return new Value(Literal.of(numbers.length / columns, exact), null, entries, columns);
  }

  private static Value number(double number) {
    if (!Double.isFinite(number)) {
      throw new NablaException(
          NablaException.Kind.DOMAIN, "over the examples it is no finite number");
    }
    String digits = new BigDecimal(number).round(new MathContext(DIGITS)).toPlainString();
    Rational rounded = Rational.parse(digits);
    return new Value(Num.decimal(rounded), new Evaluation(rounded.doubleValue(), DIGITS, rounded));
  }
}
