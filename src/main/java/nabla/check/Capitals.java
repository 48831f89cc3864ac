package nabla.check;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.read.Reading;
import nabla.write.Text;

/// Texts whose variables are all capital letters, as those of matrices are, and yet numbers, since
/// nothing declares them: `AB = BA`.
final class Capitals {

  private final Reading reading;

  Capitals(Reading reading) {
    this.reading = reading;
  }

  /// Whether a text is such a one.
  boolean areNumbers() {
    return reading.shapes().isEmpty()
        && reading.assumptions().equals(Assumptions.NONE)
        && reading.variables().size() > 1
        && reading.variables().stream()
            .allMatch(variable ->
                variable.name().toString().matches("[A-Z]")
                    && !reading.declared().contains(variable.name()));
  }

  /// Says that they are numbers.
  String remark() {
    String all = listed(reading.variables(), " and ");
    return all + " are read as numbers, which commute; for matrices write " + where("R^{n×n}");
  }

  /// Refuses to call a claim true that says, as likely as not, something else of matrices: one of
  /// products of different letters, of their powers and sums, and of whole numbers, without any
  /// other sign that they are numbers.
  void refuseTrue() {
    if (!areNumbers() || !reading.definitions().isEmpty()) {
      return;
    }
    List<Expr> nodes = Dag.of(reading.expression()).nodes();
    if (nodes.stream().allMatch(Capitals::isOfMatricesToo)
        && nodes.stream().anyMatch(Capitals::multiplies)) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "this holds for numbers, which commute, and nothing says what "
              + listed(reading.variables(), " and ")
              + " are: for matrices write "
              + where("R^{n×n}")
              + ", for numbers "
              + where("R"));
    }
  }

  /// `--where "A, B ∈ R"`, without an I, which is no name to declare.
  private String where(String space) {
    Set<Symbol> letters = new LinkedHashSet<>(reading.variables());
    letters.removeIf(letter -> letter.name().toString().equals("I"));
    return "--where \"" + listed(letters, ", ") + " ∈ " + space + "\"";
  }

  private static String listed(Set<Symbol> letters, String between) {
    return letters.stream().map(Text::of).collect(Collectors.joining(between));
  }

  private static boolean isOfMatricesToo(Expr node) {
    return switch (node) {
      case Symbol letter -> true;
      case Num number -> number.value().isInteger();
      case Sum sum -> true;
      case Product product -> true;
      case Negate negate -> true;
      case Power power -> Dag.of(power.exponent()).nodes().stream().noneMatch(Capitals::isLetter);
      case Relation relation -> true;
      case Logic logic -> true;
      default -> false;
    };
  }

  private static boolean isLetter(Expr node) {
    return node instanceof Symbol;
  }

  /// Whether a product has factors of different letters.
  private static boolean multiplies(Expr node) {
    if (!(node instanceof Product product)) {
      return false;
    }
    long factors = product.children().stream().filter(factor -> !(factor instanceof Num)).count();
    return factors > 1
        && Dag.of(product).nodes().stream().filter(Capitals::isLetter).distinct().count() > 1;
  }
}
