package nabla.calculus;

import nabla.catalogue.Elementary;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.catalogue.Reductions;
import nabla.catalogue.Rows;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Rational;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// The differentials of norms: of the Euclidean and Frobenius norm, the p-norms of vectors, and of
/// matrices the largest sum of a column or row (p = 1, ∞) and the largest singular value (p = 2).
public final class NormDifferentials {

  private NormDifferentials() {}

  /// Whether it is the square root of the sum of the squares of all entries.
  public static boolean isEuclidean(Apply norm) {
    return norm.arity() == 1
        || (norm.argument().shape().isVector() && Num.TWO.equals(norm.child(1)));
  }

  /// How a norm changes when its argument changes by `change`.
  static Expr of(Apply norm, Expr change) {
    Expr array = norm.argument();
    if (isEuclidean(norm)) {
      return Build.quotient(Transposition.inner(array, change), norm);
    }
    Expr meaning = inOtherTerms(norm);
    if (meaning != null) {
      Symbol place = Symbol.of(Name.of("argument of a norm"), array.shape());
      Expr at = Substitution.of(array, place).apply(meaning);
      Expr differential = Derivatives.along(at, place, change);
      return Substitution.of(place, array).apply(differential);
    }
    if (array.shape().isVector()) {
      return vector(array, norm.child(1), change);
    }
    throw Unsupported.operator("this norm of a matrix");
  }

  /// How `‖x‖_p = (Σ |x_i|^p)^{1/p}` changes when p changes by `change`.
  static Expr byOrder(Apply norm, Expr change) {
    if (!norm.argument().shape().isVector()) {
      throw Unsupported.operator("this norm of a matrix");
    }
    Symbol p = Symbol.of("order of a norm");
    Expr sizes = Apply.of(Elementary.ABS, norm.argument());
    Expr powers = Apply.of(Matrices.ELEMENTWISE_POWER, sizes, p);
    Expr meaning = Power.of(Apply.of(Matrices.SUM, powers), Build.quotient(Num.ONE, p));
    return Substitution.of(p, norm.child(1)).apply(Derivatives.along(meaning, p, change));
  }

  /// The norm in terms of simpler functions, where these have its differential: `Σ |x_i|`, `max
  /// |x|`, the largest sum of a column or a row of |X|, the largest singular value; null for any
  /// other.
  public static @Nullable Expr inOtherTerms(Apply norm) {
    if (norm.arity() == 1) {
      return null;
    }
    Expr array = norm.argument();
    Expr sizes = Apply.of(Elementary.ABS, array);
    boolean vector = array.shape().isVector();
    Rational p = Num.valueOf(norm.child(1));
    if (norm.child(1) instanceof Apply apply && apply.operator() == Elementary.INFINITY) {
      return Apply.of(Reductions.LARGEST, vector ? sizes : Apply.of(Rows.SUM, sizes));
    }
    if (p == null) {
      return null;
    }
    if (p.isOne()) {
      return vector
          ? Apply.of(Matrices.SUM, sizes)
          : Apply.of(Reductions.LARGEST, Apply.of(Rows.SUM, Build.transpose(sizes)));
    }
    return !vector && p.equals(Rational.of(2))
        ? Apply.of(Norms.SINGULAR_VALUE, array, Num.ONE)
        : null;
  }

  /// `d‖x‖_p = Σ sign(x_i) |x_i|^(p−1) dx_i / ‖x‖_p^(p−1)` for a vector.
  private static Expr vector(Expr vector, Expr p, Expr change) {
    Expr sign = Apply.of(Elementary.SIGN, vector);
    Expr norm = Apply.of(Norms.NORM, vector, p);
    Expr lower = Sum.of(p, Negate.of(Num.ONE));
    Expr sizes = Apply.of(Matrices.ELEMENTWISE_POWER, Apply.of(Elementary.ABS, vector), lower);
    Expr slopes = Build.elementwise(sign, sizes);
    return Build.quotient(
        Apply.of(Matrices.SUM, Build.elementwise(slopes, change)), Power.of(norm, lower));
  }
}
