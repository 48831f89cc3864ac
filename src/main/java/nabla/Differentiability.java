package nabla;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nabla.calculus.CarryOut;
import nabla.calculus.Differentiation;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Symbol;
import nabla.rewrite.Domain;
import nabla.simplify.Canonical;
import nabla.simplify.Continuity;
import nabla.simplify.Validity;
import nabla.simplify.arrays.ArrayConditions;
import nabla.simplify.arrays.ImpliedConditions;

/// Where a formula of numbers has the derivative that was found: where both are defined nearby, and
/// away from the kinks of what was differentiated. Of arrays, [Smoothness] says it.
final class Differentiability {

  private final Formula formula;
  private final Assumptions assumptions;

  /// What must hold besides, for terms that are left out of the formula.
  private final List<Expr> elsewhere;

  Differentiability(Formula formula, List<Expr> elsewhere) {
    this.formula = formula;
    this.assumptions = formula.assumptions();
    this.elsewhere = elsewhere;
  }

  /// The conditions of an answer, in the words of the formula's author. A domain error where the
  /// formula has a value nowhere, or only at points around which it has none.
  ///
  /// @param variables by which was differentiated
  List<Expr> conditions(Differentiation.Answer answer, List<Symbol> variables) {
    Expr original = CarryOut.of(formula.expanded(), Map.of(), formula.written());
    Set<Expr> conditions = new LinkedHashSet<>(ofNumbers(original));
    conditions.addAll(elsewhere);
    refuseWithoutInterior(Validity.of(conditions, assumptions));
    conditions.addAll(ofNumbers(answer.substituted()));
    List<Differentiation.Stage> stages = new ArrayList<>(answer.stages());
    Differentiation.Stage first = stages.getFirst();
    stages.add(0, new Differentiation.Stage(original, first.variable(), first.after()));
    Assumptions known = assumptions;
    for (Expr condition : conditions) {
      known = known.and(condition);
    }
    for (Differentiation.Stage stage : stages) {
      // elu has a slope at 0, but its slope has none
      conditions.addAll(away(stage, known));
    }
    for (Symbol variable : variables) {
      if (!variable.equals(first.variable())) {
        Domain.kinks(original, variable, assumptions)
            .forEach(kink -> conditions.add(Logic.negation(kink)));
      }
    }
    List<Expr> statements =
        new ArrayList<>(
            Validity.of(conditions, assumptions).interior().statements(formula.written()));
    statements.addAll(ArrayConditions.ofEntries(assumptions, original, answer.substituted()));
    return ImpliedConditions.without(statements);
  }

  /// Those that are none on every entry of arrays.
  private List<Expr> ofNumbers(Expr formula) {
    return Domain.conditions(ArrayConditions.withoutEntries(formula, assumptions), assumptions);
  }

  /// What holds away from the kinks of what was differentiated. Points at which it is continuous
  /// and so is its derivative are none.
  private List<Expr> away(Differentiation.Stage stage, Assumptions known) {
    boolean smooth =
        Stream.of(stage.before(), stage.after())
            .map(Canonical::of)
            .allMatch(plain -> Domain.kinks(plain, stage.variable(), assumptions).isEmpty());
    if (smooth) {
      return List.of(); // arcsin(x/x) has none, for x/x does not move
    }
    return Domain.kinks(stage.before(), stage.variable(), assumptions).stream()
        .filter(kink -> !Continuity.isProved(kink, known, stage.before(), stage.after()))
        .map(Logic::negation)
        .toList();
  }

  /// A function has a derivative only where it is defined nearby.
  private void refuseWithoutInterior(Validity domain) {
    if (domain.isEmpty()) {
      throw Formula.nowhere();
    }
    if (domain.isThin()) {
      String where =
          domain.statements(formula.written()).stream()
              .map(formula::text)
              .collect(Collectors.joining(", "));
      throw new NablaException(
          NablaException.Kind.DOMAIN,
          "the formula is defined only for " + where + ", so it has no derivative");
    }
  }
}
