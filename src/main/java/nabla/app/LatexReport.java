package nabla.app;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nabla.expr.Expr;
import nabla.write.Derivations;
import nabla.write.Latex;
import nabla.write.Page;
import nabla.write.WriteOptions;

/// Reports as LaTeX, and in what LaTeX is put into: Markdown and a page.
final class LatexReport {
  private final WriteOptions writing;

  LatexReport(WriteOptions writing) {
    this.writing = writing;
  }

  /// The formulas ready to paste; sentences as comments.
  String latex(Report report) {
    StringBuilder text = new StringBuilder();
    for (Report.Block block : report.blocks()) {
      text.append(isFormula(block) ? formula(block) : "% " + sentence(block)).append('\n');
    }
    return text.toString();
  }

  /// Displayed formulas with sentences between them.
  String markdown(Report report) {
    StringBuilder text = new StringBuilder();
    for (Report.Block block : report.blocks()) {
      text.append(text.isEmpty() ? "" : "\n")
          .append(isFormula(block) ? "$$\n" + formula(block) + "\n$$" : sentence(block))
          .append('\n');
    }
    return text.toString();
  }

  /// A page of its own.
  String page(Report report) {
    Page page = new Page(report.title());
    addTo(page, report);
    return page.toString();
  }

  /// Adds a report to a page with others.
  void addTo(Page page, Report report) {
    for (Report.Block block : report.blocks()) {
      if (isFormula(block)) {
        page.formula(formula(block));
      } else {
        page.paragraph(sentence(block));
      }
    }
  }

  private static boolean isFormula(Report.Block block) {
    return switch (block) {
      case Report.Equations equations -> true;
      case Report.Proof proof -> true;
      case Report.Remark remark -> false;
      case Report.Line line -> line.heading().equals("LaTeX");
    };
  }

  private static String sentence(Report.Block block) {
    return switch (block) {
      case Report.Remark remark -> remark.sentence();
      case Report.Line line -> line.heading() + ": " + line.content();
      case Report.Equations equations -> "";
      case Report.Proof proof -> "";
    };
  }

  private String formula(Report.Block block) {
    return switch (block) {
      case Report.Equations equations -> formula(equations);
      case Report.Proof proof -> proof(proof);
      case Report.Line line -> line.content();
      case Report.Remark remark -> "";
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
        line.append(row.left() == null ? "" : "= ").append(Latex.of(row.right(), writing));
      }
      if (!row.approximation().isEmpty()) {
        line.append(row.isTooLong() ? "" : " ").append(decimals(row.approximation()));
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

  private static String decimals(String approximation) {
    return approximation
        .replace("≈", "\\approx")
        .replace('−', '-')
        .replaceAll("e(-?\\d+)", " \\\\cdot 10^{$1}");
  }

  private String conditions(List<Expr> conditions) {
    return conditions.stream()
        .map(condition -> Latex.of(condition, writing))
        .collect(Collectors.joining(",\\ ", "\\text{for } ", ""));
  }
}
