package nabla.simplify.arrays;

import java.util.List;
import nabla.catalogue.Blocks;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Shape;
import nabla.expr.Sum;
import org.jspecify.annotations.Nullable;

/// Arrays made of blocks: `[A, B] [C; D] = AC + BD`, and `[A; B]ᵀ = [Aᵀ, Bᵀ]`.
final class BlockLaws {

  private final Algebra algebra;

  BlockLaws(Algebra algebra) {
    this.algebra = algebra;
  }

  static boolean concerns(Letter letter) {
    return isBlocks(letter) || Selections.concerns(letter);
  }

  private static boolean isBlocks(Letter letter) {
    return letter.is(Blocks.BELOW) || letter.is(Blocks.BESIDE);
  }

  /// Applies what fits to neighbours, until nothing does; the number that comes in front.
  Expr apply(List<Letter> word) {
    Expr number = Num.ONE;
    for (int i = 0; i + 1 < word.size(); ) {
      Terms product = product(word.get(i), word.get(i + 1));
      if (product == null) {
        i++;
        continue;
      }
      if (product.isZero()) {
        return Num.ZERO;
      }
      word.remove(i + 1);
      word.remove(i);
      if (product.isSingle()) {
        number = nabla.simplify.Canonical.product(number, product.terms().getFirst().scalar());
        word.addAll(i, product.terms().getFirst().word());
      } else {
        word.add(i, new Letter(algebra.spell(product), false));
      }
      i = Math.max(0, i - 1);
    }
    return number;
  }

  /// Rows of a function of entries, or columns of one; null for anything else.
  private @Nullable Terms ofEntries(Letter a, Letter b) {
    boolean rows = Selections.concerns(a) && !a.transposed();
    boolean columns = Selections.concerns(b) && b.transposed();
    if (rows == columns) {
      return null;
    }
    Letter array = rows ? b : a;
    Expr form = algebra.entries.form(array.atom());
    Letter selection = rows ? a : b.turned();
    boolean number = Shape.of(a.shape().rows(), b.shape().columns()).isScalar();
    if (form == null || number) {
      return null;
    }
    Terms part =
        algebra.entries.part(form, array.atom().shape(), selection, rows != array.transposed());
    return array.transposed() ? part.turned() : part;
  }

  private @Nullable Terms product(Letter a, Letter b) {
    Terms selected = Selections.product(a, b);
    selected = selected == null ? ofEntries(a, b) : selected;
    if (selected != null) {
      return selected;
    }
    if (isBelow(a) && isBelow(b)) {
      Expr upper = Product.of(part(a, 0), b.expression());
      Expr lower = Product.of(part(a, 1), b.expression());
      return algebra.of(Apply.of(Blocks.BELOW, upper, lower));
    }
    boolean left = a.transposed() ? a.is(Blocks.BELOW) : a.is(Blocks.BESIDE);
    boolean right = b.transposed() ? b.is(Blocks.BESIDE) : b.is(Blocks.BELOW);
    if (!left || !right) {
      return null;
    }
    Expr first = part(a, 0);
    Expr second = part(a, 1);
    Expr upper = part(b, 0);
    Expr lower = part(b, 1);
    return first.shape().columns().equals(upper.shape().rows())
        ? algebra.of(Sum.of(Product.of(first, upper), Product.of(second, lower)))
        : null;
  }

  /// `[I; 0]ᵀ` as `[I, 0]`: blocks that are the identity or 0 need no sign of a transpose.
  static Letter upright(Letter letter) {
    boolean constant =
        letter.transposed()
            && isBlocks(letter)
            && letter.atom().children().stream().allMatch(BlockLaws::isConstant);
    return constant ? new Letter(turned(letter.atom()), false) : letter;
  }

  private static boolean isConstant(Expr block) {
    return block instanceof Apply apply
        && (apply.operator() == Matrices.IDENTITY
            || apply.operator() == Matrices.ZEROS
            || (isBlocks(new Letter(block, false))
                && apply.children().stream().allMatch(BlockLaws::isConstant)));
  }

  private static Expr turned(Expr block) {
    Apply apply = (Apply) block;
    if (apply.operator() == Matrices.IDENTITY) {
      return block;
    }
    if (apply.operator() == Matrices.ZEROS) {
      return Matrices.zeros(block.shape().transposed());
    }
    return Apply.of(
        apply.operator() == Blocks.BELOW ? Blocks.BESIDE : Blocks.BELOW,
        turned(apply.child(0)),
        turned(apply.child(1)));
  }

  private static boolean isBelow(Letter letter) {
    return letter.is(Blocks.BELOW) && !letter.transposed();
  }

  private static Expr part(Letter stack, int index) {
    Expr block = stack.atom().child(index);
    return stack.transposed() && !block.isScalar() ? Apply.of(Matrices.TRANSPOSE, block) : block;
  }
}
