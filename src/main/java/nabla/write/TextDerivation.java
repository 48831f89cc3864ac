package nabla.write;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Expr;
import nabla.expr.Relation;

/// A derivation in two columns: the expressions aligned at their `=`, the rules at the right.
final class TextDerivation {

  private static final int WIDEST_COLUMN = 76;
  private static final String GAP = "  ";
  private static final String INDENT = "    ";

  private final WriteOptions options;

  TextDerivation(WriteOptions options) {
    this.options = options;
  }

  private record Row(String line, String rule) {}

  String write(Lines lines) {
    String subject = Text.of(lines.subject(), options);
    String margin = " ".repeat(Width.of(subject));
    List<Row> rows = new ArrayList<>();
    if (lines.first() instanceof Relation) {
      return columns(equations(lines));
    }
    if (lines.showsFirst()) {
      rows.add(new Row(subject + " = " + text(lines.first()), ""));
    }
    for (Lines.Line line : lines.lines()) {
      String lead = rows.isEmpty() ? subject : margin;
      String start =
          line.depth() == 0
              ? " = "
              : "   " + INDENT.repeat(line.depth()) + text(line.before()) + " = ";
      rows.add(
          new Row(lead + start + text(line.after()), Lines.sentence(line.reasons(), this::text)));
    }
    return columns(rows);
  }

  /// Equations below each other, aligned at nothing: each follows from the one above.
  private List<Row> equations(Lines lines) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row(text(lines.first()), ""));
    for (Lines.Line line : lines.lines()) {
      String start = INDENT.repeat(line.depth());
      rows.add(new Row(start + text(line.after()), Lines.sentence(line.reasons(), this::text)));
    }
    return rows;
  }

  private String columns(List<Row> rows) {
    int column = 0;
    for (Row row : rows) {
      int width = Width.of(row.line);
      if (!row.rule.isEmpty() && width <= WIDEST_COLUMN) {
        column = Math.max(column, width);
      }
    }
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      String line = row.line;
      if (row.rule.isEmpty()) {
        text.append(line);
      } else if (Width.of(line) <= column) {
        text.append(Width.padded(line, column)).append(GAP).append(row.rule);
      } else {
        // too wide for the column: the rule takes a line of its own, where the others stand
        text.append(line).append('\n').append(" ".repeat(column)).append(GAP).append(row.rule);
      }
      text.append('\n');
    }
    return text.toString();
  }

  private String text(Expr expression) {
    return Text.of(expression, options.withPrimes(false));
  }
}
