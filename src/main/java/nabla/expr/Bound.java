package nabla.expr;

/// The variable that a [Binder] binds. It has no name: `height` counts the binders nested inside
/// its own, so renaming an index changes nothing, and equal sums are one node.
public final class Bound extends Expr {

  private final int height;

  private Bound(int height) {
    super(0x5bd1e995 + height, Shape.SCALAR, LEAF);
    this.height = height;
  }

  /// The variable of a binder whose body nests `height` further binders.
  public static Bound of(int height) {
    return intern(new Bound(height));
  }

  /// How many binders nest inside the binder of this variable.
  public int height() {
    return height;
  }

  @Override
  boolean sameFacts(Expr other) {
    return height == ((Bound) other).height;
  }

  @Override
  Expr rebuilt(Expr[] others) {
    return this;
  }

  @Override
  String facts() {
    return "#" + height;
  }
}
