package nabla.expr;

/// A leading or subtracting minus, as written. Canonical expressions use the factor −1 instead.
public final class Negate extends Expr {

  private Negate(Expr operand) {
    super(0x27d4eb2f, operand.shape(), operand);
  }

  /// `-operand`, as it stands.
  public static Negate of(Expr operand) {
    return intern(new Negate(operand));
  }

  /// What is negated.
  public Expr operand() {
    return child(0);
  }

  @Override
  boolean sameFacts(Expr other) {
    return true;
  }

  @Override
  Expr rebuilt(Expr[] others) {
    return of(others[0]);
  }
}
