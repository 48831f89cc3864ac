package nabla;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nabla.calculus.CarryOut;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.rewrite.Derivation;
import nabla.rewrite.Domain;
import nabla.rewrite.Step;
import nabla.simplify.Canonical;
import nabla.simplify.ClosedForm;
import nabla.simplify.ClosedSums;
import nabla.simplify.Form;
import nabla.simplify.Presentation;
import nabla.simplify.Validity;
import nabla.simplify.Written;

/// A formula in its closed form and in the forms that can be asked for, of numbers or of arrays,
/// and where each stands for the formula.
final class Simplification {

  private final Formula formula;
  private final Assumptions assumptions;
  private final Written written;
  private final ArrayForms arrays;

  Simplification(Formula formula) {
    this.formula = formula;
    this.assumptions = formula.assumptions();
    this.written = formula.written();
    this.arrays = new ArrayForms(written);
  }

  /// The derivative with its result in a chosen form.
  Derived inForm(Derived answer, Form form) {
    Expr result = arrays.inForm(answer.result(), form);
    List<Derivation> derivations = new ArrayList<>(answer.derivations());
    if (!derivations.isEmpty() && derivations.getLast().result().equals(answer.result())) {
      Step.Reason reason = new Step.Reason("form", "in the form asked for", null);
      Step step = new Step(answer.result(), result, List.of(reason), List.of());
      derivations.add(derivations.removeLast().followedBy(List.of(step)));
    }
    return new Derived(
        answer.formula(),
        answer.withRespectTo(),
        answer.order(),
        answer.subject(),
        result,
        arrays.inForm(answer.substituted(), form),
        answer.conditions(),
        List.copyOf(derivations),
        answer.where(),
        answer.indices(),
        answer.verification());
  }

  /// The formula in a chosen form.
  Expr inForm(Form form) {
    return arrays.inForm(defined(), form);
  }

  /// The formula with its derivatives carried out; a domain error where it has no value anywhere.
  private Expr defined() {
    Expr expanded = carriedOut();
    if (!ArrayQuestions.mentionsArrays(expanded) && domain(expanded).isEmpty()) {
      throw Formula.nowhere();
    }
    return expanded;
  }

  private Expr carriedOut() {
    return CarryOut.of(formula.expanded(), formula.intermediates(), written);
  }

  private Validity domain(Expr expression) {
    return Validity.of(Domain.conditions(expression, assumptions), assumptions);
  }

  /// The closed form of the formula.
  Expr closedForm() {
    Expr defined = defined();
    return ArrayQuestions.mentionsArrays(defined)
        ? arrays.closed(defined)
        : Presentation.of(closed().expression(), written);
  }

  private ClosedForm.Result closed() {
    return ClosedSums.closedForm(Canonical.of(defined()), assumptions, written);
  }

  /// What leads from the formula to its closed form; empty where it is there already.
  List<Line> steps() {
    if (ArrayQuestions.mentionsArrays(formula.expanded())) {
      return stepTo(closedForm(), new Step.Reason("matrices", "by the laws of matrices", null));
    }
    ClosedForm.Result closed = closed();
    Expr result = Presentation.of(closed.expression(), written);
    Expr amount = closed.reason().amount();
    Step.Reason reason =
        new Step.Reason(
            closed.reason().rule(),
            closed.reason().sentence(),
            amount == null ? null : Presentation.of(amount, written));
    return stepTo(result, reason);
  }

  private List<Line> stepTo(Expr result, Step.Reason reason) {
    Expr start = formula.reading().expression();
    return result.equals(start)
        ? List.of()
        : Line.of(List.of(new Step(start, result, List.of(reason), List.of())), formula);
  }

  /// The conditions under which `answer`, another form of the formula, stands for it, beyond those
  /// that it states itself.
  List<Expr> conditions(Expr answer) {
    Expr original = carriedOut();
    if (ArrayQuestions.mentionsArrays(original)) {
      return arrays.conditions(original, answer, assumptions);
    }
    Set<Expr> conditions = new LinkedHashSet<>(Domain.conditions(original, assumptions));
    conditions.addAll(ClosedSums.conditions(original, answer, assumptions));
    return Validity.of(conditions, assumptions).statementsBeyond(domain(answer), written);
  }
}
