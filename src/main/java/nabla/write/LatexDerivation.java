package nabla.write;

import java.util.HashMap;
import java.util.Map;
import nabla.expr.Expr;
import nabla.expr.Relation;

/// A derivation as an `aligned` block: the expressions at their `=`, the rules at the right.
final class LatexDerivation {

  private final WriteOptions options;

  LatexDerivation(WriteOptions options) {
    this.options = options;
  }

  String write(Lines lines) {
    StringBuilder latex = new StringBuilder("\\begin{aligned}\n");
    boolean equations = lines.first() instanceof Relation;
    boolean started = equations || lines.showsFirst();
    latex.append(equations ? equation(lines.first()) : Latex.of(lines.subject(), options));
    if (started && !equations) {
      latex.append(" &= ").append(latex(lines.first())).append(shape(lines.first()));
    }
    Map<Integer, String> starts = new HashMap<>();
    for (Lines.Line line : lines.lines()) {
      String rule = rule(line);
      if (started) {
        latex.append(" \\\\\n");
      }
      if (line.depth() == 0 && equations) {
        latex.append(equation(line.after()));
      } else if (line.depth() == 0) {
        latex.append(" &= ").append(latex(line.after()));
      } else {
        latex
            .append(" &\\phantom{={}}")
            .append("\\quad ".repeat(line.depth()))
            .append(start(line, starts))
            .append(" = ")
            .append(latex(line.after()));
      }
      latex.append(shape(line.after())).append(rule.isEmpty() ? "" : " && " + rule);
      started = true;
    }
    return latex.append("\n\\end{aligned}").toString();
  }

  /// The shape of a line in a column of its own.
  private String shape(Expr line) {
    return options.shapes() && !line.shape().isTruth()
        ? " && " + ShapeReason.latex(line.shape())
        : "";
  }

  /// What a smaller step starts from, or the space for it where the line above is continued.
  private String start(Lines.Line line, Map<Integer, String> starts) {
    if (line.continues()) {
      return "\\phantom{" + starts.getOrDefault(line.depth(), "") + "}";
    }
    String before = latex(line.before());
    starts.put(line.depth(), before);
    return before;
  }

  /// An equation aligned at its sign.
  private String equation(Expr line) {
    return line instanceof Relation relation && relation.comparison() == Relation.Comparison.EQUAL
        ? latex(relation.left()) + " &= " + latex(relation.right())
        : "&" + latex(line);
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
    return Latex.of(expression, options.withPrimes(false));
  }
}
