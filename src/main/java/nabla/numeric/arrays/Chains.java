package nabla.numeric.arrays;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Computing;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Product;
import nabla.expr.Shape;
import nabla.expr.Sum;
import org.jspecify.annotations.Nullable;

/// Products of many factors as products of two, in the order of least cost (Cormen et al.,
/// Introduction to Algorithms, section 14.2), with linear systems for inverses.
final class Chains {

  /// What a dimension of unknown size counts as.
  private static final int USUAL_SIZE = 100;

  /// Longer chains are multiplied from the right.
  private static final int LONGEST = 40;

  private final Map<String, Integer> sizes;

  /// Scalar factors in whatever order make one product.
  private final Map<Map<Expr, Integer>, Expr> scalars = new HashMap<>();

  Chains(Map<String, Integer> sizes) {
    this.sizes = sizes;
  }

  Expr product(List<Expr> factors) {
    List<Expr> numbers = new ArrayList<>();
    List<Expr> arrays = new ArrayList<>();
    boolean negative = false;
    for (Expr factor : factors) {
      negative ^= collect(factor, numbers, arrays);
    }
    if (arrays.isEmpty()) {
      return signed(negative, scalar(numbers));
    }
    Expr chain = chain(arrays);
    if (chain.isScalar()) {
      numbers.add(chain);
      return signed(negative, scalar(numbers));
    }
    return signed(negative, numbers.isEmpty() ? chain : Product.of(scalar(numbers), chain));
  }

  private static Expr signed(boolean negative, Expr product) {
    return negative ? Negate.of(product) : product;
  }

  /// The factors inside a product; whether there is a sign in front.
  private boolean collect(Expr factor, List<Expr> numbers, List<Expr> arrays) {
    switch (factor) {
      case Negate negate -> {
        return !collect(negate.operand(), numbers, arrays);
      }
      case Product product when !product.isScalar() -> {
        boolean negative = false;
        for (Expr part : product.children()) {
          negative ^= collect(part, numbers, arrays);
        }
        return negative;
      }
      default -> (factor.isScalar() ? numbers : arrays).add(factor);
    }
    return false;
  }

  private Expr scalar(List<Expr> factors) {
    Map<Expr, Integer> key = new HashMap<>();
    factors.forEach(factor -> key.merge(factor, 1, Integer::sum));
    return scalars.computeIfAbsent(key, any -> Product.of(factors));
  }

  private Expr chain(List<Expr> factors) {
    int count = factors.size();
    if (count > LONGEST) {
      Expr result = factors.getLast();
      for (Expr factor : factors.subList(0, count - 1).reversed()) {
        result = times(factor, result);
      }
      return result;
    }
    double[][] costs = new double[count][count];
    int[][] splits = new int[count][count];
    for (int length = 1; length < count; length++) {
      for (int from = 0; from + length < count; from++) {
        int to = from + length;
        costs[from][to] = Double.POSITIVE_INFINITY;
        for (int split = from; split < to; split++) {
          double cost =
              costs[from][split]
                  + costs[split + 1][to]
                  + cost(factors.get(from), factors.get(split), factors.get(to));
          if (cost < costs[from][to]) {
            costs[from][to] = cost;
            splits[from][to] = split;
          }
        }
      }
    }
    return built(factors, splits, 0, count - 1);
  }

  private double cost(Expr first, Expr middle, Expr last) {
    return (double) size(first.shape().rows())
        * size(middle.shape().columns())
        * size(last.shape().columns());
  }

  private long size(Dimension dimension) {
    long total = 0;
    for (Map.Entry<List<String>, Long> term : dimension.terms().entrySet()) {
      long product = term.getValue();
      for (String name : term.getKey()) {
        product *= sizes.getOrDefault(name, USUAL_SIZE);
      }
      total += product;
    }
    return Math.max(total, 1);
  }

  private static Expr built(List<Expr> factors, int[][] splits, int from, int to) {
    return from == to
        ? factors.get(from)
        : times(
            built(factors, splits, from, splits[from][to]),
            built(factors, splits, splits[from][to] + 1, to));
  }

  /// The product of two arrays.
  static Expr times(Expr left, Expr right) {
    if (ComputingForm.isApplied(left, Matrices.IDENTITY)) {
      return right;
    }
    if (ComputingForm.isApplied(right, Matrices.IDENTITY)) {
      return left;
    }
    Expr total = total(left, right);
    if (total != null) {
      return total;
    }
    Expr solved = solved(left, right);
    if (solved != null) {
      return solved;
    }
    if (left instanceof Sum sum
        && isVector(right)
        && sum.children().stream().allMatch(Chains::isInverse)) {
      return Sum.of(sum.children().stream().map(term -> times(term, right)).toList());
    }
    Expr weights = diagonal(left);
    if (weights != null) {
      return isVector(right)
          ? Apply.of(Matrices.ELEMENTWISE_PRODUCT, weights, right)
          : Apply.of(Computing.SCALED_ROWS, weights, right);
    }
    weights = diagonal(right);
    if (weights != null) {
      return isVector(left)
          ? Apply.of(Matrices.ELEMENTWISE_PRODUCT, left, transposed(weights))
          : Apply.of(Computing.SCALED_COLUMNS, left, weights);
    }
    return Product.of(left, right);
  }

  /// `1ᵀx` and `xᵀ1` are the sum of the entries.
  private static @Nullable Expr total(Expr left, Expr right) {
    if (!left.shape().rows().equals(Dimension.ONE)
        || !right.shape().columns().equals(Dimension.ONE)) {
      return null;
    }
    if (ComputingForm.isApplied(transposed(left), Matrices.ONES)) {
      return Apply.of(Matrices.SUM, right);
    }
    return ComputingForm.isApplied(right, Matrices.ONES)
        ? Apply.of(Matrices.SUM, transposed(left))
        : null;
  }

  private static boolean isInverse(Expr matrix) {
    return ComputingForm.isApplied(turned(matrix), Matrices.INVERSE)
        || ComputingForm.isApplied(matrix, Matrices.INVERSE);
  }

  private static @Nullable Expr solved(Expr left, Expr right) {
    if (ComputingForm.isApplied(left, Matrices.INVERSE)) {
      return Apply.of(Computing.SOLVE, left.child(0), right);
    }
    if (ComputingForm.isApplied(right, Matrices.INVERSE)) {
      return transposed(Apply.of(Computing.SOLVE, transposed(right.child(0)), transposed(left)));
    }
    if (ComputingForm.isApplied(left, Matrices.TRANSPOSE)
        && ComputingForm.isApplied(left.child(0), Matrices.INVERSE)) {
      return Apply.of(Computing.SOLVE, transposed(left.child(0).child(0)), right);
    }
    return ComputingForm.isApplied(right, Matrices.TRANSPOSE)
            && ComputingForm.isApplied(right.child(0), Matrices.INVERSE)
        ? transposed(Apply.of(Computing.SOLVE, right.child(0).child(0), transposed(left)))
        : null;
  }

  /// v where the matrix is diag(v).
  private static @Nullable Expr diagonal(Expr matrix) {
    return ComputingForm.isApplied(matrix, Matrices.DIAG)
            && matrix.child(0).shape().columns().equals(Dimension.ONE)
        ? matrix.child(0)
        : null;
  }

  static Expr transposed(Expr array) {
    boolean symmetric =
        array instanceof Product two
            && two.arity() == 2
            && two.child(0).equals(turned(two.child(1)));
    return array.isScalar() || symmetric ? array : turned(array);
  }

  private static Expr turned(Expr array) {
    return array.isScalar()
        ? array
        : ComputingForm.isApplied(array, Matrices.TRANSPOSE)
            ? array.child(0)
            : array instanceof Negate negate
                ? Negate.of(turned(negate.operand()))
                : Apply.of(Matrices.TRANSPOSE, array);
  }

  /// Whether it is a column or a row.
  static boolean isVector(Expr array) {
    Shape shape = array.shape();
    return !shape.isScalar()
        && !shape.isTruth()
        && (shape.columns().equals(Dimension.ONE) || shape.rows().equals(Dimension.ONE));
  }
}
