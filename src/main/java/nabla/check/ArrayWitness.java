package nabla.check;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Symbol;
import nabla.numeric.ArrayEvaluation;
import nabla.numeric.Enclosure;
import nabla.numeric.Precise;
import nabla.numeric.arrays.EntryEvaluation;
import nabla.simplify.Canonical;
import nabla.simplify.ClosedForm;
import nabla.simplify.Presentation;
import nabla.simplify.Written;
import org.apache.commons.math3.linear.RealMatrix;
import org.jspecify.annotations.Nullable;

/// Makes a counterexample of arrays at which a claim seems to fail: by exact values, by bounds that
/// do not meet, and where an operator has neither, by doubles that clearly differ.
final class ArrayWitness {

  private static final int DIGITS = 30;

  /// Digits shown of a value that has no exact form.
  private static final int SHOWN = 10;

  private final Comparison comparison;
  private final Expr left;
  private final Expr right;

  ArrayWitness(Relation claim) {
    this.comparison = claim.comparison();
    this.left = claim.left();
    this.right = claim.right();
  }

  /// A counterexample from the values at a point: from exact ones where they decide, from doubles
  /// where these differ and no exact ones decide; null where the claim may hold there.
  ///
  /// @param point the same values in doubles
  /// @param differ whether doubles say that the claim fails
  @Nullable ArrayCounterexample of(
      Map<Symbol, Expr> values,
      Map<Symbol, RealMatrix> point,
      Map<String, Integer> sizes,
      boolean differ) {
    try {
      Literal first = EntryEvaluation.of(left, values);
      Literal second = EntryEvaluation.of(right, values);
      if (first != null && second != null && first.shape().equals(second.shape())) {
        Boolean fails = fails(first, second);
        if (fails != null) {
          return fails ? counterexample(values, sizes, shown(first), shown(second)) : null;
        }
      }
    } catch (NablaException undefined) {
      if (undefined.kind() == NablaException.Kind.BUDGET) {
        Budget.check();
      }
      if (undefined.kind() == NablaException.Kind.DOMAIN) {
        return null;
      }
    }
    return differ ? inDoubles(values, point, sizes) : null;
  }

  /// Whether the claim certainly fails for two arrays; null where that is not known.
  private @Nullable Boolean fails(Literal first, Literal second) {
    boolean all = true;
    boolean some = false;
    boolean known = true;
    for (int i = 0; i < first.arity(); i++) {
      Boolean fails = fails(first.child(i), second.child(i));
      all &= fails != null && fails;
      some |= fails != null && fails;
      known &= fails != null;
    }
    boolean refuted = comparison == Comparison.NOT_EQUAL ? all : some;
    return (known || refuted) ? Boolean.valueOf(refuted) : null;
  }

  /// Whether two numbers certainly do not compare as claimed; null where that is not known.
  private @Nullable Boolean fails(Expr first, Expr second) {
    List<Enclosure> both =
        Precise.of(List.of(), first, second).enclose(List.<Rational>of(), DIGITS);
    Enclosure a = both.get(0);
    Enclosure b = both.get(1);
    Integer sign = null;
    if (a.exact() != null && b.exact() != null) {
      sign = a.exact().compareTo(b.exact());
    } else if (a.isDisjointFrom(b)) {
      sign = a.lower().compareTo(b.upper()) > 0 ? 1 : -1;
    }
    return sign == null ? null : !comparison.holds(Integer.signum(sign));
  }

  /// Entries in closed form, as far as they are not too long.
  private static Expr shown(Literal value) {
    List<Expr> entries = value.children().stream().map(ArrayWitness::shown).toList();
    return entries.size() == 1 ? entries.getFirst() : Literal.of(value.rows(), entries);
  }

  private static Expr shown(Expr entry) {
    if (entry instanceof Num) {
      return entry;
    }
    Expr closed = ClosedForm.of(Canonical.of(entry), Written.in(entry)).expression();
    return Presentation.of(closed, Written.in(entry));
  }

  /// A counterexample from values in doubles that clearly differ.
  private @Nullable ArrayCounterexample inDoubles(
      Map<Symbol, Expr> values, Map<Symbol, RealMatrix> point, Map<String, Integer> sizes) {
    if (comparison == Comparison.NOT_EQUAL) {
      return null;
    }
    return counterexample(
        values,
        sizes,
        decimals(ArrayEvaluation.of(left, point)),
        decimals(ArrayEvaluation.of(right, point)));
  }

  private static Expr decimals(RealMatrix array) {
    return decimals(array, entry -> new BigDecimal(entry).round(new MathContext(SHOWN)));
  }

  /// The array with its entries as decimals.
  static Expr decimals(RealMatrix array, DoubleFunction<BigDecimal> digits) {
    List<Expr> entries = new ArrayList<>();
    for (double[] row : array.getData()) {
      for (double entry : row) {
        entries.add(Num.decimal(Rational.parse(digits.apply(entry).toPlainString())));
      }
    }
    return entries.size() == 1 ? entries.getFirst() : Literal.of(array.getRowDimension(), entries);
  }

  /// Without the sizes, which the arrays show, unless there is nothing else.
  private static ArrayCounterexample counterexample(
      Map<Symbol, Expr> values, Map<String, Integer> sizes, Expr left, Expr right) {
    Map<Symbol, Expr> at = new LinkedHashMap<>(values);
    sizes.keySet().forEach(name -> at.remove(Symbol.of(name)));
    at.replaceAll((symbol, value) ->
        value instanceof Literal array && array.arity() == 1 ? array.child(0) : value);
    return new ArrayCounterexample(at.isEmpty() ? values : at, left, right);
  }
}
