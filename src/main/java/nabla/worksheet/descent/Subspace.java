package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Rational;

/// The null space of a matrix of rational numbers, exactly.
///
/// @param basis vectors that span it; none for an invertible matrix
record Subspace(List<Rational[]> basis) {

  /// The vectors that the matrix takes to 0.
  static Subspace nullOf(Rational[][] matrix) {
    int columns = matrix[0].length;
    Rational[][] rows = new Rational[matrix.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = matrix[i].clone();
    }
    int[] pivotOf = reduce(rows);
    List<Rational[]> basis = new ArrayList<>();
    for (int free = 0; free < columns; free++) {
      if (pivotOf[free] >= 0) {
        continue;
      }
      Rational[] vector = new Rational[columns];
      for (int column = 0; column < columns; column++) {
        vector[column] =
            column == free
                ? Rational.ONE
                : pivotOf[column] < 0 ? Rational.ZERO : rows[pivotOf[column]][free].negate();
      }
      basis.add(vector);
    }
    return new Subspace(basis);
  }

  /// Brings rows into reduced echelon form; the row of the pivot in each column, −1 for none.
  static int[] reduce(Rational[]... rows) {
    int columns = rows[0].length;
    int[] pivotOf = new int[columns];
    java.util.Arrays.fill(pivotOf, -1);
    int done = 0;
    for (int column = 0; column < columns && done < rows.length; column++) {
      int pivot = done;
      while (pivot < rows.length && rows[pivot][column].isZero()) {
        pivot++;
      }
      if (pivot == rows.length) {
        continue;
      }
      Rational[] swapped = rows[done];
      rows[done] = rows[pivot];
      rows[pivot] = swapped;
      Rational scale = rows[done][column].reciprocal();
      for (int j = 0; j < columns; j++) {
        rows[done][j] = rows[done][j].times(scale);
      }
      for (int i = 0; i < rows.length; i++) {
        Rational factor = rows[i][column];
        if (i != done && !factor.isZero()) {
          for (int j = 0; j < columns; j++) {
            rows[i][j] = rows[i][j].minus(factor.times(rows[done][j]));
          }
        }
      }
      pivotOf[column] = done++;
    }
    return pivotOf;
  }

  /// The part of a vector in this space: its orthogonal projection.
  Rational[] projection(Rational... vector) {
    int size = basis.size();
    Rational[] result = new Rational[vector.length];
    java.util.Arrays.fill(result, Rational.ZERO);
    if (size == 0) {
      return result;
    }
    // the coefficients c solve NᵀN c = Nᵀv
    Rational[][] rows = new Rational[size][size + 1];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        rows[i][j] = dot(basis.get(i), basis.get(j));
      }
      rows[i][size] = dot(basis.get(i), vector);
    }
    reduce(rows);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < result.length; j++) {
        result[j] = result[j].plus(rows[i][size].times(basis.get(i)[j]));
      }
    }
    return result;
  }

  static Rational dot(Rational[] left, Rational... right) {
    Rational sum = Rational.ZERO;
    for (int i = 0; i < left.length; i++) {
      sum = sum.plus(left[i].times(right[i]));
    }
    return sum;
  }
}
