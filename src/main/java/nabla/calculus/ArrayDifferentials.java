package nabla.calculus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Elementary;
import nabla.catalogue.Elementwise;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.MatrixFunctions;
import nabla.catalogue.Norms;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Logic;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;

/// Differentials of functions and operators on vectors and matrices, as the catalogue states them:
/// an operator by its own differential, a function of numbers at each entry by its derivative.
final class ArrayDifferentials {

  private ArrayDifferentials() {}

  /// How the value changes with one argument, which changes by `change`.
  static Expr of(Apply apply, int argument, Expr change) {
    if (apply.operator() instanceof UnknownFunction unknown) {
      // d f(x) = ⟨∇f(x), dx⟩ and, for vectors, d ∇f(x) = ∇²f(x) dx, d f(x) = f′(x) dx
      Expr slope = Apply.of(unknown.derivative(argument), apply.children());
      if (unknown.isElementwise()) {
        return Build.elementwise(slope, change);
      }
      return apply.isScalar() ? Transposition.inner(slope, change) : Build.product(slope, change);
    }
    if (!(apply.operator() instanceof Function function)) {
      throw Unsupported.operator(apply.operator().name());
    }
    if (function.isElementwise() || function == Matrices.ELEMENTWISE_POWER) {
      Expr slope = slope(apply, function, argument);
      return Build.elementwise(slope, change);
    }
    if (function.isLinear(argument)) {
      List<Expr> arguments = new ArrayList<>(apply.children());
      arguments.set(argument, change);
      return change instanceof Negate negate
          ? Build.negate(of(apply, argument, negate.operand()))
          : Apply.of(function, arguments);
    }
    if (function == Norms.NORM) {
      return argument == 0
          ? NormDifferentials.of(apply, change)
          : NormDifferentials.byOrder(apply, change);
    }
    if (function == Matrices.DET
        && apply.argument() instanceof Literal matrix
        && change instanceof Literal changes
        && SmallDeterminants.concern(matrix)) {
      return SmallDeterminants.differential(matrix, changes);
    }
    if (function == MatrixFunctions.EXPM
        && !wordOf(change).isEmpty()
        && wordOf(change).equals(wordOf(apply.argument()))) {
      return Build.product(change, apply); // tA and dt A commute
    }
    Expr stated = OperatorFormulas.differential(function, apply, argument, change);
    if (stated == null) {
      throw Unsupported.operator(function.name());
    }
    return stated;
  }

  /// The matrices in a product of numbers and matrices; none for anything else.
  private static List<Expr> wordOf(Expr array) {
    return switch (array) {
      case Negate negate -> wordOf(negate.operand());
      case Quotient quotient -> wordOf(quotient.numerator());
      case Product product ->
          product.children().stream()
              .filter(each -> !each.isScalar())
              .flatMap(each -> wordOf(each).stream())
              .toList();
      case Symbol symbol when !symbol.isScalar() -> List.of(symbol);
      default -> List.of();
    };
  }

  /// The derivative of a function of numbers, at each entry of its arguments.
  private static Expr slope(Apply apply, Function function, int argument) {
    Map<Expr, Symbol> places = new LinkedHashMap<>(); // one for arguments that are the same
    for (Expr child : apply.children()) {
      places.computeIfAbsent(
          child, key -> Symbol.of(Name.of("argument", String.valueOf(places.size()))));
    }
    List<Expr> arguments = apply.children().stream().<Expr>map(places::get).toList();
    Expr partial =
        function == Elementary.MAX || function == Elementary.MIN
            ? atEachEntry(Extremum.partial(function, argument, arguments))
            : function == Matrices.ELEMENTWISE_POWER
                ? ofPower(arguments.get(0), exponent(apply, arguments), argument)
                : FunctionDerivatives.partial(function, argument, arguments);
    if (partial == null) {
      throw Unsupported.operator(function.name());
    }
    Map<Symbol, Expr> arrays = new LinkedHashMap<>();
    places.forEach((child, place) -> arrays.put(place, child));
    return Elementwise.of(partial, arrays);
  }

  /// A number as the exponent stays one, so that a power of 1 is left out.
  private static Expr exponent(Apply power, List<Expr> places) {
    return Num.valueOf(power.child(1)) == null ? places.get(1) : power.child(1);
  }

  /// `∂(u^v)/∂u = v u^(v−1)`, `∂(u^v)/∂v = u^v ln u`.
  private static Expr ofPower(Expr base, Expr exponent, int argument) {
    Power power = Power.of(base, exponent);
    return argument == 0
        ? PowerDifferentials.lowered(power)
        : Product.of(power, Apply.of(Elementary.LN, base));
  }

  /// 1 where all conditions hold is the product of what is 1 where each holds.
  private static Expr atEachEntry(Expr partial) {
    if (partial instanceof Apply indicator && indicator.argument() instanceof Logic all) {
      return Product.of(
          all.children().stream().<Expr>map(one -> Apply.of(Elementary.INDICATOR, one)).toList());
    }
    return partial;
  }
}
