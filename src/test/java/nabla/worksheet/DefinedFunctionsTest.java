package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;

import org.junit.jupiter.api.Test;

/// Functions that a sheet defines, `let f(x) = x^2`: their values and derivatives at numbers, at
/// lists and where their letters have other meanings.
class DefinedFunctionsTest {

  /// A parameter is bound: what its letter stands for elsewhere is no part of the function.
  @Test
  void parametersAreTheirOwn() {
    String five = "let f(x) = x^2\nlet x = 5\n";
    assertSays(
        five + "evaluate f'(x), f'(5), f'(x+1), f(3)",
        "f′(x)     = 10\nf′(5)     = 10\nf′(x + 1) = 12\nf(3)      = 9");
    assertSays(five + "check f'(t) = 2t", "proved");
    assertSays(five + "let h(t) = f'(2t)\nevaluate h(1), h'(1)", "h(1)  = 4\nh′(1) = 4");
    assertSays("let x = cos t\nlet f(x) = x^2\nevaluate f'(3)", "f′(3) = 6");
    assertSays("let t = 3\nlet s(t) = 5 t^2\nlet v(t) = s'(t)\nderive v", "= 10 ");
    assertSays("let L(w) = (w-1)^2\nlet w = 4\nevaluate L'(w), L'(2)", "L′(w) = 6\nL′(2) = 2");
    assertSays("let g(a, b) = a^2 b\nlet a = 3\nevaluate ∇g(1, 2)", "b)] = 4\n", "b)] = 1");
    assertSays("let g(a, b) = a^2 b\nlet a = 3\nevaluate ∇g(a, 2)", "b)] = 12\n", "b)] = 9");
    String neuron = "let s(z) = 1/(1+e^-z)\nlet z = w x + b\nlet a = s(z)\nlet C = (a-y)^2/2\n";
    assertSays(neuron + "check ∂C/∂w = (a-y) s'(z) x", "proved");
    assertSays(neuron + "check ∂C/∂w = (a-y) s'(z)", "refuted");
    assertSays(neuron + "check ∂C/∂w = ∂C/∂a s'(z) x", "proved");
    assertSays("let s(z) = z^2\nlet z = 3x\nlet a = s'(z)\nderive a wrt x", "= 6 ");
  }

  /// Newton's step with a letter that has a number.
  @Test
  void functionsOfDerivativesKeepTheirParameters() {
    String newton = "let f(x) = x^3\nlet x = 2\nlet N(x) = x - f(x)/f'(x)\n";
    assertSays(newton + "evaluate N(1), N(x)", "N(1) = 2/3", "N(x) = 4/3");
  }

  /// The gradient of a function is by its parameters.
  @Test
  void gradientsAreByParameters() {
    String loss = "let J(w) = (w x - y)^2\n";
    assertSays(loss + "evaluate ∇J(2)", "> evaluate ∇J(2)\n∂/∂w[J(w)] = 2x(2x − y)\n");
    assertSays(loss + "solve ∇J = 0", "w = y/x  for x ≠ 0");
  }

  /// The sums in a function are over the data also where its derivative is taken at a number.
  @Test
  void sumsKeepTheirIndicesInDerivatives() {
    String squares = "let E(w) = 1/2 Σ_i (t_i - w x_i)^2\n";
    String data = "given t = (1, 2, 4), x = (1, 2, 3)\n";
    assertSays(
        squares + data + "evaluate E(1), E'(1), E''(1)", "E′(1) = −3\nE″(1) = 14", "E(1)  = 1/2");
    assertSays(squares + data + "table E, E' for w = 1", "w  E    E′\n1  0.5  −3\n");
    assertSays(squares + "check E'(1) = -Σ_i x_i (t_i - x_i)", "proved");
    assertSays(squares + "check E'(1) = -Σ_i x_i (t_i + x_i)", "refuted");
    assertSays(
        squares + "let N(w) = w - E'(w)/E''(w)\n" + data + "evaluate N(0), N'(1), E'(2w)",
        "N(0)   = 17/14",
        "N′(1)  = 0",
        "E′(2w) = 28w − 17");
    assertSays(
        "let l(p) = Σ_i (y_i ln p + (1 - y_i) ln(1-p))\ngiven y = (1, 0, 1, 1)\n"
            + "evaluate l'(1/2), l''(1/2)",
        "l′(1/2) = 4\nl″(1/2) = −16");
    String given = "given x = (1, 2, 3)\n";
    assertSays("let P(w) = Π_i (1 + w x_i)\n" + given + "evaluate P'(0)", "P′(0) = 6");
    assertSays(
        "let K(t) = ln Σ_i e^(t x_i)\n" + given + "evaluate K'(0), K''(0)",
        "K′(0) = 2\nK″(0) = 2/3");
    assertSays("let h(w) = Σ_i Σ_j (x_i - w x_j)^2\n" + given + "evaluate h'(1)", "h′(1) = 12");
    assertSays("let f(a) = Σ_{i=1}^3 (x_i - a)^2\n" + given + "evaluate f'(1)", "f′(1) = −6");
  }

  /// What stands for a parameter with an index has the index, be it a name or not.
  @Test
  void argumentsHaveTheIndicesOfParameters() {
    String two = "x ∈ R^2\nlet f(x) = 2 x_1 + x_2\n";
    assertSays(two + "evaluate f((1, 2))", "f((1, 2)) = 4");
    assertSays(two + "derive f(2x) wrt x", "= (4, 2)\n");
    assertSays(two + "check f(2x) = 2 f(x)", "proved");
    assertSays("x ∈ R^2\nlet f(x) = x_1^2 + 3 x_1 x_2\nevaluate f((1, 2))", "f((1, 2)) = 7");
    String sum = "x ∈ R^3\nlet k(x) = Σ_{i=1}^3 i x_i\n";
    assertSays(sum + "derive k(2x) wrt x", "= 2 upto(3)\n");
    assertSays(sum + "evaluate k((1, 0, 1))", "= 4");
    assertSays(sum + "given x = (1, 1, 2)\nevaluate k(2x), k((1, 0, 1))", "= 18", "= 4");
  }

  /// The name of a function alone is its value at its parameters, which a note says.
  @Test
  void namesAloneAreValues() {
    String two = "let f(x) = x^2\nlet g(x) = sin x\n";
    assertSays(two + "derive f g wrt x", "= 2x sin(x) + x² cos(x)", "note: f is read as f(x)");
    assertSays(two + "let h = f + g\nderive h wrt x", "= 2x + cos(x)", "note: g is read as g(x)");
    assertSays(two + "derive f∘g", "= 2 sin(x) cos(x)", "note: f∘g is read as f(g(x))");
    assertSays(two + "check f = x^2", "proved");
    assertSays(two + "check ∂(f g)/∂x = f' g + f g'", "proved");
    assertSays(two + "check ∂(f g)/∂x = f' g'", "refuted");
    assertSays(two + "check ∂(f/g)/∂x = (f'(x) g(x) - f(x) g'(x))/g(x)^2", "proved");
    assertSays(two + "table f + 1 for x = 2", "2  5\n");
    assertSays(two + "evaluate f^2 at x = 2", "f² = 16");
    assertSays(two + "let k(x) = f g\nevaluate k(2)", "= 4 sin(2)");
    String sigmoid = "1/(1+e^-z)\ncheck ";
    assertSays("let s(z) = " + sigmoid + "s'(z) = s(1-s)", "proved");
    assertSays("let s(z) = " + sigmoid + "s' = s(1-s)", "proved");
    assertSays("let s = " + sigmoid + "s' = s(1-s)", "s is no function; write ∂s/∂z");
    assertSays(
        "let E = (w-1)^2\nlet R(w) = w^2\nlet K = E + λ R\nsolve ∂K/∂w = 0 for w",
        "w = 1/(λ + 1)  for λ ≠ −1");
    String sum = "let L(w, b) = (w x + b)^2\nlet R(w) = w^2\nlet J(w, b) = L + R\n";
    assertSays(sum + "evaluate ∇J at w = 1, b = 0", "∂/∂w[J(w, b)] = 2x² + 2");
  }

  /// What is a function of other letters is not guessed.
  @Test
  void namesAloneOfOtherLettersAreRefused() {
    String two = "let f(x) = x^2\nlet g(t) = sin t\n";
    assertSays(two + "derive f g", "found g without its argument, expected g(x), or g of anything");
    assertSays(two + "let m(u) = f u", "found f without its argument, expected f(u)");
    String composed = "let f(x) = x^2\nlet g(x) = sin x\nevaluate ";
    assertSays(composed + "(f∘g)(2)", "found an argument or a prime behind (f∘g), expected each");
    assertSays(composed + "(f + g)'(2)", "found an argument or a prime behind (f + g)");
    assertSays(composed + "(f(x) + 1)(x) at x = 2", "= 10");
  }

  /// A parameter of which only entries occur is the list of them.
  @Test
  void entriesOfParametersAreParameters() {
    String loss = "let L(θ) = (θ_1-1)^2 + (θ_2+2)^2\n";
    assertSays(loss + "derive L", "= 2(θ₁ − 1)\n", "= 2(θ₂ + 2)\n");
    assertSays(loss + "evaluate L((1, 2)), L((a, b))", "L((1, 2)) = 16", "= (a − 1)² + (b + 2)²");
    assertSays(loss + "solve ∇L = 0 for θ", "θ₁ = 1\nθ₂ = −2\n");
    assertSays(loss + "descend L over θ from (0, 0) with α = 0.25 for 1 steps", "0.5       −1");
    assertSays(loss + "check ∂L/∂θ_1 = 2(θ_1 - 1)", "proved");
    assertSays(loss + "given θ_1 = 2, θ_2 = 0\nevaluate L", "L = 5");
    assertSays(loss + "evaluate L((1))", "found");
    assertSays(loss + "evaluate ∇L((2, 0))", "= 2\n", "= 4\n");
    String linear = "let g(x) = 2 x_1 + x_2\n";
    assertSays(linear + "evaluate g((1, 2)), g(u)", "g((1, 2)) = 4", "g(u)      = 2u₁ + u₂");
    assertSays("u ∈ R^2\n" + linear + "derive g(u) wrt u", "= (2, 1)\n");
  }

  /// The number of examples is that of the data, as for a loss without parameters.
  @Test
  void countsComeFromData() {
    String line =
        """
        let J(θ) = \\frac{1}{2m} \\sum_{i=1}^m (θ_0 + θ_1 x^{(i)} - y^{(i)})^2
        given x = (1, 2, 3), y = (2, 4, 5)
        """;
    assertSays(line + "evaluate J at θ_0 = 0, θ_1 = 1", "m = 3, as x has 3 entries", "J = 3/2");
    assertSays(line + "solve ∇J = 0 for θ_0, θ_1", "θ₀ = 2/3", "θ₁ = 3/2");
    assertSays(line + "evaluate J((0, 1))", "= 3/2");
    String mean = "let M(w) = 1/m Σ_{i=1}^m (y_i - w x_i)^2\ngiven y = (1,2,4), x = (1,2,3)\n";
    assertSays(mean + "evaluate M(1), M'(1)", "M(1)  = 1/3", "M′(1) = −2");
  }

  @Test
  void functionsOfVectorsTakeLists() {
    String square = "let r(v) = Σ_i v_i^2\n";
    assertSays(square + "evaluate r((3, 4))", "r((3, 4)) = 25");
    assertSays(square + "evaluate ∇r((3, 4))", "(6, 8)");
    assertSays("let d(u, v) = Σ_i u_i v_i\nevaluate d((1, 2), (3, 4))", "= 11");
  }

  /// `θ = (a, b)` and no θ in the function: its parameters are a and b.
  @Test
  void listsOfNamesAreTheseNames() {
    String loss = "let θ = (a, b)\nlet L(θ) = (a-1)^2 + b^2\n";
    assertSays(loss + "derive L", "∂/∂a[L(a, b)] = 2(a − 1)\n∂/∂b[L(a, b)] = 2b\n");
    assertSays(loss + "derive L wrt θ", "= (2(a − 1), 2b)\n");
    assertSays(loss + "evaluate L((1, 2)), ∇L((1, 2))", " = 4\n", "∂/∂a[L(a, b)] = 0\n");
    assertSays(loss + "evaluate L(θ) at a = 3, b = 4", "L(θ) = 20\n");
    assertSays(loss + "let u = (3, 4)\nevaluate L(u)", "L(u) = 20\n");
    assertSays(loss + "solve ∇L = 0 for θ", "a = 1\nb = 0\n", "a minimum");
    String unit = "let θ = (w, b)\nlet z = w x + b\nlet L(θ) = (z - y)^2\n";
    assertSays(unit + "derive L", "∂/∂w[L(w, b)] = 2x(z − y)\n", "∂/∂b[L(w, b)] = 2(z − y)\n");
    String itself = "let θ = (a, b)\nlet L(θ) = θ^T θ\nevaluate L((3, 4))";
    assertSays(itself, "L((3, 4)) = 25\n");
    String number = "let z = w x\nlet s(z) = z^2\nevaluate s(3)";
    assertSays(number, "s(3) = 9\n");
  }

  /// θ of `L = (θ_1 - 1)^2 + (θ_2 + 2)^2`, which has no parameter.
  @Test
  void numberedNamesAreAList() {
    String loss = "let L = (θ_1 - 1)^2 + (θ_2 + 2)^2\n";
    assertSays(loss + "solve ∇L = 0 for θ", "θ₁ = 1\nθ₂ = −2\n", "a minimum");
    assertSays(loss + "descend L over θ from (0, 0) with α = 0.1 for 1 steps", "1  0.2       −0.4");
    assertSays(loss + "derive L wrt θ", "(2(θ₁ − 1), 2(θ₂ + 2))");
  }

  @Test
  void primesOfFunctionsOfVectorsAreTheirGradients() {
    assertSays("let r(v) = Σ_i v_i^2\nevaluate r'((3, 4))", "∂/∂v[r(v)] = (6, 8)\n");
    String form = "A ∈ R^{2×2}; b ∈ R^2\nlet q(x) = x^T A x + b^T x\n";
    String given = "given A = [2, 1; 1, 3], b = (1, 1)\n";
    assertSays(form + given + "evaluate q'((1, 0))", "∂/∂x[q(x)] = (5, 3)\n");
    String list = "let L(θ) = (θ_1 - 1)^2 + θ_2^2\nevaluate L'((3, 4))";
    assertSays(list, "∂/∂θ₁[L(θ₁, θ₂)] = 4\n∂/∂θ₂[L(θ₁, θ₂)] = 8\n");
    assertSays("let f(x) = x^3\nevaluate f'(2) + f'(3)", "= 39\n");
  }

  /// Points by their names, and steps from them.
  @Test
  void functionsOfSeveralNumbersAtPoints() {
    String function = "f(x, y) = x^2 + 3 x y\np = (1, 2)\n";
    assertSays(function + "evaluate f(p), f((1, 2))", "f(p)      = 7\n", "f((1, 2)) = 7\n");
    assertSays(function + "g = ∇f(p)\nevaluate g", "g = (8, 3)\n");
    assertSays(function + "evaluate ∇f(p)", "∂/∂x[f(x, y)] = 8\n∂/∂y[f(x, y)] = 3\n");
    assertSays(
        function + "g = ∇f(p)\nφ(t) = f(p - t g)\nevaluate φ(0), ∇f(p)",
        "φ(0)          = 7\n",
        "∂/∂y[f(x, y)] = 3\n");
    assertSays(function + "evaluate f(3)", "found 1 arguments of f, expected 2");
  }

  /// gᵀg/(gᵀAg) for g = (4, 7) is 65/235.
  @Test
  void exactLineSearchWithMatricesBelowAndAbove() {
    String steps = "f(x) = 1/2 x^T A x\ng = ∇f(p)\nφ(α) = f(p - α g)\n%ssolve φ'(α) = 0";
    String values = "A = [2, 1; 1, 3]\np = (1, 2)\n";
    String[] right = {"α = 13/47 ≈ 0.276595744681", "= 235 > 0: a minimum"};
    assertSays(values + steps.formatted(""), right);
    assertSays("given A = [2, 1; 1, 3], p = (1, 2)\n" + steps.formatted(""), right);
    assertSays("p ∈ R^2\n" + steps.formatted(values), right);
  }
}
