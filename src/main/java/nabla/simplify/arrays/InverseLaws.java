package nabla.simplify.arrays;

import java.util.List;
import nabla.catalogue.Matrices;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// The inverse of a product that has none of its factors' inverses, since these are not square:
/// `(XᵀX)⁻¹ XᵀX` and `XᵀX (XᵀX)⁻¹` are the identity, `X(XᵀX)⁻¹Xᵀ` is not.
final class InverseLaws {

  private final Algebra algebra;

  InverseLaws(Algebra algebra) {
    this.algebra = algebra;
  }

  /// Whether a letter is the inverse of more than one letter.
  static boolean concerns(Letter letter) {
    Expr inside = letter.is(Matrices.INVERSE) ? letter.atom().child(0) : null;
    return inside instanceof Product || inside instanceof Quotient || inside instanceof Negate;
  }

  /// Leaves out the inverses that stand beside what they are the inverses of.
  ///
  /// @return the number in front, divided by those in the products that went
  Expr apply(Expr scalar, List<Letter> word) {
    Expr front = scalar;
    for (int i = 0; i < word.size(); i++) {
      Term product = concerns(word.get(i)) ? product(word.get(i)) : null;
      int length = product == null ? 0 : product.word().size();
      int from = product == null ? -1 : place(word, i, product.word());
      if (product != null && from >= 0) {
        word.subList(from, from + length + 1).clear();
        front = Canonical.product(front, Canonical.power(product.scalar(), -1));
        i = -1;
      }
    }
    return front;
  }

  /// Where an inverse and the product begin that stands before or behind it; −1 where none does.
  private static int place(List<Letter> word, int inverse, List<Letter> product) {
    int length = product.size();
    int behind = inverse + 1 + length;
    if (behind <= word.size() && word.subList(inverse + 1, behind).equals(product)) {
      return inverse;
    }
    int before = inverse - length;
    return before >= 0 && word.subList(before, inverse).equals(product) ? before : -1;
  }

  /// The product of which a letter is the inverse; null where it is the inverse of one letter or of
  /// a sum.
  private @Nullable Term product(Letter inverse) {
    Terms terms = algebra.of(inverse.atom().child(0));
    if (!terms.isSingle() || terms.terms().getFirst().word().size() < 2) {
      return null;
    }
    return inverse.transposed() ? terms.turned().terms().getFirst() : terms.terms().getFirst();
  }
}
