package nabla;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Symbol;
import nabla.read.Definition;
import nabla.read.Reading;

/// Vectors and matrices that are defined beside a formula and do not stand in it, as `θ = (a, b)`
/// beside `L = a^2 + b^2`: a formula of numbers is one in spite of them.
final class UnusedArrays {
  private UnusedArrays() {}

  /// A reading without the definitions of arrays that neither the formula leads to nor a question
  /// asks about; one with arrays in its formula is left as it is, since what is defined beside it
  /// names parts of the answer.
  ///
  /// @param withRespectTo by what is differentiated
  static Reading without(Reading reading, String withRespectTo) {
    if (reading.definitions().stream().allMatch(UnusedArrays::isOfNumbers)
        || ArrayQuestions.mentionsArrays(reading.expanded())) {
      return reading;
    }
    Set<Symbol> used = used(reading);
    Set<Symbol> known = new LinkedHashSet<>(reading.variables());
    known.addAll(reading.intermediates().keySet());
    if (!withRespectTo.isBlank()) {
      WithRespectTo.parse(withRespectTo, known)
          .forEach(question -> used.addAll(question.variables()));
    }
    List<Definition> kept =
        reading.definitions().stream()
            .filter(each -> isOfNumbers(each) || used.contains(each.symbol()))
            .toList();
    return kept.size() == reading.definitions().size() ? reading : reading.withDefinitions(kept);
  }

  private static boolean isOfNumbers(Definition definition) {
    return definition.isFunction() || definition.symbol().isScalar();
  }

  /// The names in the formula, in what is a number, and in what these are made of.
  private static Set<Symbol> used(Reading reading) {
    List<Expr> open = new ArrayList<>(List.of(reading.expression()));
    reading.definitions().stream()
        .filter(UnusedArrays::isOfNumbers)
        .forEach(each -> open.add(each.expression()));
    Set<Symbol> used = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      for (Expr node : Dag.of(open.removeLast()).nodes()) {
        if (node instanceof Symbol symbol && used.add(symbol)) {
          Expr meaning = reading.intermediates().get(symbol);
          if (meaning != null) {
            open.add(meaning);
          }
        }
      }
    }
    return used;
  }
}
