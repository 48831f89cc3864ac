package nabla.simplify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.numeric.Precise;
import nabla.numeric.Program;
import org.jspecify.annotations.Nullable;

/// Solves conditions on one variable: `x² > 1` holds for x < −1 and for x > 1. What is undefined
/// does not hold.
final class Solution {

  /// Larger conditions are left as they stand.
  private static final int LARGEST = 120;

  /// A double this far from 0 is taken to show at once on which side a more careful value lies.
  private static final double CLEAR = 1e-6;

  private Solution() {}

  /// The values of `variable`, the only one in `condition`, for which it holds; [Unsolved] where
  /// they are not found.
  static RealSet of(Expr condition, Symbol variable) {
    return switch (condition) {
      case Relation relation -> of(relation, variable);
      case Logic logic -> {
        RealSet set = null;
        for (Expr part : logic.children()) {
          RealSet next = of(part, variable);
          set =
              set == null
                  ? next
                  : logic.connective() == Logic.Connective.AND ? set.and(next) : set.or(next);
        }
        if (set == null) {
          throw new Unsolved();
        }
        yield logic.connective() == Logic.Connective.NOT ? set.not() : set;
      }
      default -> throw new Unsolved();
    };
  }

  private static RealSet of(Relation relation, Symbol variable) {
    if (relation.left().equals(variable) && relation.right() instanceof Num number) {
      return RealSet.that(relation.comparison(), Place.of(number.value()));
    }
    if (relation.weight() > LARGEST) {
      throw new Unsolved();
    }
    try {
      Expr difference =
          Canonical.difference(Canonical.of(relation.left()), Canonical.of(relation.right()));
      return of(difference, relation.comparison(), variable);
    } catch (NablaException undefined) {
      if (undefined.kind() == NablaException.Kind.BUDGET) {
        nabla.expr.Budget.check();
      }
      throw new Unsolved();
    }
  }

  /// Where `function comparison 0` holds.
  private static RealSet of(Expr function, Relation.Comparison comparison, Symbol variable) {
    List<Place> places = SignChart.places(function, variable);
    Precise precise = Precise.of(List.of(variable), function);
    List<Boolean> at = new ArrayList<>();
    List<Boolean> between = new ArrayList<>();
    for (int i = 0; i <= places.size(); i++) {
      Rational sample =
          places.isEmpty()
              ? Rational.of(1, 3)
              : i == 0
                  ? places.getFirst().below()
                  : i == places.size()
                      ? places.getLast().above()
                      : places.get(i - 1).before(places.get(i));
      between.add(holds(comparison, sign(precise, sample)));
    }
    for (Place place : places) {
      Rational exact = place.exact();
      at.add(
          holds(
              comparison, exact == null ? sign(function, variable, place) : sign(precise, exact)));
    }
    return RealSet.of(places, at, between);
  }

  private static boolean holds(Relation.Comparison comparison, @Nullable Integer sign) {
    return sign != null && comparison.holds(sign);
  }

  /// The sign at a rational number; null where there is no value.
  static @Nullable Integer sign(Precise precise, Rational... place) {
    try {
      Integer sign = precise.enclose(List.of(place), 1).getFirst().signum();
      if (sign == null) {
        throw new Unsolved();
      }
      return sign;
    } catch (NablaException none) {
      if (none.kind() == NablaException.Kind.DOMAIN) {
        return null;
      }
      nabla.expr.Budget.check();
      throw new Unsolved();
    }
  }

  /// The sign at a place that is no rational number; null where there is no value.
  static @Nullable Integer sign(Expr function, Symbol variable, Place place) {
    try {
      Expr value = Canonical.of(Substitution.of(Map.of(variable, place.value())).apply(function));
      if (value instanceof Num number) {
        return number.value().signum();
      }
      boolean clear = Math.abs(Program.of(List.of(), value).value()) > CLEAR;
      return !clear && Equality.isProved(value, Num.ZERO, Assumptions.NONE)
          ? Integer.valueOf(0)
          : sign(Precise.of(List.of(), value));
    } catch (NablaException undefined) {
      if (undefined.kind() == NablaException.Kind.DOMAIN) {
        return null;
      }
      throw new Unsolved();
    }
  }
}
