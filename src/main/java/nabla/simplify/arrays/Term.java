package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Expr;

/// A number times a product of letters.
///
/// @param scalar the number, canonical, with placeholders for the numbers that arrays make
/// @param word the letters, in order; none for a number
record Term(Expr scalar, List<Letter> word) {

  /// The transpose: the letters backwards, each turned.
  Term turned() {
    List<Letter> backwards = new ArrayList<>();
    for (Letter letter : word.reversed()) {
      backwards.add(letter.turned());
    }
    return new Term(scalar, List.copyOf(backwards));
  }

  Term withScalar(Expr other) {
    return new Term(other, word);
  }
}
