import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipOutputStream;

/// Writes out what a class file leaves to be generated when it first runs and the ahead-of-time
/// cache does not keep: switches over types become chains of `instanceof`, `equals` and `hashCode`
/// of records compare and mix field by field. A call that differentiates one formula starts a third
/// sooner for it.
///
/// The launcher runs it from source, on its own copy of the first jar; the others are the
/// libraries.
final class Unroll {
  private static final int PRIVATE_STATIC =
      ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

  private final ClassFile files;
  private int count;

  private Unroll(ClassLoader classes) {
    files =
        ClassFile.of(
            ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(classes)
                    .orElse(ClassHierarchyResolver.defaultResolver())
                    .cached()));
  }

  public static void main(String... jars) throws IOException {
    URL[] urls = new URL[jars.length];
    for (int i = 0; i < jars.length; i++) {
      urls[i] = Path.of(jars[i]).toUri().toURL();
    }
    try (URLClassLoader classes = new URLClassLoader(urls)) {
      new Unroll(classes).unroll(Path.of(jars[0]));
    }
  }

  private void unroll(Path jar) throws IOException {
    Path changed = Path.of(jar + ".unrolled");
    try (JarFile old = new JarFile(jar.toFile());
        OutputStream file = Files.newOutputStream(changed);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (JarEntry entry : (Iterable<JarEntry>) old.stream()::iterator) {
        byte[] bytes = old.getInputStream(entry).readAllBytes();
        zip.putNextEntry(new JarEntry(entry.getName()));
        zip.write(entry.getName().endsWith(".class") ? unrolled(bytes) : bytes);
        zip.closeEntry();
      }
    }
    Files.move(changed, jar, StandardCopyOption.REPLACE_EXISTING);
    System.out.println(jar.getFileName() + ": " + count + " switches and records written out");
  }

  /// A method that takes the place of what would be generated.
  private interface Body {
    void write(CodeBuilder code);
  }

  private record Method(String name, MethodTypeDesc type, Body body) {}

  private byte[] unrolled(byte[] bytes) {
    ClassModel model = files.parse(bytes);
    ClassDesc self = model.thisClass().asSymbol();
    boolean isInterface = model.flags().has(AccessFlag.INTERFACE);
    List<Method> methods = new ArrayList<>();
    ClassTransform calls =
        ClassTransform.transformingMethodBodies((code, element) -> {
          Body body = element instanceof InvokeDynamicInstruction call ? body(call) : null;
          if (body == null) {
            code.with(element);
            return;
          }
          InvokeDynamicInstruction call = (InvokeDynamicInstruction) element;
          String name = "unrolled$" + call.name().stringValue() + "$" + methods.size();
          methods.add(new Method(name, call.typeSymbol(), body));
          code.invokestatic(self, name, call.typeSymbol(), isInterface);
        });
    byte[] changed = files.transformClass(model, calls);
    if (methods.isEmpty()) {
      return bytes;
    }
    count += methods.size();
    return files.transformClass(
        files.parse(changed),
        ClassTransform.endHandler(type -> {
          for (Method method : methods) {
            type.withMethodBody(method.name(), method.type(), PRIVATE_STATIC, method.body()::write);
          }
        }));
  }

  /// What the call does; null where it stays as it is.
  private static Body body(InvokeDynamicInstruction call) {
    String bootstrap = call.bootstrapMethod().owner().displayName();
    String name = call.name().stringValue();
    if (bootstrap.equals("SwitchBootstraps")
        && name.equals("typeSwitch")
        && call.bootstrapArgs().stream().allMatch(ClassDesc.class::isInstance)) {
      return code ->
          typeSwitch(code, call.bootstrapArgs().stream().map(ClassDesc.class::cast).toList());
    }
    if (bootstrap.equals("ObjectMethods") && (name.equals("equals") || name.equals("hashCode"))) {
      ClassDesc owner = (ClassDesc) call.bootstrapArgs().getFirst();
      List<DirectMethodHandleDesc> fields =
          call.bootstrapArgs().stream().skip(2).map(DirectMethodHandleDesc.class::cast).toList();
      return name.equals("equals")
          ? code -> equality(code, owner, fields)
          : code -> hash(code, owner, fields);
    }
    return null;
  }

  /// The first label from `restart` on that the value is an instance of; their number for none; -1
  /// for null.
  private static void typeSwitch(CodeBuilder code, List<ClassDesc> labels) {
    Label some = code.newLabel();
    code.aload(0).ifnonnull(some).iconst_m1().ireturn().labelBinding(some);
    for (int i = 0; i < labels.size(); i++) {
      Label next = code.newLabel();
      code.iload(1).loadConstant(i).if_icmpgt(next);
      code.aload(0).instanceOf(labels.get(i)).ifeq(next);
      code.loadConstant(i).ireturn().labelBinding(next);
    }
    code.loadConstant(labels.size()).ireturn();
  }

  private static void equality(
      CodeBuilder code, ClassDesc owner, List<DirectMethodHandleDesc> fields) {
    Label different = code.newLabel();
    code.aload(1).instanceOf(owner).ifeq(different);
    code.aload(1).checkcast(owner).astore(2);
    for (DirectMethodHandleDesc field : fields) {
      ClassDesc type = field.invocationType().returnType();
      code.aload(0).getfield(owner, field.methodName(), type);
      code.aload(2).getfield(owner, field.methodName(), type);
      switch (TypeKind.from(type)) {
        case INT, SHORT, BYTE, CHAR, BOOLEAN -> code.if_icmpne(different);
        case LONG -> code.lcmp().ifne(different);
        case FLOAT, DOUBLE ->
            code.invokestatic(
                    box(type), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, type, type))
                .ifne(different);
        case REFERENCE ->
            code.invokestatic(
                    ClassDesc.of(Objects.class.getName()),
                    "equals",
                    MethodTypeDesc.of(
                        ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object))
                .ifeq(different);
        case VOID -> throw new IllegalStateException("no field is void");
      }
    }
    code.iconst_1().ireturn().labelBinding(different).iconst_0().ireturn();
  }

  private static void hash(CodeBuilder code, ClassDesc owner, List<DirectMethodHandleDesc> fields) {
    code.iconst_0();
    for (DirectMethodHandleDesc field : fields) {
      ClassDesc type = field.invocationType().returnType();
      code.bipush(31).imul().aload(0).getfield(owner, field.methodName(), type);
      boolean reference = TypeKind.from(type) == TypeKind.REFERENCE;
      code.invokestatic(
          reference ? ClassDesc.of(Objects.class.getName()) : box(type),
          "hashCode",
          MethodTypeDesc.of(ConstantDescs.CD_int, reference ? ConstantDescs.CD_Object : type));
      code.iadd();
    }
    code.ireturn();
  }

  private static ClassDesc box(ClassDesc primitive) {
    return switch (TypeKind.from(primitive)) {
      case BOOLEAN -> ConstantDescs.CD_Boolean;
      case BYTE -> ConstantDescs.CD_Byte;
      case CHAR -> ConstantDescs.CD_Character;
      case DOUBLE -> ConstantDescs.CD_Double;
      case FLOAT -> ConstantDescs.CD_Float;
      case INT -> ConstantDescs.CD_Integer;
      case LONG -> ConstantDescs.CD_Long;
      case SHORT -> ConstantDescs.CD_Short;
      case REFERENCE, VOID -> throw new IllegalArgumentException(primitive.displayName());
    };
  }
}
