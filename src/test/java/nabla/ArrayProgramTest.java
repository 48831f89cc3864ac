package nabla;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import nabla.expr.NablaException;
import nabla.expr.Symbol;
import nabla.numeric.arrays.ArrayProgram;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

/// Formulas with arrays, compiled for one choice of sizes.
class ArrayProgramTest {

  private static double[] entries(RealMatrix value) {
    return Arrays.stream(value.getData()).flatMapToDouble(Arrays::stream).toArray();
  }

  @Test
  void agreesWithEvaluation() throws IOException {
    for (ArrayCodeTest.Sample sample : ArrayCodeTest.samples()) {
      Formula formula = sample.derived().formula();
      Map<String, Integer> sizes = new LinkedHashMap<>();
      for (Map.Entry<Symbol, RealMatrix> entry : sample.point().entrySet()) {
        if (ArrayCodeTest.isSize(entry.getKey(), sample)
            || ArrayCodeTest.isInSize(entry.getKey(), sample)) {
          sizes.put(entry.getKey().name().toString(), (int) entry.getValue().getEntry(0, 0));
        }
      }
      List<Symbol> inputs =
          formula.variables().stream()
              .filter(symbol -> !sizes.containsKey(symbol.name().toString()))
              .toList();
      double[][] values =
          inputs.stream()
              .map(symbol -> {
                RealMatrix value = sample.point().get(symbol);
                assertNotNull(value);
                return entries(value);
              })
              .toArray(double[][]::new);
      ArrayProgram program =
          ArrayProgram.of(inputs, sizes, List.of(formula.value(), sample.derived().result()));
      double[][] results = program.results();
      // twice, for what an evaluation leaves behind
      program.evaluate(values, results);
      program.evaluate(values, results);
      String what = formula + " by " + sample.derived().variables();
      assertArrayEquals(entries(sample.value()), results[0], 1e-9, what);
      assertArrayEquals(entries(sample.derivative()), results[1], 1e-9, what);
      program.copy().evaluate(values, results);
      assertArrayEquals(entries(sample.derivative()), results[1], 1e-9, what);
    }
  }

  private static ArrayProgram network(int width) {
    Formula network =
        Nabla.formula("1/2||Vσ(Wx+b)+c-t||^2").where("V∈R^{k×h}; W∈R^{h×n}; x∈R^n; b∈R^h; c,t∈R^k");
    return Derived.compileArrays(
        network.derive("V, c, W, b", 1, false, false),
        "V, W, x, b, c, t",
        "k = " + width + ", h = " + width + ", n = " + width);
  }

  private static double[][] values(int width) {
    SplittableRandom random = new SplittableRandom(3);
    double[][] values = new double[6][];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.doubles(i < 2 ? (long) width * width : width, -1, 1).toArray();
    }
    return values;
  }

  @Test
  void allocatesNothing() {
    ArrayProgram network = network(10);
    double[][] values = values(10);
    double[][] results = network.results();
    for (int i = 0; i < 20_000; i++) {
      network.evaluate(values, results);
    }
    if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 10_000; i++) {
        network.evaluate(values, results);
      }
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      assertTrue(bytes < 100_000, bytes + " bytes for 10000 evaluations");
    }
  }

  @Test
  void sharedPartsAreComputedOnce() {
    assertTrue(network(10).size() <= 12, network(10).size() + " steps");
  }

  @Test
  void whatDoesNotFitIsSaid() {
    Derived gradient = Nabla.formula("||X w - y||^2").derivative("w");
    assertEquals(
        NablaException.Kind.NAME,
        Complaints.declines(() -> gradient.compileArrays("X, w", "m = 3, n = 2")));
    assertEquals(
        NablaException.Kind.NAME,
        Complaints.declines(() -> gradient.compileArrays("X, w, y", "m = 3")));
  }
}
