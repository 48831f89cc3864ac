package nabla.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// The spaces from which and to which an operator maps, in sizes of its own, as the catalogue
/// states them: `X ∈ ℝ^{m×n}` to `ℝ^m` for the sum of each row.
public final class Signature {

  private static final Map<Function, Signature> KNOWN = new ConcurrentHashMap<>();

  private final List<Symbol> parameters;
  private final Shape result;

  private Signature(List<Symbol> parameters, Shape result) {
    this.parameters = parameters;
    this.result = result;
  }

  /// The signature of an operator whose spaces are stated.
  public static Signature of(Function function) {
    Signature known = KNOWN.get(function);
    if (known == null) {
      List<Symbol> parameters = parametersOf(function);
      known = new Signature(parameters, Apply.of(function, List.<Expr>copyOf(parameters)).shape());
      KNOWN.put(function, known);
    }
    return known;
  }

  /// Symbols in the spaces of the parameters of an operator; where none are stated, an upper-case
  /// one is a square matrix, x, y and z are vectors, and others are numbers.
  public static List<Symbol> parametersOf(Function function) {
    Shape square = Shape.of(Dimension.named("n"), Dimension.named("n"));
    Shape vector = Shape.vector(Dimension.named("n"));
    String spaces = function.spaces();
    List<Symbol> places = new ArrayList<>();
    for (String parameter : function.parameters()) {
      Shape shape =
          spaces != null
              ? Reader.standard().read(parameter, spaces).expression().shape()
              : Character.isUpperCase(parameter.charAt(0))
                  ? square
                  : "xyz".contains(parameter) ? vector : Shape.SCALAR;
      places.add(Symbol.of(Name.of(parameter), shape));
    }
    return places;
  }

  /// What the axes of the result are; null where an argument does not fit.
  @Nullable AxisPair applied(List<AxisPair> arguments) {
    Map<Dimension, Axis> sizes = new HashMap<>();
    sizes.put(Dimension.ONE, Axis.of(Dimension.ONE));
    for (int i = 0; i < arguments.size(); i++) {
      Shape place = parameters.get(i).shape();
      if (place.isScalar()) {
        continue;
      }
      boolean fits =
          matches(place.rows(), arguments.get(i).rows(), sizes)
              && matches(place.columns(), arguments.get(i).columns(), sizes);
      if (!fits) {
        return null;
      }
    }
    return result.isScalar()
        ? AxisPair.SCALAR
        : new AxisPair(
            sizes.getOrDefault(result.rows(), new Axis()),
            sizes.getOrDefault(result.columns(), new Axis()));
  }

  private static boolean matches(Dimension place, Axis axis, Map<Dimension, Axis> sizes) {
    Axis known = sizes.putIfAbsent(place, axis);
    return known == null || known.unify(axis);
  }

  /// Whether a parameter is a vector or matrix.
  boolean isArray(int parameter) {
    return parameter < parameters.size() && !parameters.get(parameter).isScalar();
  }

  /// The kind of the result for arguments of these kinds: that of an argument in the same space, or
  /// what its shape says.
  Kinds.Kind kind(List<Kinds.Kind> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (parameters.get(i).shape().equals(result)) {
        return arguments.get(i);
      }
    }
    return result.isScalar()
        ? Kinds.Kind.SCALAR
        : result.isVector()
            ? Kinds.Kind.COLUMN
            : result.transposed().isVector() ? Kinds.Kind.ROW : Kinds.Kind.MATRIX;
  }
}
