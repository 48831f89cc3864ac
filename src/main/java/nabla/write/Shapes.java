package nabla.write;

import nabla.expr.Dimension;
import nabla.expr.Shape;

/// Shapes as they are declared: `ℝ`, `ℝⁿ`, `ℝ^{m×n}`.
final class Shapes {

  private Shapes() {}

  static String text(Shape shape) {
    if (shape.isTruth()) {
      return "truth value";
    }
    if (shape.isScalar()) {
      return "ℝ";
    }
    if (!shape.columns().equals(Dimension.ONE)) {
      return "ℝ^{" + factor(shape.rows()) + "×" + factor(shape.columns()) + "}";
    }
    String rows = shape.rows().toString();
    return rows.equals("n") ? "ℝⁿ" : rows.length() == 1 ? "ℝ^" + rows : "ℝ^{" + rows + "}";
  }

  static String latex(Shape shape) {
    if (shape.isTruth()) {
      return "\\text{truth value}";
    }
    if (shape.isScalar()) {
      return "\\mathbb{R}";
    }
    return shape.columns().equals(Dimension.ONE)
        ? "\\mathbb{R}^{" + tex(shape.rows().toString()) + "}"
        : "\\mathbb{R}^{"
            + tex(factor(shape.rows()))
            + "\\times "
            + tex(factor(shape.columns()))
            + "}";
  }

  /// A size with its exponents as LaTeX writes them.
  static String tex(String size) {
    StringBuilder text = new StringBuilder();
    boolean above = false;
    for (int i = 0; i < size.length(); i++) {
      char sign = size.charAt(i);
      int digit = "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(sign);
      boolean exponent = digit >= 0;
      if (exponent != above) {
        text.append(above ? "}" : "^{");
        above = exponent;
      }
      text.append(exponent ? (char) ('0' + digit) : sign);
    }
    return text.append(above ? "}" : "").toString();
  }

  /// A sum beside × is put in parentheses.
  private static String factor(Dimension size) {
    return size.terms().size() > 1 ? "(" + size + ")" : size.toString();
  }
}
