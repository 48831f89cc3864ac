package nabla.numeric;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;

/// Writes [Code] as a hidden class that is a [Kernel].
///
/// Small code becomes two straight methods with one local variable for each shared node; what
/// depends on parameters only stands before the loop over the rows. Large code is cut into parts of
/// less than 8,000 bytes, beyond which the just-in-time compiler leaves a method alone; the parts
/// share an array of registers.
final class Bytecode {

  /// Bytes of one method, with room for what stands around the instructions.
  private static final int LARGEST_METHOD = 7_000;

  static final ClassDesc DOUBLES = ConstantDescs.CD_double.arrayType();
  static final ClassDesc COLUMNS = DOUBLES.arrayType();
  private static final ClassDesc SELF = ClassDesc.of("nabla.numeric.GeneratedKernel");
  private static final ClassDesc KERNEL = ClassDesc.of("nabla.numeric.Kernel");
  private static final MethodTypeDesc ROW =
      MethodTypeDesc.of(ConstantDescs.CD_void, DOUBLES, DOUBLES);
  private static final MethodTypeDesc ROWS =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          COLUMNS,
          DOUBLES,
          COLUMNS,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int);
  private static final MethodTypeDesc PART = MethodTypeDesc.of(ConstantDescs.CD_void, DOUBLES);
  private static final int PUBLIC = ClassFile.ACC_PUBLIC;

  private final Code code;
  private final int columns;
  private final ClassData data = new ClassData();

  private Bytecode(Code code, int columns) {
    this.code = code;
    this.columns = columns;
  }

  /// A kernel for `code`, whose first inputs are the columns and the others the parameters.
  static Kernel generate(Code code, int columns) {
    return new Bytecode(code, columns).generate();
  }

  private Kernel generate() {
    int size = 0;
    for (int instruction = 0; instruction < code.count(); instruction++) {
      size += InstructionWriter.size(code, instruction);
    }
    size += 10 * (code.inputs().length + code.outputs().length);
    boolean small = size <= LARGEST_METHOD;
    byte[] bytes =
        ClassFile.of()
            .build(
                SELF,
                type -> {
                  type.withFlags(ClassFile.ACC_FINAL).withInterfaceSymbols(KERNEL);
                  type.withMethodBody(
                      ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, PUBLIC, Bytecode::construct);
                  if (small) {
                    type.withMethodBody("row", ROW, PUBLIC, this::row);
                    type.withMethodBody("rows", ROWS, PUBLIC, this::rows);
                  } else {
                    parts(type);
                  }
                });
    try {
      return (Kernel)
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(bytes, data.list(), true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    } catch (IllegalAccessException
        | InstantiationException
        | NoSuchMethodException
        | InvocationTargetException impossible) {
      throw new IllegalStateException("a generated class does not load", impossible);
    }
  }

  private static void construct(CodeBuilder body) {
    body.aload(0)
        .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
        .return_();
  }

  /// `row(inputs, outputs)`: all in locals.
  private void row(CodeBuilder body) {
    InstructionWriter writer = new InstructionWriter(code, body, data);
    for (int i = 0; i < code.inputs().length; i++) {
      int register = code.inputs()[i];
      if (register >= 0) {
        body.aload(1).loadConstant(i).daload();
        writer.keep(register);
      }
    }
    for (int instruction = 0; instruction < code.count(); instruction++) {
      writer.write(instruction);
    }
    for (int i = 0; i < code.outputs().length; i++) {
      body.aload(2).loadConstant(i);
      writer.load(code.outputs()[i]);
      body.dastore();
    }
    body.return_();
  }

  /// `rows(columns, parameters, results, from, to)`: a loop with everything in locals.
  private void rows(CodeBuilder body) {
    InstructionWriter writer = new InstructionWriter(code, body, data);
    boolean[] varies = varying();
    int[] inputs = code.inputs();
    int[] columnLocals = arrays(body, 1, columns);
    int[] resultLocals = arrays(body, 3, code.outputs().length);
    for (int i = columns; i < inputs.length; i++) {
      if (inputs[i] >= 0) {
        body.aload(2).loadConstant(i - columns).daload();
        writer.keep(inputs[i]);
      }
    }
    for (int instruction = 0; instruction < code.count(); instruction++) {
      if (!varies[code.target(instruction)]) {
        writer.write(instruction);
      }
    }
    Label test = body.newLabel();
    Label end = body.newLabel();
    body.labelBinding(test).iload(4).iload(5).if_icmpge(end);
    for (int i = 0; i < columns; i++) {
      if (inputs[i] >= 0) {
        body.aload(columnLocals[i]).iload(4).daload();
        writer.keep(inputs[i]);
      }
    }
    for (int instruction = 0; instruction < code.count(); instruction++) {
      if (varies[code.target(instruction)]) {
        writer.write(instruction);
      }
    }
    for (int i = 0; i < resultLocals.length; i++) {
      body.aload(resultLocals[i]).iload(4);
      writer.load(code.outputs()[i]);
      body.dastore();
    }
    body.iinc(4, 1).goto_(test).labelBinding(end).return_();
  }

  /// The rows of an array of arrays in locals.
  private static int[] arrays(CodeBuilder body, int from, int count) {
    int[] locals = new int[count];
    for (int i = 0; i < count; i++) {
      locals[i] = body.allocateLocal(java.lang.classfile.TypeKind.REFERENCE);
      body.aload(from).loadConstant(i).aaload().astore(locals[i]);
    }
    return locals;
  }

  /// Which registers differ from row to row.
  private boolean[] varying() {
    boolean[] varies = new boolean[code.registers()];
    for (int i = 0; i < columns; i++) {
      if (code.inputs()[i] >= 0) {
        varies[code.inputs()[i]] = true;
      }
    }
    for (int instruction = 0; instruction < code.count(); instruction++) {
      for (int i = code.start(instruction); i < code.end(instruction); i++) {
        varies[code.target(instruction)] |= varies[code.operand(i)];
      }
    }
    return varies;
  }

  /// Several methods over one array of registers, and loops that call them.
  private void parts(ClassBuilder type) {
    boolean[] shared = new boolean[code.registers()];
    Arrays.fill(shared, true);
    int count = 0;
    for (int from = 0; from < code.count(); count++) {
      int size = 0;
      int to = from;
      while (to < code.count()
          && (to == from || size + InstructionWriter.size(code, to) <= LARGEST_METHOD)) {
        size += InstructionWriter.size(code, to++);
      }
      int first = from;
      int last = to;
      type.withMethodBody(
          "part" + count,
          PART,
          ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC,
          body -> {
            InstructionWriter writer = new InstructionWriter(code, body, data, 0);
            for (int instruction = first; instruction < last; instruction++) {
              writer.write(instruction);
            }
            body.return_();
          });
      from = to;
    }
    int parts = count;
    type.withMethodBody("row", ROW, PUBLIC, body -> wholeRow(body, parts));
    type.withMethodBody("rows", ROWS, PUBLIC, this::manyRows);
  }

  private void wholeRow(CodeBuilder body, int parts) {
    body.loadConstant(code.registers()).newarray(java.lang.classfile.TypeKind.DOUBLE).astore(3);
    data.load(body, code.inputs(), ConstantDescs.CD_int.arrayType());
    body.aload(1).aload(3).invokestatic(RegisterRows.SELF, "scatter", RegisterRows.MOVE);
    for (int part = 0; part < parts; part++) {
      body.aload(3).invokestatic(SELF, "part" + part, PART);
    }
    data.load(body, code.outputs(), ConstantDescs.CD_int.arrayType());
    body.aload(3).aload(2).invokestatic(RegisterRows.SELF, "gather", RegisterRows.MOVE);
    for (int i = 0; i < code.outputs().length; i++) {
      Double constant = code.constant(code.outputs()[i]); // which no part keeps
      if (constant != null) {
        body.aload(2).loadConstant(i).loadConstant(constant.doubleValue()).dastore();
      }
    }
    body.return_();
  }

  private void manyRows(CodeBuilder body) {
    body.aload(0).aload(1).aload(2).aload(3).iload(4).iload(5);
    body.invokestatic(
        RegisterRows.SELF,
        "rows",
        MethodTypeDesc.of(
            ConstantDescs.CD_void,
            KERNEL,
            COLUMNS,
            DOUBLES,
            COLUMNS,
            ConstantDescs.CD_int,
            ConstantDescs.CD_int));
    body.return_();
  }

  /// Objects that the generated class loads as constants, so that the compiler sees through them.
  static final class ClassData {
    private final List<Object> objects = new java.util.ArrayList<>();

    void load(CodeBuilder body, Object object, ClassDesc type) {
      int index = objects.indexOf(object);
      if (index < 0) {
        index = objects.size();
        objects.add(object);
      }
      body.loadConstant(
          java.lang.constant.DynamicConstantDesc.ofNamed(
              ConstantDescs.BSM_CLASS_DATA_AT, ConstantDescs.DEFAULT_NAME, type, index));
    }

    List<Object> list() {
      return List.copyOf(objects);
    }
  }
}
