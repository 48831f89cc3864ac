package nabla.write;

import nabla.expr.Expr;

/// A derivation as an `aligned` block: the expressions at their `=`, the rules at the right.
final class LatexDerivation {

  private final WriteOptions options;

  LatexDerivation(WriteOptions options) {
    this.options = options;
  }

  String write(Lines lines) {
    StringBuilder latex = new StringBuilder("\\begin{aligned}\n");
    boolean started = lines.showsFirst();
    latex.append(latex(lines.subject()));
    if (started) {
      latex.append(" &= ").append(latex(lines.first()));
    }
    for (Lines.Line line : lines.lines()) {
      String rule = rule(line);
      if (started) {
        latex.append(" \\\\\n");
      }
      if (line.depth() == 0) {
        latex.append(" &= ").append(latex(line.after()));
      } else {
        latex
            .append(" &\\phantom{={}}")
            .append("\\quad ".repeat(line.depth()))
            .append(latex(line.before()))
            .append(" = ")
            .append(latex(line.after()));
      }
      latex.append(rule.isEmpty() ? "" : " && " + rule);
      started = true;
    }
    return latex.append("\n\\end{aligned}").toString();
  }

  private String rule(Lines.Line line) {
    StringBuilder rule = new StringBuilder();
    for (var reason : line.reasons().stream().distinct().toList()) {
      Expr amount = reason.amount();
      rule.append(rule.isEmpty() ? "" : "\\text{; }").append(Sentence.latex(reason.sentence()));
      if (amount != null) {
        rule.append("\\ ").append(latex(amount));
      }
    }
    return rule.toString();
  }

  private String latex(Expr expression) {
    return Latex.of(expression, options);
  }
}
