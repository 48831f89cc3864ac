package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.answer.Wording;
import nabla.calculus.Gradient;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// What kind of stationary point it is, by the derivatives there.
final class SecondOrder {
  private static final int HIGHEST = 8;

  private final Account account;
  private final Forms forms;
  private final Symbol loss;
  private final Expr expression;
  private final List<Symbol> variables;

  SecondOrder(Account account, Forms forms, Symbol loss, Expr expression, List<Symbol> variables) {
    this.account = account;
    this.forms = forms;
    this.loss = loss;
    this.expression = expression;
    this.variables = variables;
  }

  /// What is said of a stationary point.
  Wording of(List<Expr> point, List<Expr> conditions) {
    Forms there = forms;
    for (Expr condition : conditions) {
      there = there.under(condition);
    }
    for (Expr node : Dag.of(point.toArray(Expr[]::new)).nodes()) {
      if (node instanceof Symbol letter && !Dag.any(expression, letter::equals)) {
        there = there.whole(letter); // one of a family of solutions
      }
    }
    try {
      return variables.size() == 1 ? one(point.getFirst(), there) : several(point, there);
    } catch (NablaException undefined) {
      if (undefined.kind() == NablaException.Kind.BUDGET) {
        throw undefined;
      }
      return account.sentence("The second derivative has no value there: undecided");
    }
  }

  private Wording one(Expr point, Forms conditions) {
    Symbol variable = variables.getFirst();
    Forms there = conditions.counting(expression);
    Expr derivative = there.closed(Gradient.of(expression, variables).getFirst());
    for (int order = 2; order <= HIGHEST; order++) {
      derivative = there.closed(Gradient.of(derivative, variables).getFirst());
      Expr value = value(derivative, point, there);
      Integer sign = SignConditions.sign(value, there);
      Expr other = sign == null && order == 2 ? slopeOfFraction(point, there) : null;
      if (other != null) {
        value = other;
        sign = SignConditions.sign(value, there);
      }
      Expr name = Derivative.of(loss, variable, order);
      Expr equation = Relation.of(Relation.Comparison.EQUAL, name, value);
      if (sign == null) {
        return order == 2
            ? account.sentence(
                equation,
                ": a minimum where ",
                where(there, Relation.Comparison.GREATER, value),
                ", a maximum where ",
                where(there, Relation.Comparison.LESS, value))
            : account.sentence(equation, ": undecided");
      }
      if (sign == 0) {
        continue;
      }
      String first = order == 2 ? "" : "The first derivative there that is not 0 is ";
      if (order % 2 == 1) {
        return account.sentence(first, equation, ", of odd order: neither a minimum nor a maximum");
      }
      return account.sentence(
          first, account.withSign(equation, sign), sign > 0 ? ": a minimum" : ": a maximum");
    }
    return account.sentence("The derivatives up to order " + HIGHEST + " are 0 there: undecided");
  }

  /// The second derivative where the first is the fraction `N/D` and 0: `N′/D`; null where it is no
  /// fraction.
  private @Nullable Expr slopeOfFraction(Expr point, Forms there) {
    Expr first = there.closed(Gradient.of(expression, variables).getFirst());
    Expr upright = first instanceof Negate negative ? negative.operand() : first;
    if (!(upright instanceof Quotient fraction)) {
      return null;
    }
    Expr above = there.closed(Gradient.of(fraction.numerator(), variables).getFirst());
    Expr slope = value(Quotient.of(above, fraction.denominator()), point, there);
    return first == upright ? slope : there.closed(Negate.of(slope));
  }

  private static Expr where(Forms there, Relation.Comparison comparison, Expr value) {
    List<Expr> conditions = there.condition(comparison, value, Num.ZERO);
    boolean never = conditions.stream().anyMatch(each -> !(each instanceof Relation));
    return conditions.isEmpty() || never
        ? Relation.of(comparison, value, Num.ZERO)
        : Logic.of(Logic.Connective.AND, conditions);
  }

  private Expr value(Expr derivative, Expr point, Forms there) {
    return there.closed(Substitution.of(variables.getFirst(), point).apply(derivative));
  }

  private Wording several(List<Expr> point, Forms there) {
    List<Expr> hessian = hessian(point, there);
    int size = variables.size();
    Expr shown = Literal.of(size, hessian);
    Wording begin = account.sentence("The Hessian there is ", shown, ", ");
    boolean letters = hessian.stream().anyMatch(Forms::hasSymbols);
    @Nullable Inertia inertia = letters && size == 2 ? null : Inertia.of(hessian, size, there);
    Multipliers multipliers = Multipliers.of(expression, variables, there);
    if (inertia == null && multipliers != null) {
      return multipliers.symbolic(account, begin, hessian, variables, there);
    }
    if (inertia == null) {
      return size == 2
          ? symbolic(hessian, begin, there)
          : account.sentence(begin, "whose definiteness decides");
    }
    if (multipliers != null) {
      return account.sentence(begin, multipliers.words(account, inertia));
    }
    boolean quadratic = isQuadratic(hessianOf(there));
    Wording words = account.sentence(begin, inertia.words(quadratic));
    return inertia.isDecisive() || quadratic
        ? words
        : account.sentence(
            words,
            ". ",
            new SingularPoint(account, there, loss, expression, variables, point)
                .of(hessian)
                .words());
  }

  private Wording symbolic(List<Expr> hessian, Wording begin, Forms there) {
    Expr first = hessian.getFirst();
    Expr determinant = determinant(hessian, there);
    Integer sign = there.sign(determinant);
    Integer corner = there.sign(first);
    Expr positive = Relation.of(Relation.Comparison.GREATER, determinant, Num.ZERO);
    if (sign != null && sign < 0) {
      return account.sentence(begin, "indefinite: a saddle point");
    }
    if (sign != null && sign > 0 && corner != null) {
      return account.sentence(
          begin, corner > 0 ? "positive definite: a minimum" : "negative definite: a maximum");
    }
    if (corner != null && corner > 0) {
      Expr condition = where(there, Relation.Comparison.GREATER, determinant);
      return account.sentence(begin, "positive definite, and so a minimum, where ", condition);
    }
    return account.sentence(
        begin,
        "a minimum where ",
        Relation.of(Relation.Comparison.GREATER, first, Num.ZERO),
        " and ",
        positive);
  }

  private static Expr determinant(List<Expr> hessian, Forms there) {
    return there.closed(
        nabla.expr.Sum.of(
            nabla.expr.Product.of(hessian.get(0), hessian.get(3)),
            Negate.of(nabla.expr.Product.of(hessian.get(1), hessian.get(2)))));
  }

  private List<Expr> hessian(List<Expr> point, Forms there) {
    Map<Symbol, Expr> values = new LinkedHashMap<>();
    for (int i = 0; i < variables.size(); i++) {
      values.put(variables.get(i), point.get(i));
    }
    return hessianOf(there).stream()
        .map(entry -> there.closed(Substitution.of(values).apply(entry)))
        .toList();
  }

  private List<Expr> hessianOf(Forms there) {
    List<Expr> entries = new ArrayList<>();
    for (Expr partial : Gradient.of(expression, variables)) {
      for (Expr second : Gradient.of(there.closed(partial), variables)) {
        entries.add(there.closed(second));
      }
    }
    return entries;
  }

  private boolean isQuadratic(List<Expr> hessian) {
    return hessian.stream().noneMatch(entry -> Forms.mentions(entry, variables));
  }
}
