package nabla.expr;

import java.util.List;

/// A function or operator applied to its arguments. A constant such as π is one without arguments.
public final class Apply extends Expr {

  private final Operator operator;

  private Apply(Operator operator, Shape shape, Expr... arguments) {
    super(operator.name().hashCode(), shape, arguments);
    this.operator = operator;
  }

  /// `operator(arguments…)`, as it stands.
  public static Apply of(Operator operator, Expr... arguments) {
    return intern(new Apply(operator, operator.shape(List.of(arguments)), arguments));
  }

  /// `operator(arguments…)`, as it stands.
  public static Apply of(Operator operator, List<Expr> arguments) {
    return of(operator, arguments.toArray(LEAF));
  }

  /// What is applied.
  public Operator operator() {
    return operator;
  }

  /// The first argument.
  public Expr argument() {
    return child(0);
  }

  @Override
  boolean sameFacts(Expr other) {
    return operator == ((Apply) other).operator;
  }

  @Override
  Expr rebuilt(Expr[] others) {
    return of(operator, others);
  }

  @Override
  String facts() {
    return operator.toString();
  }
}
