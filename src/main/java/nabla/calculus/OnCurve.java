package nabla.calculus;

import java.util.List;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.simplify.Canonical;
import nabla.simplify.Form;
import nabla.simplify.Presentation;
import nabla.simplify.Written;
import org.jspecify.annotations.Nullable;

/// Makes expressions shorter by an equation F = G that holds: a sum that is a multiple of F − G and
/// one term more is that term, as x² + y² is 1 on the circle.
final class OnCurve {

  private static final int LARGEST = 400;

  private final Written written;
  private final @Nullable Sum difference;

  OnCurve(Relation equation, Written written) {
    this.written = written;
    Expr canonical =
        Canonical.difference(Canonical.of(equation.left()), Canonical.of(equation.right()));
    this.difference = canonical instanceof Sum sum ? sum : null;
  }

  /// An expression in which a sum of the equation stands, and what it is on the curve.
  record Shorter(Expr before, Expr after) {}

  /// The shorter form of a canonical expression on the curve; null where there is none.
  @Nullable Shorter of(Expr expression) {
    if (difference == null || expression.weight() > LARGEST) {
      return null;
    }
    Shorter shorter = replaced(expression);
    if (shorter == null) {
      shorter = replaced(form(new Form.Factored(), expression));
    }
    return shorter != null && length(shorter.after) < length(expression) ? shorter : null;
  }

  private long length(Expr canonical) {
    return Closing.leaves(Presentation.of(canonical, written));
  }

  private Expr form(Form form, Expr expression) {
    return form(form, expression, written);
  }

  /// The expression in this form, or as it is where the form is too large.
  static Expr form(Form form, Expr expression, Written written) {
    try {
      return form.of(expression, written);
    } catch (NablaException tooLarge) {
      return expression;
    }
  }

  private @Nullable Shorter replaced(Expr expression) {
    for (Expr node : Dag.of(expression).nodes()) {
      if (node instanceof Sum sum && sum.isScalar()) {
        Expr rest = rest(sum);
        if (rest != null) {
          Expr after = Canonical.of(Substitution.of(sum, rest).apply(expression));
          return new Shorter(expression, form(new Form.Factored(), after));
        }
      }
    }
    return null;
  }

  /// The one term that a sum is besides a multiple of the equation.
  private @Nullable Expr rest(Sum sum) {
    if (difference == null) {
      return null;
    }
    for (Expr lead : difference.children()) {
      for (Expr term : lead instanceof Num ? List.<Expr>of() : sum.children()) {
        if (Canonical.quotient(term, lead) instanceof Num ratio) {
          Expr rest =
              form(
                  new Form.Expanded(),
                  Canonical.difference(sum, Canonical.product(ratio, difference)));
          if (!(rest instanceof Sum)) {
            return rest;
          }
        }
      }
    }
    return null;
  }
}
