package nabla.calculus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.rewrite.Derivation;
import nabla.rewrite.Step;
import nabla.rewrite.Step.Reason;

/// The derivation by the chain rule through named intermediates: what each stands for, then line by
/// line the adjoints, from the formula towards the variable, each by those before it.
final class AdjointSteps {

  private static final Reason SUBSTITUTED =
      new Reason("intermediates-replaced", "in the variables", null);

  private final Adjoints adjoints;
  private final Symbol name;
  private final Expr formula;
  private final Map<Symbol, Expr> meanings;

  /// @param name what the formula is called
  /// @param meanings what each intermediate stands for
  AdjointSteps(Adjoints adjoints, Symbol name, Expr formula, Map<Symbol, Expr> meanings) {
    this.adjoints = adjoints;
    this.name = name;
    this.formula = formula;
    this.meanings = meanings;
  }

  /// The derivations of all adjoints on the way to a variable, the last one its own, which ends in
  /// `result`.
  List<Derivation> derivations(Symbol variable, Expr result) {
    List<Derivation> all = new ArrayList<>();
    for (Symbol intermediate : adjoints.between(variable)) {
      all.add(derivation(adjoints.find(intermediate)));
    }
    Derivation last = derivation(adjoints.of(variable));
    if (!last.result().equals(result)) {
      boolean named = formula instanceof Quotient && Glance.dependsOn(result, name);
      Relation meaning = Relation.of(Relation.Comparison.EQUAL, name, formula);
      Reason reason = named ? new Reason("named-formula", "with", meaning) : SUBSTITUTED;
      Step step = new Step(last.result(), result, List.of(reason), List.of());
      last = last.followedBy(List.of(step));
    }
    all.add(last);
    return all;
  }

  /// The adjoints whose values were put in.
  private List<Reason> used(Adjoints.Adjoint adjoint) {
    List<Reason> used = new ArrayList<>();
    if (Adjoints.isZero(adjoint.shown())) {
      meanings.forEach((symbol, meaning) -> {
        if (Glance.dependsOn(adjoint.received(), symbol)
            && Dag.any(adjoint.received(), meaning::equals)) {
          Relation definition = Relation.of(Relation.Comparison.EQUAL, symbol, meaning);
          used.add(new Reason("named-intermediate", "with", definition));
        }
      });
    }
    for (Relation definition : adjoint.through()) {
      Adjoints.Adjoint outer = adjoints.known((Symbol) definition.left());
      if (outer != null && outer.isSmall()) {
        used.add(new Reason("adjoint-of-intermediate", "with the value of", outer.sign()));
      }
    }
    return used;
  }

  /// What each intermediate stands for and what the formula is in them, line by line.
  List<Derivation> definitions() {
    List<Derivation> lines = new ArrayList<>();
    meanings.forEach((symbol, meaning) -> lines.add(new Derivation(symbol, meaning, List.of())));
    lines.add(new Derivation(name, formula, List.of()));
    return lines;
  }

  /// The lines for one adjoint: the chain rule, then the adjoints found before put in.
  private Derivation derivation(Adjoints.Adjoint adjoint) {
    List<Reason> reasons = new ArrayList<>();
    for (Relation definition : adjoint.through()) {
      reasons.add(new Reason("chain-rule-backwards", "chain rule through", definition));
    }
    boolean itself = adjoints.isDirect(((Derivative) adjoint.sign()).variable());
    if (reasons.isEmpty()) {
      reasons.add(new Reason("derivative-of-loss", "derivative of", formula));
    } else if (itself) {
      Relation definition = Relation.of(Relation.Comparison.EQUAL, name, formula);
      reasons.addFirst(new Reason("derivative-of-loss", "directly in", definition));
    }
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(adjoint.sign(), adjoint.received(), reasons, List.of()));
    if (!adjoint.shown().equals(adjoint.received())) {
      steps.add(new Step(adjoint.received(), adjoint.shown(), used(adjoint), List.of()));
    }
    return new Derivation(adjoint.sign(), adjoint.sign(), List.copyOf(steps));
  }
}
