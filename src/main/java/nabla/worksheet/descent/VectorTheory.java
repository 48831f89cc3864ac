package nabla.worksheet.descent;

import static nabla.expr.Relation.Comparison.EQUAL;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Shape;
import nabla.expr.Sum;
import nabla.expr.Symbol;

/// Gradient descent on a quadratic loss of several variables, `∇L = Hv + b`: along an eigenvector
/// of H with the eigenvalue λ, each step multiplies the distance by `1 − αλ`.
final class VectorTheory {
  private final Account account;
  private final Forms forms;
  private final Notation notation;
  private final Problem problem;
  private final Quadratic quadratic;
  private final int size;
  private final Symbol point;

  VectorTheory(
      Account account, Forms forms, Notation notation, Problem problem, Quadratic quadratic) {
    this.account = account;
    this.forms = forms;
    this.notation = notation;
    this.problem = problem;
    this.quadratic = quadratic;
    this.size = problem.variables().size();
    Shape column = Shape.vector(Dimension.of(size));
    this.point =
        problem.vector() != null ? problem.vector() : Symbol.of(notation.together(), column);
  }

  /// What stands for all variables together.
  Symbol point() {
    return point;
  }

  /// The update, the Hessian, and the law of the distance.
  void solve(Expr rate) {
    account.findings().loss(problem, problem.gradient().stream().map(forms::closed).toList());
    Symbol now = notation.now(point, "");
    Symbol next = notation.now(point, "+1");
    Shape square = Shape.of(Dimension.of(size), Dimension.of(size));
    Symbol matrix = Symbol.of(notation.free("H", "M", "Q").name(), square);
    Symbol shift = Symbol.of(notation.free("b", "c", "d", "q").name(), point.shape());
    List<Expr> entries = new ArrayList<>();
    quadratic.hessian().forEach(entries::addAll);
    if (problem.vector() == null) {
      account.say(
          "With ",
          Relation.of(EQUAL, point, Literal.of(size, List.copyOf(problem.variables()))),
          " the gradient is ",
          Sum.of(Product.of(matrix, point), shift),
          ", where");
    } else {
      account.say("The gradient is ", Sum.of(Product.of(matrix, point), shift), ", where");
    }
    account.equations(
        Account.row(matrix, Literal.of(size, entries)),
        Account.row(shift, Literal.of(size, quadratic.linear())));
    account.say(
        "The update with the rate ",
        rate,
        ", and the distance to a point ",
        Notation.star(point),
        " where the gradient is 0:");
    Expr star = Notation.star(point);
    Expr gradient = Sum.of(Product.of(matrix, now), shift);
    account.derive(next, Composed.moved(now, rate, gradient), List.of());
    Expr identity = Symbol.of(notation.free("I", "E").name(), square);
    account.derive(
        Sum.of(next, Negate.of(star)),
        Sum.of(
            now,
            Negate.of(Composed.times(rate, Product.of(matrix, Sum.of(now, Negate.of(star))))),
            Negate.of(star)),
        List.of(),
        new Account.Line(
            Product.of(
                Sum.of(identity, Negate.of(Composed.times(rate, matrix))),
                Sum.of(now, Negate.of(star))),
            "factor out",
            Sum.of(now, Negate.of(star))));
    Symbol lambda = notation.eigenvalue();
    account.say(
        "Along an eigenvector of ",
        matrix,
        " with the eigenvalue ",
        lambda,
        " each step multiplies the distance by ",
        forms.closed(Sum.of(Num.ONE, Negate.of(Product.of(rate, lambda)))),
        ".");
  }
}
