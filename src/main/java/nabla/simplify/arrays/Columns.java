package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Blocks;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Shape;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// What a column `e_i` of the identity takes out of what it meets: `xᵀe_i = x_i` and `x ⊙ e_i = x_i
/// e_i`; a one-hot vector y is one of them, `x ⊙ y = (xᵀy) y`.
final class Columns {

  private Columns() {}

  /// The entry that a row times such a column, or the reverse, is; null for any other word.
  static @Nullable Expr entry(List<Letter> word) {
    if (word.size() != 2) {
      return null;
    }
    boolean first = word.getFirst().is(Blocks.UNIT);
    Letter unit = first ? word.getFirst() : word.getLast();
    Letter vector = first ? word.getLast() : word.getFirst();
    return unit.is(Blocks.UNIT) && !vector.is(Blocks.UNIT) && vector.atom().shape().isVector()
        ? Apply.of(Matrices.ENTRY, vector.atom(), unit.atom().child(0))
        : null;
  }

  /// `x ⊙ y/(xᵀy)` as y where y is one-hot; the term as it is otherwise.
  static Terms oneHot(Term term, Shape shape, Algebra algebra) {
    Terms same = new Terms(shape, List.of(term));
    Expr form =
        term.word().size() == 1 ? algebra.entries.form(term.word().getFirst().atom()) : null;
    if (term.scalar() instanceof Num || !(form instanceof Product two) || two.arity() != 2) {
      return same;
    }
    for (int i = 0; i < 2; i++) {
      Expr hot = algebra.entries.places.meaning(two.child(i));
      Expr other = algebra.entries.places.meaning(two.child(1 - i));
      if (hot == null || other == null || !algebra.facts().isOwnSquare(hot)) {
        continue;
      }
      for (Expr inner : List.of(inner(hot, other), inner(other, hot))) {
        Symbol number = algebra.numbers.known(inner);
        Expr below = number == null ? null : Canonical.power(number, -1);
        if (number != null
            && below != null
            && (term.scalar().equals(below) || term.scalar().children().contains(below))) {
          return Terms.letter(hot).times(Canonical.product(term.scalar(), number));
        }
      }
    }
    return same;
  }

  /// `vec(e_i e_jᵀ)` as the column `e_k` with k = i + (j − 1)m, for m rows; null for anything else.
  static @Nullable Terms vec(Terms matrix) {
    List<Term> columns = new ArrayList<>();
    Dimension rows = matrix.shape().rows();
    Dimension size = rows.times(matrix.shape().columns());
    for (Term term : matrix.terms()) {
      List<Letter> word = term.word();
      if (word.size() != 2
          || !word.getFirst().is(Blocks.UNIT)
          || !word.getLast().is(Blocks.UNIT)
          || word.getFirst().transposed()
          || !word.getLast().transposed()) {
        return null;
      }
      Dimension row = Dimensions.polynomial(word.getFirst().atom().child(0));
      Dimension column = Dimensions.polynomial(word.getLast().atom().child(0));
      Dimension place = row.plus(Dimensions.minus(column, Dimension.ONE).times(rows));
      Expr unit = Apply.of(Blocks.UNIT, Dimensions.expression(place), Dimensions.expression(size));
      columns.add(new Term(term.scalar(), List.of(new Letter(unit, false))));
    }
    return columns.isEmpty() ? null : Terms.sum(Shape.vector(size), columns);
  }

  private static Expr inner(Expr row, Expr column) {
    return Product.of(Apply.of(Matrices.TRANSPOSE, row), column);
  }

  /// The product of entries of vectors with an entry of such a column, `f(x) ⊙ e_i`; null where
  /// none of the factors is one.
  static @Nullable Terms product(List<Expr> factors, Algebra algebra) {
    Placeholders places = algebra.entries.places;
    for (Expr factor : factors) {
      if (!(places.meaning(factor) instanceof Apply unit && unit.operator() == Blocks.UNIT)) {
        continue;
      }
      List<Expr> others = new ArrayList<>(factors);
      others.remove(factor);
      Expr rest = Canonical.product(others);
      Map<Expr, Expr> entries = new HashMap<>();
      for (Expr node : Dag.of(rest).nodes()) {
        Expr vector = places.meaning(node);
        if (vector != null) {
          entries.put(node, algebra.named(Apply.of(Matrices.ENTRY, vector, unit.child(0))));
        }
      }
      Expr number = Canonical.of(Substitution.of(entries).apply(rest));
      return Terms.letter(unit).times(number);
    }
    return null;
  }
}
