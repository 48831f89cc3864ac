package nabla.expr;

/// A power. Of a square matrix it is the matrix power, and its exponent is a number.
public final class Power extends Expr {

  private Power(Expr base, Expr exponent) {
    super(0xc2b2ae35, base.shape(), base, exponent);
  }

  /// `base ^ exponent`, as it stands.
  public static Power of(Expr base, Expr exponent) {
    if (!exponent.isScalar()) {
      throw new NablaException(
          NablaException.Kind.SHAPE,
          "an exponent must be a number; the matrix exponential is expm(A), and exp(A) is e to the"
              + " power of each entry");
    }
    if (!base.shape().isSquare() || base.shape().isTruth()) {
      throw new NablaException(
          NablaException.Kind.SHAPE,
          "only a number or a square matrix has powers, not shape " + base.shape());
    }
    return intern(new Power(base, exponent));
  }

  /// `base ^ exponent`, as it stands.
  public static Power of(Expr base, long exponent) {
    return of(base, Num.of(exponent));
  }

  /// What is raised.
  public Expr base() {
    return child(0);
  }

  /// How often.
  public Expr exponent() {
    return child(1);
  }

  @Override
  boolean sameFacts(Expr other) {
    return true;
  }

  @Override
  Expr rebuilt(Expr[] others) {
    return of(others[0], others[1]);
  }

  /// Whether the exponent is a number that is not whole.
  public boolean hasFractionalExponent() {
    Rational value = Num.valueOf(exponent());
    return value != null && !value.isInteger();
  }
}
