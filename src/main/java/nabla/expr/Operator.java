package nabla.expr;

import java.util.List;

/// What an [Apply] applies: a function of the catalogue, or an unknown one. Operators are compared
/// by identity; whoever defines them makes one object for each.
public abstract class Operator {

  private final String name;

  /// An operator with its plain ASCII or Greek name.
  protected Operator(String name) {
    this.name = name;
  }

  /// The name under which it is known.
  public final String name() {
    return name;
  }

  /// The shape of the result; a [NablaException] of kind `SHAPE` where the arguments do not fit.
  public abstract Shape shape(List<Expr> arguments);

  /// Whether it acts on each entry of a vector or matrix by itself.
  public boolean isElementwise() {
    return false;
  }

  @Override
  public String toString() {
    return name;
  }
}
