package nabla.numeric;

import nabla.expr.Budget;
import nabla.expr.NablaException;
import org.jspecify.annotations.Nullable;

/// A sum, product or integral on doubles.
final class Loop {

  /// More terms than this are not added one by one.
  private static final double LARGEST_COUNT = 1e8;

  private final Code.Operation operation;
  private final Program body;

  private Loop(Code.Operation operation, Program body) {
    this.operation = operation;
    this.body = body;
  }

  /// The loops of `code` by instruction; empty where there are none.
  static @Nullable Loop[] all(Code code) {
    @Nullable Loop[] loops = {};
    for (int instruction = 0; instruction < code.count(); instruction++) {
      Code.Operation operation = code.operation(instruction);
      if (operation == Code.Operation.SUM
          || operation == Code.Operation.PRODUCT
          || operation == Code.Operation.INTEGRAL) {
        loops = loops.length == 0 ? new Loop[code.count()] : loops;
        loops[instruction] = new Loop(operation, Program.of(code.body(instruction)));
      }
    }
    return loops;
  }

  /// @param operands the lower and the upper bound, then the inputs of the body after the bound
  ///   variable
  double run(double[] operands) {
    double lower = operands[0];
    double upper = operands[1];
    double[] inputs = java.util.Arrays.copyOfRange(operands, 1, operands.length);
    if (operation == Code.Operation.INTEGRAL) {
      return Quadrature.integrate(x -> at(inputs, x), lower, upper);
    }
    checkCount(lower, upper);
    if (lower != Math.rint(lower) || upper != Math.rint(upper)) {
      return Double.NaN;
    }
    return operation == Code.Operation.SUM
        ? sum(inputs, lower, upper)
        : product(inputs, lower, upper);
  }

  /// Refuses what would take forever.
  static void checkCount(double lower, double upper) {
    if (Double.isInfinite(lower) || Double.isInfinite(upper)) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED, "a sum or product without end is not evaluated");
    }
    if (upper - lower > LARGEST_COUNT) {
      throw new NablaException(
          NablaException.Kind.BUDGET,
          String.format(
              "a sum or product of %.0f parts is past the limit of %.0f",
              upper - lower + 1, LARGEST_COUNT));
    }
  }

  private double at(double[] inputs, double variable) {
    inputs[0] = variable;
    return body.value(inputs);
  }

  /// Neumaier's sum, so that many terms lose no more digits than few.
  private double sum(double[] inputs, double lower, double upper) {
    double sum = 0;
    double lost = 0;
    for (double k = lower; k <= upper; k++) {
      Budget.check();
      double term = at(inputs, k);
      double next = sum + term;
      lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
      sum = next;
    }
    return Double.isFinite(lost) ? sum + lost : sum;
  }

  private double product(double[] inputs, double lower, double upper) {
    double product = 1;
    for (double k = lower; k <= upper; k++) {
      Budget.check();
      product *= at(inputs, k);
    }
    return product;
  }
}
