package nabla.worksheet.descent;

import java.util.List;
import nabla.expr.Expr;
import nabla.expr.Rational;
import org.jspecify.annotations.Nullable;

/// How many eigenvalues of a symmetric matrix are positive, negative and 0: by Sylvester's law of
/// inertia those of any congruent matrix, so that exact row and column operations count them.
record Inertia(int positive, int negative, int zero) {

  /// The determinants of larger matrices have too many terms.
  private static final int MOST = 6;

  /// Of a matrix with rational entries, row by row; null where an entry is none.
  static @Nullable Inertia of(List<Expr> entries, int size) {
    Rational[] values = Forms.rationals(entries);
    if (values == null) {
      return null;
    }
    Rational[][] matrix = new Rational[size][size];
    for (int i = 0; i < size; i++) {
      System.arraycopy(values, i * size, matrix[i], 0, size);
    }
    return of(matrix);
  }

  /// Of a matrix with entries of which the signs that decide are known; null where one is not.
  ///
  /// All eigenvalues are real, so that as many are positive as the coefficients of the
  /// characteristic polynomial change their sign (Descartes), and as many are 0 as of the last
  /// coefficients are.
  static @Nullable Inertia of(List<Expr> entries, int size, Forms forms) {
    Inertia exact = of(entries, size);
    if (exact != null || size > MOST) {
      return exact;
    }
    int last = 1;
    int positive = 0;
    int zero = 0;
    for (Expr coefficient : Characteristic.of(entries, size, forms)) {
      Integer sign = forms.sign(coefficient);
      if (sign == null) {
        return null;
      }
      zero = sign == 0 ? zero + 1 : 0;
      positive += sign == -last ? 1 : 0;
      last = sign == 0 ? last : sign;
    }
    return new Inertia(positive, size - positive - zero, zero);
  }

  /// Of a symmetric matrix.
  static Inertia of(Rational[][] symmetric) {
    int size = symmetric.length;
    Rational[][] rest = new Rational[size][];
    for (int i = 0; i < size; i++) {
      rest[i] = symmetric[i].clone();
    }
    int positive = 0;
    int negative = 0;
    for (int done = 0; done < size; done++) {
      if (!bringPivot(rest, done)) {
        return new Inertia(positive, negative, size - done);
      }
      Rational pivot = rest[done][done];
      if (pivot.signum() > 0) {
        positive++;
      } else {
        negative++;
      }
      for (int i = done + 1; i < size; i++) {
        Rational factor = rest[i][done].dividedBy(pivot);
        for (int j = done; j < size; j++) {
          rest[i][j] = rest[i][j].minus(factor.times(rest[done][j]));
        }
      }
      for (int j = done + 1; j < size; j++) {
        rest[done][j] = Rational.ZERO;
      }
    }
    return new Inertia(positive, negative, 0);
  }

  /// Makes a diagonal entry that is not 0 the next pivot; false where the rest of the matrix is 0.
  private static boolean bringPivot(Rational[][] rest, int done) {
    int size = rest.length;
    for (int i = done; i < size; i++) {
      if (!rest[i][i].isZero()) {
        exchange(rest, done, i);
        return true;
      }
    }
    for (int i = done; i < size; i++) {
      for (int j = i + 1; j < size; j++) {
        if (!rest[i][j].isZero()) {
          // row and column j are added to row and column i: its diagonal entry becomes twice this
          for (int k = done; k < size; k++) {
            rest[i][k] = rest[i][k].plus(rest[j][k]);
          }
          for (int k = done; k < size; k++) {
            rest[k][i] = rest[k][i].plus(rest[k][j]);
          }
          exchange(rest, done, i);
          return true;
        }
      }
    }
    return false;
  }

  private static void exchange(Rational[][] matrix, int one, int other) {
    Rational[] row = matrix[one];
    matrix[one] = matrix[other];
    matrix[other] = row;
    for (Rational[] each : matrix) {
      Rational entry = each[one];
      each[one] = each[other];
      each[other] = entry;
    }
  }

  boolean isPositiveDefinite() {
    return negative == 0 && zero == 0;
  }

  boolean isPositiveSemidefinite() {
    return negative == 0;
  }

  /// Whether it says what a stationary point with this Hessian is.
  boolean isDecisive() {
    return !kind().isEmpty();
  }

  /// What a stationary point with this Hessian is, in a word; empty where that is not decided.
  String kind() {
    return isPositiveDefinite()
        ? "minimum"
        : positive == 0 && zero == 0 ? "maximum" : positive > 0 && negative > 0 ? "saddle" : "";
  }

  /// What it says of a stationary point with this Hessian.
  ///
  /// @param quadratic whether the Hessian is the same everywhere
  String words(boolean quadratic) {
    if (isPositiveDefinite()) {
      return "positive definite: a minimum";
    }
    if (positive == 0 && zero == 0) {
      return "negative definite: a maximum";
    }
    if (positive > 0 && negative > 0) {
      return "indefinite: a saddle point";
    }
    if (quadratic && negative == 0 && positive > 0) {
      return "positive semidefinite, the same everywhere: a minimum, with others beside it";
    }
    if (quadratic && positive == 0 && negative > 0) {
      return "negative semidefinite, the same everywhere: a maximum, with others beside it";
    }
    return "singular and otherwise "
        + (negative > 0 ? "negative" : positive > 0 ? "positive" : "0")
        + ": undecided by the second derivatives";
  }
}
