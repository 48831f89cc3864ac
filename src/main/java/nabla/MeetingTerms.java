package nabla;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.calculus.NormDifferentials;
import nabla.catalogue.Blocks;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.BracketFactors;
import nabla.simplify.Canonical;
import nabla.simplify.Written;
import nabla.simplify.arrays.ArrayClosedForm;
import org.jspecify.annotations.Nullable;

/// Terms of a sum in which two entries are one: `Σ_i Σ_j ‖x_i − x_j‖` has terms with i = j, which
/// are 0 whatever x is, where the rule of the norm would divide by 0; of `max(x_i, x_j)` they are
/// x_i. They are written apart, `𝟙[i ≠ j] ‖x_i − x_j‖`, before the derivative is taken.
final class MeetingTerms {

  /// Functions of numbers without a derivative at an end of their domain or where two arguments are
  /// equal.
  private static final Set<Function> SHARP =
      Set.of(
          Elementary.SQRT,
          Elementary.MAX,
          Elementary.MIN,
          Trigonometric.ARCSIN,
          Trigonometric.ARCCOS,
          Norms.NORM);

  private final List<IndexRange> ranges = new ArrayList<>();

  private MeetingTerms() {}

  /// The formula with such terms apart.
  static Expr apart(Expr formula) {
    return Dag.any(formula, MeetingTerms::isSharp) ? new MeetingTerms().of(formula) : formula;
  }

  private static boolean isSharp(Expr node) {
    return node instanceof Power power
        ? power.isScalar() && isRoot(power)
        : node instanceof Apply apply
            && apply.isScalar()
            && apply.operator() instanceof Function function
            && SHARP.contains(function);
  }

  /// Whether it is a power of which the exponent may be less than 1.
  private static boolean isRoot(Power power) {
    return !(power.exponent() instanceof Num exponent)
        || (exponent.value().signum() > 0 && exponent.value().compareTo(Rational.ONE) < 0);
  }

  private Expr of(Expr formula) {
    Dag dag = Dag.below(part -> !(part instanceof Binder), formula);
    Map<Expr, Expr> results = new HashMap<>();
    for (Expr node : dag.nodes()) {
      results.put(
          node,
          isEvenPower(node)
              ? node
              : node instanceof Binder binder
                  ? under(binder)
                  : met(
                      node.arity() == 0
                          ? node
                          : bracketed(
                              node.withChildren(
                                  node.children().stream()
                                      .map(results::get)
                                      .toArray(Expr[]::new)))));
    }
    return results.getOrDefault(formula, formula);
  }

  /// Whether it is `‖u‖²`, which has a derivative where u is 0.
  private static boolean isEvenPower(Expr node) {
    return node instanceof Power power
        && isOf(power.base(), Norms.NORM)
        && NormDifferentials.isEuclidean((Apply) power.base())
        && power.exponent() instanceof Num exponent
        && exponent.value().signum() > 0
        && exponent.value().dividedBy(Rational.TWO).isInteger();
  }

  private Expr under(Binder binder) {
    if (binder.upper() == null || !Dag.any(binder, MeetingTerms::isSharp)) {
      return binder;
    }
    Symbol index = Symbol.of(Name.of("index of terms", String.valueOf(ranges.size())));
    ranges.add(new IndexRange(index, binder.lower(), binder.upper()));
    Expr body = of(binder.open(index));
    ranges.removeLast();
    return Binder.of(binder.kind(), index, binder.lower(), binder.upper(), body);
  }

  /// A product without brackets in the factors beside the same bracket, `𝟙[i ≠ j] ln ‖x_i − x_j‖`.
  private static Expr bracketed(Expr node) {
    if (node instanceof Quotient quotient) {
      Expr denominator = quotient.denominator();
      for (Expr factor : factors(quotient.numerator())) {
        if (BracketFactors.isBracket(factor)) {
          denominator = BracketFactors.where((Apply) factor, denominator);
        }
      }
      return Quotient.of(quotient.numerator(), denominator);
    }
    if (!(node instanceof Product)) {
      return node;
    }
    List<Expr> factors = new ArrayList<>(node.children());
    for (Expr bracket : node.children()) {
      if (BracketFactors.isBracket(bracket)) {
        factors.replaceAll(
            other -> other.equals(bracket) ? other : BracketFactors.where((Apply) bracket, other));
      }
    }
    return Product.of(factors);
  }

  private static List<Expr> factors(Expr numerator) {
    return numerator instanceof Product ? numerator.children() : List.of(numerator);
  }

  /// A function of entries, apart where two of them are one.
  private Expr met(Expr node) {
    Expr result = node;
    if (!isSharp(node)) {
      return node;
    }
    List<Expr> places = places(node);
    for (int i = 0; i < places.size(); i++) {
      for (int j = i + 1; j < places.size(); j++) {
        result = met(result, node, places.get(i), places.get(j));
      }
    }
    return result;
  }

  private Expr met(Expr result, Expr node, Expr one, Expr other) {
    Symbol index =
        isSolvable(one, other) ? (Symbol) one : isSolvable(other, one) ? (Symbol) other : null;
    if (index == null) {
      return result;
    }
    Expr place = index == one ? other : one;
    if (isApart(index, place)) {
      return result;
    }
    Expr together = constant(Substitution.of(index, place).apply(node));
    if (together == null) {
      return result;
    }
    Relation differ = Relation.of(Comparison.NOT_EQUAL, index, place);
    Expr apart = Product.of(Apply.of(Elementary.INDICATOR, differ), result);
    return together.equals(Num.ZERO)
        ? apart
        : Sum.of(apart, Product.of(Apply.of(Matrices.DELTA, index, place), together));
  }

  /// What a function is where its entries are one: max(x, x) is x; null where it is no simpler.
  private static @Nullable Expr constant(Expr node) {
    if (isOf(node, Elementary.MAX) || isOf(node, Elementary.MIN)) {
      Expr first = Canonical.of(node.child(0));
      return node.children().stream().allMatch(each -> Canonical.of(each).equals(first))
          ? node.child(0)
          : null;
    }
    if (node instanceof Power power) { // a base 0 has powers with positive exponents alone
      return closed(power.base()).equals(Num.ZERO) ? Num.ZERO : null;
    }
    boolean arc = isOf(node, Trigonometric.ARCSIN) || isOf(node, Trigonometric.ARCCOS);
    Expr closed = closed(arc ? node.child(0) : node);
    boolean atEnd = closed instanceof Num number && number.value().abs().equals(atEnd(arc));
    return !atEnd ? null : arc ? Canonical.of(Apply.of(((Apply) node).operator(), closed)) : closed;
  }

  private static boolean isOf(Expr node, Function function) {
    return node instanceof Apply apply && apply.operator() == function;
  }

  private static Expr closed(Expr node) {
    return new ArrayClosedForm(Written.in(node), node).of(node);
  }

  /// Where the slope is infinite: at the ends ±1 of the domain of arccos, at 0 for roots.
  private static Rational atEnd(boolean arc) {
    return arc ? Rational.ONE : Rational.ZERO;
  }

  /// Where entries stand in a function: the indices of vectors, and the rows of matrices.
  private static List<Expr> places(Expr node) {
    Set<Expr> places = new LinkedHashSet<>();
    for (Expr part : Dag.of(node).nodes()) {
      if (part instanceof Apply entry
          && (entry.operator() == Matrices.ENTRY || entry.operator() == Blocks.ROW)) {
        places.addAll(entry.children().subList(1, entry.arity()));
      }
    }
    return List.copyOf(places);
  }

  private static boolean isSolvable(Expr index, Expr place) {
    return index instanceof Symbol
        && !Dag.any(place, index::equals)
        && !Dag.any(place, Bound.class::isInstance);
  }

  /// Whether one of two places lies before the other in all terms, as in `Σ_{i<j}`.
  private boolean isApart(Symbol index, Expr place) {
    return lies(index, place) || (place instanceof Symbol other && lies(other, index));
  }

  private boolean lies(Symbol index, Expr place) {
    return ranges.stream().anyMatch(range -> range.index().equals(index) && range.isApart(place));
  }
}
