package nabla.calculus.index;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.calculus.index.IndexTerm.Range;
import nabla.calculus.index.Monomial.Factor;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;

/// Formulas of entries multiplied out: sums of products of powers, each under the indices that it
/// is summed over, with deltas contracted, exponentials of sums taken apart and what a sum does not
/// concern taken out of it. What is left as a base, such as `tanh(Σ_j A_ij x_j)`, is as it stood.
final class EntryTerms {

  /// Larger powers of sums, and products of more terms, are not multiplied out.
  private static final int LARGEST_POWER = 6;

  private static final int MOST_TERMS = 3_000;

  private static final String INDEX = "index of a term";

  /// The formula has more terms than anyone compares, or parts that are undefined.
  static final class TooHard extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooHard() {
      super(null, null, false, false);
    }
  }

  private final Contraction contraction;

  private int fresh;

  /// Terms in these free indices, each with its last value.
  EntryTerms(Map<Symbol, Expr> free) {
    this.contraction = Contraction.beside(free);
  }

  /// The terms of a number, each without like bases twice and without deltas that a sum takes away.
  List<Monomial> of(Expr number) {
    List<Monomial> terms = new ArrayList<>();
    for (Monomial term : expanded(number)) {
      terms.addAll(settled(term, 0));
    }
    return terms;
  }

  private List<Monomial> expanded(Expr number) {
    Budget.check();
    return switch (number) {
      case Num value ->
          value.value().isZero() ? List.of() : List.of(Monomial.number(value.value()));
      case Sum sum -> {
        List<Monomial> all = new ArrayList<>();
        sum.children().forEach(part -> all.addAll(expanded(part)));
        yield limited(all);
      }
      case Negate negate -> scaled(expanded(negate.operand()), Rational.MINUS_ONE);
      case Product product -> {
        List<Monomial> all = List.of(Monomial.number(Rational.ONE));
        for (Expr factor : product.children()) {
          all = times(all, expanded(factor));
        }
        yield all;
      }
      case Quotient quotient ->
          times(expanded(quotient.numerator()), power(quotient.denominator(), Rational.MINUS_ONE));
      case Power power when power.exponent() instanceof Num exponent ->
          power(power.base(), exponent.value());
      case Power power when isE(power.base()) -> exponential(power.exponent());
      case Apply apply when isE(apply) -> exponential(Num.ONE);
      case Apply apply when apply.operator() == Elementary.EXP -> exponential(apply.argument());
      case Apply apply when apply.operator() == Elementary.SQRT ->
          power(apply.argument(), Rational.HALF);
      case Apply apply when apply.operator() == Elementary.LN -> logarithm(apply.argument());
      case Binder binder when binder.kind() == Binder.Kind.SUM && binder.upper() != null ->
          sum(binder, binder.upper());
      default -> List.of(Monomial.of(number, Rational.ONE));
    };
  }

  /// Whether this is an index that a sum was opened with.
  static boolean isIndex(Expr node) {
    return node instanceof Symbol symbol && symbol.name().base().startsWith(INDEX);
  }

  private static boolean isE(Expr node) {
    return node instanceof Apply apply && apply.operator() == Elementary.E;
  }

  private static List<Monomial> limited(List<Monomial> terms) {
    if (terms.size() > MOST_TERMS) {
      throw new TooHard();
    }
    return terms;
  }

  private static List<Monomial> scaled(List<Monomial> terms, Rational factor) {
    return terms.stream().map(term -> term.scaled(factor)).toList();
  }

  private static List<Monomial> times(List<Monomial> left, List<Monomial> right) {
    if ((long) left.size() * right.size() > MOST_TERMS) {
      throw new TooHard();
    }
    List<Monomial> all = new ArrayList<>();
    for (Monomial one : left) {
      right.forEach(other -> all.add(one.times(other)));
    }
    return all;
  }

  private List<Monomial> sum(Binder binder, Expr upper) {
    Symbol index = Symbol.of(Name.of(INDEX + " " + fresh++));
    Range range = new Range(index, binder.lower(), upper);
    contraction.know(range);
    List<Monomial> terms = new ArrayList<>();
    for (Monomial term : expanded(binder.open(index))) {
      List<Range> ranges = new ArrayList<>(List.of(range));
      ranges.addAll(term.ranges());
      terms.add(new Monomial(term.coefficient(), term.factors(), List.copyOf(ranges)));
    }
    return terms;
  }

  private List<Monomial> power(Expr base, Rational exponent) {
    if (exponent.isZero()) {
      return List.of(Monomial.number(Rational.ONE));
    }
    if (exponent.isOne()) {
      return expanded(base);
    }
    if (!exponent.isInteger()) {
      return root(base, exponent);
    }
    boolean even = !exponent.numerator().testBit(0);
    if (even && base instanceof Apply size && size.operator() == Elementary.ABS) {
      return power(size.argument(), exponent);
    }
    List<Monomial> terms = combined(expanded(base));
    if (terms.isEmpty()) {
      if (exponent.signum() < 0) {
        throw new TooHard(); // 1/0
      }
      return List.of();
    }
    if (exponent.signum() > 0
        && exponent.compareTo(Rational.of(LARGEST_POWER)) <= 0
        && (terms.size() > 1 || !terms.getFirst().ranges().isEmpty())) {
      List<Monomial> all = terms;
      for (int i = 1; i < exponent.numerator().intValue(); i++) {
        all = times(all, expanded(base)); // anew, with indices of its own
      }
      return all;
    }
    if (terms.size() == 1) {
      return List.of(power(terms.getFirst(), exponent));
    }
    return List.of(Monomial.of(base, exponent));
  }

  /// The power of a product under sums: of each factor that no sum concerns, and of each sum.
  private static Monomial power(Monomial term, Rational exponent) {
    List<Factor> powers = new ArrayList<>();
    List<Factor> open = new ArrayList<>(term.factors());
    List<Range> ranges = new ArrayList<>(term.ranges());
    while (!ranges.isEmpty()) {
      List<Range> together = new ArrayList<>(List.of(ranges.removeFirst()));
      List<Factor> inside = new ArrayList<>();
      boolean grown = true;
      while (grown) {
        grown = open.removeIf(factor -> concerns(factor, together) && inside.add(factor));
        grown |=
            ranges.removeIf(range ->
                inside.stream().anyMatch(factor -> IndexTerm.mentions(factor.base(), range.index()))
                    && together.add(range));
      }
      Expr sum = new Monomial(Rational.ONE, inside, together).monic();
      powers.add(new Factor(sum, exponent));
    }
    open.forEach(
        factor -> powers.add(new Factor(factor.base(), factor.exponent().times(exponent))));
    return new Monomial(
        term.coefficient().power(exponent.numerator().intValueExact()),
        List.copyOf(powers),
        List.of());
  }

  /// A term with each of its sums as one factor.
  static Monomial apart(Monomial term) {
    return power(term, Rational.ONE);
  }

  private static boolean concerns(Factor factor, List<Range> ranges) {
    return ranges.stream().anyMatch(range -> IndexTerm.mentions(factor.base(), range.index()));
  }

  /// A power with a fractional exponent: positive factors, which exponentials are, come out.
  private List<Monomial> root(Expr base, Rational exponent) {
    List<Monomial> terms = combined(expanded(base));
    if (terms.size() == 1) {
      Monomial only = terms.getFirst();
      boolean positive =
          only.coefficient().isOne()
              && only.ranges().isEmpty()
              && only.factors().stream().allMatch(factor -> isExponential(factor.base()));
      if (positive) {
        return List.of(
            new Monomial(
                Rational.ONE,
                only.factors().stream()
                    .map(factor -> new Factor(factor.base(), factor.exponent().times(exponent)))
                    .toList(),
                List.of()));
      }
    }
    return List.of(Monomial.of(base, exponent));
  }

  private static boolean isExponential(Expr base) {
    return base instanceof Apply apply && apply.operator() == Elementary.EXP;
  }

  /// `e^(2a + b)` as `(e^a)² e^b`.
  private List<Monomial> exponential(Expr exponent) {
    List<Factor> factors = new ArrayList<>();
    for (Monomial term : combined(expanded(exponent))) {
      factors.add(new Factor(Apply.of(Elementary.EXP, term.monic()), term.coefficient()));
    }
    return List.of(new Monomial(Rational.ONE, List.copyOf(factors), List.of()));
  }

  /// `ln(e^c Σ_j e^{x_j})` as `c + ln Σ_j e^{x_j}`.
  private List<Monomial> logarithm(Expr argument) {
    List<Monomial> terms = combined(expanded(argument));
    if (terms.size() == 1) {
      Monomial apart = apart(terms.getFirst());
      List<Monomial> result = new ArrayList<>();
      List<Factor> others = new ArrayList<>();
      for (Factor factor : apart.factors()) {
        if (isExponential(factor.base())) {
          result.addAll(scaled(expanded(((Apply) factor.base()).argument()), factor.exponent()));
        } else {
          others.add(factor);
        }
      }
      Expr rest = new Monomial(Rational.ONE, others, List.of()).monic();
      Expr inside =
          apart.coefficient().isOne() ? rest : Product.of(Num.of(apart.coefficient()), rest);
      if (!inside.equals(Num.ONE)) {
        result.add(Monomial.of(Apply.of(Elementary.LN, inside), Rational.ONE));
      }
      return result;
    }
    return List.of(Monomial.of(Apply.of(Elementary.LN, argument), Rational.ONE));
  }

  private List<Monomial> combined(List<Monomial> terms) {
    List<Monomial> all = new ArrayList<>();
    for (Monomial term : terms) {
      all.addAll(settled(term, 0));
    }
    return all;
  }

  /// The term with one power of each base and deltas contracted; a root that has become a whole
  /// power is multiplied out.
  private List<Monomial> settled(Monomial term, int depth) {
    if (depth > LARGEST_POWER) {
      throw new TooHard();
    }
    List<Monomial> all = List.of(merged(term));
    if (hasDelta(term) || hasIdleRange(term)) {
      IndexTerm contracted =
          contraction.contracted(
              new IndexTerm(
                  merged(term).factors().stream().map(Factor::expression).toList(), term.ranges()));
      all = List.of(new Monomial(term.coefficient(), List.of(), contracted.ranges()));
      for (Expr factor : withEqualIndices(contracted.factors())) {
        all =
            times(
                all,
                isDelta(factor) ? List.of(Monomial.of(factor, Rational.ONE)) : expanded(factor));
      }
      all = all.stream().map(EntryTerms::merged).toList();
    }
    List<Monomial> result = new ArrayList<>();
    for (Monomial next : all) {
      Factor open = next.factors().stream().filter(EntryTerms::isOpen).findFirst().orElse(null);
      if (open == null) {
        result.add(next);
        continue;
      }
      List<Factor> others = new ArrayList<>(next.factors());
      others.remove(open);
      Monomial rest = new Monomial(next.coefficient(), List.copyOf(others), next.ranges());
      for (Monomial product : times(List.of(rest), power(open.base(), open.exponent()))) {
        result.addAll(settled(product, depth + 1));
      }
    }
    return result;
  }

  /// Whether a power of a sum can be multiplied out.
  private static boolean isOpen(Factor factor) {
    boolean sum =
        factor.base() instanceof Sum
            || factor.base() instanceof Product
            || (factor.base() instanceof Binder binder && binder.kind() == Binder.Kind.SUM);
    return sum
        && factor.exponent().isInteger()
        && factor.exponent().signum() > 0
        && factor.exponent().compareTo(Rational.of(LARGEST_POWER)) <= 0;
  }

  private static Monomial merged(Monomial term) {
    Map<Expr, Rational> exponents = new LinkedHashMap<>();
    for (Factor factor : term.factors()) {
      exponents.merge(factor.base(), factor.exponent(), Rational::plus);
    }
    List<Factor> factors = new ArrayList<>();
    exponents.forEach((base, exponent) -> {
      if (!exponent.isZero()) {
        factors.add(new Factor(base, isDelta(base) ? Rational.ONE : exponent));
      }
    });
    return new Monomial(term.coefficient(), List.copyOf(factors), term.ranges());
  }

  private static boolean isDelta(Expr node) {
    return node instanceof Apply apply
        && apply.operator() instanceof Function function
        && function == Matrices.DELTA;
  }

  private static boolean hasDelta(Monomial term) {
    return term.factors().stream().anyMatch(factor -> isDelta(factor.base()));
  }

  private static boolean hasIdleRange(Monomial term) {
    return term.ranges().stream()
        .anyMatch(range ->
            term.factors().stream()
                .noneMatch(factor -> IndexTerm.mentions(factor.base(), range.index())));
  }

  /// Beside a delta of two indices that stay, one of them stands for both.
  private static List<Expr> withEqualIndices(List<Expr> factors) {
    List<Expr> result = new ArrayList<>(factors);
    for (Expr delta : factors) {
      if (isDelta(delta)
          && delta.child(0) instanceof Symbol one
          && delta.child(1) instanceof Symbol other) {
        boolean first = one.name().toString().compareTo(other.name().toString()) <= 0;
        Symbol kept = first ? one : other;
        Symbol gone = first ? other : one;
        result.replaceAll(
            factor -> isDelta(factor) ? factor : Substitution.of(gone, kept).apply(factor));
      }
    }
    return result;
  }
}
