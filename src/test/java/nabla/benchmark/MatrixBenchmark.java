package nabla.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nabla.Derived;
import nabla.Formula;
import nabla.Nabla;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Derivatives of vectors and matrices: the table of the tests, one row at a time, and a network of
/// many layers by all its weights.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class MatrixBenchmark {

  /// `formula | by | where | derivative`, a line each.
  static final List<String> ROWS = rows();

  private static List<String> rows() {
    try (InputStream file =
        MatrixBenchmark.class.getResourceAsStream("/matrices/derivatives.txt")) {
      if (file == null) {
        throw new IllegalStateException("the resource matrices/derivatives.txt is missing");
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// One row of the table.
  @State(Scope.Benchmark)
  public static class Row {
    /// Its number.
    @Param("0")
    public int row;

    private Formula formula = Nabla.formula("x");
    private String by = "x";

    /// Reads the formula.
    @Setup
    public void read() {
      String[] parts = ROWS.get(row).split(" \\| ", -1);
      formula = Nabla.formula(parts[0].strip()).where(parts[2].strip());
      by = parts[1].strip();
    }
  }

  /// From the formula as read to its derivative in closed form.
  @Benchmark
  public Derived matrixDerivative(Row row) {
    return row.formula.derive(row.by, 1, false, false).getFirst();
  }

  /// a_l = tanh(W_l a_{l−1}), and the squared error of the last.
  @State(Scope.Benchmark)
  public static class Layers {
    /// How many.
    @Param({"10", "100", "1000"})
    public int layers;

    private Formula network = Nabla.formula("x");
    private String weights = "";

    /// Reads the network.
    @Setup
    public void read() {
      weights =
          IntStream.rangeClosed(1, layers)
              .mapToObj("W_{0%d}"::formatted)
              .collect(Collectors.joining(","));
      StringBuilder text = new StringBuilder("let a_{00} = x");
      for (int layer = 1; layer <= layers; layer++) {
        text.append("; z_{0").append(layer).append("} = W_{0").append(layer).append("} a_{0");
        text.append(layer - 1).append("}; a_{0").append(layer).append("} = tanh(z_{0");
        text.append(layer).append("})");
      }
      text.append("; L = 1/2||a_{0").append(layers).append("} - y||^2");
      network = Nabla.formula(text.toString()).where("x ∈ R^n; y ∈ R^n");
    }
  }

  /// The gradients by the weights of all layers.
  @Benchmark
  public List<Derived> allLayers(Layers layers) {
    return layers.network.derive(layers.weights, 1, false, false);
  }
}
