package nabla.write;

import nabla.expr.Expr;

/// The column of shapes between the expressions of a derivation and its rules.
///
/// @param width how wide it is; 0 where shapes are not asked for
record ShapeColumn(int width, WriteOptions options) {

  static ShapeColumn of(Lines lines, WriteOptions options) {
    int width = 0;
    if (options.shapes()) {
      width = Width.of(ShapeReason.text(lines.first().shape(), options));
      for (Lines.Line line : lines.lines()) {
        width = Math.max(width, Width.of(ShapeReason.text(line.after().shape(), options)));
      }
    }
    return new ShapeColumn(width, options);
  }

  /// A rule with the shape of its line before it.
  String before(Expr expression, String rule) {
    if (width == 0) {
      return rule;
    }
    String shape = ShapeReason.text(expression.shape(), options);
    return rule.isEmpty() ? shape : Width.padded(shape, width) + "  " + rule;
  }
}
