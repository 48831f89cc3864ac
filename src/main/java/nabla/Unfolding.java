package nabla;

import java.util.List;
import java.util.Objects;
import nabla.expr.Symbol;
import nabla.read.Definition;
import nabla.read.Reading;

/// A formula that is only the name of an intermediate, as in `let L = w^2; L`.
final class Unfolding {
  private Unfolding() {}

  /// The formula `L = w^2` in the place of `L`, so that its derivation begins with what L is; any
  /// other formula as it is, and so is L where the derivative is one by L.
  static Reading of(Formula formula, String withRespectTo) {
    Reading reading = formula.reading();
    if (!(reading.expression() instanceof Symbol name)
        || reading.name() != null
        || reading.intermediates().get(name) == null) {
      return reading;
    }
    List<Definition> others =
        reading.definitions().stream().filter(each -> !each.symbol().equals(name)).toList();
    boolean asked =
        !withRespectTo.isBlank()
            && WithRespectTo.parse(withRespectTo, formula.known()).stream()
                .anyMatch(question -> question.variables().contains(name));
    return asked
        ? reading
        : new Reading(
            Objects.requireNonNull(reading.intermediates().get(name)),
            name.name(),
            List.of(),
            others,
            reading.assumptions(),
            reading.variables(),
            reading.shapes(),
            reading.declared(),
            reading.boundNames(),
            reading.notes());
  }
}
