package nabla.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.numeric.Program;
import nabla.read.Reader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The reader takes every formula and condition of the entries as they are meant: it gives the same
/// values as the small evaluator of these tests.
class FormulasAreReadTest {

  private static final Catalogue CATALOGUE = Catalogue.standard();
  private static final Reader READER = Reader.standard();

  static Stream<Function> functionsWithValues() {
    return CatalogueTest.functionsWithValues();
  }

  @ParameterizedTest
  @MethodSource("functionsWithValues")
  void formulasHaveTheirValues(Function function) {
    List<String> complaints = new ArrayList<>();
    List<Map<String, Double>> domain = EntryCheck.domain(function, CATALOGUE);
    for (Map<String, Double> point : domain.subList(0, Math.min(domain.size(), 40))) {
      for (String formula : formulas(function)) {
        check(formula, point, complaints);
      }
    }
    assertEquals(List.of(), complaints);
  }

  @ParameterizedTest
  @MethodSource("functionsWithValues")
  void conditionsAreConditions(Function function) {
    for (String condition : conditions(function)) {
      assertEquals(Shape.TRUTH, READER.expression(condition).shape(), condition);
    }
  }

  @Test
  void aFormulaIsNoCondition() {
    assertNotEquals(Shape.TRUTH, READER.expression("x + 1").shape());
    assertThrows(NablaException.class, () -> READER.expression("x >"));
  }

  private static void check(String formula, Map<String, Double> point, List<String> complaints) {
    double expected = FormulaText.value(CATALOGUE, formula, point);
    List<Symbol> symbols = point.keySet().stream().map(name -> Symbol.of(Name.of(name))).toList();
    double[] values = point.values().stream().mapToDouble(value -> value).toArray();
    double actual = Program.of(symbols, READER.expression(formula)).value(values);
    boolean close = Math.abs(expected - actual) <= 1e-9 * Math.abs(expected) + 1e-12;
    if (Double.isFinite(expected) && !close) {
      complaints.add(formula + " is " + actual + " instead of " + expected + " at " + point);
    }
  }

  private static List<String> formulas(Function function) {
    List<String> formulas = new ArrayList<>();
    if (function.meaning() != null) {
      formulas.add(function.meaning());
    }
    for (int i = 0; i < function.parameters().size(); i++) {
      String derivative = function.derivative(i);
      if (derivative != null) {
        formulas.add(derivative);
      }
    }
    return formulas;
  }

  private static List<String> conditions(Function function) {
    return Stream.of(function.domain(), function.kink(), function.range())
        .flatMap(Stream::ofNullable)
        .toList();
  }
}
