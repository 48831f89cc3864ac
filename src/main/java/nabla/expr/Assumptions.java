package nabla.expr;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What is taken to be true of the variables: relations (`x > 0`, `1ᵀy = 1`), and variables that
/// are integers. Nothing is assumed that was not stated.
public final class Assumptions {

  /// Nothing is known.
  public static final Assumptions NONE = new Assumptions(List.of(), Set.of());

  private final List<Expr> facts;
  private final Set<Symbol> integers;

  private Assumptions(List<Expr> facts, Set<Symbol> integers) {
    this.facts = facts;
    this.integers = integers;
  }

  /// These, and that `fact` (a condition) holds.
  public Assumptions and(Expr fact) {
    if (facts.contains(fact)) {
      return this;
    }
    List<Expr> more = new ArrayList<>(facts);
    more.add(fact);
    return new Assumptions(List.copyOf(more), integers);
  }

  /// These, and that `variable` is an integer.
  public Assumptions andInteger(Symbol variable) {
    Set<Symbol> more = new LinkedHashSet<>(integers);
    more.add(variable);
    return new Assumptions(facts, Set.copyOf(more));
  }

  /// These and those.
  public Assumptions and(Assumptions others) {
    Assumptions all = this;
    for (Expr fact : others.facts) {
      all = all.and(fact);
    }
    for (Symbol variable : others.integers) {
      all = all.andInteger(variable);
    }
    return all;
  }

  /// The conditions that hold.
  public List<Expr> facts() {
    return facts;
  }

  /// The variables that are integers.
  public Set<Symbol> integers() {
    return integers;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Assumptions other
        && facts.equals(other.facts)
        && integers.equals(other.integers);
  }

  @Override
  public int hashCode() {
    return 31 * facts.hashCode() + integers.hashCode();
  }
}
