package nabla.numeric;

import nabla.expr.Budget;
import nabla.expr.NablaException;
import nabla.expr.Rational;
import org.apfloat.ApfloatRuntimeException;
import org.jspecify.annotations.Nullable;

/// [Code] on intervals of one number of digits.
final class IntervalRun {

  private static final int MOST_TERMS = 1_000_000;

  private final Code code;
  private final IntervalArithmetic arithmetic;
  private final Primitives primitives;

  IntervalRun(Code code, IntervalArithmetic arithmetic, Primitives primitives) {
    this.code = code;
    this.arithmetic = arithmetic;
    this.primitives = primitives;
  }

  Interval[] run(Interval... inputs) {
    Interval[] registers = new Interval[code.registers()];
    for (int register = 0; register < registers.length; register++) {
      registers[register] = Precise.initial(code.node(register), primitives);
    }
    for (int i = 0; i < inputs.length; i++) {
      if (code.inputs()[i] >= 0) {
        registers[code.inputs()[i]] = inputs[i];
      }
    }
    for (int instruction = 0; instruction < code.count(); instruction++) {
      Budget.checkClock();
      registers[code.target(instruction)] = result(instruction, operands(registers, instruction));
    }
    Interval[] outputs = new Interval[code.outputs().length];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = registers[code.outputs()[i]];
    }
    return outputs;
  }

  private Interval[] operands(Interval[] registers, int instruction) {
    int start = code.start(instruction);
    Interval[] operands = new Interval[code.end(instruction) - start];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = registers[code.operand(start + i)];
    }
    return operands;
  }

  private Interval result(int instruction, Interval[] operands) {
    return switch (code.operation(instruction)) {
      case SELECT -> select(operands);
      case ALL -> joined(operands, false);
      case ANY -> joined(operands, true);
      case COPY -> indicator(operands[0]);
      default -> {
        Interval failure = IntervalArithmetic.failure(operands);
        yield failure == null ? number(instruction, operands) : failure;
      }
    };
  }

  private Interval number(int instruction, Interval[] operands) {
    Interval first = operands[0];
    try {
      return switch (code.operation(instruction)) {
        case ADD -> add(operands);
        case MULTIPLY -> multiply(operands);
        case NEGATE -> arithmetic.negate(first);
        case DIVIDE -> arithmetic.divide(first, operands[1]);
        case INTEGER_POWER -> arithmetic.power(first, code.power(instruction));
        case RATIONAL_POWER -> rationalPower(first, code.fraction(instruction));
        case POWER -> power(first, operands[1]);
        case SERIES_POWER ->
            first.isZero() && operands[1].isZero() ? Interval.TRUE : power(first, operands[1]);
        case EXPONENTIAL -> primitives.exponential(first);
        case APPLY -> primitives.apply(code.call(instruction).function(), operands);
        case COMPARE -> arithmetic.compare(code.comparison(instruction), first, operands[1]);
        case NOT -> IntervalArithmetic.truth(first.isZero());
        case SUM -> loop(instruction, operands, Interval.FALSE, true);
        case PRODUCT -> loop(instruction, operands, Interval.TRUE, false);
        case INTEGRAL ->
            throw new NablaException(
                NablaException.Kind.UNSUPPORTED, "an integral has no value in many digits");
        case SELECT, ALL, ANY, COPY ->
            throw new IllegalStateException("not an operation on numbers");
      };
    } catch (ArithmeticException | ApfloatRuntimeException beyond) {
      return Interval.UNKNOWN; // an exponent that no decimal number holds
    }
  }

  private Interval add(Interval[] operands) {
    Interval sum = operands[0];
    for (int i = 1; i < operands.length; i++) {
      sum = arithmetic.add(sum, operands[i]);
    }
    return sum;
  }

  private Interval multiply(Interval[] operands) {
    Interval product = operands[0];
    for (int i = 1; i < operands.length; i++) {
      product = arithmetic.multiply(product, operands[i]);
    }
    return product;
  }

  private Interval rationalPower(Interval base, Rational exponent) {
    Interval bounds = arithmetic.bounded(base);
    boolean root =
        exponent.denominator().intValue() == 2 && exponent.numerator().abs().bitLength() == 1;
    if (!root || bounds.upper().signum() < 0 || bounds.lower().signum() < 0) {
      return primitives.power(base, Interval.exactly(exponent));
    }
    Interval squareRoot = arithmetic.squareRoot(base);
    return exponent.signum() > 0 ? squareRoot : arithmetic.divide(Interval.TRUE, squareRoot);
  }

  private Interval power(Interval base, Interval exponent) {
    Rational exact = exponent.exact();
    return exact != null && exact.isInt()
        ? arithmetic.power(base, exact.intValue())
        : primitives.power(base, exponent);
  }

  /// The value of the first condition that holds. Where one is unknown, what lies between the
  /// values that may be meant.
  private Interval select(Interval[] operands) {
    Interval result = null;
    for (int i = 0; i < operands.length; i += 2) {
      boolean last = i + 1 == operands.length;
      Interval condition = last ? Interval.TRUE : operands[i];
      Interval value = last ? operands[i] : operands[i + 1];
      if (condition.isUndefined()) {
        return result == null ? condition : Interval.UNKNOWN;
      }
      if (condition.isZero()) {
        continue;
      }
      result = result == null ? value : either(result, value);
      if (condition.isNumber()) {
        return result;
      }
    }
    return result == null ? Interval.undefined("a place that no case covers") : Interval.UNKNOWN;
  }

  private Interval either(Interval a, Interval b) {
    return a.isNumber() && b.isNumber()
        ? arithmetic.hull(a, b)
        : a.isUndefined() && b.isUndefined() ? a : Interval.UNKNOWN;
  }

  private static Interval joined(Interval[] conditions, boolean decisive) {
    @Nullable Interval doubt = null;
    for (Interval condition : conditions) {
      if (condition.isNumber() && condition.isZero() != decisive) {
        return condition;
      }
      doubt = condition.isNumber() || (doubt != null && doubt.isUndefined()) ? doubt : condition;
    }
    return doubt == null ? IntervalArithmetic.truth(!decisive) : doubt;
  }

  private Interval indicator(Interval condition) {
    return condition.isNumber() || condition.isUndefined()
        ? condition
        : arithmetic.hull(Interval.FALSE, Interval.TRUE);
  }

  private Interval loop(int instruction, Interval[] operands, Interval start, boolean adds) {
    Rational lower = operands[0].exact();
    Rational upper = operands[1].exact();
    if (lower == null || upper == null) {
      return Interval.UNKNOWN;
    }
    if (!lower.isInteger() || !upper.isInteger()) {
      return Interval.undefined("a sum or product between bounds that are no integers");
    }
    if (upper.minus(lower).compareTo(Rational.of(MOST_TERMS)) > 0) {
      throw new NablaException(
          NablaException.Kind.BUDGET,
          "a sum or product of more than " + MOST_TERMS + " parts in many digits");
    }
    IntervalRun body = new IntervalRun(code.body(instruction), arithmetic, primitives);
    Interval[] inputs = java.util.Arrays.copyOfRange(operands, 1, operands.length);
    Interval result = start;
    for (Rational k = lower; k.compareTo(upper) <= 0; k = k.plus(Rational.ONE)) {
      inputs[0] = Interval.exactly(k);
      Interval part = body.run(inputs)[0];
      if (!part.isNumber()) {
        return part;
      }
      result = adds ? arithmetic.add(result, part) : arithmetic.multiply(result, part);
    }
    return result;
  }
}
