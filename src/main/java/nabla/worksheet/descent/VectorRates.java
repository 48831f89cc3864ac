package nabla.worksheet.descent;

import static nabla.expr.Relation.Comparison.EQUAL;
import static nabla.expr.Relation.Comparison.GREATER;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.Evaluation;
import org.jspecify.annotations.Nullable;

/// For which rates gradient descent on a quadratic loss of several variables converges: by the
/// eigenvalues of its Hessian.
final class VectorRates {
  private final Account account;
  private final Forms forms;
  private final Quadratic quadratic;
  private final Rational @Nullable [][] hessian;
  private final @Nullable RationalQuadratic numbers;
  private final Notation notation;
  private final Symbol point;
  private final int size;

  /// Whether the eigenvalues are known in decimals only.
  private boolean rounded;

  /// @param point what stands for all variables together
  VectorRates(Account account, Forms forms, Notation notation, Quadratic quadratic, Symbol point) {
    this.notation = notation;
    this.account = account;
    this.forms = forms;
    this.quadratic = quadratic;
    this.hessian = RationalQuadratic.hessian(quadratic);
    this.numbers = RationalQuadratic.of(quadratic);
    this.point = point;
    this.size = quadratic.variables().size();
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
      falling(rate, inertia, eigenvalues);
      return;
    }
    Expr greatest = eigenvalues.greatest();
    Expr least = eigenvalues.values().get(inertia.zero() < size ? inertia.zero() : 0);
    if (inertia.positive() == 0) {
      account.say("The Hessian is 0: the loss is linear, and each step is the same.");
      if (numbers != null && numbers.isConsistent()) {
        account.say("Here the gradient is 0 as well, and nothing ever moves.");
      }
      return;
    }
    if (inertia.zero() > 0) {
      singular(rate, start, greatest, hessian);
      if (numbers != null && !numbers.isConsistent()) {
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
                  Elementary.ABS,
                  Sum.of(Num.ONE, Negate.of(Product.of(rate, notation.eigenvalue())))),
              Num.ONE),
          ".");
    }
    best(rate, least, greatest);
  }

  /// Where some eigenvalues are negative.
  private void falling(Expr rate, Inertia inertia, Eigenvalues eigenvalues) {
    boolean saddle = inertia.positive() > 0;
    boolean nowhere = numbers != null && !numbers.isConsistent();
    account.say(
        !saddle
            ? "None is positive, and at least one is negative: there is no minimum."
            : nowhere
                ? "They have both signs, and the gradient has a part in the directions of the"
                    + " eigenvalue 0, which never changes: it is 0 nowhere."
                : "They have both signs: where the gradient is 0 there is a saddle point.",
        " For every ",
        Relation.of(GREATER, rate, Num.ZERO),
        " a factor is greater than 1, and"
            + " descent diverges from almost every start: from all but those without a part in"
            + " the directions of negative eigenvalues",
        nowhere ? ", and goes on for ever from these." : ".");
    if (saddle && !nowhere) {
      Expr bound = over(Num.TWO, eigenvalues.greatest());
      account.say(
          inertia.zero() > 0 && numbers == null
              ? "From those, where there is such a point, it converges to one for "
              : "From those it converges to such a point for ",
          Composed.between(Num.ZERO, rate, bound),
          decimal(bound),
          "; for ",
          Relation.of(Relation.Comparison.GREATER_OR_EQUAL, rate, bound),
          " the factor of the greatest eigenvalue is −1 or less, and it converges from none of them"
              + " with a part in its direction.");
    }
  }

  private void data(Inertia inertia, Eigenvalues eigenvalues) {
    Findings findings = account.findings();
    boolean minimum =
        inertia.isPositiveDefinite()
            || (inertia.isPositiveSemidefinite()
                && inertia.positive() > 0
                && numbers != null
                && numbers.isConsistent());
    Rational[] there = inertia.zero() > 0 || numbers == null ? null : numbers.stationary(List.of());
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
    Rational[] there = numbers == null ? null : numbers.stationary(List.of());
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
        " ", new Account.Figure("≈ " + Cells.rounded(Evaluation.of(number, Map.of()))));
  }

  private Object decimals(List<Expr> numbers) {
    return numbers.stream().allMatch(each -> each.weight() <= 3)
        ? ""
        : account.sentence(
            " (",
            new Account.Figure(
                numbers.stream()
                    .map(each -> Cells.rounded(Evaluation.of(each, Map.of())))
                    .collect(Collectors.joining(", ", "≈ ", ""))),
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
  private void singular(Expr rate, List<Expr> start, Expr greatest, Rational[]... matrix) {
    Subspace flat = Subspace.nullOf(matrix);
    List<Expr> basis = flat.basis().stream().<Expr>map(each -> literal(each)).toList();
    if (numbers == null) {
      account.say(
          "Some are 0, with the eigenvectors ",
          list(basis),
          ". Where the gradient has a part in these directions, it never changes, and there is no"
              + " minimum. Where it has none, nothing moves in them, and the minimisers are a whole"
              + " family; then descent converges exactly for ",
          Composed.between(Num.ZERO, rate, over(Num.TWO, greatest)),
          decimal(over(Num.TWO, greatest)),
          ", to the minimiser that is nearest to the start.");
      return;
    }
    if (!numbers.isConsistent()) {
      account.say(
          "Some are 0, with the eigenvectors ",
          list(basis),
          ", and the gradient has the part ",
          literal(flat.projection(numbers.linear())),
          " in these directions, which never changes: there is no minimum, and with every ",
          Relation.of(GREATER, rate, Num.ZERO),
          " descent goes on for ever along it, by the same length in each step.");
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
    Rational[] limit = numbers.stationary(start);
    if (limit != null) {
      account.say("From ", column(start), " that is ", literal(limit), ".");
    }
  }

  /// With other variables in H.
  private void symbolic(Expr rate) {
    Symbol most = notation.eigenvalue("max");
    if (size == 2) {
      List<Expr> both = Eigenvalues.ofTwo(quadratic.hessian(), forms);
      account.equations(
          Account.row(notation.eigenvalue("min"), both.getFirst()),
          Account.row(most, both.getLast()));
      Expr corner = quadratic.hessian().getFirst().getFirst();
      Expr determinant = forms.closed(LinearSystem.determinant(quadratic.hessian()));
      Integer sign = forms.sign(determinant);
      if (sign != null && sign == 0) {
        account.say("Their product is 0 everywhere, so that never both are positive.");
      } else {
        sayPositive(corner, determinant);
      }
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

  /// Where both eigenvalues are positive, by the corner of the matrix and its determinant.
  private void sayPositive(Expr corner, Expr determinant) {
    List<Expr> open = new ArrayList<>();
    for (Expr each : List.of(corner, determinant)) {
      Integer sign = forms.sign(each);
      if (sign == null || sign < 0) {
        open.add(Relation.of(GREATER, each, Num.ZERO));
      }
    }
    switch (open.size()) {
      case 0 -> account.say("Both are positive.");
      case 1 -> account.say("Both are positive where ", open.getFirst(), ".");
      default ->
          account.say("Both are positive where ", open.getFirst(), " and ", open.getLast(), ".");
    }
  }

  private Expr over(Expr numerator, Expr denominator) {
    Expr quotient = forms.closed(Quotient.of(numerator, denominator));
    boolean number = !Forms.hasSymbols(quotient);
    return number && (rounded || Forms.isLong(quotient)) ? Forms.decimals(quotient) : quotient;
  }

  private Expr literal(Rational... values) {
    return Literal.of(values.length, forms.numbers(values));
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
