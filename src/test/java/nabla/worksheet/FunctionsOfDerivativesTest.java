package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Functions at other arguments than their parameters, which are in what they are made of as well:
/// in derivatives, in named intermediates, in functions of other letters.
class FunctionsOfDerivativesTest {

  private static final String PATH = "let s(t) = 5t^2 + x t\n";

  @Test
  void areDerivedBeforeNumbersArePutIn() {
    assertSays(PATH + "let v(t) = ds/dt\nevaluate v(2)", "v(2) = x + 20");
    assertSays(PATH + "let v(t) = d/dt s(t)\nevaluate v(2), v'(2)", "v(2)  = x + 20", "= 10");
    assertSays(PATH + "let v(t) = \\frac{ds}{dt}\nevaluate v(2)", "v(2) = x + 20");
    assertSays(PATH + "let a(t) = d²s/dt²\nevaluate a(7)", "a(7) = 10");
    assertSays(PATH + "let v(t) = ds/dt\nlet a(t) = dv/dt\nevaluate a(7)", "a(7) = 10");
    assertSays(PATH + "let p(t) = d/dt[t s(t)] - s(t)\nevaluate p(1)", "p(1) = x + 10");
    assertSays(PATH + "let v(t) = D[s, t]\nevaluate v(2)", "v(2) = x + 20");
    assertSays(
        "let L = (w - 2)^2\nlet G(w) = ∂L/∂w\nevaluate G(3), G'(3)\nsolve G(w) = 0 for w",
        "G(3)  = 2\nG′(3) = 2",
        "w = 2");
  }

  /// The x of s is none of those that stand in the place of t.
  @Test
  void keepTheNamesOfArgumentsApart() {
    assertSays(PATH + "let v(t) = ds/dt\nsimplify v(x)", "= 11x\n");
    assertSays(PATH + "let v(t) = ds/dt\nsimplify v(x^2)", "= 10x² + x\n");
    assertSays(PATH + "let v(t) = ds/dt\nderive v(x^2) wrt x", "20x + 1");
  }

  @Test
  void areOfSeveralParameters() {
    String function = "let h(x, y) = x^2 y^3\n";
    assertSays(function + "let k(x, y) = ∂h/∂x\nevaluate k(1, 2), k(2, 1)", "= 16", "= 4\n");
    assertSays(function + "let k(x, y) = ∂²h/∂x∂y\nevaluate k(1, 2), k(2, 1)", "= 24", "= 12");
    assertSays(function + "let k(x, y) = ∂²h/∂x∂y\nsimplify k(y, x)", "= 6yx²\n");
    assertSays(function + "let k(x, y) = ∂²h/∂x∂y\nsimplify k(y, 2)", "= 24y\n");
    assertSays(function + "let k(x, y) = ∂²h/∂x∂y\nderive k(a, 2a) wrt a", "= 72a²");
    assertSays("x ∈ R^n\n" + function + "let k(x, y) = ∂²h/∂x∂y\nsimplify k(y, 2)", "= 24y\n");
    assertSays(
        function + "let k(x, y) = ∂h/∂x\nlet m(y) = k(y, 3)\nevaluate m(2), m'(2)",
        "m(2)  = 108\nm′(2) = 54");
  }

  @Test
  void areOfVectorsAtNames() {
    String form = "A ∈ R^{n×n}; x, v ∈ R^n\nlet q(x) = x^T A x\nlet g(x) = ∂q/∂x\n";
    assertSays(form + "simplify g(v)", "(A + Aᵀ)v");
    assertSays(form + "simplify g(2v)", "error", "which is a function of arrays");
    assertSays(
        "A ∈ R^{n×n}; x, v ∈ R^n\nlet q(x) = x^T A v\nlet g(x) = ∂q/∂x\nsimplify g(v)",
        "found v in the place of x in a derivative by x of what has v in it");
  }

  @Test
  void refuseVariablesThatAreNotThere() {
    assertSays(
        "let q(u) = u^2\nlet r(t) = dq/dt",
        "found a derivative by t of q, which is a function of u, expected one by u or q'");
    assertSays("let u = t^2\nlet q(u) = u^2\nsimplify dq/dt", "4t³");
  }

  /// `L(w) = (z - y)^2` with `z = w x`, as derive has it: `L(3)` is `(3x - y)^2`.
  @Test
  void reachWhatIntermediatesAreMadeOf() {
    String loss = "let z = w x + b\nlet L(w, b) = (z - y)^2\n";
    assertSays(loss + "evaluate L(1, 2)", "L(1, 2) = (x − y + 2)²");
    assertSays(loss + "given x = 1, y = 2, w = 10, b = 1\nevaluate L(1, 2)", "L(1, 2) = 1");
    assertSays(loss + "let k(w) = L(w, 0)\ngiven x = 1, y = 2\nevaluate k(4), k'(4)", "= 4", "= 4");
    assertSays(loss + "derive L wrt w", "2x(z − y)");
    assertSays("let z = w x\nlet a = σ(z)\nlet L(w) = a^2\nevaluate L(0), L'(0)", "= 1/4", "= x/4");
    assertSays(
        "X ∈ R^{m×n}; w ∈ R^n; y ∈ R^m\nlet r = X w - y\nlet J(w) = ‖r‖²\nsimplify J(2w)",
        "‖2Xw − y‖²");
  }

  @Test
  void reachTheFunctionsInTheirBodies() {
    String functions = "let f(x) = a x\nlet h(a) = f(a + 1)\n";
    assertSays(functions + "derive h wrt a", "= 2a + 1");
    assertSays(functions + "evaluate h(2), h'(2)", "h(2)  = 6\nh′(2) = 5");
    assertSays("let f(t) = a t^2\nlet F(a) = f'(3)\nevaluate F(2), F'(2)", "= 12", "= 6");
  }

  @Test
  void areDerivativesAtArguments() {
    String function = "let f(x, y) = x^2 y\n";
    assertSays(
        function + "let g(x, y) = \\frac{\\partial f}{\\partial x}(x, y)\nevaluate g(1, 2)",
        "= 4\n");
    assertSays(function + "let h(x) = ∂f/∂x(x, x)\nevaluate h(3), h'(3)", "h(3)  = 18", "= 12\n");
    assertSays(function + "let o(x, y) = ∂²f/∂x∂y(2x, y)^2\nevaluate o(1, 2)", "= 16\n");
    String cube = "let c(x) = x^3\n";
    assertSays(cube + "let k(t) = dc/dx(t + 1)\nevaluate k(2)", "= 27\n");
    assertSays(
        cube + "let k(t) = dc/dx (t + 1)",
        "expected c'(…) for its value there, or a dot for a product");
  }

  /// The step of gradient descent, as everyone writes it.
  @Test
  void areArgumentsOfTheirFunctions() {
    String loss = "let z = w x + b\nlet L(w) = (z - y)^2\n";
    String given = "given x = 1, b = 0, y = 3, w = 2, α = 1/4\n";
    assertSays(loss + given + "evaluate L(w - α ∂L/∂w)", "= 1/4");
    assertSays(loss + given + "let M(w) = L(w - α ∂L/∂w)\nevaluate M(2)", "= 1/4");
    assertSays("let f(x) = x^3\nlet g(x) = f(df/dx)\nevaluate g(1), g'(1)", "= 27", "= 162");
    assertSays(
        "let f(x, y) = x^2 y\nlet g(x, y) = f(y, ∂f/∂x)\nevaluate g(1, 2)", "g(1, 2) = 16\n");
  }

  /// With `c = t³ + 1` and `k(t) = c t`, `m(c) = k(c)` is c⁴ + c.
  @Test
  void parametersWithTheNamesOfDefinitionsAreNoneOfThem() {
    assertSays(
        "let c = a + b\nlet f(a, b) = c^2\nlet g(c) = f(c, c)\nevaluate g(3), f(3, 3)",
        "g(3)    = 36\nf(3, 3) = 36");
    assertSays(
        "let c = t^3 + 1\nlet k(t) = c t\nlet m(c) = k(c)\nevaluate m(2), m'(2)",
        "m(2)  = 18\nm′(2) = 33");
    assertSays("let x = t^2\nlet f(t) = dx/dt\nlet g(x) = f(x)\nevaluate g(3)", "g(3) = 6");
  }

  @Test
  void ofWhatNothingIsKnownHaveNoValue() {
    assertSays(
        "let s(w) = dz/dw\nevaluate s(4)",
        "found the derivative of z at a place, and nothing says what z is");
    assertSays("let z = 3 b\nlet s(w) = dz/dw\nevaluate s(4)", "s(4) = 0");
    assertSays(
        "let f(x) = x^2 +\nlet g(x) = f(x) + 1\nevaluate g(1)",
        "f has no meaning, as its definition in line 1 is wrong",
        "g has no meaning");
  }

  /// A function that is made of another is none that the other needs.
  @Test
  void doNotStandInTheWayOfWhatTheyAreMadeOf() {
    assertSays(
        "let g(z) = 1/(1 + e^{-z})\nlet z(w, b) = w x + b\nlet a(w, b) = g(z(w, b))\n"
            + "given x = 2\nevaluate ∂a/∂w at w = 0, b = 0",
        "= 1/2");
    String note =
        WorksheetTest.text("let N(t) = e^{-t}\nlet A(t) = -dN/dt\nevaluate dN/dt at t = 0");
    assertTrue(note.contains("= −1\n") && !note.contains("is read as a function"), note);
    assertSays(
        "let TR(q) = 10q\nlet TC(q) = q^2 + 2\nlet P(q) = TR(q) - TC(q)\nderive P wrt q",
        "= 10 − 2q");
  }

  @Test
  void ofArraysHaveTheSizesOfTheirValues() {
    String given = "given X = [1, 2; 3, 4; 5, 6], y = (1, 0, 2)\n";
    String sheet = "X ∈ R^{m×n}; w ∈ R^n; y ∈ R^m\nlet J(w) = ‖X w - y‖²\n" + given;
    assertSays(sheet + "evaluate J((1, -1)), ∇J((1, -1))", "J((1, −1)) = 14", "(−40, −52)");
    assertSays(sheet + "evaluate J((1, -1, 2))", "error", "needs n = 3");
  }

  /// A function of numbers whose letter is a vector elsewhere is none of those.
  @Test
  void ofArraysStandBesideThoseOfNumbers() {
    assertSays(
        "x, v ∈ R^3; A ∈ R^{3×3}\nlet f(x) = x^2 + 1\nlet z = A x\nlet p(x) = x^T z\n"
            + "let d(x) = ∂p/∂x\nsimplify d(v)\nevaluate f(3)",
        "(A + Aᵀ)v",
        "f(3) = 10");
  }
}
