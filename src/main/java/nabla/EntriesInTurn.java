package nabla;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.calculus.Conventions;
import nabla.expr.Derivative;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Symbol;
import nabla.numeric.Verification;
import nabla.rewrite.Derivation;
import nabla.simplify.arrays.ImpliedConditions;
import org.jspecify.annotations.Nullable;

/// Derivatives by entries of arrays one after the other, `∂²f/∂X_kl∂X_ij`: each is that of the one
/// before, and the last holds where all do.
final class EntriesInTurn {

  private final Formula formula;
  private final List<Derived> stages = new ArrayList<>();

  private EntriesInTurn(Formula formula) {
    this.formula = formula;
  }

  /// The derivatives that come last, each with what led to it.
  ///
  /// @param entries the names of the entries, two or more
  static List<Derived> answers(
      Formula formula,
      List<String> entries,
      Conventions conventions,
      boolean steps,
      boolean verify) {
    EntriesInTurn turns = new EntriesInTurn(formula);
    Formula before = formula;
    for (String entry : entries.subList(0, entries.size() - 1)) {
      Derived one = before.derive(entry, 1, conventions, steps, verify).getFirst();
      turns.stages.add(one);
      before = before.part(one.substituted());
    }
    return before.derive(entries.getLast(), 1, conventions, steps, verify).stream()
        .map(turns::whole)
        .toList();
  }

  private Derived whole(Derived last) {
    List<Derived> all = new ArrayList<>(stages);
    all.add(last);
    Expr subject = all.getFirst().subject();
    List<Derivation> derivations = new ArrayList<>(all.getFirst().derivations());
    Set<Expr> conditions = new LinkedHashSet<>(all.getFirst().conditions());
    Set<Expr> given = new LinkedHashSet<>(all.getFirst().given());
    Map<Symbol, Dimension> indices = new LinkedHashMap<>(all.getFirst().indices());
    for (Derived stage : all.subList(1, all.size())) {
      Expr sign = raised(subject, stage.subject());
      for (Derivation part : stage.derivations()) {
        boolean named = part.subject().equals(stage.subject());
        derivations.add(named ? new Derivation(sign, part.start(), part.steps()) : part);
      }
      subject = sign;
      conditions.addAll(stage.conditions());
      given.addAll(stage.given());
      stage.indices().forEach(indices::putIfAbsent);
    }
    return new Derived(
        formula,
        new WithRespectTo(variables(all), false, last.withRespectTo().entry()),
        all.size(),
        subject,
        last.result(),
        last.substituted(),
        ImpliedConditions.without(conditions),
        derivations,
        last.where(),
        indices,
        List.copyOf(given),
        verification(all));
  }

  /// The variables of all, that of the last first, as `∂²/∂y∂x` names them.
  private static List<Symbol> variables(List<Derived> stages) {
    return stages.reversed().stream().flatMap(stage -> stage.variables().stream()).toList();
  }

  /// The sign of a derivative of what another sign stands for.
  private static Expr raised(Expr subject, Expr sign) {
    if (!(sign instanceof Derivative next)) {
      return sign;
    }
    return subject instanceof Derivative lower && lower.variable().equals(next.variable())
        ? Derivative.of(lower.body(), lower.variable(), lower.order() + 1)
        : Derivative.of(subject, next.variable(), 1);
  }

  /// The first that is not verified; else the fewest points and the largest error.
  private static @Nullable Verification verification(List<Derived> stages) {
    Verification worst = null;
    for (Derived stage : stages) {
      Verification next = stage.verification();
      if (next == null || !next.isVerified()) {
        return next;
      }
      worst = worst == null ? next : Differing.worse(worst, next);
    }
    return worst;
  }
}
