package nabla.calculus;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Blocks;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Matrices;
import nabla.catalogue.Vectorization;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Shape;
import nabla.expr.Sum;

/// Sums, products and quotients as differentiation makes them: zeros and ones are left out, a minus
/// goes in front, and nothing else is touched, so that a derivative takes a time that is linear in
/// the size of the formula.
final class Build {

  private Build() {}

  static boolean isZero(Expr expression) {
    return expression.equals(Num.ZERO);
  }

  static boolean isOne(Expr expression) {
    return expression.equals(Num.ONE);
  }

  static Expr sum(List<Expr> terms) {
    List<Expr> kept = new ArrayList<>(terms.size());
    for (Expr term : terms) {
      if (!isZero(term)) {
        kept.add(term);
      }
    }
    return kept.isEmpty() ? Num.ZERO : Sum.of(kept);
  }

  static Expr sum(Expr left, Expr right) {
    return isZero(left) ? right : isZero(right) ? left : Sum.of(left, right);
  }

  static Expr product(Expr left, Expr right) {
    if (isZero(left) || isOne(right)) {
      return left;
    }
    if (isZero(right) || isOne(left)) {
      return right;
    }
    if (left instanceof Num a && right instanceof Num b) {
      return Num.of(a.value().times(b.value()));
    }
    if (right instanceof Negate negate) {
      return negate(product(left, negate.operand()));
    }
    if (left instanceof Negate negate) {
      return negate(product(negate.operand(), right));
    }
    return right instanceof Num ? Product.of(right, left) : Product.of(left, right);
  }

  /// The factors of a product, with each row times column that is a number by itself as one factor:
  /// so any run of neighbours among them can be multiplied.
  static List<Expr> factors(Product product) {
    List<Expr> factors = new ArrayList<>();
    List<Expr> open = new ArrayList<>();
    for (Expr factor : product.children()) {
      if (open.isEmpty() && factor.isScalar()) {
        factors.add(factor);
        continue;
      }
      open.add(factor);
      Expr part = Product.of(open);
      if (part.isScalar() && open.size() < product.arity()) {
        factors.add(part);
        open.clear();
      }
    }
    factors.addAll(open);
    return factors;
  }

  /// Whether a factor is one that [#factors] put together.
  static boolean isPart(Product factor, List<Expr> factors) {
    return factors.size() > 1
        && factor.isScalar()
        && factor.children().stream().anyMatch(child -> !child.isScalar());
  }

  /// The transpose; of a transpose, of a product and of a number what it is.
  static Expr transpose(Expr array) {
    return switch (array) {
      case Expr number when number.isScalar() -> number;
      case Apply apply when apply.operator() == Matrices.TRANSPOSE -> apply.argument();
      case Apply apply when apply.operator() == Matrices.IDENTITY -> apply;
      case Negate negate -> negate(transpose(negate.operand()));
      default -> Apply.of(Matrices.TRANSPOSE, array);
    };
  }

  /// Entry by entry; a number scales. The columns of an array below each other; a number or vector
  /// as it is.
  static Expr column(Expr array) {
    return array.isScalar() || array.shape().isVector()
        ? array
        : Apply.of(Vectorization.VEC, array);
  }

  /// The array of a shape whose columns stand below each other in a vector.
  static Expr unfolded(Expr column, Shape shape) {
    return Apply.of(
        Blocks.UNVEC,
        List.of(
            column, Dimensions.expression(shape.rows()), Dimensions.expression(shape.columns())));
  }

  static Expr elementwise(Expr left, Expr right) {
    if (left.isScalar() || right.isScalar()) {
      return product(left, right);
    }
    if (left instanceof Negate negate) {
      return negate(elementwise(negate.operand(), right));
    }
    if (right instanceof Negate negate) {
      return negate(elementwise(left, negate.operand()));
    }
    return Apply.of(Matrices.ELEMENTWISE_PRODUCT, left, right);
  }

  /// A differential with its shape: 0 stands for an array of zeros.
  static Expr shaped(Expr change, Shape shape) {
    return isZero(change) && !shape.isScalar() ? Matrices.zeros(shape) : change;
  }

  static Expr negate(Expr operand) {
    return switch (operand) {
      case Num number -> Num.of(number.value().negate());
      case Negate negate -> negate.operand();
      default -> Negate.of(operand);
    };
  }

  static Expr quotient(Expr numerator, Expr denominator) {
    if (isZero(numerator) || isOne(denominator)) {
      return numerator;
    }
    return numerator instanceof Negate negate
        ? Negate.of(Quotient.of(negate.operand(), denominator))
        : Quotient.of(numerator, denominator);
  }

  static Expr power(Expr base, Rational exponent) {
    return exponent.isOne()
        ? base
        : exponent.isZero()
            ? Num.ONE
            : nabla.expr.Power.of(
                base,
                exponent.signum() < 0 && !exponent.isInteger()
                    ? Negate.of(Num.of(exponent.negate()))
                    : Num.of(exponent));
  }
}
