package nabla.answer;

import java.util.stream.Collectors;
import nabla.write.Latex;
import nabla.write.Text;
import nabla.write.WriteOptions;

/// Algorithms as text, and as LaTeX without a package of its own, which pages can show, too.
final class Pseudocode {
  private Pseudocode() {}

  /// Lines with the remarks beside them.
  static String text(Report.Algorithm algorithm, WriteOptions writing) {
    int column =
        algorithm.lines().stream().mapToInt(line -> width(code(line, writing))).max().orElse(0) + 2;
    StringBuilder text = new StringBuilder();
    for (Report.CodeLine line : algorithm.lines()) {
      String code = code(line, writing);
      text.append(code);
      if (!line.remark().isEmpty()) {
        text.append(" ".repeat(column - width(code))).append(line.remark());
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String code(Report.CodeLine line, WriteOptions writing) {
    return "  ".repeat(line.depth()) + Text.sentence(line.wording().text(), writing);
  }

  /// Characters as a terminal shows them: marks above a letter take no room.
  private static int width(String text) {
    return (int)
        text.codePoints().filter(c -> Character.getType(c) != Character.NON_SPACING_MARK).count();
  }

  /// An `array` of lines with bold keywords.
  static String latex(Report.Algorithm algorithm) {
    return algorithm.lines().stream()
        .map(Pseudocode::latex)
        .collect(Collectors.joining(" \\\\\n", "\\begin{array}{ll}\n", "\n\\end{array}"));
  }

  private static String latex(Report.CodeLine line) {
    String code =
        line.wording().pieces().stream()
            .map(piece ->
                switch (piece) {
                  case Wording.Words words -> keywords(words.words());
                  case Wording.Mathematics formula -> formula.latex();
                })
            .collect(Collectors.joining());
    String remark = line.remark().isEmpty() ? "" : "\\quad " + Latex.sentence(line.remark());
    return "\\quad ".repeat(line.depth()) + code + " & " + remark;
  }

  private static String keywords(String words) {
    return words.isEmpty() ? "" : "\\textbf{" + words + "}";
  }
}
