package nabla.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nabla.expr.Expr;
import nabla.write.Derivations;
import nabla.write.Parts;
import nabla.write.ShapeRows;
import nabla.write.Text;
import nabla.write.WriteOptions;
import org.jspecify.annotations.Nullable;

/// Reports as plain text.
public final class TextReport {
  private static final int WIDEST_LEFT = 60;

  private final WriteOptions writing;
  private final Colours colours;
  private final int columns;

  /// @param columns how many columns a line has; 0 where no person looks at it
  public TextReport(WriteOptions writing, Colours colours, int columns) {
    this.writing = columns > 0 ? writing.withColumns(columns) : writing;
    this.colours = colours;
    this.columns = columns;
  }

  /// The report as lines.
  public String write(Report report) {
    StringBuilder text = new StringBuilder();
    Report.@Nullable Block before = null;
    for (Report.Block block : report.blocks()) {
      boolean definitions = isDefinition(before) && isDefinition(block);
      if (before instanceof Report.Shapes && !(block instanceof Report.Remark)) {
        text.append('\n');
      }
      if (before instanceof Report.Proof && !(block instanceof Report.Remark) && !definitions) {
        text.append('\n');
      }
      write(block, text);
      before = block;
    }
    return text.toString();
  }

  /// Whether a block is one line that says what a name stands for.
  private static boolean isDefinition(Report.@Nullable Block block) {
    return block instanceof Report.Proof proof && proof.derivation().steps().isEmpty();
  }

  private void write(Report.Block block, StringBuilder text) {
    switch (block) {
      case Report.Equations equations -> write(equations, text);
      case Report.Proof proof -> {
        text.append(Derivations.text(proof.derivation(), proof.steps(), writing));
        if (!proof.conditions().isEmpty()) {
          text.append(conditions(proof.conditions())).append('\n');
        }
      }
      case Report.Shapes shapes -> text.append(ShapeRows.text(shapes.rows(), writing));
      case Report.Remark remark -> text.append(coloured(remark)).append('\n');
      case Report.Subject subject -> {}
      case Report.Code code -> text.append(code.program());
      case Report.Table table -> write(table, text);
      case Report.Algorithm algorithm -> text.append(Pseudocode.text(algorithm, writing));
      case Report.Picture picture -> text.append(picture.description()).append('\n');
      case Report.Line line ->
          text.append(
                  colours.dim(
                      line.heading() + " ".repeat(Math.max(1, 8 - line.heading().length()))))
              .append(line.content())
              .append('\n');
    }
  }

  private String coloured(Report.Remark remark) {
    String sentence = Text.sentence(remark.wording().text(), writing);
    return switch (remark.tone()) {
      case GOOD -> colours.good(sentence);
      case WARNING -> colours.warning(sentence);
      case PLAIN -> sentence;
    };
  }

  private void write(Report.Equations equations, StringBuilder text) {
    List<String> lefts = new ArrayList<>();
    for (Report.Row row : equations.rows()) {
      lefts.add(row.left() == null ? "" : row.left().text(writing));
    }
    int column =
        lefts.stream().mapToInt(TextReport::width).filter(w -> w <= WIDEST_LEFT).max().orElse(0);
    for (int i = 0; i < lefts.size(); i++) {
      Report.Row row = equations.rows().get(i);
      String left = lefts.get(i);
      if (row.left() != null) {
        boolean fits = width(left) <= WIDEST_LEFT;
        text.append(left)
            .append(fits ? " ".repeat(column - width(left)) : "\n" + " ".repeat(column));
      }
      if (!row.isTooLong()) {
        String sign = row.left() == null ? "" : " " + relation(row.left()) + " ";
        text.append(sign)
            .append(wrapped(Parts.of(row.right(), writing).text(writing), column + sign.length()));
      }
      if (row.isTooLong() && row.left() != null && row.left().isUpdate()) {
        text.append(' ').append(relation(row.left()));
      }
      if (!row.approximation().isEmpty()) {
        boolean alone = row.left() == null && row.isTooLong();
        text.append(alone ? "" : " ").append(decimals(row.beside()));
      }
      if (!row.conditions().isEmpty()) {
        String conditions = conditions(row.conditions());
        int last = width(text.substring(text.lastIndexOf("\n") + 1));
        boolean fits = columns == 0 || last + 2 + width(conditions) <= columns;
        text.append(fits ? "  " : "\n" + " ".repeat(column + 3)).append(conditions);
      }
      text.append('\n');
    }
  }

  private String relation(Report.Left left) {
    return writing.ascii() ? left.relation().replace("←", "<-") : left.relation();
  }

  private void write(Report.Table table, StringBuilder text) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(cells(table.heading()));
    table.rows().forEach(row -> lines.add(cells(row)));
    int[] widths = new int[table.heading().size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(line.get(i)));
      }
    }
    for (List<String> line : lines) {
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        row.append(line.get(i)).append(" ".repeat(widths[i] - width(line.get(i)) + 2));
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
  }

  private List<String> cells(List<Wording> row) {
    return row.stream().map(cell -> Text.sentence(cell.text(), writing)).toList();
  }

  /// A long right side goes on below where a person reads it; for programs it is one line.
  private String wrapped(String right, int start) {
    return columns == 0 ? right : Derivations.wrapped(right, start, columns);
  }

  private String decimals(String approximation) {
    return writing.ascii() ? approximation.replace('≈', '~').replace('−', '-') : approximation;
  }

  private String conditions(List<Expr> conditions) {
    return conditions.stream()
        .map(condition -> Text.of(condition, writing))
        .collect(Collectors.joining(", ", "for ", ""));
  }

  /// Characters as a terminal shows them: marks above a letter take no room.
  private static int width(String text) {
    return (int)
        text.codePoints().filter(c -> Character.getType(c) != Character.NON_SPACING_MARK).count();
  }
}
