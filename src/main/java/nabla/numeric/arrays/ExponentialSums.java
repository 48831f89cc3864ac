package nabla.numeric.arrays;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Elementary;
import nabla.catalogue.Exponentials;
import nabla.catalogue.Matrices;
import nabla.catalogue.Reductions;
import nabla.catalogue.Rows;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Sum;
import org.jspecify.annotations.Nullable;

/// Sums and means of the exponentials of all entries of an array, which overflow where their
/// logarithms and shares do not: `ln(c·sum(exp(x)))` is `logsumexp(x) + ln(c)`, and
/// `exp(x)/sum(exp(x))` is `softmax(x)`. Such a sum is positive, so that what stands beside it has
/// a logarithm where the whole has one.
final class ExponentialSums {

  private ExponentialSums() {}

  /// The logarithm of a number with such a sum among its factors; null of any other.
  static @Nullable Expr logarithm(Expr number) {
    Expr exponents = exponents(number);
    if (exponents != null) {
      Expr sum = Apply.of(Reductions.LOGSUMEXP, exponents);
      return isMean(number) ? Sum.of(sum, Negate.of(ofRest(size(exponents)))) : sum;
    }
    Expr ofRows = ofRows(number);
    if (ofRows != null) {
      return ofRows;
    }
    return switch (number) {
      case Product product when product.isScalar() -> {
        for (int i = 0; i < product.arity(); i++) {
          Expr logarithm = logarithm(product.child(i));
          if (logarithm != null) {
            yield sum(logarithm, ofRest(without(product, i)));
          }
        }
        yield null;
      }
      case Quotient quotient -> {
        Expr above = logarithm(quotient.numerator());
        Expr below = logarithm(quotient.denominator());
        yield above == null && below == null
            ? null
            : sum(
                above == null ? ofRest(quotient.numerator()) : above,
                Negate.of(below == null ? ofRest(quotient.denominator()) : below));
      }
      case Power power when exponents(power.base()) != null -> {
        Expr base = logarithm(power.base());
        yield base == null ? null : Product.of(power.exponent(), base);
      }
      default -> null;
    };
  }

  /// The logarithm of the sum of exponentials over each row of a matrix, or over one row; null of
  /// anything else.
  private static @Nullable Expr ofRows(Expr sums) {
    if (sums instanceof Apply entry && entry.operator() == Matrices.ENTRY && entry.arity() == 2) {
      Expr all = ofRows(entry.argument());
      return all == null ? null : Apply.of(Matrices.ENTRY, all, entry.child(1));
    }
    boolean total =
        sums instanceof Product
            && sums.arity() == 2
            && ComputingForm.isApplied(sums.child(1), Matrices.ONES)
            && sums.child(1).shape().isVector();
    Expr exponents =
        total || ComputingForm.isApplied(sums, Rows.SUM)
            ? Exponentials.exponent(sums.child(0))
            : null;
    return exponents == null || exponents.isScalar() || exponents.shape().isVector()
        ? null
        : Apply.of(Rows.LOGSUMEXP, exponents);
  }

  private static Expr sum(Expr one, Expr other) {
    return one.equals(Num.ZERO)
        ? other
        : other.equals(Num.ZERO) ? one : Sum.of(ComputingForm.flat(List.of(one, other)));
  }

  private static Expr ofRest(Expr number) {
    if (number.equals(Num.ONE)) {
      return Num.ZERO;
    }
    if (number instanceof Quotient quotient && quotient.numerator().equals(Num.ONE)) {
      return Negate.of(ofRest(quotient.denominator()));
    }
    Expr logarithm = logarithm(number);
    return logarithm == null ? Apply.of(Elementary.LN, number) : logarithm;
  }

  private static Expr without(Product product, int place) {
    List<Expr> rest = new ArrayList<>(product.children());
    rest.remove(place);
    return rest.size() == 1 ? rest.getFirst() : Product.of(rest);
  }

  /// Exponentials over their sum as their shares of it; null where there are none.
  static @Nullable Expr share(Quotient quotient) {
    List<Expr> below = new ArrayList<>(factors(quotient.denominator()));
    List<Expr> above = new ArrayList<>(factors(quotient.numerator()));
    for (int i = 0; i < below.size(); i++) {
      Expr exponents = exponents(below.get(i));
      int place = exponents == null ? -1 : place(above, exponents);
      if (exponents != null && place >= 0) {
        above.set(place, shares(exponents));
        if (isMean(below.remove(i))) {
          for (Expr size : factors(size(exponents))) {
            if (!below.remove(size)) {
              above.addFirst(size);
            }
          }
        }
        Expr shares = above.size() == 1 ? above.getFirst() : Product.of(above);
        return below.isEmpty()
            ? shares
            : Quotient.of(shares, below.size() == 1 ? below.getFirst() : Product.of(below));
      }
    }
    return null;
  }

  private static Expr shares(Expr exponents) {
    if (exponents.shape().isVector()) {
      return Apply.of(Reductions.SOFTMAX, exponents);
    }
    Expr ones =
        Apply.of(
            Matrices.ONES,
            Dimensions.expression(exponents.shape().rows()),
            Dimensions.expression(exponents.shape().columns()));
    Expr whole = Product.of(Apply.of(Reductions.LOGSUMEXP, exponents), ones);
    return Apply.of(Elementary.EXP, Sum.of(exponents, Negate.of(whole)));
  }

  private static List<Expr> factors(Expr product) {
    return product instanceof Product ? product.children() : List.of(product);
  }

  private static int place(List<Expr> factors, Expr exponents) {
    for (int i = 0; i < factors.size(); i++) {
      if (Objects.equals(Exponentials.exponent(factors.get(i)), exponents)) {
        return i;
      }
    }
    return -1;
  }

  /// The array whose exponentials are added, or of which the mean is taken; null of anything else.
  private static @Nullable Expr exponents(Expr number) {
    boolean all =
        ComputingForm.isApplied(number, Matrices.SUM)
            || ComputingForm.isApplied(number, Matrices.MEAN);
    return all ? Exponentials.exponent(number.child(0)) : null;
  }

  private static boolean isMean(Expr number) {
    return ComputingForm.isApplied(number, Matrices.MEAN);
  }

  private static Expr size(Expr array) {
    return Dimensions.expression(array.shape().rows().times(array.shape().columns()));
  }
}
