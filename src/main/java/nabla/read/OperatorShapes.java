package nabla.read;

import java.util.List;
import java.util.Set;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Function;
import nabla.expr.Dimension;
import nabla.expr.Shape;
import nabla.expr.UnknownFunction;
import org.jspecify.annotations.Nullable;

/// The shapes of applications, and what their arguments must agree in.
final class OperatorShapes {

  private static final Set<String> SCALAR_VALUED = Set.of("tr", "det", "logdet", "eigmin");

  private final Axes axes;

  OperatorShapes(Axes axes) {
    this.axes = axes;
  }

  AxisPair of(Term.Call call) {
    List<AxisPair> arguments = call.arguments().stream().map(axes::of).toList();
    AxisPair first = arguments.isEmpty() ? AxisPair.SCALAR : arguments.getFirst();
    Axis one = Axis.of(Dimension.ONE);
    return switch (call.operator().name()) {
      case "transpose" -> first.transposed();
      case "inv", "expm", "logm", "tr", "det", "logdet", "eigmin" -> {
        if (!first.isScalar() && !first.rows().unify(first.columns())) {
          throw axes.clash()
              .notSquare(call, call.operator().name(), call.arguments().getFirst(), first);
        }
        yield SCALAR_VALUED.contains(call.operator().name()) ? AxisPair.SCALAR : first;
      }
      case "softmax", "logsoftmax" -> first;
      case "outer" -> new AxisPair(first.rows(), arguments.get(1).rows());
      case "inner" -> {
        axes.equal("take the inner product of", call.arguments().get(0), call.arguments().get(1));
        yield AxisPair.SCALAR;
      }
      case "diag" -> {
        if (first.columns().isOne()) {
          yield new AxisPair(first.rows(), first.rows());
        }
        first.rows().unify(first.columns());
        yield new AxisPair(first.rows(), one);
      }
      case "vec" ->
          axes.products()
              .of(call, new AxisPair(first.columns(), one), new AxisPair(first.rows(), one));
      case "kron" -> {
        yield axes.products().of(call, first, arguments.get(1));
      }
      case "khatrirao" -> {
        AxisPair second = arguments.get(1);
        if (!first.columns().unify(second.columns())) {
          throw axes.clash(
              call.at(),
              "khatrirao of " + first + " and " + second + " needs equally many columns");
        }
        yield new AxisPair(product(first.rows(), second.rows()), first.columns());
      }
      case "unvec" -> new AxisPair(size(call, 1), size(call, 2));
      case "vstack" -> {
        axes.unify(call.at(), first.columns(), arguments.get(1).columns());
        yield new AxisPair(sum(first.rows(), arguments.get(1).rows()), first.columns());
      }
      case "hstack" -> {
        axes.unify(call.at(), first.rows(), arguments.get(1).rows());
        yield new AxisPair(first.rows(), sum(first.columns(), arguments.get(1).columns()));
      }
      case "rowslice" -> new AxisPair(between(call), first.columns());
      case "columnslice" -> new AxisPair(first.rows(), between(call));
      case "unit" -> new AxisPair(size(call, 1), one);
      case "commutation" -> {
        Axis side = product(size(call, 0), size(call, 1));
        yield new AxisPair(side, side);
      }
      case "eye" -> {
        Axis size = Axis.of(Sizes.ofTerm(call.arguments().getFirst()));
        yield new AxisPair(size, size);
      }
      case "ones", "zeros" -> {
        Axis rows = Axis.of(Sizes.ofTerm(call.arguments().getFirst()));
        yield new AxisPair(
            rows,
            call.arguments().size() == 1 ? one : Axis.of(Sizes.ofTerm(call.arguments().get(1))));
      }
      default ->
          call.operator() instanceof Function function && function.spaces() != null
              ? stated(call, function, arguments)
              : elementwise(call, arguments);
    };
  }

  /// A derivative of an unknown function of an array: once the shape of the array, twice its
  /// square; a Jacobian where the values are vectors.
  private AxisPair unknown(Term.Call call, UnknownFunction function, List<AxisPair> arguments) {
    if (function.isIndexed()) {
      axes.indices().places(call, function.symbol());
      return AxisPair.SCALAR;
    }
    UnknownFunction.Spaces spaces = function.spaces();
    if (spaces != null) {
      fit(call, function.symbol() + ": " + spaces, spaces.domain(), arguments);
    }
    boolean vector = !function.codomain().isScalar();
    Axis rows = Axis.of(function.codomain().rows());
    for (int i = 0; i < arguments.size(); i++) {
      AxisPair argument = arguments.get(i);
      int order = function.orders().get(i);
      if (order > 0 && !argument.isScalar()) {
        return vector
            ? new AxisPair(rows, argument.rows())
            : order == 1 ? argument : new AxisPair(argument.rows(), argument.rows());
      }
    }
    return vector ? new AxisPair(rows, Axis.of(Dimension.ONE)) : AxisPair.SCALAR;
  }

  /// Refuses arguments that are not in the spaces that the declaration of a function names.
  private void fit(Term.Call call, String function, List<Shape> domain, List<AxisPair> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      AxisPair argument = arguments.get(i);
      boolean fits =
          i < domain.size()
              && argument.rows().unify(Axis.of(domain.get(i).rows()))
              && argument.columns().unify(Axis.of(domain.get(i).columns()));
      if (!fits) {
        throw axes.clash(call.arguments().get(i).at(), function + " is applied to " + argument);
      }
    }
  }

  private static Axis size(Term.Call call, int argument) {
    return Axis.of(Sizes.ofTerm(call.arguments().get(argument)));
  }

  /// The size of a part from one place to another.
  private static Axis between(Term.Call call) {
    Dimension from = Sizes.ofTerm(call.arguments().get(1));
    Dimension to = Sizes.ofTerm(call.arguments().get(2));
    return Axis.of(from == null || to == null ? null : Dimensions.minus(to, from));
  }

  private static Axis sum(Axis a, Axis b) {
    Dimension first = a.size();
    Dimension second = b.size();
    return first == null || second == null ? new Axis() : Axis.of(first.plus(second));
  }

  /// The product of two sizes, where both are known by now.
  private static Axis product(Axis a, Axis b) {
    Dimension left = a.size();
    Dimension right = b.size();
    return left == null || right == null ? new Axis() : Axis.of(left.times(right));
  }

  private AxisPair stated(Term.Call call, Function function, List<AxisPair> arguments) {
    AxisPair result = Signature.of(function).applied(arguments);
    if (result == null) {
      throw axes.clash(
          call.at(),
          function.written()
              + " takes "
              + function.spaces()
              + ", not "
              + String.join(" and ", arguments.stream().map(AxisPair::toString).toList()));
    }
    return result;
  }

  private AxisPair elementwise(Term.Call call, List<AxisPair> arguments) {
    if (call.operator() instanceof UnknownFunction unknown
        && !unknown.isElementwise()
        && unknown.orders().size() == arguments.size()) {
      return unknown(call, unknown, arguments);
    }
    if (!call.operator().isElementwise() && !call.operator().name().startsWith("hadamard")) {
      return AxisPair.SCALAR;
    }
    @Nullable Term first = null;
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).isScalar()) {
        continue;
      }
      if (first != null) {
        axes.equal("combine entry by entry", first, call.arguments().get(i));
      }
      first = first == null ? call.arguments().get(i) : first;
    }
    return first == null ? AxisPair.SCALAR : axes.of(first);
  }
}
