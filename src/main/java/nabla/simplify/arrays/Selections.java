package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Blocks;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Product;
import nabla.expr.Shape;
import org.jspecify.annotations.Nullable;

/// Parts of arrays as products: `X[a:b, :] = S X` with the rows S of the identity, `S = [0, I, 0]`,
/// and `Sᵀ Y = [0; Y; 0]`. So the laws of products are theirs, and they are written as parts and as
/// blocks again.
final class Selections {

  private Selections() {}

  /// Rows `from` to before `to` of the identity of so many rows.
  private record Part(Dimension all, Dimension from, Dimension to) {

    Dimension size() {
      return Dimensions.minus(to, from);
    }

    Dimension after() {
      return Dimensions.minus(all, to);
    }
  }

  /// The rows of the identity that take a part.
  static Letter selection(Dimension all, Dimension from, Dimension to) {
    Expr identity = Matrices.identity(all);
    boolean whole = from.terms().isEmpty() && to.equals(all);
    return new Letter(
        whole
            ? identity
            : Apply.of(
                Blocks.ROWS, identity, Dimensions.expression(from), Dimensions.expression(to)),
        false);
  }

  /// Whether a letter is such rows, or the transpose of them.
  static boolean concerns(Letter letter) {
    return letter.is(Blocks.ROWS)
        && letter.atom().child(0) instanceof Apply apply
        && apply.operator() == Matrices.IDENTITY;
  }

  private static boolean takes(Letter letter) {
    return concerns(letter) && !letter.transposed();
  }

  private static boolean pads(Letter letter) {
    return concerns(letter) && letter.transposed();
  }

  private static Part part(Letter letter) {
    return new Part(
        letter.atom().child(0).shape().rows(),
        Dimensions.polynomial(letter.atom().child(1)),
        Dimensions.polynomial(letter.atom().child(2)));
  }

  private static boolean isAtMost(Dimension small, Dimension large) {
    return Dimensions.isNeverNegative(Dimensions.minus(large, small));
  }

  /// The product of two neighbours; null where no law is known of them.
  static @Nullable Terms product(Letter a, Letter b) {
    Shape shape = Shape.of(a.shape().rows(), b.shape().columns());
    List<Letter> forward = word(a, b);
    if (forward != null) {
      return forward.isEmpty() ? new Terms(shape, List.of()) : Terms.of(shape, forward);
    }
    List<Letter> backward = word(b.turned(), a.turned());
    return backward == null
        ? null
        : backward.isEmpty()
            ? new Terms(shape, List.of())
            : Terms.of(shape.transposed(), backward).turned();
  }

  /// The word for rows of an array; empty for zero, null where no law is known.
  private static @Nullable List<Letter> word(Letter a, Letter b) {
    if (!takes(a)) {
      return null;
    }
    Part part = part(a);
    if (takes(b)) {
      Part inner = part(b);
      return List.of(selection(inner.all, inner.from.plus(part.from), inner.from.plus(part.to)));
    }
    if (pads(b)) {
      return overlap(part, part(b));
    }
    if (b.is(Matrices.ONES)) {
      Expr ones = Matrices.ones(Shape.of(part.size(), b.shape().columns()));
      return List.of(new Letter(ones, false));
    }
    if (b.is(Blocks.BELOW) && !b.transposed()) {
      return ofBlocks(part, b.atom().child(0), b.atom().child(1), false);
    }
    if (b.is(Blocks.BESIDE) && b.transposed()) {
      return ofBlocks(part, b.atom().child(0), b.atom().child(1), true);
    }
    return b.is(Blocks.UNIT) && !b.transposed() ? unit(part, b.atom()) : null;
  }

  /// `S Tᵀ` where both take rows of one identity: the rows that both take.
  private static @Nullable List<Letter> overlap(Part one, Part other) {
    if (isAtMost(one.to, other.from) || isAtMost(other.to, one.from)) {
      return List.of();
    }
    Dimension from = larger(one.from, other.from);
    Dimension to = smaller(one.to, other.to);
    if (from == null || to == null) {
      return null;
    }
    List<Letter> word = new ArrayList<>();
    word.add(inside(one, from, to).turned());
    word.add(inside(other, from, to));
    return word;
  }

  private static Letter inside(Part part, Dimension from, Dimension to) {
    return selection(
        part.size(), Dimensions.minus(from, part.from), Dimensions.minus(to, part.from));
  }

  private static @Nullable Dimension larger(Dimension a, Dimension b) {
    return isAtMost(a, b) ? b : isAtMost(b, a) ? a : null;
  }

  private static @Nullable Dimension smaller(Dimension a, Dimension b) {
    return isAtMost(a, b) ? a : isAtMost(b, a) ? b : null;
  }

  /// Rows of two blocks that lie in one of them.
  private static @Nullable List<Letter> ofBlocks(
      Part part, Expr upper, Expr lower, boolean transposed) {
    Shape shape = transposed ? upper.shape().transposed() : upper.shape();
    Dimension border = shape.rows();
    if (isAtMost(part.to, border)) {
      return rows(border, part.from, part.to, new Letter(upper, transposed));
    }
    if (isAtMost(border, part.from)) {
      return rows(
          part.after().plus(Dimensions.minus(part.to, border)),
          Dimensions.minus(part.from, border),
          Dimensions.minus(part.to, border),
          new Letter(lower, transposed));
    }
    return null;
  }

  private static @Nullable List<Letter> rows(
      Dimension all, Dimension from, Dimension to, Letter block) {
    if (block.atom().isScalar()) {
      return null;
    }
    if (block.is(Matrices.ZEROS)) {
      return List.of();
    }
    return List.of(selection(all, from, to), block);
  }

  /// Rows of a column of the identity.
  private static @Nullable List<Letter> unit(Part part, Expr unit) {
    Dimension place = Dimensions.polynomial(unit.child(0));
    if (isAtMost(place, part.from) || isAtMost(part.to.plus(Dimension.ONE), place)) {
      return List.of();
    }
    boolean inside = isAtMost(part.from.plus(Dimension.ONE), place) && isAtMost(place, part.to);
    return inside && !part.size().equals(Dimension.ONE)
        ? List.of(
            new Letter(
                Apply.of(
                    Blocks.UNIT,
                    Dimensions.expression(Dimensions.minus(place, part.from)),
                    Dimensions.expression(part.size())),
                false))
        : null;
  }

  /// A word as it is written: parts in place of the rows of the identity beside what they take a
  /// part of; those at its ends that pad it with zeros stay.
  static List<Letter> bound(List<Letter> word) {
    if (word.stream().noneMatch(Selections::concerns)) {
      return word;
    }
    List<Letter> bound = new ArrayList<>();
    for (int i = 0; i < word.size(); i++) {
      Letter letter = word.get(i);
      boolean last = i + 1 == word.size();
      if (takes(letter) && !last && !concerns(word.get(i + 1))) {
        letter = taken(part(letter), word.get(++i), true);
      } else if (concerns(letter)) {
        bound.add(letter);
        continue;
      }
      if (i + 1 < word.size() && pads(word.get(i + 1)) && !letter.atom().isScalar()) {
        letter = taken(part(word.get(++i)), letter, false);
      }
      bound.add(letter);
    }
    return bound;
  }

  private static Letter taken(Part part, Letter letter, boolean rows) {
    Expr taken =
        rows == letter.transposed()
            ? Blocks.columns(letter.atom(), part.from, part.to)
            : Blocks.rows(letter.atom(), part.from, part.to);
    return new Letter(taken, letter.transposed() && !taken.isScalar());
  }

  /// A word as an expression, where it stands in a number.
  static Expr product(List<Letter> word) {
    List<Letter> letters = bound(word);
    List<Expr> factors = new ArrayList<>();
    for (int i = 0; i < letters.size(); ) {
      Letter letter = letters.get(i);
      int count =
          letter.is(Matrices.INVERSE) && !letter.transposed() ? letter.repeats(letters, i) : 1;
      factors.add(Letter.power(letter.expression(), count));
      i += count;
    }
    return Product.of(factors);
  }

  /// A single row of the identity, or its transpose, by its name; null for several rows.
  static @Nullable Expr unit(Letter letter) {
    Part part = part(letter);
    if (!part.size().equals(Dimension.ONE)) {
      return null;
    }
    Expr unit =
        Apply.of(Blocks.UNIT, Dimensions.expression(part.to), Dimensions.expression(part.all));
    return letter.transposed() ? unit : Apply.of(Matrices.TRANSPOSE, unit);
  }

  /// How many rows of the identity a letter is.
  static Dimension size(Letter letter) {
    return part(letter).size();
  }

  /// Whether the first letter of a word puts zeros above and below what follows.
  static boolean isPadded(List<Letter> word) {
    return pads(word.getFirst());
  }

  static boolean isPadded(Term term, boolean rows) {
    return isPadded(rows ? term.word() : term.turned().word());
  }

  /// What puts zeros around what follows: such a letter, or the k-th column of the identity; null
  /// for any other.
  static @Nullable Letter pad(Letter letter) {
    if (letter.is(Blocks.UNIT) && !letter.transposed()) {
      Expr column = letter.atom().child(0);
      if (Dag.any(column, Bound.class::isInstance)) {
        return null; // another one for each value of an index
      }
      Dimension place = Dimensions.polynomial(column);
      return selection(letter.shape().rows(), Dimensions.minus(place, Dimension.ONE), place)
          .turned();
    }
    return pads(letter) ? letter : null;
  }

  /// `[0; Y; 0]`
  static Expr padded(Letter pad, Expr inside) {
    Part part = part(pad);
    return stacked(part.from, inside, part.after());
  }

  private static Expr stacked(Dimension above, Expr inside, Dimension below) {
    Expr result = inside;
    if (!above.terms().isEmpty()) {
      result = Apply.of(Blocks.BELOW, zeros(above, inside.shape().columns()), result);
    }
    if (!below.terms().isEmpty()) {
      result = Apply.of(Blocks.BELOW, result, zeros(below, inside.shape().columns()));
    }
    return result;
  }

  private static Expr zeros(Dimension rows, Dimension columns) {
    return Matrices.zeros(Shape.of(rows, columns));
  }

  /// `[0, Y, 0]`
  static Expr paddedColumns(Letter pad, Expr inside) {
    Part part = part(pad);
    Expr result = inside;
    Dimension rows = inside.shape().rows();
    if (!part.from.terms().isEmpty()) {
      result = Apply.of(Blocks.BESIDE, zeros(rows, part.from), result);
    }
    if (!part.after().terms().isEmpty()) {
      result = Apply.of(Blocks.BESIDE, result, zeros(rows, part.after()));
    }
    return result;
  }

  /// Parts that follow each other, each with zeros around it, as one array of blocks; null where
  /// they overlap, or may.
  ///
  /// @param pads the first letters of the words, which say where the parts stand
  static @Nullable Expr joined(List<Letter> pads, List<Expr> parts, boolean rows) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < pads.size(); i++) {
      int place = order.size();
      while (place > 0
          && isAtMost(part(pads.get(i)).to, part(pads.get(order.get(place - 1))).from)) {
        place--;
      }
      order.add(place, i);
    }
    Expr result = null;
    Dimension reached = Dimension.of(0);
    for (int i : order) {
      Part part = part(pads.get(i));
      if (!isAtMost(reached, part.from)) {
        return null;
      }
      Dimension gap = Dimensions.minus(part.from, reached);
      Expr block = parts.get(i);
      result = gap.terms().isEmpty() ? result : joined(result, gap(gap, block, rows), rows);
      result = joined(result, block, rows);
      reached = part.to;
    }
    Dimension rest = Dimensions.minus(part(pads.getFirst()).all, reached);
    if (result == null || rest.terms().isEmpty()) {
      return result;
    }
    return joined(result, gap(rest, parts.getFirst(), rows), rows);
  }

  private static Expr gap(Dimension size, Expr beside, boolean rows) {
    return rows ? zeros(size, beside.shape().columns()) : zeros(beside.shape().rows(), size);
  }

  private static Expr joined(@Nullable Expr before, Expr next, boolean rows) {
    return before == null ? next : Apply.of(rows ? Blocks.BELOW : Blocks.BESIDE, before, next);
  }

  /// An array of blocks of which one is zero: `[X; 0] = Sᵀ X`; null for any other.
  static @Nullable Terms ofBlocks(Apply blocks, Terms first, Terms second, Algebra algebra) {
    boolean rows = blocks.operator() == Blocks.BELOW;
    if (!first.isZero() && !second.isZero()) {
      return null;
    }
    if (first.isZero() && second.isZero()) {
      return new Terms(blocks.shape(), List.of());
    }
    Dimension border = rows ? first.shape().rows() : first.shape().columns();
    Dimension all = rows ? blocks.shape().rows() : blocks.shape().columns();
    Letter part =
        second.isZero() ? selection(all, Dimension.of(0), border) : selection(all, border, all);
    Terms block = second.isZero() ? first : second;
    Terms selection =
        Terms.of(rows ? part.turned().shape() : part.shape(), List.of(rows ? part.turned() : part));
    return rows ? algebra.times(selection, block) : algebra.times(block, selection);
  }
}
