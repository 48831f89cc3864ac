package nabla.write;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import nabla.catalogue.Language;
import nabla.catalogue.Subscripts;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.numeric.arrays.ComputingForm;

/// A complete class in Java, with one method that computes everything.
final class JavaFunction {

  private final CodeFunction function;
  private final Identifiers identifiers;
  private final JavaStyle style = new JavaStyle();
  private final List<String> lines = new ArrayList<>();

  JavaFunction(CodeFunction function) {
    this.function = function;
    this.identifiers = new Identifiers(Language.JAVA, function.source());
  }

  String write() {
    List<String> parameters = new ArrayList<>();
    for (Symbol parameter : parameters()) {
      parameters.add(type(parameter) + " " + identifiers.of(parameter.name()));
    }
    function.sizes().keySet().forEach(size -> identifiers.of(Name.spelled(size)));
    List<String> components = components();
    List<String> results = statements();
    lines.add("return new Result(" + String.join(", ", results) + ");");
    String name = camel(function.name(), true);
    StringBuilder code = new StringBuilder("/** " + function.summary() + ". */\n");
    code.append("final class ").append(name).append(" {\n\n");
    code.append("  private ").append(name).append("() {}\n\n");
    code.append("  /**\n   * What is computed.\n   *\n");
    List<String> declarations = new ArrayList<>();
    for (int i = 0; i < components.size(); i++) {
      CodeFunction.Output output = function.outputs().get(i);
      String component = components.get(i);
      code.append("   * @param ").append(component).append(' ').append(described(output));
      code.append('\n');
      declarations.add(type(output) + " " + component);
    }
    code.append("   */\n  record Result(");
    code.append(String.join(", ", declarations)).append(") {}\n\n");
    code.append("  /**\n   * ").append(function.summary()).append(".\n   *\n");
    for (Symbol parameter : parameters()) {
      code.append("   * @param ").append(identifiers.of(parameter.name())).append(' ');
      code.append(described(parameter)).append('\n');
    }
    code.append("   */\n  static Result of(").append(String.join(", ", parameters)).append(") {\n");
    lines.forEach(line -> code.append("    ").append(line).append('\n'));
    code.append("  }\n");
    if (function.arrays().stream().anyMatch(ComputingForm::isVector)) {
      code.append(VECTOR_CHECK);
    }
    if (!function.arrays().stream().allMatch(ComputingForm::isVector)) {
      code.append(MATRIX_CHECK);
    }
    return code.append("}\n").toString();
  }

  private static final String VECTOR_CHECK =
      """

        private static void check(String name, double[] vector, int size) {
          if (vector.length != size) {
            throw new IllegalArgumentException(
                name + " is to have " + size + " entries, not " + vector.length);
          }
        }
      """;

  private static final String MATRIX_CHECK =
      """

        private static void check(String name, double[][] matrix, int rows, int columns) {
          for (double[] row : matrix) {
            if (matrix.length != rows || row.length != columns) {
              throw new IllegalArgumentException(
                  name + " is to be " + rows + "×" + columns + ", not " + matrix.length + "×" + row.length);
            }
          }
        }
      """;

  private List<String> statements() {
    List<Expr> roots = CodeWriter.prepared(style, function.expressions());
    if (roots.stream().noneMatch(JavaLoops::concern)) {
      CodeWriter writer = new CodeWriter(style, identifiers);
      List<String> results = writer.spelled(roots);
      lines.addAll(writer.assignments());
      return results;
    }
    JavaLoops loops = new JavaLoops(identifiers);
    for (Map.Entry<String, CodeFunction.Origin> size : function.sizes().entrySet()) {
      CodeFunction.Origin origin = size.getValue();
      String name = identifiers.of(Name.spelled(size.getKey()));
      String array = identifiers.of(origin.array().name());
      boolean vector = ComputingForm.isVector(origin.array());
      boolean inRow = origin.axis() == 1 && !vector; // where there is a row
      lines.add(
          "int "
              + name
              + " = "
              + (inRow ? array + ".length == 0 ? 0 : " : "")
              + style.size(array, vector, origin.axis()).code()
              + (origin.less() == 0
                  ? ""
                  : origin.less() > 0 ? " - " + origin.less() : " + " + -origin.less())
              + ";");
      loops.bind(Dimension.named(size.getKey()), name);
    }
    for (Symbol array : function.arrays()) {
      String name = identifiers.of(array.name());
      String sizes =
          Subscripts.axes(array.shape()).stream()
              .map(loops::size)
              .collect(Collectors.joining(", "));
      lines.add("check(\"" + name + "\", " + name + ", " + sizes + ");");
    }
    function
        .wholeNumbers()
        .forEach(number ->
            loops.bind(Dimension.named(number.name().toString()), identifiers.of(number.name())));
    List<String> results =
        loops.statements(roots, function.outputs().stream().map(function::indices).toList());
    lines.addAll(loops.lines());
    return results;
  }

  /// What it takes: no indices, which loops count.
  private List<Symbol> parameters() {
    return function.parameters().stream()
        .filter(parameter -> !function.indices().containsKey(parameter))
        .toList();
  }

  /// The names of what is given: gradientB, or gradient_b and gradient_B where there are two.
  private List<String> components() {
    List<String> names = function.names(identifiers);
    List<String> camels = names.stream().map(name -> camel(name, false)).toList();
    List<String> components = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      boolean clear = Collections.frequency(camels, camels.get(i)) == 1;
      components.add(clear ? camels.get(i) : names.get(i));
    }
    return components;
  }

  private String type(CodeFunction.Output output) {
    int indices = function.indices(output).size();
    return indices == 0 ? style.type(output.expression().shape()) : "double" + "[]".repeat(indices);
  }

  private String type(Symbol parameter) {
    return function.wholeNumbers().contains(parameter) ? "int" : style.type(parameter.shape());
  }

  private String described(CodeFunction.Output output) {
    Map<Symbol, Dimension> indices = function.indices(output);
    return indices.isEmpty()
        ? described(output.expression())
        : indices.values().stream().map(Dimension::toString).collect(Collectors.joining("×"))
            + " entries, over "
            + indices.keySet().stream()
                .map(index -> index.name().toString())
                .collect(Collectors.joining(", "));
  }

  private String described(Expr array) {
    return array instanceof Symbol number && function.isWhole(number)
        ? function.whole(number)
        : array.isScalar()
            ? "a number"
            : ComputingForm.isVector(array)
                ? "of " + Subscripts.axes(array.shape()).getFirst() + " entries"
                : array.shape().toString();
  }

  /// `gradient_w` is gradientW.
  private static String camel(String name, boolean upper) {
    StringBuilder camel = new StringBuilder();
    for (String part : name.split("_", -1)) {
      boolean capital = upper || !camel.isEmpty();
      camel.append(
          capital && !part.isEmpty()
              ? part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1)
              : part);
    }
    return camel.toString();
  }
}
