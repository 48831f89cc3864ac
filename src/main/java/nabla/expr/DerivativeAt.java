package nabla.expr;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The derivative of a known function as a function of its own: `σ'`, which applied to `2x` is
/// σ(2x)(1 − σ(2x)) and not the derivative of σ(2x) by x. Applied to arguments it means:
/// differentiate [#body()] `orders().get(k)` times by the k-th of [#parameters()], then put the
/// arguments in their places.
public final class DerivativeAt extends Operator {

  private record Key(String name, Expr body, List<Symbol> parameters, List<Integer> orders) {}

  private static final Map<Key, DerivativeAt> KNOWN = new ConcurrentHashMap<>();

  private final Key key;

  private DerivativeAt(Key key) {
    super(
        key.orders.size() == 1 && key.orders.getFirst() <= 3
            ? key.name + "'".repeat(key.orders.getFirst())
            : key.name
                + "^("
                + key.orders.stream().map(String::valueOf).collect(Collectors.joining(","))
                + ")");
    this.key = key;
  }

  /// The derivative of the function `name` whose value at `parameters` is `body`, by each of them
  /// so many times.
  public static DerivativeAt of(
      String name, Expr body, List<Symbol> parameters, List<Integer> orders) {
    return KNOWN.computeIfAbsent(
        new Key(name, body, List.copyOf(parameters), List.copyOf(orders)), DerivativeAt::new);
  }

  /// The name of the function that is differentiated.
  public String function() {
    return key.name;
  }

  /// Its value at the parameters.
  public Expr body() {
    return key.body;
  }

  /// Its parameters.
  public List<Symbol> parameters() {
    return key.parameters;
  }

  /// How often it is differentiated by each parameter.
  public List<Integer> orders() {
    return key.orders;
  }

  /// Whether it is the derivative of a function of one number, which is taken of each entry.
  @Override
  public boolean isElementwise() {
    return key.parameters.size() == 1
        && key.parameters.getFirst().isScalar()
        && key.body.isScalar();
  }

  @Override
  public Shape shape(List<Expr> arguments) {
    if (arguments.size() != key.parameters.size()) {
      throw new NablaException(
          NablaException.Kind.NAME,
          key.name + " takes " + key.parameters.size() + " arguments, not " + arguments.size());
    }
    return arguments.size() > 1
        ? Shape.SCALAR
        : key.parameters.getFirst().isScalar()
            ? arguments.getFirst().shape()
            : Derivative.of(key.body, key.parameters.getFirst(), key.orders.getFirst()).shape();
  }
}
