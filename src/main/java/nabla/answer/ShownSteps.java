package nabla.answer;

import nabla.Formula;
import nabla.expr.Relation;
import nabla.write.Steps;

/// How much of a derivation is shown where nobody says it.
final class ShownSteps {

  /// Above these, steps are shown only when they are asked for: few would read them.
  private static final int HIGHEST_ORDER = 4;

  private static final long LARGEST = 120;

  private ShownSteps() {}

  /// What the request asks for, or else what suits the answer: no steps of many derivatives that
  /// have none in common.
  static Steps of(Request request, Formula formula) {
    if (request.steps() != null) {
      return request.steps();
    }
    boolean equation = formula.reading().expression() instanceof Relation;
    boolean several =
        request.wrt().isBlank()
            ? formula.variables().size() > 1 && !equation
            : request.wrt().contains(",");
    return (several && !isBackpropagation(request, formula))
            || request.order() > HIGHEST_ORDER
            || formula.reading().expression().weight() > LARGEST
        ? Steps.NONE
        : Steps.BRIEF;
  }

  /// Whether several derivatives go back through the same intermediates, so that each δ stands for
  /// all of them.
  private static boolean isBackpropagation(Request request, Formula formula) {
    return !formula.reading().definitions().isEmpty()
        && request.wrt().contains(",")
        && formula.variables().stream().anyMatch(variable -> !variable.isScalar());
  }
}
