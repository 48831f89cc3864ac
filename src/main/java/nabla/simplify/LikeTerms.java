package nabla.simplify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Sum;

/// Collects the terms of a sum: each term without its coefficient, with the sum of its
/// coefficients.
final class LikeTerms {

  private static final int SMALL = 12;

  private final List<Expr> terms = new ArrayList<>();
  private final List<Rational> coefficients = new ArrayList<>();
  private final Map<Expr, Integer> positions = new HashMap<>();
  private Rational constant = Rational.ZERO;

  void add(Expr term, Rational factor) {
    switch (term) {
      case Num number -> constant = constant.plus(number.value().times(factor));
      case Sum sum -> {
        for (int i = 0; i < sum.arity(); i++) {
          add(sum.child(i), factor);
        }
      }
      default ->
          addLike(Canonical.withoutCoefficient(term), Canonical.coefficient(term).times(factor));
    }
  }

  private void addLike(Expr term, Rational coefficient) {
    int position = position(term);
    if (position >= 0) {
      coefficients.set(position, coefficients.get(position).plus(coefficient));
      return;
    }
    if (terms.size() >= SMALL) {
      if (positions.isEmpty()) {
        for (int i = 0; i < terms.size(); i++) {
          positions.put(terms.get(i), i);
        }
      }
      positions.put(term, terms.size());
    }
    terms.add(term);
    coefficients.add(coefficient);
  }

  private int position(Expr term) {
    if (!positions.isEmpty()) {
      return positions.getOrDefault(term, -1);
    }
    for (int i = 0; i < terms.size(); i++) {
      if (terms.get(i).equals(term)) {
        return i;
      }
    }
    return -1;
  }

  Expr toExpr() {
    List<Expr> result = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      if (!coefficients.get(i).isZero()) {
        result.add(terms.get(i));
      } else if (Canonical.mentionsInfinity(terms.get(i))) {
        throw Canonical.undefined("∞ − ∞");
      }
    }
    result.sort(CanonicalOrder.ORDER);
    result.replaceAll(term -> scaled(term, coefficients.get(position(term))));
    if (!constant.isZero() || result.isEmpty()) {
      result.addFirst(Num.of(constant));
    }
    // one term that is itself a sum, times 1, was flattened above; a single term is itself
    return Sum.of(result);
  }

  private static Expr scaled(Expr term, Rational coefficient) {
    if (coefficient.isOne()) {
      return term;
    }
    if (term instanceof Product product) {
      List<Expr> factors = new ArrayList<>();
      factors.add(Num.of(coefficient));
      factors.addAll(product.children());
      return Product.of(factors);
    }
    return Product.of(Num.of(coefficient), term);
  }
}
