package nabla.rewrite;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Substitution;
import nabla.expr.UnknownFunction;
import org.jspecify.annotations.Nullable;

/// The letter `f` in a rule, which stands for a function of one argument; `f'` is the derivative of
/// that function.
final class FunctionLetter {

  private static final UnknownFunction LETTER = UnknownFunction.of(Name.of("f"), 1);

  private FunctionLetter() {}

  static boolean isLetter(UnknownFunction unknown) {
    return unknown == LETTER || unknown == LETTER.derivative(0);
  }

  /// The expression with `function` for f, and its derivative for f′; itself where the letter
  /// stands for nothing.
  static Expr replace(Expr expression, @Nullable Function function) {
    if (function == null) {
      return expression;
    }
    Expr current = expression;
    while (true) {
      Map<Expr, Expr> replacements = new HashMap<>();
      for (Expr node : Dag.of(current).nodes()) {
        if (node instanceof Apply apply
            && apply.operator() instanceof UnknownFunction unknown
            && isLetter(unknown)) {
          replacements.put(node, replaced(apply, unknown, function));
          break; // what is inside first; what is around it changes with it
        }
      }
      if (replacements.isEmpty()) {
        return current;
      }
      current = Substitution.of(replacements).apply(current);
    }
  }

  private static Expr replaced(Apply apply, UnknownFunction unknown, Function function) {
    if (unknown == LETTER) {
      return Apply.of(function, List.of(apply.argument()));
    }
    Expr derivative = Facets.of(function).derivative(apply.argument());
    if (derivative == null) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED, "no derivative is known of " + function.name());
    }
    return derivative;
  }
}
