package nabla;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Imports point one way: each package knows only those before it.
class ArchitectureTest {
  /// The ground floor first. A package that is new takes its place here before it is used.
  private static final List<String> ORDER =
      List.of(
          "nabla.expr",
          "nabla.catalogue",
          "nabla.read",
          "nabla.numeric",
          "nabla.rewrite",
          "nabla.simplify",
          "nabla.calculus",
          "nabla.write",
          "nabla.check",
          "nabla",
          "nabla.answer",
          "nabla.worksheet",
          "nabla.app");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("nabla");

  @ParameterizedTest
  @FieldSource("ORDER")
  void knowsOnlyThePackagesBefore(String name) {
    String[] later =
        ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size()).stream()
            .map(ArchitectureTest::withItsParts)
            .toArray(String[]::new);
    if (later.length > 0) {
      noClasses()
          .that()
          .resideInAPackage(withItsParts(name))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(later)
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }

  @Test
  void hasAPlaceForEveryPackage() {
    Set<String> unknown = new TreeSet<>();
    for (JavaClass each : CLASSES) {
      String name = each.getPackageName();
      if (ORDER.stream().noneMatch(known -> belongsTo(name, known))) {
        unknown.add(name);
      }
    }
    assertEquals(Set.of(), unknown);
  }

  @Test
  void hasNoCycles() {
    slices().matching("nabla.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void parsesInOnePackage() {
    isSeenOnlyBy("nabla.read", "org.antlr..");
  }

  @Test
  void readsOptionsInOnePackage() {
    isSeenOnlyBy("nabla.app", "picocli..");
  }

  private static void isSeenOnlyBy(String name, String library) {
    noClasses()
        .that()
        .resideOutsideOfPackage(withItsParts(name))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  /// The façade's package has no parts: the others only share its name.
  private static String withItsParts(String name) {
    return name.equals("nabla") ? name : name + "..";
  }

  private static boolean belongsTo(String name, String known) {
    return name.equals(known) || (!known.equals("nabla") && name.startsWith(known + "."));
  }
}
