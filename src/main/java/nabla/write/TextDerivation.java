package nabla.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Expr;
import nabla.expr.Relation;

/// A derivation in two columns: the expressions aligned at their `=`, the rules at the right. Lines
/// that are too wide go on below, indented.
final class TextDerivation {

  private static final String GAP = "  ";
  private static final String INDENT = "    ";

  /// Where the width is only a convention, a rule may stand out so far rather than be broken.
  private static final int OVERHANG = 20;

  private final WriteOptions options;
  private final int end;

  TextDerivation(WriteOptions options) {
    this.options = options;
    boolean convention = options.columns() == WriteOptions.ORDINARY_COLUMNS;
    this.end = options.columns() + (convention ? OVERHANG : 0);
  }

  /// A line and its rule.
  ///
  /// @param start what stands before the expression
  private record Row(String start, String expression, String rule) {
    int width() {
      return Width.of(start) + Width.of(expression);
    }
  }

  String write(Lines lines) {
    if (lines.first() instanceof Relation) {
      return columns(equations(lines));
    }
    String subject = Text.of(lines.subject(), options);
    List<Row> rows = rows(lines, subject, " ".repeat(Width.of(subject)));
    boolean tooWide = rows.stream().anyMatch(row -> row.width() > options.columns());
    if (tooWide && Width.of(subject) > options.columns() / 4) {
      // the subject on a line of its own leaves room for what is said of it
      return String.join(
              "\n" + INDENT, Wrapping.lines(subject, options.columns(), options.columns()))
          + "\n"
          + columns(rows(lines, " ", " "));
    }
    return columns(rows);
  }

  private List<Row> rows(Lines lines, String subject, String margin) {
    List<Row> rows = new ArrayList<>();
    ShapeColumn shapes = ShapeColumn.of(lines, options);
    if (lines.showsFirst()) {
      rows.add(new Row(subject + " = ", text(lines.first()), shapes.before(lines.first(), "")));
    }
    Map<Integer, Integer> indents = new HashMap<>();
    for (Lines.Line line : lines.lines()) {
      String lead = rows.isEmpty() ? subject : margin;
      String rule = shapes.before(line.after(), rule(line));
      rows.add(
          line.depth() == 0
              ? new Row(lead + " = ", text(line.after()), rule)
              : within(line, lead + "   ", indents, rule));
    }
    return rows;
  }

  private String rule(Lines.Line line) {
    return Text.sentence(Lines.sentence(line.reasons(), this::text), options);
  }

  /// A smaller step; where it continues the line above, what it starts from is not written again.
  private Row within(Lines.Line line, String lead, Map<Integer, Integer> indents, String rule) {
    String start = lead + INDENT.repeat(line.depth());
    if (line.continues()) {
      String space = " ".repeat(indents.getOrDefault(line.depth(), 0));
      return new Row(start + space + " = ", text(line.after()), rule);
    }
    String before = text(line.before());
    indents.put(line.depth(), Width.of(before));
    return new Row(start, before + " = " + text(line.after()), rule);
  }

  /// Equations below each other, aligned at nothing: each follows from the one above.
  private List<Row> equations(Lines lines) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("", text(lines.first()), ""));
    Map<Integer, Integer> indents = new HashMap<>();
    for (Lines.Line line : lines.lines()) {
      String rule = rule(line);
      rows.add(
          line.depth() == 0
              ? new Row("", text(line.after()), rule)
              : within(line, "", indents, rule));
    }
    return rows;
  }

  private String columns(List<Row> rows) {
    int widest = options.columns() * 3 / 4 + 1;
    int column = 0;
    for (Row row : rows) {
      if (!row.rule.isEmpty() && row.width() <= widest) {
        column = Math.max(column, row.width());
      }
    }
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      write(row, column, text);
    }
    return text.toString();
  }

  private void write(Row row, int column, StringBuilder text) {
    int start = Width.of(row.start);
    String further = " ".repeat(start + GAP.length());
    List<String> lines =
        Wrapping.lines(
            row.expression, options.columns() - start, options.columns() - start - GAP.length());
    String last = row.start + lines.getFirst();
    for (String line : lines.subList(1, lines.size())) {
      text.append(last).append('\n');
      last = further + line;
    }
    if (row.rule.isEmpty()) {
      text.append(last).append('\n');
      return;
    }
    int at = column + GAP.length();
    int widest = rule(row.rule, 1).stream().mapToInt(Width::of).max().orElse(0);
    if (Width.of(last) > column || at + widest > end) {
      // too wide for the columns: the rule takes a line of its own, where the others stand, or
      // before it where it would not fit
      text.append(last).append('\n');
      last = "";
      int right = end - Width.of(row.rule);
      at = Math.max(GAP.length(), column == 0 ? right : Math.min(right, at));
    }
    for (String part : rule(row.rule, end - at)) {
      text.append(Width.padded(last, at)).append(part).append('\n');
      last = "";
    }
  }

  /// Rules that do not fit go on below, each as a whole where it can.
  private static List<String> rule(String rule, int room) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String part : rule.split("(?<=;) ", -1)) {
      String joined = line.isEmpty() ? part : line + " " + part;
      if (Width.of(joined) > room && !line.isEmpty()) {
        lines.add(line);
        line = part;
      } else {
        line = joined;
      }
    }
    lines.add(line);
    return lines;
  }

  private String text(Expr expression) {
    return Text.of(expression, options.withPrimes(false));
  }
}
