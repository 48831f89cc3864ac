package nabla.numeric.arrays;

import java.util.List;
import java.util.Map;
import nabla.expr.Expr;
import nabla.expr.Symbol;

/// Formulas with vectors and matrices compiled for one choice of sizes: a list of steps on arrays
/// that were allocated once, so that an evaluation allocates nothing (linear systems, determinants
/// and what else goes to commons-math3 aside). What happens entry by entry is one loop of bytecode.
///
/// An array stands row by row in a `double[]`, a number in one of length 1.
///
/// ```java
/// ArrayProgram gradient = ArrayProgram.of(List.of(X, w, y), Map.of("m", 100, "n", 10), outputs);
/// gradient.evaluate(new double[][] {dataX, dataW, dataY}, results);
/// ```
///
/// A program serves one thread at a time; [#copy()] is for another one.
public final class ArrayProgram {

  /// One step: it reads arrays and writes one.
  @FunctionalInterface
  interface Step {
    /// Computes one array from others.
    ///
    /// @param arrays all arrays of the program, by their numbers
    void run(double[][] arrays);
  }

  private final List<Step> steps;

  /// The arrays by number: those of the inputs come first, and are null between evaluations.
  private final double[][] arrays;

  private final int[] lengths;
  private final int[] outputs;

  /// Whether a step writes an output, which can be done where it is wanted.
  private final boolean[] direct;

  private final java.util.function.Supplier<ArrayProgram> copy;

  ArrayProgram(
      List<Step> steps,
      double[][] arrays,
      int[] lengths,
      int[] outputs,
      boolean[] direct,
      java.util.function.Supplier<ArrayProgram> copy) {
    this.steps = List.copyOf(steps);
    this.arrays = arrays;
    this.lengths = lengths;
    this.outputs = outputs;
    this.direct = direct;
    this.copy = copy;
  }

  /// The program that computes `outputs` from the values of `inputs`. A [nabla.expr.NablaException]
  /// of kind `NAME` where a variable is no input, or a size is not given; of kind `UNSUPPORTED` for
  /// a part that has no value on arrays.
  ///
  /// @param sizes of the dimensions by their names
  public static ArrayProgram of(
      List<Symbol> inputs, Map<String, Integer> sizes, List<Expr> outputs) {
    return new ArrayPlanner(inputs, sizes, outputs).program();
  }

  /// How many arrays it takes.
  public int inputs() {
    return lengths.length;
  }

  /// How many arrays it gives.
  public int outputs() {
    return outputs.length;
  }

  /// How many entries an output has.
  public int length(int output) {
    int place = outputs[output];
    return place < lengths.length ? lengths[place] : arrays[place].length; // an input itself
  }

  /// How many steps one evaluation takes.
  public int size() {
    return steps.size();
  }

  /// Arrays for the results.
  public double[][] results() {
    double[][] results = new double[outputs.length][];
    for (int i = 0; i < results.length; i++) {
      results[i] = new double[length(i)];
    }
    return results;
  }

  /// Computes the outputs from the inputs, which are read where they stand; the results are other
  /// arrays than these.
  public void evaluate(double[][] inputs, double[][] results) {
    if (inputs.length != lengths.length || results.length != outputs.length) {
      throw new IllegalArgumentException(
          lengths.length + " inputs and " + outputs.length + " results are needed");
    }
    for (int i = 0; i < inputs.length; i++) {
      if (inputs[i].length != lengths[i]) {
        throw new IllegalArgumentException(
            "input " + i + " is to have " + lengths[i] + " entries, not " + inputs[i].length);
      }
      arrays[i] = inputs[i];
    }
    for (int i = 0; i < outputs.length; i++) {
      if (results[i].length != length(i)) {
        throw new IllegalArgumentException(
            "result " + i + " is to have " + length(i) + " entries, not " + results[i].length);
      }
      if (direct[i]) {
        arrays[outputs[i]] = results[i];
      }
    }
    for (int i = 0; i < steps.size(); i++) {
      steps.get(i).run(arrays);
    }
    for (int i = 0; i < outputs.length; i++) {
      if (!direct[i]) {
        double[] value = arrays[outputs[i]];
        System.arraycopy(value, 0, results[i], 0, value.length);
      }
    }
  }

  /// The same program with arrays of its own, for another thread.
  public ArrayProgram copy() {
    return copy.get();
  }
}
