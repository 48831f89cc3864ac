package nabla.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nabla.expr.Expr;
import nabla.write.Derivations;
import nabla.write.Latex;
import nabla.write.Page;
import nabla.write.Parts;
import nabla.write.ShapeRows;
import nabla.write.WriteOptions;

/// Reports as LaTeX, and in what LaTeX is put into: Markdown and a page.
public final class LatexReport {
  private final WriteOptions writing;

  public LatexReport(WriteOptions writing) {
    this.writing = writing;
  }

  /// The formulas ready to paste; sentences as comments.
  public String latex(Report report) {
    StringBuilder text = new StringBuilder();
    for (Report.Block block : report.blocks()) {
      text.append(
              switch (block) {
                case Report.Code code -> "\\begin{verbatim}\n" + code.program() + "\\end{verbatim}";
                case Report.Table table -> ReportTables.latex(table);
                default -> isFormula(block) ? formula(block) : "% " + sentence(block);
              })
          .append('\n');
    }
    return text.toString();
  }

  /// Paragraphs and displayed formulas of a document.
  public String document(Report report) {
    StringBuilder text = new StringBuilder();
    for (Report.Block block : report.blocks()) {
      text.append(
              switch (block) {
                case Report.Remark remark -> remark.wording().latexText();
                case Report.Code code -> "\\begin{verbatim}\n" + code.program() + "\\end{verbatim}";
                case Report.Table table -> ReportTables.latex(table);
                case Report.Picture picture ->
                    "\\includesvg[width=0.7\\linewidth]{" + picture.name() + "}";
                default -> isFormula(block) ? "\\[\n" + formula(block) + "\n\\]" : sentence(block);
              })
          .append("\n\n");
    }
    return text.toString();
  }

  /// Displayed formulas with sentences between them.
  public String markdown(Report report) {
    StringBuilder text = new StringBuilder();
    for (Report.Block block : report.blocks()) {
      text.append(text.isEmpty() ? "" : "\n")
          .append(
              switch (block) {
                case Report.Remark remark -> remark.wording().markdown();
                case Report.Code code -> "```" + code.language() + "\n" + code.program() + "```";
                case Report.Table table -> ReportTables.markdown(table);
                case Report.Picture picture ->
                    "![" + picture.description() + "](" + picture.name() + ".svg)";
                default -> isFormula(block) ? "$$\n" + formula(block) + "\n$$" : sentence(block);
              })
          .append('\n');
    }
    return text.toString();
  }

  /// A page of its own.
  public String page(Report report) {
    Page page = new Page(report.title());
    addTo(page, report);
    return page.toString();
  }

  /// Adds a report to a page with others.
  public void addTo(Page page, Report report) {
    for (Report.Block block : report.blocks()) {
      switch (block) {
        case Report.Remark remark -> page.paragraph(inline(remark.wording()));
        case Report.Code code -> page.program(code.program());
        case Report.Table table ->
            page.table(inline(table.heading()), table.rows().stream().map(this::inline).toList());
        case Report.Picture picture -> page.picture(picture.svg(), picture.description());
        default -> {
          if (isFormula(block)) {
            page.formula(formula(block));
          } else {
            page.paragraph(sentence(block));
          }
        }
      }
    }
  }

  private List<List<Page.Inline>> inline(List<Wording> cells) {
    return cells.stream().map(LatexReport::inline).toList();
  }

  private static List<Page.Inline> inline(Wording wording) {
    return wording.pieces().stream()
        .map(piece ->
            switch (piece) {
              case Wording.Words words -> Page.words(words.words());
              case Wording.Mathematics formula -> Page.inline(formula.latex());
            })
        .toList();
  }

  private static boolean isFormula(Report.Block block) {
    return switch (block) {
      case Report.Equations equations -> true;
      case Report.Proof proof -> true;
      case Report.Shapes shapes -> true;
      case Report.Subject subject -> true;
      case Report.Algorithm algorithm -> true;
      case Report.Remark remark -> remark.wording().hasMathematics();
      case Report.Code code -> false;
      case Report.Table table -> false;
      case Report.Picture picture -> false;
      case Report.Line line -> line.heading().equals("LaTeX");
    };
  }

  private static String sentence(Report.Block block) {
    return switch (block) {
      case Report.Remark remark -> remark.wording().text();
      case Report.Line line -> line.heading() + ": " + line.content();
      case Report.Code code -> code.program();
      case Report.Picture picture -> picture.description();
      case Report.Table table -> "";
      case Report.Equations equations -> "";
      case Report.Proof proof -> "";
      case Report.Shapes shapes -> "";
      case Report.Subject subject -> "";
      case Report.Algorithm algorithm -> "";
    };
  }

  private String formula(Report.Block block) {
    return switch (block) {
      case Report.Equations equations -> formula(equations);
      case Report.Proof proof -> proof(proof);
      case Report.Shapes shapes -> ShapeRows.latex(shapes.rows(), writing);
      case Report.Line line -> line.content();
      case Report.Subject subject -> subject.latex();
      case Report.Algorithm algorithm -> Pseudocode.latex(algorithm);
      case Report.Remark remark -> remark.wording().latex();
      case Report.Code code -> "";
      case Report.Table table -> "";
      case Report.Picture picture -> "";
    };
  }

  /// The conditions stand on a line of their own below the last.
  private String proof(Report.Proof proof) {
    String aligned = Derivations.latex(proof.derivation(), proof.steps(), writing);
    String end = "\n\\end{aligned}";
    if (proof.conditions().isEmpty() || !aligned.endsWith(end)) {
      return aligned;
    }
    return aligned.substring(0, aligned.length() - end.length())
        + " \\\\\n &\\phantom{={}}"
        + conditions(proof.conditions())
        + end;
  }

  private String formula(Report.Equations equations) {
    List<String> lines = new ArrayList<>();
    boolean aligned = equations.rows().size() > 1;
    for (Report.Row row : equations.rows()) {
      StringBuilder line = new StringBuilder();
      if (row.left() != null) {
        line.append(row.left().latex(writing)).append(aligned ? " &" : " ");
      }
      if (!row.isTooLong()) {
        String sign =
            row.left() == null ? "" : row.left().relation().replace("←", "\\leftarrow") + " ";
        line.append(sign).append(Parts.of(row.right(), writing).latex(writing));
      }
      if (row.isTooLong() && row.left() != null && row.left().isUpdate()) {
        line.append("\\leftarrow ");
      }
      if (!row.approximation().isEmpty()) {
        line.append(row.isTooLong() ? "" : " ").append(Wording.latexNumber(row.beside()));
      }
      if (!row.conditions().isEmpty()) {
        line.append(" \\quad ").append(conditions(row.conditions()));
      }
      lines.add(line.toString());
    }
    return aligned
        ? "\\begin{aligned}\n" + String.join(" \\\\\n", lines) + "\n\\end{aligned}"
        : lines.getFirst();
  }

  private String conditions(List<Expr> conditions) {
    return conditions.stream()
        .map(condition -> Latex.of(condition, writing))
        .collect(Collectors.joining(",\\ ", "\\text{for } ", ""));
  }
}
