package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.MatrixFunctions;
import nabla.expr.Apply;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Shape;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// The trace and the determinant of words: under a trace the letters turn around, `tr(A B) = tr(B
/// A)`, and the determinant of a product of square matrices is the product of theirs.
final class TraceAndDeterminant {

  private final Algebra algebra;
  private final Words words;

  TraceAndDeterminant(Algebra algebra, Words words) {
    this.algebra = algebra;
    this.words = words;
  }

  /// The trace, term by term.
  Terms trace(Terms terms) {
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
    if (open.size() == 1 && KroneckerLaws.isOfSquares(open.getFirst())) {
      return ofFactors(open.getFirst(), Matrices.TRACE);
    }
    Term shorter = cancelledAround(open);
    if (shorter != null) {
      return Canonical.product(shorter.scalar(), trace(shorter.word()));
    }
    List<Letter> leading = words.leadingRotation(open);
    Expr product = Selections.product(leading);
    Expr inside = leading.size() == 1 ? leading.getFirst().atom() : product;
    return algebra.named(Apply.of(Matrices.TRACE, inside));
  }

  /// A rotation of a word in which an inverse meets its matrix, without them: tr(X(XᵀX)⁻¹Xᵀ) is
  /// that of XᵀX(XᵀX)⁻¹. Null where there is none.
  private @Nullable Term cancelledAround(List<Letter> word) {
    if (word.stream().noneMatch(InverseLaws::concerns)) {
      return null;
    }
    List<Letter> rotated = new ArrayList<>(word);
    for (int i = 1; i < word.size(); i++) {
      Collections.rotate(rotated, -1);
      Dimension size = rotated.getFirst().shape().rows();
      Term term = words.normal(Num.ONE, rotated, Shape.of(size, size));
      if (term.word().size() < word.size()) {
        return term;
      }
    }
    return null;
  }

  /// The determinant, of a product of square matrices that of each.
  Terms determinant(Terms terms) {
    if (terms.isSingle()) {
      List<Letter> word = terms.terms().getFirst().word();
      if (word.stream().allMatch(letter -> letter.shape().isSquare())) {
        List<Expr> factors = new ArrayList<>();
        if (!Canonical.isOne(terms.scalar())) {
          Expr rows = Canonical.of(Dimensions.expression(terms.shape().rows()));
          factors.add(Canonical.power(terms.scalar(), rows));
        }
        word.forEach(letter -> factors.add(determinant(letter)));
        return Terms.number(Canonical.product(factors));
      }
    }
    return Terms.number(algebra.named(Apply.of(Matrices.DET, algebra.spell(terms))));
  }

  /// `det(A⁻¹) = 1/det(A)`, `det(expm(A)) = e^(tr(A))`, `det(A^n) = det(A)^n`.
  private Expr determinant(Letter letter) {
    Expr atom = letter.atom();
    if (letter.is(Matrices.IDENTITY)) {
      return Num.ONE;
    }
    if (letter.is(Matrices.INVERSE)) {
      return Canonical.power(algebra.named(Apply.of(Matrices.DET, atom.child(0))), -1);
    }
    if (letter.is(MatrixFunctions.EXPM)) {
      Expr trace = algebra.of(Apply.of(Matrices.TRACE, atom.child(0))).scalar();
      return Canonical.apply(Elementary.EXP, trace);
    }
    if (KroneckerLaws.isOfSquares(letter)) {
      return ofFactors(letter, Matrices.DET);
    }
    return atom instanceof Power power
        ? Canonical.power(
            determinant(algebra.of(power.base())).scalar(), algebra.of(power.exponent()).scalar())
        : algebra.named(Apply.of(Matrices.DET, atom));
  }

  /// `tr(A ⊗ B) = tr(A) tr(B)` and `det(A ⊗ B) = det(A)^m det(B)^n`, for A n×n and B m×m.
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
}
