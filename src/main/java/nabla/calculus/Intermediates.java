package nabla.calculus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import nabla.simplify.ClosedForm;
import nabla.simplify.Presentation;
import nabla.simplify.Written;

/// The named intermediates of a formula, each after those that it uses.
final class Intermediates {

  private final Map<Symbol, Expr> meanings;
  private final Map<Expr, Expr> names = new LinkedHashMap<>();

  /// The intermediates with what they stand for.
  ///
  /// @param variables the variables of the question: one that is an intermediate moves by itself,
  ///   so that its meaning is not its name
  /// @param written what the reader of the answer has written
  Intermediates(Map<Symbol, Expr> meanings, Collection<Symbol> variables, Written written) {
    this.meanings = meanings;
    meanings.forEach((name, meaning) -> {
      Expr canonical = Canonical.of(meaning);
      if (canonical.isScalar() && canonical.arity() > 0 && !variables.contains(name)) {
        name(canonical, name);
        name(Canonical.of(ClosedForm.of(canonical, written).expression()), name); // 1/(1 + e⁻ᶻ)
      }
    });
  }

  private void name(Expr canonical, Symbol name) {
    names.putIfAbsent(canonical, name);
    names.putIfAbsent(Canonical.power(canonical, -1), Canonical.power(name, -1));
  }

  /// What a name stands for, in the names before it.
  Expr meaning(Symbol name) {
    Expr meaning = meanings.get(name);
    if (meaning == null) {
      throw new IllegalStateException(name + " has no meaning");
    }
    return meaning;
  }

  /// A canonical expression in which each part that has a name is called by it: 1 − h² where h =
  /// tanh(z).
  Expr named(Expr canonical) {
    return names.isEmpty() ? canonical : Canonical.of(Substitution.of(names).apply(canonical));
  }

  /// Which names `named` used, each as the equation that defines it.
  List<Relation> used(Expr before, Expr after) {
    List<Relation> used = new ArrayList<>();
    meanings.forEach((name, meaning) -> {
      if (Glance.dependsOn(after, name) && !Glance.dependsOn(before, name)) {
        used.add(Relation.of(Relation.Comparison.EQUAL, name, meaning));
      }
    });
    return used;
  }

  /// The derivatives of the intermediates by what stands in them, in their names: what a reader
  /// will see on the way.
  List<Expr> slopes(Written written) {
    List<Expr> slopes = new ArrayList<>();
    meanings.forEach((name, meaning) -> {
      Expr canonical = Canonical.of(meaning);
      for (Expr node : Dag.of(canonical).nodes()) {
        if (node instanceof Symbol part && part.isScalar() && canonical.isScalar()) {
          Expr slope = Canonical.of(Derivatives.of(canonical, part));
          Expr named = named(ClosedForm.of(slope, written).expression());
          slopes.add(Presentation.of(named, written));
        }
      }
    });
    return slopes;
  }

  /// All names replaced by what they stand for.
  Substitution all() {
    return expansions(name -> true);
  }

  /// What the intermediates stand for where `variable`, which may be one of them, moves by itself.
  Substitution without(Symbol variable) {
    return expansions(name -> !name.equals(variable));
  }

  private Substitution expansions(Predicate<Symbol> included) {
    Map<Symbol, Expr> others = new LinkedHashMap<>(meanings);
    others.keySet().removeIf(name -> !included.test(name));
    return Substitution.expanding(others);
  }

  /// Whether the formula moves with the variable through an intermediate.
  boolean between(Expr formula, Symbol variable) {
    return !through(formula, variable).isEmpty();
  }

  /// The intermediates in the formula that move with the variable.
  List<Symbol> through(Expr formula, Symbol variable) {
    List<Symbol> through = new ArrayList<>();
    Substitution others = without(variable);
    for (Symbol name : meanings.keySet()) {
      if (!name.equals(variable)
          && Glance.dependsOn(formula, name)
          && Glance.dependsOn(others.apply(name), variable)) {
        through.add(name);
      }
    }
    return through;
  }
}
