package nabla.expr;

/// A variable: a name with a shape.
public final class Symbol extends Expr {

  private final Name name;

  private Symbol(Name name, Shape shape) {
    super(name.hashCode() * 31 + shape.hashCode(), shape, LEAF);
    this.name = name;
  }

  /// A scalar variable.
  public static Symbol of(Name name) {
    return of(name, Shape.SCALAR);
  }

  /// A scalar variable with a plain name, which may have a subscript, as a size has: `n_1`.
  public static Symbol of(String name) {
    return of(Name.spelled(name));
  }

  /// A variable of the given shape.
  public static Symbol of(Name name, Shape shape) {
    return intern(new Symbol(name, shape));
  }

  /// The name.
  public Name name() {
    return name;
  }

  @Override
  boolean sameFacts(Expr other) {
    Symbol that = (Symbol) other;
    return name.equals(that.name) && shape().equals(that.shape());
  }

  @Override
  Expr rebuilt(Expr[] others) {
    return this;
  }

  @Override
  String facts() {
    return name.toString();
  }
}
