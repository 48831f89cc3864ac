package nabla.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;

/// The stated conditions, ready to be looked up: for each sum of multiples that they speak of, the
/// bounds of it and the numbers it differs from. `x > y + 1` speaks of `x − y`, and so does `2y −
/// 2x < −2`.
final class Facts {

  /// With more facts than this, none is deduced from several.
  private static final int MANY = 24;

  private final Map<Map<Expr, Rational>, Bounds> bounds = new HashMap<>();
  private final Map<Map<Expr, Rational>, Set<Rational>> excluded = new HashMap<>();
  private final List<LinearForm> relations = new ArrayList<>();

  Facts(Assumptions assumptions) {
    for (Expr fact : conjuncts(assumptions.facts())) {
      if (fact instanceof Relation relation
          && relation.left().isScalar()
          && relation.right().isScalar()) {
        state(relation.comparison(), Conditions.difference(relation));
      }
    }
  }

  boolean isEmpty() {
    return bounds.isEmpty() && excluded.isEmpty();
  }

  /// The conditions, with those joined by "and" taken apart and denials of comparisons turned.
  static List<Expr> conjuncts(List<Expr> conditions) {
    List<Expr> parts = new ArrayList<>(conditions);
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Logic logic && logic.connective() == Logic.Connective.AND) {
        parts.addAll(logic.children());
        parts.remove(i--);
      } else {
        parts.set(i, turned(parts.get(i)));
      }
    }
    return parts;
  }

  /// `¬(a < b)` as `a ≥ b`; anything else as it is.
  static Expr turned(Expr condition) {
    return condition instanceof Logic logic
            && logic.connective() == Logic.Connective.NOT
            && logic.child(0) instanceof Relation relation
        ? Relation.of(relation.comparison().negated(), relation.left(), relation.right())
        : condition;
  }

  private void state(Comparison comparison, Expr difference) {
    LinearForm form = LinearForm.of(difference);
    if (form.isConstant()) {
      return;
    }
    Rational size = form.size();
    Rational border = form.constant().negate().dividedBy(size);
    if (comparison == Comparison.NOT_EQUAL) {
      exclude(form.direction(size), border);
      exclude(form.direction(size.negate()), border.negate());
    }
    state(form, Bounds.that(comparison, border));
    relations.add(form);
    Expr part = form.single();
    if (part != null) {
      deduce(part);
    }
  }

  /// That the form without its number, scaled to size 1, has these bounds.
  private void state(LinearForm form, Bounds more) {
    Rational size = form.size();
    bounds.merge(form.direction(size), more, Bounds::and);
    bounds.merge(form.direction(size.negate()), more.negate(), Bounds::and);
  }

  private void exclude(Map<Expr, Rational> direction, Rational value) {
    excluded.computeIfAbsent(direction, key -> new HashSet<>()).add(value);
  }

  /// What the bounds of a part say of what it is made of.
  private void deduce(Expr part) {
    Bounds known = of(LinearForm.of(part));
    if (part instanceof Apply apply && apply.operator() == Elementary.ABS) {
      Rational high = known.upper();
      if (high != null) {
        state(
            apply.argument(),
            new Bounds(high.negate(), known.upperOpen(), high, known.upperOpen(), false, false));
      }
      if (known.nonZero()) {
        state(apply.argument(), Bounds.NONZERO);
      }
    } else if (known.nonZero() && (part instanceof Product || part instanceof Quotient)) {
      part.children().forEach(factor -> state(factor, Bounds.NONZERO));
    } else if (known.nonZero() && part instanceof Power power) {
      Rational exponent = LinearForm.number(power.exponent());
      if (exponent != null) {
        boolean even = exponent.isInteger() && !exponent.numerator().testBit(0);
        boolean whole = exponent.isInteger();
        state(
            power.base(),
            even || (whole && !known.isPositive()) ? Bounds.NONZERO : Bounds.POSITIVE);
      }
    }
  }

  private void state(Expr part, Bounds more) {
    LinearForm form = LinearForm.of(part);
    if (!form.isConstant()) {
      Rational size = form.size();
      Bounds shifted = more.plus(form.constant().negate());
      Bounds scaled = shifted.times(size.reciprocal());
      state(form, more.nonZero() && form.constant().isZero() ? scaled.asNonZero() : scaled);
      if (more.nonZero()) {
        Rational border = form.constant().negate().dividedBy(size);
        exclude(form.direction(size), border);
        exclude(form.direction(size.negate()), border.negate());
      }
    }
  }

  /// What the facts say of a sum of multiples and a number.
  Bounds of(LinearForm form) {
    if (form.isConstant()) {
      return Bounds.of(form.constant());
    }
    Rational size = form.size();
    Map<Expr, Rational> direction = form.direction(size);
    Bounds result = bounds.getOrDefault(direction, Bounds.ANY).times(size).plus(form.constant());
    Set<Rational> others = excluded.get(direction);
    return others != null && others.contains(form.constant().negate().dividedBy(size))
        ? result.asNonZero()
        : result;
  }

  /// Lets facts about several parts narrow each part: from `x > y` and `y > 0` follows `x > 0`.
  void propagate(java.util.function.Function<Expr, Bounds> boundsOf) {
    if (relations.size() > MANY) {
      return;
    }
    for (int round = 0; round < 2; round++) {
      for (LinearForm form : relations) {
        if (form.terms().size() > 1 && form.terms().size() < MANY) {
          propagate(form, boundsOf);
        }
      }
    }
  }

  private void propagate(LinearForm form, java.util.function.Function<Expr, Bounds> boundsOf) {
    Bounds total = of(new LinearForm(form.terms(), Rational.ZERO));
    form.terms()
        .forEach((part, coefficient) -> {
          Bounds rest = total;
          for (Map.Entry<Expr, Rational> other : form.terms().entrySet()) {
            if (!other.getKey().equals(part)) {
              rest = rest.plus(boundsOf.apply(other.getKey()).times(other.getValue()).negate());
            }
          }
          Bounds narrowed = rest.times(coefficient.reciprocal());
          if (narrowed.lower() != null || narrowed.upper() != null) {
            state(part, narrowed);
          }
        });
  }
}
