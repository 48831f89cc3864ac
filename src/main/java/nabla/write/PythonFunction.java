package nabla.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Language;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Symbol;

/// A complete function in Python, with NumPy or PyTorch.
final class PythonFunction {

  private final CodeFunction function;
  private final Language language;
  private final CodeStyle style;
  private final Identifiers identifiers;
  private final List<String> lines = new ArrayList<>();

  PythonFunction(CodeFunction function, Language language) {
    this.function = function;
    this.language = language;
    this.style = Code.style(language);
    this.identifiers = new Identifiers(language, function.source());
  }

  String write() {
    List<String> parameters = new ArrayList<>();
    for (Symbol parameter : function.parameters()) {
      parameters.add(identifiers.of(parameter.name()));
    }
    function.sizes().keySet().forEach(size -> identifiers.of(Name.of(size)));
    List<String> results = new ArrayList<>();
    for (CodeFunction.Output output : function.outputs()) {
      results.add(identifiers.fresh(CodeFunction.name(output, identifiers)));
    }
    documentation(results);
    conversions();
    checks();
    CodeWriter writer = new CodeWriter(style, identifiers);
    writer.likeOneOf(function.arrays());
    List<String> values = writer.spelled(CodeWriter.prepared(style, function.expressions()));
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
      for (String part : List.of("linalg", "special")) {
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
    for (Symbol parameter : function.parameters()) {
      lines.add(identifiers.of(parameter.name()) + ": " + described(parameter));
    }
    lines.add("");
    lines.add("Returns:");
    for (int i = 0; i < results.size(); i++) {
      lines.add(results.get(i) + ": " + described(function.outputs().get(i).expression()));
    }
    lines.add("\"\"\"");
  }

  private String described(Expr array) {
    return array.isScalar() ? "a number" : "shape " + shape(array);
  }

  /// `(n,)` or `(m, n)`.
  private String shape(Expr array) {
    List<Dimension> axes = CodeFunction.axes(array);
    return axes.stream().map(this::size).collect(Collectors.joining(", ", "(", ""))
        + (axes.size() == 1 ? ",)" : ")");
  }

  private String size(Dimension dimension) {
    return new CodeWriter(style, identifiers)
        .spelled(List.of(Dimensions.expression(dimension)))
        .getFirst();
  }

  private void conversions() {
    for (Symbol parameter : function.parameters()) {
      String name = identifiers.of(parameter.name());
      if (language == Language.NUMPY && !parameter.isScalar()) {
        lines.add(name + " = np.asarray(" + name + ", dtype=float)");
      } else if (language == Language.TORCH && parameter.isScalar() && !isSize(parameter)) {
        String like =
            function.arrays().isEmpty()
                ? "dtype=torch.float64"
                : style.like(identifiers.of(function.arrays().getFirst().name()));
        lines.add(name + " = torch.as_tensor(" + name + ", " + like + ")");
      }
    }
  }

  private boolean isSize(Symbol number) {
    return function.arrays().stream()
        .flatMap(array -> CodeFunction.axes(array).stream())
        .anyMatch(axis -> CodeFunction.names(axis).contains(number.name().toString()));
  }

  private void checks() {
    Map<String, CodeFunction.Origin> sizes = function.sizes();
    List<Symbol> arrays = new ArrayList<>(function.arrays());
    // those that bind sizes come before those that need them
    arrays.sort((one, other) -> Boolean.compare(!binds(one, sizes), !binds(other, sizes)));
    for (Symbol array : arrays) {
      String name = identifiers.of(array.name());
      List<Dimension> axes = CodeFunction.axes(array);
      if (binds(array, sizes)) {
        lines.add("if " + name + ".ndim != " + axes.size() + ":");
        lines.add("    " + complaint(name, shape(array)));
        bind(array, name, sizes);
      }
      if (!isClear(array, sizes)) {
        lines.add("if tuple(" + name + ".shape) != " + shape(array) + ":");
        lines.add("    " + complaint(name, "{" + shape(array) + "}"));
      }
    }
  }

  private void bind(Symbol array, String name, Map<String, CodeFunction.Origin> sizes) {
    String all =
        CodeFunction.axes(array).stream().map(this::size).collect(Collectors.joining(", "));
    boolean plain =
        sizes.values().stream()
            .filter(origin -> origin.array().equals(array))
            .allMatch(origin -> origin.less() == 0);
    if (plain && isClear(array, sizes) && CodeFunction.axes(array).size() == 2) {
      lines.add(all + " = " + name + ".shape");
      return;
    }
    sizes.forEach((size, origin) -> {
      if (origin.array().equals(array)) {
        long less = origin.less();
        lines.add(
            identifiers.of(Name.of(size))
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
    return given == CodeFunction.axes(array).size();
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
