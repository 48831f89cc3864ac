package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nabla.expr.Budget;
import nabla.expr.Rational;
import org.jspecify.annotations.Nullable;

/// The eigendirections of a symmetric matrix H in which a vector has a part, and how the factors `1
/// − αλ` of their eigenvalues lie: by exact signs of eigenvalues, whatever they are.
///
/// The vector v spans with Hv, H²v, … the smallest space that H maps into itself; an orthogonal
/// basis of it makes H tridiagonal there (C. Lanczos, 1950). The eigenvalues of H on that space are
/// those in whose directions v has a part.
///
/// @param growing how many factors are greater than 1
/// @param constant how many are 1
/// @param negative how many are less than 0
/// @param alternating how many are −1
/// @param overshooting how many are less than −1
record Directions(int growing, int constant, int negative, int alternating, int overshooting) {
  private static final int MOST = 16;

  /// All directions.
  static Directions all(Rational[][] symmetric, Rational rate) {
    Rational[] ones = new Rational[symmetric.length];
    Arrays.fill(ones, Rational.ONE);
    return of(symmetric, ones, rate);
  }

  /// Those in which a vector has a part; null where there are too many.
  static @Nullable Directions of(Rational[][] symmetric, Rational rate, Rational... vector) {
    if (vector.length > MOST) {
      return null;
    }
    List<Rational[]> basis = new ArrayList<>();
    List<Rational> squares = new ArrayList<>();
    List<Rational> corners = new ArrayList<>();
    Rational[] next = vector;
    while (!Arrays.stream(next).allMatch(Rational::isZero)) {
      Budget.check();
      Rational square = Subspace.dot(next, next);
      Rational[] image = new Rational[next.length];
      for (int i = 0; i < image.length; i++) {
        image[i] = Subspace.dot(symmetric[i], next);
      }
      Rational corner = Subspace.dot(next, image);
      Rational[] before = basis.isEmpty() ? null : basis.getLast();
      Rational back = before == null ? Rational.ZERO : square.dividedBy(squares.getLast());
      basis.add(next);
      squares.add(square);
      corners.add(corner);
      Rational own = corner.dividedBy(square);
      Rational[] rest = new Rational[next.length];
      for (int i = 0; i < rest.length; i++) {
        rest[i] = image[i].minus(own.times(next[i]));
        rest[i] = before == null ? rest[i] : rest[i].minus(back.times(before[i]));
      }
      next = rest;
    }
    int size = basis.size();
    Rational[][] matrix = new Rational[size][size];
    for (Rational[] row : matrix) {
      Arrays.fill(row, Rational.ZERO);
    }
    for (int i = 0; i < size; i++) {
      matrix[i][i] = corners.get(i);
      if (i > 0) {
        matrix[i - 1][i] = squares.get(i);
        matrix[i][i - 1] = squares.get(i);
      }
    }
    return of(matrix, squares.toArray(Rational[]::new), rate);
  }

  /// By Sylvester's law of inertia, for the matrix of a form and the squares of an orthogonal
  /// basis.
  private static Directions of(Rational[][] form, Rational[] squares, Rational rate) {
    Inertia curvature = Inertia.of(shifted(form, squares, rate, Rational.ZERO));
    Inertia once = Inertia.of(shifted(form, squares, rate, Rational.ONE));
    Inertia twice = Inertia.of(shifted(form, squares, rate, Rational.TWO));
    return new Directions(
        curvature.positive(), curvature.zero(), once.negative(), twice.zero(), twice.negative());
  }

  /// `shift I − αH`.
  private static Rational[][] shifted(
      Rational[][] form, Rational[] squares, Rational rate, Rational shift) {
    Rational[][] result = new Rational[form.length][form.length];
    for (int i = 0; i < form.length; i++) {
      for (int j = 0; j < form.length; j++) {
        Rational entry = rate.times(form[i][j]).negate();
        result[i][j] = i == j ? entry.plus(shift.times(squares[i])) : entry;
      }
    }
    return result;
  }

  /// Whether a step makes every part shorter.
  boolean isContracting() {
    return growing == 0 && constant == 0 && alternating == 0 && overshooting == 0;
  }
}
