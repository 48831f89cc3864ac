package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Matrices;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Shape;

/// Takes out what terms have in common at their left or right end: `Ax + Aᵀx = (A + Aᵀ)x`.
final class Collecting {

  private record End(Letter letter, boolean right) {}

  private final Algebra algebra;
  private final boolean leavesIdentities;

  /// Collects in an algebra that keeps sums.
  ///
  /// @param leavesIdentities whether a whole term is taken out, too: `AX + X = (A + I)X`
  Collecting(Algebra algebra, boolean leavesIdentities) {
    this.algebra = algebra;
    this.leavesIdentities = leavesIdentities;
  }

  /// The same sum, with common letters taken out as long as there are some.
  Terms of(Terms terms) {
    Terms current = terms;
    while (current.terms().size() > 1) {
      Map<End, List<Term>> groups = new LinkedHashMap<>();
      for (Term term : current.terms()) {
        if (term.word().size() > 1 || (leavesIdentities && !isSign(term.word().getFirst()))) {
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
        if (group.getValue().size() > Math.max(1, largest.size())
            && (!leavesIdentities || isTaken(group.getValue(), current))) {
          best = group.getKey();
          largest = group.getValue();
        }
      }
      if (best == null) {
        return current;
      }
      Terms fewer = taken(current, best, largest);
      if (fewer.terms().size() >= current.terms().size()) {
        return current; // what was taken out fell apart again, as padding with zeros may
      }
      Budget.check();
      current = fewer;
    }
    return current;
  }

  /// The same sum, with terms together that have the same number in front: `(bᵀx)A + (bᵀx)Aᵀ =
  /// (bᵀx)(A + Aᵀ)`.
  static Terms byNumbers(Algebra algebra, Terms terms) {
    if (terms.shape().isScalar() || terms.terms().size() < 3) {
      return terms;
    }
    Map<Expr, List<Term>> groups = new LinkedHashMap<>();
    terms
        .terms()
        .forEach(
            term -> groups.computeIfAbsent(term.scalar(), scalar -> new ArrayList<>()).add(term));
    List<Term> all = new ArrayList<>();
    groups.forEach((scalar, group) -> {
      boolean ofArrays = Dag.any(scalar, node -> algebra.numbers.meaning(node) != null);
      if (!ofArrays || group.size() < 2 || groups.size() == 1) {
        all.addAll(group);
        return;
      }
      List<Term> plain = group.stream().map(term -> term.withScalar(Num.ONE)).toList();
      all.addAll(algebra.asLetter(new Terms(terms.shape(), plain)).times(scalar).terms());
    });
    return Terms.sum(terms.shape(), all);
  }

  /// The same sum, with common letters taken out among terms that have the same number in front:
  /// `(bᵀx)Aw + (bᵀx)Aᵀw + Bw = (bᵀx)(A + Aᵀ)w + Bw`.
  Terms within(Terms terms) {
    Map<Expr, List<Term>> groups = new LinkedHashMap<>();
    for (Term term : terms.terms()) {
      groups
          .computeIfAbsent(term.scalar(), scalar -> new ArrayList<>())
          .add(term.withScalar(Num.ONE));
    }
    if (groups.size() < 2 || groups.size() == terms.terms().size()) {
      return terms;
    }
    List<Term> all = new ArrayList<>();
    groups.forEach((scalar, group) ->
        all.addAll(of(new Terms(terms.shape(), ordered(group))).times(scalar).terms()));
    return Terms.sum(terms.shape(), all);
  }

  private static boolean isSign(Letter letter) {
    return letter.is(Matrices.IDENTITY)
        || letter.is(Matrices.ONES)
        || letter.is(Matrices.DIAG)
        || letter.is(Matrices.INVERSE); // Σ⁻¹ − Σ⁻¹SΣ⁻¹ is read as it is
  }

  /// A term is taken out whole only where that leaves one product.
  private static boolean isTaken(List<Term> group, Terms terms) {
    return group.size() == terms.terms().size()
        || group.stream().allMatch(term -> term.word().size() > 1);
  }

  private Terms taken(Terms terms, End end, List<Term> group) {
    List<Term> inside = new ArrayList<>();
    for (Term term : group) {
      int size = term.word().size();
      List<Letter> rest =
          end.right ? term.word().subList(0, size - 1) : term.word().subList(1, size);
      inside.add(
          new Term(
              term.scalar(),
              rest.isEmpty() ? List.of(new Letter(Matrices.identity(inner(end)), false)) : rest));
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

  private static Dimension inner(End end) {
    Shape outer = end.letter.shape();
    return end.right ? outer.rows() : outer.columns();
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
