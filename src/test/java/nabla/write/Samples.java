package nabla.write;

import static nabla.expr.Relation.Comparison.GREATER;

import java.util.List;
import nabla.catalogue.Activations;
import nabla.catalogue.Elementary;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Cases;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;

/// Expressions with the text, the ASCII text and the LaTeX that they are written as.
final class Samples {

  static final Symbol X = Symbol.of("x");
  static final Symbol Y = Symbol.of("y");
  static final Symbol W1 = Symbol.of(Name.of("w", "1"));
  static final Symbol X1 = Symbol.of(Name.of("x", "1"));
  static final Symbol N = Symbol.of("n");
  static final Symbol BETA = Symbol.of("β");
  static final Expr E = Apply.of(Elementary.E);
  static final Expr SIGMOID = Apply.of(Activations.SIGMOID, X);
  static final Expr ONE_MINUS = sum(num(1), negate(SIGMOID));

  private Samples() {}

  /// @param ascii the text without characters beyond ASCII
  record Sample(Expr expression, String text, String ascii, String latex) {}

  static final List<Sample> ALL =
      List.of(
          sample(
              product(
                  SIGMOID,
                  ONE_MINUS,
                  sum(
                      num(1),
                      negate(product(num(6), SIGMOID)),
                      product(num(6), Power.of(SIGMOID, 2)))),
              "σ(x)(1 − σ(x))(1 − 6σ(x) + 6σ(x)²)",
              "sigma(x)*(1 - sigma(x))*(1 - 6*sigma(x) + 6*sigma(x)^2)",
              "\\sigma(x)\\left(1-\\sigma(x)\\right)\\left(1-6\\sigma(x)+6\\sigma(x)^{2}\\right)"),
          sample(
              Quotient.of(num(1), product(num(2), Symbol.of("m"))),
              "1/(2m)",
              "1/(2m)",
              "\\frac{1}{2m}"),
          sample(Power.of(E, negate(X)), "e^(−x)", "e^(-x)", "e^{-x}"),
          sample(product(num(2), num(3), X), "2·3x", "2*3x", "2 \\cdot 3x"),
          sample(product(X, num(3)), "x·3", "x*3", "x \\cdot 3"),
          sample(product(X, Y), "xy", "x*y", "x y"),
          sample(product(X, Symbol.of("i")), "x i", "x*i", "x i"),
          sample(product(W1, X1), "w₁x₁", "w_1*x_1", "w_{1}x_{1}"),
          sample(product(X, sum(X, num(1))), "x(x + 1)", "x*(x + 1)", "x\\left(x+1\\right)"),
          sample(
              product(Symbol.of("f"), sum(X, num(1))),
              "f·(x + 1)",
              "f*(x + 1)",
              "f \\cdot \\left(x+1\\right)"),
          sample(
              product(Symbol.of("σ"), sum(X, num(1))),
              "σ·(x + 1)",
              "sigma*(x + 1)",
              "\\sigma \\cdot \\left(x+1\\right)"),
          sample(
              product(
                  Quotient.of(num(1), BETA),
                  Apply.of(Elementary.LN, sum(num(1), Power.of(E, product(BETA, X))))),
              "(1/β) ln(1 + e^(βx))",
              "(1/beta)*ln(1 + e^(beta*x))",
              "\\frac{1}{\\beta}\\ln\\left(1+e^{\\beta x}\\right)"),
          sample(
              product(SIGMOID, negate(product(SIGMOID, ONE_MINUS))),
              "σ(x)·(−σ(x)(1 − σ(x)))",
              "sigma(x)*(-sigma(x)*(1 - sigma(x)))",
              "\\sigma(x) \\cdot \\left(-\\sigma(x)\\left(1-\\sigma(x)\\right)\\right)"),
          sample(Apply.of(Elementary.SQRT, X), "√x", "sqrt(x)", "\\sqrt{x}"),
          sample(
              Apply.of(Elementary.SQRT, sum(X, num(1))), "√(x + 1)", "sqrt(x + 1)", "\\sqrt{x+1}"),
          sample(product(Apply.of(Elementary.SQRT, X), Y), "√(x)y", "sqrt(x)*y", "\\sqrt{x}y"),
          sample(Derivative.of(SIGMOID, X, 1), "σ′(x)", "sigma'(x)", "\\sigma'(x)"),
          sample(Derivative.of(SIGMOID, X, 4), "σ⁗(x)", "sigma''''(x)", "\\sigma^{(4)}(x)"),
          sample(Derivative.of(SIGMOID, X, 5), "σ⁽⁵⁾(x)", "sigma^{(5)}(x)", "\\sigma^{(5)}(x)"),
          sample(
              product(Derivative.of(sum(SIGMOID, num(1)), X, 1), ONE_MINUS),
              "d/dx[σ(x) + 1] (1 − σ(x))",
              "d/dx[sigma(x) + 1]*(1 - sigma(x))",
              "\\frac{d}{dx}\\left[\\sigma(x)+1\\right]\\,\\left(1-\\sigma(x)\\right)"),
          sample(
              Derivative.of(Derivative.of(product(X, Y), Y, 1), X, 1),
              "∂²/∂x∂y[xy]",
              "d^2/dx dy[x*y]",
              "\\frac{\\partial^{2}}{\\partial x\\,\\partial y}\\left[x y\\right]"),
          sample(
              Derivative.of(Symbol.of("L"), W1, 1),
              "∂L/∂w₁",
              "dL/dw_1",
              "\\frac{\\partial L}{\\partial w_{1}}"),
          sample(
              Binder.of(Binder.Kind.SUM, Symbol.of("k"), num(1), N, Power.of(Symbol.of("k"), 2)),
              "Σ_{i=1}^n i²",
              "\\sum_{i=1}^n i^2",
              "\\sum_{i=1}^{n} i^{2}"),
          sample(
              Binder.of(Binder.Kind.INTEGRAL, X, num(0), num(1), sum(Power.of(X, 2), num(1))),
              "∫_0^1 (t² + 1) dt",
              "\\int_0^1 (t^2 + 1) dt",
              "\\int_{0}^{1} \\left(t^{2}+1\\right) \\, dt"),
          sample(
              Cases.of(
                  List.of(new Cases.Branch(Relation.of(GREATER, X, num(0)), Power.of(X, 2))),
                  negate(X)),
              "{x² if x > 0; −x otherwise}",
              "{x^2 if x > 0; -x otherwise}",
              "\\begin{cases} x^{2} & \\text{if } x > 0 \\\\ -x & \\text{otherwise} \\end{cases}"),
          sample(
              Apply.of(Elementary.INDICATOR, Relation.of(GREATER, X, num(0))),
              "𝟙[x > 0]",
              "indicator(x > 0)",
              "\\mathbf{1}\\left[x > 0\\right]"),
          sample(Apply.of(Elementary.ABS, X), "|x|", "|x|", "\\left\\lvert x\\right\\rvert"),
          sample(
              Power.of(X, sum(Symbol.of("a"), Symbol.of("b"))),
              "x^(a + b)",
              "x^(a + b)",
              "x^{a+b}"),
          sample(Power.of(X, negate(num(1))), "x⁻¹", "x^(-1)", "x^{-1}"),
          sample(
              Literal.of(2, List.of(num(1), num(2), num(3), num(4))),
              "[1, 2; 3, 4]",
              "[1, 2; 3, 4]",
              "\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}"),
          sample(
              Literal.of(3, List.of(num(1), num(2), num(3))),
              "(1, 2, 3)",
              "(1, 2, 3)",
              "\\begin{pmatrix} 1 \\\\ 2 \\\\ 3 \\end{pmatrix}"),
          sample(product(X, Apply.of(Trigonometric.SIN, X)), "x sin(x)", "x*sin(x)", "x\\sin(x)"),
          sample(product(Power.of(E, X), Y), "e^x·y", "e^x*y", "e^{x}y"),
          sample(
              Quotient.of(product(num(2), X), sum(num(1), X)),
              "2x/(1 + x)",
              "2x/(1 + x)",
              "\\frac{2x}{1+x}"),
          sample(product(Quotient.of(num(1), num(2)), X), "(1/2)x", "(1/2)*x", "\\frac{1}{2}x"),
          sample(Num.decimal(Rational.of(1, 100)), "0.01", "0.01", "0.01"),
          sample(negate(product(X, Y)), "−xy", "-x*y", "-x y"),
          sample(product(negate(X), Y), "(−x)y", "(-x)*y", "\\left(-x\\right)y"),
          sample(sum(X, negate(negate(Y))), "x − (−y)", "x - (-y)", "x-\\left(-y\\right)"),
          sample(product(Num.of(-2), X), "−2x", "-2x", "-2x"),
          sample(Apply.of(Elementary.LOG, num(2), X), "log₂(x)", "log_{2}(x)", "\\log_{2}(x)"),
          sample(
              Symbol.of(new Name("y", Name.Accent.HAT, 0, "1", "")),
              "ŷ₁",
              "\\hat{y}_1",
              "\\hat{y}_{1}"),
          sample(
              Symbol.of(new Name("W", Name.Accent.NONE, 0, "", "(1)")),
              "W^{(1)}",
              "W^{(1)}",
              "W^{(1)}"),
          sample(Power.of(Power.of(X, 2), 3), "(x²)³", "(x^2)^3", "\\left(x^{2}\\right)^{3}"),
          sample(
              Apply.of(UnknownFunction.of(Name.of("f"), List.of(2)), X),
              "f″(x)",
              "f''(x)",
              "f''(x)"));

  private static Sample sample(Expr expression, String text, String ascii, String latex) {
    return new Sample(expression, text, ascii, latex);
  }

  static Expr num(long value) {
    return Num.of(value);
  }

  static Expr sum(Expr... terms) {
    return Sum.of(terms);
  }

  static Expr product(Expr... factors) {
    return Product.of(factors);
  }

  static Expr negate(Expr operand) {
    return Negate.of(operand);
  }
}
