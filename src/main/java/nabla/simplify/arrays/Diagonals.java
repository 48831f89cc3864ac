package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Shape;
import org.jspecify.annotations.Nullable;

/// Diagonal matrices and the diagonals of matrices: `diag(v)` of a vector, `diag(A)` of a square
/// matrix, and rows or columns that are scaled, which is a product with a diagonal matrix.
final class Diagonals {

  private final Algebra algebra;

  Diagonals(Algebra algebra) {
    this.algebra = algebra;
  }

  /// The diagonal matrix of a vector, or the diagonal of a matrix.
  Terms of(Terms terms) {
    boolean vector = terms.shape().isVector();
    Shape shape =
        vector
            ? Shape.of(terms.shape().rows(), terms.shape().rows())
            : Shape.vector(terms.shape().rows());
    if (vector && terms.terms().size() > 1 && !algebra.multipliesOut()) {
      Letter whole = matrix(algebra.spell(terms));
      return Terms.of(whole.shape(), List.of(whole));
    }
    List<Term> parts = new ArrayList<>();
    for (Term term : terms.terms()) {
      Terms part =
          vector
              ? diagonalMatrix(new Terms(terms.shape(), List.of(term.withScalar(Num.ONE))))
              : diagonalOf(term.word(), shape);
      parts.addAll(part.times(term.scalar()).terms());
    }
    return Terms.sum(shape, parts);
  }

  /// `diag(v)`; of the diagonal of a diagonal matrix, the matrix.
  private Terms diagonalMatrix(Terms vector) {
    List<Letter> word = vector.terms().getFirst().word();
    if (word.size() == 1 && word.getFirst().is(Matrices.DIAG)) {
      Terms matrix = algebra.of(((Apply) word.getFirst().atom()).argument());
      if (matrix.terms().stream()
          .allMatch(term -> term.word().stream().allMatch(algebra.facts()::isDiagonal))) {
        return matrix;
      }
    }
    Letter matrix = matrix(algebra.spell(vector));
    return Terms.of(matrix.shape(), List.of(matrix));
  }

  /// The diagonal of a product: `diag(u vᵀ) = u ⊙ v`, `diag(diag(u) A) = u ⊙ diag(A)`, and that of
  /// a transpose is that of the matrix.
  private Terms diagonalOf(List<Letter> word, Shape shape) {
    Dimension rows = shape.rows();
    for (int i = 1; i < word.size(); i++) {
      if (word.get(i).shape().transposed().isVector()) {
        Term column = new Term(Num.ONE, List.copyOf(word.subList(0, i)));
        Term row = new Term(Num.ONE, List.copyOf(word.subList(i, word.size())));
        return algebra.entries.elementwise(
            List.of(
                new Terms(shape, List.of(column)),
                algebra.turned(new Terms(shape.transposed(), List.of(row)))));
      }
    }
    if (word.size() == 1 && word.getFirst().is(Matrices.IDENTITY)) {
      return Terms.letter(Matrices.ones(Shape.vector(rows)));
    }
    boolean first = Words.isDiagonal(word.getFirst());
    if (first || Words.isDiagonal(word.getLast())) {
      Terms scales =
          algebra.of(((Apply) (first ? word.getFirst() : word.getLast()).atom()).argument());
      if (word.size() == 1) {
        return scales;
      }
      List<Letter> rest = first ? word.subList(1, word.size()) : word.subList(0, word.size() - 1);
      return algebra.entries.elementwise(List.of(scales, diagonalOf(rest, shape)));
    }
    Shape square = Shape.of(rows, rows);
    Terms leading = Terms.of(square, Words.leading(word));
    Expr matrix = algebra.spell(algebra.turned(algebra.turned(leading)));
    return Terms.letter(Apply.of(Matrices.DIAG, matrix));
  }

  /// `(u 𝟏ᵀ) ⊙ M = diag(u) M`, `(𝟏 vᵀ) ⊙ M = M diag(v)`, also where `𝟏 vᵀ` is written `ones(m,
  /// n) diag(v)`; null for any others.
  @Nullable Terms scaledRows(Terms a, Terms b) {
    for (Terms factor : List.of(a, b)) {
      Terms other = factor == a ? b : a;
      List<Letter> word = factor.isSingle() ? factor.terms().getFirst().word() : List.of();
      boolean rows = word.size() > 1 && word.getLast().is(Matrices.ONES);
      boolean columns = word.size() > 1 && word.getFirst().is(Matrices.ONES);
      if ((!rows && !columns) || other.shape().isScalar()) {
        continue;
      }
      List<Letter> rest = rows ? word.subList(0, word.size() - 1) : word.subList(1, word.size());
      Shape ones = (rows ? word.getLast() : word.getFirst()).shape();
      boolean matrix = !(rows ? ones.transposed() : ones).isVector();
      if (matrix && !rest.stream().allMatch(letter -> letter.is(Matrices.DIAG))) {
        continue;
      }
      Dimension length = rows ? factor.shape().rows() : factor.shape().columns();
      Term vector = new Term(factor.terms().getFirst().scalar(), List.copyOf(rest));
      Terms scales =
          matrix
              ? new Terms(Shape.of(length, length), List.of(vector))
              : of(new Terms(Shape.vector(length), List.of(rows ? vector : vector.turned())));
      return rows ? algebra.times(scales, other) : algebra.times(other, scales);
    }
    return null;
  }

  /// The diagonal matrix of a vector; of ones the identity.
  static Letter matrix(Expr vector) {
    boolean ones = vector instanceof Apply apply && apply.operator() == Matrices.ONES;
    Expr matrix = ones ? Matrices.identity(vector.shape().rows()) : Apply.of(Matrices.DIAG, vector);
    return new Letter(matrix, false);
  }
}
