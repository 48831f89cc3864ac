package nabla.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Language;
import nabla.catalogue.Subscripts;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.numeric.arrays.ComputingForm;

/// A complete function in Julia.
final class JuliaFunction {

  private static final Pattern SPECIAL =
      Pattern.compile("\\b(erfc?|gamma|logabsgamma|digamma|trigamma|polygamma)\\.?\\(");

  private final CodeFunction function;
  private final CodeStyle style = new JuliaStyle();
  private final Identifiers identifiers;
  private final List<String> lines = new ArrayList<>();

  JuliaFunction(CodeFunction function) {
    this.function = function;
    this.identifiers = new Identifiers(Language.JULIA, function.source());
  }

  String write() {
    List<String> parameters = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Symbol parameter : parameters()) {
      String name = identifiers.of(parameter.name());
      names.add(name);
      parameters.add(
          name
              + (parameter.isScalar()
                  ? function.wholeNumbers().contains(parameter) ? "::Integer" : "::Real"
                  : ComputingForm.isVector(parameter) ? "::AbstractVector" : "::AbstractMatrix"));
    }
    function.sizes().keySet().forEach(size -> identifiers.of(Name.spelled(size)));
    List<String> results = function.names(identifiers);
    checks();
    for (Symbol parameter : parameters()) {
      if (function.bounds().contains(parameter)) {
        String name = identifiers.of(parameter.name());
        lines.add(name + " = Int(" + name + ")"); // 2.0, and not 2.5
      }
    }
    CodeWriter writer = new CodeWriter(style, identifiers);
    List<String> values =
        writer.spelled(
            CodeWriter.prepared(style, function.expressions()), function.indices(), List.of());
    lines.addAll(writer.assignments());
    for (int i = 0; i < values.size(); i++) {
      lines.add(results.get(i) + " = " + overIndices(function.outputs().get(i), values.get(i)));
    }
    lines.add("return " + String.join(", ", results));
    String body = String.join("\n", lines);
    StringBuilder code = new StringBuilder("using LinearAlgebra\n");
    code.append(SPECIAL.matcher(body).find() ? "using SpecialFunctions\n" : "");
    code.append("\n\"\"\"\n    ")
        .append(function.name())
        .append("(")
        .append(String.join(", ", names))
        .append(")\n\n")
        .append(function.summary())
        .append(".\n");
    for (Symbol parameter : parameters()) {
      code.append("\n- `").append(identifiers.of(parameter.name())).append("`: ");
      code.append(described(parameter));
    }
    code.append("\n\nReturns\n");
    for (int i = 0; i < results.size(); i++) {
      code.append("\n- `").append(results.get(i)).append("`: ");
      code.append(described(function.outputs().get(i)));
    }
    code.append("\n\"\"\"\nfunction ").append(function.name()).append("(");
    code.append(String.join(", ", parameters)).append(")\n");
    body.lines().forEach(line -> code.append("    ").append(line).append('\n'));
    return code.append("end\n").toString();
  }

  /// What it takes: no indices, which comprehensions run over.
  private List<Symbol> parameters() {
    return function.parameters().stream()
        .filter(parameter -> !function.indices().containsKey(parameter))
        .toList();
  }

  /// The values for all indices, in an array with an axis for each.
  private String overIndices(CodeFunction.Output output, String value) {
    Map<Symbol, Dimension> indices = function.indices(output);
    if (indices.isEmpty()) {
      return value;
    }
    if (!output.expression().isScalar()) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "a vector or matrix for each value of an index has no spelling in Julia");
    }
    return "["
        + value
        + indices.entrySet().stream()
            .map(index -> identifiers.of(index.getKey().name()) + " in 1:" + size(index.getValue()))
            .collect(Collectors.joining(", ", " for ", "]"));
  }

  private String described(CodeFunction.Output output) {
    Map<Symbol, Dimension> indices = function.indices(output);
    return indices.isEmpty()
        ? described(output.expression())
        : "size `"
            + shape(List.copyOf(indices.values()))
            + "`, over "
            + indices.keySet().stream()
                .map(index -> index.name().toString())
                .collect(Collectors.joining(", "));
  }

  private String described(Expr array) {
    return array instanceof Symbol number && function.isWhole(number)
        ? function.whole(number)
        : array.isScalar() ? "a number" : "size `" + shape(array) + "`";
  }

  private String shape(Expr array) {
    return shape(Subscripts.axes(array.shape()));
  }

  private String shape(List<Dimension> axes) {
    return axes.stream().map(this::size).collect(Collectors.joining(", ", "(", ""))
        + (axes.size() == 1 ? ",)" : ")");
  }

  private String size(Dimension dimension) {
    return new CodeWriter(style, identifiers)
        .spelled(List.of(Dimensions.expression(dimension)))
        .getFirst();
  }

  private void checks() {
    for (Map.Entry<String, CodeFunction.Origin> size : function.sizes().entrySet()) {
      CodeFunction.Origin origin = size.getValue();
      String name = identifiers.of(origin.array().name());
      boolean vector = ComputingForm.isVector(origin.array());
      lines.add(
          identifiers.of(Name.spelled(size.getKey()))
              + " = "
              + style.size(name, vector, origin.axis()).code()
              + (origin.less() == 0
                  ? ""
                  : origin.less() > 0 ? " - " + origin.less() : " + " + -origin.less()));
    }
    for (Symbol array : function.arrays()) {
      long given =
          function.sizes().values().stream().filter(origin -> origin.array().equals(array)).count();
      if (given < Subscripts.axes(array.shape()).size()) {
        String name = identifiers.of(array.name());
        lines.add("size(" + name + ") == " + shape(array) + " ||");
        lines.add(
            "    throw(DimensionMismatch(\""
                + name
                + " is to have size $("
                + shape(array)
                + "), not $(size("
                + name
                + "))\"))");
      }
    }
  }
}
