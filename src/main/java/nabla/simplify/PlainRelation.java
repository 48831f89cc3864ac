package nabla.simplify;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.Definitions;
import nabla.rewrite.Signs;
import org.jspecify.annotations.Nullable;

/// Brings comparisons that are not solved into a plain form: whole coefficients, a positive leading
/// term, no quotient (`x/y > 0` is `x y > 0`), and of sums of squares, what it means that they are
/// not 0.
final class PlainRelation {

  private PlainRelation() {}

  /// The canonical condition in its plain form, which may be several joined.
  static Expr of(Relation relation, Signs signs) {
    Expr[] sides =
        Definitions.expand(
            PlainRelation::isRoot, Canonical.of(relation.left()), Canonical.of(relation.right()));
    if (isWholePart(sides[1], sides[0])) {
      return relation;
    }
    Expr difference = Canonical.difference(Canonical.of(sides[0]), Canonical.of(sides[1]));
    List<Expr> terms =
        difference instanceof Sum sum ? new ArrayList<>(sum.children()) : List.of(difference);
    Rational measure = Rational.ZERO;
    for (Expr term : terms) {
      measure = measure.commonMeasure(Canonical.coefficient(term));
    }
    if (measure.isZero()) {
      return relation;
    }
    Expr leading = difference instanceof Sum sum ? Presentation.leadingTerm(sum) : difference;
    boolean turned = Canonical.coefficient(leading).signum() < 0;
    Rational scale = turned ? measure.reciprocal().negate() : measure.reciprocal();
    Expr scaled = scaled(difference, scale);
    Comparison comparison = turned ? relation.comparison().flipped() : relation.comparison();
    if (scaled instanceof Sum sum && isStrict(comparison)) {
      Expr parts = notAllZero(sum, signs);
      if (parts != null) {
        return parts;
      }
    }
    Expr plain = withoutQuotient(scaled, comparison);
    if (plain instanceof Power power
        && power.exponent() instanceof Num exponent
        && exponent.value().signum() > 0
        && isStrict(comparison)) {
      boolean even = exponent.value().isInteger() && !exponent.value().numerator().testBit(0);
      return of(
          Relation.of(even ? Comparison.NOT_EQUAL : comparison, power.base(), Num.ZERO), signs);
    }
    Expr first = relation.left() instanceof Sum sum ? sum.child(0) : relation.left();
    return arranged(comparison, plain, Canonical.of(first));
  }

  /// Whether a number is compared with its own integer part, as readers expect it.
  private static boolean isWholePart(Expr floor, Expr part) {
    return floor instanceof Apply apply
        && apply.operator() == Elementary.FLOOR
        && apply.argument().equals(part);
  }

  private static boolean isRoot(Function function) {
    return function == Elementary.HYPOT;
  }

  private static boolean isStrict(Comparison comparison) {
    return comparison == Comparison.GREATER || comparison == Comparison.NOT_EQUAL;
  }

  private static Expr scaled(Expr difference, Rational scale) {
    if (!(difference instanceof Sum sum)) {
      return Canonical.product(Num.of(scale), difference);
    }
    List<Expr> terms = new ArrayList<>();
    for (Expr term : sum.children()) {
      terms.add(Canonical.product(Num.of(scale), term));
    }
    return Canonical.sum(terms);
  }

  /// `x ≠ 0 or y ≠ 0` for `x² + y² ≠ 0`; null where a term may be negative.
  private static @Nullable Expr notAllZero(Sum sum, Signs signs) {
    List<Expr> parts = new ArrayList<>();
    for (Expr term : sum.children()) {
      if (!signs.isNonNegative(term) || term instanceof Num || signs.isNonZero(term)) {
        return null;
      }
      Expr part = Canonical.withoutCoefficient(term);
      Expr base =
          part instanceof Power power && power.exponent() instanceof Num ? power.base() : part;
      parts.add(Relation.of(Comparison.NOT_EQUAL, base, Num.ZERO));
    }
    return Logic.of(Logic.Connective.OR, parts);
  }

  /// A factor below has the same sign above.
  private static Expr withoutQuotient(Expr scaled, Comparison comparison) {
    if (!(scaled instanceof Product product) || comparison == Comparison.EQUAL) {
      return scaled;
    }
    List<Expr> factors = new ArrayList<>();
    for (Expr factor : product.children()) {
      boolean below =
          factor instanceof Power power
              && power.exponent() instanceof Num number
              && number.value().isInteger()
              && number.value().signum() < 0;
      factors.add(below ? Canonical.power(factor, -1) : factor);
    }
    return Canonical.product(factors);
  }

  /// `x > y` and `x² + y² < 1`, but `x + y + 1 > 0`; of two that differ, that on the left which was
  /// `first`.
  private static Expr arranged(Comparison comparison, Expr difference, Expr first) {
    Relation plain = Relation.of(comparison, difference, Num.ZERO);
    if (!(difference instanceof Sum sum)) {
      return plain;
    }
    List<Expr> rest = new ArrayList<>();
    Rational constant = Rational.ZERO;
    List<Expr> negative = new ArrayList<>();
    for (Expr term : sum.children()) {
      if (term instanceof Num number) {
        constant = number.value();
      } else if (Canonical.coefficient(term).signum() < 0) {
        negative.add(term);
        rest.add(term);
      } else {
        rest.add(term);
      }
    }
    if (rest.size() == 2 && negative.size() == 1 && constant.isZero()) {
      Expr subtracted = Canonical.negate(negative.getFirst());
      Expr other = Canonical.sum(sum, subtracted);
      boolean unordered = comparison == Comparison.NOT_EQUAL || comparison == Comparison.EQUAL;
      return unordered && subtracted.equals(first)
          ? Relation.of(comparison, subtracted, other)
          : Relation.of(comparison, other, subtracted);
    }
    return constant.signum() < 0
        ? Relation.of(comparison, Canonical.sum(rest), Num.of(constant.negate()))
        : plain;
  }

  /// The only part with variables of which a comparison is a rational function; null where it is a
  /// variable itself, or there are several.
  static @Nullable Expr onlyPart(Relation relation) {
    Expr difference = Canonical.difference(relation.left(), relation.right());
    Kernels kernels = Kernels.of(difference);
    kernels.fraction(difference);
    Expr only = null;
    for (int number = 0; number < kernels.size(); number++) {
      Expr kernel = kernels.kernel(number);
      if (Dag.any(kernel, Symbol.class::isInstance)) {
        if (only != null || kernel instanceof Symbol) {
          return null;
        }
        only = kernel;
      }
    }
    return only;
  }

  /// The expression with another in place of a part.
  static Expr replace(Expr root, Expr part, Expr other) {
    Dag dag = Dag.below(node -> !node.equals(part), root);
    Expr[] results = new Expr[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      if (node.equals(part)) {
        results[position] = other;
        continue;
      }
      Expr[] children = new Expr[node.arity()];
      for (int i = 0; i < children.length; i++) {
        children[i] = results[dag.position(node.child(i))];
      }
      results[position] = node.arity() == 0 ? node : node.withChildren(children);
    }
    return results[results.length - 1];
  }
}
