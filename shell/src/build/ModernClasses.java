import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Raises the class files of a jar that are older than Java 6 to the version of Java 8 and gives
/// them the stack maps that it asks for. What they do stays the same. The AOT cache of the JVM
/// leaves out older classes, which would be read and verified anew at each start.
///
/// Started as `java ModernClasses.java JAR`; the jar is replaced.
final class ModernClasses {

  /// Method bodies are written anew, which is when they get their stack maps.
  private static final ClassTransform TO_JAVA_8 =
      ClassTransform.transformingMethodBodies(CodeBuilder::with)
          .andThen(
              (builder, element) ->
                  builder.with(
                      element instanceof ClassFileVersion
                          ? ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0)
                          : element));

  private final ClassFile classes;

  private ModernClasses(ClassLoader library) {
    classes =
        ClassFile.of(
            ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(library)));
  }

  static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    Path renewed = jar.resolveSibling(jar.getFileName() + ".new");
    try (URLClassLoader library = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      new ModernClasses(library).renew(jar, renewed);
    }
    Files.move(renewed, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private void renew(Path jar, Path target) throws IOException {
    try (ZipFile old = new ZipFile(jar.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(target))) {
      for (ZipEntry entry : old.stream().toList()) {
        byte[] bytes = old.getInputStream(entry).readAllBytes();
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(copy);
        out.write(entry.getName().endsWith(".class") ? renewed(bytes) : bytes);
      }
    }
  }

  private byte[] renewed(byte[] bytes) {
    ClassModel model = classes.parse(bytes);
    return model.majorVersion() >= ClassFile.JAVA_6_VERSION
        ? bytes
        : classes.transformClass(model, TO_JAVA_8);
  }
}
