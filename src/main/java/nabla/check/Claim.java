package nabla.check;

import java.util.ArrayList;
import java.util.List;
import nabla.check.Verdict.Kind;
import nabla.check.Verdict.Remedy;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.UnknownFunction;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;
import nabla.simplify.Canonical;
import nabla.simplify.ClosedForm;
import nabla.simplify.Equality;
import nabla.simplify.Form;
import nabla.simplify.Written;

/// One relation between two scalar sides: numbers first, then a proof.
final class Claim {

  private static final int POINTS = 24;

  /// What is approximately equal without saying to how many digits differs by at most one part in a
  /// hundred.
  private static final Rational ROUGHLY = Rational.of(1, 100);

  private final Relation relation;
  private final Assumptions assumptions;
  private final List<String> remarks = new ArrayList<>();

  private Claim(Relation relation, Assumptions assumptions) {
    this.relation = relation;
    this.assumptions = assumptions;
  }

  /// The verdict on a relation without derivatives to carry out.
  static Verdict verdict(Relation relation, Assumptions assumptions) {
    return new Claim(relation, assumptions).verdict();
  }

  private Verdict verdict() {
    Trial trial = Trial.of(relation, tolerance(), assumptions, POINTS);
    Trial.Outcome outcome = trial.outcome();
    if (outcome.counterexample() != null) {
      return refuted(outcome);
    }
    boolean nowhere = outcome.points() == 0;
    List<Expr> conditions = nowhere && outcome.obstacle().isEmpty() ? null : proof();
    if (conditions != null) {
      return verdict(Kind.PROVED, outcome, conditions, List.of());
    }
    if (nowhere) {
      remarks.add(
          outcome.obstacle().isEmpty()
              ? "no point was found at which both sides are defined"
              : "the sides could not be compared: " + outcome.obstacle());
      return verdict(Kind.UNDECIDED, outcome, List.of(), List.of());
    }
    Trial.Outcome closer = trial.closer();
    return closer.counterexample() != null
        ? refuted(closer)
        : verdict(closer.certain() ? Kind.PROVED : Kind.SUPPORTED, closer, List.of(), List.of());
  }

  private Verdict verdict(
      Kind kind, Trial.Outcome outcome, List<Expr> conditions, List<Remedy> remedies) {
    return new Verdict(
        kind,
        relation,
        outcome.points(),
        outcome.digits(),
        outcome.counterexample(),
        conditions,
        remedies,
        remarks);
  }

  private Verdict refuted(Trial.Outcome outcome) {
    if (Dag.any(
        relation,
        node -> node instanceof Apply apply && apply.operator() instanceof UnknownFunction)) {
      remarks.add("the values are those for a smooth random function in place of each unknown one");
    }
    List<Remedy> remedies =
        relation.comparison() == Comparison.EQUAL ? Remedies.of(relation, assumptions) : List.of();
    return verdict(Kind.REFUTED, outcome, List.of(), remedies);
  }

  /// The conditions of a proof; null where there is none.
  private @org.jspecify.annotations.Nullable List<Expr> proof() {
    return switch (relation.comparison()) {
      case EQUAL, APPROXIMATELY -> equality();
      case LESS_OR_EQUAL, GREATER_OR_EQUAL -> {
        List<Expr> equal =
            ordered() || Ordering.isProved(relation, assumptions) ? List.of() : equality();
        yield equal;
      }
      case LESS, GREATER ->
          ordered() || Ordering.isProved(relation, assumptions) ? List.of() : null;
      case NOT_EQUAL -> ordered() ? List.of() : null;
    };
  }

  private @org.jspecify.annotations.Nullable List<Expr> equality() {
    Equality.Proof proof = Equality.prove(relation.left(), relation.right(), assumptions);
    return proof.proved()
        ? proof.conditions()
        : Ordering.isConstant(relation, assumptions) ? List.of() : null;
  }

  /// Whether the sign of the difference is known, as it stands or in closed form.
  private boolean ordered() {
    Signs signs = Signs.of(assumptions);
    if (signs.holds(relation) == Truth.TRUE) {
      return true;
    }
    try {
      Expr difference = Canonical.of(relation.difference());
      Expr closed = ClosedForm.of(difference, Written.NOTHING).expression();
      Expr factored = Form.factored(difference, Written.NOTHING);
      for (Expr form : List.of(difference, closed, factored)) {
        if (signs.holds(Relation.of(relation.comparison(), form, Num.ZERO)) == Truth.TRUE) {
          return true;
        }
      }
    } catch (NablaException undefined) {
      if (undefined.kind() == NablaException.Kind.BUDGET) {
        throw undefined;
      }
    }
    return false;
  }

  /// By how much the sides of an approximation may differ: half a unit in the last place of a
  /// decimal fraction that was written, or about one part in a hundred.
  private Rational tolerance() {
    if (relation.comparison() != Comparison.APPROXIMATELY) {
      return Rational.ZERO;
    }
    for (Expr side : List.of(relation.right(), relation.left())) {
      Expr size = side instanceof Negate negate ? negate.operand() : side;
      if (size instanceof Num number && number.value().isFiniteDecimal()) {
        int places = Math.max(0, number.value().toDecimal().stripTrailingZeros().scale());
        Rational half = Rational.of(10).power(-places).times(Rational.HALF);
        remarks.add(
            "a difference of at most "
                + half.toDecimal().toPlainString()
                + " counts as approximately equal");
        return half;
      }
    }
    remarks.add("a difference of at most " + ROUGHLY + " counts as approximately equal");
    return ROUGHLY;
  }
}
