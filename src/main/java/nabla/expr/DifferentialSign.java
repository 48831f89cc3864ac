package nabla.expr;

import java.util.List;

/// `d` in front of what changes: `dx`, `d[Ax + b]`. The change of an array has its shape.
public final class DifferentialSign extends Operator {

  private static final DifferentialSign D = new DifferentialSign();

  private DifferentialSign() {
    super("d");
  }

  /// The differential of an expression, written but not carried out.
  public static Apply of(Expr expression) {
    return Apply.of(D, expression);
  }

  /// Whether an expression is one that is written and not carried out.
  public static boolean isOn(Expr expression) {
    return expression instanceof Apply apply && apply.operator() == D;
  }

  @Override
  public Shape shape(List<Expr> arguments) {
    return arguments.getFirst().shape();
  }
}
