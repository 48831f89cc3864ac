package nabla.numeric;

import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Rational;
import org.jspecify.annotations.Nullable;

/// [Code] on doubles with an estimate of the error of each: how far the rounding of this and of all
/// earlier results may have moved it. An estimate, not a bound: functions are taken to be good to a
/// few units in their last place, and to be smooth over the error of their arguments.
final class ErrorRun {

  private static final double UNIT = 0x1p-53;

  /// What a function of the catalogue may be off by, in units.
  private static final double FUNCTION_UNITS = 8;

  private final Code code;
  private final double[] values;
  private final double[] errors;

  private ErrorRun(Code code) {
    this.code = code;
    this.values = new double[code.registers()];
    this.errors = new double[code.registers()];
    for (int register = 0; register < values.length; register++) {
      Expr node = code.node(register);
      if (node instanceof Num number) {
        set(register, number.value());
      } else if (node instanceof Apply apply
          && apply.arity() == 0
          && apply.operator() instanceof Function function
          && function.value() != null) {
        values[register] = function.value().at();
        errors[register] = UNIT * Math.abs(values[register]);
      }
    }
  }

  /// A value and the estimate of its error; the error is NaN or ∞ where nothing can be said.
  record Estimate(double value, double error) {}

  /// The estimate of the first output.
  static Estimate estimate(Code code, java.util.List<Rational> inputs) {
    ErrorRun run = new ErrorRun(code);
    for (int i = 0; i < inputs.size(); i++) {
      if (code.inputs()[i] >= 0) {
        run.set(code.inputs()[i], inputs.get(i));
      }
    }
    return run.run();
  }

  private void set(int register, Rational value) {
    double nearest = value.doubleValue();
    values[register] = nearest;
    boolean same = Double.isFinite(nearest) && value.isInteger() && Math.abs(nearest) < 0x1p53;
    errors[register] = same ? 0 : UNIT * Math.abs(nearest);
  }

  private Estimate run() {
    for (int instruction = 0; instruction < code.count(); instruction++) {
      if ((instruction & 1023) == 0) {
        Budget.check();
      }
      step(instruction);
    }
    int output = code.outputs()[0];
    return new Estimate(values[output], errors[output]);
  }

  private void step(int instruction) {
    int start = code.start(instruction);
    int end = code.end(instruction);
    int target = code.target(instruction);
    int first = code.operand(start);
    switch (code.operation(instruction)) {
      case ADD -> add(target, start, end);
      case MULTIPLY -> multiply(target, start, end);
      case NEGATE, COPY -> {
        values[target] =
            code.operation(instruction) == Code.Operation.COPY ? values[first] : -values[first];
        errors[target] = errors[first];
      }
      case DIVIDE -> divide(target, first, code.operand(start + 1));
      case INTEGER_POWER -> integerPower(target, first, code.power(instruction));
      case RATIONAL_POWER -> {
        double exponent = code.fraction(instruction).doubleValue();
        perturbed(target, x -> Arithmetic.rationalPower(x[0], exponent), start, end);
        errors[target] +=
            UNIT * Math.abs(values[target] * exponent * Math.log(Math.abs(values[first])));
      }
      case POWER -> perturbed(target, x -> Arithmetic.power(x[0], x[1]), start, end);
      case SERIES_POWER -> perturbed(target, x -> Arithmetic.seriesPower(x[0], x[1]), start, end);
      case EXPONENTIAL -> perturbed(target, x -> Math.exp(x[0]), start, end);
      case APPLY -> perturbed(target, code.call(instruction).value(), start, end);
      case COMPARE -> compare(target, instruction, first, code.operand(start + 1));
      case ALL, ANY ->
          join(target, start, end, code.operation(instruction) == Code.Operation.ANY ? 1 : 0);
      case NOT -> {
        values[target] = 1 - values[first];
        errors[target] = errors[first];
      }
      case SELECT -> select(target, start, end);
      case SUM, PRODUCT -> loop(target, instruction, start);
      case INTEGRAL -> integral(target, instruction, start, end);
    }
  }

  private void add(int target, int start, int end) {
    double sum = 0;
    double error = 0;
    for (int i = start; i < end; i++) {
      int operand = code.operand(i);
      sum += values[operand];
      error += errors[operand] + (i == start ? 0 : UNIT * Math.abs(sum));
    }
    values[target] = sum;
    errors[target] = error;
  }

  private void multiply(int target, int start, int end) {
    double product = values[code.operand(start)];
    double error = errors[code.operand(start)];
    for (int i = start + 1; i < end; i++) {
      int operand = code.operand(i);
      double factor = values[operand];
      error =
          Math.abs(product) * errors[operand] + Math.abs(factor) * error + error * errors[operand];
      product *= factor;
      error += UNIT * Math.abs(product);
    }
    values[target] = product;
    errors[target] = error;
  }

  private void divide(int target, int above, int below) {
    double quotient = Arithmetic.divide(values[above], values[below]);
    double room = Math.abs(values[below]) - errors[below];
    values[target] = quotient;
    errors[target] =
        room > 0
            ? (errors[above] + Math.abs(quotient) * errors[below]) / room
                + UNIT * Math.abs(quotient)
            : Double.POSITIVE_INFINITY;
  }

  private void integerPower(int target, int base, int exponent) {
    double value = Arithmetic.integerPower(values[base], exponent);
    double size = Math.abs(values[base]);
    double relative =
        size > errors[base] ? errors[base] / (size - errors[base]) : Double.POSITIVE_INFINITY;
    values[target] = value;
    if (value == 0 && exponent > 0) {
      errors[target] = Arithmetic.integerPower(errors[base], exponent);
    } else if (Double.isInfinite(relative)) {
      errors[target] =
          exponent > 0 ? Arithmetic.integerPower(size + errors[base], exponent) : relative;
    } else {
      double grown = Math.expm1(Math.abs((double) exponent) * Math.log1p(relative));
      errors[target] = Math.abs(value) * (grown + UNIT * Math.min(40, Math.abs((double) exponent)));
    }
  }

  /// The value of a function, and how far it moves when each argument moves by its error.
  private void perturbed(int target, Function.DoubleValue function, int start, int end) {
    double[] arguments = new double[end - start];
    for (int i = start; i < end; i++) {
      arguments[i - start] = values[code.operand(i)];
    }
    double value = function.at(arguments);
    double error =
        FUNCTION_UNITS * UNIT * Math.abs(value)
            + Double.MIN_VALUE; // 0 may be the rest of something smaller
    for (int i = 0; i < arguments.length; i++) {
      double middle = arguments[i];
      double move = errors[code.operand(start + i)];
      if (move > 0) {
        // A move of many units shows the slope without the noise of the function's own rounding.
        double step = Math.max(move, 1024 * Math.ulp(middle));
        arguments[i] = middle + step;
        double right = Math.abs(function.at(arguments) - value);
        arguments[i] = middle - step;
        double left = Math.abs(function.at(arguments) - value);
        arguments[i] = middle;
        error += Math.max(right, left) * (move / step) * 1.25;
      } else if (Double.isNaN(move)) {
        error = Double.NaN;
      }
    }
    values[target] = value;
    errors[target] = error;
  }

  /// A comparison within the errors is as good as unknown.
  private void compare(int target, int instruction, int left, int right) {
    double doubt = errors[left] + errors[right];
    boolean certain = doubt == 0 || Math.abs(values[left] - values[right]) > 4 * doubt;
    values[target] = Arithmetic.compare(code.comparison(instruction), values[left], values[right]);
    errors[target] = certain ? 0 : Double.POSITIVE_INFINITY;
  }

  private void join(int target, int start, int end, double decisive) {
    double value = 1 - decisive;
    double error = 0;
    for (int i = start; i < end; i++) {
      int operand = code.operand(i);
      error = Math.max(error, errors[operand]);
      value =
          values[operand] == decisive
              ? decisive
              : Double.isNaN(values[operand]) ? Double.NaN : value;
    }
    values[target] = value;
    errors[target] = error;
  }

  private void select(int target, int start, int end) {
    double error = 0;
    int i = start;
    for (; i + 1 < end; i += 2) {
      int condition = code.operand(i);
      error += errors[condition];
      if (values[condition] != 0) {
        int chosen = code.operand(i + 1);
        values[target] = values[condition] == 1 ? values[chosen] : Double.NaN;
        errors[target] = error + errors[chosen];
        return;
      }
    }
    values[target] = i < end ? values[code.operand(i)] : Double.NaN;
    errors[target] = i < end ? error + errors[code.operand(i)] : Double.NaN;
  }

  private void loop(int target, int instruction, int start) {
    Code body = code.body(instruction);
    boolean adds = code.operation(instruction) == Code.Operation.SUM;
    double lower = values[code.operand(start)];
    double upper = values[code.operand(start + 1)];
    Loop.checkCount(lower, upper);
    double value = adds ? 0 : 1;
    double error = lower == Math.rint(lower) && upper == Math.rint(upper) ? 0 : Double.NaN;
    ErrorRun run = new ErrorRun(body);
    int[] inputs = body.inputs();
    for (int i = 1; i < inputs.length; i++) {
      if (inputs[i] >= 0) {
        run.values[inputs[i]] = values[code.operand(start + 1 + i)];
        run.errors[inputs[i]] = errors[code.operand(start + 1 + i)];
      }
    }
    for (double k = lower; k <= upper; k++) {
      Budget.check();
      if (inputs[0] >= 0) {
        run.values[inputs[0]] = k;
      }
      Estimate part = run.run();
      if (adds) {
        value += part.value;
        error += part.error + UNIT * Math.abs(value);
      } else {
        error = Math.abs(value) * part.error + Math.abs(part.value) * error + error * part.error;
        value *= part.value;
        error += UNIT * Math.abs(value);
      }
    }
    values[target] = value;
    errors[target] = error;
  }

  /// The quadrature settles to about twelve digits.
  private void integral(int target, int instruction, int start, int end) {
    double[] operands = new double[end - start];
    for (int i = start; i < end; i++) {
      operands[i - start] = values[code.operand(i)];
    }
    @Nullable Loop loop = Loop.all(code)[instruction];
    double value = loop == null ? Double.NaN : loop.run(operands);
    values[target] = value;
    errors[target] = 1e-12 * Math.abs(value);
  }
}
