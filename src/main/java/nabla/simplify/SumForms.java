package nabla.simplify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Combinatorial;
import nabla.catalogue.Elementary;
import nabla.catalogue.Special;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;
import org.jspecify.annotations.Nullable;

/// Finite sums and products with any bounds in forms that can be compared, where the facts say that
/// no range ends before its empty one, `b ≥ a − 1`. Sums of polynomials and of polynomials times
/// q^k are carried out; any other `Σ_{k=a}^b f(k)` is F(b + 1) − F(a), where of F nothing is known
/// but `F(k + 1) − F(k) = f(k)`. So ranges split, indices shift and differences telescope.
final class SumForms {

  private static final int MOST_STEPS = 20;

  private static final Symbol INDEX = Symbol.of(Name.of("summation variable"));

  private final Signs signs;
  private final Map<Expr, UnknownFunction> unknown = new HashMap<>();

  SumForms(Assumptions facts) {
    this.signs = Signs.of(facts);
  }

  /// Whether there is something to be done.
  static boolean concern(Expr... sides) {
    for (Expr side : sides) {
      if (Dag.any(side, SumForms::isFinite)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFinite(Expr node) {
    return node instanceof Binder binder
        && binder.isScalar()
        && (binder.kind() == Binder.Kind.SUM || binder.kind() == Binder.Kind.PRODUCT);
  }

  /// The canonical expression with its sums and products in these forms.
  Expr of(Expr canonical) {
    return rebuilt(canonical, false);
  }

  /// The canonical expression with those sums and products carried out that have a closed form.
  Expr closed(Expr canonical) {
    return rebuilt(canonical, true);
  }

  private Expr rebuilt(Expr root, boolean closedOnly) {
    Dag dag = Dag.of(root);
    Expr[] results = new Expr[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      Expr[] children = new Expr[node.arity()];
      for (int i = 0; i < children.length; i++) {
        children[i] = results[dag.position(node.child(i))];
      }
      Expr like = node.isScalar() ? Canonical.rebuild(node, children) : node.withChildren(children);
      results[position] = isFinite(node) ? forms(like, closedOnly) : like;
    }
    return results[results.length - 1];
  }

  /// The form of a binder, which may have got constant factors in front.
  private Expr forms(Expr like, boolean closedOnly) {
    List<Expr> factors = new ArrayList<>();
    for (Expr factor : like instanceof Product product ? product.children() : List.of(like)) {
      factors.add(
          factor instanceof Binder binder && isFinite(binder) ? form(binder, closedOnly) : factor);
    }
    return Canonical.product(factors);
  }

  private Expr form(Binder binder, boolean closedOnly) {
    Expr upper = binder.upper();
    if (upper == null || !hasGoodRange(binder.lower(), upper)) {
      return binder;
    }
    Expr body = Canonical.of(binder.open(INDEX));
    Expr after = Canonical.sum(upper, Num.ONE);
    Expr form =
        binder.kind() == Binder.Kind.SUM
            ? sum(body, binder.lower(), after, closedOnly)
            : product(body, binder.lower(), after, closedOnly);
    Expr apart =
        form == null && closedOnly && binder.kind() == Binder.Kind.SUM
            ? apart(body, binder.lower(), upper)
            : form;
    return apart == null ? binder : apart;
  }

  /// A sum without its terms that have a closed form, where that is shorter, as `Σ_i (x_i − Σ_j
  /// x_j/n)` is 0; null where it is not.
  private @Nullable Expr apart(Expr body, Expr from, Expr upper) {
    List<Expr> parts = new ArrayList<>();
    List<Expr> rest = new ArrayList<>();
    for (Expr term : body instanceof Sum sum ? sum.children() : List.of(body)) {
      Expr closed = sum(term, from, Canonical.sum(upper, Num.ONE), true);
      (closed == null ? rest : parts).add(closed == null ? term : closed);
    }
    if (parts.isEmpty() || rest.isEmpty()) {
      return null;
    }
    parts.add(Canonical.of(Binder.of(Binder.Kind.SUM, INDEX, from, upper, Canonical.sum(rest))));
    Expr whole = Canonical.sum(parts);
    return whole.weight() < body.weight() ? whole : null;
  }

  /// Whether the bounds are free of other bound variables, and the range is not before its empty
  /// one.
  private boolean hasGoodRange(Expr lower, Expr upper) {
    return !Dag.any(Sum.of(lower, upper), node -> node instanceof Bound)
        && signs.holds(
                Relation.of(
                    Comparison.GREATER_OR_EQUAL,
                    Canonical.difference(Canonical.sum(upper, Num.ONE), lower),
                    Num.ZERO))
            == Truth.TRUE;
  }

  private @Nullable Expr sum(Expr body, Expr from, Expr after, boolean closedOnly) {
    List<Expr> parts = new ArrayList<>();
    for (Expr term : body instanceof Sum sum ? sum.children() : List.of(body)) {
      Antidifference closed = Antidifference.of(term, INDEX);
      if (closed != null && differsFromOne(closed.ratio(), closedOnly)) {
        parts.add(Canonical.difference(closed.at(after), closed.at(from)));
      } else if (closedOnly || Dag.any(term, node -> node instanceof Bound)) {
        return null; // F would depend on the index of another sum
      } else {
        addUnknown(parts, term, from, after);
      }
    }
    return Canonical.sum(parts);
  }

  /// A ratio of 1 is that of a polynomial. Where closed forms are looked for, the ratio may be
  /// anything: the form says by what it divides.
  private boolean differsFromOne(Expr ratio, boolean closedOnly) {
    if (ratio instanceof Apply natural && natural.operator() == Elementary.EXP) {
      return closedOnly || signs.isNonZero(natural.argument());
    }
    Expr excess = Canonical.difference(ratio, Num.ONE);
    return closedOnly || Canonical.isZero(excess) || signs.isNonZero(excess);
  }

  private void addUnknown(List<Expr> parts, Expr term, Expr from, Expr after) {
    List<Expr> front = new ArrayList<>();
    List<Expr> inside = new ArrayList<>();
    for (Expr factor : term instanceof Product product ? product.children() : List.of(term)) {
      (Dag.of(factor).contains(INDEX) ? inside : front).add(factor);
    }
    Expr constant = Canonical.product(front);
    for (Expr fraction : PartialFractions.of(Canonical.product(inside), INDEX)) {
      Expr number = Num.of(Canonical.coefficient(fraction));
      Expr function = Canonical.withoutCoefficient(fraction);
      addUnknown(parts, Canonical.product(constant, number), function, from, after);
    }
  }

  private void addUnknown(List<Expr> parts, Expr constant, Expr body, Expr from, Expr after) {
    Rational shift = leastShift(body);
    Expr function = at(body, Canonical.difference(INDEX, Num.of(shift)));
    Expr high = antidifference(function, Canonical.sum(after, Num.of(shift)));
    Expr low = antidifference(function, Canonical.sum(from, Num.of(shift)));
    parts.add(Canonical.product(constant, Canonical.difference(high, low)));
  }

  /// The least c of the parts k + c of a term, so that f(k) and f(k + 1) are seen to be one
  /// function.
  private static Rational leastShift(Expr body) {
    Rational least = null;
    Dag dag = Dag.of(body);
    for (Expr node : dag.nodes()) {
      for (Expr child : node.children()) {
        if (child.equals(INDEX)) {
          Rational shift = shift(node);
          least = least == null || shift.compareTo(least) < 0 ? shift : least;
        }
      }
    }
    return least == null ? Rational.ZERO : least;
  }

  private static Rational shift(Expr parent) {
    Rational shift = Rational.ZERO;
    for (Expr term : parent instanceof Sum sum ? sum.children() : List.<Expr>of()) {
      shift = term instanceof Num number && number.value().isInteger() ? number.value() : shift;
    }
    return shift;
  }

  private static Expr at(Expr body, Expr place) {
    return Canonical.of(Substitution.of(INDEX, place).apply(body));
  }

  /// F at a place n + c, by F(n) and the values of f between; F(1) = 0.
  private Expr antidifference(Expr function, Expr place) {
    Rational constant = Rational.ZERO;
    for (Expr term : place instanceof Sum sum ? sum.children() : List.of(place)) {
      constant = term instanceof Num number ? number.value() : constant;
    }
    boolean number = place instanceof Num;
    Rational steps = number ? constant.minus(Rational.ONE) : constant;
    if (!steps.isInteger() || steps.abs().compareTo(Rational.of(MOST_STEPS)) > 0) {
      return unknown(function, place);
    }
    Expr base = number ? Num.ONE : Canonical.difference(place, Num.of(constant));
    List<Expr> parts = new ArrayList<>();
    if (!number) {
      parts.add(unknown(function, base));
    }
    for (int j = 0; j < steps.intValue(); j++) {
      parts.add(at(function, Canonical.sum(base, Num.of(j))));
    }
    for (int j = steps.intValue(); j < 0; j++) {
      parts.add(Canonical.negate(at(function, Canonical.sum(base, Num.of(j)))));
    }
    return Canonical.sum(parts);
  }

  private Expr unknown(Expr function, Expr place) {
    UnknownFunction name =
        unknown.computeIfAbsent(
            function,
            key -> UnknownFunction.of(Name.of("antidifference " + (unknown.size() + 1)), 1));
    return Apply.of(name, place);
  }

  /// The product, where each factor is a power of one base, or k + c for the factorial.
  private @Nullable Expr product(Expr body, Expr from, Expr after, boolean closedOnly) {
    List<Expr> parts = new ArrayList<>();
    List<Expr> rest = new ArrayList<>();
    for (Expr factor : body instanceof Product product ? product.children() : List.of(body)) {
      Expr closed = factor(factor, from, after, closedOnly);
      (closed == null ? rest : parts).add(closed == null ? factor : closed);
    }
    if (!rest.isEmpty() && closedOnly) {
      return null;
    }
    if (!rest.isEmpty()) {
      parts.add(
          Binder.of(
              Binder.Kind.PRODUCT,
              INDEX,
              Num.ONE,
              Canonical.difference(after, from),
              at(
                  Canonical.product(rest),
                  Canonical.sum(INDEX, Canonical.difference(from, Num.ONE)))));
    }
    return Canonical.product(parts);
  }

  private @Nullable Expr factor(Expr factor, Expr from, Expr after, boolean closedOnly) {
    Expr count = Canonical.difference(after, from);
    if (!Dag.of(factor).contains(INDEX)) {
      return Canonical.power(factor, count);
    }
    if (factor instanceof Power power && power.exponent() instanceof Num exponent) {
      Expr base =
          exponent.value().isInteger() ? factor(power.base(), from, after, closedOnly) : null;
      return base == null ? null : Canonical.power(base, exponent);
    }
    if (factor instanceof Apply natural && natural.operator() == Elementary.EXP) {
      Expr exponent = sum(natural.argument(), from, after, true);
      return exponent == null ? null : Canonical.power(Apply.of(Elementary.E), exponent);
    }
    if (factor instanceof Power power && !Dag.of(power.base()).contains(INDEX)) {
      // whole exponents, or a base of which every power is one of a positive number
      boolean whole = isWhole(power.exponent());
      Expr exponent =
          whole || signs.isPositive(power.base()) ? sum(power.exponent(), from, after, true) : null;
      return exponent == null ? null : Canonical.power(power.base(), exponent);
    }
    Expr shift = Canonical.difference(factor, INDEX);
    Expr first = Canonical.sum(from, shift);
    if (shift instanceof Num && first instanceof Num number && isNatural(number.value())) {
      Expr high = Canonical.sum(after, shift);
      Expr low = Canonical.of(Apply.of(Special.GAMMA, number));
      // a reader knows the factorial
      return Canonical.quotient(
          closedOnly
              ? Apply.of(Combinatorial.FACTORIAL, Canonical.difference(high, Num.ONE))
              : Apply.of(Special.GAMMA, high),
          low);
    }
    return null;
  }

  private static boolean isNatural(Rational value) {
    return value.isInteger() && value.signum() > 0 && value.compareTo(Rational.of(1000)) < 0;
  }

  /// Whether the exponent is a sum of whole multiples of powers of the index.
  private static boolean isWhole(Expr exponent) {
    for (Expr term : exponent instanceof Sum sum ? sum.children() : List.of(exponent)) {
      Expr part = Canonical.withoutCoefficient(term);
      boolean power =
          term instanceof Num
              || part.equals(INDEX)
              || (part instanceof Power p
                  && p.base().equals(INDEX)
                  && p.exponent() instanceof Num number
                  && number.value().isInteger()
                  && number.value().signum() > 0);
      if (!power || !Canonical.coefficient(term).isInteger()) {
        return false;
      }
    }
    return true;
  }
}
