package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// Formulas of one entry in which an array stands beside its own summands, as r = Xw − y beside Xw
/// and y: what cancels between them is seen once one of them is written by the others.
final class RelatedEntries {

  private final Algebra algebra;

  RelatedEntries(Algebra algebra) {
    this.algebra = algebra;
  }

  /// The same formula with one array less in it, in each way; none where no array is a sum of
  /// others.
  List<Expr> others(Expr form) {
    Map<Symbol, Terms> arrays = new LinkedHashMap<>();
    for (Expr node : Dag.of(form).nodes()) {
      Expr meaning = algebra.entries.places.meaning(node);
      if (meaning != null && node instanceof Symbol place) {
        arrays.put(place, algebra.expanded(meaning));
      }
    }
    List<Expr> others = new ArrayList<>();
    arrays.forEach((whole, terms) -> {
      Map<Symbol, Expr> summands = terms.isSingle() ? null : summands(terms, arrays);
      if (summands != null) {
        others.add(with(form, whole, combination(summands)));
        summands.forEach((summand, number) -> {
          if (number instanceof Num) {
            others.add(with(form, summand, solved(whole, summands, summand)));
          }
        });
      }
    });
    return others;
  }

  /// Each summand with the number in front; null unless all of them are arrays in the formula.
  private static @Nullable Map<Symbol, Expr> summands(Terms whole, Map<Symbol, Terms> arrays) {
    Map<Symbol, Expr> summands = new LinkedHashMap<>();
    for (Term term : whole.terms()) {
      arrays.forEach((place, terms) -> {
        if (terms.isSingle() && terms.terms().getFirst().word().equals(term.word())) {
          Expr own = terms.terms().getFirst().scalar();
          summands.putIfAbsent(place, Canonical.quotient(term.scalar(), own));
        }
      });
    }
    return summands.size() == whole.terms().size() && !summands.isEmpty() ? summands : null;
  }

  private static Expr combination(Map<Symbol, Expr> summands) {
    List<Expr> parts = new ArrayList<>();
    summands.forEach((place, number) -> parts.add(Canonical.product(number, place)));
    return Canonical.sum(parts);
  }

  /// One summand by the whole and the other summands.
  private static Expr solved(Symbol whole, Map<Symbol, Expr> summands, Symbol wanted) {
    Map<Symbol, Expr> rest = new LinkedHashMap<>(summands);
    Expr number = Objects.requireNonNull(rest.remove(wanted));
    Expr difference = Canonical.sum(List.of(whole, Canonical.negate(combination(rest))));
    return Canonical.quotient(difference, number);
  }

  private static Expr with(Expr form, Symbol place, Expr value) {
    return Canonical.of(Substitution.of(Map.of(place, value)).apply(form));
  }
}
