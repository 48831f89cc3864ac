package nabla.write;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Language;
import nabla.catalogue.Subscripts;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;

/// A complete function in Python, with NumPy or PyTorch.
final class PythonFunction {

  private final CodeFunction function;
  private final Language language;
  private final CodeStyle style;
  private final Identifiers identifiers;

  /// The indices that are axes of what is returned, each with the size of its axis.
  private final Map<Symbol, Dimension> indices;

  private final List<String> lines = new ArrayList<>();

  private PythonFunction(CodeFunction function, Language language, Map<Symbol, Dimension> indices) {
    this.function = function;
    this.language = language;
    this.style = Code.style(language);
    this.identifiers = new Identifiers(language, function.source());
    this.indices = indices;
  }

  /// The function; free indices are axes of what it returns or, where they cannot be, numbers that
  /// it takes.
  static String write(CodeFunction function, Language language) {
    try {
      return new PythonFunction(function, language, function.indices()).write();
    } catch (NablaException noArrays) {
      return new PythonFunction(function, language, Map.of()).write();
    }
  }

  private String write() {
    List<String> parameters = new ArrayList<>();
    for (Symbol parameter : parameters()) {
      parameters.add(identifiers.of(parameter.name()));
    }
    function.sizes().keySet().forEach(size -> identifiers.of(Name.spelled(size)));
    List<String> results = function.names(identifiers);
    documentation(results);
    conversions();
    checks();
    parameters().stream().filter(function.bounds()::contains).forEach(this::makeWhole);
    CodeWriter writer = new CodeWriter(style, identifiers);
    writer.likeOneOf(function.arrays());
    List<String> values =
        writer.spelled(
            CodeWriter.prepared(style, function.expressions()),
            indices,
            function.outputs().stream().map(this::axes).toList());
    lines.addAll(writer.assignments());
    for (int i = 0; i < values.size(); i++) {
      lines.add(results.get(i) + " = " + values.get(i));
    }
    lines.add("return " + String.join(", ", results));
    StringBuilder code = new StringBuilder();
    String body = String.join("\n", lines);
    imports(body).forEach(line -> code.append(line).append('\n'));
    code.append("\n\ndef ")
        .append(function.name())
        .append('(')
        .append(String.join(", ", parameters))
        .append("):\n");
    body.lines()
        .forEach(line -> code.append(line.isEmpty() ? "" : "    ").append(line).append('\n'));
    return code.toString();
  }

  private List<String> imports(String body) {
    List<String> imports = new ArrayList<>();
    if (language == Language.TORCH) {
      if (body.contains("math.")) {
        imports.add("import math");
        imports.add("");
      }
      imports.add("import torch");
    } else {
      imports.add("import numpy as np");
      for (String part : List.of("integrate", "linalg", "special")) {
        if (body.contains("scipy." + part)) {
          imports.add("import scipy." + part);
        }
      }
    }
    return imports;
  }

  private void documentation(List<String> results) {
    lines.add("\"\"\"" + function.summary() + ".");
    lines.add("");
    for (Symbol parameter : parameters()) {
      lines.add(identifiers.of(parameter.name()) + ": " + described(parameter));
    }
    lines.add("");
    lines.add("Returns:");
    for (int i = 0; i < results.size(); i++) {
      lines.add(results.get(i) + ": " + described(function.outputs().get(i)));
    }
    lines.add("\"\"\"");
  }

  private List<Symbol> parameters() {
    return function.parameters().stream()
        .filter(parameter -> !indices.containsKey(parameter))
        .toList();
  }

  /// The indices that run along the axes of an output.
  private List<Symbol> axes(CodeFunction.Output output) {
    return function.indices(output).keySet().stream().filter(indices::containsKey).toList();
  }

  private String described(CodeFunction.Output output) {
    List<Symbol> axes = axes(output);
    if (axes.isEmpty()) {
      return described(output.expression());
    }
    String named = axes.stream().map(index -> index.name().toString()).collect(joining(", "));
    return "shape "
        + shape(axes.stream().map(this::extent).toList())
        + (axes.size() == 1 ? ", over " : ", over the indices ")
        + named;
  }

  private Dimension extent(Symbol index) {
    return requireNonNull(indices.get(index));
  }

  private String described(Expr array) {
    return array instanceof Symbol number && function.isWhole(number)
        ? function.whole(number)
        : array.isScalar() ? "a number" : "shape " + shape(array);
  }

  /// `(n,)` or `(m, n)`.
  private String shape(Expr array) {
    return shape(Subscripts.axes(array.shape()));
  }

  private String shape(List<Dimension> axes) {
    return axes.stream().map(this::size).collect(joining(", ", "(", ""))
        + (axes.size() == 1 ? ",)" : ")");
  }

  private String size(Dimension dimension) {
    return new CodeWriter(style, identifiers)
        .spelled(List.of(Dimensions.expression(dimension)))
        .getFirst();
  }

  private void conversions() {
    for (Symbol parameter : parameters()) {
      String name = identifiers.of(parameter.name());
      if (language == Language.NUMPY && !parameter.isScalar()) {
        lines.add(name + " = np.asarray(" + name + ", dtype=float)");
      } else if (language == Language.TORCH && parameter.isScalar() && !isWhole(parameter)) {
        String like =
            function.arrays().isEmpty()
                ? style.likeNumbers()
                : style.like(identifiers.of(function.arrays().getFirst().name()));
        lines.add(name + " = torch.as_tensor(" + name + ", " + like + ")");
      } else if (function.isPlace(parameter)) { // 0 would be the last one
        lines.add("if " + name + " < 1:");
        lines.add(
            "    raise ValueError(f\""
                + name
                + " is counted from 1, and not to be {"
                + name
                + "}\")");
      }
    }
  }

  /// A bound may be given as 2.0, and not as 2.5.
  private void makeWhole(Symbol bound) {
    String name = identifiers.of(bound.name());
    lines.add("if " + name + " != int(" + name + "):");
    lines.add(
        "    raise ValueError(f\"" + name + " is to be a whole number, not {" + name + "}\")");
    lines.add(name + " = int(" + name + ")");
  }

  private boolean isWhole(Symbol number) {
    return function.isWhole(number) || isSize(number);
  }

  private boolean isSize(Symbol number) {
    return function.arrays().stream()
        .flatMap(array -> Subscripts.axes(array.shape()).stream())
        .anyMatch(axis -> CodeFunction.names(axis).contains(number.name().toString()));
  }

  private void checks() {
    Map<String, CodeFunction.Origin> sizes = function.sizes();
    List<Symbol> unclear = new ArrayList<>();
    for (Symbol array : function.arrays()) {
      String name = identifiers.of(array.name());
      List<Dimension> axes = Subscripts.axes(array.shape());
      if (binds(array, sizes)) {
        lines.add("if " + name + ".ndim != " + axes.size() + ":");
        lines.add("    " + complaint(name, shape(array)));
        bind(array, name, sizes);
      }
      if (!isClear(array, sizes)) {
        unclear.add(array);
      }
    }
    // each size is known by now
    for (Symbol array : unclear) {
      String name = identifiers.of(array.name());
      lines.add("if tuple(" + name + ".shape) != " + shape(array) + ":");
      lines.add("    " + complaint(name, "{" + shape(array) + "}"));
    }
    if (!function.arrays().isEmpty()) {
      parameters().stream().filter(Expr::isScalar).forEach(this::checkNumber);
    }
  }

  /// Beside arrays, an array in place of a number would be taken for one more of their axes.
  private void checkNumber(Symbol number) {
    String name = identifiers.of(number.name());
    boolean torch = language == Language.TORCH;
    if (!torch || !isWhole(number)) {
      lines.add("if " + (torch ? name + ".ndim" : "np.ndim(" + name + ")") + " != 0:");
      lines.add(
          "    raise ValueError(f\""
              + name
              + " is to be a number, not of shape {"
              + (torch ? "tuple(" + name + ".shape)" : "np.shape(" + name + ")")
              + "}\")");
    }
  }

  private void bind(Symbol array, String name, Map<String, CodeFunction.Origin> sizes) {
    String all = Subscripts.axes(array.shape()).stream().map(this::size).collect(joining(", "));
    boolean plain =
        sizes.values().stream()
            .filter(origin -> origin.array().equals(array))
            .allMatch(origin -> origin.less() == 0);
    if (plain && isClear(array, sizes) && Subscripts.axes(array.shape()).size() == 2) {
      lines.add(all + " = " + name + ".shape");
      return;
    }
    sizes.forEach((size, origin) -> {
      if (origin.array().equals(array)) {
        long less = origin.less();
        lines.add(
            identifiers.of(Name.spelled(size))
                + " = "
                + name
                + ".shape["
                + origin.axis()
                + "]"
                + (less == 0 ? "" : less > 0 ? " - " + less : " + " + -less));
      }
    });
  }

  private static boolean binds(Symbol array, Map<String, CodeFunction.Origin> sizes) {
    return sizes.values().stream().anyMatch(origin -> origin.array().equals(array));
  }

  /// Whether each axis gives a size, so that nothing is left to check.
  private static boolean isClear(Symbol array, Map<String, CodeFunction.Origin> sizes) {
    long given = sizes.values().stream().filter(origin -> origin.array().equals(array)).count();
    return given == Subscripts.axes(array.shape()).size();
  }

  private static String complaint(String name, String shape) {
    return "raise ValueError(f\""
        + name
        + " is to have shape "
        + shape
        + ", not {tuple("
        + name
        + ".shape)}\")";
  }
}
