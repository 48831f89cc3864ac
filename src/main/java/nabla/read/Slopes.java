package nabla.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.DerivativeAt;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Substitution;
import nabla.expr.Symbol;

/// Derivatives as expressions: those of functions at arguments, and those by names that do not
/// occur.
final class Slopes {

  private Slopes() {}

  /// `f′(x)` is df/dx for a number x of which f knows nothing else, not in a derivative inside
  /// either, and f′ at any other argument.
  static Expr of(DerivativeAt function, Expr argument) {
    Symbol parameter = function.parameters().getFirst();
    boolean variable =
        argument instanceof Symbol
            && argument.isScalar()
            && !Dag.any(function.body(), Slopes::isSlope)
            && (argument.equals(parameter) || !Dag.of(function.body()).contains(argument));
    return variable
        ? Derivative.of(
            Substitution.of(parameter, argument).apply(function.body()),
            (Symbol) argument,
            function.orders().getFirst())
        : Apply.of(function, argument);
  }

  /// What a sum or an integral over a variable is of: where the variable stands in a derivative of
  /// which it is no argument, as k of `Σ_k f'(k)`, it is one.
  static Expr beneath(Expr body, Symbol variable) {
    Map<Expr, Expr> instead = new LinkedHashMap<>();
    Symbol inside = Symbol.of(DefinedFunctions.bound(variable.name()));
    for (Expr node : Dag.of(body).nodes()) {
      if (node instanceof Derivative slope && slope.variable().equals(variable)) {
        Expr inner = Substitution.of(variable, inside).apply(slope.body());
        DerivativeAt sign = DerivativeAt.of("(…)", inner, List.of(inside), List.of(slope.order()));
        instead.put(node, Apply.of(sign, variable));
      } else if (node instanceof Apply apply
          && apply.operator() instanceof DerivativeAt sign
          && Dag.any(sign.body(), variable::equals)) {
        List<Symbol> parameters = new ArrayList<>(sign.parameters());
        List<Integer> orders = new ArrayList<>(sign.orders());
        List<Expr> arguments = new ArrayList<>(apply.children());
        parameters.add(inside);
        orders.add(0);
        arguments.add(variable);
        arguments.replaceAll(Substitution.of(instead)::apply);
        Expr inner = Substitution.of(variable, inside).apply(sign.body());
        instead.put(
            node, Apply.of(DerivativeAt.of(sign.function(), inner, parameters, orders), arguments));
      }
    }
    return Substitution.of(instead).apply(body);
  }

  private static boolean isSlope(Expr node) {
    return node instanceof Apply apply && apply.operator() instanceof DerivativeAt;
  }

  /// Refuses `∂L/∂w` of an L that has w₁ and w₂ and no w: 0 is not what anyone means by it.
  static void refuseNumbered(
      Resolver resolver, Term.Differentiated derivative, Symbol variable, Expr body) {
    List<Symbol> numbered = new ArrayList<>();
    for (Expr node : Dag.of(body).nodes()) {
      if (node.equals(variable)) {
        return;
      }
      if (node instanceof Symbol symbol
          && symbol.name().subscript().matches("[0-9]{1,3}")
          && symbol.name().withSubscript("").equals(variable.name())) {
        numbered.add(symbol);
      }
    }
    if (!numbered.isEmpty()) {
      throw resolver.error(
          NablaException.Kind.NAME,
          "found a derivative by %s, which does not occur, where %s does; write one by each"
              .formatted(variable.name(), numbered.getFirst().name()),
          derivative.at());
    }
  }

  /// Refuses `dv/du` of `v = x³` and `u = x²`, neither of which is made of the other: 0 is not what
  /// anyone means by it.
  static void refuseBeside(
      Resolver resolver, Term.Differentiated derivative, Symbol variable, Expr body) {
    boolean named =
        derivative.body() instanceof Term.Variable of && resolver.defined.contains(of.name());
    if (named && !Dag.any(body, variable::equals)) {
      Name of = ((Term.Variable) derivative.body()).name();
      throw resolver.error(
          NablaException.Kind.NAME,
          "found a derivative of %s by %s, which is defined, and of which %s is not made; where both"
                  .formatted(of, variable.name(), of)
              + " depend on x, write (d%s/dx)/(d%s/dx)".formatted(of, variable.name()),
          derivative.at());
    }
  }
}
