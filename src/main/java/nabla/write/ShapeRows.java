package nabla.write;

import java.util.ArrayList;
import java.util.List;

/// The rows of a shape check as a table of text or of LaTeX.
public final class ShapeRows {

  private static final int WIDEST_EXPRESSION = 60;

  private ShapeRows() {}

  /// Three columns: the expression, its shape, the reason. Every line ends with a line break.
  public static String text(List<ShapeRow> rows, WriteOptions options) {
    List<String> expressions = new ArrayList<>();
    int expression = 0;
    int shape = 0;
    for (ShapeRow row : rows) {
      String text = Text.of(row.expression(), options);
      expressions.add(text);
      expression = Math.max(expression, Math.min(Width.of(text), WIDEST_EXPRESSION));
      shape = Math.max(shape, Width.of(ShapeReason.text(row.shape(), options)));
    }
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      ShapeRow row = rows.get(i);
      if (Width.of(expressions.get(i)) > expression) {
        table.append(expressions.get(i)).append('\n').append(" ".repeat(expression));
      } else {
        table.append(Width.padded(expressions.get(i), expression));
      }
      table
          .append("  ")
          .append(Width.padded(ShapeReason.text(row.shape(), options), shape))
          .append("  ")
          .append(row.reason().text(options))
          .append('\n');
    }
    return table.toString();
  }

  /// An `aligned` block: each expression as an element of its set, the reasons at the right.
  public static String latex(List<ShapeRow> rows, WriteOptions options) {
    StringBuilder table = new StringBuilder("\\begin{aligned}\n");
    for (int i = 0; i < rows.size(); i++) {
      ShapeRow row = rows.get(i);
      table
          .append(i == 0 ? "" : " \\\\\n")
          .append(Latex.of(row.expression(), options))
          .append(" &")
          .append(ShapeReason.latex(row.shape()))
          .append(" && ")
          .append(row.reason().latex());
    }
    return table.append("\n\\end{aligned}").toString();
  }
}
