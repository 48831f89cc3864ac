package nabla.expr;

/// A derivative that is written but not carried out: `∂ⁿ/∂xⁿ [body]`. Several variables nest.
public final class Derivative extends Expr {

  private final int order;

  private Derivative(Expr body, Symbol variable, int order) {
    super(0x2545f491 + order, shape(body.shape(), variable.shape(), order), body, variable);
    this.order = order;
  }

  /// That of the body by a number, that of the variable for a number; of an array by an array a row
  /// for each entry of the body and a column for each of the variable.
  private static Shape shape(Shape body, Shape variable, int order) {
    if (variable.isScalar()) {
      return body;
    }
    Shape shape = body;
    for (int i = 0; i < order; i++) {
      shape =
          shape.isScalar()
              ? variable
              : Shape.of(
                  shape.rows().times(shape.columns()), variable.rows().times(variable.columns()));
    }
    return shape;
  }

  /// The derivative of `body` by `variable`, `order` times (at least once).
  public static Derivative of(Expr body, Symbol variable, int order) {
    if (order < 1) {
      throw new IllegalArgumentException("order " + order);
    }
    return intern(new Derivative(body, variable, order));
  }

  /// What is differentiated.
  public Expr body() {
    return child(0);
  }

  /// By what.
  public Symbol variable() {
    return (Symbol) child(1);
  }

  /// How often, at least 1.
  public int order() {
    return order;
  }

  @Override
  boolean sameFacts(Expr other) {
    return order == ((Derivative) other).order;
  }

  @Override
  Expr rebuilt(Expr[] others) {
    if (!(others[1] instanceof Symbol variable)) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "a derivative that is not carried out has no value at a point");
    }
    return of(others[0], variable, order);
  }

  @Override
  String facts() {
    return "Derivative" + order;
  }
}
