package nabla.benchmark;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import nabla.Derived;
import nabla.Formula;
import nabla.Nabla;
import nabla.numeric.arrays.ArrayProgram;
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

/// The loss of a two-layer network and its gradients by all weights, compiled. What NumPy takes for
/// the same by hand is measured by `src/test/benchmark/network.py`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class NetworkBenchmark {

  /// How many inputs, hidden units and outputs there are, each.
  @Param({"10", "100"})
  public int width;

  private ArrayProgram network = ArrayProgram.of(List.of(), java.util.Map.of(), List.of());
  private double[][] values = {};
  private double[][] results = {};

  /// Compiles the network, and makes up its weights.
  @Setup
  public void compile() {
    Formula loss =
        Nabla.formula("1/2||Vσ(Wx+b)+c-t||^2").where("V∈R^{k×h}; W∈R^{h×n}; x∈R^n; b∈R^h; c,t∈R^k");
    network =
        Derived.compileArrays(
            loss.derive("V, c, W, b", 1, false, false),
            "V, W, x, b, c, t",
            "k = " + width + ", h = " + width + ", n = " + width);
    SplittableRandom random = new SplittableRandom(1);
    values = new double[network.inputs()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.doubles(i < 2 ? (long) width * width : width, -1, 1).toArray();
    }
    results = network.results();
  }

  /// The loss and the gradients.
  @Benchmark
  public double[][] networkGradient() {
    network.evaluate(values, results);
    return results;
  }
}
