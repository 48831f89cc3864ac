import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipOutputStream;

/// Brings the old class files of libraries up to date, in place: the ahead-of-time cache leaves out
/// all that was compiled for Java 5, and with it the whole library of the command line. What
/// changes is the version, and the stack maps that a newer version must have.
///
/// The launcher runs it from source, on its own copies of the jars given as arguments.
final class Renew {
  private final ClassFile files;

  private Renew(ClassLoader libraries) {
    files =
        ClassFile.of(
            StackMapsOption.GENERATE_STACK_MAPS,
            ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(libraries)
                    .orElse(ClassHierarchyResolver.defaultResolver())
                    .cached()));
  }

  public static void main(String... jars) throws IOException {
    URL[] urls = new URL[jars.length];
    for (int i = 0; i < jars.length; i++) {
      urls[i] = Path.of(jars[i]).toUri().toURL();
    }
    for (String jar : jars) {
      try (URLClassLoader libraries = new URLClassLoader(urls)) {
        new Renew(libraries).renew(Path.of(jar));
      }
    }
  }

  private void renew(Path jar) throws IOException {
    Path renewed = Path.of(jar + ".renewed");
    int changed = 0;
    try (JarFile old = new JarFile(jar.toFile());
        OutputStream file = Files.newOutputStream(renewed);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (JarEntry entry : (Iterable<JarEntry>) old.stream()::iterator) {
        byte[] bytes = old.getInputStream(entry).readAllBytes();
        boolean isOld = entry.getName().endsWith(".class") && bytes[7] < ClassFile.JAVA_6_VERSION;
        zip.putNextEntry(new JarEntry(entry.getName()));
        zip.write(isOld ? renewed(bytes) : bytes);
        zip.closeEntry();
        changed += isOld ? 1 : 0;
      }
    }
    if (changed > 0) {
      Files.move(renewed, jar, StandardCopyOption.REPLACE_EXISTING);
      System.out.println(jar.getFileName() + ": " + changed + " classes brought up to date");
    } else {
      Files.delete(renewed);
    }
  }

  private byte[] renewed(byte[] bytes) {
    ClassTransform newer =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
          } else {
            builder.with(element);
          }
        };
    // The bodies pass through unchanged, instruction by instruction, which draws their stack maps.
    ClassTransform bodies =
        ClassTransform.transformingMethodBodies((body, part) -> body.with(part));
    return files.transformClass(files.parse(bytes), bodies.andThen(newer));
  }
}
