package nabla.read;

import java.util.List;
import nabla.catalogue.Function;
import nabla.expr.Shape;
import nabla.expr.UnknownFunction;
import nabla.read.Kinds.Kind;

/// The kinds of what operators give, and what each says of the kinds of its arguments: a trace is a
/// number, and that of a matrix.
final class OperatorKinds {

  private final Kinds kinds;
  private final ExpectedKinds place;

  OperatorKinds(Kinds kinds, ExpectedKinds place) {
    this.kinds = kinds;
    this.place = place;
  }

  /// The kind of what an operator gives; learns what its arguments must be.
  Kind of(Term.Call call) {
    List<Kind> arguments = call.arguments().stream().map(kinds::of).toList();
    String name = call.operator().name();
    return switch (name) {
      case "transpose" -> {
        if (!(call.arguments().getFirst() instanceof Term.Raised)) {
          place.expectsArray(call.arguments().getFirst()); // (x²)' is a derivative, as a rule
        }
        yield kinds.of(call.arguments().getFirst()).transposed();
      }
      case "inv", "expm", "logm" -> {
        place.expects(call.arguments().getFirst(), Kind.MATRIX);
        yield kinds.of(call.arguments().getFirst());
      }
      case "tr", "det", "logdet", "nuclearnorm", "eigmin" -> {
        place.expects(call.arguments().getFirst(), Kind.MATRIX);
        yield Kind.SCALAR;
      }
      case "norm" -> {
        Term argument = call.arguments().getFirst();
        if (kinds.isFrobenius(call) && MatrixLetters.endsInMatrices(argument)) {
          place.expects(argument, Kind.MATRIX); // ‖X − μ‖_F
        } else {
          place.expectsArray(argument);
        }
        yield Kind.SCALAR;
      }
      case "sum", "mean", "logsumexp" -> {
        place.expectsArray(call.arguments().getFirst());
        yield Kind.SCALAR;
      }
      case "softmax", "logsoftmax" -> {
        place.expectsArray(call.arguments().getFirst());
        yield kinds.of(call.arguments().getFirst());
      }
      case "hadamard", "hadamardquotient" -> {
        Kind kind = arguments.get(0).isArray() ? arguments.get(0) : arguments.get(1);
        for (Term argument : call.arguments()) {
          if (kind == Kind.ROW && argument instanceof Term.Variable) {
            place.expects(argument, Kind.COLUMN); // a letter is a column, which does not fit
          } else if (kind.isArray()) {
            place.expects(argument, kind);
          } else {
            place.expectsArray(argument);
          }
        }
        yield kinds.of(call.arguments().getFirst());
      }
      case "inner" -> {
        call.arguments().forEach(place::expectsArray);
        yield Kind.SCALAR;
      }
      case "unit" -> Kind.COLUMN;
      case "rowslice", "columnslice" -> {
        place.expectsArray(call.arguments().getFirst());
        yield kinds.of(call.arguments().getFirst());
      }
      case "unvec" -> {
        place.expects(call.arguments().getFirst(), Kind.COLUMN);
        yield Kind.MATRIX;
      }
      case "commutation" -> Kind.MATRIX;
      case "outer", "kron", "khatrirao" -> {
        call.arguments().forEach(place::expectsArray);
        yield Kind.MATRIX;
      }
      case "eye" -> Kind.MATRIX;
      case "ones", "zeros" -> call.arguments().size() == 1 ? Kind.COLUMN : Kind.MATRIX;
      case "vec" -> {
        place.expectsArray(call.arguments().getFirst());
        yield Kind.COLUMN;
      }
      case "diag" -> {
        place.expectsArray(call.arguments().getFirst());
        yield kinds.of(call.arguments().getFirst()) == Kind.MATRIX ? Kind.COLUMN : Kind.MATRIX;
      }
      default -> {
        if (call.operator() instanceof UnknownFunction unknown && !unknown.isElementwise()) {
          yield unknown(call, unknown, arguments);
        }
        if (call.operator() instanceof Function function && function.spaces() != null) {
          yield stated(call, Signature.of(function), arguments);
        }
        yield call.operator().isElementwise()
            ? arguments.stream().filter(Kind::isArray).findFirst().orElse(Kind.SCALAR)
            : Kind.SCALAR;
      }
    };
  }

  /// A derivative of an unknown function of an array is one, as is a value declared as a vector.
  private Kind unknown(Term.Call call, UnknownFunction function, List<Kind> arguments) {
    List<Shape> domain = function.domain();
    for (int i = 0; i < Math.min(domain.size(), arguments.size()); i++) {
      if (!domain.get(i).isScalar()) {
        place.expectsArray(call.arguments().get(i));
      }
    }
    boolean vector = !function.codomain().isScalar();
    for (int i = 0; i < Math.min(arguments.size(), function.orders().size()); i++) {
      int order = function.orders().get(i);
      if (order > 0 && arguments.get(i).isArray()) {
        return order == 1 && !vector ? arguments.get(i) : Kind.MATRIX;
      }
    }
    return vector ? Kind.COLUMN : Kind.SCALAR;
  }

  private Kind stated(Term.Call call, Signature signature, List<Kind> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (signature.isArray(i)) {
        place.expectsArray(call.arguments().get(i));
      }
    }
    return signature.kind(call.arguments().stream().map(kinds::of).toList());
  }
}
