package nabla.worksheet;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.expr.Name;
import nabla.expr.Symbol;

/// `∇L` and `∇²L` in a new value of w, `w − (∇²L)⁻¹ ∇L`: by w alone, where L has arrays of other
/// shapes, its data, that no list of all its derivatives can hold.
final class OwnGradients {
  private static final Pattern HESSIAN =
      Pattern.compile(
          "(?:∇|\\\\nabla)\\s*(?:²|\\^\\s*(?:2|\\{\\s*2\\s*\\}))\\s*(?<name>\\p{L}\\w*+)(?!\\s*[′'(])");

  private final Sheet sheet;
  private final Gradients gradients;
  private final Name variable;

  OwnGradients(Sheet sheet, Name variable) {
    this.sheet = sheet;
    this.gradients = new Gradients(sheet);
    this.variable = variable;
  }

  /// A text in which they say their variable.
  String written(String text) {
    String own = Sheet.spelled(variable);
    String gradient =
        gradients
            .written(
                text,
                found ->
                    found.isName() && found.by().isEmpty() && isAmongArrays(found.of())
                        ? "(" + Gradients.derivative(found, own) + ")"
                        : text.substring(found.start(), found.end()))
            .text();
    return HESSIAN
        .matcher(gradient)
        .replaceAll(hessian ->
            Matcher.quoteReplacement(
                isAmongArrays(hessian.group(1))
                    ? "(∇²_{" + own + "} " + hessian.group(1) + ")"
                    : hessian.group()));
  }

  private boolean isAmongArrays(String of) {
    Name name = NameText.alone(of);
    if (name == null || !sheet.meanings().defines(name) || sheet.isFunction(name)) {
      return false;
    }
    List<Symbol> variables = gradients.variables(of, 0);
    return variables.size() > 1
        && !variables.stream().allMatch(Symbol::isScalar)
        && variables.stream().map(Symbol::name).anyMatch(variable::equals);
  }
}
