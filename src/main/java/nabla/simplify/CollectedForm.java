package nabla.simplify;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Sum;

/// A fraction with its numerator written by falling powers of one part, the coefficients before
/// them: `x³ + (2 − y)x² + (1 − 2y)x − y`.
final class CollectedForm {

  private final Kernels kernels;
  private final Written written;
  private final FactoredForm factored;
  private final int variable;
  private final Fraction fraction;

  CollectedForm(Expr canonical, Expr part, Written written) {
    this.kernels = Kernels.of(canonical, part);
    this.written = written;
    this.variable = kernels.number(part);
    this.fraction = kernels.fraction(canonical);
    this.factored = new FactoredForm(kernels, written);
  }

  /// The form in the notation and the order of readers.
  Expr presented() {
    Expr numerator = numerator();
    return fraction.denominator().isOne()
        ? numerator
        : Quotient.of(
            numerator, Presentation.of(factored.of(Fraction.of(fraction.denominator())), written));
  }

  private Expr numerator() {
    Polynomial[] coefficients = fraction.numerator().coefficientsOf(variable);
    List<Expr> terms = new ArrayList<>();
    for (int power = coefficients.length - 1; power > 0; power--) {
      if (!coefficients[power].isZero()) {
        terms.add(term(coefficients[power], power));
      }
    }
    if (!coefficients[0].isZero() || terms.isEmpty()) {
      Expr constant = Presentation.of(kernels.expression(coefficients[0]), written);
      terms.addAll(constant instanceof Sum ? constant.children() : List.of(constant));
    }
    return Sum.of(terms);
  }

  private Expr term(Polynomial coefficient, int exponent) {
    Expr power = Canonical.power(kernels.kernel(variable), exponent);
    if (coefficient.size() == 1) {
      return Presentation.of(Canonical.product(kernels.expression(coefficient), power), written);
    }
    Expr factor = Presentation.of(factored.of(Fraction.of(coefficient)), written);
    return times(factor, Presentation.of(power, written));
  }

  /// The product with the power last, after all of the coefficient.
  private static Expr times(Expr coefficient, Expr power) {
    return switch (coefficient) {
      case Negate negate -> Negate.of(times(negate.operand(), power));
      case Quotient quotient ->
          Quotient.of(times(quotient.numerator(), power), quotient.denominator());
      case Num number when number.value().isOne() -> power;
      case Product product -> {
        List<Expr> factors = new ArrayList<>(product.children());
        factors.add(power);
        yield Product.of(factors);
      }
      default -> Product.of(coefficient, power);
    };
  }
}
