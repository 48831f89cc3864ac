package nabla;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.Spectra;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Symbol;
import nabla.rewrite.Derivation;
import nabla.rewrite.Step;
import org.jspecify.annotations.Nullable;

/// Which of the facts that are assumed of vectors and matrices an answer rests on: those without
/// which it, or its conditions, would read differently. The line of the derivation that first reads
/// differently is the one that uses the fact, and says so.
final class FactsUsed {

  /// Of the time that is left, one part in so many goes into finding out.
  private static final int SHARE = 3;

  private final Function<Assumptions, Derived> answering;
  private final Assumptions assumptions;

  private FactsUsed(Assumptions assumptions, Function<Assumptions, Derived> answering) {
    this.assumptions = assumptions;
    this.answering = answering;
  }

  /// The answer with the facts that it rests on.
  ///
  /// @param answering the answer to the same question under other assumptions
  static Derived stated(Derived answer, Function<Assumptions, Derived> answering) {
    Assumptions assumptions = answer.formula().assumptions();
    Set<Expr> symbols = new HashSet<>(Dag.of(answer.formula().expanded()).nodes());
    List<Expr> facts =
        assumptions.facts().stream().filter(fact -> concernsArrays(fact, symbols)).toList();
    if (facts.isEmpty()) {
      return answer;
    }
    FactsUsed used = new FactsUsed(assumptions, answering);
    Derived stated = Budget.attempt(SHARE, () -> used.stated(answer, facts));
    return stated != null ? stated : answer.given(facts, answer.derivations());
  }

  private static boolean concernsArrays(Expr fact, Set<Expr> symbols) {
    return Dag.any(fact, node -> !node.isScalar() && !node.shape().isTruth())
        && Dag.any(fact, node -> node instanceof Symbol && symbols.contains(node));
  }

  /// Each fact is left out in turn, what follows from another first; one that makes no difference
  /// stays out.
  private Derived stated(Derived answer, List<Expr> facts) {
    List<Expr> used = new ArrayList<>();
    List<Derivation> derivations = answer.derivations();
    Assumptions known = assumptions;
    for (Expr fact : facts.reversed()) {
      Assumptions fewer = without(known, fact);
      Derived other = under(fewer);
      if (other != null && isSame(answer, other)) {
        known = fewer;
      } else {
        used.addFirst(fact);
        derivations = other == null ? derivations : marked(derivations, answer, other, fact);
      }
    }
    return answer.given(withoutImplied(used), derivations);
  }

  private static Assumptions without(Assumptions all, Expr fact) {
    Assumptions fewer = Assumptions.NONE;
    for (Expr each : all.facts()) {
      fewer = each.equals(fact) ? fewer : fewer.and(each);
    }
    for (Symbol whole : all.integers()) {
      fewer = fewer.andInteger(whole);
    }
    return fewer;
  }

  /// Null where there is no answer under so few assumptions.
  private @Nullable Derived under(Assumptions fewer) {
    try {
      return answering.apply(fewer);
    } catch (NablaException refusal) {
      if (refusal.kind() == NablaException.Kind.BUDGET) {
        throw refusal;
      }
      return null;
    }
  }

  private static boolean isSame(Derived answer, Derived other) {
    return answer.result().equals(other.result())
        && answer.substituted().equals(other.substituted())
        && new HashSet<>(answer.conditions()).equals(new HashSet<>(other.conditions()));
  }

  /// The derivations with the fact among the reasons of the first line that is another without it.
  private static List<Derivation> marked(
      List<Derivation> derivations, Derived answer, Derived other, Expr fact) {
    List<Derivation> marked = new ArrayList<>(derivations);
    for (int i = 0; i < answer.derivations().size() && i < other.derivations().size(); i++) {
      List<Step> steps = answer.derivations().get(i).steps();
      List<Step> others = other.derivations().get(i).steps();
      for (int j = 0; j < steps.size(); j++) {
        if (j >= others.size() || !steps.get(j).after().equals(others.get(j).after())) {
          marked.set(i, marked(derivations.get(i), j, fact));
          return marked;
        }
      }
    }
    boolean readsOff = !answer.result().equals(other.result());
    for (int i = marked.size() - 1; readsOff && i >= 0; i--) {
      int lines = marked.get(i).steps().size();
      if (lines > 0) { // the fact tells what is read off the last line
        marked.set(i, marked(marked.get(i), lines - 1, fact));
        break;
      }
    }
    return marked;
  }

  private static Derivation marked(Derivation derivation, int line, Expr fact) {
    List<Step> steps = new ArrayList<>(derivation.steps());
    Step step = steps.get(line);
    List<Step.Reason> reasons = new ArrayList<>(step.reasons());
    reasons.add(new Step.Reason("given", "given", fact));
    steps.set(line, new Step(step.before(), step.after(), reasons, step.within()));
    return new Derivation(derivation.subject(), derivation.start(), List.copyOf(steps));
  }

  /// That a matrix is positive definite says that it is symmetric, and that its determinant is
  /// positive.
  private static List<Expr> withoutImplied(List<Expr> facts) {
    List<Expr> rest = new ArrayList<>(facts);
    for (Expr fact : facts) {
      if (fact instanceof Relation relation
          && relation.left() instanceof Apply least
          && least.operator() == Spectra.SMALLEST_EIGENVALUE) {
        Expr matrix = least.argument();
        rest.remove(Relation.of(Comparison.EQUAL, Apply.of(Matrices.TRANSPOSE, matrix), matrix));
        rest.remove(Relation.of(Comparison.GREATER, Apply.of(Matrices.DET, matrix), Num.ZERO));
      }
    }
    return List.copyOf(rest);
  }
}
