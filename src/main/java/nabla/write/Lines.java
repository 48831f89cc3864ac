package nabla.write;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import nabla.expr.Expr;
import nabla.rewrite.Derivation;
import nabla.rewrite.Step;

/// A derivation as lines that all notations share.
///
/// @param subject the left side of the first line
/// @param first the right side of the first line
/// @param lines what follows
record Lines(Expr subject, Expr first, List<Line> lines) {

  /// One line.
  ///
  /// @param depth 0 for a line of the derivation, 1 for a step within it, and so on
  record Line(int depth, Expr before, Expr after, List<Step.Reason> reasons) {}

  static Lines of(Derivation derivation, Steps steps) {
    if (steps == Steps.NONE) {
      return new Lines(derivation.subject(), derivation.result(), List.of());
    }
    List<Line> lines = new ArrayList<>();
    for (Step step : derivation.steps()) {
      add(step, 0, steps, lines);
    }
    return new Lines(derivation.subject(), derivation.start(), lines);
  }

  /// Steps within steps are few levels deep, unlike expressions.
  private static void add(Step step, int depth, Steps steps, List<Line> lines) {
    lines.add(new Line(depth, step.before(), step.after(), step.reasons()));
    if (steps == Steps.FULL) {
      for (Step inner : step.within()) {
        add(inner, depth + 1, steps, lines);
      }
    }
  }

  /// Whether the first line says something: a variable or a function is not its own derivation.
  boolean showsFirst() {
    return !subject.equals(first) || lines.isEmpty();
  }

  /// The reasons as a teacher would list them: `product rule; factor out σ(x)`.
  static String sentence(List<Step.Reason> reasons, Function<Expr, String> amounts) {
    return reasons.stream()
        .map(reason -> withAmount(reason, amounts))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static String withAmount(Step.Reason reason, Function<Expr, String> amounts) {
    Expr amount = reason.amount();
    return amount == null ? reason.sentence() : reason.sentence() + " " + amounts.apply(amount);
  }
}
