package nabla.read;

import java.util.LinkedHashSet;
import java.util.Set;
import nabla.expr.NablaException;
import nabla.expr.Name;
import org.jspecify.annotations.Nullable;

/// Equations of several variables before the formula, `A x = b; L = ‖x‖²`, which define none of
/// them. To take one for a condition would hold the others fixed while one moves, which nobody
/// means who has not said so.
final class LooseEquations {

  /// What stands for a transpose and for the identity.
  private static final Set<String> NOT_FREE = Set.of("T", "I");

  private final Vocabulary vocabulary;

  LooseEquations(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /// Refuses a statement that is such an equation.
  void refuse(Statements.Placed placed) {
    Syntax.@Nullable Comparison equation = Statements.equation(placed.statement());
    if (equation == null || placed.statement().let()) {
      return;
    }
    Set<Name> names = new LinkedHashSet<>();
    equation.operands().forEach(operand -> names.addAll(PlainNames.in(operand)));
    names.removeIf(this::isFixed);
    if (names.size() < 2) {
      return;
    }
    @Nullable Name name = PlainNames.of(equation.operands().getFirst());
    boolean circular = name != null && PlainNames.occurs(name, equation.operands().getLast());
    throw placed
        .source()
        .error(
            NablaException.Kind.NAME,
            "found "
                + (circular
                    ? name + " in its own definition"
                    : "an equation that defines neither of its variables")
                + ", expected name = formula; it is not solved here: solve it for one of them, or"
                + " write it after where, as a condition under which the other variables stay"
                + " fixed",
            placed.statement().at());
  }

  private boolean isFixed(Name name) {
    return NOT_FREE.contains(name.toString()) || vocabulary.function(name.toString()) != null;
  }
}
