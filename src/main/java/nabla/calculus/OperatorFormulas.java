package nabla.calculus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Shape;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.expr.Template;
import nabla.read.Reader;
import nabla.read.Signature;
import org.jspecify.annotations.Nullable;

/// The formulas that the catalogue states of operators on vectors and matrices, with the arguments
/// of an application in the places of the parameters, and the sizes of the arguments in the places
/// of the sizes of which the formulas speak.
public final class OperatorFormulas {

  /// What a formula states.
  private enum Kind {
    DIFFERENTIAL,
    ADJOINT,
    MATRIX,
    CONDITION,
    ENTRIES
  }

  private record Key(Function function, int parameter, Kind kind) {}

  /// A formula and its places: the parameters, what the formula is linear in, and the sizes.
  private record Stated(Template template, List<Symbol> parameters, List<String> sizes) {}

  private static final Map<Key, Stated> READ = new ConcurrentHashMap<>();

  private OperatorFormulas() {}

  /// How the value changes when a parameter changes by `change`; null where it is not stated.
  static @Nullable Expr differential(Function function, Apply apply, int parameter, Expr change) {
    return filled(
        function.differential(parameter),
        new Key(function, parameter, Kind.DIFFERENTIAL),
        apply,
        change);
  }

  /// The array G with `⟨V, f(H)⟩ = ⟨G, H⟩` for every H in the place of a parameter in which the
  /// operator is linear; null where none is stated.
  static @Nullable Expr adjoint(Function function, Apply apply, int parameter, Expr cotangent) {
    return filled(
        function.adjoint(parameter), new Key(function, parameter, Kind.ADJOINT), apply, cotangent);
  }

  /// The matrix J with `vec f(H) = J vec(H)` for every H in the place of a parameter in which the
  /// operator is linear; null where none is stated.
  static @Nullable Expr matrix(Function function, Apply apply, int parameter) {
    return filled(
        function.matrix(parameter), new Key(function, parameter, Kind.MATRIX), apply, Num.ZERO);
  }

  /// The condition under which an application has a differential; null where it has one wherever it
  /// is defined.
  public static @Nullable Expr condition(Function function, Apply apply) {
    return filled(function.differentiable(), new Key(function, 0, Kind.CONDITION), apply, Num.ZERO);
  }

  /// The entry of an application in a row and a column, in the entries of its arguments; null where
  /// none is stated.
  public static @Nullable Expr entry(Function function, Apply apply, Expr row, Expr column) {
    Key key = new Key(function, apply.arity(), Kind.ENTRIES);
    Expr entry = filled(function.entries(apply.arity()), key, apply, row, column);
    return entry == null ? null : withoutOnes(entry);
  }

  /// Sizes that are 1 stand in no product: the mean of a vector is its sum over n, not over n·1.
  private static Expr withoutOnes(Expr entry) {
    Map<Expr, Expr> shorter = new HashMap<>();
    for (Expr node : Dag.of(entry).nodes()) {
      if (node instanceof Product product
          && product.isOfNumbers()
          && product.children().contains(Num.ONE)) {
        List<Expr> factors =
            product.children().stream().filter(factor -> !factor.equals(Num.ONE)).toList();
        shorter.put(node, factors.isEmpty() ? Num.ONE : Product.of(factors));
      }
    }
    return shorter.isEmpty() ? entry : Substitution.of(shorter).apply(entry);
  }

  private static @Nullable Expr filled(
      @Nullable String text, Key key, Apply apply, Expr... moving) {
    if (text == null) {
      return null;
    }
    Stated stated = READ.computeIfAbsent(key, missing -> read(missing, text));
    List<Expr> values = new ArrayList<>(apply.children());
    while (values.size() < stated.parameters.size()) {
      values.add(Num.ZERO); // an optional parameter, of which the formula does not speak
    }
    Map<String, Dimension> sizes = new HashMap<>();
    for (int i = 0; i < stated.parameters.size(); i++) {
      Shape place = stated.parameters.get(i).shape();
      match(place.rows(), values.get(i).shape().rows(), sizes);
      match(place.columns(), values.get(i).shape().columns(), sizes);
    }
    for (String size : stated.sizes) {
      int given = key.function.parameters().indexOf(size);
      sizes.putIfAbsent(size, given < 0 ? Dimension.ONE : Dimensions.polynomial(values.get(given)));
    }
    values.addAll(List.of(moving));
    stated.sizes.forEach(
        size -> values.add(Dimensions.expression(sizes.getOrDefault(size, Dimension.ONE))));
    return stated.template.filled(values.toArray(Expr[]::new));
  }

  /// What a size that is a name stands for.
  private static void match(Dimension place, Dimension actual, Map<String, Dimension> sizes) {
    String name = name(place);
    if (name != null) {
      sizes.putIfAbsent(name, actual);
    }
  }

  private static @Nullable String name(Dimension size) {
    String text = size.toString();
    return size.equals(Dimension.named(text)) ? text : null;
  }

  private static Stated read(Key key, String text) {
    Function function = key.function;
    List<Symbol> places = Signature.parametersOf(function);
    Shape moving =
        switch (key.kind) {
          case DIFFERENTIAL -> places.get(key.parameter).shape();
          case ADJOINT -> Apply.of(function, List.<Expr>copyOf(places)).shape();
          case MATRIX, CONDITION, ENTRIES -> Shape.SCALAR;
        };
    List<Symbol> all = new ArrayList<>(places);
    if (key.kind == Kind.ENTRIES) {
      all.add(Symbol.of("i"));
      all.add(Symbol.of("j"));
    } else {
      all.add(Symbol.of(Name.of(key.kind == Kind.ADJOINT ? "V" : "H"), moving));
    }
    Set<String> sizes = new LinkedHashSet<>();
    for (Symbol place : all) {
      sizes.addAll(place.shape().names());
    }
    String where =
        all.stream()
            .filter(place -> !sizes.contains(place.name().toString()))
            .map(place -> place.name() + " ∈ " + space(place.shape()))
            .collect(Collectors.joining("; "));
    Expr formula = Reader.standard().read(text, where).expression();
    sizes.forEach(size -> all.add(Symbol.of(size)));
    return new Stated(Template.of(formula, all), places, List.copyOf(sizes));
  }

  private static String space(Shape shape) {
    return shape.isScalar() ? "R" : "R^{(" + shape.rows() + ")×(" + shape.columns() + ")}";
  }
}
