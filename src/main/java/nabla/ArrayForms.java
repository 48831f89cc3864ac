package nabla;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.simplify.Canonical;
import nabla.simplify.Form;
import nabla.simplify.Written;
import nabla.simplify.arrays.ArrayClosedForm;
import nabla.simplify.arrays.ArrayConditions;

/// Formulas with vectors and matrices in the forms that can be asked for.
final class ArrayForms {

  private final Written written;

  /// Forms for someone who wrote `written`.
  ArrayForms(Written written) {
    this.written = written;
  }

  /// The closed form: of the one with the parts as their author wrote them and the one by the laws
  /// of matrices alone, the shorter.
  Expr closed(Expr formula) {
    Expr kept = new ArrayClosedForm(written, formula).of(formula);
    Expr plain = new ArrayClosedForm(written).of(formula);
    return plain.weight() < kept.weight() ? plain : kept;
  }

  /// A result in a chosen form, entry by entry where it is written out.
  Expr inForm(Expr expression, Form form) {
    if (expression instanceof Literal literal) {
      return Literal.of(
          literal.rows(), literal.children().stream().map(entry -> inForm(entry, form)).toList());
    }
    return ArrayQuestions.mentionsArrays(expression)
        ? of(expression, form)
        : form.of(Canonical.of(expression), written);
  }

  /// A formula in a chosen form. A [NablaException] of kind `UNSUPPORTED` where it has none.
  private Expr of(Expr formula, Form form) {
    ArrayClosedForm forms = new ArrayClosedForm(written);
    return switch (form) {
      case Form.Expanded expanded -> forms.expanded(formula);
      case Form.Factored factored -> {
        Expr product = forms.factored(formula);
        if (product == null) {
          throw new NablaException(
              NablaException.Kind.UNSUPPORTED,
              "the terms of this formula have no factor in common on either side");
        }
        yield product;
      }
      case Form.Collected collected -> throw declined("collected");
      case Form.Exponential exponential -> throw declined("exponential");
    };
  }

  private static NablaException declined(String name) {
    return new NablaException(
        NablaException.Kind.UNSUPPORTED,
        "the form "
            + name
            + " is one of formulas of numbers; with vectors and matrices there are expanded and"
            + " factored");
  }

  /// The conditions of a formula that another form of it does not state itself.
  List<Expr> conditions(Expr formula, Expr answer, Assumptions assumptions) {
    ArrayClosedForm closed = new ArrayClosedForm(written);
    List<Expr> conditions = new ArrayList<>(ArrayConditions.of(closed, assumptions, formula));
    conditions.removeAll(ArrayConditions.of(closed, assumptions, answer));
    return List.copyOf(conditions);
  }
}
