package nabla.worksheet;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nabla.expr.Name;
import nabla.expr.Symbol;

/// `∇²f` of a named formula or function, by the variables that ∇f has.
final class Hessians {
  private static final Pattern HESSIAN =
      Pattern.compile(
          "(?:∇|\\\\nabla)\\s*(?:²|\\^\\s*(?:2|\\{\\s*2\\s*\\}))\\s*(?<name>\\p{L}\\w*+)(?!\\s*[(′'])");

  private final Sheet sheet;

  Hessians(Sheet sheet) {
    this.sheet = sheet;
  }

  /// A text in which each says its variables: `∇²f(x, y)` of a function, the matrix of the second
  /// derivatives of a formula of several numbers, and `∇²_w L` of a formula of one variable.
  String written(String text) {
    Matcher hessian = HESSIAN.matcher(text);
    StringBuilder all = new StringBuilder();
    while (hessian.find()) {
      hessian.appendReplacement(all, Matcher.quoteReplacement(meant(hessian)));
    }
    return hessian.appendTail(all).toString();
  }

  private String meant(Matcher hessian) {
    String of = hessian.group("name");
    Name name = NameText.alone(of);
    if (name == null || !sheet.meanings().defines(name)) {
      return hessian.group();
    }
    if (sheet.isFunction(name)) {
      return "∇²"
          + of
          + NameText.parameters(sheet.unfolded(of)).stream()
              .map(Sheet::spelled)
              .collect(Collectors.joining(", ", "(", ")"));
    }
    List<Symbol> variables =
        new Gradients(sheet).variables(new Gradients.Found(0, of.length(), of, ""));
    List<String> names = variables.stream().map(each -> Sheet.spelled(each.name())).toList();
    if (names.size() == 1) {
      return "∇²_{" + names.getFirst() + "} " + of;
    }
    if (!variables.stream().allMatch(Symbol::isScalar)) {
      return hessian.group(); // which is refused where it is read
    }
    return names.stream()
        .map(row ->
            names.stream()
                .map(column ->
                    row.equals(column)
                        ? "∂²%s/∂%s²".formatted(of, row)
                        : "∂²%s/∂%s∂%s".formatted(of, row, column))
                .collect(Collectors.joining(", ")))
        .collect(Collectors.joining("; ", "[", "]"));
  }
}
