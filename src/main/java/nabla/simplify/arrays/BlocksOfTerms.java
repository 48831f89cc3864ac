package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import nabla.catalogue.Matrices;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Shape;
import org.jspecify.annotations.Nullable;

/// Sums whose terms fill different rows, or different columns, of an array: they are its blocks.
final class BlocksOfTerms {

  private BlocksOfTerms() {}

  /// Terms that stand in parts of their own, as blocks: `[u; 0] + [0; v] = [u; v]`; null where they
  /// do not all.
  ///
  /// @param rows whether the parts are rows of the array, not columns
  /// @param spelling the expression of a sum of words
  static @Nullable Expr of(Terms terms, boolean rows, Function<Terms, Expr> spelling) {
    Map<Letter, List<Term>> inside = new LinkedHashMap<>();
    for (Term term : terms.terms()) {
      Term turned = rows ? term : term.turned();
      Letter pad = turned.word().isEmpty() ? null : Selections.pad(turned.word().getFirst());
      if (pad == null) {
        return null;
      }
      List<Letter> rest = turned.word().subList(1, turned.word().size());
      Term own =
          new Term(
              term.scalar(),
              rest.isEmpty()
                  ? List.of(new Letter(Matrices.identity(pad.shape().columns()), false))
                  : List.copyOf(rest));
      inside.computeIfAbsent(pad, any -> new ArrayList<>()).add(rows ? own : own.turned());
    }
    if (inside.size() < 2 && !Selections.isPadded(terms.terms().getFirst(), rows)) {
      return null;
    }
    List<Letter> pads = List.copyOf(inside.keySet());
    List<Expr> parts = new ArrayList<>();
    inside.forEach((pad, own) -> {
      Dimension size = pad.shape().columns();
      Shape shape =
          rows ? Shape.of(size, terms.shape().columns()) : Shape.of(terms.shape().rows(), size);
      parts.add(spelling.apply(Terms.sum(shape, own)));
    });
    return Selections.joined(pads, parts, rows);
  }
}
