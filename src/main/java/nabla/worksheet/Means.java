package nabla.worksheet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import nabla.Derived;
import nabla.Formula;
import nabla.Nabla;
import nabla.Value;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.numeric.arrays.ArrayProgram;
import org.jspecify.annotations.Nullable;

/// The means of a loss and its derivatives over many examples, in floating-point numbers.
///
/// @param loss the mean of the loss
/// @param derivatives those of the derivatives, in their order
record Means(Value loss, List<Value> derivatives) {

  private static final int DIGITS = 15;

  /// The means over the examples of a sheet.
  static Means of(Sheet sheet, Examples examples, Formula formula, List<Derived> derived) {
    List<Name> names = formula.variables().stream().map(Symbol::name).toList();
    List<Expr> outputs = new ArrayList<>(List.of(formula.value()));
    derived.forEach(each -> outputs.add(each.substituted()));
    ArrayProgram program = ArrayProgram.of(formula.variables(), Map.of(), outputs);
    double[][] inputs = new double[names.size()][];
    int[] places = new int[names.size()];
    for (int i = 0; i < inputs.length; i++) {
      Name name = names.get(i);
      places[i] = examples.names().indexOf(name);
      if (places[i] < 0) {
        inputs[i] = numbers(name, sheet.value(Sheet.spelled(name)));
      }
    }
    double[][] results = program.results();
    double[][] sums = program.results();
    int count = examples.count();
    for (int row = 0; row < count; row++) {
      for (int i = 0; i < inputs.length; i++) {
        if (places[i] >= 0) {
          inputs[i] = examples.numbers(row, places[i]);
        }
      }
      program.evaluate(inputs, results);
      for (int i = 0; i < sums.length; i++) {
        for (int j = 0; j < sums[i].length; j++) {
          sums[i][j] += results[i][j];
        }
      }
    }
    String first = sheet.values(examples.example(0));
    List<Value> means = new ArrayList<>();
    for (int i = 0; i < sums.length; i++) {
      Value shaped = i == 0 ? formula.at(first) : derived.get(i - 1).at(first);
      means.add(value(sums[i], count, shaped.columns()));
    }
    return new Means(means.getFirst(), means.subList(1, means.size()));
  }

  private static double[] numbers(Name name, @Nullable String text) {
    if (text == null) {
      throw new NablaException(
          NablaException.Kind.NAME, name + " has no value; add for example " + name + " = 1");
    }
    return Examples.numbers(text);
  }

  /// The mean of a variable.
  static Value of(Examples examples, Name variable) {
    int place = examples.names().indexOf(variable);
    double[] sums = examples.numbers(0, place);
    for (int row = 1; row < examples.count(); row++) {
      double[] numbers = examples.numbers(row, place);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += numbers[i];
      }
    }
    return value(sums, examples.count(), 1);
  }

  private static Value value(double[] sums, int count, int columns) {
    StringJoiner text = sums.length == 1 ? new StringJoiner("") : new StringJoiner("", "[", "]");
    for (int i = 0; i < sums.length; i++) {
      double mean = sums[i] / count;
      if (!Double.isFinite(mean)) {
        throw new NablaException(
            NablaException.Kind.DOMAIN, "the mean over the examples is no finite number");
      }
      String separator = i == 0 ? "" : i % columns == 0 ? "; " : ", ";
      text.add(separator + new BigDecimal(mean).round(new MathContext(DIGITS)).toPlainString());
    }
    return Nabla.formula(text.toString()).at("");
  }
}
