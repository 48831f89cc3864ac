package nabla.numeric;

import java.util.List;
import java.util.Objects;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Expressions as functions on doubles: built once, then evaluated at as many points as wanted, by
/// any number of threads at a time. Each distinct node is evaluated once for a point, without
/// recursion.
///
/// Arithmetic is that of IEEE, with two exceptions in favour of mathematics: NaN means "undefined",
/// and what is undefined stays so, hence `1/0`, `0^0` and `0^-1` are NaN and not ∞ or 1. Powers are
/// real: `x^(1/3)` is NaN for negative `x`. A condition that compares something undefined makes its
/// cases undefined.
///
/// ```java
/// Program program = Program.of(List.of(x, y), f);
/// double value = program.evaluate(1.5, 2);
/// ```
public final class Program {

  private static final int BETWEEN_CHECKS = 1 << 12;

  private final Code code;
  private final double[] template;

  /// The loops by the instruction that runs them; empty where there are none.
  private final @Nullable Loop[] loops;

  private Program(Code code) {
    this.code = code;
    this.loops = Loop.all(code);
    this.template = new double[code.registers()];
    for (int register = 0; register < template.length; register++) {
      Double constant = code.constant(register);
      template[register] = constant == null ? 0 : constant;
    }
  }

  /// The program that computes `outputs` from the values of `inputs`. A [nabla.expr.NablaException]
  /// of kind `UNSUPPORTED` names a part that has no number, such as a matrix or an unknown
  /// function; one of kind `NAME` a variable that is not among the inputs.
  public static Program of(List<Symbol> inputs, Expr... outputs) {
    return new Program(Assembler.assemble(inputs, outputs));
  }

  static Program of(Code code) {
    return new Program(code);
  }

  /// How many values it takes.
  public int inputs() {
    return code.inputs().length;
  }

  /// How many values it gives.
  public int outputs() {
    return code.outputs().length;
  }

  /// How many instructions one evaluation runs, those in loops counted once.
  public int size() {
    return code.count();
  }

  /// The values of the outputs.
  public double[] evaluate(double... inputs) {
    double[] results = new double[code.outputs().length];
    evaluate(inputs, results);
    return results;
  }

  /// The value of the first output.
  public double value(double... inputs) {
    return run(inputs)[code.outputs()[0]];
  }

  /// Puts the values of the outputs into `results`.
  public void evaluate(double[] inputs, double[] results) {
    double[] registers = run(inputs);
    int[] outputs = code.outputs();
    for (int i = 0; i < outputs.length; i++) {
      results[i] = registers[outputs[i]];
    }
  }

  private double[] run(double[] inputs) {
    int[] places = code.inputs();
    if (inputs.length != places.length) {
      throw new IllegalArgumentException(
          places.length + " values are needed, not " + inputs.length);
    }
    double[] registers = template.clone();
    for (int i = 0; i < places.length; i++) {
      if (places[i] >= 0) {
        registers[places[i]] = inputs[i];
      }
    }
    int count = code.count();
    for (int from = 0; from < count; from += BETWEEN_CHECKS) {
      Budget.check();
      run(registers, from, Math.min(from + BETWEEN_CHECKS, count));
    }
    return registers;
  }

  private void run(double[] registers, int from, int to) {
    for (int instruction = from; instruction < to; instruction++) {
      int start = code.start(instruction);
      int end = code.end(instruction);
      double first = registers[code.operand(start)];
      registers[code.target(instruction)] =
          switch (code.operation(instruction)) {
            case ADD -> add(registers, first, start, end);
            case MULTIPLY -> multiply(registers, first, start, end);
            case NEGATE -> -first;
            case DIVIDE -> Arithmetic.divide(first, second(registers, start));
            case INTEGER_POWER -> Arithmetic.integerPower(first, code.power(instruction));
            case RATIONAL_POWER -> Arithmetic.rationalPower(first, code.fraction(instruction));
            case POWER -> Arithmetic.power(first, second(registers, start));
            case SERIES_POWER -> Arithmetic.seriesPower(first, second(registers, start));
            case EXPONENTIAL -> Math.exp(first);
            case APPLY -> apply(registers, code.call(instruction), start, end);
            case COMPARE ->
                Arithmetic.compare(code.comparison(instruction), first, second(registers, start));
            case ALL -> all(registers, start, end, 0);
            case ANY -> all(registers, start, end, 1);
            case NOT -> 1 - first;
            case COPY -> first;
            case SELECT -> select(registers, start, end);
            case SUM, PRODUCT, INTEGRAL -> loop(instruction).run(gather(registers, start, end));
          };
    }
  }

  private Loop loop(int instruction) {
    return Objects.requireNonNull(loops[instruction]);
  }

  private double second(double[] registers, int start) {
    return registers[code.operand(start + 1)];
  }

  private double add(double[] registers, double first, int start, int end) {
    double sum = first;
    for (int i = start + 1; i < end; i++) {
      sum += registers[code.operand(i)];
    }
    return sum;
  }

  private double multiply(double[] registers, double first, int start, int end) {
    double product = first;
    for (int i = start + 1; i < end; i++) {
      product *= registers[code.operand(i)];
    }
    return product;
  }

  private double apply(double[] registers, Call call, int start, int end) {
    return call.unary() != null
        ? call.unary().applyAsDouble(registers[code.operand(start)])
        : call.value().at(gather(registers, start, end));
  }

  private double[] gather(double[] registers, int start, int end) {
    double[] values = new double[end - start];
    for (int i = start; i < end; i++) {
      values[i - start] = registers[code.operand(i)];
    }
    return values;
  }

  /// The conditions joined: `decisive` as soon as one has that value, else NaN where one is
  /// undefined.
  private double all(double[] registers, int start, int end, double decisive) {
    double result = 1 - decisive;
    for (int i = start; i < end; i++) {
      double condition = registers[code.operand(i)];
      if (condition == decisive) {
        return decisive;
      }
      result = Double.isNaN(condition) ? condition : result;
    }
    return result;
  }

  private double select(double[] registers, int start, int end) {
    int i = start;
    for (; i + 1 < end; i += 2) {
      double condition = registers[code.operand(i)];
      if (condition != 0) {
        return condition == 1 ? registers[code.operand(i + 1)] : Double.NaN;
      }
    }
    return i < end ? registers[code.operand(i)] : Double.NaN;
  }
}
