package nabla.read;

import java.util.ArrayList;
import java.util.List;
import nabla.read.grammar.NablaLexer;

/// Tells subscripts that are indices from those that are part of a name.
final class Indices {

  private Indices() {}

  /// The indices of `x_i`, `A_{ij}`, `A_{i,j}`, `x_{i+1}`, one by one.
  static List<Syntax> split(Syntax content) {
    List<Syntax> indices = new ArrayList<>();
    if (content instanceof Syntax.Group group && group.bracket() == NablaLexer.LBRACE) {
      for (Syntax cell : group.rows().getFirst()) {
        if (cell instanceof Syntax.Sequence sequence
            && sequence.items().stream().allMatch(Indices::isLetter)) {
          indices.addAll(sequence.items());
        } else {
          indices.add(cell);
        }
      }
    } else {
      indices.add(content);
    }
    return indices;
  }

  /// Whether all that stands below are index letters, numbers, or index letters with a number
  /// added.
  static boolean isIndexList(Syntax content) {
    for (Syntax index : split(content)) {
      boolean fits =
          index instanceof Syntax.Digits
              || isLetter(index)
              || (index instanceof Syntax.Total total
                  && total.terms().stream().allMatch(Indices::isTerm))
              || isTerm(index);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /// A number, a letter, or a multiple of one: `2i`.
  private static boolean isTerm(Syntax term) {
    return term instanceof Syntax.Digits
        || isLetter(term)
        || (term instanceof Syntax.Sequence product
            && product.items().stream().allMatch(Indices::isTerm))
        || (term instanceof Syntax.Group group && isSum(group));
  }

  /// `(i − 1)`
  private static boolean isSum(Syntax.Group group) {
    return group.bracket() == NablaLexer.LPAREN
        && group.rows().size() == 1
        && group.rows().getFirst().size() == 1
        && group.rows().getFirst().getFirst() instanceof Syntax.Total total
        && total.terms().stream().allMatch(Indices::isTerm);
  }

  private static boolean isLetter(Syntax syntax) {
    return syntax instanceof Syntax.Letter letter
        && letter.name().subscript().isEmpty()
        && letter.name().base().length() == 1
        && !letter.quoted();
  }
}
