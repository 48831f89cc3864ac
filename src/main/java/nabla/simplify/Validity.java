package nabla.simplify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Symbol;
import nabla.numeric.Sampler;
import nabla.rewrite.Domain;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;
import org.jspecify.annotations.Nullable;

/// Where something holds or is defined: conditions, solved for their variables as far as they speak
/// of one each, and brought together. `x ≥ 1`, `|x| > 1` and `x ≠ 1` are `x > 1`; `x > 0` and `x <
/// 0` hold nowhere.
public final class Validity {

  /// Among more conditions than this, only equal ones are found superfluous.
  private static final int MANY = 12;

  /// Stands for a function of variables for which a condition is solved instead of for them.
  private static final Symbol STAND_IN = Symbol.of("u");

  private final Assumptions assumptions;
  private final Signs signs;

  /// What is spoken of, in the order in which it was met: the parts that `sets` bounds, and
  /// conditions.
  private final Set<Expr> subjects = new LinkedHashSet<>();

  private final Map<Expr, RealSet> sets = new HashMap<>();
  private boolean nowhere;
  private boolean thin;

  private Validity(Assumptions assumptions) {
    this.assumptions = assumptions;
    this.signs = Signs.of(assumptions);
  }

  /// Where all of these conditions hold, as written or canonical, under assumptions.
  public static Validity of(Collection<Expr> conditions, Assumptions assumptions) {
    Validity validity = new Validity(assumptions);
    for (Expr condition : conditions) {
      validity.take(condition);
    }
    Alternatives.join(validity.subjects);
    return validity;
  }

  /// Whether it is known that the conditions hold nowhere.
  public boolean isEmpty() {
    return nowhere || subjects.stream().anyMatch(subject -> set(subject).isEmpty());
  }

  /// Whether it is known that the conditions hold at single points at most, or on a line in the
  /// plane: nowhere can all variables be moved a little.
  public boolean isThin() {
    return thin
        || isEmpty()
        || subjects.stream().anyMatch(subject -> !set(subject).hasInterior() && isSmooth(subject));
  }

  /// Whether a part is no step function, which may have one value in many places.
  private static boolean isSmooth(Expr part) {
    return !Dag.any(
        part,
        node ->
            node instanceof Cases
                || (node instanceof Apply apply
                    && apply.operator() instanceof Function function
                    && (function == Elementary.INDICATOR || function.kink() != null)));
  }

  /// This without the points that stand alone.
  public Validity interior() {
    sets.replaceAll((subject, set) -> set.interior());
    return this;
  }

  /// The values of a part under the assumptions, so far as they are solved for it.
  private RealSet set(Expr subject) {
    RealSet own = sets.getOrDefault(subject, RealSet.ALL);
    return own.and(under(subject));
  }

  private RealSet under(Expr subject) {
    RealSet range =
        subject instanceof Symbol || !sets.containsKey(subject) ? RealSet.ALL : range(subject);
    return assumptions.equals(Assumptions.NONE) || !sets.containsKey(subject)
        ? range
        : range.and(
            of(assumptions.facts(), Assumptions.NONE).sets.getOrDefault(subject, RealSet.ALL));
  }

  private void take(Expr condition) {
    if (condition instanceof Logic logic && logic.connective() == Logic.Connective.AND) {
      logic.children().forEach(this::take);
      return;
    }
    if (condition instanceof Relation relation && relation.left().isScalar()) {
      // x/x ≥ 1 says more than 1 ≥ 1
      Domain.conditions(condition, assumptions).forEach(this::take);
    }
    if (signs.holds(condition) == Truth.TRUE) {
      return;
    }
    List<Symbol> symbols = Sampler.symbolsOf(condition);
    if (symbols.isEmpty()) {
      constant(condition);
    } else if (symbols.size() > 1 || !bound(symbols.getFirst(), condition)) {
      several(condition);
    }
  }

  private void constant(Expr condition) {
    try {
      nowhere |= Solution.of(condition, STAND_IN).isEmpty();
    } catch (Unsolved unknown) {
      subjects.add(condition);
    }
  }

  private boolean bound(Symbol variable, Expr condition) {
    try {
      narrow(variable, Solution.of(condition, variable));
      return true;
    } catch (Unsolved unsolved) {
      return false;
    }
  }

  private void narrow(Expr subject, RealSet set) {
    if (!set.isAll()) {
      subjects.add(subject);
      sets.merge(subject, set, RealSet::and);
    }
  }

  /// A condition that is not solved for one variable.
  private void several(Expr condition) {
    if (condition instanceof Relation relation && relation.left().isScalar()) {
      try {
        relation(PlainRelation.of(relation, signs));
      } catch (NablaException | Polynomial.TooLarge | ArithmeticException unknown) {
        nabla.expr.Budget.check();
        subjects.add(relation);
      }
    } else if (condition instanceof Logic logic && logic.connective() == Logic.Connective.OR) {
      List<Expr> alternatives = new ArrayList<>();
      for (Expr child : logic.children()) {
        if (!isSuperfluous(child, logic)) {
          Validity alternative = of(List.of(child), assumptions);
          if (!alternative.isEmpty()) {
            alternatives.add(Logic.of(Logic.Connective.AND, List.copyOf(alternative.plain(null))));
          }
        }
      }
      nowhere |= alternatives.isEmpty();
      if (alternatives.size() == 1 && logic.arity() > 1) {
        take(alternatives.getFirst());
      } else if (!alternatives.isEmpty()) {
        subjects.add(Logic.of(Logic.Connective.OR, List.copyOf(new LinkedHashSet<>(alternatives))));
      }
    } else {
      subjects.add(condition);
    }
  }

  /// Whether an alternative holds nowhere but where another one does, which comes before it or does
  /// not need it in turn.
  private boolean isSuperfluous(Expr alternative, Logic logic) {
    if (signs.holds(alternative) == Truth.FALSE) {
      return true;
    }
    Assumptions denied = assumptions;
    for (Expr other : logic.children()) {
      if (other.equals(alternative)) {
        return false; // of two that say the same, the first one stays
      }
      if (Alternatives.failsWithout(other, alternative)) {
        return true;
      }
      denied = denied.and(Logic.negation(other));
    }
    return Signs.of(denied).holds(alternative) == Truth.FALSE;
  }

  private void relation(Expr plain) {
    if (!(plain instanceof Relation relation)) {
      several(plain);
      return;
    }
    if (followsByIdentities(relation)) {
      return;
    }
    Expr part = PlainRelation.onlyPart(relation);
    if (part != null) {
      try {
        Expr replaced = PlainRelation.replace(relation, part, STAND_IN);
        if (Sampler.symbolsOf(replaced).equals(List.of(STAND_IN))) {
          narrow(part, Solution.of(replaced, STAND_IN));
          return;
        }
      } catch (Unsolved unsolved) {
        // it stays as it is
      }
    }
    nowhere |= signs.holds(relation) == Truth.FALSE;
    if (isBorder(relation)) {
      thin = true;
      subjects.add(Relation.of(Comparison.EQUAL, relation.left(), relation.right()));
    } else {
      subjects.add(relation);
    }
  }

  /// Whether a comparison is seen to hold once the identities of its functions are applied:
  /// cos(arctan x), which is 1/√(1 + x²), is never 0.
  private boolean followsByIdentities(Relation relation) {
    Expr difference =
        Canonical.difference(Canonical.of(relation.left()), Canonical.of(relation.right()));
    Expr known = Identities.apply(difference, assumptions).result();
    return signs.holds(Relation.of(relation.comparison(), known, Num.ZERO)) == Truth.TRUE;
  }

  /// Whether a comparison holds only where both sides are equal, as `−x² y² ≥ 0`.
  private boolean isBorder(Relation relation) {
    Expr difference = Canonical.difference(relation.left(), relation.right());
    return switch (relation.comparison()) {
      case GREATER_OR_EQUAL -> signs.isNonNegative(Canonical.negate(difference));
      case LESS_OR_EQUAL -> signs.isNonNegative(difference);
      case EQUAL, NOT_EQUAL, LESS, GREATER, APPROXIMATELY -> false;
    };
  }

  /// What is known of the values of a function, as far as the numbers −1, 0 and 1 tell.
  private RealSet range(Expr part) {
    RealSet range = RealSet.ALL;
    for (int number = -1; number <= 1; number++) {
      for (Comparison comparison :
          List.of(Comparison.GREATER_OR_EQUAL, Comparison.LESS_OR_EQUAL, Comparison.NOT_EQUAL)) {
        if (signs.holds(Relation.of(comparison, part, Num.of(number))) == Truth.TRUE) {
          range = range.and(RealSet.that(comparison, Place.of(nabla.expr.Rational.of(number))));
        }
      }
    }
    return range;
  }

  /// The conditions as a reader expects them, without those that the assumptions or other ones
  /// imply.
  public List<Expr> statements(Written written) {
    return present(plain(null), written);
  }

  /// The conditions that `known` does not imply, as a reader expects them.
  public List<Expr> statementsBeyond(Validity known, Written written) {
    return present(plain(known), written);
  }

  private static List<Expr> present(List<Expr> statements, Written written) {
    return statements.stream().map(statement -> present(statement, written)).toList();
  }

  /// Side by side, for the sides are where they are to be.
  private static Expr present(Expr statement, Written written) {
    return switch (statement) {
      case Relation relation ->
          Relation.of(
              relation.comparison(),
              Presentation.of(relation.left(), written),
              Presentation.of(relation.right(), written));
      case Logic logic -> Logic.of(logic.connective(), present(logic.children(), written));
      default -> statement;
    };
  }

  private List<Expr> plain(@Nullable Validity known) {
    List<Expr> statements = new ArrayList<>();
    for (Expr subject : subjects) {
      RealSet set = sets.get(subject);
      if (set == null) {
        statements.add(subject);
      } else {
        RealSet given = under(subject);
        if (known != null) {
          given = given.and(known.sets.getOrDefault(subject, RealSet.ALL));
        }
        RealSet common = set.and(given);
        statements.addAll(
            Statements.of(subject, common.hasInterior() ? set.beyond(given) : common));
      }
    }
    Assumptions facts = assumptions;
    if (known != null) {
      for (Expr fact : known.plain(null)) {
        facts = facts.and(fact);
      }
    }
    return reduced(statements, facts);
  }

  /// Those that the facts and the others do not imply; the weak ones go first, so that `x ≠ 0` goes
  /// where `x y > 0` stays, and of two that say the same the second.
  private static List<Expr> reduced(List<Expr> statements, Assumptions facts) {
    List<Expr> left = new ArrayList<>(new LinkedHashSet<>(statements));
    if (left.size() > MANY) {
      return left;
    }
    left.removeIf(statement -> statement instanceof Logic && isNeededBy(left, statement));
    List<Expr> order = new ArrayList<>(left.reversed());
    order.sort(Comparator.comparingInt(Validity::strength));
    for (Expr statement : order) {
      Assumptions others = facts;
      for (Expr other : left) {
        others = other.equals(statement) ? others : others.and(other);
      }
      boolean weaker = left.stream().anyMatch(other -> Alternatives.implies(other, statement));
      if (weaker
          || (!others.equals(Assumptions.NONE)
              && Signs.of(others).holds(statement) == Truth.TRUE)) {
        left.remove(statement);
      }
    }
    return left;
  }

  /// Whether a comparison has no meaning where a statement does not hold, as Γ(x) > 0 where Γ(x) is
  /// undefined.
  private static boolean isNeededBy(List<Expr> comparisons, Expr statement) {
    for (Expr comparison : comparisons) {
      if (comparison instanceof Relation
          && Dag.any(comparison, node -> node instanceof Apply)
          && of(Domain.conditions(comparison, Assumptions.NONE), Assumptions.NONE)
              .plain(null)
              .contains(statement)) {
        return true;
      }
    }
    return false;
  }

  private static int strength(Expr statement) {
    return !(statement instanceof Relation relation)
        ? 0
        : relation.comparison() == Comparison.NOT_EQUAL
            ? 1
            : Dag.any(relation, node -> node instanceof Apply) ? 2 : 3;
  }
}
