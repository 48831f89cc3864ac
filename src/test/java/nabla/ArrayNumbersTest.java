package nabla;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nabla.calculus.Conventions;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Symbol;
import nabla.numeric.ArrayEvaluation;
import nabla.numeric.arrays.EntryEvaluation;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Arrays put into formulas: exact where that is possible, sizes bound by the data, and one clear
/// error each for what does not fit.
class ArrayNumbersTest {

  private static Value at(String formula, String where, String values) {
    return Nabla.formula(formula).where(where).at(values);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = (1, 2); A = [[1, 2], [3, 4]]",
        "x=[1,2], A=[1,2;3,4]",
        "x = [1; 2]; A = (1, 2; 3, 4)",
        "x = [1 2]; A = [1 2; 3 4]",
        "{\"x\": [1, 2], \"A\": [[1, 2], [3, 4]]}",
        "{\"x\": [[1], [2]], \"A\": [[\"1\", \"4/2\"], [3.0, 4e0]]}"
      })
  void spellingsOfArrays(String values) {
    Value value = at("x^T A x", "", values);
    assertEquals("27", value.toText());
    assertEquals(27, value.toDouble());
    Value gradient = Nabla.formula("x^T A x").derivative("x").at(values);
    assertEquals("(12, 21)", gradient.toText());
    assertArrayEquals(new double[][] {{12}, {21}}, gradient.toArray());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "inv(A) | A ∈ R^{n×n} | A = [2, 1; 1, 1] | [1, −1; −1, 2]",
        "det(A) + tr(A) | A ∈ R^{n×n} | A = [2, 1; 1, 1/2] | 5/2",
        "log det A | A ∈ R^{n×n} | A = [2, 1; 1, 2] | ln(3)",
        "(A^10)^{-1} | A ∈ R^{n×n} | A = [1, 1; 2, 3] | [413403, −151316; −302632, 110771]",
        "norm(x) | x ∈ R^n | x = (1, 2) | √5",
        "A^T A | A ∈ R^{m×n} | A = [1, 2; 3, 4; 5, 6] | [35, 44; 44, 56]",
        "softmax(x) | x ∈ R^n | x = (0, 0) | (1/2, 1/2)",
        "x ⊙ x + n x | x ∈ R^n | x = (1, 2) | (3, 8)",
        "x y^T | x ∈ R^n; y ∈ R^m | x = (1, 2); y = (3, 4, 5) | [3, 4, 5; 6, 8, 10]",
        "Σ_i x_i^2 | x ∈ R^n | x = (1, 2, 3) | 14",
        "λ x | x ∈ R^n | x = (1, 2) | (λ, 2λ)",
        "A^3 | A ∈ R^{n×n} | A = [1, 1; 0, 1] | [1, 3; 0, 1]",
        "sum(relu(W x)) | x ∈ R^n | W = [1, -2; 3, 4]; x = (1, 1) | 7",
        "σ(x) | x ∈ R^n | x = (0, 0) | (1/2, 1/2)",
      })
  void valuesAreExact(String formula, String where, String values, String expected) {
    assertEquals(expected, at(formula, where, values).toText());
  }

  @Test
  void whatHasNoShortFormulaHasDecimals() {
    Value turn = at("expm(A)", "A ∈ R^{n×n}", "A = [0, 1; -1, 0]");
    assertEquals(Math.cos(1), turn.toArray()[0][0], 1e-12);
    assertEquals(Math.sin(1), turn.toArray()[0][1], 1e-12);
    assertEquals("expm(A)", turn.toText());
  }

  @ParameterizedTest
  @CsvSource({"0.1, -921.03403719761827", "10, 921.03403719761827"})
  void logarithmsOfDeterminantsNeedNoDeterminant(String factor, double expected) {
    Value value = Nabla.formula("log det(" + factor + " eye(400))").at("");
    assertEquals(expected, value.toDouble(), 1e-9);
    NablaException negative =
        assertThrows(NablaException.class, () -> Nabla.formula("logdet(-0.1 eye(401))").at(""));
    assertEquals(NablaException.Kind.DOMAIN, negative.kind());
  }

  @ParameterizedTest
  @CsvSource({"1e-9, false", "1e9, false", "-1e-9, true"})
  void conditionsOnDeterminantsOutsideOfDoublesAreDecided(String entry, boolean excluded) {
    String matrix =
        IntStream.range(0, 51)
            .mapToObj(row ->
                IntStream.range(0, 51)
                    .mapToObj(column -> row == column ? entry : column == 0 ? "1/7" : "0")
                    .collect(Collectors.joining(",", "[", "]")))
            .collect(Collectors.joining(",", "X = [", "]"));
    Formula formula = Nabla.formula("log det X").where("X ∈ R^{n×n}");
    Expr condition = formula.derive("X", 1, false, false).getFirst().conditions().getFirst();
    assertEquals(excluded, formula.excludes(condition, matrix));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tr(X^k) | X | X = [1, 2; 3, 4]; k = -1 | [−11/2, 15/4; 5/2, −7/4]",
        "tr(X^k) | X | X = [1, 2; 2, 4]; k = 0 | [0, 0; 0, 0]",
        "det(X)^k + tr(X) | X | X = [0, 1; 1, 0]; k = 3 | [1, −3; −3, 1]",
        "x^k + tr(X) | x | x = -1; k = 3; X = [1, 2; 3, 4] | 3"
      })
  void wholeExponentsAreKnownWhereNumbersStand(
      String text, String variable, String values, String expected) {
    Formula formula = Nabla.formula(text).where("X ∈ R^{n×n}");
    Derived derived = formula.derive(variable, 1, false, false).getFirst();
    Derived there = derived.there(values, Conventions.DEFAULT);
    assertTrue(there.conditions().stream().noneMatch(each -> formula.excludes(each, values)));
    assertEquals(expected, there.at(values).toText());
  }

  @Test
  void conditionsThatFailForWholeExponentsStay() {
    Formula formula = Nabla.formula("tr(X^k)").where("X ∈ R^{n×n}");
    Derived derived = formula.derive("X", 1, false, false).getFirst();
    Derived there = derived.there("X = [1, 2; 2, 4]; k = -1", Conventions.DEFAULT);
    assertEquals("det(X) ≠ 0", formula.text(there.conditions().getFirst()));
  }

  @Test
  void numbersOfRowsAreNotNegative() {
    Formula formula = Nabla.formula("eye(n - 5)");
    assertEquals(
        "-3 cannot be a number of rows or columns",
        assertThrows(NablaException.class, () -> formula.at("n = 2")).getMessage());
    assertEquals(
        "there is no value for n",
        assertThrows(NablaException.class, () -> formula.at("")).getMessage());
  }

  @Test
  void unknownFunctionsOfArraysHaveNone() {
    Formula unknown = Nabla.formula("f(x) + x^T x").where("x ∈ R^n");
    assertEquals(
        NablaException.Kind.UNSUPPORTED, Complaints.declines(() -> unknown.at("x = (1, 2)")));
  }

  @Test
  void numbersAlonePutIntoTheFormula() {
    assertEquals("2(xᵀx)", at("λ x^T x", "x ∈ R^n", "λ = 2").toText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x = (1, 2, 3); A = [1, 2; 3, 4] | A, which is 2×2, needs 3 rows: n = 3 by x",
        "x = (1, 2, 3) | A has no value",
        "x = (1, NaN); A = [1, 2; 3, 4] | x has an entry that is no number: NaN",
        "{\"x\": [1, null], \"A\": [[1, 2], [3, 4]]} | x has an entry that is no number: null",
        "x = (1, 2); A = [1, 2; 3] | the rows of A have 2 and 1 entries",
        "x = (1, 2); A = [[1, 2], [3, 4, 5]] | the rows of A have 2 and 3 entries",
        "x = (1, 2); A = [[1, 2], 3] | A mixes numbers and lists",
        "x = (1, 2); A = [1, 2; , 4] | an entry of A is missing",
        "x = (1, 2); A = [1, 2; 3, 4]; x = (1, 1) | x gets two values",
        "x = (1, 2) A = [1, 2; 3, 4] | \"x = (1, 2) A = [1, 2; 3, 4]\" gives two values",
        "x = 3; A = [1, 2; 3, 4] | x is in ℝⁿ here, and gets one number",
        "x = (1, 2); A = (1, 2) | A is a square matrix here, and gets one of 2×1",
        "x = []; A = [1, 2; 3, 4] | x has no entries",
        "{\"x\": true} | true is no number and no array",
        "x = [1, 2; 3, 4]; A = [1, 2; 3, 4] | x is a vector here, and gets a matrix of 2×2",
        "x = (1, 2); A = [1, 2; 3, 4]; n = 3 | x, which has 2 entries, needs 3 entries: n = 3 as",
        "{\"x\": [1, 2 | the values are no object of JSON",
      })
  void complaints(String values, String message) {
    Formula formula = Nabla.formula("x^T A x");
    NablaException refused = assertThrows(NablaException.class, () -> formula.at(values));
    assertTrue(String.valueOf(refused.getMessage()).startsWith(message), refused.getMessage());
  }

  @Test
  void whatIsUndefinedIsSaid() {
    String singular = "A = [1, 2; 2, 4]";
    Formula inverse = Nabla.formula("inv(A)").where("A ∈ R^{n×n}");
    NablaException refused = assertThrows(NablaException.class, () -> inverse.at(singular));
    assertEquals(NablaException.Kind.DOMAIN, refused.kind());
    Formula entry = Nabla.formula("x_3").where("x ∈ R^n");
    NablaException outside = assertThrows(NablaException.class, () -> entry.at("x = (1, 2)"));
    assertEquals("the index 3 is out of range: the array has 2 entries", outside.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x_2 + x_1 | x = (1, 2, 3) | 3",
        "A_{1,2} | A = [1, 2; 3, 4] | 2",
        "x[1:3] | x = (1, 2, 3) | (2, 3)",
        "X[:, 0] | X = [1, 2; 3, 4] | (1, 3)",
        "X[1, :] | X = [1, 2; 3, 4] | (3, 4)ᵀ",
        "x[-2:]^T x[:2] | x = (1, 2, 3) | 8",
        "[x[2:]; x[:2]] | x = (1, 2, 3) | (3, 1, 2)"
      })
  void entriesAndPartsOfWhatIsGiven(String formula, String values, String expected) {
    Value value = Nabla.formula(formula).askedAbout("", values).at(values);
    assertEquals(expected, value.toText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x_5 | x = (1, 2, 3) | found the index 5 of x, which has 3 entries",
        "A_{34} | A = [1, 2; 3, 4] | found the index 3 of A, which has 2 rows",
        "x_1 | {\"x\": [1, NaN]} | found NaN in the values at column 11, expected a number",
        "x[7] | x = (1, 2, 3) | the index 8 is out of range: the array has 3 entries",
        "x[1:5] | x = (1, 2, 3) | the part 1:5 is out of range: there are 3",
        "Σ_{i=1}^5 x_i | x = (1, 2, 3) | x, which has 3 entries, needs 5 entries"
      })
  void whatIsNotThereIsOneError(String formula, String values, String message) {
    NablaException error =
        assertThrows(
            NablaException.class, () -> Nabla.formula(formula).askedAbout("", values).at(values));
    assertTrue(String.valueOf(error.getMessage()).contains(message), error.getMessage());
  }

  /// The exact entries and the arithmetic of doubles are two ways to one value.
  @Test
  void exactValuesAgreeWithDoubles() throws java.io.IOException {
    SplittableRandom random = new SplittableRandom(7);
    int compared = 0;
    for (ArrayDerivativesTest.Line line : ArrayDerivativesTest.lines()) {
      Formula formula = Nabla.formula(line.formula()).where(line.where());
      Expr derivative = formula.derive(line.by(), 1, false, false).getFirst().result();
      Map<Symbol, Expr> exact = new LinkedHashMap<>();
      Map<Symbol, RealMatrix> doubles = new LinkedHashMap<>();
      Map<String, Integer> sizes = new LinkedHashMap<>();
      Collection<Symbol> symbols = formula.variables();
      for (Symbol symbol : symbols) {
        for (var dimension : java.util.List.of(symbol.shape().rows(), symbol.shape().columns())) {
          dimension
              .terms()
              .keySet()
              .forEach(names ->
                  names.forEach(name -> sizes.computeIfAbsent(name, any -> 2 + sizes.size() % 3)));
        }
      }
      sizes.forEach((name, size) -> {
        exact.put(Symbol.of(name), Num.of(size));
        doubles.put(Symbol.of(name), ArrayEvaluation.number(size));
      });
      for (Symbol symbol : symbols) {
        if (!exact.containsKey(symbol)) {
          Literal value = random(symbol, sizes, random);
          exact.put(symbol, symbol.isScalar() ? value.child(0) : value);
          doubles.put(symbol, matrix(value));
        }
      }
      Literal entries = entriesOrSingular(derivative, exact);
      if (entries != null) {
        double[][] expected = ArrayEvaluation.of(derivative, doubles).getData();
        double[][] actual = ArrayEvaluation.of(entries, Map.of()).getData();
        for (int i = 0; i < expected.length; i++) {
          assertArrayEquals(expected[i], actual[i], 1e-8, line.formula());
        }
        compared++;
      }
    }
    assertTrue(compared > 50, compared + " were compared");
  }

  /// Null also where an inverse is needed of a matrix of lower rank, as at some of these sizes.
  private static @org.jspecify.annotations.Nullable Literal entriesOrSingular(
      Expr derivative, Map<Symbol, Expr> values) {
    try {
      return EntryEvaluation.of(derivative, values);
    } catch (NablaException singular) {
      assertEquals(NablaException.Kind.DOMAIN, singular.kind());
      return null;
    }
  }

  private static Literal random(
      Symbol symbol, Map<String, Integer> sizes, SplittableRandom random) {
    int rows = ArrayEvaluation.size(symbol.shape().rows(), sizes);
    int columns = ArrayEvaluation.size(symbol.shape().columns(), sizes);
    return Literal.of(
        rows,
        java.util.stream.IntStream.range(0, rows * columns)
            .<Expr>mapToObj(i -> Num.of(Rational.of(random.nextInt(1, 30), 7)))
            .toList());
  }

  private static RealMatrix matrix(Literal literal) {
    RealMatrix matrix = new Array2DRowRealMatrix(literal.rows(), literal.columns());
    for (int i = 0; i < literal.arity(); i++) {
      double entry = ((Num) literal.child(i)).value().doubleValue();
      matrix.setEntry(i / literal.columns(), i % literal.columns(), entry);
    }
    return matrix;
  }
}
