package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import nabla.catalogue.Language;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Functions in Python of formulas in indices: what they return has an axis for each free index.
/// Values are compared with what a person writes with NumPy, derivatives with differences of that.
class TensorCodeTest {

  private record Line(String formula, String where, String by, String value) {}

  private static final List<Line> LINES =
      List.of(
          new Line("(XᵀX)_{ij}", "X∈R^{m×n}", "X_{kl}", "X.T @ X"),
          new Line("(X Y X)_{ij}", "X,Y∈R^{n×n}", "X_{kl}", "X @ Y @ X"),
          new Line("e^{x_i}/Σ_j e^{x_j}", "x∈R^n", "x_k", "np.exp(x) / np.exp(x).sum()"),
          new Line("softmax(A x)_i", "A∈R^{m×n}; x∈R^n", "A_{kl}", "scipy.special.softmax(A @ x)"),
          new Line("A_{ji} x_i", "A∈R^{n×m}; x∈R^m", "x_k", "(A * x).T"),
          new Line("A_{ii} x_j^3", "A∈R^{n×n}; x∈R^m", "A_{kl}", "np.outer(np.diag(A), x**3)"),
          new Line("i x_i + x_1", "x∈R^n", "x_k", "np.arange(1, len(x) + 1) * x + x[0]"),
          new Line(
              "Σ_{i,j,k} A_{ij} x_i x_j x_k", "A∈R^{n×n}; x∈R^n", "x_l", "x @ A @ x * x.sum()"),
          new Line("Σ_i x_i^2/2", "x∈R^n", "x", "np.array(x @ x / 2)"),
          new Line("Σ_i x_i", "x∈R^n", "x_k", "np.array(x.sum())"),
          new Line(
              "y_j Σ_i (x_i - y_j)^2", "x∈R^m; y∈R^n", "y_k", "y * ((x[:, None] - y)**2).sum(0)"),
          new Line(
              "Σ_{i=2}^{n-1} x_{i-1} x_i x_{i+1}",
              "x∈R^n",
              "x",
              "np.array((x[:-2] * x[1:-1] * x[2:]).sum())"),
          new Line(
              "Σ_{i=2}^n Σ_{j=1}^3 A_{ij}^2",
              "A∈R^{n×4}",
              "A_{kl}",
              "np.array((A[1:, :3]**2).sum())"),
          new Line(
              "Σ_{i=1}^n Σ_{j=1}^i A_{ij}^2", "A∈R^{n×n}", "A", "np.array((np.tril(A)**2).sum())"),
          new Line(
              "Σ_{i=1}^n Σ_{j=1}^i x_i x_j", "x∈R^n", "x", "np.array((np.cumsum(x) * x).sum())"),
          new Line(
              "Σ_{i=1}^{n-1} (x_{i+1} - x_i)^2", "x∈R^n", "x_k", "np.array((np.diff(x)**2).sum())"),
          new Line(
              "Σ_{i=1}^n Σ_{j=i+1}^n log|x_i - x_j|",
              "x∈R^n",
              "x_k",
              "np.array(np.log(np.abs(x[:, None] - x)[np.triu_indices(len(x), 1)]).sum())"),
          new Line(
              "Σ_i Σ_j 𝟙[i ≠ j] log|x_i - x_j|",
              "x∈R^n",
              "x_k",
              "np.array(2 * np.log(np.abs(x[:, None] - x)[np.triu_indices(len(x), 1)]).sum())"),
          new Line(
              "Σ_j 𝟙[i < j] x_j y_i",
              "x,y∈R^n",
              "x_k",
              "np.array([y[i] * x[i + 1:].sum() for i in range(len(x))])"),
          new Line("||X||_2", "X∈R^{m×n}", "X", "np.array(np.linalg.norm(X, 2))"),
          new Line("nuclearnorm(X)", "X∈R^{m×n}", "X", "np.array(np.linalg.norm(X, 'nuc'))"),
          new Line("max(x) y_i", "x∈R^n; y∈R^m", "x_k", "x.max() * y"),
          new Line("Π_i (1 + x_i y_j)", "x∈R^m; y∈R^n", "x_k", "np.prod(1 + np.outer(x, y), 0)"),
          new Line(
              "𝟙[x_i > y_j] x_i^2", "x∈R^m; y∈R^n", "x_k", "(x[:, None] > y) * x[:, None]**2"),
          new Line(
              "Σ_j {y_j x_i if x_i > y_j; x_i^2 otherwise}",
              "x∈R^m; y∈R^n",
              "x_k",
              "np.where(x[:, None] > y, x[:, None] * y, x[:, None]**2).sum(1)"),
          new Line(
              "Σ_j max(x_i - y_j, 0)^2",
              "x∈R^m; y∈R^n",
              "y_k",
              "(np.maximum(x[:, None] - y, 0)**2).sum(1)"),
          new Line(
              "-σ(x_i)/(1 + t^2) - t",
              "x∈R^n; t∈R",
              "x_k",
              "-scipy.special.expit(x) / (1 + t**2) - t"));

  /// Integrals have a spelling in NumPy only.
  private static final List<Line> INTEGRALS =
      List.of(
          new Line(
              "tr(A expm(X))", "A,X∈R^{n×n}", "X", "np.array(np.trace(A @ scipy.linalg.expm(X)))"));

  private static final String CHECK =
      """
      import math
      import numpy as np
      import scipy.special
      import scipy.linalg
      import scipy.integrate
      try:
          import torch
      except ImportError:
          torch = None
      random = np.random.default_rng(7)

      def check(what, function, value, given, by, tensors):
          arguments = {name: torch.tensor(array, dtype=torch.float64) for name, array in given.items()} if tensors else given
          found, slope = (np.asarray(each, dtype=float) for each in function(**arguments))
          wanted = np.asarray(value(**given), dtype=float)
          differences = np.empty(wanted.shape + given[by].shape)
          for place in np.ndindex(given[by].shape):
              sides = []
              for step in (1e-5, -1e-5):
                  moved = {name: np.array(array) for name, array in given.items()}
                  moved[by][place] += step
                  sides.append(np.asarray(value(**moved), dtype=float))
              differences[(Ellipsis,) + place] = (sides[0] - sides[1]) / 2e-5
          right = (found.shape == wanted.shape and np.allclose(found, wanted, rtol=1e-12)
              and slope.shape == differences.shape
              and np.allclose(slope, differences, rtol=1e-6, atol=1e-7))
          print("agrees" if right else "differs", what, found.shape, slope.shape)
      """;

  @Test
  void numpyAgrees() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        ArrayCodeTest.python("import numpy, scipy.special, scipy.linalg") != null,
        "python3 with numpy and scipy is not installed");
    agrees(Language.NUMPY);
  }

  @Test
  void torchAgrees() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        ArrayCodeTest.python("import torch, scipy.special") != null,
        "python3 with torch and scipy is not installed");
    agrees(Language.TORCH);
  }

  private static void agrees(Language language) throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder(CHECK);
    List<Line> lines = new ArrayList<>(LINES);
    if (language == Language.NUMPY) {
      lines.addAll(INTEGRALS);
    }
    for (Line line : lines) {
      Formula formula = Nabla.formula(line.formula()).where(line.where());
      String function = Derived.function(language, formula.derive(line.by(), 1, false, false));
      script.append(function);
      StringBuilder given = new StringBuilder();
      StringBuilder names = new StringBuilder();
      for (String declaration : line.where().split("; ", -1)) {
        String[] parts = declaration.split("∈R", -1);
        String size = size(parts[1]);
        for (String name : parts[0].split(",", -1)) {
          given
              .append('"')
              .append(name)
              .append("\": random.normal(size=")
              .append(size)
              .append("), ");
          names.append(names.isEmpty() ? "" : ", ").append(name);
        }
      }
      MatchResult name =
          Pattern.compile("def (\\w+)").matcher(function).results().findFirst().orElseThrow();
      script
          .append("check(")
          .append(
              "\"%s\", %s, lambda %s: %s, {%s}, \"%s\", %s)\n"
                  .formatted(
                      line.formula().replace("\\", ""),
                      name.group(1),
                      names,
                      line.value(),
                      given,
                      line.by().substring(0, 1),
                      language == Language.TORCH ? "True" : "False"));
    }
    String printed = ArrayCodeTest.python(script.toString());
    assertNotNull(printed, "the script fails");
    assertEquals(List.of(), printed.lines().filter(line -> !line.startsWith("agrees")).toList());
    assertEquals(lines.size(), printed.lines().count());
  }

  /// Every dimension has a size of its own.
  private static String size(String shape) {
    return shape.isEmpty()
        ? "()"
        : "("
            + shape.replaceAll("[\\^{}]", "").replace("×", ",").replace("m", "3").replace("n", "5")
            + ",)";
  }

  @Test
  void productsOverAnIndexAreSumsOfEinstein() {
    String code = code("(X Xᵀ)_{ij}", "X∈R^{m×n}", "X_{kl}", Language.NUMPY);
    assertTrue(code.contains("np.einsum("), code);
    assertTrue(code.contains("shape (m, m, m, n), over the indices i, j, k, l"), code);
  }

  /// Entries that are not there for all values of an index are asked for where they are.
  @Test
  void entriesThatAreNotThereAreNotAskedFor() {
    String code = code("Σ_{i=1}^{n-1} (x_{i+1} - x_i)^2", "x∈R^n", "x_k", Language.NUMPY);
    assertTrue(code.contains("if (k >= 2) else 0.0"), code);
  }

  /// A sum whose bounds depend on another index runs in loops.
  @Test
  void dependentBoundsAreLoops() {
    String code = code("Σ_{i=1}^n Σ_{j=1}^i A_{ij}", "A∈R^{n×n}", "A_{kl}", Language.NUMPY);
    assertTrue(code.contains(" for "), code);
    assertFalse(code.contains("einsum"), code);
  }

  private static String code(String formula, String where, String by, Language language) {
    return Derived.function(
        language, Nabla.formula(formula).where(where).derive(by, 1, false, false));
  }
}
