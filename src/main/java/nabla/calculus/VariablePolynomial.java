package nabla.calculus;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// A polynomial in one variable: its coefficients by degree, which are free of the variable.
record VariablePolynomial(Symbol variable, List<Expr> coefficients) {

  /// Polynomials of higher degree are left to the general way.
  static final int LARGEST_DEGREE = 64;

  /// The polynomial that a canonical expression is; null where it is none, or one of high degree.
  static @Nullable VariablePolynomial read(Expr canonical, Symbol variable) {
    if (!Glance.dependsOn(canonical, variable)) {
      return constant(canonical, variable);
    }
    return switch (canonical) {
      case Symbol symbol -> new VariablePolynomial(variable, List.of(Num.ZERO, Num.ONE));
      case Sum sum -> {
        VariablePolynomial total = constant(Num.ZERO, variable);
        for (Expr term : sum.children()) {
          VariablePolynomial next = read(term, variable);
          if (next == null) {
            yield null;
          }
          total = total.plus(next);
        }
        yield total;
      }
      case Product product -> {
        VariablePolynomial total = constant(Num.ONE, variable);
        for (Expr factor : product.children()) {
          VariablePolynomial next = read(factor, variable);
          if (next == null || total.degree() + next.degree() > LARGEST_DEGREE) {
            yield null;
          }
          total = total.times(next);
        }
        yield total;
      }
      case Power power
          when power.exponent() instanceof Num exponent
              && exponent.value().isInt()
              && exponent.value().signum() > 0 -> {
        VariablePolynomial base = read(power.base(), variable);
        int times = exponent.value().intValue();
        if (base == null || (long) base.degree() * times > LARGEST_DEGREE) {
          yield null;
        }
        VariablePolynomial total = base;
        for (int i = 1; i < times; i++) {
          total = total.times(base);
        }
        yield total;
      }
      default -> null;
    };
  }

  /// A number, or whatever is free of the variable.
  static VariablePolynomial constant(Expr value, Symbol variable) {
    return new VariablePolynomial(variable, List.of(value));
  }

  int degree() {
    return coefficients.size() - 1;
  }

  /// The sum.
  VariablePolynomial plus(VariablePolynomial other) {
    List<Expr> sum = new ArrayList<>();
    for (int i = 0; i < Math.max(coefficients.size(), other.coefficients.size()); i++) {
      sum.add(Canonical.sum(at(i), other.at(i)));
    }
    return trimmed(sum);
  }

  /// The product.
  VariablePolynomial times(VariablePolynomial other) {
    List<Expr> product = new ArrayList<>();
    for (int degree = 0; degree <= degree() + other.degree(); degree++) {
      List<Expr> terms = new ArrayList<>();
      for (int i = Math.max(0, degree - other.degree()); i <= Math.min(degree, degree()); i++) {
        terms.add(Canonical.product(at(i), other.at(degree - i)));
      }
      product.add(Canonical.sum(terms));
    }
    return trimmed(product);
  }

  VariablePolynomial times(Expr factor) {
    return times(constant(factor, variable));
  }

  VariablePolynomial derivative() {
    List<Expr> derivative = new ArrayList<>();
    for (int i = 1; i < coefficients.size(); i++) {
      derivative.add(Canonical.product(Num.of(i), at(i)));
    }
    return trimmed(derivative);
  }

  boolean isZero() {
    return coefficients.size() == 1 && Canonical.isZero(coefficients.getFirst());
  }

  /// The greatest number that divides all coefficients, with the sign of the leading one; 1 where
  /// not all are numbers.
  Rational content() {
    Rational measure = Rational.ZERO;
    for (Expr coefficient : coefficients) {
      if (!(coefficient instanceof Num number)) {
        return Rational.ONE;
      }
      measure = measure.commonMeasure(number.value());
    }
    boolean negative = coefficients.getLast() instanceof Num last && last.value().signum() < 0;
    return measure.isZero() ? Rational.ONE : negative ? measure.negate() : measure;
  }

  /// The polynomial written out, canonical.
  Expr expression() {
    List<Expr> terms = new ArrayList<>();
    for (int i = 0; i < coefficients.size(); i++) {
      terms.add(Canonical.product(at(i), Canonical.power(variable, i)));
    }
    return Canonical.sum(terms);
  }

  private Expr at(int degree) {
    return degree < coefficients.size() ? coefficients.get(degree) : Num.ZERO;
  }

  private VariablePolynomial trimmed(List<Expr> all) {
    int size = all.size();
    while (size > 1 && Canonical.isZero(all.get(size - 1))) {
      size--;
    }
    return new VariablePolynomial(
        variable, size == 0 ? List.of(Num.ZERO) : List.copyOf(all.subList(0, size)));
  }

  /// `n(n − 1)…(n − k + 1)/k!`.
  static Num binomial(int n, int k) {
    BigInteger value = BigInteger.ONE;
    for (int i = 0; i < k; i++) {
      value = value.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
    }
    return Num.of(Rational.of(value));
  }
}
