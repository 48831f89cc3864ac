package nabla.worksheet.descent;

import static nabla.expr.Relation.Comparison.GREATER;

import java.util.List;
import nabla.Derived;
import nabla.Formula;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Shape;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.arrays.Definiteness;
import nabla.simplify.arrays.LinearEquation;
import org.jspecify.annotations.Nullable;

/// Gradient descent on a loss of a vector, in matrices without numbers.
final class ArrayTheory {
  private final Account account;
  private final Notation notation;
  private final Formula formula;
  private final Symbol variable;
  private final Forms forms;

  ArrayTheory(Account account, Notation notation, Formula formula, Symbol variable) {
    this.account = account;
    this.notation = notation;
    this.formula = formula;
    this.variable = variable;
    this.forms = Forms.of(formula);
  }

  /// What can be said.
  void say(Derived gradient, Expr rate) {
    Symbol now = notation.now(variable, "");
    Symbol next = notation.now(variable, "+1");
    Expr there = Substitution.of(variable, now).apply(gradient.substituted());
    account.say("The update with the rate ", rate, ":");
    account.derive(next, Sum.of(now, Negate.of(Composed.times(rate, there))), List.of());
    if (!variable.shape().isVector()) {
      return;
    }
    Expr hessian = hessian();
    if (hessian == null || Dag.any(hessian, variable::equals)) {
      account.say(
          "The second derivative depends on ",
          variable,
          ": for which rates this converges depends on the start.");
      return;
    }
    account.say("The second derivative is ", hessian, ", the same everywhere.");
    LinearEquation linear = gradient.stationary();
    if (linear != null) {
      Relation equation = linear.equation();
      account.say("The gradient is 0 where");
      account.equations(Account.row(equation.left(), equation.right()));
      Relation solution = linear.solution();
      if (solution != null) {
        account.equations(
            Account.row(
                Notation.star(variable),
                solution.right(),
                linear.conditions(formula.reading().assumptions()).toArray(Expr[]::new)));
      }
    }
    Definiteness definiteness = new Definiteness(formula.reading().assumptions());
    Expr multiple = multipleOfIdentity(hessian);
    if (multiple != null) {
      sayOfMultiple(multiple, definiteness.isPositive(hessian), rate, now, next);
      return;
    }
    Expr star = Notation.star(variable);
    Expr away = Sum.of(now, Negate.of(star));
    Expr identity =
        variable.shape().rows().isFixed()
            ? Symbol.of(
                notation.free("I", "E").name(),
                Shape.of(variable.shape().rows(), variable.shape().rows()))
            : Matrices.identity(variable.shape().rows());
    Expr factor = Sum.of(identity, Negate.of(Composed.times(rate, hessian)));
    account.say("The distance to a point ", star, " where the gradient is 0:");
    account.derive(Sum.of(next, Negate.of(star)), Product.of(factor, away), List.of());
    Expr symbol = rate instanceof Symbol ? rate : notation.rate();
    Symbol lambda = notation.eigenvalue();
    Symbol most = notation.eigenvalue("max");
    account.say(
        "Along an eigenvector of ",
        hessian,
        " with the eigenvalue ",
        lambda,
        " each step multiplies the distance by ",
        Sum.of(Num.ONE, Negate.of(Product.of(rate, lambda))),
        ".");
    if (definiteness.isPositive(hessian)) {
      account.say(
          hessian,
          " is positive definite: descent converges from every start exactly for ",
          Composed.between(Num.ZERO, symbol, Quotient.of(Num.TWO, most)),
          ", with the greatest eigenvalue ",
          most,
          ".");
      return;
    }
    boolean gram = definiteness.isNonNegative(hessian);
    if (gram) {
      account.say("No eigenvalue of ", hessian, " is negative.");
    }
    account.say(
        gram ? "Where all are positive" : "Where all eigenvalues are positive",
        ", descent converges from every start exactly for ",
        Composed.between(Num.ZERO, symbol, Quotient.of(Num.TWO, most)),
        ", with the greatest eigenvalue ",
        most,
        "; where some are 0 and there is a minimum, too, and to the minimiser that is nearest to"
            + " the start",
        gram
            ? "."
            : account.sentence(
                "; where one is negative, it diverges from almost every start for every ",
                Relation.of(GREATER, symbol, Num.ZERO),
                "."));
  }

  /// Descent where the second derivative is a number c times the identity: each step multiplies the
  /// distance by 1 − αc.
  private void sayOfMultiple(Expr multiple, boolean positive, Expr rate, Symbol now, Symbol next) {
    Expr star = Notation.star(variable);
    Expr factor = forms.closed(Sum.of(Num.ONE, Negate.of(Composed.times(rate, multiple))));
    account.say("The distance to the point ", star, " where the gradient is 0:");
    account.equations(
        Account.row(
            Composed.minus(next, star), Composed.product(factor, Composed.minus(now, star))));
    account.say("so that after ", notation.index(), " steps");
    account.equations(
        Account.row(
            Composed.minus(now, star),
            Composed.afterSteps(factor, notation.index(), notation.start(variable), star)));
    Expr symbol = rate instanceof Symbol ? rate : notation.rate();
    Object where =
        multiple instanceof Num || positive
            ? ""
            : account.sentence(", where ", Relation.of(GREATER, multiple, Num.ZERO));
    if (multiple instanceof Num number && number.value().signum() < 0) {
      account.say(
          "Descent leaves ", star, " for every ", Relation.of(GREATER, symbol, Num.ZERO), ".");
    } else {
      RateBounds.say(account, forms, symbol, multiple, where);
    }
  }

  /// The number c of a matrix cI; null where it is no multiple of the identity.
  private @Nullable Expr multipleOfIdentity(Expr matrix) {
    return switch (matrix) {
      case Apply apply when apply.operator() == Matrices.IDENTITY -> Num.ONE;
      case Quotient quotient -> {
        Expr above = multipleOfIdentity(quotient.numerator());
        yield above == null ? null : forms.closed(Quotient.of(above, quotient.denominator()));
      }
      case Negate negate -> {
        Expr positive = multipleOfIdentity(negate.operand());
        yield positive == null ? null : Negate.of(positive);
      }
      case Product product -> {
        List<Expr> numbers = product.children().stream().filter(Expr::isScalar).toList();
        List<Expr> arrays = product.children().stream().filter(part -> !part.isScalar()).toList();
        Expr last = arrays.size() == 1 ? multipleOfIdentity(arrays.getFirst()) : null;
        yield last == null ? null : forms.closed(Product.of(Product.of(numbers), last));
      }
      default -> null;
    };
  }

  private @Nullable Expr hessian() {
    try {
      return formula
          .derive(nabla.write.Text.of(variable.name()), 2, false, true)
          .getFirst()
          .substituted();
    } catch (NablaException unsupported) {
      if (unsupported.kind() == NablaException.Kind.BUDGET) {
        throw unsupported;
      }
      return null;
    }
  }
}
