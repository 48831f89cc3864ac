package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import nabla.expr.NablaException;
import nabla.numeric.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Derivatives of formulas with vectors and matrices: their closed forms, their conditions, and
/// that they agree with differences.
class ArrayDerivativesTest {

  /// A line of the table.
  record Line(String formula, String by, String where, String derivative) {
    static Line of(String text) {
      // bars of norms stand close to what they hold, those of the table apart
      String[] parts = text.split(" \\| ", -1);
      return new Line(parts[0].strip(), parts[1].strip(), parts[2].strip(), parts[3].strip());
    }
  }

  static List<Line> lines() throws IOException {
    return lines("derivatives.txt");
  }

  static List<Line> lines(String file) throws IOException {
    Path table = Path.of("src", "test", "resources", "matrices", file);
    return Files.readAllLines(table).stream()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(Line::of)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void isTheClosedForm(Line line) {
    assertClosedForm(line);
  }

  static void assertClosedForm(Line line) {
    Formula formula = Nabla.formula(line.formula, line.where);
    Derived answer = formula.derive(line.by, 1, false, true).getFirst();
    assertEquals(line.derivative, text(answer));
    Verification verification = answer.verification();
    assertNotNull(verification);
    assertTrue(verification.isVerified(), verification::summary);
    assertTrue(verification.points() >= 8, verification::summary);
  }

  /// The result with its conditions.
  static String text(Derived answer) {
    Formula formula = answer.formula();
    String conditions =
        answer.conditions().stream().map(formula::text).collect(Collectors.joining(", "));
    return formula.text(answer.result()) + (conditions.isEmpty() ? "" : "  for " + conditions);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void readsBack(Line line) {
    assertReadsBack(line);
  }

  static void assertReadsBack(Line line) {
    Formula formula = Nabla.formula(line.formula, line.where);
    Derived answer = formula.derive(line.by, 1, false, false).getFirst();
    String shapes =
        formula.reading().shapes().entrySet().stream()
            .map(shape ->
                formula.text(nabla.expr.Symbol.of(shape.getKey(), shape.getValue()))
                    + " ∈ R^{("
                    + shape.getValue().rows()
                    + ")×("
                    + shape.getValue().columns()
                    + ")}")
            .collect(Collectors.joining("; "));
    String functions =
        Arrays.stream(line.where.split(";"))
            .filter(fact -> fact.matches(".*(->|→|a function).*"))
            .map(fact -> "; " + fact)
            .collect(Collectors.joining());
    Formula back = Nabla.formula(formula.text(answer.result()) + " where " + shapes + functions);
    assertEquals(formula.text(answer.result()), back.text(back.reading().expression()));
  }

  static List<Line> functions() throws IOException {
    return lines("functions.txt");
  }

  @ParameterizedTest
  @MethodSource("functions")
  void unknownFunctionsHaveTheirJacobians(Line line) {
    assertClosedForm(line);
    assertReadsBack(line);
  }

  @Test
  void numbersWithArraysInThemAreDerivedByNumbers() {
    Formula loss = Nabla.formula("||y - w x||^2").where("x, y ∈ R^n; w ∈ R");
    Derived slope = loss.derivative("w");
    assertNotNull(slope.verification());
    assertTrue(slope.verification().isVerified(), slope.verification()::summary);
    Formula sum = Nabla.formula("Σ_{i=1}^n (y_i − w x_i)²");
    Derived inside = sum.derivative("w");
    assertNotNull(inside.verification());
    assertTrue(inside.verification().isVerified(), inside.verification()::summary);
  }

  @Test
  void severalArraysHaveNoCommonGradient() {
    Formula two = Nabla.formula("x^T A x");
    assertEquals(
        NablaException.Kind.UNSUPPORTED,
        Complaints.declines(() -> two.derive("(x, A)", 1, false, false)));
  }

  @Test
  void whatHasNoRuleIsDeclined() {
    for (String formula : List.of("||X||_3", "tr(polar(X))", "leftsingular(X, 1)")) {
      Formula read = Nabla.formula(formula).where("X ∈ R^{n×n}");
      assertEquals(
          NablaException.Kind.UNSUPPORTED, Complaints.declines(() -> read.derivative("X")));
    }
  }
}
