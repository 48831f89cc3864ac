package nabla;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import nabla.calculus.Derivatives;
import nabla.catalogue.Elementary;
import nabla.catalogue.Elementwise;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Cases;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.rewrite.Domain;
import nabla.simplify.Canonical;
import nabla.simplify.Continuity;
import nabla.simplify.arrays.EntryConditions;
import nabla.simplify.arrays.Summands;
import org.jspecify.annotations.Nullable;

/// Where functions of numbers at the entries of arrays have no derivative: relu at an entry 0.
final class EntryKinks {

  private static final Set<Comparison> STRICT =
      EnumSet.of(Comparison.LESS, Comparison.GREATER, Comparison.NOT_EQUAL);

  private EntryKinks() {}

  /// The conditions that no entry is at a kink, such as `every(Wx ≠ 0)`; of numbers, `x^T x ≠ 1`.
  static List<Expr> away(Function function, Apply apply, Assumptions assumptions) {
    Map<Expr, Symbol> places = new LinkedHashMap<>();
    if (function == Elementary.INDICATOR) {
      Expr indicator = Apply.of(function, ofNumbers(apply.argument(), places));
      return away(indicator, places, any -> true, assumptions);
    }
    List<Expr> numbers = apply.children().stream().map(child -> atPlace(child, places)).toList();
    Apply ofNumbers = Apply.of(function, numbers);
    return away(ofNumbers, places, any -> true, assumptions);
  }

  /// The conditions that no number, or no entry, is where one case ends and another begins, unless
  /// the two meet there smoothly.
  static List<Expr> away(Cases cases, Assumptions assumptions) {
    Map<Expr, Symbol> places = new LinkedHashMap<>();
    return away(ofNumbers(cases, places), places, any -> true, assumptions);
  }

  /// The same for the functions and cases under a sum over all entries of arrays, `Σ_i relu(x_i)`,
  /// as far as these move, and under sums of pairs, `Σ_i Σ_j |x_i − x_j|`.
  static List<Expr> away(Binder sum, Set<Expr> moving, Assumptions assumptions) {
    Map<Expr, Symbol> places = new LinkedHashMap<>();
    Expr summand = Summands.of(sum, array -> atPlace(array, places));
    if (summand != null) {
      return away(summand, places, moving::contains, assumptions);
    }
    List<Expr> conditions = new ArrayList<>(PairKinks.away(sum, moving, assumptions));
    conditions.addAll(MemberKinks.away(sum, moving, assumptions));
    return conditions;
  }

  /// The parts of a definition by cases that [#away(Cases, Assumptions)] takes as they are.
  static Set<Expr> places(Cases cases) {
    Map<Expr, Symbol> places = new LinkedHashMap<>();
    ofNumbers(cases, places);
    return places.keySet();
  }

  /// Whether a part is made of functions of entries, and has a derivative at all kinks of these, as
  /// relu² has at 0.
  static boolean isSmooth(Expr part, Assumptions assumptions) {
    Map<Expr, Symbol> places = new LinkedHashMap<>();
    Expr plain = Canonical.of(ofNumbers(part, places));
    if (plain instanceof Symbol) {
      return false;
    }
    for (Symbol place : places.values()) {
      List<Expr> kinks = Domain.kinks(plain, place, assumptions);
      Expr slope = kinks.isEmpty() ? plain : Canonical.of(Derivatives.of(plain, place));
      if (!kinks.stream().allMatch(kink -> Continuity.isProved(kink, assumptions, plain, slope))) {
        return false;
      }
    }
    return true;
  }

  /// A formula with a number in place of each array, and of each number that arrays make.
  private static Expr ofNumbers(Expr node, Map<Expr, Symbol> places) {
    Expr entry = Elementwise.atEntry(node, part -> ofNumbers(part, places));
    if (entry != null) {
      return entry;
    }
    boolean numbers =
        node.shape().isTruth()
            || (node instanceof Apply apply && apply.operator() == Elementary.INDICATOR)
            || node instanceof Cases
            || (node.isScalar() && node.children().stream().allMatch(Expr::isScalar));
    return numbers && node.arity() > 0
        ? node.withChildren(
            node.children().stream().map(part -> ofNumbers(part, places)).toArray(Expr[]::new))
        : atPlace(node, places);
  }

  private static Expr atPlace(Expr part, Map<Expr, Symbol> places) {
    return part instanceof Num
        ? part
        : places.computeIfAbsent(
            part, key -> Symbol.of(Name.of("entry", String.valueOf(places.size()))));
  }

  private static List<Expr> away(
      Expr ofNumbers, Map<Expr, Symbol> places, Predicate<Expr> moves, Assumptions assumptions) {
    Map<Symbol, Expr> arrays = new LinkedHashMap<>();
    places.forEach((child, place) -> arrays.put(place, child));
    List<Expr> conditions = new ArrayList<>();
    for (Map.Entry<Expr, Symbol> entry : places.entrySet()) {
      if (!moves.test(entry.getKey())) {
        continue;
      }
      Symbol place = entry.getValue();
      List<Expr> kinks = Domain.kinks(ofNumbers, place, assumptions);
      Expr plain = Canonical.of(ofNumbers);
      Expr slope = kinks.isEmpty() ? plain : Canonical.of(Derivatives.of(plain, place));
      for (Expr kink : kinks) {
        if (Continuity.isProved(kink, assumptions, plain, slope)) {
          continue; // the slopes on both sides are the same
        }
        Expr condition = lifted(Logic.negation(kink), arrays);
        if (condition != null
            && !conditions.contains(condition)
            && !isAssumed(condition, assumptions)) {
          conditions.add(condition);
        }
      }
    }
    return conditions;
  }

  /// Whether entries are positive or negative that must not be 0, as those of `exp(X)` are, or
  /// assumed to be so.
  private static boolean isAssumed(Expr condition, Assumptions assumptions) {
    Expr inner = condition instanceof Apply every ? every.argument() : condition;
    if (!(inner instanceof Relation wanted)) {
      return false;
    }
    boolean nonzero = wanted.comparison() == Comparison.NOT_EQUAL;
    Comparison sign = nonzero ? EntryConditions.sign(wanted.difference(), assumptions) : null;
    return (sign != null && STRICT.contains(sign))
        || assumptions.facts().stream()
            .anyMatch(fact ->
                fact instanceof Relation known
                    && STRICT.contains(known.comparison())
                    && Set.of(known.left(), known.right())
                        .equals(Set.of(wanted.left(), wanted.right())));
  }

  private static @Nullable Expr lifted(Expr condition, Map<Symbol, Expr> arrays) {
    if (condition instanceof Logic logic && logic.connective() == Logic.Connective.OR) {
      List<Expr> parts = new ArrayList<>();
      for (Expr part : logic.children()) {
        Expr lifted = lifted(part, arrays);
        if (lifted == null) {
          return null;
        }
        parts.add(lifted);
      }
      boolean oneArray = parts.stream().filter(Apply.class::isInstance).count() < 2;
      return oneArray ? Logic.of(Logic.Connective.OR, parts) : null;
    }
    if (!(condition instanceof Relation relation)) {
      return null;
    }
    return Elementwise.every(isolated((Relation) Elementwise.of(relation, arrays)));
  }

  /// What is different from a number, on the left and without a number added to it: `u ≠ 1` for `0
  /// ≠ 1 − u`.
  private static Relation isolated(Relation relation) {
    if (relation.comparison() != Comparison.NOT_EQUAL) {
      return relation;
    }
    boolean swapped = relation.left() instanceof Num;
    Expr left = swapped ? relation.right() : relation.left();
    Expr right = swapped ? relation.left() : relation.right();
    if (right instanceof Num value && left instanceof Sum sum && sum.arity() == 2) {
      int place = sum.child(0) instanceof Num ? 0 : 1;
      Expr other = sum.child(1 - place);
      if (sum.child(place) instanceof Num added) {
        boolean opposite = other instanceof Negate;
        Rational rest = value.value().minus(added.value());
        left = other instanceof Negate negate ? negate.operand() : other;
        right = Num.of(opposite ? rest.negate() : rest);
      }
    }
    return Relation.of(Comparison.NOT_EQUAL, left, right);
  }
}
