package nabla.rewrite;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Order;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Sum;
import org.jspecify.annotations.Nullable;

/// Brings conditions into the form in which a reader expects them: `−2x > 0` is `x < 0`, `a² b ≠ 0`
/// is `a ≠ 0` and `b ≠ 0`, `1 − x² > 0` is `|x| < 1`; what is known anyway is left out, and so is
/// what others imply.
final class Conditions {

  /// Among more conditions than this, only equal ones are found superfluous.
  private static final int MANY = 12;

  private final Signs signs;
  private final Set<Expr> tidy = new LinkedHashSet<>();
  private final Deque<Expr> waiting = new ArrayDeque<>();

  private Conditions(Signs signs) {
    this.signs = signs;
  }

  /// `left − right`, or what is compared with 0.
  static Expr difference(Relation relation) {
    if (isZero(relation.right())) {
      return relation.left();
    }
    Expr turned = Negate.of(relation.right());
    return isZero(relation.left()) ? turned : Sum.of(relation.left(), turned);
  }

  private static boolean isZero(Expr expression) {
    return expression instanceof Num number && number.value().isZero();
  }

  /// A condition as the list of those that must all hold; those that hold under what `signs` knows
  /// are left out.
  static List<Expr> tidy(Expr condition, Signs signs) {
    Conditions work = new Conditions(signs);
    work.waiting.add(condition);
    while (!work.waiting.isEmpty()) {
      work.take(work.waiting.pop());
    }
    return List.copyOf(work.tidy);
  }

  /// The conditions without those that the assumptions or the others imply.
  static List<Expr> reduce(List<Expr> conditions, Assumptions assumptions) {
    List<Expr> left = new ArrayList<>(new LinkedHashSet<>(conditions));
    joinBorders(left);
    if (left.size() > MANY) {
      return List.copyOf(left);
    }
    // The weak ones first, so that x ≠ 0 goes where x > 0 stays.
    List<Expr> order = new ArrayList<>(left);
    order.sort(Order.by(Conditions::strength));
    for (Expr condition : order) {
      Assumptions others = assumptions;
      for (Expr other : left) {
        others = other.equals(condition) ? others : others.and(other);
      }
      if (Signs.of(others).holds(condition) == Truth.TRUE) {
        left.remove(condition);
      }
    }
    return List.copyOf(left);
  }

  private static int strength(Expr condition) {
    return condition instanceof Relation relation
        ? switch (relation.comparison()) {
          case NOT_EQUAL -> 1;
          case LESS_OR_EQUAL, GREATER_OR_EQUAL -> 2;
          case LESS, GREATER -> 3;
          case EQUAL, APPROXIMATELY -> 4;
        }
        : 0;
  }

  /// `x ≥ 0` and `x ≠ 0` together are `x > 0`.
  private static void joinBorders(List<Expr> conditions) {
    Set<Expr> all = new LinkedHashSet<>(conditions);
    for (int i = 0; i < conditions.size(); i++) {
      if (conditions.get(i) instanceof Relation relation) {
        Comparison strict = relation.comparison().strict();
        if (strict != relation.comparison()
            && all.contains(Relation.of(Comparison.NOT_EQUAL, relation.left(), relation.right()))) {
          conditions.set(i, Relation.of(strict, relation.left(), relation.right()));
        }
      }
    }
  }

  private void take(Expr given) {
    Expr condition = Facts.turned(given);
    if (signs.holds(condition) == Truth.TRUE) {
      return;
    }
    if (condition instanceof Logic logic && logic.connective() == Logic.Connective.AND) {
      for (int i = logic.arity() - 1; i >= 0; i--) {
        waiting.push(logic.child(i));
      }
    } else if (condition instanceof Logic logic && logic.connective() == Logic.Connective.OR) {
      alternatives(logic);
    } else if (condition instanceof Relation relation && relation.left().isScalar()) {
      relation(relation);
    } else {
      tidy.add(condition);
    }
  }

  private void alternatives(Logic logic) {
    Set<Expr> alternatives = new LinkedHashSet<>();
    for (Expr child : logic.children()) {
      if (signs.holds(child) == Truth.FALSE || isPositiveAnyway(child, logic)) {
        continue;
      }
      List<Expr> parts = tidy(child, signs);
      alternatives.add(Logic.of(Logic.Connective.AND, parts));
    }
    tidy.add(
        alternatives.isEmpty() ? logic : Logic.of(Logic.Connective.OR, List.copyOf(alternatives)));
  }

  /// Whether a number that is no integer is positive, as another alternative has it: `x² > 0 or x²
  /// ≠ ⌊x²⌋` is `x² > 0`.
  private boolean isPositiveAnyway(Expr alternative, Logic logic) {
    return alternative instanceof Relation relation
        && relation.comparison() == Comparison.NOT_EQUAL
        && relation.right() instanceof Apply floor
        && floor.operator() == Elementary.FLOOR
        && floor.argument().equals(relation.left())
        && logic.children().contains(Relation.of(Comparison.GREATER, relation.left(), Num.ZERO))
        && signs.isNonNegative(relation.left());
  }

  private void relation(Relation relation) {
    LinearForm form = LinearForm.of(difference(relation));
    if (form.isConstant()) {
      tidy.add(relation);
      return;
    }
    Apply whole = wholePart(form);
    if (whole != null) {
      boolean turned = form.terms().getOrDefault(whole, Rational.ONE).signum() > 0;
      Comparison side = turned ? relation.comparison().flipped() : relation.comparison();
      tidy.add(withoutWholePart(side, whole.argument()));
      return;
    }
    Expr first = form.terms().keySet().iterator().next();
    Rational leading = form.terms().getOrDefault(first, Rational.ONE);
    Comparison comparison =
        leading.signum() < 0 ? relation.comparison().flipped() : relation.comparison();
    if (form.terms().size() == 1) {
      single(first, comparison, form.constant().negate().dividedBy(leading), relation);
    } else {
      tidy.add(several(form, leading, comparison));
    }
  }

  /// The integer part of `x` in `2x − 2⌊x⌋ ≠ 0`, which compares it with x; null where a comparison
  /// is not of that kind.
  private static @Nullable Apply wholePart(LinearForm form) {
    for (Map.Entry<Expr, Rational> term : form.terms().entrySet()) {
      if (term.getKey() instanceof Apply rounded && rounded.operator() == Elementary.FLOOR) {
        Rational factor = term.getValue().negate();
        LinearForm part = LinearForm.of(rounded.argument());
        Map<Expr, Rational> expected = new LinkedHashMap<>();
        part.terms().forEach((key, value) -> expected.put(key, value.times(factor)));
        expected.put(term.getKey(), term.getValue());
        return expected.equals(form.terms())
                && part.constant().times(factor).equals(form.constant())
            ? rounded
            : null;
      }
    }
    return null;
  }

  /// `x + 1 ≠ ⌊x + 1⌋` says the same as `x ≠ ⌊x⌋`.
  private static Expr withoutWholePart(Comparison comparison, Expr part) {
    LinearForm form = LinearForm.of(part);
    Expr rest =
        form.constant().isZero() || !form.constant().isInteger() ? part : written(form.terms());
    return Relation.of(comparison, rest, Apply.of(Elementary.FLOOR, rest));
  }

  /// `x > y` for two parts that are subtracted, `x + y > 1` else.
  private static Expr several(LinearForm form, Rational leading, Comparison comparison) {
    Map<Expr, Rational> terms = form.direction(leading);
    Rational constant = form.constant().dividedBy(leading);
    if (terms.size() == 2 && constant.isZero()) {
      List<Expr> parts = List.copyOf(terms.keySet());
      Rational second = terms.getOrDefault(parts.get(1), Rational.ONE);
      if (second.signum() < 0) {
        return Relation.of(comparison, parts.get(0), scaled(parts.get(1), second.negate()));
      }
    }
    return Relation.of(comparison, written(terms), Num.of(constant.negate()));
  }

  private static Expr written(Map<Expr, Rational> terms) {
    List<Expr> sum = new ArrayList<>();
    terms.forEach((part, coefficient) -> sum.add(scaled(part, coefficient)));
    return Sum.of(sum);
  }

  private static Expr scaled(Expr part, Rational by) {
    if (by.signum() < 0) {
      return Negate.of(scaled(part, by.negate()));
    }
    return by.isOne() ? part : Product.of(Num.of(by), part);
  }

  /// `part comparison value`, taken apart where the part is made of simpler ones.
  private void single(Expr part, Comparison comparison, Rational value, Relation original) {
    Rational exponent = part instanceof Power power ? LinearForm.number(power.exponent()) : null;
    boolean done =
        switch (part) {
          case Product product when value.isZero() -> factors(product.children(), comparison);
          case Quotient quotient when value.isZero() -> factors(quotient.children(), comparison);
          case Power power when exponent != null ->
              power(power.base(), exponent, comparison, value);
          case Power power when value.isOne() -> exponential(power, comparison);
          case Product product when value.signum() > 0 -> square(product, comparison, value);
          case Quotient quotient when value.signum() > 0 -> square(quotient, comparison, value);
          case Apply apply
              when apply.arity() == 1 && apply.operator() instanceof Function function ->
              function(function, apply.argument(), comparison, value);
          default -> false;
        };
    if (!done) {
      Relation plain = Relation.of(comparison, part, Num.of(value));
      tidy.add(original.equals(plain) ? original : plain);
    }
  }

  private boolean later(Comparison comparison, Expr left, Rational right) {
    waiting.push(Relation.of(comparison, left, Num.of(right)));
    return true;
  }

  private boolean factors(List<Expr> factors, Comparison comparison) {
    if (comparison == Comparison.NOT_EQUAL) {
      factors.reversed().forEach(factor -> later(comparison, factor, Rational.ZERO));
      return true;
    }
    if (comparison == Comparison.EQUAL || comparison == Comparison.APPROXIMATELY) {
      return false;
    }
    boolean strict = comparison == Comparison.LESS || comparison == Comparison.GREATER;
    List<Expr> rest = new ArrayList<>();
    List<Expr> different = new ArrayList<>();
    Comparison turned = comparison;
    for (Expr factor : factors) {
      if (signs.isNegative(factor)) {
        turned = turned.flipped();
      } else if (strict && signs.isNonNegative(factor)) {
        different.add(factor);
      } else if (!signs.isPositive(factor)) {
        rest.add(factor);
      }
    }
    if (rest.size() == factors.size()) {
      return false;
    }
    if (rest.isEmpty() && turned == Comparison.LESS) {
      return false; // it holds nowhere
    }
    different.forEach(factor -> later(Comparison.NOT_EQUAL, factor, Rational.ZERO));
    return rest.isEmpty() || later(turned, Product.of(rest), Rational.ZERO);
  }

  private boolean power(Expr base, Rational exponent, Comparison comparison, Rational value) {
    boolean whole = exponent.isInteger();
    boolean even = whole && !exponent.numerator().testBit(0);
    if (value.isZero()) {
      if (comparison == Comparison.NOT_EQUAL || (even && comparison == Comparison.GREATER)) {
        return later(Comparison.NOT_EQUAL, base, Rational.ZERO);
      }
      if (comparison == Comparison.EQUAL && exponent.signum() > 0) {
        return later(comparison, base, Rational.ZERO);
      }
      boolean strict = comparison == Comparison.GREATER || comparison == Comparison.LESS;
      return !even
          && (whole || comparison == Comparison.GREATER)
          && (exponent.signum() > 0 || strict)
          && later(comparison, base, Rational.ZERO);
    }
    if (exponent.equals(Rational.TWO) && value.signum() > 0) {
      Rational root = root(value);
      return root != null && later(comparison, Apply.of(Elementary.ABS, base), root);
    }
    return exponent.equals(Rational.HALF)
        && value.signum() > 0
        && later(comparison, base, value.times(value));
  }

  /// `x² / y² < 1` as `|x/y| < 1`.
  private boolean square(Expr part, Comparison comparison, Rational value) {
    List<Expr> roots = new ArrayList<>();
    for (Expr factor : part.children()) {
      Expr root = SquareFactors.root(factor);
      if (root == null) {
        return false;
      }
      roots.add(root);
    }
    return power(part.withChildren(roots.toArray(Expr[]::new)), Rational.TWO, comparison, value);
  }

  /// The exact square root; null where it is no rational number.
  private static @Nullable Rational root(Rational value) {
    BigInteger above = value.numerator().sqrt();
    BigInteger below = value.denominator().sqrt();
    Rational root = Rational.of(above, below);
    return root.times(root).equals(value) ? root : null;
  }

  private boolean function(
      Function function, Expr argument, Comparison comparison, Rational value) {
    if (function == Elementary.ABS) {
      if (signs.isNonNegative(argument)) {
        return later(comparison, argument, value);
      }
      if (value.isZero()
          && (comparison == Comparison.NOT_EQUAL || comparison == Comparison.GREATER)) {
        return later(Comparison.NOT_EQUAL, argument, Rational.ZERO);
      }
      if (value.isZero() && comparison == Comparison.EQUAL) {
        return later(comparison, argument, value);
      }
      return multiple(argument, comparison, value);
    }
    if (function == Elementary.SQRT) {
      return power(argument, Rational.HALF, comparison, value);
    }
    Facets facets = Facets.of(function);
    int direction = facets.direction();
    if (direction == 0) {
      return false;
    }
    for (Facets.Value known : facets.values()) {
      Rational place = known.place().lower();
      if (known.value().is(value) && place != null && known.place().is(place)) {
        return later(direction > 0 ? comparison : comparison.flipped(), argument, place);
      }
    }
    return false;
  }

  /// `|2x| ≤ 1` as `|x| ≤ 1/2`.
  private boolean multiple(Expr argument, Comparison comparison, Rational value) {
    LinearForm form = LinearForm.of(argument);
    Expr part = form.single();
    if (part == null || !form.constant().isZero() || part.equals(argument)) {
      return false;
    }
    return later(comparison, Apply.of(Elementary.ABS, part), value.dividedBy(form.size()));
  }

  /// `2^x > 1` as `x > 0`.
  private boolean exponential(Power power, Comparison comparison) {
    Expr excess = Sum.of(power.base(), Num.MINUS_ONE);
    return signs.isPositive(power.base())
        && (signs.isPositive(excess) || signs.isNegative(excess))
        && later(
            signs.isPositive(excess) ? comparison : comparison.flipped(),
            power.exponent(),
            Rational.ZERO);
  }
}
