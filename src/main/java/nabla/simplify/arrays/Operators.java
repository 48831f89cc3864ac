package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Shape;
import nabla.simplify.Canonical;

/// The operators on arrays in the algebra of words: transposes turn them, traces turn them around,
/// inverses and determinants go to the letters where these are square.
final class Operators {

  /// A matrix power with at most this exponent is written out as a word.
  private static final int LARGEST_WORD_POWER = 6;

  private final Algebra algebra;
  private final Words words;

  Operators(Algebra algebra, Words words) {
    this.algebra = algebra;
    this.words = words;
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
    return Terms.letter(Power.of(algebra.spell(base), algebra.numbers.fill(exponent)));
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

  private static Letter inverse(Letter letter) {
    if (letter.is(Matrices.IDENTITY)) {
      return letter;
    }
    Expr atom =
        letter.is(Matrices.INVERSE)
            ? ((Apply) letter.atom()).argument()
            : Apply.of(Matrices.INVERSE, letter.atom());
    return new Letter(atom, letter.transposed());
  }

  private Terms transpose(Terms terms) {
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
    List<Letter> leading = Words.leadingRotation(word);
    Expr product = Product.of(leading.stream().map(Letter::expression).toArray(Expr[]::new));
    Expr inside = leading.size() == 1 ? leading.getFirst().atom() : product;
    return algebra.named(Apply.of(Matrices.TRACE, inside));
  }

  private Terms sumOfAll(Terms terms) {
    List<Expr> parts = new ArrayList<>();
    for (Term term : terms.terms()) {
      parts.add(
          Canonical.product(
              term.scalar(),
              algebra.entries.sumOfEntries(
                  algebra.entries.entry(
                      new Terms(terms.shape(), List.of(term.withScalar(Num.ONE)))),
                  terms.shape())));
    }
    return Terms.number(Canonical.sum(parts));
  }

  private Terms determinant(Terms terms) {
    if (terms.isSingle() && Canonical.isOne(terms.scalar())) {
      List<Letter> word = terms.terms().getFirst().word();
      if (word.stream().allMatch(letter -> letter.shape().isSquare())) {
        List<Expr> factors = new ArrayList<>();
        for (Letter letter : word) {
          Expr atom = letter.atom();
          factors.add(
              letter.is(Matrices.IDENTITY)
                  ? Num.ONE
                  : letter.is(Matrices.INVERSE)
                      ? Canonical.power(
                          algebra.named(Apply.of(Matrices.DET, ((Apply) atom).argument())), -1)
                      : algebra.named(Apply.of(Matrices.DET, atom)));
        }
        return Terms.number(Canonical.product(factors));
      }
    }
    return Terms.number(algebra.named(Apply.of(Matrices.DET, algebra.spell(terms))));
  }

  Terms of(Function function, Apply apply) {
    if (function == Matrices.IDENTITY || function == Matrices.ONES) {
      return apply.isScalar() ? Terms.number(Num.ONE) : Terms.letter(apply);
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
    if (!apply.isScalar()) {
      Expr entry = algebra.entries.of(function, apply);
      if (entry != null) {
        return algebra.entries.array(apply.shape(), entry);
      }
    }
    Expr[] arguments = new Expr[apply.arity()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] =
          apply.child(i).shape().isTruth() ? apply.child(i) : algebra.spell(algebra.part(apply, i));
    }
    Apply whole = Apply.of(function, arguments);
    return apply.isScalar() ? Terms.number(algebra.named(whole)) : Terms.letter(whole);
  }

  /// The diagonal matrix of a vector; of ones the identity.
  static Letter diagonal(Expr vector) {
    boolean ones = vector instanceof Apply apply && apply.operator() == Matrices.ONES;
    Expr matrix = ones ? Matrices.identity(vector.shape().rows()) : Apply.of(Matrices.DIAG, vector);
    return new Letter(matrix, false);
  }

  private Terms diagonal(Terms terms) {
    if (!terms.shape().isVector()) {
      return Terms.letter(Apply.of(Matrices.DIAG, algebra.spell(terms)));
    }
    List<Term> parts = new ArrayList<>();
    for (Term term : terms.terms()) {
      Expr vector = algebra.spell(new Terms(terms.shape(), List.of(term.withScalar(Num.ONE))));
      parts.add(new Term(term.scalar(), List.of(diagonal(vector))));
    }
    return Terms.sum(Shape.of(terms.shape().rows(), terms.shape().rows()), parts);
  }
}
