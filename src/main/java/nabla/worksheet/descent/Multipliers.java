package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import nabla.answer.Wording;
import nabla.calculus.Gradient;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// The multipliers of a Lagrangian, in which it is linear: its Hessian has eigenvalues of both
/// signs wherever the constraints have independent gradients, so that a stationary point is a
/// saddle point of the Lagrangian, and what it is under the constraints is asked.
///
/// With m multipliers a regular Hessian has m negative eigenvalues at a strict minimum under the
/// constraints and m positive ones at a strict maximum: its inertia is that on the directions that
/// keep the constraints, and m of each sign (J. Nocedal and S. Wright, Numerical Optimization,
/// 2006, theorem 16.3).
///
/// @param all the multipliers among the variables
/// @param constraints what is 0 under the constraints
record Multipliers(List<Symbol> all, List<Expr> constraints) {

  /// What multipliers are called: Greek letters.
  private static final Pattern GREEK = Pattern.compile("[α-ω]");

  /// Those of an expression that is a Lagrangian in these variables; null where it is none.
  static @Nullable Multipliers of(Expr expression, List<Symbol> variables, Forms forms) {
    List<Symbol> multipliers =
        variables.stream()
            .filter(each -> GREEK.matcher(each.name().base()).matches())
            .filter(each -> isLinear(expression, each, forms))
            .toList();
    if (multipliers.isEmpty() || 2 * multipliers.size() > variables.size() + 1) {
      return null;
    }
    List<Expr> constraints = new ArrayList<>();
    for (Expr partial : Gradient.of(expression, multipliers)) {
      Expr constraint = forms.closed(partial);
      if (Forms.mentions(constraint, multipliers)
          || !Forms.mentions(constraint, variables)
          || Canonical.isZero(constraint)) {
        return null;
      }
      constraints.add(constraint);
    }
    boolean used = multipliers.stream().allMatch(each -> Dag.any(expression, each::equals));
    return used ? new Multipliers(multipliers, constraints) : null;
  }

  private static boolean isLinear(Expr expression, Symbol variable, Forms forms) {
    Expr slope = forms.closed(Gradient.of(expression, List.of(variable)).getFirst());
    return !Forms.mentions(slope, List.of(variable));
  }

  /// What a stationary point is under the constraints, by how many eigenvalues of the Hessian have
  /// which sign.
  Wording words(Account account, Inertia inertia) {
    int count = all.size();
    String kind =
        inertia.zero() > 0
            ? null
            : inertia.negative() == count
                ? "a minimum"
                : inertia.positive() == count ? "a maximum" : "neither a minimum nor a maximum";
    Wording under = under(account);
    String begin =
        kind == null
            ? "singular: it does not decide what is there"
            : "indefinite, as by multipliers it always is: " + kind;
    return account.sentence(begin, under);
  }

  /// The same of a Hessian with letters, by its bordered minors.
  Wording symbolic(
      Account account, Wording begin, List<Expr> hessian, List<Symbol> variables, Forms forms) {
    BorderedHessian bordered = new BorderedHessian(hessian, variables, all, forms);
    Inertia inertia = bordered.inertia();
    if (inertia != null) {
      return account.sentence(begin, words(account, inertia));
    }
    Relation minimum = bordered.minimum();
    return minimum == null
        ? account.sentence(begin, "whose bordered minors decide what is there", under(account))
        : account.sentence(begin, "a minimum", under(account), " where ", minimum);
  }

  private Wording under(Account account) {
    int count = all.size();
    Wording under =
        account.sentence(count == 1 ? " under the constraint " : " under the constraints ");
    for (int i = 0; i < count; i++) {
      under =
          account.sentence(
              under,
              i == 0 ? "" : ", ",
              Relation.of(Relation.Comparison.EQUAL, constraints.get(i), Num.ZERO));
    }
    return under;
  }
}
