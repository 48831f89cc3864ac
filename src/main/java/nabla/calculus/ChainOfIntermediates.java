package nabla.calculus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.rewrite.Derivation;
import nabla.rewrite.Step;
import nabla.rewrite.Step.Reason;
import nabla.simplify.Canonical;
import nabla.simplify.Presentation;
import nabla.simplify.Written;

/// Derivations through named intermediates: `∂L/∂w = ∂L/∂h · ∂h/∂z · ∂z/∂w`, one such product for
/// each way from the formula to the variable, then the derivative of each part.
final class ChainOfIntermediates {

  private final Intermediates intermediates;
  private final Closing closing;
  private final Written written;
  private final Map<Symbol, Way> ways = new HashMap<>();

  ChainOfIntermediates(Intermediates intermediates, Closing closing, Written written) {
    this.intermediates = intermediates;
    this.closing = closing;
    this.written = written;
  }

  /// A product of derivative signs, what it is, and the derivations of its parts.
  private record Way(Expr signs, Expr value, List<Step> within) {

    Way then(Way next) {
      List<Step> both = new ArrayList<>(within);
      both.addAll(next.within);
      List<Expr> factors = new ArrayList<>(List.of(signs));
      factors.addAll(next.signs instanceof Product more ? more.children() : List.of(next.signs));
      return new Way(Product.of(factors), Build.product(value, next.value), List.copyOf(both));
    }
  }

  /// The derivation of `subject`, the derivative of `formula`, which is called `name`.
  Derivation derivation(Expr subject, Expr name, Expr formula, Symbol variable) {
    List<Way> all = all(name, formula, variable);
    Expr line = Sum.of(all.stream().map(Way::signs).toList());
    return new Derivation(subject, line, steps(line, all));
  }

  /// The lines from the signs to the closed form.
  private List<Step> steps(Expr line, List<Way> all) {
    Expr replaced = Tidy.of(Sum.of(all.stream().map(Way::value).toList()));
    List<Step> within = all.stream().flatMap(way -> way.within.stream()).distinct().toList();
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(line, replaced, List.of(Reasons.PARTS), within));
    closing.finish(steps, replaced);
    return List.copyOf(steps);
  }

  private List<Way> all(Expr name, Expr formula, Symbol variable) {
    List<Way> all = new ArrayList<>();
    List<Symbol> through = intermediates.through(formula, variable);
    if (Glance.dependsOn(formula, variable)) {
      // beside others it is what it comes to: the sign with the name is the whole derivative
      Way direct = direct(through.isEmpty() ? name : formula, formula, variable);
      all.add(through.isEmpty() ? direct : new Way(direct.value, direct.value, direct.within));
    }
    for (Symbol intermediate : through) {
      Way inner = ways.get(intermediate);
      if (inner == null) {
        inner = way(intermediate, variable);
        ways.put(intermediate, inner);
      }
      all.add(direct(name, formula, intermediate).then(inner));
    }
    return all;
  }

  /// From an intermediate to the variable; several ways are one derivation of their own.
  private Way way(Symbol intermediate, Symbol variable) {
    Expr meaning = intermediates.meaning(intermediate);
    List<Way> all = all(intermediate, meaning, variable);
    if (all.size() == 1) {
      return all.getFirst();
    }
    Expr sign = Derivative.of(intermediate, variable, 1);
    Expr signs = Sum.of(all.stream().map(Way::signs).toList());
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(sign, signs, List.of(Reasons.CHAIN), List.of()));
    steps.addAll(steps(signs, all));
    return named(sign, steps);
  }

  /// The derivative of a formula by what stands in it, everything else held.
  private Way direct(Expr name, Expr formula, Symbol variable) {
    Expr sign = Derivative.of(name, variable, 1);
    Differentiation.Question part =
        new Differentiation.Question(formula, formula, Map.of(), List.of(variable), written, true);
    List<Step> steps = new ArrayList<>(Differentiation.of(part).derivations().getFirst().steps());
    Step first = steps.getFirst();
    steps.set(0, new Step(sign, first.after(), first.reasons(), first.within()));
    return named(sign, steps);
  }

  /// The last line, once more in the names of the intermediates.
  private Way named(Expr sign, List<Step> steps) {
    Expr result = steps.getLast().after();
    Expr canonical = Canonical.of(result);
    Expr named = intermediates.named(canonical);
    if (!named.equals(canonical)) {
      List<Reason> reasons = new ArrayList<>();
      for (Relation definition : intermediates.used(canonical, named)) {
        reasons.add(new Reason("named-intermediate", "with", definition));
      }
      Expr shown = Presentation.of(named, written);
      steps.add(new Step(result, shown, reasons, List.of()));
      result = shown;
    }
    return new Way(sign, result, List.copyOf(steps));
  }
}
