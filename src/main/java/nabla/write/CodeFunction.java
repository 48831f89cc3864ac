package nabla.write;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Blocks;
import nabla.catalogue.Language;
import nabla.catalogue.Subscripts;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Power;
import nabla.expr.Symbol;
import nabla.numeric.arrays.ComputingForm;

/// Complete functions in programming languages: the value of a formula and its derivatives at once,
/// with the parts they share computed once. A function says the shapes of what it takes and gives,
/// finds the sizes from what it is given, and checks that they fit. Vectors have one axis.
///
/// @param summary what the function computes, in one line
/// @param source the text of the formula, which decides between `w1` and `w_1`
/// @param variables what it takes
/// @param outputs what it gives, in order
public record CodeFunction(
    String summary, String source, List<Symbol> variables, List<Output> outputs) {

  /// One thing that the function gives.
  ///
  /// @param kind what it is: `value`, `gradient`, `jacobian`, `hessian`, `derivative`
  /// @param by the variables by which it is a derivative
  /// @param indices the indices that it has values over beside those of entries, with the sizes of
  ///   their axes, in the order of its axes
  public record Output(
      String kind, List<Symbol> by, Map<Symbol, Dimension> indices, Expr expression) {
    /// The list and the map are copied.
    public Output {
      by = List.copyOf(by);
      indices = Collections.unmodifiableMap(new LinkedHashMap<>(indices));
    }
  }

  /// The lists are copied.
  public CodeFunction {
    variables = List.copyOf(variables);
    outputs = IndexNames.apart(outputs, variables);
  }

  /// The function in a language. A [nabla.expr.NablaException] of kind `UNSUPPORTED` where a part
  /// has no spelling there.
  public String in(Language language) {
    return switch (language) {
      case NUMPY, TORCH -> PythonFunction.write(this, language);
      case JULIA -> new JuliaFunction(this).write();
      case JAVA -> new JavaFunction(this).write();
    };
  }

  /// Where the size of a dimension is found: along an axis of an array, less a number.
  record Origin(Symbol array, int axis, long less) {}

  /// How each size is found, in an order in which that can be done.
  Map<String, Origin> sizes() {
    Map<String, Origin> sizes = new LinkedHashMap<>();
    for (boolean plain : new boolean[] {true, false}) {
      for (Symbol array : arrays()) {
        for (int axis = 0; axis < 2; axis++) {
          Dimension dimension = axis(array, axis);
          Set<String> unknown = names(dimension);
          String name = unknown.size() == 1 ? unknown.iterator().next() : "";
          Dimension rest = dimension.plus(Dimension.named(name).times(Dimension.of(-1)));
          if (!name.isEmpty()
              && !sizes.containsKey(name)
              && rest.isFixed()
              && (!plain || rest.fixedSize() == 0)) {
            sizes.put(
                name,
                new Origin(array, ComputingForm.isVector(array) ? 0 : axis, rest.fixedSize()));
          }
        }
      }
    }
    return sizes;
  }

  private static Dimension axis(Symbol array, int axis) {
    return axis == 0 ? array.shape().rows() : array.shape().columns();
  }

  static Set<String> names(Dimension dimension) {
    Set<String> names = new LinkedHashSet<>();
    dimension.terms().keySet().forEach(names::addAll);
    return names;
  }

  List<Symbol> arrays() {
    return variables.stream().filter(variable -> !variable.isScalar()).toList();
  }

  /// What the function takes: the variables, without the sizes that follow from them, and with the
  /// sizes that do not.
  List<Symbol> parameters() {
    Set<String> sizes = sizes().keySet();
    Set<Symbol> parameters = new LinkedHashSet<>();
    for (Symbol variable : variables) {
      if (!(variable.isScalar() && sizes.contains(variable.name().toString()))) {
        parameters.add(variable);
      }
    }
    for (Expr node : Dag.of(expressions().toArray(Expr[]::new)).nodes()) {
      if (node instanceof Symbol symbol
          && !variables.contains(symbol)
          && !sizes.contains(symbol.name().toString())) {
        parameters.add(symbol);
      }
    }
    for (Symbol array : arrays()) {
      for (String name : array.shape().names()) {
        if (!sizes.contains(name)) {
          parameters.add(Symbol.of(name)); // one that stands in sums alone
        }
      }
    }
    return List.copyOf(parameters);
  }

  /// What stands in exponents of matrices and for the places of columns of the identity, which are
  /// whole numbers in every language.
  Set<Symbol> wholeNumbers() {
    return wholeNumbers(expressions());
  }

  static Set<Symbol> wholeNumbers(List<Expr> formulas) {
    Set<Symbol> numbers = new LinkedHashSet<>();
    for (Expr node : Dag.of(formulas.toArray(Expr[]::new)).nodes()) {
      if (node instanceof Power power && !power.isScalar()) {
        for (Expr part : Dag.of(power.exponent()).nodes()) {
          if (part instanceof Symbol symbol) {
            numbers.add(symbol);
          }
        }
      }
    }
    numbers.addAll(columns(formulas));
    return numbers;
  }

  /// The numbers up to which sums and products run: whole ones, be they given as 2 or as 2.0.
  Set<Symbol> bounds() {
    Set<Symbol> bounds = bounds(expressions());
    bounds.removeAll(wholeNumbers());
    bounds.retainAll(parameters());
    bounds.removeIf(number -> arrays().stream().anyMatch(array -> isSize(number, array)));
    return bounds;
  }

  private static boolean isSize(Symbol number, Symbol array) {
    return array.shape().names().contains(number.name().toString());
  }

  private static Set<Symbol> bounds(List<Expr> formulas) {
    Set<Symbol> bounds = new LinkedHashSet<>();
    for (Expr node : Dag.of(roots(formulas)).nodes()) {
      if (node instanceof Binder binder
          && (binder.kind() == Binder.Kind.SUM || binder.kind() == Binder.Kind.PRODUCT)) {
        for (Expr part : Dag.of(roots(binder.children().subList(1, binder.arity()))).nodes()) {
          if (part instanceof Symbol symbol && symbol.isScalar()) {
            bounds.add(symbol);
          }
        }
      }
    }
    return bounds;
  }

  private static Expr[] roots(List<Expr> formulas) {
    return formulas.toArray(Expr[]::new);
  }

  /// The numbers that are whole ones in the language itself.
  static Set<Symbol> plainNumbers(List<Expr> formulas) {
    Set<Symbol> numbers = wholeNumbers(formulas);
    numbers.addAll(bounds(formulas));
    return numbers;
  }

  /// Whether a number is a place in an array.
  boolean isPlace(Symbol number) {
    return columns(expressions()).contains(number);
  }

  /// Whether a number is to be a whole one.
  boolean isWhole(Symbol number) {
    return wholeNumbers().contains(number) || bounds().contains(number);
  }

  /// What the documentation says of a whole number.
  String whole(Symbol number) {
    return isPlace(number) ? "a whole number, counted from 1" : "a whole number";
  }

  /// The indices of columns of the identity, `∂/∂z(−ln softmax(z)_c) = softmax(z) − e_c`: the
  /// function is one for each.
  static Set<Symbol> columns(List<Expr> formulas) {
    Set<Symbol> columns = new LinkedHashSet<>();
    for (Expr node : Dag.of(formulas.toArray(Expr[]::new)).nodes()) {
      if (node instanceof Apply apply
          && apply.operator() == Blocks.UNIT
          && apply.argument() instanceof Symbol index) {
        columns.add(index);
      }
    }
    return columns;
  }

  List<Expr> expressions() {
    return outputs.stream().map(Output::expression).toList();
  }

  /// The indices that an output has values over, with the sizes of their axes.
  Map<Symbol, Dimension> indices(Output output) {
    Map<Symbol, Dimension> indices = ofEntries(output);
    for (Output other : outputs) {
      ofEntries(other)
          .forEach((index, size) -> {
            if (Dag.any(output.expression, index::equals)) {
              indices.putIfAbsent(index, size); // it stands at no entry itself, as i of δᵢₖ
            }
          });
    }
    indices.keySet().removeAll(columns(expressions()));
    return indices;
  }

  /// The indices that an output says, and those that stand at entries in it.
  private static Map<Symbol, Dimension> ofEntries(Output output) {
    Map<Symbol, Dimension> indices = new LinkedHashMap<>(output.indices);
    Subscripts.free(List.of(output.expression)).forEach(indices::putIfAbsent);
    return indices;
  }

  /// The indices that some output has values over.
  Map<Symbol, Dimension> indices() {
    Map<Symbol, Dimension> indices = new LinkedHashMap<>();
    outputs.forEach(output -> indices(output).forEach(indices::putIfAbsent));
    return indices;
  }

  /// The name of an output: `value`, `gradient_w`.
  private static String name(Output output, Identifiers identifiers) {
    StringBuilder name = new StringBuilder(output.kind);
    output.by.forEach(variable -> name.append('_').append(identifiers.of(variable.name())));
    return name.toString();
  }

  /// The names of the outputs, which differ from each other and from all others.
  List<String> names(Identifiers identifiers) {
    return outputs.stream().map(output -> identifiers.fresh(name(output, identifiers))).toList();
  }

  /// What it is called: `value_and_gradient`, `value_and_gradients`.
  String name() {
    List<String> kinds = new ArrayList<>();
    for (Output output : outputs) {
      kinds.add(output.kind);
    }
    boolean value = kinds.removeFirst().equals("value");
    if (!value) {
      kinds.addFirst(outputs.getFirst().kind);
    }
    Set<String> different = new LinkedHashSet<>(kinds);
    String kind = different.size() == 1 ? kinds.getFirst() : "derivative";
    String plural = kinds.size() == 1 ? kind : kind.equals("hessian") ? "hessians" : kind + "s";
    return kinds.isEmpty() ? "value" : (value ? "value_and_" : "") + plural;
  }
}
