package nabla;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nabla.expr.Expr;
import nabla.rewrite.Step;

/// One line of a derivation: the next expression, and the rule that led to it.
///
/// ```java
/// for (Line line : Nabla.formula("x² sin x").derivative("x").steps()) {
///   IO.println(line); // 2x sin(x) + x² cos(x)   power rule; derivative of sin
/// }
/// ```
///
/// @param rule the stable identifiers of the rules, such as `product-rule`, with semicolons between
/// @param sentence what a teacher would say: `product rule`, `factor out σ(x)`
/// @param expression the expression of this line
/// @param text the expression as text, with the names of the formula
/// @param latex the expression as LaTeX
/// @param within the smaller steps of which this one consists; empty where it is one step
public record Line(
    String rule, String sentence, Expr expression, String text, String latex, List<Line> within) {

  /// The steps in the names of a formula. Steps within steps are few levels deep.
  static List<Line> of(List<Step> steps, Formula formula) {
    List<Line> lines = new ArrayList<>();
    for (Step step : steps) {
      lines.add(
          new Line(
              joined(step.reasons().stream().map(Step.Reason::rule).toList()),
              joined(step.reasons().stream().map(reason -> sentence(reason, formula)).toList()),
              step.after(),
              formula.text(step.after()),
              formula.latex(step.after()),
              of(step.within(), formula)));
    }
    return List.copyOf(lines);
  }

  private static String sentence(Step.Reason reason, Formula formula) {
    Expr amount = reason.amount();
    return amount == null ? reason.sentence() : reason.sentence() + " " + formula.text(amount);
  }

  private static String joined(List<String> parts) {
    return parts.stream().distinct().collect(Collectors.joining("; "));
  }

  /// The line as it stands on paper, the rule after it.
  @Override
  public String toString() {
    return text + "   " + sentence;
  }
}
