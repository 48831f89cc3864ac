package nabla.numeric;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Function;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Rational;
import org.jspecify.annotations.Nullable;

/// [Code] on rational numbers, for expressions that need no others: sums, products, quotients,
/// integer powers, and cases that are decided by them.
final class ExactRun {

  private static final int LONGEST = 1 << 16;

  private final Code code;
  private final @Nullable Rational[] registers;

  private ExactRun(Code code) {
    this.code = code;
    this.registers = new Rational[code.registers()];
    for (int register = 0; register < registers.length; register++) {
      registers[register] = code.node(register) instanceof Num number ? number.value() : null;
    }
  }

  /// The value of the first output; null where it is not rational by plain arithmetic, or has no
  /// value.
  static @Nullable Rational value(Code code, List<Rational> inputs) {
    ExactRun run = new ExactRun(code);
    for (int i = 0; i < inputs.size(); i++) {
      if (code.inputs()[i] >= 0) {
        run.registers[code.inputs()[i]] = inputs.get(i);
      }
    }
    for (int instruction = 0; instruction < code.count(); instruction++) {
      if ((instruction & 255) == 0) {
        Budget.check();
      }
      run.registers[code.target(instruction)] = run.result(instruction);
    }
    return run.registers[code.outputs()[0]];
  }

  private @Nullable Rational result(int instruction) {
    int start = code.start(instruction);
    Code.Operation operation = code.operation(instruction);
    if (operation == Code.Operation.SELECT) {
      return select(start, code.end(instruction));
    }
    for (int i = start; i < code.end(instruction); i++) {
      Rational operand = registers[code.operand(i)];
      if (operand == null
          || operand.numerator().bitLength() > LONGEST
          || operand.denominator().bitLength() > LONGEST) {
        return null;
      }
    }
    Rational first = operand(start);
    return switch (operation) {
      case ADD -> {
        Rational sum = first;
        for (int i = start + 1; i < code.end(instruction); i++) {
          sum = sum.plus(operand(i));
        }
        yield sum;
      }
      case MULTIPLY -> {
        Rational product = first;
        for (int i = start + 1; i < code.end(instruction); i++) {
          product = product.times(operand(i));
        }
        yield product;
      }
      case NEGATE -> first.negate();
      case COPY -> first;
      case NOT -> Rational.ONE.minus(first);
      case DIVIDE -> operand(start + 1).isZero() ? null : first.dividedBy(operand(start + 1));
      case INTEGER_POWER -> power(first, code.power(instruction));
      case POWER, SERIES_POWER ->
          operand(start + 1).isInt() ? power(first, operand(start + 1).intValue()) : null;
      case COMPARE ->
          code.comparison(instruction).holds(first.compareTo(operand(start + 1)))
              ? Rational.ONE
              : Rational.ZERO;
      case APPLY -> piecewise(code.call(instruction).function(), start, code.end(instruction));
      case RATIONAL_POWER, EXPONENTIAL, ALL, ANY, SUM, PRODUCT, INTEGRAL, SELECT -> null;
    };
  }

  /// Of a function that is defined by cases, such as `|x|` or the largest of numbers.
  private @Nullable Rational piecewise(Function function, int start, int end) {
    List<Expr> arguments = new ArrayList<>();
    for (int i = start; i < end; i++) {
      arguments.add(Num.of(operand(i)));
    }
    Expr cases = Definitions.cases(function, arguments);
    return cases == null ? null : value(Assembler.assemble(List.of(), cases), List.of());
  }

  private Rational operand(int place) {
    Rational operand = registers[code.operand(place)];
    if (operand == null) {
      throw new IllegalStateException("operands are numbers here");
    }
    return operand;
  }

  private static @Nullable Rational power(Rational base, int exponent) {
    try {
      return base.power(exponent);
    } catch (NablaException noValue) {
      return null; // 0^0 and the like, or too long; both are for others to say
    }
  }

  private @Nullable Rational select(int start, int end) {
    int i = start;
    for (; i + 1 < end; i += 2) {
      Rational condition = registers[code.operand(i)];
      if (condition == null) {
        return null;
      }
      if (!condition.isZero()) {
        return registers[code.operand(i + 1)];
      }
    }
    return i < end ? registers[code.operand(i)] : null;
  }
}
