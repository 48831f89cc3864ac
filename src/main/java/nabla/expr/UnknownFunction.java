package nabla.expr;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A function of which only the name is known, such as `f`, or one of its derivatives: `f''`, or
/// the mixed derivative of `g(u, v)` once by each argument.
public final class UnknownFunction extends Operator {

  private record Key(Name name, List<Integer> orders) {}

  private static final Map<Key, UnknownFunction> KNOWN = new ConcurrentHashMap<>();

  private final Name symbol;
  private final List<Integer> orders;

  private UnknownFunction(Key key) {
    super(key.name + (key.orders.stream().allMatch(order -> order == 0) ? "" : "^" + key.orders));
    this.symbol = key.name;
    this.orders = key.orders;
  }

  /// The function `name` of `arity` arguments.
  public static UnknownFunction of(Name name, int arity) {
    return of(name, Collections.nCopies(arity, 0));
  }

  /// The derivative of the function `name`, taken `orders.get(k)` times by its k-th argument.
  public static UnknownFunction of(Name name, List<Integer> orders) {
    return KNOWN.computeIfAbsent(new Key(name, List.copyOf(orders)), UnknownFunction::new);
  }

  /// The name of the function itself.
  public Name symbol() {
    return symbol;
  }

  /// How often it is differentiated by each argument.
  public List<Integer> orders() {
    return orders;
  }

  /// The partial derivative by one more argument, counted from 0.
  public UnknownFunction derivative(int argument) {
    List<Integer> higher = new ArrayList<>(orders);
    higher.set(argument, higher.get(argument) + 1);
    return of(symbol, higher);
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
    return shape(orders, arguments.stream().map(Expr::shape).toList());
  }

  /// The shape of a derivative of a function whose values are numbers: by an array once it is the
  /// gradient, of the shape of the array, by a vector twice the Hessian.
  ///
  /// @param orders how often by each argument
  /// @param arguments the shapes of the arguments
  private static Shape shape(List<Integer> orders, List<Shape> arguments) {
    Shape shape = Shape.SCALAR;
    int order = 0;
    for (int i = 0; i < orders.size(); i++) {
      Shape argument = arguments.get(i);
      if (orders.get(i) == 0 || argument.isScalar()) {
        continue;
      }
      order += orders.get(i);
      shape = order == 1 ? argument : Shape.of(argument.rows(), argument.transposed().columns());
      if (order > 2 || (order == 2 && !(orders.get(i) == 2 && argument.isVector()))) {
        throw new NablaException(
            NablaException.Kind.UNSUPPORTED,
            "a third derivative, or a mixed one, of an unknown function of arrays has no notation");
      }
    }
    return shape;
  }
}
