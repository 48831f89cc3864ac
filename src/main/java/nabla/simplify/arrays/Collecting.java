package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Shape;

/// Takes out what terms have in common at their left or right end: `Ax + Aᵀx = (A + Aᵀ)x`.
final class Collecting {

  private record End(Letter letter, boolean right) {}

  private final Algebra algebra;

  Collecting(Algebra algebra) {
    this.algebra = algebra;
  }

  /// The same sum, with common letters taken out as long as there are some.
  Terms of(Terms terms) {
    Terms current = terms;
    while (current.terms().size() > 1) {
      Map<End, List<Term>> groups = new LinkedHashMap<>();
      for (Term term : current.terms()) {
        if (term.word().size() > 1) {
          groups
              .computeIfAbsent(new End(term.word().getFirst(), false), end -> new ArrayList<>())
              .add(term);
          groups
              .computeIfAbsent(new End(term.word().getLast(), true), end -> new ArrayList<>())
              .add(term);
        }
      }
      End best = null;
      List<Term> largest = List.of();
      for (Map.Entry<End, List<Term>> group : groups.entrySet()) {
        if (group.getValue().size() > Math.max(1, largest.size())) {
          best = group.getKey();
          largest = group.getValue();
        }
      }
      if (best == null) {
        return current;
      }
      current = taken(current, best, largest);
    }
    return current;
  }

  private Terms taken(Terms terms, End end, List<Term> group) {
    List<Term> inside = new ArrayList<>();
    for (Term term : group) {
      int size = term.word().size();
      inside.add(
          new Term(
              term.scalar(),
              end.right ? term.word().subList(0, size - 1) : term.word().subList(1, size)));
    }
    Shape outer = end.letter.shape();
    Shape shape =
        end.right
            ? Shape.of(terms.shape().rows(), outer.rows())
            : Shape.of(outer.columns(), terms.shape().columns());
    Terms sum = of(Terms.sum(shape, ordered(inside)));
    Terms letter = Terms.of(outer, List.of(end.letter));
    Terms product = end.right ? algebra.times(sum, letter) : algebra.times(letter, sum);
    List<Term> all = new ArrayList<>();
    for (Term term : terms.terms()) {
      if (term.equals(group.getFirst())) {
        all.addAll(product.terms());
      } else if (!group.contains(term)) {
        all.add(term);
      }
    }
    return Terms.sum(terms.shape(), all);
  }

  /// A before Aᵀ where both stand in a sum; else as derived.
  private static List<Term> ordered(List<Term> terms) {
    List<Term> ordered = new ArrayList<>(terms);
    for (int i = 0; i < ordered.size(); i++) {
      Term turned = ordered.get(i).turned();
      int other = ordered.indexOf(turned);
      if (other > i && Words.compare(turned.word(), ordered.get(i).word()) < 0) {
        ordered.set(other, ordered.get(i));
        ordered.set(i, turned);
      }
    }
    return ordered;
  }
}
