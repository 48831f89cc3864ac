package nabla.answer;

import java.util.List;
import java.util.stream.Collectors;

/// Tables of reports in what LaTeX is put into.
final class ReportTables {
  private ReportTables() {}

  /// A table of Markdown.
  static String markdown(Report.Table table) {
    String rule = "|" + " --- |".repeat(table.heading().size());
    return row(table.heading())
        + rule
        + table.rows().stream()
            .map(ReportTables::row)
            .collect(Collectors.joining("", "\n", ""))
            .stripTrailing();
  }

  private static String row(List<Wording> cells) {
    return cells.stream()
            .map(cell -> cell.markdown().replace("|", "\\|").replace("\n", " "))
            .collect(Collectors.joining(" | ", "| ", " |"))
        + "\n";
  }

  /// A `tabular`; the words in it are text, the formulas stand between dollar signs.
  static String latex(Report.Table table) {
    return "\\begin{tabular}{"
        + "l".repeat(table.heading().size())
        + "}\n"
        + line(table.heading())
        + "\\hline\n"
        + table.rows().stream().map(ReportTables::line).collect(Collectors.joining())
        + "\\end{tabular}";
  }

  private static String line(List<Wording> cells) {
    return cells.stream().map(Wording::latexText).collect(Collectors.joining(" & ", "", " \\\\\n"));
  }
}
