package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Blocks;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.MatrixFunctions;
import nabla.catalogue.Rows;
import nabla.catalogue.Vectorization;
import nabla.expr.Apply;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Shape;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// The operators on arrays in the algebra of words: transposes turn them, traces turn them around,
/// inverses and determinants go to the letters where these are square.
final class Operators {

  /// A matrix power with at most this exponent is written out as a word.
  private static final int LARGEST_WORD_POWER = 6;

  private final Algebra algebra;
  private final Words words;
  private final LinearOperators linear;

  Operators(Algebra algebra, Words words) {
    this.algebra = algebra;
    this.words = words;
    this.linear = new LinearOperators(algebra);
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
    if (isKroneckerOfSquares(letter)) {
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

  /// `A ⊗ B` with square A and B: its inverse is `A⁻¹ ⊗ B⁻¹`, its trace `tr(A) tr(B)`, and its
  /// determinant `det(A)^m det(B)^n` for A n×n and B m×m.
  private static boolean isKroneckerOfSquares(Letter letter) {
    return letter.is(Matrices.KRONECKER)
        && letter.atom().children().stream().allMatch(factor -> factor.shape().isSquare());
  }

  private Expr ofFactors(Letter kronecker, Function function) {
    Expr left = kronecker.atom().child(0);
    Expr right = kronecker.atom().child(1);
    Expr first = algebra.of(Apply.of(function, left)).scalar();
    Expr second = algebra.of(Apply.of(function, right)).scalar();
    if (function == Matrices.TRACE) {
      return Canonical.product(first, second);
    }
    return Canonical.product(
        Canonical.power(first, Canonical.of(Dimensions.expression(right.shape().rows()))),
        Canonical.power(second, Canonical.of(Dimensions.expression(left.shape().rows()))));
  }

  Terms transpose(Terms terms) {
    List<Term> turned = new ArrayList<>();
    for (Term term : terms.turned().terms()) {
      turned.add(words.normal(term.scalar(), term.word(), terms.shape().transposed()));
    }
    return Terms.sum(terms.shape().transposed(), turned);
  }

  private Terms trace(Terms terms) {
    List<Expr> parts = new ArrayList<>();
    for (Term term : terms.terms()) {
      parts.add(Canonical.product(term.scalar(), trace(term.word())));
    }
    return Terms.number(Canonical.sum(parts));
  }

  private Expr trace(List<Letter> word) {
    if (word.size() == 1 && word.getFirst().is(Matrices.IDENTITY)) {
      return Canonical.of(Dimensions.expression(word.getFirst().shape().rows()));
    }
    for (int i = 0; i < word.size(); i++) {
      if (word.get(i).shape().isVector()) {
        // tr(… u vᵀ …) is vᵀ … u
        List<Letter> rotated = new ArrayList<>(word.subList(i + 1, word.size()));
        rotated.addAll(word.subList(0, i + 1));
        return words.normal(Num.ONE, rotated, Shape.SCALAR).scalar();
      }
    }
    List<Letter> open = new ArrayList<>(word);
    while (open.size() > 1 && words.cancel(open.getLast(), open.getFirst())) {
      open.removeLast(); // tr(A B A⁻¹) is tr(B)
      open.removeFirst();
    }
    if (open.isEmpty()) {
      return Canonical.of(Dimensions.expression(word.getFirst().shape().rows()));
    }
    if (open.size() == 1 && isKroneckerOfSquares(open.getFirst())) {
      return ofFactors(open.getFirst(), Matrices.TRACE);
    }
    List<Letter> leading = words.leadingRotation(open);
    Expr product = Selections.product(leading);
    Expr inside = leading.size() == 1 ? leading.getFirst().atom() : product;
    return algebra.named(Apply.of(Matrices.TRACE, inside));
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

  private Terms determinant(Terms terms) {
    if (terms.isSingle()) {
      List<Letter> word = terms.terms().getFirst().word();
      if (word.stream().allMatch(letter -> letter.shape().isSquare())) {
        List<Expr> factors = new ArrayList<>();
        if (!Canonical.isOne(terms.scalar())) {
          Expr rows = Canonical.of(Dimensions.expression(terms.shape().rows()));
          factors.add(Canonical.power(terms.scalar(), rows));
        }
        for (Letter letter : word) {
          Expr atom = letter.atom();
          factors.add(
              letter.is(Matrices.IDENTITY)
                  ? Num.ONE
                  : letter.is(Matrices.INVERSE)
                      ? Canonical.power(
                          algebra.named(Apply.of(Matrices.DET, ((Apply) atom).argument())), -1)
                      : letter.is(MatrixFunctions.EXPM)
                          ? Canonical.apply(
                              Elementary.EXP,
                              algebra.of(Apply.of(Matrices.TRACE, atom.child(0))).scalar())
                          : isKroneckerOfSquares(letter)
                              ? ofFactors(letter, Matrices.DET)
                              : atom instanceof Power power
                                  ? Canonical.power(
                                      determinant(algebra.of(power.base())).scalar(),
                                      algebra.of(power.exponent()).scalar())
                                  : algebra.named(Apply.of(Matrices.DET, atom)));
        }
        return Terms.number(Canonical.product(factors));
      }
    }
    return Terms.number(algebra.named(Apply.of(Matrices.DET, algebra.spell(terms))));
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
      return trace(algebra.part(apply, 0));
    }
    if (function == Matrices.DET) {
      return determinant(algebra.part(apply, 0));
    }
    if (function == Matrices.SUM) {
      return sumOfAll(algebra.part(apply, 0));
    }
    if (function == Matrices.MEAN) {
      Shape shape = algebra.part(apply, 0).shape();
      Expr count = Canonical.of(Dimensions.expression(shape.rows().times(shape.columns())));
      return sumOfAll(algebra.part(apply, 0)).times(Canonical.power(count, -1));
    }
    if (function == Matrices.INNER) {
      return algebra.times(transpose(algebra.part(apply, 0)), algebra.part(apply, 1));
    }
    if (function == Matrices.OUTER) {
      return algebra.times(algebra.part(apply, 0), transpose(algebra.part(apply, 1)));
    }
    if (function == Matrices.DIAG) {
      return diagonal(algebra.part(apply, 0));
    }
    if (apply.isScalar() && apply.children().stream().allMatch(Expr::isScalar)) {
      Expr[] scalars = new Expr[apply.arity()];
      for (int i = 0; i < scalars.length; i++) {
        scalars[i] = algebra.part(apply, i).scalar();
      }
      return Terms.number(Canonical.apply(function, scalars));
    }
    if (function == Matrices.ELEMENTWISE_PRODUCT) {
      Terms scaled = scaledRows(algebra.part(apply, 0), algebra.part(apply, 1));
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

  /// The diagonal matrix of a vector; of ones the identity.
  static Letter diagonal(Expr vector) {
    boolean ones = vector instanceof Apply apply && apply.operator() == Matrices.ONES;
    Expr matrix = ones ? Matrices.identity(vector.shape().rows()) : Apply.of(Matrices.DIAG, vector);
    return new Letter(matrix, false);
  }

  /// `(u 𝟏ᵀ) ⊙ M = diag(u) M`, `(𝟏 vᵀ) ⊙ M = M diag(v)`; null for any others.
  private @Nullable Terms scaledRows(Terms a, Terms b) {
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
      if (!(rows ? ones.transposed() : ones).isVector()) {
        continue;
      }
      Shape size = Shape.vector(rows ? factor.shape().rows() : factor.shape().columns());
      Term vector = new Term(factor.terms().getFirst().scalar(), List.copyOf(rest));
      Terms scales = diagonal(new Terms(size, List.of(rows ? vector : vector.turned())));
      return rows ? algebra.times(scales, other) : algebra.times(other, scales);
    }
    return null;
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

  private Terms diagonal(Terms terms) {
    boolean vector = terms.shape().isVector();
    Shape shape =
        vector
            ? Shape.of(terms.shape().rows(), terms.shape().rows())
            : Shape.vector(terms.shape().rows());
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
    Letter matrix = diagonal(algebra.spell(vector));
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
                transpose(new Terms(shape.transposed(), List.of(row)))));
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
    Term leading = new Term(Num.ONE, Words.leading(word));
    Expr matrix = algebra.spell(new Terms(square, List.of(leading)));
    return Terms.letter(Apply.of(Matrices.DIAG, matrix));
  }
}
