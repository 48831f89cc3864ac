package nabla.rewrite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Sum;
import org.jspecify.annotations.Nullable;

/// An expression as a sum of rational multiples of others, and a number: the same for `x - y`, `-y
/// + x` and `x + (-1) y`, so that what is known of one is known of all.
///
/// @param terms the coefficient of each part, none of them 0, in the order in which the parts were
///   met
/// @param constant the number
record LinearForm(Map<Expr, Rational> terms, Rational constant) {

  /// Sums of more terms than this count as one part.
  private static final int MOST_TERMS = 400;

  private record Scaled(Expr part, Rational by) {}

  /// The form of an expression, as written or canonical.
  static LinearForm of(Expr expression) {
    Map<Expr, Rational> terms = new LinkedHashMap<>();
    Rational constant = Rational.ZERO;
    Deque<Scaled> left = new ArrayDeque<>();
    left.push(new Scaled(expression, Rational.ONE));
    int visited = 0;
    while (!left.isEmpty()) {
      Scaled next = left.pop();
      Rational by = next.by;
      if (++visited > MOST_TERMS) {
        return new LinearForm(Map.of(expression, Rational.ONE), Rational.ZERO);
      }
      switch (next.part) {
        case Num number -> constant = constant.plus(by.times(number.value()));
        case Sum sum when sum.isScalar() && sum.arity() <= MOST_TERMS -> {
          for (int i = sum.arity() - 1; i >= 0; i--) {
            left.push(new Scaled(sum.child(i), by));
          }
        }
        case Negate negate -> left.push(new Scaled(negate.operand(), by.negate()));
        case Quotient quotient
            when quotient.denominator() instanceof Num number && !number.value().isZero() ->
            left.push(new Scaled(quotient.numerator(), by.dividedBy(number.value())));
        case Product product when hasNumber(product) -> {
          List<Expr> rest = new ArrayList<>();
          Rational factor = by;
          for (Expr child : product.children()) {
            if (child instanceof Num number) {
              factor = factor.times(number.value());
            } else {
              rest.add(child);
            }
          }
          left.push(new Scaled(Product.of(rest), factor));
        }
        default -> terms.merge(next.part, by, Rational::plus);
      }
    }
    terms.values().removeIf(Rational::isZero);
    return new LinearForm(terms, constant);
  }

  /// The number that the expression is, as written: `3/2` and `-1` too; null where it is none.
  static @Nullable Rational number(Expr expression) {
    LinearForm form = of(expression);
    return form.isConstant() ? form.constant : null;
  }

  private static boolean hasNumber(Product product) {
    if (product.arity() > MOST_TERMS) {
      return false;
    }
    for (int i = 0; i < product.arity(); i++) {
      if (product.child(i) instanceof Num) {
        return true;
      }
    }
    return false;
  }

  /// Whether this is a number alone.
  boolean isConstant() {
    return terms.isEmpty();
  }

  /// The only part; null where there are several or none.
  @Nullable Expr single() {
    return terms.size() == 1 ? terms.keySet().iterator().next() : null;
  }

  /// The sum of the absolute coefficients.
  Rational size() {
    Rational size = Rational.ZERO;
    for (Rational coefficient : terms.values()) {
      size = size.plus(coefficient.abs());
    }
    return size;
  }

  /// The parts alone, with coefficients of total size 1 times the sign of `by`.
  Map<Expr, Rational> direction(Rational by) {
    Map<Expr, Rational> direction = new LinkedHashMap<>();
    terms.forEach((part, coefficient) -> direction.put(part, coefficient.dividedBy(by)));
    return direction;
  }

  /// Where this is `a u² + b u + c`: the least or greatest value, `c − b²/(4a)`, as bounds; else
  /// nothing known.
  Bounds extremum() {
    if (terms.size() != 2) {
      return Bounds.ANY;
    }
    List<Expr> parts = List.copyOf(terms.keySet());
    for (int i = 0; i < 2; i++) {
      Expr square = parts.get(i);
      Expr base = parts.get(1 - i);
      if (square instanceof Power power && power.base().equals(base) && isTwo(power.exponent())) {
        Rational a = terms.getOrDefault(square, Rational.ONE);
        Rational b = terms.getOrDefault(base, Rational.ZERO);
        Rational extremum = constant.minus(b.times(b).dividedBy(a.times(Rational.of(4))));
        return a.signum() > 0
            ? new Bounds(extremum, false, null, true, false, false)
            : new Bounds(null, true, extremum, false, false, false);
      }
    }
    return Bounds.ANY;
  }

  private static boolean isTwo(Expr exponent) {
    return exponent instanceof Num number && number.value().equals(Rational.TWO);
  }
}
