package nabla.numeric;

import java.util.Arrays;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Relation;
import org.jspecify.annotations.Nullable;

/// The instructions that compute the values of some expressions, one for each distinct node that is
/// not a leaf. Doubles, doubles with an error estimate, intervals and bytecode all follow the same
/// list, so what a node means is decided in one place, the [Assembler].
///
/// Every node has a register of its own: its position among the nodes. Truth values are 1 and 0.
final class Code {

  /// What an instruction does with its operands.
  enum Operation {
    /// The sum of all operands.
    ADD,
    /// The product of all operands.
    MULTIPLY,
    /// The operand with its sign turned.
    NEGATE,
    /// The first over the second; undefined where the second is 0.
    DIVIDE,
    /// The operand to the power of the integer in the fact; undefined for 0 to the power of 0 or
    /// less.
    INTEGER_POWER,
    /// The operand, not negative, to the power of the fraction in the fact.
    RATIONAL_POWER,
    /// The first to the power of the second; undefined for 0 to the power of 0 or less.
    POWER,
    /// As POWER, in a sum or product over the exponent, where 0 to the power of 0 is 1.
    SERIES_POWER,
    /// e to the power of the operand.
    EXPONENTIAL,
    /// The function of the [Call] in the fact.
    APPLY,
    /// Whether the operands compare as the [Relation.Comparison] in the fact says.
    COMPARE,
    /// Whether all operands hold.
    ALL,
    /// Whether any operand holds.
    ANY,
    /// Whether the operand does not hold.
    NOT,
    /// The operand itself: what an indicator makes of a truth value.
    COPY,
    /// Pairs of a condition and a value, and perhaps a last value where no condition holds.
    SELECT,
    /// A sum over the integers from the first operand to the second, by the [Code] in the fact.
    SUM,
    /// A product likewise.
    PRODUCT,
    /// An integral from the first operand to the second likewise.
    INTEGRAL
  }

  private final Expr[] nodes;
  private final int[] inputs;
  private final int[] outputs;
  private final int count;
  private final Operation[] operations;
  private final int[] targets;
  private final int[] starts;
  private final int[] operands;
  private final @Nullable Object[] facts;

  private Code(Builder builder) {
    nodes = builder.nodes;
    inputs = builder.inputs;
    outputs = builder.outputs;
    count = builder.count;
    operations = Arrays.copyOf(builder.operations, count);
    targets = Arrays.copyOf(builder.targets, count);
    starts = Arrays.copyOf(builder.starts, count + 1);
    starts[count] = builder.used;
    operands = Arrays.copyOf(builder.operands, builder.used);
    facts = Arrays.copyOf(builder.facts, count);
  }

  /// How many registers there are.
  int registers() {
    return nodes.length;
  }

  /// The node whose value a register holds.
  Expr node(int register) {
    return nodes[register];
  }

  /// The value that a register has from the start: that of a number, or of a constant such as π;
  /// null for others.
  @Nullable Double constant(int register) {
    Expr node = nodes[register];
    if (node instanceof Num number) {
      return number.value().doubleValue();
    }
    return node.arity() == 0
            && node instanceof Apply apply
            && apply.operator() instanceof Function function
            && function.value() != null
        ? (Double) function.value().at()
        : null;
  }

  /// The register of each input; −1 for one that nothing depends on.
  int[] inputs() {
    return inputs;
  }

  /// The register of each output.
  int[] outputs() {
    return outputs;
  }

  /// How many instructions there are.
  int count() {
    return count;
  }

  Operation operation(int instruction) {
    return operations[instruction];
  }

  /// The register that an instruction writes.
  int target(int instruction) {
    return targets[instruction];
  }

  /// Where the operands of an instruction start.
  int start(int instruction) {
    return starts[instruction];
  }

  /// Where the operands of an instruction end.
  int end(int instruction) {
    return starts[instruction + 1];
  }

  /// The register of an operand.
  int operand(int place) {
    return operands[place];
  }

  int power(int instruction) {
    return (Integer) fact(instruction);
  }

  Rational fraction(int instruction) {
    return (Rational) fact(instruction);
  }

  Call call(int instruction) {
    return (Call) fact(instruction);
  }

  Relation.Comparison comparison(int instruction) {
    return (Relation.Comparison) fact(instruction);
  }

  /// The code of what is summed, multiplied or integrated: its first input is the bound variable,
  /// the others are the operands after the bounds.
  Code body(int instruction) {
    return (Code) fact(instruction);
  }

  private Object fact(int instruction) {
    Object fact = facts[instruction];
    if (fact == null) {
      throw new IllegalStateException(operations[instruction] + " without its fact");
    }
    return fact;
  }

  /// Collects instructions in flat arrays.
  static final class Builder {
    private final Expr[] nodes;
    private final int[] inputs;
    private final int[] outputs;
    private Operation[] operations = new Operation[16];
    private int[] targets = new int[16];
    private int[] starts = new int[17];
    private int[] operands = new int[32];
    private @Nullable Object[] facts = new Object[16];
    private int count;
    private int used;

    Builder(Expr[] nodes, int[] inputs, int[] outputs) {
      this.nodes = nodes;
      this.inputs = inputs;
      this.outputs = outputs;
    }

    void add(Operation operation, int target, @Nullable Object fact, int... from) {
      if (count == operations.length) {
        operations = Arrays.copyOf(operations, 2 * count);
        targets = Arrays.copyOf(targets, 2 * count);
        starts = Arrays.copyOf(starts, 2 * count + 1);
        facts = Arrays.copyOf(facts, 2 * count);
      }
      if (used + from.length > operands.length) {
        operands = Arrays.copyOf(operands, Math.max(2 * used, used + from.length));
      }
      operations[count] = operation;
      targets[count] = target;
      starts[count] = used;
      facts[count] = fact;
      System.arraycopy(from, 0, operands, used, from.length);
      used += from.length;
      count++;
    }

    Code finish() {
      return new Code(this);
    }
  }
}
