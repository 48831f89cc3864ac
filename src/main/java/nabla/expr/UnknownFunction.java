package nabla.expr;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A function of which only the name is known, such as `f`, or one of its derivatives: `f''`, or
/// the mixed derivative of `g(u, v)` once by each argument. Its values are numbers, unless it is
/// declared with the spaces between which it maps: `f: R^n → R^m`; `f: R → R` is applied to each
/// entry of an array.
public final class UnknownFunction extends Operator {

  /// What a function maps, and to what: shapes that are numbers or vectors.
  public record Spaces(List<Shape> domain, Shape codomain) {

    /// A copy that nobody changes.
    public Spaces {
      domain = List.copyOf(domain);
    }

    /// Whether it maps numbers to numbers.
    public boolean areNumbers() {
      return codomain.isScalar() && domain.stream().allMatch(Shape::isScalar);
    }

    @Override
    public String toString() {
      return String.join(" × ", domain.stream().map(Spaces::text).toList())
          + " → "
          + text(codomain);
    }

    private static String text(Shape shape) {
      return shape.isScalar() ? "ℝ" : shape.isVector() ? "ℝ^" + shape.rows() : "ℝ^{" + shape + "}";
    }
  }

  private record Key(Name name, @Nullable Spaces spaces, List<Integer> orders, boolean indexed) {}

  private static final Map<Key, UnknownFunction> KNOWN = new ConcurrentHashMap<>();

  private final Name symbol;
  private final @Nullable Spaces spaces;
  private final List<Integer> orders;
  private final boolean indexed;

  private UnknownFunction(Key key) {
    super(key.name + (key.orders.stream().allMatch(order -> order == 0) ? "" : "^" + key.orders));
    this.symbol = key.name;
    this.spaces = key.spaces;
    this.orders = key.orders;
    this.indexed = key.indexed;
  }

  /// The function `name` of `arity` arguments, whose values are numbers.
  public static UnknownFunction of(Name name, int arity) {
    return of(name, Collections.nCopies(arity, 0));
  }

  /// The derivative of the function `name`, taken `orders.get(k)` times by its k-th argument.
  public static UnknownFunction of(Name name, List<Integer> orders) {
    return of(name, null, orders);
  }

  /// The same of a function whose spaces may be declared.
  ///
  /// @param spaces what it maps to what, if that is declared
  public static UnknownFunction of(Name name, @Nullable Spaces spaces, List<Integer> orders) {
    Key key = new Key(name, spaces, List.copyOf(orders), false);
    return KNOWN.computeIfAbsent(key, UnknownFunction::new);
  }

  /// An array of three or more indices, `T_{ijk}`, as the function of its indices: of whole numbers
  /// that no variable is part of, so that it is a constant wherever one differentiates.
  public static UnknownFunction indexed(Name name, int indices) {
    Key key = new Key(name, null, Collections.nCopies(indices, 0), true);
    return KNOWN.computeIfAbsent(key, UnknownFunction::new);
  }

  /// The function of a name in an expression, or a derivative of it; null where there is none.
  public static @Nullable UnknownFunction named(Name name, Expr expression) {
    return first(expression, function -> function.symbol.equals(name));
  }

  /// The function in an expression below whose letter a name stands, such as θ of `h_θ(x)`; null
  /// where there is none.
  public static @Nullable UnknownFunction withSubscript(String name, Expr expression) {
    return first(
        expression,
        function ->
            !function.indexed && List.of(function.symbol.subscript().split(",")).contains(name));
  }

  private static @Nullable UnknownFunction first(
      Expr expression, Predicate<UnknownFunction> wanted) {
    for (Expr node : Dag.of(expression).nodes()) {
      if (node instanceof Apply apply
          && apply.operator() instanceof UnknownFunction function
          && wanted.test(function)) {
        return function;
      }
    }
    return null;
  }

  /// Whether its arguments are indices and stand below its name.
  public boolean isIndexed() {
    return indexed;
  }

  /// The name of the function itself.
  public Name symbol() {
    return symbol;
  }

  /// How often it is differentiated by each argument.
  public List<Integer> orders() {
    return orders;
  }

  /// What the function itself maps to what; null where that is not declared.
  public @Nullable Spaces spaces() {
    return spaces;
  }

  /// The shapes of its arguments; none where they are not declared.
  public List<Shape> domain() {
    return spaces == null ? List.of() : spaces.domain();
  }

  /// The shape of the values of the function itself: numbers, unless vectors are declared.
  public Shape codomain() {
    return spaces == null ? Shape.SCALAR : spaces.codomain();
  }

  /// Whether it is declared to map numbers to numbers, which makes it act on each entry.
  @Override
  public boolean isElementwise() {
    return spaces != null && spaces.areNumbers();
  }

  /// The partial derivative by one more argument, counted from 0.
  public UnknownFunction derivative(int argument) {
    List<Integer> higher = new ArrayList<>(orders);
    higher.set(argument, higher.get(argument) + 1);
    return of(symbol, spaces, higher);
  }

  @Override
  public Shape shape(List<Expr> arguments) {
    if (arguments.size() != orders.size()) {
      throw new NablaException(
          NablaException.Kind.NAME,
          symbol
              + " is used with "
              + orders.size()
              + " and with "
              + arguments.size()
              + " arguments");
    }
    List<Shape> shapes = arguments.stream().map(Expr::shape).toList();
    return isElementwise()
        ? shapes.stream().filter(shape -> !shape.isScalar()).findFirst().orElse(Shape.SCALAR)
        : derivativeShape(shapes);
  }

  /// The shape of a derivative. By an array once, that of a function whose values are numbers is
  /// the gradient, of the shape of the array; by a vector twice it is the Hessian. That of a
  /// function whose values are vectors is the Jacobian, with one row for each entry of the value.
  private Shape derivativeShape(List<Shape> arguments) {
    Shape value = codomain();
    Shape shape = value;
    int order = 0;
    for (int i = 0; i < orders.size(); i++) {
      Shape argument = arguments.get(i);
      if (orders.get(i) == 0 || argument.isScalar()) {
        continue;
      }
      order += orders.get(i);
      if (value.isScalar()) {
        shape = order == 1 ? argument : Shape.of(argument.rows(), argument.transposed().columns());
      } else {
        shape = Shape.of(value.rows(), argument.rows());
      }
      boolean first = order == 1 && (value.isScalar() || argument.isVector());
      boolean hessian = order == 2 && orders.get(i) == 2 && argument.isVector() && value.isScalar();
      if (!first && !hessian) {
        throw new NablaException(
            NablaException.Kind.UNSUPPORTED,
            value.isScalar()
                ? "a third derivative, or a mixed one, of an unknown function of arrays has no"
                    + " notation"
                : "the second derivative of an unknown function "
                    + symbol
                    + ": "
                    + spaces
                    + " is an array with three indices, which has no notation");
      }
    }
    return shape;
  }
}
