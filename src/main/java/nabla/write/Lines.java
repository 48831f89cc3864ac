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
  /// @param continues whether it goes on where the line above ended, so that what it starts from
  ///   need not be written again
  record Line(int depth, Expr before, Expr after, List<Step.Reason> reasons, boolean continues) {}

  static Lines of(Derivation derivation, Steps steps) {
    if (steps == Steps.NONE) {
      return new Lines(derivation.subject(), derivation.result(), List.of());
    }
    List<Line> lines = new ArrayList<>();
    add(derivation.steps(), 0, steps, lines);
    return new Lines(derivation.subject(), derivation.start(), lines);
  }

  /// Steps within steps are few levels deep, unlike expressions.
  private static void add(List<Step> all, int depth, Steps steps, List<Line> lines) {
    for (int i = 0; i < all.size(); i++) {
      Step step = all.get(i);
      boolean continues = i > 0 && step.before().equals(all.get(i - 1).after());
      lines.add(new Line(depth, step.before(), step.after(), step.reasons(), continues));
      if (steps == Steps.FULL) {
        add(step.within(), depth + 1, steps, lines);
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
