package nabla.worksheet.descent;

import java.util.Arrays;
import java.util.List;
import nabla.expr.Expr;
import nabla.expr.Rational;
import org.jspecify.annotations.Nullable;

/// A quadratic loss of several variables with rational numbers: its gradient is `Hv + b`.
@SuppressWarnings("ArrayRecordComponent") // which nobody changes
record RationalQuadratic(Rational[][] hessian, Rational[] linear) {

  /// The loss in such numbers; null where one of them is none.
  static @Nullable RationalQuadratic of(Quadratic quadratic) {
    Rational[][] hessian = hessian(quadratic);
    Rational[] linear = Forms.rationals(quadratic.linear());
    return hessian == null || linear == null ? null : new RationalQuadratic(hessian, linear);
  }

  /// The Hessian of a loss in such numbers; null where one of them is none.
  static Rational @Nullable [][] hessian(Quadratic quadratic) {
    Rational[][] hessian = new Rational[quadratic.hessian().size()][];
    for (int i = 0; i < hessian.length; i++) {
      Rational[] row = Forms.rationals(quadratic.hessian().get(i));
      if (row == null) {
        return null;
      }
      hessian[i] = row;
    }
    return hessian;
  }

  /// `Hv + b`.
  Rational[] gradient(Rational... place) {
    Rational[] gradient = new Rational[linear.length];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = Subspace.dot(hessian[i], place).plus(linear[i]);
    }
    return gradient;
  }

  /// The directions that H takes to 0.
  Subspace flat() {
    return Subspace.nullOf(hessian);
  }

  /// Whether there is a point where the gradient is 0.
  boolean isConsistent() {
    return Arrays.stream(flat().projection(linear)).allMatch(Rational::isZero);
  }

  /// The point where the gradient is 0 that is nearest to a start, of which there is only one where
  /// H is regular; null where there is none, or the start has to be known and is not.
  Rational @Nullable [] stationary(List<Expr> start) {
    Rational[] from = start.isEmpty() ? null : Forms.rationals(start);
    Subspace flat = flat();
    if (!isConsistent() || (from == null && !flat.basis().isEmpty())) {
      return null;
    }
    Rational[] point = solution();
    if (from == null) {
      return point;
    }
    Rational[] difference = new Rational[point.length];
    for (int i = 0; i < point.length; i++) {
      difference[i] = from[i].minus(point[i]);
    }
    Rational[] stays = flat.projection(difference);
    for (int i = 0; i < point.length; i++) {
      point[i] = point[i].plus(stays[i]);
    }
    return point;
  }

  /// One solution of `Hv = −b`, with 0 for what is free.
  private Rational[] solution() {
    int size = linear.length;
    Rational[][] rows = new Rational[size][];
    for (int i = 0; i < size; i++) {
      rows[i] = Arrays.copyOf(hessian[i], size + 1);
      rows[i][size] = linear[i].negate();
    }
    int[] pivotOf = Subspace.reduce(rows);
    Rational[] solution = new Rational[size];
    for (int i = 0; i < size; i++) {
      solution[i] = pivotOf[i] < 0 ? Rational.ZERO : rows[pivotOf[i]][size];
    }
    return solution;
  }
}
