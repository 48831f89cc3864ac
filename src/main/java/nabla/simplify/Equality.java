package nabla.simplify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;
import nabla.numeric.Definitions;
import nabla.rewrite.Domain;
import nabla.rewrite.Signs;
import org.jspecify.annotations.Nullable;

/// Proves that two scalar expressions have the same value wherever both are defined, by their
/// normal forms: functions are replaced by their definitions, and what is left are quotients of
/// sums of powers of exponentials (with i among them, for sines and cosines), logarithms,
/// magnitudes, signs and roots. Where a sign matters and is not known, each sign is tried by
/// itself.
///
/// A proof says nothing where one side is undefined. That no proof is found says nothing at all.
public final class Equality {

  /// Unknown signs are tried up to this many at a time.
  private static final int MOST_SPLITS = 4;

  /// Facts are added up as long as there are no more than these.
  private static final int MANY_FACTS = 16;

  /// Larger expressions are not tried.
  private static final int LARGEST = 20_000;

  private static final Set<Function> KEPT =
      Set.of(
          Elementary.EXP,
          Elementary.ABS,
          Elementary.SIGN,
          Elementary.MAX,
          Elementary.MIN,
          Elementary.CBRT);

  private static final UnknownFunction OPEN_POWER = UnknownFunction.of(Name.of("power"), 2);

  private static final Proof NONE = new Proof(false, List.of());

  private Equality() {}

  /// What came of looking for a proof.
  ///
  /// @param proved whether the sides are equal wherever both are defined
  /// @param conditions for a proof, where both are defined, as far as not each of them says so
  ///   itself: for `ln(x y) = ln x + ln y`, `x > 0` and `y > 0`
  public record Proof(boolean proved, List<Expr> conditions) {}

  /// Looks for a proof of `left = right`, as written or canonical, where the assumptions hold.
  public static Proof prove(Expr left, Expr right, Assumptions assumptions) {
    return isProved(left, right, assumptions)
        ? new Proof(true, conditions(left, right, assumptions))
        : NONE;
  }

  /// Whether there is a proof of `left = right` wherever both are defined.
  static boolean isProved(Expr left, Expr right, Assumptions assumptions) {
    if (left.weight() + right.weight() > LARGEST || hasArrays(left) || hasArrays(right)) {
      return false;
    }
    try {
      Assumptions facts = assumptions;
      for (Expr side : List.of(left, right)) {
        for (Expr condition : Domain.conditions(withoutOpenPowers(side), assumptions)) {
          facts = facts.and(condition);
        }
      }
      Expr difference = Canonical.difference(Canonical.of(left), Canonical.of(right));
      if (Canonical.isZero(Identities.ofInverses(difference, facts))) {
        return true;
      }
      Expr[] sides =
          Definitions.expand(Equality::isDefinedAway, Canonical.of(left), Canonical.of(right));
      return agreeUnderEquations(Canonical.of(sides[0]), Canonical.of(sides[1]), facts);
    } catch (NablaException undefined) {
      if (undefined.kind() == NablaException.Kind.BUDGET) {
        throw undefined;
      }
      return false;
    }
  }

  /// The expression with a function of which nothing is known in place of each power b^w whose
  /// exponent is no number, unless the base is a positive number: where it has a value for an
  /// integer w, the base may be negative, so that nothing follows for the base.
  private static Expr withoutOpenPowers(Expr side) {
    Dag dag = Dag.of(side);
    Expr[] results = new Expr[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      Expr[] children = new Expr[node.arity()];
      for (int i = 0; i < children.length; i++) {
        children[i] = results[dag.position(node.child(i))];
      }
      Expr exponent = node instanceof Power power ? Canonical.of(power.exponent()) : Num.ONE;
      results[position] =
          exponent instanceof Num
              ? node instanceof Power
                  ? Power.of(children[0], exponent)
                  : node.withChildren(children)
              : isPositiveNumber(children[0])
                  ? node.withChildren(children)
                  : Apply.of(OPEN_POWER, children);
    }
    return results[results.length - 1];
  }

  private static boolean isPositiveNumber(Expr base) {
    return Canonical.isE(base) || (base instanceof Num number && number.value().signum() > 0);
  }

  private static boolean hasArrays(Expr side) {
    return Dag.any(side, node -> !node.isScalar() && !node.shape().isTruth());
  }

  /// Tanh becomes exponentials, arccos arcsin, Φ erf; some functions are better known as what they
  /// are.
  private static boolean isDefinedAway(Function function) {
    return !KEPT.contains(function);
  }

  /// The conditions under which both sides are defined that one of them alone does not imply.
  private static List<Expr> conditions(Expr left, Expr right, Assumptions assumptions) {
    Validity both = domain(Sum.of(left, right), assumptions);
    Set<Expr> conditions = new LinkedHashSet<>();
    for (Expr side : List.of(left, right)) {
      conditions.addAll(both.statementsBeyond(domain(side, assumptions), Written.NOTHING));
    }
    return List.copyOf(conditions);
  }

  private static Validity domain(Expr side, Assumptions assumptions) {
    return Validity.of(Domain.conditions(side, assumptions), assumptions);
  }

  /// Equations among the facts, as `x + y = 1`, give one variable by the others where they are
  /// linear in one.
  private static boolean agreeUnderEquations(Expr left, Expr right, Assumptions facts) {
    if (SumForms.concern(left, right)) {
      SumForms forms = new SumForms(facts);
      Expr first = forms.of(left);
      Expr second = forms.of(right);
      if ((first != left || second != right) && agree(first, second, facts, 0)) {
        return true;
      }
    }
    for (Expr fact : facts.facts()) {
      if (fact instanceof Relation equation
          && equation.comparison() == Comparison.EQUAL
          && equation.left().isScalar()) {
        Expr part =
            Canonical.difference(Canonical.of(equation.left()), Canonical.of(equation.right()));
        if (agreeAtZero(left, right, facts, part, 0)) {
          return true;
        }
      }
    }
    return agree(left, right, facts, 0);
  }

  private static boolean agree(Expr left, Expr right, Assumptions facts, int splits) {
    Signs signs = Signs.of(facts);
    Expr a = DecidedCases.of(left, signs);
    Expr b = DecidedCases.of(right, signs);
    if (a.equals(b)) {
      return true;
    }
    Set<Expr> undecided = new LinkedHashSet<>();
    Set<Expr> signed = new LinkedHashSet<>();
    for (boolean factoring : new boolean[] {false, true}) {
      NormalForms forms = new NormalForms(signs, factoring);
      try {
        if (forms.agree(a, b)) {
          return true;
        }
      } catch (Polynomial.TooLarge | ArithmeticException tooLarge) {
        // the other way may be shorter
      } catch (NablaException undefined) {
        if (undefined.kind() == NablaException.Kind.BUDGET) {
          throw undefined;
        }
        return false; // divided by something that is always 0: nothing is defined, and nothing is
        // proved
      }
      undecided.addAll(forms.magnitudes().undecided());
      signed.addAll(forms.magnitudes().signed());
    }
    return splits < MOST_SPLITS && split(left, right, facts, undecided, signed, splits);
  }

  /// Tries each sign of one part of unknown sign: of the simplest one.
  private static boolean split(
      Expr left, Expr right, Assumptions facts, Set<Expr> undecided, Set<Expr> signed, int splits) {
    Expr part = null;
    for (Expr candidate : undecided) {
      part = part == null || candidate.weight() < part.weight() ? candidate : part;
    }
    if (part == null) {
      return false;
    }
    boolean atZero = signed.contains(part);
    Assumptions above = with(facts, part, atZero);
    Assumptions below = with(facts, Canonical.negate(part), atZero);
    return decides(part, above, below)
        && agree(left, right, above, splits + 1)
        && agree(left, right, below, splits + 1)
        && (!atZero || agreeAtZero(left, right, facts, part, splits));
  }

  /// Whether the facts are of use to those who ask: else the same question would come again.
  private static boolean decides(Expr part, Assumptions above, Assumptions below) {
    return Signs.of(above).isNonNegative(part)
        && Signs.of(below).isNonNegative(Canonical.negate(part));
  }

  /// The facts, that a part is not negative (or even positive), and its sums with other parts of
  /// which the same is known: from x ≥ y and y ≥ z follows x ≥ z.
  private static Assumptions with(Assumptions facts, Expr part, boolean positive) {
    Assumptions more = facts;
    if (facts.facts().size() < MANY_FACTS) {
      for (Expr fact : facts.facts()) {
        if (fact instanceof Relation relation
            && relation.right() == Num.ZERO
            && relation.left() instanceof Sum other
            && (relation.comparison() == Comparison.GREATER
                || relation.comparison() == Comparison.GREATER_OR_EQUAL)) {
          boolean strict = positive || relation.comparison() == Comparison.GREATER;
          more = more.and(above(Canonical.sum(part, Canonical.of(other)), strict));
        }
      }
    }
    return more.and(above(part, positive));
  }

  private static Relation above(Expr part, boolean strictly) {
    return Relation.of(strictly ? Comparison.GREATER : Comparison.GREATER_OR_EQUAL, part, Num.ZERO);
  }

  /// Where the part is 0, one of its variables is known by the others.
  private static boolean agreeAtZero(
      Expr left, Expr right, Assumptions facts, Expr part, int splits) {
    for (Expr node : Dag.of(part).nodes()) {
      Expr value = node instanceof Symbol unknown ? solution(part, unknown) : null;
      if (value != null && node instanceof Symbol symbol) {
        Substitution substitution = Substitution.of(Map.of(symbol, value));
        Assumptions there = Assumptions.NONE;
        for (Expr fact : facts.facts()) {
          there = there.and(substitution.apply(fact));
        }
        for (Symbol integer : facts.integers()) {
          there = integer.equals(symbol) ? there : there.andInteger(integer);
        }
        try {
          return agree(
              Canonical.of(substitution.apply(left)),
              Canonical.of(substitution.apply(right)),
              there,
              splits + 1);
        } catch (NablaException undefined) {
          return undefined.kind() == NablaException.Kind.DOMAIN; // then there is nothing to compare
        }
      }
    }
    return false;
  }

  /// The value of a variable for which a linear part is 0.
  static @Nullable Expr solution(Expr part, Symbol symbol) {
    List<Expr> rest = new ArrayList<>();
    Rational coefficient = Rational.ZERO;
    for (Expr term : part instanceof Sum sum ? sum.children() : List.of(part)) {
      if (Canonical.withoutCoefficient(term).equals(symbol)) {
        coefficient = Canonical.coefficient(term);
      } else if (Dag.of(term).contains(symbol)) {
        return null;
      } else {
        rest.add(term);
      }
    }
    return coefficient.isZero()
        ? null
        : Canonical.product(Num.of(coefficient.reciprocal().negate()), Canonical.sum(rest));
  }
}
