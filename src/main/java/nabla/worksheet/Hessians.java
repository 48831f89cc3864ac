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
          "(?:∇|\\\\nabla)\\s*(?:²|\\^\\s*(?:2|\\{\\s*2\\s*\\}))\\s*(?<name>\\p{L}\\w*+)(?!\\s*[′'])(?<at>\\s*\\(\\s*\\p{L}\\w*\\s*\\))?(?!\\s*\\()");

  /// `∇f(x)`
  private static final Pattern GRADIENT =
      Pattern.compile("(?:∇|\\\\nabla)\\s*(?<name>\\p{L}\\w*+)\\s*\\(\\s*(?<at>\\p{L}\\w*)\\s*\\)");

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
      boolean whole = hessian.group().strip().equals(text.strip());
      hessian.appendReplacement(all, Matcher.quoteReplacement(meant(hessian, whole)));
    }
    String hessians = hessian.appendTail(all).toString();
    return GRADIENT
        .matcher(hessians)
        .replaceAll(gradient -> {
          boolean own = isOwn(gradient.group("name"), gradient.group("at"));
          return Matcher.quoteReplacement(
              own ? "(∇" + gradient.group("name") + ")" : gradient.group());
        });
  }

  /// Whether `(x)` behind a formula that is no function only says its variable, and is no factor.
  private boolean isOwn(String of, String at) {
    Name name = NameText.alone(of);
    Name variable = NameText.alone(at);
    return name != null
        && variable != null
        && sheet.meanings().defines(name)
        && !sheet.isFunction(name)
        && variables(of).stream().map(Symbol::name).toList().equals(List.of(variable));
  }

  private List<Symbol> variables(String of) {
    return new Gradients(sheet).variables(new Gradients.Found(0, of.length(), of, ""));
  }

  /// @param whole whether nothing else stands in the text
  private String meant(Matcher hessian, boolean whole) {
    String of = hessian.group("name");
    String at = hessian.group("at");
    Name name = NameText.alone(of);
    if (name == null || !sheet.meanings().defines(name) || (at != null && sheet.isFunction(name))) {
      return hessian.group();
    }
    if (sheet.isFunction(name)) {
      return "∇²"
          + of
          + NameText.parameters(sheet.unfolded(of)).stream()
              .map(Sheet::spelled)
              .collect(Collectors.joining(", ", "(", ")"));
    }
    List<Symbol> variables = variables(of);
    List<String> names = variables.stream().map(each -> Sheet.spelled(each.name())).toList();
    if (at != null
        && !List.of(at.strip().substring(1, at.strip().length() - 1).strip()).equals(names)) {
      return hessian.group();
    }
    if (names.size() == 1) {
      String second = "∇²_{" + names.getFirst() + "} " + of;
      return whole ? second : "(" + second + ")"; // and not that of f v
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
