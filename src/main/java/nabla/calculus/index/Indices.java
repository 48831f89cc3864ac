package nabla.calculus.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.calculus.index.IndexTerm.Range;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// What is known of indices and of sums of multiples of them, such as the place `p (i − 1) + k` of
/// the k-th row in the i-th of blocks of p rows: between which bounds they lie, and when two are
/// equal. Sizes of arrays are at least 1.
final class Indices {

  private final Map<String, Range> ranges = new HashMap<>();

  private final Set<String> sizes = new HashSet<>();

  /// Takes note of what an index runs over.
  void know(Range range) {
    ranges.put(range.index().name().toString(), range);
  }

  /// Takes note of the sizes of the arrays in an expression.
  void knowSizes(Expr expression) {
    for (Expr node : Dag.of(expression).nodes()) {
      if (!node.isScalar() && !node.shape().isTruth()) {
        sizes.addAll(node.shape().names());
      }
    }
  }

  /// Whether the first is never more than the second.
  boolean isAtMost(Expr small, Expr large) {
    Dimension difference = difference(large, small);
    return difference != null && isNeverNegative(difference);
  }

  private static @Nullable Dimension difference(Expr first, Expr second) {
    try {
      return minus(Dimensions.polynomial(first), Dimensions.polynomial(second));
    } catch (NablaException noPolynomial) {
      return null;
    }
  }

  private static Dimension minus(Dimension first, Dimension second) {
    return first.plus(second.times(Dimension.of(-1)));
  }

  /// Each index between its bounds, from the last one bound on, then each size from 1 up.
  private boolean isNeverNegative(Dimension number) {
    Dimension least = least(number);
    if (least == null) {
      return false;
    }
    Map<String, Dimension> above = new HashMap<>();
    sizes.forEach(size -> above.put(size, Dimension.named(size).plus(Dimension.ONE)));
    return least.substitute(above).terms().entrySet().stream()
        .allMatch(term -> term.getValue() >= 0 && sizes.containsAll(term.getKey()));
  }

  /// A bound from below without indices; null where none is seen.
  private @Nullable Dimension least(Dimension number) {
    Dimension least = number;
    for (String index : indices(number)) {
      Dimension coefficient = coefficient(least, index);
      Range range = ranges.get(index);
      if (coefficient == null || range == null) {
        return null;
      }
      boolean up = hasSign(coefficient, 1);
      if (!up && !hasSign(coefficient, -1)) {
        return null;
      }
      Dimension bound;
      try {
        bound = Dimensions.polynomial(up ? range.lower() : range.upper());
      } catch (NablaException noPolynomial) {
        return null;
      }
      least = least.substitute(Map.of(index, bound));
    }
    return indices(least).isEmpty() ? least : null;
  }

  private List<String> indices(Dimension number) {
    return number.terms().keySet().stream()
        .flatMap(List::stream)
        .filter(ranges::containsKey)
        .distinct()
        .toList();
  }

  private boolean hasSign(Dimension coefficient, int sign) {
    return coefficient.terms().entrySet().stream()
        .allMatch(term -> Long.signum(term.getValue()) == sign && sizes.containsAll(term.getKey()));
  }

  /// What an index is multiplied with; null where it is not linear.
  private static @Nullable Dimension coefficient(Dimension number, String index) {
    Dimension sum = Dimension.of(0);
    for (Map.Entry<List<String>, Long> term : number.terms().entrySet()) {
      List<String> others = new ArrayList<>(term.getKey());
      if (!others.remove(index)) {
        continue;
      }
      if (others.contains(index)) {
        return null;
      }
      sum = sum.plus(monomial(others, term.getValue()));
    }
    return sum;
  }

  private static Dimension monomial(List<String> names, long factor) {
    Dimension product = Dimension.of(factor);
    for (String name : names) {
      product = product.times(Dimension.named(name));
    }
    return product;
  }

  /// Which of the rows of an array an index runs over: `size` of them, after `before` others and
  /// followed by `after`.
  record Part(Dimension before, Dimension size, Dimension after) {

    /// Whether there are so many rows whatever the sizes are.
    boolean isCertain() {
      return Dimensions.isNeverNegative(before) && Dimensions.isNeverNegative(after);
    }
  }

  /// Whether a number of rows may be 0 or more.
  private static boolean canBe(Dimension number) {
    return number.terms().isEmpty()
        || number.terms().values().stream().anyMatch(factor -> factor > 0);
  }

  /// The rows over which a place `m + k` runs, which are there where the entry is; null where that
  /// is not seen.
  @Nullable Part part(Expr place, Symbol index, Dimension all) {
    Range range = ranges.get(index.name().toString());
    try {
      if (range == null || !range.lower().equals(Num.ONE)) {
        return null;
      }
      Dimension before =
          minus(Dimensions.polynomial(place), Dimension.named(index.name().toString()));
      Dimension size = Dimensions.polynomial(range.upper());
      Dimension after = minus(minus(all, before), size);
      boolean sizes =
          indices(before).isEmpty()
              && List.of(before, size, after).stream().allMatch(Indices::canBe);
      return sizes ? new Part(before, size, after) : null;
    } catch (NablaException noPolynomial) {
      return null;
    }
  }

  /// A place `rows (column − 1) + row` of a vector, the columns of a matrix below each other.
  record Pair(Symbol row, Symbol column, Dimension rows, Dimension columns) {}

  /// The pair of indices that a place is made of; null where it is not.
  @Nullable Pair pair(Expr place) {
    Dimension number;
    try {
      number = Dimensions.polynomial(place);
    } catch (NablaException noPolynomial) {
      return null;
    }
    List<String> parts = indices(number);
    if (parts.size() != 2) {
      return null;
    }
    for (String row : parts) {
      String column = parts.get(parts.get(0).equals(row) ? 1 : 0);
      Range rows = ranges.get(row);
      Range columns = ranges.get(column);
      Dimension size = coefficient(number, column);
      if (rows == null || columns == null || size == null) {
        return null;
      }
      Dimension made =
          size.times(minus(Dimension.named(column), Dimension.ONE)).plus(Dimension.named(row));
      boolean full =
          rows.lower().equals(Num.ONE)
              && columns.lower().equals(Num.ONE)
              && rows.upper().equals(Dimensions.expression(size));
      if (full && made.equals(number)) {
        return new Pair(
            rows.index(), columns.index(), size, Dimensions.polynomial(columns.upper()));
      }
    }
    return null;
  }

  /// `δ` of two places in deltas of single indices: of `p (i − 1) + k` and `p (j − 1) + l`, with k
  /// and l at most p, `δ_ij δ_kl`; 0 where they lie apart.
  ///
  /// @return the deltas; null where no more is known than that the places may be equal
  @Nullable List<Expr> equal(Expr first, Expr second) {
    Dimension difference = difference(first, second);
    if (difference == null) {
      return null;
    }
    if (difference.terms().isEmpty()) {
      return List.of();
    }
    Dimension positive = minus(difference, Dimension.ONE);
    Dimension negative = minus(difference.times(Dimension.of(-1)), Dimension.ONE);
    if (isNeverNegative(positive) || isNeverNegative(negative)) {
      return List.of(Num.ZERO);
    }
    Map<String, Dimension> coefficients = new LinkedHashMap<>();
    Dimension rest = difference;
    for (String index : indices(difference)) {
      Dimension coefficient = coefficient(difference, index);
      if (coefficient == null) {
        return null;
      }
      coefficients.put(index, coefficient);
      rest = minus(rest, coefficient.times(Dimension.named(index)));
    }
    return rest.terms().isEmpty() ? zero(coefficients) : null;
  }

  /// When a sum of multiples of indices is 0.
  private @Nullable List<Expr> zero(Map<String, Dimension> coefficients) {
    if (coefficients.size() == 2) {
      List<String> pair = List.copyOf(coefficients.keySet());
      Dimension one = coefficients.get(pair.get(0));
      Dimension other = coefficients.get(pair.get(1));
      if (one != null && other != null && one.plus(other).terms().isEmpty()) {
        return List.of(delta(pair.get(0), pair.get(1)));
      }
      return null;
    }
    for (Dimension large : coefficients.values()) {
      Map<String, Dimension> outer = new LinkedHashMap<>();
      Map<String, Dimension> inner = new LinkedHashMap<>();
      coefficients.forEach((index, coefficient) -> {
        Dimension times = quotient(coefficient, large);
        if (times == null) {
          inner.put(index, coefficient);
        } else {
          outer.put(index, times);
        }
      });
      if (!inner.isEmpty() && isWithin(inner, large)) {
        List<Expr> above = zero(outer);
        List<Expr> below = zero(inner);
        if (above != null && below != null) {
          List<Expr> all = new ArrayList<>(above);
          all.addAll(below);
          return all;
        }
      }
    }
    return null;
  }

  /// Whether a sum of multiples of indices lies strictly between −size and size.
  private boolean isWithin(Map<String, Dimension> coefficients, Dimension size) {
    Dimension[] total = {Dimension.of(0)};
    coefficients.forEach(
        (index, each) -> total[0] = total[0].plus(each.times(Dimension.named(index))));
    Dimension most = minus(size.times(Dimension.of(hasSign(size, 1) ? 1 : -1)), Dimension.ONE);
    return isNeverNegative(minus(most, total[0])) && isNeverNegative(most.plus(total[0]));
  }

  /// How often one multiple goes into another; null where it is not seen to.
  private static @Nullable Dimension quotient(Dimension number, Dimension by) {
    if (by.isFixed() && Math.abs(by.fixedSize()) < 2) {
      return null;
    }
    if (number.equals(by)) {
      return Dimension.ONE;
    }
    if (number.equals(by.times(Dimension.of(-1)))) {
      return Dimension.of(-1);
    }
    if (number.terms().size() != 1 || by.terms().size() != 1) {
      return null;
    }
    List<String> names = new ArrayList<>(number.terms().firstKey());
    for (String name : by.terms().firstKey()) {
      if (!names.remove(name)) {
        return null;
      }
    }
    long above = number.terms().values().iterator().next();
    long below = by.terms().values().iterator().next();
    return above % below == 0 ? monomial(names, above / below) : null;
  }

  private Expr delta(String one, String other) {
    return Apply.of(Matrices.DELTA, symbol(one), symbol(other));
  }

  private Symbol symbol(String index) {
    Range range = ranges.get(index);
    if (range == null) {
      throw new IllegalStateException(index + " is no index");
    }
    return range.index();
  }
}
