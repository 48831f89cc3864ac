package nabla.calculus;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.simplify.arrays.ArrayClosedForm;
import org.jspecify.annotations.Nullable;

/// The chain through which a formula with arrays is differentiated: its named intermediates or,
/// where it has none, its [Links].
final class ArrayChain {

  private final ArrayDifferentiation.Subject question;
  private final ArrayClosedForm closed;
  private @Nullable Adjoints named;

  ArrayChain(ArrayDifferentiation.Subject question, ArrayClosedForm closed) {
    this.question = question;
    this.closed = closed;
  }

  /// The formula without intermediates; one by which is differentiated moves by itself.
  Expr expanded(Symbol variable) {
    if (question.intermediates().isEmpty()) {
      return question.formula();
    }
    if (!question.intermediates().containsKey(variable)) {
      return named().expanded();
    }
    Map<Symbol, Expr> others = new LinkedHashMap<>(question.intermediates());
    others.remove(variable);
    return new Adjoints(
            called(question.formula()), question.formula(), others, closed, question.written())
        .expanded();
  }

  /// The adjoints of the intermediates that the formula itself names, found once.
  private Adjoints named() {
    Adjoints adjoints = named;
    if (adjoints == null) {
      Expr name = question.subject();
      adjoints =
          new Adjoints(
              name instanceof Symbol symbol ? symbol : called(question.formula()),
              question.formula(),
              question.intermediates(),
              closed,
              question.written());
      named = adjoints;
    }
    return adjoints;
  }

  /// The chain through the intermediates, those of the formula or, where it has none, its links;
  /// null in another style.
  @Nullable Adjoints adjoints(Symbol variable) {
    Style style = question.conventions().style();
    boolean links = question.intermediates().isEmpty();
    boolean matrix = !question.formula().isScalar() && !question.formula().shape().isVector();
    boolean chain = style == Style.CHAIN || (style == null && !links);
    if (!chain || (matrix && variable.isScalar())) {
      return null;
    }
    if (!links) {
      return named();
    }
    Links cut = Links.of(question.formula(), variable);
    return new Adjoints(
        called(question.formula()), cut.formula(), cut.meanings(), closed, question.written());
  }

  /// The chain through the links of a derivative, to differentiate it once more; null in another
  /// style.
  ///
  /// @param derivative what is differentiated
  @Nullable Adjoints again(Expr derivative, Symbol variable) {
    boolean matrix = !derivative.isScalar() && !derivative.shape().isVector();
    if (question.conventions().style() != Style.CHAIN || (matrix && variable.isScalar())) {
      return null;
    }
    Links cut = Links.of(derivative, variable);
    return new Adjoints(
        called(derivative), cut.formula(), cut.meanings(), closed, question.written());
  }

  /// What a formula without a name is called: L, for loss, where it is a number.
  private static Symbol called(Expr formula) {
    Set<String> used = new HashSet<>();
    for (Expr node : Dag.of(formula).nodes()) {
      if (node instanceof Symbol symbol) {
        used.add(symbol.name().base());
      }
    }
    boolean matrix = !formula.isScalar() && !formula.shape().isVector();
    String name =
        Stream.of(formula.isScalar() ? "L" : matrix ? "F" : "f", "f", "g", "h", "F", "G")
            .filter(letter -> !used.contains(letter))
            .findFirst()
            .orElse("f_0");
    return Symbol.of(Name.of(name), formula.shape());
  }
}
