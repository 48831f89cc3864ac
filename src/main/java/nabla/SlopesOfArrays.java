package nabla;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nabla.calculus.CarryOut;
import nabla.catalogue.Elementwise;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.DerivativeAt;
import nabla.expr.Expr;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.read.Reading;
import nabla.simplify.Written;

/// Derivatives of functions of one number, taken of each entry of an array: `σ′(Wx + b)` is `σ(Wx +
/// b) ⊙ (1 − σ(Wx + b))`, as it stands in backpropagation; and gradients at a place, `∇f(x + d)`.
final class SlopesOfArrays {

  private SlopesOfArrays() {}

  /// A reading in which each of them is written out.
  static Reading written(Reading reading) {
    List<Expr> all = new ArrayList<>(List.of(reading.expression()));
    reading.definitions().forEach(definition -> all.add(definition.expression()));
    boolean any = all.stream().anyMatch(each -> Dag.any(each, SlopesOfArrays::isSlope));
    return any ? reading.with(SlopesOfArrays::writtenOut) : reading;
  }

  private static boolean isSlope(Expr node) {
    return node instanceof Apply apply
        && apply.operator() instanceof DerivativeAt slope
        && slope.parameters().size() == 1
        && !(slope.parameters().getFirst().isScalar() && apply.argument().isScalar());
  }

  private static Expr writtenOut(Expr formula) {
    if (!Dag.any(formula, SlopesOfArrays::isSlope)) {
      return formula;
    }
    Dag dag = Dag.of(formula);
    Expr[] results = new Expr[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      Expr[] parts = new Expr[node.arity()];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = results[dag.position(node.child(i))];
      }
      results[position] =
          isSlope(node)
              ? slope((DerivativeAt) ((Apply) node).operator(), parts[0])
              : node.withChildren(parts);
    }
    return results[results.length - 1];
  }

  private static Expr slope(DerivativeAt function, Expr array) {
    Symbol parameter = function.parameters().getFirst();
    Expr ofNumber = Apply.of(function, parameter);
    Expr derivative = CarryOut.of(ofNumber, Map.of(), Written.in(function.body()));
    if (!parameter.isScalar()) {
      return Substitution.of(parameter, array).apply(derivative); // ∇f(x)
    }
    return Elementwise.of(derivative, Map.of(parameter, array));
  }
}
