package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import nabla.catalogue.Blocks;
import nabla.catalogue.Vectorization;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Num;
import nabla.expr.Shape;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// Arrays of a fixed size entry by entry: what is a sum of columns `e_i` of the identity, of
/// written vectors and matrices, or of their products `e_i e_jᵀ`, is the vector or matrix with
/// these numbers at these places, `2x₁ e₁ + e₂ = (2x₁, 1)`.
final class WrittenOut {

  /// Of a single column of the identity or product so many entries are written; of sums more.
  private static final long FEW = 4;

  private static final long MANY = 36;

  private WrittenOut() {}

  /// The entries of the array, row after row; null where it is anything else, or too large.
  static @Nullable List<Expr> entries(Terms terms, Algebra algebra) {
    Shape shape = terms.shape();
    if (!isAtMost(shape, terms.isSingle() ? FEW : MANY)) {
      return null;
    }
    if (terms.isSingle() && isLiteral(terms.terms().getFirst().word())) {
      return null; // the number in front stays there
    }
    List<Expr> entries = new ArrayList<>(Collections.nCopies((int) size(shape), Num.ZERO));
    for (Term term : terms.terms()) {
      List<Expr> word = isMultipleOfNumbers(term) ? null : entries(term.word(), algebra);
      if (word == null || word.size() != entries.size()) {
        return null;
      }
      for (int i = 0; i < entries.size(); i++) {
        Expr entry = Canonical.product(term.scalar(), word.get(i));
        entries.set(i, Canonical.sum(entries.get(i), entry));
      }
    }
    return entries;
  }

  /// The literal with these entries.
  static Literal literal(Shape shape, List<Expr> entries) {
    return Literal.of((int) shape.rows().fixedSize(), entries);
  }

  /// Whether a term of a sum is of that kind.
  static boolean concerns(Term term, Shape shape, Algebra algebra) {
    return isAtMost(shape, MANY)
        && !isMultipleOfNumbers(term)
        && entries(term.word(), algebra) != null;
  }

  private static boolean isAtMost(Shape shape, long limit) {
    return isAtMost(shape.rows(), limit)
        && isAtMost(shape.columns(), limit)
        && size(shape) <= limit;
  }

  private static boolean isAtMost(Dimension size, long limit) {
    return size.isFixed() && size.fixedSize() <= limit;
  }

  private static long size(Shape shape) {
    return shape.rows().fixedSize() * shape.columns().fixedSize();
  }

  /// Whether it is a formula times a written array of numbers, as examples are: `(wᵀ(2, 1) − y) (2,
  /// 1)` is easier to read as it is.
  private static boolean isMultipleOfNumbers(Term term) {
    return !(term.scalar() instanceof Num)
        && isLiteral(term.word())
        && term.word().getFirst().atom().children().stream().allMatch(Num.class::isInstance);
  }

  private static boolean isLiteral(List<Letter> word) {
    return word.size() == 1 && word.getFirst().atom() instanceof Literal;
  }

  /// The entries of a letter, or of a column times a row; null where they are not all known.
  private static @Nullable List<Expr> entries(List<Letter> word, Algebra algebra) {
    if (word.size() == 1) {
      return entries(word.getFirst(), algebra);
    }
    boolean outer = word.size() == 2 && word.getFirst().shape().columns().equals(Dimension.ONE);
    List<Expr> column = outer ? entries(word.getFirst(), algebra) : null;
    List<Expr> row = outer ? entries(word.getLast(), algebra) : null;
    if (column == null || row == null) {
      return null;
    }
    return column.stream()
        .flatMap(above -> row.stream().map(beside -> Canonical.product(above, beside)))
        .toList();
  }

  private static @Nullable List<Expr> entries(Letter letter, Algebra algebra) {
    OptionalInt index = index(letter, letter.transposed());
    Dimension size = letter.atom().shape().rows();
    if (index.isPresent() && isAtMost(size, MANY)) {
      int one = index.getAsInt();
      return IntStream.rangeClosed(1, (int) size.fixedSize())
          .<Expr>mapToObj(i -> i == one ? Num.ONE : Num.ZERO)
          .toList();
    }
    if (letter.is(Vectorization.VEC) && letter.atom().child(0) instanceof Literal matrix) {
      return rowAfterRow(matrix, true, algebra);
    }
    return letter.atom() instanceof Literal literal
        ? rowAfterRow(literal, letter.transposed(), algebra)
        : null;
  }

  private static List<Expr> rowAfterRow(Literal literal, boolean turned, Algebra algebra) {
    int rows = literal.rows();
    return IntStream.range(0, literal.arity())
        .mapToObj(i -> turned ? literal.entry(i % rows, i / rows) : literal.child(i))
        .map(entry -> algebra.of(entry).scalar())
        .toList();
  }

  /// The index of a column of the identity, where that is a number; empty for any other letter.
  static OptionalInt index(Letter letter, boolean transposed) {
    return letter.is(Blocks.UNIT)
            && letter.transposed() == transposed
            && letter.atom().child(0) instanceof Num index
            && index.value().isInt()
        ? OptionalInt.of(index.value().intValue())
        : OptionalInt.empty();
  }
}
