package nabla.expr;

/// A fraction, as written; its denominator is a number. Canonical expressions use powers with
/// negative exponents instead.
public final class Quotient extends Expr {

  private Quotient(Expr numerator, Expr denominator) {
    super(0x165667b1, numerator.shape(), numerator, denominator);
  }

  /// `numerator / denominator`, as it stands.
  public static Quotient of(Expr numerator, Expr denominator) {
    if (!denominator.isScalar()) {
      throw new NablaException(
          NablaException.Kind.SHAPE,
          "cannot divide by shape " + denominator.shape() + "; only by a number");
    }
    return intern(new Quotient(numerator, denominator));
  }

  /// What stands above.
  public Expr numerator() {
    return child(0);
  }

  /// What stands below.
  public Expr denominator() {
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
}
