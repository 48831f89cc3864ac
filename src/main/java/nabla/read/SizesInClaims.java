package nabla.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import nabla.expr.Dimension;
import nabla.expr.Name;

/// The n that a claim about square matrices of no declared size has beside numbers: in `det(cA) =
/// cⁿ det(A)` and `tr(A) ≥ n det(A)^(1/n)` it is their size. It stays a number where it is the
/// exponent of a matrix or of its determinant, or multiplies a matrix.
final class SizesInClaims {

  private static final Set<String> SIZES = Set.of("n", "N");

  private final SizeLetters letters;
  private final Kinds kinds;
  private final List<Term.Variable> found = new ArrayList<>();
  private final Set<Name> excluded = new HashSet<>();

  SizesInClaims(SizeLetters letters, Kinds kinds) {
    this.letters = letters;
    this.kinds = kinds;
  }

  /// Names the one size that is open, where the formula is a claim in which one letter stands for
  /// it.
  void settle(Axes axes, Term formula) {
    Set<Axis> open = openSizes(axes, formula);
    if (open.isEmpty() || !(formula instanceof Term.Related || formula instanceof Term.Joined)) {
      return;
    }
    find(formula);
    List<Name> names = found.stream().map(Term.Variable::name).distinct().toList();
    if (names.size() == 1 && open.size() == 1 && excluded.isEmpty()) {
      Axis size = open.iterator().next();
      letters.remarkSize(found.getFirst(), size);
      size.name(Dimension.named(names.getFirst().toString()));
    } else if (!names.isEmpty()) {
      letters.remarkApart(found.getFirst());
    }
  }

  /// Those of square matrices in the formula.
  private static Set<Axis> openSizes(Axes axes, Term formula) {
    Set<Axis> open = Collections.newSetFromMap(new IdentityHashMap<>());
    axes.names()
        .forEach((name, pair) -> {
          boolean square = pair.rows().root() == pair.columns().root();
          if (square && pair.rows().size() == null && Term.mentions(formula, name)) {
            open.add(pair.rows().root());
          }
        });
    return open;
  }

  private void find(Term term) {
    switch (term) {
      case Term.Variable letter -> {
        if (SIZES.contains(letter.name().toString()) && letters.isOpen(letter.name())) {
          found.add(letter);
        }
      }
      case Term.Raised raised -> {
        boolean letter = raised.exponent() instanceof Term.Variable;
        if (kinds.of(raised.base()).isArray() || (letter && hasArray(raised.base()))) {
          exclude(raised.exponent());
        }
        raised.parts().forEach(this::find);
      }
      case Term.Over over -> {
        if (kinds.of(over.numerator()).isArray()) {
          exclude(over.denominator());
        }
        over.parts().forEach(this::find);
      }
      case Term.Times times -> {
        boolean arrays = times.factors().stream().anyMatch(factor -> kinds.of(factor).isArray());
        for (Term factor : times.factors()) {
          if (arrays && !kinds.of(factor).isArray()) {
            exclude(factor);
          }
        }
        times.factors().forEach(this::find);
      }
      case Term.Entry entry -> {
        entry.indices().forEach(this::exclude);
        find(entry.array());
      }
      case Term.Differentiated derivative -> {
        excluded.add(derivative.variable());
        find(derivative.body());
      }
      default -> term.parts().forEach(this::find);
    }
  }

  private boolean hasArray(Term term) {
    return Term.below(term).stream().anyMatch(part -> kinds.of(part).isArray());
  }

  private void exclude(Term term) {
    for (Term part : Term.below(term)) {
      if (part instanceof Term.Variable letter && SIZES.contains(letter.name().toString())) {
        excluded.add(letter.name());
      }
    }
  }
}
