package nabla.calculus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Shape;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.expr.Template;
import nabla.expr.UnknownFunction;
import nabla.read.Reader;
import nabla.simplify.arrays.Elementwise;
import org.jspecify.annotations.Nullable;

/// Differentials of functions and operators on vectors and matrices, as the catalogue states them:
/// an operator by its own differential, a function of numbers at each entry by its derivative.
final class ArrayDifferentials {

  private record Key(Function function, int parameter) {}

  private static final Map<Key, Template> READ = new ConcurrentHashMap<>();

  private ArrayDifferentials() {}

  /// How the value changes with one argument, which changes by `change`.
  static Expr of(Apply apply, int argument, Expr change) {
    if (apply.operator() instanceof UnknownFunction unknown) {
      // d f(x) = ⟨∇f(x), dx⟩ and, for vectors, d ∇f(x) = ∇²f(x) dx
      Expr slope = Apply.of(unknown.derivative(argument), apply.children());
      return apply.isScalar() ? Transposition.inner(slope, change) : Build.product(slope, change);
    }
    if (!(apply.operator() instanceof Function function)) {
      throw Unsupported.operator(apply.operator().name());
    }
    if (function.isElementwise()) {
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
    if (function == Matrices.NORM && isEuclidean(apply)) {
      return Build.quotient(Transposition.inner(apply.argument(), change), apply);
    }
    if (function == Matrices.LOGSOFTMAX) {
      Expr weights = Apply.of(Matrices.SOFTMAX, apply.argument());
      Expr mean = Transposition.inner(weights, change);
      return Build.sum(change, Build.negate(Build.product(mean, Matrices.ones(apply.shape()))));
    }
    if (function == Matrices.NORM) {
      return norm(apply.child(0), apply.child(1), change);
    }
    String text = function.differential(argument);
    if (text == null) {
      throw Unsupported.operator(function.name());
    }
    Template template =
        READ.computeIfAbsent(
            new Key(function, argument), key -> template(function, argument, text));
    List<Expr> values = new ArrayList<>(apply.children());
    while (values.size() < function.parameters().size()) {
      values.add(Num.ZERO); // an optional parameter, of which this differential does not speak
    }
    values.add(change);
    return template.filled(values.toArray(Expr[]::new));
  }

  /// The differential of an operator with its places: the parameters, then the change H.
  private static Template template(Function function, int argument, String text) {
    Shape square = Shape.of(Dimension.named("n"), Dimension.named("n"));
    Shape vector = Shape.vector(Dimension.named("n"));
    List<Symbol> places = new ArrayList<>();
    for (String parameter : function.parameters()) {
      boolean matrix = Character.isUpperCase(parameter.charAt(0));
      boolean column = "xyz".contains(parameter);
      places.add(Symbol.of(Name.of(parameter), matrix ? square : column ? vector : Shape.SCALAR));
    }
    places.add(Symbol.of(Name.of("H"), places.get(argument).shape()));
    String where =
        places.stream()
            .map(place -> place.name() + " ∈ " + space(place.shape()))
            .collect(Collectors.joining("; "));
    return Template.of(Reader.standard().read(text, where).expression(), places);
  }

  private static String space(Shape shape) {
    return shape.isScalar() ? "R" : shape.isVector() ? "R^n" : "R^{n×n}";
  }

  /// The derivative of a function of numbers, at each entry of its arguments.
  private static Expr slope(Apply apply, Function function, int argument) {
    if (function == Elementary.MAX || function == Elementary.MIN) {
      throw Unsupported.operator(function.name() + " of vectors and matrices");
    }
    List<Symbol> places = new ArrayList<>();
    for (int i = 0; i < apply.arity(); i++) {
      places.add(Symbol.of(Name.of("argument", String.valueOf(i))));
    }
    Expr partial = FunctionDerivatives.partial(function, argument, List.<Expr>copyOf(places));
    if (partial == null) {
      throw Unsupported.operator(function.name());
    }
    Map<Symbol, Expr> arrays = new LinkedHashMap<>();
    for (int i = 0; i < places.size(); i++) {
      arrays.put(places.get(i), apply.child(i));
    }
    return Elementwise.of(partial, arrays);
  }

  /// Whether it is the square root of the sum of the squares of all entries.
  static boolean isEuclidean(Apply norm) {
    return norm.arity() == 1
        || (norm.argument().shape().isVector() && Num.TWO.equals(norm.child(1)));
  }

  /// `d‖x‖_p = Σ sign(x_i) |x_i|^(p−1) dx_i / ‖x‖_p^(p−1)` for a vector.
  private static Expr norm(Expr vector, Expr p, Expr change) {
    nabla.expr.@Nullable Rational number = Differential.numericValue(p);
    if (!vector.shape().isVector()
        || (p instanceof Apply apply && apply.operator() == Elementary.INFINITY)) {
      throw Unsupported.operator("this norm");
    }
    Expr sign = Apply.of(Elementary.SIGN, vector);
    if (number != null && number.isOne()) {
      return Apply.of(Matrices.SUM, Build.elementwise(sign, change));
    }
    Expr norm = Apply.of(Matrices.NORM, vector, p);
    Expr lower = Sum.of(p, Negate.of(Num.ONE));
    Expr sizes = Apply.of(Matrices.ELEMENTWISE_POWER, Apply.of(Elementary.ABS, vector), lower);
    Expr slopes = Build.elementwise(sign, sizes);
    return Build.quotient(
        Apply.of(Matrices.SUM, Build.elementwise(slopes, change)), Power.of(norm, lower));
  }
}
