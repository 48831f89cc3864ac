package nabla.benchmark;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import nabla.Nabla;
import nabla.calculus.Gradient;
import nabla.expr.Expr;
import nabla.expr.Symbol;
import nabla.numeric.Compiled;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The gradient of a neuron's loss over a million rows: compiled from the formula, and written by
/// hand.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@OperationsPerInvocation(RowsBenchmark.ROWS)
public class RowsBenchmark {

  static final int ROWS = 1_000_000;

  private static final double[] PARAMETERS = {0.3, -0.7, 1.1};

  private final double[][] columns = new double[3][ROWS];
  private final double[][] results = new double[3][ROWS];
  private Compiled gradient = Compiled.of(List.of());

  /// Compiles the gradient and fills the rows.
  @Setup
  public void prepare() {
    Random random = new Random(7);
    for (double[] column : columns) {
      java.util.Arrays.setAll(column, row -> random.nextGaussian());
    }
    Expr loss = Nabla.formula("(σ(b+w1x1+w2x2)-y)^2").reading().expression();
    List<Symbol> parameters = symbols("b", "w_1", "w_2");
    gradient =
        Compiled.of(
            symbols("x_1", "x_2", "y"),
            parameters,
            Gradient.of(loss, parameters).toArray(Expr[]::new));
  }

  private static List<Symbol> symbols(String... names) {
    return java.util.Arrays.stream(names)
        .map(name -> Nabla.formula(name).variables().getFirst())
        .toList();
  }

  /// Compiled from the formula.
  @Benchmark
  public double[][] compiled() {
    gradient.evaluateColumns(columns, PARAMETERS, results);
    return results;
  }

  /// Written by hand.
  @Benchmark
  public double[][] byHand() {
    double b = PARAMETERS[0];
    double w1 = PARAMETERS[1];
    double w2 = PARAMETERS[2];
    for (int row = 0; row < ROWS; row++) {
      double x1 = columns[0][row];
      double x2 = columns[1][row];
      double s = 1 / (1 + Math.exp(-(b + w1 * x1 + w2 * x2)));
      double delta = 2 * (s - columns[2][row]) * s * (1 - s);
      results[0][row] = delta;
      results[1][row] = delta * x1;
      results[2][row] = delta * x2;
    }
    return results;
  }
}
