package nabla.simplify.arrays;

import java.util.List;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Power;
import nabla.expr.Shape;

/// One factor of a matrix product: an array that is no product itself, or its transpose.
record Letter(Expr atom, boolean transposed) {

  Shape shape() {
    return transposed ? atom.shape().transposed() : atom.shape();
  }

  Letter turned() {
    return new Letter(atom, !transposed);
  }

  boolean is(Object operator) {
    return atom instanceof Apply apply && apply.operator() == operator;
  }

  /// Whether the product of this and the next is the identity.
  boolean cancels(Letter next) {
    return transposed == next.transposed
        && (isInverseOf(atom, next.atom) || isInverseOf(next.atom, atom));
  }

  private static boolean isInverseOf(Expr inverse, Expr other) {
    return inverse instanceof Apply apply
        && apply.operator() == Matrices.INVERSE
        && apply.argument().equals(other);
  }

  /// How often it stands at a place of a word and right behind that.
  int repeats(List<Letter> word, int place) {
    int end = place;
    while (end < word.size() && word.get(end).equals(this)) {
      end++;
    }
    return end - place;
  }

  /// Several of it beside each other, as a power: `X⁻²` of two inverses.
  ///
  /// @param once how it is written by itself
  static Expr power(Expr once, int count) {
    return count == 1
        ? once
        : once instanceof Apply inverse && inverse.operator() == Matrices.INVERSE
            ? Power.of(inverse.argument(), -count)
            : Power.of(once, count);
  }

  Expr expression() {
    return transposed ? Apply.of(Matrices.TRANSPOSE, atom) : atom;
  }
}
