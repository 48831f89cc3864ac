package nabla.calculus.index;

import java.util.ArrayList;
import java.util.List;
import nabla.calculus.index.IndexTerm.Range;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Rational;

/// A product of powers under sums, with a number in front.
///
/// @param coefficient the number
/// @param factors what is multiplied
/// @param ranges the indices that are summed over
record Monomial(Rational coefficient, List<Factor> factors, List<Range> ranges) {

  /// A base and its exponent.
  record Factor(Expr base, Rational exponent) {

    Expr expression() {
      return exponent.isOne() ? base : Power.of(base, Num.of(exponent));
    }
  }

  static Monomial number(Rational value) {
    return new Monomial(value, List.of(), List.of());
  }

  static Monomial of(Expr base, Rational exponent) {
    return new Monomial(Rational.ONE, List.of(new Factor(base, exponent)), List.of());
  }

  Monomial times(Monomial other) {
    List<Factor> all = new ArrayList<>(factors);
    all.addAll(other.factors);
    List<Range> sums = new ArrayList<>(ranges);
    sums.addAll(other.ranges);
    return new Monomial(coefficient.times(other.coefficient), List.copyOf(all), List.copyOf(sums));
  }

  Monomial scaled(Rational factor) {
    return new Monomial(coefficient.times(factor), factors, ranges);
  }

  /// The term without its number.
  Expr monic() {
    return new IndexTerm(factors.stream().map(Factor::expression).toList(), ranges).expression();
  }
}
