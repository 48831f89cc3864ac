package nabla.worksheet.descent;

import static nabla.expr.Relation.Comparison.EQUAL;
import static nabla.expr.Relation.Comparison.GREATER;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import nabla.expr.Apply;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Shape;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Gradient descent on a quadratic loss of several variables, `∇L = Hv + b`: along an eigenvector
/// of H with the eigenvalue λ, each step multiplies the distance by `1 − αλ`.
final class VectorTheory {
  private final Account account;
  private final Forms forms;
  private final Notation notation;
  private final Problem problem;
  private final Quadratic quadratic;
  private final int size;
  private final Rational @Nullable [][] hessian;
  private final Rational @Nullable [] linear;
  private final Symbol point;

  /// Whether the eigenvalues are known in decimals only.
  private boolean rounded;

  VectorTheory(
      Account account, Forms forms, Notation notation, Problem problem, Quadratic quadratic) {
    this.account = account;
    this.forms = forms;
    this.notation = notation;
    this.problem = problem;
    this.quadratic = quadratic;
    this.size = problem.variables().size();
    this.hessian = rational(quadratic.hessian());
    this.linear = Forms.rationals(quadratic.linear());
    Shape column = Shape.vector(Dimension.of(size));
    this.point =
        problem.vector() != null
            ? problem.vector()
            : Symbol.of(
                Notation.free(problem.formula().known(), List.of("θ", "v", "u", "p")).name(),
                column);
  }

  private static Rational @Nullable [][] rational(List<List<Expr>> rows) {
    Rational[][] values = new Rational[rows.size()][];
    for (int i = 0; i < values.length; i++) {
      Rational[] row = Forms.rationals(rows.get(i));
      if (row == null) {
        return null;
      }
      values[i] = row;
    }
    return values;
  }

  /// H in rational numbers; null where an entry is none.
  Rational @Nullable [][] hessian() {
    return hessian;
  }

  /// b in rational numbers; null where an entry is none.
  Rational @Nullable [] linear() {
    return linear;
  }

  /// The update, the Hessian, and the law of the distance.
  void solve(Expr rate) {
    account.findings().loss(problem, problem.gradient().stream().map(forms::closed).toList());
    Symbol now = notation.now(point, "");
    Symbol next = notation.now(point, "+1");
    Shape square = Shape.of(Dimension.of(size), Dimension.of(size));
    Symbol matrix =
        Symbol.of(Notation.free(problem.formula().known(), List.of("H", "M", "Q")).name(), square);
    Symbol shift =
        Symbol.of(
            Notation.free(problem.formula().known(), List.of("b", "c", "d", "q")).name(),
            point.shape());
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
    Expr identity =
        Symbol.of(Notation.free(problem.formula().known(), List.of("I", "E")).name(), square);
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
    Symbol lambda = Symbol.of("λ");
    account.say(
        "Along an eigenvector of ",
        matrix,
        " with the eigenvalue ",
        lambda,
        " each step multiplies the distance by ",
        forms.closed(Sum.of(Num.ONE, Negate.of(Product.of(rate, lambda)))),
        ".");
  }

  /// For which rates it converges.
  void thresholds(Expr rate, List<Expr> start) {
    if (hessian == null) {
      symbolic(rate);
      return;
    }
    Inertia inertia = Inertia.of(hessian);
    Eigenvalues eigenvalues = Eigenvalues.of(quadratic.hessian(), forms);
    rounded = !eigenvalues.exact();
    data(inertia, eigenvalues);
    account.say(
        "The eigenvalues are ",
        list(eigenvalues.values()),
        eigenvalues.exact() ? "" : ", rounded",
        decimals(eigenvalues.values()),
        ".");
    if (inertia.negative() > 0) {
      boolean saddle = inertia.positive() > 0;
      account.say(
          saddle
              ? "They have both signs: where the gradient is 0 there is a saddle point."
              : "None is positive, and at least one is negative: there is no minimum.",
          " For every ",
          Relation.of(GREATER, rate, Num.ZERO),
          " a factor is greater than 1, and"
              + " descent diverges from almost every start: from all but those without a part in"
              + " the directions of negative eigenvalues.");
      return;
    }
    Expr greatest = eigenvalues.greatest();
    Expr least = eigenvalues.values().get(inertia.zero() < size ? inertia.zero() : 0);
    if (inertia.positive() == 0) {
      account.say("The Hessian is 0: the loss is linear, and each step is the same.");
      if (isConsistent()) {
        account.say("Here the gradient is 0 as well, and nothing ever moves.");
      }
      return;
    }
    if (inertia.zero() > 0) {
      singular(rate, start, greatest);
      if (!isConsistent()) {
        return;
      }
    } else {
      account.say(
          "All are positive: there is one minimum",
          minimum(),
          ". Descent converges from every start exactly for ",
          Composed.between(Num.ZERO, rate, over(Num.TWO, greatest)),
          decimal(over(Num.TWO, greatest)),
          ", as then all ",
          Relation.of(
              Relation.Comparison.LESS,
              Apply.of(
                  nabla.catalogue.Elementary.ABS,
                  Sum.of(Num.ONE, Negate.of(Product.of(rate, Symbol.of("λ"))))),
              Num.ONE),
          ".");
    }
    best(rate, least, greatest);
  }

  private void data(Inertia inertia, Eigenvalues eigenvalues) {
    Findings findings = account.findings();
    boolean minimum = inertia.isPositiveSemidefinite() && inertia.positive() > 0 && isConsistent();
    Rational[] there = inertia.zero() > 0 ? null : limit(List.of());
    JsonObject found =
        findings.point(
            there == null ? new JsonArray() : findings.numbers(Forms.entries(literal(there))),
            minimum ? "minimum" : inertia.kind(),
            findings.numbers(eigenvalues.values()));
    if (minimum) {
      Expr below = over(Num.TWO, eigenvalues.greatest());
      Findings.rates(found, findings.number(below), false);
    }
  }

  private Object minimum() {
    Rational[] there = limit(List.of());
    return there == null
        ? ""
        : Forms.isLong(literal(there))
            ? account.sentence(" at ", Notation.star(point), " ≈ ", Forms.decimals(literal(there)))
            : account.sentence(" at ", Relation.of(EQUAL, Notation.star(point), literal(there)));
  }

  /// The decimals of a number that is not short.
  private Object decimal(Expr number) {
    if (number.weight() <= 3) {
      return "";
    }
    return account.sentence(
        " ",
        new Account.Figure(
            "≈ " + Cells.rounded(nabla.numeric.Evaluation.of(number, java.util.Map.of()))));
  }

  private Object decimals(List<Expr> numbers) {
    return numbers.stream().allMatch(each -> each.weight() <= 3)
        ? ""
        : account.sentence(
            " (",
            new Account.Figure(
                numbers.stream()
                    .map(each ->
                        Cells.rounded(nabla.numeric.Evaluation.of(each, java.util.Map.of())))
                    .collect(java.util.stream.Collectors.joining(", ", "≈ ", ""))),
            ")");
  }

  private void best(Expr rate, Expr least, Expr greatest) {
    Expr sum = forms.closed(Sum.of(least, greatest));
    Expr best = over(Num.TWO, sum);
    Expr factor = over(Sum.of(greatest, Negate.of(least)), sum);
    account.say(
        "Up to ",
        Relation.of(EQUAL, rate, over(Num.ONE, greatest)),
        " it does not oscillate in any direction; beyond, in the steepest. It is fastest with ",
        Relation.of(EQUAL, rate, best),
        decimal(best),
        ", where the slowest factor is ",
        factor,
        decimal(factor),
        ".");
  }

  /// Where H takes some directions to 0.
  private void singular(Expr rate, List<Expr> start, Expr greatest) {
    Rational[][] matrix = java.util.Objects.requireNonNull(hessian);
    Subspace flat = Subspace.nullOf(matrix);
    List<Expr> basis = flat.basis().stream().<Expr>map(each -> literal(each)).toList();
    if (!isConsistent()) {
      account.say(
          "Some are 0, with the eigenvectors ",
          list(basis),
          ", and the gradient has the part ",
          literal(flat.projection(java.util.Objects.requireNonNull(linear))),
          " in these directions, which never changes: there is no minimum, and with every ",
          Relation.of(GREATER, rate, Num.ZERO),
          " descent goes on for ever along it, by the same" + " length in each step.");
      return;
    }
    account.say(
        "Some are 0, with the eigenvectors ",
        list(basis),
        ": in these directions nothing moves,"
            + " and the minimisers are a whole family. Descent converges exactly for ",
        Composed.between(Num.ZERO, rate, over(Num.TWO, greatest)),
        decimal(over(Num.TWO, greatest)),
        ", to the minimiser that is nearest to the start.");
    Rational[] limit = limit(start);
    if (limit != null) {
      account.say("From ", column(start), " that is ", literal(limit), ".");
    }
  }

  /// Whether there is a point where the gradient is 0; false where that is not known.
  boolean isConsistent() {
    if (hessian == null || linear == null) {
      return false;
    }
    Rational[] part = Subspace.nullOf(hessian).projection(linear);
    for (Rational each : part) {
      if (!each.isZero()) {
        return false;
      }
    }
    return true;
  }

  /// The point where the gradient is 0 that is nearest to the start; null where there is none, or
  /// it is not known.
  Rational @Nullable [] limit(List<Expr> start) {
    Rational[] from = start.isEmpty() ? null : Forms.rationals(start);
    Subspace flat = hessian == null ? new Subspace(List.of()) : Subspace.nullOf(hessian);
    if (!isConsistent() || (from == null && !flat.basis().isEmpty())) {
      return null;
    }
    LinearSystem.Solution solution =
        new LinearSystem(
                problem.variables(),
                quadratic.hessian(),
                quadratic.linear().stream().map(each -> forms.closed(Negate.of(each))).toList())
            .solution(forms);
    List<Expr> values = solution == null ? null : solution.values();
    if (solution == null || values == null) {
      return null;
    }
    Rational[] particular = new Rational[size];
    for (int i = 0; i < size; i++) {
      Expr value = values.get(i);
      for (Symbol free : solution.free()) {
        value = nabla.expr.Substitution.of(free, Num.ZERO).apply(value);
      }
      Rational number = Forms.rational(value);
      if (number == null) {
        return null;
      }
      particular[i] = number;
    }
    if (from == null) {
      return particular;
    }
    Rational[] difference = new Rational[size];
    for (int i = 0; i < size; i++) {
      difference[i] = from[i].minus(particular[i]);
    }
    Rational[] stays = flat.projection(difference);
    for (int i = 0; i < size; i++) {
      particular[i] = particular[i].plus(stays[i]);
    }
    return particular;
  }

  /// With other variables in H.
  private void symbolic(Expr rate) {
    Symbol most = Symbol.of(Name.of("λ", "max"));
    if (size == 2) {
      List<Expr> both = Eigenvalues.ofTwo(quadratic.hessian(), forms);
      account.equations(
          Account.row(Symbol.of(Name.of("λ", "min")), both.getFirst()),
          Account.row(most, both.getLast()));
      Expr corner = quadratic.hessian().getFirst().getFirst();
      Expr determinant = forms.closed(LinearSystem.determinant(quadratic.hessian()));
      account.say(
          "Both are positive where ",
          Relation.of(GREATER, corner, Num.ZERO),
          " and ",
          Relation.of(GREATER, determinant, Num.ZERO),
          ".");
    }
    account.say(
        "Where all eigenvalues are positive, descent converges from every start exactly for ",
        Composed.between(Num.ZERO, rate, Quotient.of(Num.TWO, most)),
        ", with the greatest eigenvalue ",
        most,
        "; where some are 0 and there is a minimum, too,"
            + " and to the minimiser that is nearest to the start; where one is negative, it"
            + " diverges from almost every start for every ",
        Relation.of(GREATER, rate, Num.ZERO),
        ".");
  }

  private Expr over(Expr numerator, Expr denominator) {
    Expr quotient = forms.closed(Quotient.of(numerator, denominator));
    boolean number = !Forms.hasSymbols(quotient);
    return number && (rounded || Forms.isLong(quotient)) ? Forms.decimals(quotient) : quotient;
  }

  Expr literal(Rational... values) {
    List<Expr> entries = new ArrayList<>();
    for (Rational value : values) {
      entries.add(forms.number(value));
    }
    return Literal.of(values.length, entries);
  }

  private static Expr column(List<Expr> values) {
    return Literal.of(values.size(), values);
  }

  private Object list(List<Expr> expressions) {
    List<Object> parts = new ArrayList<>();
    for (int i = 0; i < expressions.size(); i++) {
      if (i > 0) {
        parts.add(i == expressions.size() - 1 ? " and " : ", ");
      }
      parts.add(expressions.get(i));
    }
    return account.sentence(parts.toArray());
  }
}
