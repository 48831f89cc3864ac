package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import nabla.catalogue.Language;
import nabla.expr.NablaException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Functions of formulas in free indices and of vectors x₁, …, xₙ, with their derivatives by an
/// entry or a vector: each free index is an axis of what is returned, in the order that the
/// function says. Values are compared with what a person writes with NumPy, derivatives with
/// differences of these, at n = 1, 2, 3.
class MembersCodeTest {

  private record Line(String formula, String by, String where, String value) {}

  private static final List<Line> LINES =
      List.of(
          // an index with the name of an array
          new Line(
              "Σ_{i<j} k_{ij}/2 (||r_i - r_j|| - l_{ij})^2",
              "r_k",
              "",
              "(np.triu(k, 1)/2 * (np.linalg.norm(r[:, None] - r, axis=2) - l)**2).sum()"),
          new Line("Σ_{i=1}^{n-1} k_i (x_{i+1} - x_i)^2", "x_k", "", "(k * np.diff(x)**2).sum()"),
          new Line("k_i x_j", "x_k", "", "np.outer(k, x)"),
          new Line(
              "Σ_{i<j} l_{ij} (x_i - x_j)^2",
              "x_l",
              "",
              "(np.triu(l, 1) * (x[:, None] - x)**2).sum()"),
          // an index that the derivative has in δ alone
          new Line(
              "-log(exp(u_o^T v_c)/Σ_{w=1}^V exp(u_w^T v_c))",
              "u_w",
              "",
              "np.log(np.exp(u @ v_c).sum()) - u @ v_c"),
          new Line(
              "log(exp(w_k^T x)/Σ_j exp(w_j^T x))",
              "w_l",
              "",
              "w @ x - np.log(np.exp(w @ x).sum())"),
          new Line(
              "x_k^T w - log Σ_i exp(x_i^T w)", "x_l", "", "x @ w - np.log(np.exp(x @ w).sum())"),
          new Line("x_i - (1/n) Σ_{j=1}^n x_j", "x_k", "x∈R^{n×d}", "x - x.mean(0)"),
          new Line(
              "Σ_j a_{ij} ||x_i - x_j||^2", "x_k", "", "(a * ((x[:, None] - x)**2).sum(2)).sum(1)"),
          new Line(
              "exp(-||x_i - x_j||^2/2)",
              "x_k",
              "x∈R^{n×d}",
              "np.exp(-((x[:, None] - x)**2).sum(2)/2)"),
          // an index at axes that nothing declares to be as long
          new Line("Σ_j A_{ij} x_j x_i", "x_k", "", "(A @ x) * x"),
          new Line("x_i (r_i - Σ_j A_{ij} x_j)", "x_k", "", "x * (r - A @ x)"),
          new Line("-x_i + Σ_j W_{ij} tanh(x_j)", "x_k", "", "W @ np.tanh(x) - x"),
          new Line("Σ_j A_{ij} sin(x_j - x_i)", "x_k", "", "(A * np.sin(x - x[:, None])).sum(1)"),
          new Line("Σ_j A_{ij} (x_j - x_i)", "x_k", "x∈R^{n×d}", "A @ x - A.sum(1)[:, None] * x"),
          // vectors by one of several vectors
          new Line("A x_i", "x_k", "x∈R^{n×d}; A∈R^{m×d}", "x @ A.T"),
          new Line("Σ_j a_{ij} x_j", "x_k", "x∈R^{n×d}", "a @ x"),
          new Line("x_i/||x_i||", "x_k", "x∈R^{n×d}", "x/np.linalg.norm(x, axis=1, keepdims=True)"),
          new Line("tanh(W x_i + b)", "x_k", "x∈R^{n×d}", "np.tanh(x @ W.T + b)"),
          new Line("softmax(x_i)", "x_k", "x∈R^{n×d}", "scipy.special.softmax(x, axis=1)"),
          new Line("Σ_j w_j x_j", "x_k", "x∈R^{n×d}", "w @ x"),
          new Line("(1/n) Σ_i x_i", "x_k", "x∈R^{n×d}", "x.mean(0)"),
          new Line("A (x_i - b)", "b_k", "x∈R^{n×d}", "(x - b) @ A.T"),
          new Line(
              "Σ_j exp(q^T k_j) v_j/Σ_j exp(q^T k_j)",
              "v_l",
              "v∈R^{n×d}",
              "scipy.special.softmax(k @ q) @ v"),
          new Line(
              "Σ_j exp(q^T k_j) v_j/Σ_j exp(q^T k_j)",
              "k_l",
              "v∈R^{n×d}",
              "scipy.special.softmax(k @ q) @ v"),
          // entries that are not there for each value of an index
          new Line("x_t - φ x_{t-1}", "x_s", "", "x[1:] - φ * x[:-1]"),
          new Line("x_t - φ x_{t-1}", "x", "x∈R^n", "x[1:] - φ * x[:-1]"),
          new Line("x_t - φ x_{t-1}", "φ", "x∈R^n", "x[1:] - φ * x[:-1]"),
          new Line("x_{t+1} - F x_t", "x_k", "x∈R^{n×d}", "x[1:] - x[:-1] @ F.T"),
          new Line("y_i x_i^2 + y_{i+1}", "x_k", "x∈R^n; y∈R^{n+1}", "y[:-1] * x**2 + y[1:]"),
          new Line("w_i x_{n+1-i}", "x_k", "x,w∈R^n", "w * x[::-1]"),
          new Line(
              "x_1^2 + Σ_{i=1}^{n-1} (x_{i+1} - x_i)^2 + x_n^2",
              "x_k",
              "x∈R^n",
              "x[0]**2 + (np.diff(x)**2).sum() + x[-1]**2"),
          // arrays for each value of an index
          new Line("A_{ij} tanh(x_j)", "x", "", "A * np.tanh(x)"),
          // by one after the other
          new Line("Σ_i Σ_j a_{ij} x_i^T x_j", "x_k x_l", "", "(a * (x @ x.T)).sum()"),
          new Line(
              "Σ_i Σ_k r_{ik} ||x_i - μ_k||^2",
              "μ_k x_i",
              "",
              "(r * ((x[:, None] - μ)**2).sum(2)).sum()"),
          new Line("Σ_i Σ_j (r_{ij} - u_i^T v_j)^2", "u_k v_l", "", "((r - u @ v.T)**2).sum()"),
          new Line("Σ_i (x_i^T A y_i)^2", "x_k y_l", "", "(((x @ A) * y).sum(1)**2).sum()"),
          new Line("(1/2) Σ_i (y_i - w^T x_i)^2", "x_k y_l", "", "((y - x @ w)**2).sum()/2"));

  private static final String CHECK =
      """
      import re
      import numpy as np
      import scipy.special

      def shape(described, sizes):
          names = [each for each in described.strip("()").split(",") if each.strip()]
          for name in re.findall(r"[^\\W\\d]\\w*", described):
              sizes.setdefault(name, sizes[""] + (len(sizes) % 2 if sizes[""] > 1 else 0))
          return tuple(eval(name, {}, sizes) for name in names)

      def differences(function, given, name, step):
          found = np.empty(np.shape(function(given)) + np.shape(given[name]))
          for place in np.ndindex(np.shape(given[name])):
              def at(steps):
                  moved = np.array(given[name])
                  moved[place] += steps * step
                  return function({**given, name: moved})
              found[(Ellipsis,) + place] = (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * step)
          return found

      def check(what, function, value, by):
          taken, returned = function.__doc__.split("Returns:")
          for n in (1, 2, 3):
              sizes = {"": n}
              random = np.random.default_rng(7 + n)
              lines = re.findall(r"^ +(\\w+): (?:shape (\\(.*?\\))|a number)", taken, re.M)
              given = {name: random.uniform(0.3, 1.5, shape(axes, sizes)) for name, axes in lines}
              wanted = lambda arrays: value(**arrays, **sizes)
              if len(by) == 1:
                  slope = differences(wanted, given, by[0], 1e-3)
              else:
                  one = lambda arrays: differences(wanted, arrays, by[0], 3e-3)
                  slope = differences(one, given, by[1], 3e-3)
              lines = re.findall(r"^ +\\w+: (?:shape (\\(.*?\\))|a number)", returned, re.M)
              for axes, right, found in zip(lines, (wanted(given), slope), function(**given)):
                  agrees = (np.shape(found) == shape(axes, sizes) == np.shape(right)
                      and np.allclose(found, right, rtol=1e-6, atol=1e-7))
                  print("agrees" if agrees else "differs", what, n, np.shape(found), axes)
      """;

  @Test
  void numpyAgrees() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        ArrayCodeTest.python("import numpy, scipy.special") != null,
        "python3 with numpy and scipy is not installed");
    StringBuilder script = new StringBuilder(CHECK);
    for (Line line : LINES) {
      String code = code(line.formula, line.by, line.where, Language.NUMPY);
      script
          .append(code)
          .append(
              "check(\"%s\", %s, lambda **all: eval('%s', {'np': np, 'scipy': scipy, **all}), [%s])\n"
                  .formatted(
                      line.formula + " by " + line.by,
                      code.replaceAll("(?s).*\ndef (\\w+).*", "$1"),
                      line.value,
                      "\"" + line.by.replaceAll("_\\w", "").replace(" ", "\", \"") + "\""));
    }
    String printed = ArrayCodeTest.python(script.toString());
    assertNotNull(printed, "the script fails");
    assertEquals(List.of(), printed.lines().filter(line -> !line.startsWith("agrees")).toList());
    assertEquals(6L * LINES.size(), printed.lines().count());
  }

  private static String code(String formula, String by, String where, Language language) {
    Formula asked = Nabla.formula(formula).where(where).askedAbout(by, "");
    return Derived.function(language, asked.derive(by, 1, false, false));
  }

  /// Each index is counted by a loop of a name of its own in every language.
  @Test
  void noLoopHidesAnArray() {
    String formula = "Σ_{i<j} k_{ij}/2 (||r_i - r_j|| - l_{ij})^2";
    String java = code(formula, "r_k", "", Language.JAVA);
    assertTrue(java.contains("double[][] k"), java);
    assertFalse(java.contains("int k ="), java);
    String julia = code(formula, "r_k", "", Language.JULIA);
    assertFalse(julia.contains("for k in") || julia.contains(", k in"), julia);
    String torch = code(formula, "r_k", "", Language.TORCH);
    assertFalse(torch.contains("for k in"), torch);
    String other = code(formula, "r_p", "", Language.NUMPY);
    assertTrue(other.contains("over the indices p,"), other); // p names nothing else
  }

  /// What a derivative is called says by what it is, in the order of its axes.
  @Test
  void derivativesByTwoVectorsNameBoth() {
    String code = code("Σ_i Σ_j (r_{ij} - u_i^T v_j)^2", "u_k v_l", "", Language.NUMPY);
    assertTrue(
        code.contains("derivative_u_v: shape (m, p, n, p), over the indices k, i, l, j"), code);
    String same = code("Σ_i Σ_j a_{ij} x_i^T x_j", "x_k x_l", "", Language.NUMPY);
    assertTrue(same.contains("hessian_x: shape (n, m, n, m), over the indices k, i, l, j"), same);
  }

  /// The values of an index for which all entries are there are said; where none of them are, or
  /// only some, nothing is computed.
  @Test
  void entriesThatAreNotThereAreNotTaken() {
    String code = code("x_{i+1} - 2 x_i + x_{i-1}", "x_k", "x∈R^n", Language.NUMPY);
    assertTrue(code.contains("xᵢ₊₁ − 2xᵢ + xᵢ₋₁ for i = 2, …, n − 1, and its gradient"), code);
    assertTrue(code.contains("gradient_x: shape (n - 2, n), over the indices i, k"), code);
    String decided = "{x_i - x_{i-1} if i > 1; x_1 otherwise}";
    assertTrue(code(decided, "x_k", "x∈R^n", Language.NUMPY).contains("value: shape (n,)"));
    refuses("w_i x_{n-i}", "x,w∈R^n", "xₙ₋ᵢ is not there for each i from 1 to n");
    refuses("Σ_j A_{ij} x_j x_i", "A∈R^{m×n}; x∈R^n", "xᵢ is not there for each i from 1 to m");
  }

  private static void refuses(String formula, String where, String complaint) {
    NablaException refusal =
        assertThrows(
            NablaException.class, () -> code(formula, "x_k", where, Language.NUMPY), formula);
    assertTrue(String.valueOf(refusal.getMessage()).contains(complaint), refusal.getMessage());
  }

  /// A letter that is an index in the question names no size.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Σ_i Σ_j (r_{ij} - u_i^T v_j)^2 | u_k v_l | 2vₗuₖᵀ + (2(uₖᵀvₗ) − 2rₖₗ)Iₚ
          Σ_i Σ_j (r_{ij} - u_i^T v_j)^2 | u_s v_l | 2vₗuₛᵀ + (2(uₛᵀvₗ) − 2rₛₗ)Iₖ
          """)
  void indicesNameNoSizes(String formula, String by, String derivative) {
    Formula asked = Nabla.formula(formula).askedAbout(by, "");
    assertEquals(derivative, asked.derive(by, 1, false, true).getFirst().toText());
  }
}
