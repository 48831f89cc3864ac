package nabla.numeric;

import static nabla.expr.Relation.Comparison.EQUAL;
import static nabla.expr.Relation.Comparison.LESS;
import static nabla.expr.Relation.Comparison.LESS_OR_EQUAL;

import java.util.List;
import java.util.Map;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.catalogue.Spectra;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.jspecify.annotations.Nullable;

/// Random arrays of which assumptions hold: symmetric, diagonal, orthogonal and positive definite
/// matrices, projections, orthonormal columns and rows, unit vectors, vectors whose entries sum to
/// 1, matrices of such rows or columns, one-hot vectors, numbers between bounds.
final class ArrayFacts {

  private static final double TOLERANCE = 1e-9;
  private static final double SHARE_OF_IDENTITY = 0.125;

  private ArrayFacts() {}

  /// An array like `array` for which the assumptions about `symbol` alone hold, as far as they are
  /// of these kinds.
  static RealMatrix fitted(Symbol symbol, RealMatrix array, List<Expr> facts) {
    RealMatrix fitted = between(array, facts, symbol);
    for (Expr fact : facts) {
      if (fact instanceof Relation relation && Dag.any(fact, symbol::equals)) {
        fitted = fitted(symbol, fitted, relation);
      }
    }
    return fitted;
  }

  private static RealMatrix fitted(Symbol symbol, RealMatrix array, Relation fact) {
    Expr left = fact.left();
    RealMatrix normed = fact.comparison() == EQUAL ? normed(symbol, array, fact) : null;
    if (normed != null) {
      return normed;
    }
    return switch (fact.comparison()) {
      case EQUAL, APPROXIMATELY -> {
        if (left instanceof Apply apply
            && apply.operator() == Matrices.TRANSPOSE
            && apply.argument().equals(symbol)) {
          yield fact.right().equals(symbol)
              ? array.add(array.transpose()).scalarMultiply(0.5)
              : fact.right() instanceof Negate opposite && opposite.operand().equals(symbol)
                  ? array.subtract(array.transpose()).scalarMultiply(0.5)
                  : new QRDecomposition(array).getQ();
        }
        if (fact.right() instanceof Apply outer
            && outer.operator() == Matrices.DIAG
            && left.equals(symbol)) {
          yield MatrixUtils.createRealDiagonalMatrix(diagonal(array));
        }
        if (left instanceof Apply apply
            && apply.operator() == Matrices.ELEMENTWISE_PRODUCT
            && fact.right().equals(symbol)) {
          yield oneHot(array);
        }
        yield isTotal(left, symbol) && fact.right() instanceof Num total
            ? array.scalarMultiply(total.value().doubleValue() / total(array))
            : array;
      }
      case GREATER, GREATER_OR_EQUAL -> {
        if (left instanceof Apply apply && apply.operator() == Spectra.SMALLEST_EIGENVALUE) {
          yield definite(array);
        }
        yield array;
      }
      case LESS, LESS_OR_EQUAL, NOT_EQUAL -> array;
    };
  }

  /// Entries between the numbers that bound the symbol: as far from the one bound as they were from
  /// 0, and between two bounds in the same proportion.
  private static RealMatrix between(RealMatrix array, List<Expr> facts, Symbol symbol) {
    double lower = Double.NEGATIVE_INFINITY;
    double upper = Double.POSITIVE_INFINITY;
    for (Expr fact : facts) {
      if (fact instanceof Relation relation && isOrder(relation)) {
        boolean less = relation.comparison() == LESS || relation.comparison() == LESS_OR_EQUAL;
        Expr small = less ? relation.left() : relation.right();
        Expr large = less ? relation.right() : relation.left();
        if (large.equals(symbol) && small instanceof Num bound) {
          lower = Math.max(lower, bound.value().doubleValue());
        }
        if (small.equals(symbol) && large instanceof Num bound) {
          upper = Math.min(upper, bound.value().doubleValue());
        }
      }
    }
    if (Double.isInfinite(lower) && Double.isInfinite(upper)) {
      return array;
    }
    RealMatrix result = array.copy();
    for (int i = 0; i < array.getRowDimension(); i++) {
      for (int j = 0; j < array.getColumnDimension(); j++) {
        double size = Math.abs(array.getEntry(i, j));
        double entry =
            Double.isInfinite(upper)
                ? lower + size
                : Double.isInfinite(lower)
                    ? upper - size
                    : lower + (upper - lower) * size / (1 + size);
        result.setEntry(i, j, entry);
      }
    }
    return result;
  }

  private static boolean isOrder(Relation relation) {
    return switch (relation.comparison()) {
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
      case EQUAL, NOT_EQUAL, APPROXIMATELY -> false;
    };
  }

  /// Of which XᵀX = I, XXᵀ = I, ‖x‖ = 1 or P² = P holds; null for other facts.
  private static @Nullable RealMatrix normed(Symbol symbol, RealMatrix array, Relation fact) {
    Expr left = fact.left();
    Expr turned = Apply.of(Matrices.TRANSPOSE, symbol);
    boolean identity = fact.right() instanceof Apply apply && apply.operator() == Matrices.IDENTITY;
    if (fact.right().equals(Num.ONE) && (isNorm(left, symbol) || left.equals(square(symbol)))) {
      return array.scalarMultiply(1 / array.getFrobeniusNorm());
    }
    if (Matrices.isOnes(fact.right()) && left instanceof Product total && total.arity() == 2) {
      if (total.child(0).equals(symbol) && Matrices.isOnes(total.child(1))) {
        return withRowsOfSumOne(array);
      }
      if ((total.child(0).equals(turned) && Matrices.isOnes(total.child(1)))
          || (Matrices.isOnes(total.child(0)) && total.child(1).equals(symbol))) {
        return withRowsOfSumOne(array.transpose()).transpose();
      }
    }
    if (identity && left.equals(Product.of(turned, symbol))) {
      return orthonormal(array);
    }
    if (identity && left.equals(Product.of(symbol, turned))) {
      return orthonormal(array.transpose()).transpose();
    }
    if (symbol.shape().isSquare()
        && fact.right().equals(symbol)
        && (left.equals(Power.of(symbol, Num.TWO)) || left.equals(Product.of(symbol, symbol)))) {
      int half = (array.getColumnDimension() + 1) / 2;
      RealMatrix basis =
          orthonormal(array).getSubMatrix(0, array.getRowDimension() - 1, 0, half - 1);
      return basis.multiply(basis.transpose());
    }
    return null;
  }

  private static RealMatrix withRowsOfSumOne(RealMatrix array) {
    RealMatrix result = array.copy();
    for (int i = 0; i < array.getRowDimension(); i++) {
      RealMatrix row = array.getRowMatrix(i);
      result.setRowMatrix(i, row.scalarMultiply(1 / total(row)));
    }
    return result;
  }

  private static Expr square(Symbol vector) {
    return Product.of(Apply.of(Matrices.TRANSPOSE, vector), vector);
  }

  /// `‖x‖` or `‖x‖²`, Euclidean.
  private static boolean isNorm(Expr number, Symbol vector) {
    Expr norm =
        number instanceof Power power && power.exponent().equals(Num.TWO) ? power.base() : number;
    return norm instanceof Apply apply
        && apply.operator() == Norms.NORM
        && apply.argument().equals(vector)
        && (apply.arity() == 1 || apply.child(1).equals(Num.TWO));
  }

  /// As many orthonormal columns, where there are no more columns than rows.
  private static RealMatrix orthonormal(RealMatrix array) {
    int columns = Math.min(array.getRowDimension(), array.getColumnDimension());
    RealMatrix basis = new QRDecomposition(array).getQ();
    return columns < array.getColumnDimension()
        ? array
        : basis.getSubMatrix(0, array.getRowDimension() - 1, 0, columns - 1);
  }

  private static double[] diagonal(RealMatrix array) {
    double[] diagonal = new double[array.getRowDimension()];
    for (int i = 0; i < diagonal.length; i++) {
      diagonal[i] = array.getEntry(i, i);
    }
    return diagonal;
  }

  /// A positive definite matrix: AAᵀ and a part of the identity.
  private static RealMatrix definite(RealMatrix array) {
    RealMatrix identity = MatrixUtils.createRealIdentityMatrix(array.getRowDimension());
    return array.multiply(array.transpose()).add(identity.scalarMultiply(SHARE_OF_IDENTITY));
  }

  /// 1 at the place of the largest entry, 0 elsewhere.
  private static RealMatrix oneHot(RealMatrix array) {
    int largest = array.getColumnVector(0).getMaxIndex();
    RealMatrix vector = new Array2DRowRealMatrix(array.getRowDimension(), 1);
    vector.setEntry(largest, 0, 1);
    return vector;
  }

  /// `1ᵀy` or `sum(y)`.
  private static boolean isTotal(Expr number, Symbol vector) {
    return number.isScalar()
        && number.arity() > 0
        && number.child(number.arity() - 1).equals(vector)
        && Dag.of(number).nodes().stream()
            .allMatch(node ->
                node.equals(vector)
                    || node.equals(number)
                    || (node instanceof Apply apply
                        && (apply.operator() == Matrices.ONES
                            || apply.operator() == Matrices.TRANSPOSE))
                    || node.isScalar());
  }

  private static double total(RealMatrix array) {
    double total = 0;
    for (double entry : ArrayVerifier.vec(array).getColumn(0)) {
      total += entry;
    }
    return total;
  }

  /// Whether an assumption holds at a point, up to rounding.
  static boolean holds(Expr fact, Map<Symbol, RealMatrix> point) {
    try {
      if (fact instanceof Relation relation && relation.comparison() == Relation.Comparison.EQUAL) {
        RealMatrix left = ArrayEvaluation.of(relation.left(), point);
        RealMatrix right = ArrayEvaluation.of(relation.right(), point);
        return left.subtract(right).getFrobeniusNorm()
            <= TOLERANCE * (1 + right.getFrobeniusNorm());
      }
      for (double entry : ArrayVerifier.vec(ArrayEvaluation.of(fact, point)).getColumn(0)) {
        if (!(entry > 0)) {
          return false;
        }
      }
      return true;
    } catch (NablaException unknown) {
      return true; // it speaks of nothing that stands in the formula
    }
  }
}
