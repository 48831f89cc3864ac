package nabla.worksheet.descent;

import java.math.BigDecimal;
import java.math.MathContext;
import nabla.answer.Wording;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Relation;

/// How many steps a distance that each step multiplies by `factor` needs to fall below a bound.
///
/// @param steps the smallest t with `factor^t from < bound` (or ≤); −1 where there is none
/// @param logarithm `ln(from/bound) / ln(1/factor)`, where steps were counted by it
record StepCount(long steps, double logarithm) {

  private static final MathContext PRECISE = new MathContext(60);

  /// Powers with fewer steps are compared exactly.
  private static final long EXACTLY = 2_000;

  /// More steps are counted by the logarithm alone.
  private static final double MOST = 5e8;

  /// Counts the steps.
  ///
  /// @param strict whether the bound itself is not enough
  static StepCount of(Rational factor, Rational from, Rational bound, boolean strict) {
    if (holds(from, bound, strict)) {
      return new StepCount(0, Double.NaN);
    }
    if (factor.isZero()) {
      return new StepCount(holds(Rational.ZERO, bound, strict) ? 1 : -1, Double.NaN);
    }
    if (factor.compareTo(Rational.ONE) >= 0 || bound.signum() <= 0) {
      return new StepCount(-1, Double.NaN);
    }
    double logarithm = (logarithm(from) - logarithm(bound)) / -logarithm(factor);
    if (logarithm > MOST) {
      return new StepCount((long) Math.ceil(logarithm), logarithm);
    }
    long guess = Math.max(0, (long) logarithm - 1);
    long steps = guess;
    while (!holds(power(factor, steps).times(from), bound, strict)) {
      steps++;
    }
    return new StepCount(steps, logarithm);
  }

  private static boolean holds(Rational distance, Rational bound, boolean strict) {
    int comparison = distance.compareTo(bound);
    return strict ? comparison < 0 : comparison <= 0;
  }

  /// Of a positive number, even one that no double holds.
  private static double logarithm(Rational value) {
    Rational below = Rational.ONE.minus(value);
    return below.abs().compareTo(Rational.HALF) < 0
        ? Math.log1p(-below.doubleValue())
        : logarithm(value.numerator()) - logarithm(value.denominator());
  }

  private static double logarithm(java.math.BigInteger value) {
    int shift = Math.max(0, value.bitLength() - 1000);
    return Math.log(value.shiftRight(shift).doubleValue()) + shift * Math.log(2);
  }

  private static Rational power(Rational factor, long exponent) {
    if (exponent <= EXACTLY) {
      Rational result = Rational.ONE;
      for (long i = 0; i < exponent; i++) {
        result = result.times(factor);
      }
      return result;
    }
    BigDecimal base =
        new BigDecimal(factor.numerator()).divide(new BigDecimal(factor.denominator()), PRECISE);
    return Rational.parse(base.pow((int) exponent, PRECISE).toString());
  }

  /// Says the count, with the inequality that it comes from.
  void say(
      Account account,
      Forms forms,
      Notation notation,
      Expr distance,
      Expr factor,
      Expr from,
      Relation wanted) {
    Expr remaining =
        factor.equals(nabla.expr.Num.ZERO) || factor.equals(nabla.expr.Num.ONE)
            ? factor.equals(nabla.expr.Num.ONE) ? from : factor
            : from.equals(nabla.expr.Num.ONE)
                ? Power.of(factor, notation.index())
                : Product.of(from, Power.of(factor, notation.index()));
    Expr bound = Relation.of(wanted.comparison(), remaining, wanted.right());
    Wording equation =
        account.sentence(Relation.of(Relation.Comparison.EQUAL, distance, remaining));
    if (steps < 0) {
      account.say(equation, ", so that ", bound, " for no ", notation.index(), " at all.");
    } else if (Double.isNaN(logarithm)) {
      account.say(
          equation,
          ", so that the bound ",
          wanted.right(),
          " is met after " + steps + (steps == 1 ? " step." : " steps."));
    } else {
      Expr exact =
          Quotient.of(
              Apply.of(Elementary.LN, forms.closed(Quotient.of(from, wanted.right()))),
              Apply.of(Elementary.LN, forms.closed(Quotient.of(nabla.expr.Num.ONE, factor))));
      account.say(
          equation,
          "; ",
          bound,
          " for ",
          Relation.of(
              wanted.comparison() == Relation.Comparison.LESS
                  ? Relation.Comparison.GREATER
                  : Relation.Comparison.GREATER_OR_EQUAL,
              notation.index(),
              exact),
          " ",
          new Account.Figure(
              "≈ "
                  + BigDecimal.valueOf(logarithm)
                      .round(
                          new MathContext(
                              1 + Math.max(4, (int) Math.log10(Math.max(1, logarithm)) + 3)))
                      .toPlainString()),
          ", so that "
              + (logarithm > MOST ? "about " : "")
              + steps
              + (steps == 1 ? " step is" : " steps are")
              + " enough.");
    }
  }
}
