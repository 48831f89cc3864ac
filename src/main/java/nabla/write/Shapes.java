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
    String rows = shape.rows().toString();
    return shape.columns().equals(Dimension.ONE)
        ? "\\mathbb{R}^{" + rows + "}"
        : "\\mathbb{R}^{" + factor(shape.rows()) + "\\times " + factor(shape.columns()) + "}";
  }

  /// A sum beside × is put in parentheses.
  private static String factor(Dimension size) {
    return size.terms().size() > 1 ? "(" + size + ")" : size.toString();
  }
}
