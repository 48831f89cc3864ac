package nabla.calculus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nabla.catalogue.Activations;
import nabla.catalogue.Elementary;
import nabla.catalogue.Hyperbolic;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Operator;
import nabla.rewrite.Step.Reason;
import org.jspecify.annotations.Nullable;

/// Which functions came and went between two lines as they are shown: the ones that a reader
/// recognises in what stood there, and the signs and sums that were carried out.
final class NewFunctions {

  private static final Set<Operator> RECOGNISED =
      Set.of(
          Activations.SIGMOID,
          Activations.SOFTPLUS,
          Hyperbolic.TANH,
          Hyperbolic.SINH,
          Hyperbolic.COSH,
          Trigonometric.TAN);

  private NewFunctions() {}

  /// The functions in `after` of which `before` does not speak, as they are recognised.
  static List<Reason> in(Expr before, Expr after) {
    Set<Operator> known = new HashSet<>();
    for (Expr node : Dag.of(before).nodes()) {
      if (node instanceof Apply apply) {
        known.add(apply.operator());
      }
    }
    List<Reason> recognised = new ArrayList<>();
    for (Expr node : Dag.of(after).nodes()) {
      if (node instanceof Apply apply
          && RECOGNISED.contains(apply.operator())
          && !known.contains(apply.operator())) {
        recognised.add(new Reason("recognise-function", "recognise", apply));
      }
    }
    return recognised;
  }

  /// The name where a sum was written out or a sign met its absolute value; null where neither was.
  static @Nullable Reason gone(Expr before, Expr after) {
    if (Dag.any(before, Binder.class::isInstance) && !Dag.any(after, Binder.class::isInstance)) {
      return new Reason("write-out", "write out the sum", null);
    }
    for (Expr node : Dag.of(before).nodes()) {
      if (node instanceof Apply sign
          && sign.operator() == Elementary.SIGN
          && !Dag.any(after, sign::equals)
          && Dag.any(before, Apply.of(Elementary.ABS, sign.argument())::equals)) {
        return new Reason("sign-times-absolute", "|u| sign(u) = u", null);
      }
    }
    return null;
  }
}
