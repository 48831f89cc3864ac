package nabla.check;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Elementary;
import nabla.check.Verdict.Kind;
import nabla.check.Verdict.Remedy;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Symbol;
import nabla.numeric.Sampler;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;
import nabla.simplify.Equality;

/// Looks for the assumption that the author of a refuted equation may have had in mind: `√(x²) = x`
/// holds for `x ≥ 0`.
final class Remedies {

  private static final int POINTS = 12;

  /// Without a proof, an assumption has to hold at more points than chance allows.
  private static final int MANY_POINTS = 150;

  private static final int MOST_VARIABLES = 4;

  private Remedies() {}

  /// An assumption as it is shown, and as it is used.
  private record Candidate(Expr shown, Assumptions assumptions) {}

  /// The weakest natural assumptions under which an equation holds; empty where none is found.
  static List<Remedy> of(Relation equation, Assumptions assumptions) {
    List<Symbol> variables = Sampler.symbolsOf(equation);
    List<Remedy> remedies = new ArrayList<>();
    if (variables.isEmpty() || variables.size() > MOST_VARIABLES) {
      return remedies;
    }
    for (Candidate candidate : candidates(variables, assumptions)) {
      if (isNews(candidate, assumptions)
          && remedies.stream().noneMatch(known -> implies(candidate, known))) {
        Kind kind = verdict(equation, candidate.assumptions);
        if (kind == Kind.PROVED || kind == Kind.SUPPORTED) {
          remedies.add(new Remedy(candidate.shown, kind));
        }
      }
    }
    boolean proved = remedies.stream().anyMatch(remedy -> remedy.kind() == Kind.PROVED);
    remedies.removeIf(remedy -> proved && remedy.kind() != Kind.PROVED);
    return remedies;
  }

  private static boolean isNews(Candidate candidate, Assumptions assumptions) {
    return Signs.of(assumptions).holds(candidate.shown) == Truth.UNKNOWN;
  }

  private static boolean implies(Candidate candidate, Remedy known) {
    return Signs.of(candidate.assumptions).holds(known.assumption()) == Truth.TRUE;
  }

  private static Kind verdict(Relation equation, Assumptions assumptions) {
    if (!Trial.survives(equation, assumptions, POINTS)) {
      return Kind.UNDECIDED;
    }
    if (Equality.prove(equation.left(), equation.right(), assumptions).proved()) {
      return Kind.PROVED;
    }
    return Trial.survives(equation, assumptions, MANY_POINTS)
            && Trial.of(equation, Rational.ZERO, assumptions, POINTS).closer().counterexample()
                == null
        ? Kind.SUPPORTED
        : Kind.UNDECIDED;
  }

  private static List<Candidate> candidates(List<Symbol> variables, Assumptions assumptions) {
    List<Candidate> candidates = new ArrayList<>();
    for (Comparison comparison :
        List.of(
            Comparison.NOT_EQUAL,
            Comparison.GREATER_OR_EQUAL,
            Comparison.LESS_OR_EQUAL,
            Comparison.GREATER,
            Comparison.LESS)) {
      for (Symbol variable : variables) {
        add(candidates, assumptions, Relation.of(comparison, variable, Num.ZERO));
      }
    }
    for (Symbol variable : variables) {
      Expr shown = Relation.of(Comparison.EQUAL, variable, Apply.of(Elementary.FLOOR, variable));
      candidates.add(new Candidate(shown, assumptions.andInteger(variable)));
    }
    if (variables.size() > 1) {
      for (Comparison comparison : List.of(Comparison.GREATER_OR_EQUAL, Comparison.GREATER)) {
        List<Expr> all = new ArrayList<>();
        variables.forEach(variable -> all.add(Relation.of(comparison, variable, Num.ZERO)));
        add(candidates, assumptions, Logic.of(Logic.Connective.AND, all));
      }
    }
    if (variables.size() == 2) {
      add(
          candidates,
          assumptions,
          Relation.of(Comparison.GREATER_OR_EQUAL, variables.get(0), variables.get(1)));
      add(
          candidates,
          assumptions,
          Relation.of(Comparison.LESS_OR_EQUAL, variables.get(0), variables.get(1)));
    }
    for (Symbol variable : variables) {
      add(
          candidates,
          assumptions,
          Relation.of(Comparison.LESS_OR_EQUAL, Apply.of(Elementary.ABS, variable), Num.ONE));
    }
    return candidates;
  }

  private static void add(List<Candidate> candidates, Assumptions assumptions, Expr assumption) {
    candidates.add(new Candidate(assumption, assumptions.and(assumption)));
  }
}
