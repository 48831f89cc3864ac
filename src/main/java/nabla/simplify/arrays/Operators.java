package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Blocks;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.MatrixFunctions;
import nabla.catalogue.Norms;
import nabla.catalogue.Rows;
import nabla.catalogue.Vectorization;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Relation;
import nabla.expr.Shape;
import nabla.simplify.Canonical;

/// The operators on arrays in the algebra of words: transposes turn the words, inverses and powers
/// go to the letters where these are square, and each other operator to where its laws are.
final class Operators {

  /// A matrix power with at most this exponent is written out as a word.
  private static final int LARGEST_WORD_POWER = 6;

  private final Algebra algebra;
  private final Words words;
  private final LinearOperators linear;
  private final TraceAndDeterminant invariants;
  private final Diagonals diagonals;

  Operators(Algebra algebra, Words words) {
    this.algebra = algebra;
    this.words = words;
    this.linear = new LinearOperators(algebra);
    this.invariants = new TraceAndDeterminant(algebra, words);
    this.diagonals = new Diagonals(algebra);
  }

  Terms power(Terms base, Expr exponent) {
    if (exponent instanceof Num number
        && number.value().isInt()
        && Math.abs(number.value().intValue()) <= LARGEST_WORD_POWER) {
      int count = number.value().intValue();
      Terms factor = count < 0 ? inverse(base) : base;
      Terms result = Terms.letter(Matrices.identity(base.shape().rows()));
      for (int i = 0; i < Math.abs(count); i++) {
        result = algebra.times(result, factor);
      }
      return result;
    }
    Expr spelt = algebra.spell(base);
    if (spelt instanceof Apply inverse && inverse.operator() == Matrices.INVERSE) {
      return power(algebra.of(inverse.argument()), Canonical.negate(exponent));
    }
    if (spelt instanceof Apply turned && turned.operator() == Matrices.TRANSPOSE) {
      return transpose(power(algebra.of(turned.argument()), exponent));
    }
    return Terms.letter(Power.of(spelt, algebra.spell(Terms.number(exponent))));
  }

  private Terms inverse(Terms terms) {
    if (terms.isSingle()) {
      Term only = terms.terms().getFirst();
      if (only.word().stream().allMatch(letter -> letter.shape().isSquare())) {
        List<Letter> word = new ArrayList<>();
        for (Letter letter : only.word().reversed()) {
          word.add(inverse(letter));
        }
        Expr scalar = Canonical.power(only.scalar(), -1);
        return new Terms(terms.shape(), List.of(words.normal(scalar, word, terms.shape())));
      }
    }
    return Terms.letter(Apply.of(Matrices.INVERSE, algebra.spell(terms)));
  }

  private Letter inverse(Letter letter) {
    if (letter.is(Matrices.IDENTITY)) {
      return letter;
    }
    if (letter.atom() instanceof Power power) {
      Expr opposite = Canonical.negate(algebra.of(power.exponent()).scalar());
      Letter inverse = algebra.power(power.base(), opposite).terms().getFirst().word().getFirst();
      return letter.transposed() ? inverse.turned() : inverse;
    }
    if (letter.is(MatrixFunctions.EXPM)) {
      Expr opposite = Negate.of(((Apply) letter.atom()).argument());
      Term inverse = exponential(algebra.of(opposite)).terms().getFirst();
      return letter.transposed() ? inverse.word().getFirst().turned() : inverse.word().getFirst();
    }
    if (Words.isDiagonal(letter)) {
      Terms vector = algebra.of(((Apply) letter.atom()).argument());
      Expr inverses = Canonical.power(algebra.entries.entry(vector), -1);
      return Diagonals.matrix(algebra.spell(algebra.entries.array(vector.shape(), inverses)));
    }
    if (KroneckerLaws.isOfSquares(letter)) {
      Expr left = algebra.spell(inverse(algebra.of(letter.atom().child(0))));
      Expr right = algebra.spell(inverse(algebra.of(letter.atom().child(1))));
      return new Letter(Apply.of(Matrices.KRONECKER, left, right), letter.transposed());
    }
    Expr atom =
        letter.is(Matrices.INVERSE)
            ? ((Apply) letter.atom()).argument()
            : Apply.of(Matrices.INVERSE, letter.atom());
    return new Letter(atom, letter.transposed());
  }

  Terms transpose(Terms terms) {
    List<Term> turned = new ArrayList<>();
    for (Term term : terms.turned().terms()) {
      turned.add(words.normal(term.scalar(), term.word(), terms.shape().transposed()));
    }
    return Terms.sum(terms.shape().transposed(), turned);
  }

  private Terms sumOfAll(Terms terms) {
    List<Expr> parts = new ArrayList<>();
    for (Term term : terms.terms()) {
      parts.add(
          Canonical.product(
              term.scalar(),
              algebra.sums.of(
                  algebra.entries.entry(
                      new Terms(terms.shape(), List.of(term.withScalar(Num.ONE)))),
                  terms.shape())));
    }
    return Terms.number(Canonical.sum(parts));
  }

  Terms of(Function function, Apply apply) {
    if (function == Matrices.IDENTITY || function == Matrices.ONES) {
      return apply.isScalar()
          ? Terms.number(Num.ONE)
          : Terms.letter(
              function == Matrices.ONES
                  ? Matrices.ones(apply.shape())
                  : Matrices.identity(apply.shape().rows()));
    }
    if (function == Vectorization.COMMUTATION) {
      boolean vector =
          Dimensions.of(apply.child(0)).equals(Dimension.ONE)
              || Dimensions.of(apply.child(1)).equals(Dimension.ONE);
      return Terms.letter(vector ? Matrices.identity(apply.shape().rows()) : apply);
    }
    if (function == Matrices.ZEROS) {
      return new Terms(apply.shape(), List.of());
    }
    if (function == Matrices.TRANSPOSE) {
      return transpose(algebra.part(apply, 0));
    }
    if (function == Matrices.INVERSE) {
      return inverse(algebra.part(apply, 0));
    }
    if (function == Matrices.TRACE) {
      return invariants.trace(algebra.part(apply, 0));
    }
    if (function == Matrices.DET) {
      return invariants.determinant(algebra.part(apply, 0));
    }
    if (function == Matrices.SUM) {
      return sumOfAll(algebra.part(apply, 0));
    }
    if (function == Matrices.MEAN) {
      Shape shape = algebra.part(apply, 0).shape();
      Expr count = Canonical.of(Dimensions.expression(shape.rows().times(shape.columns())));
      return sumOfAll(algebra.part(apply, 0)).times(Canonical.power(count, -1));
    }
    Terms column = function == Vectorization.VEC ? Columns.vec(algebra.part(apply, 0)) : null;
    if (column != null) {
      return column;
    }
    if (function == Matrices.INNER) {
      return algebra.times(transpose(algebra.part(apply, 0)), algebra.part(apply, 1));
    }
    if (function == Matrices.OUTER) {
      return algebra.times(algebra.part(apply, 0), transpose(algebra.part(apply, 1)));
    }
    if (function == Matrices.DIAG) {
      return diagonals.of(algebra.part(apply, 0));
    }
    if (apply.isScalar() && apply.children().stream().allMatch(Expr::isScalar)) {
      Expr[] scalars = new Expr[apply.arity()];
      for (int i = 0; i < scalars.length; i++) {
        scalars[i] = algebra.part(apply, i).scalar();
      }
      return Terms.number(Canonical.apply(function, scalars));
    }
    if (function == Matrices.ELEMENTWISE_PRODUCT) {
      Terms scaled = diagonals.scaledRows(algebra.part(apply, 0), algebra.part(apply, 1));
      if (scaled != null) {
        return scaled;
      }
    }
    if (!apply.isScalar()) {
      Expr entry = algebra.entries.of(apply);
      if (entry != null) {
        return algebra.entries.array(apply.shape(), entry);
      }
    }
    if (function == Rows.SUM || function == Rows.MEAN) {
      Terms matrix = algebra.part(apply, 0);
      Expr columns = Dimensions.expression(matrix.shape().columns());
      Terms sums =
          algebra.times(matrix, algebra.of(Matrices.ones(Shape.vector(matrix.shape().columns()))));
      return function == Rows.SUM
          ? sums
          : algebra.scaled(sums, Canonical.power(Canonical.of(columns), -1));
    }
    if (function == MatrixFunctions.EXPM) {
      return exponential(algebra.part(apply, 0));
    }
    if (function == Blocks.ROWS || function == Blocks.COLUMNS) {
      return part(function, apply);
    }
    if (function == Blocks.BELOW || function == Blocks.BESIDE) {
      Terms part =
          Selections.ofBlocks(apply, algebra.part(apply, 0), algebra.part(apply, 1), algebra);
      if (part != null) {
        return part;
      }
    }
    if (linear.concerns(function, apply)) {
      return linear.of(function, apply);
    }
    Expr[] arguments = new Expr[apply.arity()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] =
          apply.child(i).shape().isTruth() ? apply.child(i) : algebra.spell(algebra.part(apply, i));
    }
    Apply whole = Apply.of(function, arguments);
    if (function == Norms.NORM) {
      Terms array = algebra.expanded(apply.child(0));
      return Terms.number(algebra.named(algebra.equal.norm(whole, array)));
    }
    if (function == Elementary.INDICATOR && apply.argument() instanceof Relation condition) {
      if (condition.comparison() == Relation.Comparison.NOT_EQUAL
          && !Dag.any(condition, part -> !part.isScalar() && !part.shape().isTruth())) {
        return Terms.number(Canonical.apply(function, condition));
      }
      return Terms.number(algebra.named(algebra.equal.indicator(whole, condition, algebra)));
    }
    return apply.isScalar() ? Terms.number(algebra.named(whole)) : Terms.letter(whole);
  }

  /// `X[a:b, :] = S X` with rows S of the identity, `X[:, a:b] = X Sᵀ`.
  private Terms part(Function function, Apply apply) {
    Terms array = algebra.part(apply, 0);
    boolean rows = function == Blocks.ROWS;
    Letter part =
        Selections.selection(
            rows ? array.shape().rows() : array.shape().columns(),
            Dimensions.polynomial(apply.child(1)),
            Dimensions.polynomial(apply.child(2)));
    Letter letter = rows ? part : part.turned();
    Terms selection = Terms.of(letter.shape(), List.of(letter));
    return rows ? algebra.times(selection, array) : algebra.times(array, selection);
  }

  /// `expm(0) = I`, `expm(Xᵀ) = expm(X)ᵀ`.
  private Terms exponential(Terms exponent) {
    if (exponent.isZero()) {
      return Terms.letter(Matrices.identity(exponent.shape().rows()));
    }
    boolean turned =
        exponent.terms().stream()
            .allMatch(term -> term.word().stream().allMatch(Letter::transposed));
    Expr argument = algebra.spell(turned ? exponent.turned() : exponent);
    Letter letter = new Letter(Apply.of(MatrixFunctions.EXPM, argument), turned);
    return Terms.of(exponent.shape(), List.of(letter));
  }
}
