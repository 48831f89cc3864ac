package nabla.read;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Symbol;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Vectors x₁, …, xₘ of one letter, as in `Σ_i (y_i − wᵀx_i)²`: letters that stand with one index
/// alone, and are vectors with it. They are the rows of a matrix of that name.
final class Members {

  /// The letters with an index that a sum runs through.
  private final Set<String> summed = new HashSet<>();

  /// Those with an index that nothing binds, with it and where it stands.
  private final Map<String, Map.Entry<String, Integer>> open = new HashMap<>();

  /// Letters that nothing forbids to be such vectors.
  private final Set<Name> candidates = new HashSet<>();

  private final Set<Name> found = new HashSet<>();

  /// Those that are declared, each with the name in the declaration: `x_i ∈ R^n`.
  private final Map<Name, Name> declared = new HashMap<>();

  /// Letters that also stand alone, for a vector of their own.
  private final Set<Name> apart = new HashSet<>();

  /// Looks for sums such as `x − x_i`, which can only mean a vector and one of several of the same
  /// letter.
  ///
  /// @param running the indices that a Σ runs over
  void survey(Syntax.Total sum, Set<Name> running) {
    Set<Name> plain = new HashSet<>();
    Set<Name> indexed = new HashSet<>();
    for (Syntax term : sum.terms()) {
      Syntax inner = term instanceof Syntax.Minus minus ? minus.operand() : term;
      if (inner instanceof Syntax.Letter letter) {
        plain.add(letter.name());
      } else if (inner instanceof Syntax.Factor factor
          && factor.primary() instanceof Syntax.Letter letter
          && factor.suffixes().size() == 1
          && running.contains(index(factor.suffixes().getFirst()))) {
        indexed.add(letter.name());
      }
    }
    indexed.retainAll(plain);
    apart.addAll(indexed);
  }

  /// Takes letters for apart of which one declaration has the vector alone and one with an index,
  /// `u, u_k ∈ R^d`.
  void declareApart(Set<Name> together) {
    together.stream()
        .filter(name -> name.subscript().matches("[i-t]"))
        .map(name -> name.withSubscript(""))
        .filter(together::contains)
        .forEach(apart::add);
  }

  /// `i` of `x_i` and of `x^{(i)}`.
  private static Name index(Syntax.Suffix suffix) {
    Syntax content = suffix.content();
    String text =
        content == null
            ? null
            : suffix.type() == NablaLexer.UNDERSCORE
                ? LabelText.text(content)
                : LabelText.of(content);
    return Name.of(text == null ? "" : text.replaceAll("[()]", ""));
  }

  /// Whether a letter with an index is one of several vectors, and a vector of its own alone.
  boolean isApart(Name name) {
    return apart.contains(name);
  }

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
      if (name.isAll() && apart.contains(name.withSubscript(""))) {
        found.add(name);
        continue;
      }
      if (matrices.test(name) && !MatrixLetters.isUpper(name)) {
        found.add(name);
        continue;
      }
      boolean open =
          !MatrixLetters.isUpper(name)
              && !name.isMarked()
              && !plain.contains(name)
              && !resolver.declaredVariables.contains(name)
              && !resolver.samples.areNumbers(name)
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
            && entry.indices().size() <= 2 // x_{ij} is an entry of x_i
            && !entry.fromZero();
    for (Term part : member ? term.parts().subList(1, term.parts().size()) : term.parts()) {
      plain(part, into);
    }
  }

  /// Whether nothing forbids that what looks like an entry is one of several vectors.
  boolean mayContain(Term.Entry entry) {
    return entry.array() instanceof Term.Variable array
        && entry.indices().size() == 1
        && candidates.contains(array.name());
  }

  /// Whether an entry is one of the vectors of its letter, as far as is known, or the derivative by
  /// one, `∂J/∂μ_k`.
  boolean contains(Term.Entry entry) {
    Name array =
        switch (entry.array()) {
          case Term.Variable variable -> variable.name();
          case Term.Differentiated derivative -> derivative.variable();
          default -> null;
        };
    return array != null && entry.ofMatrix().size() == 1 && found.contains(array);
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

  /// Notes that a letter with an index is one of several vectors, and of one whose index nothing
  /// binds, that it may be any of them.
  void note(Resolver resolver, Term.Entry entry, Symbol all, Expr index) {
    String letter = (all.name().isAll() ? all.name().withSubscript("") : all.name()).toString();
    resolver.notes.addOnce(
        resolver.source,
        entry.at(),
        letter + " with an index is read as a vector, one of the rows of a matrix " + all);
    if (index instanceof Symbol one && !resolver.summed.contains(one.name())) {
      open.putIfAbsent(letter, Map.entry(index.toString(), entry.at()));
    } else if (!(index instanceof Num)) {
      summed.add(letter);
    }
    Map.Entry<String, Integer> free = summed.contains(letter) ? open.get(letter) : null;
    if (free != null) {
      String name = letter + "_" + free.getKey();
      resolver.notes.addOnce(
          resolver.source,
          free.getValue(),
          name
              + " is one of those that the sum runs over; where it is none of them, declare "
              + name
              + " ∈ R^n");
    }
  }
}
