package nabla.calculus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Sum;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// An expression with its brackets multiplied out, term by term, before like terms are collected.
///
/// @param terms the terms, canonical, in the order in which they arise
/// @param denominator what all of them stand over, canonical
record Expansion(List<Expr> terms, Expr denominator) {

  /// As many terms fit on a line.
  private static final int MOST_TERMS = 12;

  /// The expansion of a canonical expression; null where nothing is to be multiplied out, or where
  /// it has too many terms for a line.
  static @Nullable Expansion of(Expr canonical) {
    List<Expr> above = new ArrayList<>();
    List<Expr> below = new ArrayList<>();
    for (Expr factor :
        canonical instanceof Product product ? product.children() : List.of(canonical)) {
      boolean under =
          factor instanceof Power power
              && power.exponent() instanceof Num number
              && number.value().signum() < 0;
      (under ? below : above).add(factor);
    }
    List<Expr> terms = product(above);
    return terms == null || terms.size() < 2
        ? null
        : new Expansion(List.copyOf(terms), Canonical.power(Canonical.product(below), -1));
  }

  private static @Nullable List<Expr> product(List<Expr> factors) {
    List<Expr> terms = List.of(Num.ONE);
    for (Expr factor : factors) {
      int times = 1;
      Expr base = factor;
      if (factor instanceof Power power
          && power.base() instanceof Sum
          && power.exponent() instanceof Num number
          && number.value().isInt()
          && number.value().signum() > 0) {
        times = number.value().intValue();
        base = power.base();
      }
      List<Expr> inner = base instanceof Sum sum ? sum(sum) : List.of(base);
      for (int i = 0; i < times; i++) {
        if (inner == null || terms.size() * inner.size() > MOST_TERMS) {
          return null;
        }
        List<Expr> next = new ArrayList<>();
        for (Expr term : terms) {
          for (Expr other : inner) {
            next.add(Canonical.product(term, other));
          }
        }
        terms = next;
      }
    }
    return terms;
  }

  private static @Nullable List<Expr> sum(Sum sum) {
    List<Expr> terms = new ArrayList<>();
    for (Expr term : sum.children()) {
      List<Expr> expanded =
          product(term instanceof Product product ? product.children() : List.of(term));
      if (expanded == null || terms.size() + expanded.size() > MOST_TERMS) {
        return null;
      }
      terms.addAll(expanded);
    }
    return terms;
  }

  /// Whether like terms meet.
  boolean collects() {
    return !(Canonical.sum(terms) instanceof Sum sum && sum.arity() == terms.size());
  }

  /// With like terms collected.
  Expr collected() {
    return Canonical.quotient(Canonical.sum(terms), denominator);
  }

  /// The line as written, each term by `present`.
  Expr shown(UnaryOperator<Expr> present) {
    Expr above = Sum.of(terms.stream().map(present).toList());
    return Canonical.isOne(denominator) ? above : Quotient.of(above, present.apply(denominator));
  }
}
