package nabla.numeric;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import nabla.expr.Relation;

/// Writes instructions of [Code] into a method, each result into a local variable.
final class InstructionWriter {

  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final ClassDesc ARITHMETIC = ClassDesc.of("nabla.numeric.Arithmetic");
  private static final ClassDesc UNARY = ClassDesc.of("java.util.function.DoubleUnaryOperator");
  private static final ClassDesc VALUE = ClassDesc.of("nabla.catalogue.Function$DoubleValue");
  private static final ClassDesc LOOP = ClassDesc.of("nabla.numeric.Loop");
  private static final MethodTypeDesc ONE =
      MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_double);
  private static final MethodTypeDesc TWO =
      MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_double, ConstantDescs.CD_double);
  private static final MethodTypeDesc THREE =
      MethodTypeDesc.of(
          ConstantDescs.CD_double,
          ConstantDescs.CD_double,
          ConstantDescs.CD_double,
          ConstantDescs.CD_double);
  private static final MethodTypeDesc MANY =
      MethodTypeDesc.of(ConstantDescs.CD_double, Bytecode.DOUBLES);

  private static final int NONE = -1;

  private final Code code;
  private final CodeBuilder body;
  private final Bytecode.ClassData data;
  private final int[] locals;
  private final int registers;

  /// Keeps all values in locals.
  InstructionWriter(Code code, CodeBuilder body, Bytecode.ClassData data) {
    this(code, body, data, NONE);
  }

  /// Keeps values in locals, and in the array of registers that is in the local `registers`, where
  /// other methods find them.
  InstructionWriter(Code code, CodeBuilder body, Bytecode.ClassData data, int registers) {
    this.code = code;
    this.body = body;
    this.data = data;
    this.registers = registers;
    this.locals = new int[code.registers()];
    Arrays.fill(locals, NONE);
  }

  /// At most how many bytes an instruction takes.
  static int size(Code code, int instruction) {
    int operands = code.end(instruction) - code.start(instruction);
    return 24 + 12 * operands;
  }

  /// Puts the value of a register on the stack.
  void load(int register) {
    Double constant = code.constant(register);
    if (locals[register] != NONE) {
      body.dload(locals[register]);
    } else if (constant != null) {
      body.loadConstant(constant.doubleValue());
    } else {
      body.aload(registers).loadConstant(register).daload();
    }
  }

  /// Takes the value of a register from the stack.
  void keep(int register) {
    if (locals[register] == NONE) {
      locals[register] = body.allocateLocal(TypeKind.DOUBLE);
    }
    body.dstore(locals[register]);
    if (registers != NONE) {
      body.aload(registers).loadConstant(register).dload(locals[register]).dastore();
    }
  }

  /// Writes one instruction.
  void write(int instruction) {
    int start = code.start(instruction);
    int end = code.end(instruction);
    int first = code.operand(start);
    switch (code.operation(instruction)) {
      case ADD -> {
        load(first);
        for (int i = start + 1; i < end; i++) {
          load(code.operand(i));
          body.dadd();
        }
      }
      case MULTIPLY -> {
        load(first);
        for (int i = start + 1; i < end; i++) {
          load(code.operand(i));
          body.dmul();
        }
      }
      case NEGATE -> {
        load(first);
        body.dneg();
      }
      case COPY -> load(first);
      case NOT -> {
        body.dconst_1();
        load(first);
        body.dsub();
      }
      case DIVIDE -> call(ARITHMETIC, "divide", TWO, start, end);
      case INTEGER_POWER -> integerPower(first, code.power(instruction));
      case RATIONAL_POWER -> {
        load(first);
        body.loadConstant(code.fraction(instruction).doubleValue())
            .invokestatic(ARITHMETIC, "rationalPower", TWO);
      }
      case POWER -> call(ARITHMETIC, "power", TWO, start, end);
      case SERIES_POWER -> call(ARITHMETIC, "seriesPower", TWO, start, end);
      case EXPONENTIAL -> call(MATH, "exp", ONE, start, end);
      case APPLY -> apply(code.call(instruction), start, end);
      case COMPARE -> compare(code.comparison(instruction), first, code.operand(start + 1));
      case ALL -> join("both", start, end);
      case ANY -> join("either", start, end);
      case SELECT -> select(start, end);
      case SUM, PRODUCT, INTEGRAL -> {
        Loop loop = java.util.Objects.requireNonNull(Loop.all(code)[instruction]);
        data.load(body, loop, LOOP);
        gather(start, end);
        body.invokevirtual(LOOP, "run", MANY);
      }
    }
    keep(code.target(instruction));
  }

  private void call(ClassDesc owner, String method, MethodTypeDesc type, int start, int end) {
    for (int i = start; i < end; i++) {
      load(code.operand(i));
    }
    body.invokestatic(owner, method, type);
  }

  private void integerPower(int base, int exponent) {
    switch (exponent) {
      case 1 -> load(base);
      case 2, 3, 4 -> {
        load(base);
        for (int i = 1; i < exponent; i++) {
          load(base);
          body.dmul();
        }
      }
      case -1 -> {
        body.dconst_1();
        load(base);
        body.invokestatic(ARITHMETIC, "divide", TWO);
      }
      default -> {
        load(base);
        body.loadConstant(exponent)
            .invokestatic(
                ARITHMETIC,
                "integerPower",
                MethodTypeDesc.of(
                    ConstantDescs.CD_double, ConstantDescs.CD_double, ConstantDescs.CD_int));
      }
    }
  }

  /// The function is a constant of the class, so the just-in-time compiler inlines it.
  private void apply(Call call, int start, int end) {
    if (call.unary() != null) {
      data.load(body, call.unary(), UNARY);
      load(code.operand(start));
      body.invokeinterface(UNARY, "applyAsDouble", ONE);
    } else {
      data.load(body, call.value(), VALUE);
      gather(start, end);
      body.invokeinterface(VALUE, "at", MANY);
    }
  }

  private void gather(int start, int end) {
    body.loadConstant(end - start).newarray(TypeKind.DOUBLE);
    for (int i = start; i < end; i++) {
      body.dup().loadConstant(i - start);
      load(code.operand(i));
      body.dastore();
    }
  }

  private void compare(Relation.Comparison comparison, int left, int right) {
    boolean turned =
        comparison == Relation.Comparison.GREATER
            || comparison == Relation.Comparison.GREATER_OR_EQUAL;
    boolean denied = comparison == Relation.Comparison.NOT_EQUAL;
    if (denied) {
      body.dconst_1();
    }
    load(turned ? right : left);
    load(turned ? left : right);
    String method =
        switch (comparison) {
          case LESS, GREATER -> "less";
          case LESS_OR_EQUAL, GREATER_OR_EQUAL -> "lessOrEqual";
          case EQUAL, NOT_EQUAL -> "equal";
          case APPROXIMATELY -> "approximately";
        };
    body.invokestatic(ARITHMETIC, method, TWO);
    if (denied) {
      body.dsub();
    }
  }

  private void join(String method, int start, int end) {
    load(code.operand(start));
    for (int i = start + 1; i < end; i++) {
      load(code.operand(i));
      body.invokestatic(ARITHMETIC, method, TWO);
    }
  }

  /// `select(c1, v1, select(c2, v2, otherwise))`
  private void select(int start, int end) {
    int cases = 0;
    int i = start;
    for (; i + 1 < end; i += 2, cases++) {
      load(code.operand(i));
      load(code.operand(i + 1));
    }
    if (i < end) {
      load(code.operand(i));
    } else {
      body.loadConstant(Double.NaN);
    }
    for (int k = 0; k < cases; k++) {
      body.invokestatic(ARITHMETIC, "select", THREE);
    }
  }
}
