package nabla.worksheet.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nabla.Formula;
import nabla.expr.Expr;
import nabla.expr.Symbol;
import nabla.numeric.arrays.ArrayProgram;

/// The mean of a loss over examples, with its gradient, compiled.
public final class Objective {
  /// So many losses are added by one thread.
  private static final int PART = 4096;

  private final ArrayProgram value;
  private final ArrayProgram gradient;
  private final Points points;

  /// What the programs take: the parameters, then what differs from example to example, then what
  /// is the same for all.
  private final double[][] inputs;

  private final int parameters;
  private final int columns;
  private final double[][] results;

  private Objective(
      ArrayProgram value,
      ArrayProgram gradient,
      Points points,
      double[][] inputs,
      int parameters,
      int columns) {
    this.value = value;
    this.gradient = gradient;
    this.points = points;
    this.inputs = inputs;
    this.parameters = parameters;
    this.columns = columns;
    this.results = gradient.results();
  }

  /// What the variables of a loss are.
  ///
  /// @param parameters what is trained, each with its start
  /// @param columns what each example has its own numbers of, in the order of the points; with
  ///   arrays to hold them
  /// @param constants what is the same for all examples
  public record Inputs(List<Input> parameters, List<Input> columns, List<Input> constants) {

    /// The lists are copied.
    public Inputs {
      parameters = List.copyOf(parameters);
      columns = List.copyOf(columns);
      constants = List.copyOf(constants);
    }
  }

  /// A variable with its numbers, row by row.
  @SuppressWarnings("ArrayRecordComponent") // which are changed in place
  public record Input(Symbol variable, double[] numbers) {}

  /// Compiles a loss and its derived gradients, which come in the order of the parameters.
  ///
  /// @param sizes of the dimensions that have names
  public static Objective of(
      Formula loss,
      List<Expr> gradients,
      Inputs inputs,
      Map<String, Integer> sizes,
      Points points) {
    List<Input> all =
        Stream.of(inputs.parameters, inputs.columns, inputs.constants)
            .flatMap(List::stream)
            .toList();
    List<Symbol> variables = all.stream().map(Input::variable).toList();
    List<Expr> outputs = new ArrayList<>(List.of(loss.value()));
    outputs.addAll(gradients);
    return new Objective(
        ArrayProgram.of(variables, sizes, List.of(loss.value())),
        ArrayProgram.of(variables, sizes, outputs),
        points,
        all.stream().map(Input::numbers).toArray(double[][]::new),
        inputs.parameters.size(),
        inputs.columns.size());
  }

  /// How many examples there are.
  int count() {
    return points.count();
  }

  /// The parameters, which whoever trains them changes in place.
  public double[][] parameters() {
    return Arrays.copyOf(inputs, parameters);
  }

  /// Computes losses with arrays of its own, but for the parameters and what never changes.
  private final class Losses {
    private final ArrayProgram program = value.copy();
    private final double[][] own = inputs.clone();
    private final double[][] result = program.results();

    Losses() {
      for (int i = parameters; i < parameters + columns; i++) {
        own[i] = new double[own[i].length];
      }
    }

    double sum(int from, int to) {
      double sum = 0;
      for (int example = from; example < to; example++) {
        load(example, own);
        program.evaluate(own, result);
        sum += result[0][0];
      }
      return sum;
    }
  }

  private void load(int example, double[][] into) {
    int from = 0;
    for (int i = parameters; i < parameters + columns; i++) {
      points.copy(example, from, into[i]);
      from += into[i].length;
    }
  }

  /// The mean of the losses of all examples. The parts of the sum are the same on any machine, and
  /// are added in the same order.
  double mean() {
    return mean(part -> {});
  }

  /// The same.
  ///
  /// @param progress hears on one thread which part of it is done
  double mean(DoubleConsumer progress) {
    int parts = Math.ceilDiv(count(), PART);
    int workers = Math.min(parts, Runtime.getRuntime().availableProcessors());
    double[] sums = new double[parts];
    IntStream.range(0, workers)
        .parallel()
        .forEach(worker -> {
          Losses losses = new Losses();
          for (int part = worker; part < parts; part += workers) {
            sums[part] = losses.sum(part * PART, Math.min(count(), (part + 1) * PART));
            if (worker == 0) {
              progress.accept((double) part / parts);
            }
          }
        });
    return Arrays.stream(sums).reduce(0, Double::sum) / count();
  }

  /// The first example whose loss is no finite number, from 0.
  int firstWithoutLoss() {
    Losses losses = new Losses();
    int example = 0;
    while (example < count() - 1 && Double.isFinite(losses.sum(example, example + 1))) {
      example++;
    }
    return example;
  }

  /// The mean of the gradients of some examples; returns the mean of their losses.
  ///
  /// @param order their numbers, from `start` to before `end`
  /// @param into takes the gradient by each parameter
  public double gradient(int[] order, int start, int end, double[][] into) {
    for (double[] sum : into) {
      Arrays.fill(sum, 0);
    }
    double loss = 0;
    for (int e = start; e < end; e++) {
      load(order[e], inputs);
      gradient.evaluate(inputs, results);
      loss += results[0][0];
      for (int p = 0; p < into.length; p++) {
        double[] sum = into[p];
        double[] one = results[p + 1];
        for (int i = 0; i < sum.length; i++) {
          sum[i] += one[i];
        }
      }
    }
    double share = 1.0 / (end - start);
    for (double[] sum : into) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] *= share;
      }
    }
    return loss * share;
  }
}
