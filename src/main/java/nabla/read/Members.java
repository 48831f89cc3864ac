package nabla.read;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import nabla.expr.Name;
import org.jspecify.annotations.Nullable;

/// Vectors x₁, …, xₘ of one letter, as in `Σ_i (y_i − wᵀx_i)²`: letters that stand with one index
/// alone, and are vectors with it. They are the rows of a matrix of that name.
final class Members {

  /// Letters that nothing forbids to be such vectors.
  private final Set<Name> candidates = new HashSet<>();

  private final Set<Name> found = new HashSet<>();

  /// Those that are declared, each with the name in the declaration: `x_i ∈ R^n`.
  private final Map<Name, Name> declared = new HashMap<>();

  /// Notes a declared name whose subscript is an index here.
  void declare(Name family, Name member) {
    declared.putIfAbsent(family, member);
  }

  /// The declared name of one of the vectors; null where there is none.
  @Nullable Name declared(Name family) {
    return declared.get(family);
  }

  /// Looks for letters that always have one index, and for small letters with one that are declared
  /// to be matrices.
  ///
  /// @param matrices the names that are declared so
  void survey(List<Term> terms, Resolver resolver, Predicate<Name> matrices) {
    Set<Name> indexed = new HashSet<>();
    Set<Name> plain = new HashSet<>();
    for (Term root : terms) {
      for (Term term : Term.below(root)) {
        if (term instanceof Term.Entry entry
            && entry.array() instanceof Term.Variable array
            && entry.indices().size() == 1
            && !entry.fromZero()) {
          boolean letter = entry.indices().getFirst() instanceof Term.Variable;
          if (letter || (matrices.test(array.name()) && entry.ofMatrix().size() == 1)) {
            indexed.add(array.name());
          }
        }
      }
    }
    terms.forEach(root -> plain(root, plain));
    for (Name name : indexed) {
      if (matrices.test(name) && !MatrixLetters.isUpper(name)) {
        found.add(name);
        continue;
      }
      boolean open =
          !MatrixLetters.isUpper(name)
              && !name.isMarked()
              && !plain.contains(name)
              && !resolver.declaredVariables.contains(name)
              && !resolver.defined.contains(name)
              && !resolver.bound.contains(name);
      if (open) {
        candidates.add(name);
      }
      if (open && resolver.bold.contains(name)) {
        found.add(name);
      }
    }
    declared.keySet().stream().filter(candidates::contains).forEach(found::add);
  }

  /// The names that stand somewhere else than before one letter as an index.
  private static void plain(Term term, Set<Name> into) {
    if (term instanceof Term.Variable variable) {
      into.add(variable.name());
    }
    boolean member =
        term instanceof Term.Entry entry
            && entry.array() instanceof Term.Variable
            && entry.indices().size() == 1
            && !entry.fromZero();
    for (Term part : member ? term.parts().subList(1, 2) : term.parts()) {
      plain(part, into);
    }
  }

  /// Whether an entry is one of the vectors of its letter, as far as is known.
  boolean contains(Term.Entry entry) {
    return entry.array() instanceof Term.Variable array
        && entry.ofMatrix().size() == 1
        && found.contains(array.name());
  }

  /// The letters that are known to stand for such vectors.
  Set<Name> found() {
    return found;
  }

  /// Takes what looks like an entry for a vector, where nothing forbids that.
  ///
  /// @return the letter, where it is new; null otherwise
  @Nullable Name learn(Term.Entry entry) {
    return entry.array() instanceof Term.Variable array
            && candidates.contains(array.name())
            && found.add(array.name())
        ? array.name()
        : null;
  }
}
