package nabla.worksheet.descent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.write.Text;

/// `‖x - x*‖ < 0.1` and `L - L* < 0.01`: conditions that speak of the only point where the gradient
/// of a quadratic loss is 0, or of the loss there.
final class AtMinimum {
  private static final Pattern STAR =
      Pattern.compile(
          "(?<![\\p{L}\\d_\\\\\"])(?<name>\\p{L}[\\p{M}\\d_₀-₉]*)\\s*(?:\\^\\s*(?:\\{\\s*)?(?:[*∗⋆]|\\\\(?:ast|star))(?:\\s*\\})?|[*∗⋆](?=\\s*(?:$|[-−+,)|‖<>≤≥=/])))");

  private AtMinimum() {}

  /// A condition with numbers for what has a star.
  static String written(String condition, Problem problem) {
    Matcher star = STAR.matcher(condition);
    return !star.find()
        ? condition
        : star.reset()
            .replaceAll(found ->
                Matcher.quoteReplacement("(" + value(found.group(1), condition, problem) + ")"));
  }

  private static String value(String name, String condition, Problem problem) {
    List<Symbol> variables = problem.variables();
    Quadratic quadratic =
        Quadratic.of(problem.expression(), variables, Forms.of(problem.formula()));
    RationalQuadratic numbers = quadratic == null ? null : RationalQuadratic.of(quadratic);
    Rational[] point = numbers == null ? null : numbers.stationary(List.of());
    if (point == null) {
      throw new NablaException(
          NablaException.Kind.NAME,
          "the condition "
              + condition.strip()
              + " speaks of "
              + name
              + "*, which is known where the loss is quadratic, with numbers and one minimum;"
              + " write its value");
    }
    Map<Symbol, Expr> place = new LinkedHashMap<>();
    for (int i = 0; i < point.length; i++) {
      place.put(variables.get(i), Num.of(point[i]));
    }
    Symbol vector = problem.vector();
    if (vector != null && name.equals(vector.name().toString())) {
      return Text.of(Literal.of(point.length, List.copyOf(place.values())));
    }
    Expr value =
        variables.stream()
            .filter(
                each -> name.equals(each.name().toString()) || name.equals(Text.of(each.name())))
            .findFirst()
            .<Expr>map(place::get)
            .orElseGet(() ->
                Forms.of(problem.formula())
                    .closed(Substitution.of(place).apply(problem.expression())));
    return Text.of(value);
  }
}
