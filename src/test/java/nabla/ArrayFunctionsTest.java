package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import nabla.catalogue.Language;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Complete functions with arrays: their names, what they check, the type of what they make, and
/// values where a careless form has none.
class ArrayFunctionsTest {

  private static String function(String formula, String where, String by, Language language) {
    return Derived.function(
        language, Nabla.formula(formula).where(where).derive(by, 1, false, false));
  }

  private static String run(Language language, String script)
      throws IOException, InterruptedException {
    String needed =
        language == Language.TORCH ? "import torch" : "import numpy, scipy.special, scipy.linalg";
    Assumptions.assumeTrue(ArrayCodeTest.python(needed) != null, "not installed: " + needed);
    return String.valueOf(ArrayCodeTest.python(script)).strip();
  }

  // Names

  @Test
  void namesThatDifferInOneLetterStayApart(@TempDir Path folder) throws IOException {
    String java = function("w^T W w", "", "w,W", Language.JAVA);
    assertTrue(
        java.contains("record Result(double value, double[] gradient_w, double[][] gradient_W)"),
        java);
    String greek = function("λ Λ^2 + b", "", "λ,Λ,b", Language.JAVA);
    assertTrue(
        greek.contains("double derivative_λ, double derivative_Λ, double derivativeB)"), greek);
    String subscripts = function("x_1^T X_1 x_1", "x_1∈R^n; X_1∈R^{n×n}", "x_1,X_1", Language.JAVA);
    Path one = Files.writeString(folder.resolve("One.java"), java);
    ArrayCodeTest.compile(folder, List.of(one));
    ArrayCodeTest.compile(folder, List.of(Files.writeString(one, greek)));
    ArrayCodeTest.compile(folder, List.of(Files.writeString(one, subscripts)));
    for (Language language : List.of(Language.NUMPY, Language.TORCH, Language.JULIA)) {
      String code = function("w^T W w", "", "w,W", language);
      assertTrue(code.contains("return value, gradient_w, gradient_W"), code);
    }
    assertTrue(
        function("x^T A x", "", "x,A", Language.JAVA).contains("gradientX, double[][] gradientA"));
  }

  // Checks

  @Test
  void sizesAreReadBeforeTheyAreNeeded() throws IOException, InterruptedException {
    String block =
        function("||A [x; y] - b||^2", "x∈R^n; y∈R^m; A∈R^{k×(n+m)}; b∈R^k", "x", Language.NUMPY);
    assertEquals(
        "5.0 [2.]\nA is to have shape (2, 3), not (2, 2)",
        run(
            Language.NUMPY,
            block
                + """
                given = dict(x=[1], y=[1, 1], b=[0, 0])
                print(*value_and_gradient(A=[[1, 0, 0], [0, 1, 1]], **given))
                try:
                    value_and_gradient(A=[[1, 0], [0, 1]], **given)
                except ValueError as error:
                    print(error)
                """));
    String sums = function("x^T x", "x∈R^{m+n}", "x", Language.NUMPY);
    assertTrue(sums.contains("def value_and_gradient(x, m, n):"), sums);
    String twice = function("x^T x", "x∈R^{2n}", "x", Language.JAVA);
    assertTrue(twice.contains("static Result of(double[] x, double n)"), twice);
  }

  @Test
  void anArrayIsNoNumber() throws IOException, InterruptedException {
    for (Language language : List.of(Language.NUMPY, Language.TORCH)) {
      String code = function("λ ||x||^2", "x∈R^n", "x", language);
      String array = language == Language.TORCH ? "torch.tensor(%s)" : "np.array(%s)";
      String script =
          code
              + "x = "
              + array.formatted("[1.0, 2.0]")
              + "\n"
              + "print(float(value_and_gradient(3, x)[0]))\n"
              + "for each in ([3, 4], [3]):\n"
              + "    try:\n"
              + "        value_and_gradient("
              + array.formatted("each")
              + ", x)\n    except ValueError as error:\n        print(error)\n";
      if (language == Language.NUMPY) {
        assertEquals(
            """
            15.0
            λ is to be a number, not of shape (2,)
            λ is to be a number, not of shape (1,)\
            """,
            run(language, script));
      } else {
        assertTrue(code.contains("if λ.ndim != 0:"), code);
      }
    }
    assertTrue(
        function("λ ||x||^2", "x∈R^n", "x", Language.JULIA)
            .contains("(λ::Real, x::AbstractVector)"));
    String numbers = function("λ x^2", "", "x", Language.NUMPY);
    assertFalse(numbers.contains("raise"), numbers); // arrays of numbers are taken one by one
  }

  /// k runs over the entries of x, and in the other derivative over the rows of A.
  @Test
  void indicesOfOneNameHaveTheSizeOfTheirOutput() throws IOException, InterruptedException {
    String where = "A∈R^{m×n}; x∈R^n";
    String code = function("Σ_j A_{ij} x_j^2", where, "x_k,A_{kl}", Language.NUMPY);
    assertEquals(
        "(2,) (2, 3) (2, 2, 3) True",
        run(
            Language.NUMPY,
            code
                + """
                A, x = np.arange(6.0).reshape(2, 3), np.array([1.0, 2.0, 3.0])
                value, by_x, by_A = value_and_gradients(A, x)
                right = np.allclose(by_x, 2 * A * x) and np.allclose(by_A, np.einsum('ik,l->ikl', np.eye(2), x**2))
                print(value.shape, by_x.shape, by_A.shape, right)
                """));
  }

  // Types

  /// A constant has the type of what is given: float32 has 0.1 in eight digits.
  @Test
  void constantsHaveTheTypeOfTheArguments() throws IOException, InterruptedException {
    String[][] lines = {
      {"sum(max(0, 1 - y ⊙ (X w + b 1)))", "X∈R^{n×m}; y∈R^n; w∈R^m; b∈R", "w"},
      {"y^T 𝟙[X w > 0.1]", "X∈R^{n×m}; y∈R^n; w∈R^m", "y"},
      {"sum(max(X w, 0.1))", "X∈R^{n×m}; w∈R^m", "w"},
      {"y^T {0.1 if X w > 0; 0.3 otherwise}", "X∈R^{n×m}; y∈R^n; w∈R^m", "y"},
      {"[w; 0.1]^T [w; 0.1]", "w∈R^m", "w"},
      {"w^T [0.1; 0.7; 0.2; 0.3]", "w∈R^4", "w"},
    };
    StringBuilder script = new StringBuilder();
    for (String[] line : lines) {
      String torch = function(line[0], line[1], line[2], Language.TORCH);
      assertFalse(
          Pattern.compile("(ones|zeros|eye|tensor)\\((?![^\\n]*dtype=)").matcher(torch).find(),
          torch);
      script
          .append("import inspect\nimport numpy as np\n")
          .append(function(line[0], line[1], line[2], Language.NUMPY))
          .append("plain = value_and_")
          .append(torch.contains("value_and_gradient(") ? "gradient" : "derivative")
          .append("\n")
          .append(torch)
          .append(
              """
              for size in (3, 4):
                  random = np.random.default_rng(size)
                  given = {name: random.normal(size={'X': (size, 4), 'y': size, 'w': 4}.get(name)) for name in inspect.signature(plain).parameters}
                  wanted = plain(**given)
                  for kind in (torch.float32, torch.float64):
                      found = value_and_gradient(**{name: torch.tensor(array, dtype=kind) for name, array in given.items()})
                      print(all(np.allclose(np.asarray(each), other, rtol=1e-13 if kind == torch.float64 else 1e-4) and each.dtype == kind for each, other in zip(found, wanted)))
              """);
    }
    assertEquals("True\n".repeat(4 * lines.length).strip(), run(Language.TORCH, script.toString()));
  }

  // Values where a careless form has none

  @Test
  void determinantsHaveGradientsAtSingularMatrices() throws IOException, InterruptedException {
    for (Language language : List.of(Language.NUMPY, Language.TORCH)) {
      StringBuilder script = new StringBuilder("import numpy as np\n");
      String[] formulas = {
        "det X", "det(X)^2 a^T X^{-1} b", "det(A^T X) + 2 det X", "(a^T X b) det X"
      };
      String[] values = {
        "np.linalg.det(X)",
        "np.linalg.det(X)**2 * (a @ np.linalg.inv(X) @ b)",
        "np.linalg.det(A.T @ X) + 2 * np.linalg.det(X)",
        "(a @ X @ b) * np.linalg.det(X)"
      };
      for (int i = 0; i < formulas.length; i++) {
        boolean pole = i == 1;
        script
            .append(function(formulas[i], "A,X∈R^{n×n}; a,b∈R^n", "X", language))
            .append("wanted = lambda X, A, a, b: ")
            .append(values[i])
            .append(
                """

                import inspect
                for size, rank in ((1, 1), (2, 2), (3, 3), (3, 2), (3, 1), (4, 3)):
                    if rank < size and %s:
                        continue
                    random = np.random.default_rng(10 * size + rank)
                    given = {name: random.normal(size=(size, size)) for name in ('X', 'A')} | {name: random.normal(size=size) for name in ('a', 'b')}
                    given['X'] = random.normal(size=(size, rank)) @ random.normal(size=(rank, size))
                    taken = inspect.signature(value_and_gradient).parameters
                    value, gradient = value_and_gradient(**{name: %s for name in taken})
                    slopes = np.zeros((size, size))
                    for place in np.ndindex(size, size):
                        for step in (1e-5, -1e-5):
                            X = given['X'].copy()
                            X[place] += step
                            slopes[place] += wanted(**(given | {'X': X})) / (2 * step)
                    print(np.allclose(value, wanted(**given)) and np.allclose(gradient, slopes, atol=1e-7))
                """
                    .formatted(
                        pole ? "True" : "False",
                        language == Language.TORCH ? "torch.tensor(given[name])" : "given[name]"));
      }
      assertEquals("True\n".repeat(3 * 6 + 3).strip(), run(language, script.toString()));
    }
    String inverse = function("a^T X^{-1} b", "", "X", Language.NUMPY);
    assertFalse(inverse.contains("svd"), inverse);
  }

  /// A factor of a sum of exponentials stands beside its logarithm, and shares are softmax.
  @Test
  void scaledSumsOfExponentialsDoNotOverflow() throws IOException, InterruptedException {
    String[] formulas = {
      "log((1/n) Σ_i e^{x_i})",
      "log(Σ_i e^{x_i} / n)",
      "log(Σ_i c e^{x_i}/7)",
      "log mean(exp(x))",
      "log(3 c sum(exp(x))/n)",
      "log(c/sum(exp(x)))",
      "log(sum(exp(x))/sum(exp(-x)))",
      "log(3 Σ_i e^{x_i}/Σ_i e^{y_i})",
      "log(mean(exp(X)))",
      "c log((1/n) Σ_i exp(x_i/c))",
      "log((Σ_i e^{x_i})^2 / n)"
    };
    StringBuilder script = new StringBuilder();
    for (String formula : formulas) {
      script
          .append(
              function(
                  formula,
                  "X∈R^{m×n}; x∈R^n; y∈R^m; c∈R",
                  formula.contains("X") ? "X" : "x",
                  Language.NUMPY))
          .append(
              """
              import inspect
              for size in (2, 3):
                  random = np.random.default_rng(size)
                  given = {'x': random.normal(size=size), 'y': random.normal(size=size + 1), 'X': random.normal(size=(size + 1, size)), 'c': 1.5}
                  names = list(inspect.signature(value_and_gradient).parameters)
                  for far in (0, 1000):
                      arrays = {name: given[name] + (far if name != 'c' else 0) for name in names}
                      by = 'X' if 'X' in names else 'x'
                      value, gradient = value_and_gradient(**arrays)
                      slopes = np.zeros(given[by].shape)
                      for place in np.ndindex(slopes.shape):
                          for step in (1e-4, -1e-4):
                              moved = arrays | {by: arrays[by].copy()}
                              moved[by][place] += step
                              slopes[place] += value_and_gradient(**moved)[0] / (2 * step)
                      print(np.isfinite(value) and np.allclose(gradient, slopes, atol=1e-6))
              """);
    }
    assertEquals(
        "True\n".repeat(4 * formulas.length).strip(), run(Language.NUMPY, script.toString()));
  }

  /// The logarithm of shares that are 0 on doubles is finite, and the gradient does not divide by
  /// them.
  @Test
  void crossEntropiesOfCertainRowsAreFinite() throws IOException, InterruptedException {
    String[] formulas = {
      "-sum(Y ⊙ log softmax(X W, rows))",
      "-sum(Y ⊙ log softmax(X W, columns))",
      "-tr(Y^T log softmax(X W, rows))",
      "P = softmax(X W, rows); -Σ_i Σ_c Y_{ic} log P_{ic}",
      "-Σ_i Σ_c Y_{ic} log softmax(X W, columns)_{ic}"
    };
    StringBuilder script = new StringBuilder();
    for (String formula : formulas) {
      script
          .append(function(formula, "X∈R^{n×d}; W∈R^{d×k}", "W", Language.NUMPY))
          .append(
              """
              X, W = np.eye(2), np.diag([1000.0, 1000.0])
              for Y, expected, slopes in ((np.eye(2), 0, np.zeros((2, 2))), (1 - np.eye(2), 2000, 2 * np.eye(2) - 1)):
                  value, gradient = value_and_gradient(Y=Y, X=X, W=W)
                  print(value == expected and np.array_equal(gradient, slopes))
              """);
    }
    assertEquals(
        "True\n".repeat(2 * formulas.length).strip(), run(Language.NUMPY, script.toString()));
  }

  /// A sum of exponentials alone is positive: what is not stays as it is written.
  @Test
  void otherSumsStayInTheLogarithm() {
    for (String formula :
        List.of("log(Σ_i x_i e^{x_i})", "log(1 + sum(exp(x)))", "log(n + mean(x))")) {
      String code = function(formula, "x∈R^n", "x", Language.NUMPY);
      assertFalse(code.contains("logsumexp"), code);
    }
  }
}
