package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Shape;
import nabla.simplify.Canonical;

/// A sum of terms of one shape with different words; none for zero.
record Terms(Shape shape, List<Term> terms) {

  static Terms number(Expr scalar) {
    return new Terms(
        Shape.SCALAR, Canonical.isZero(scalar) ? List.of() : List.of(new Term(scalar, List.of())));
  }

  static Terms letter(Expr atom) {
    return of(atom.shape(), List.of(new Letter(atom, false)));
  }

  static Terms of(Shape shape, List<Letter> word) {
    return new Terms(shape, List.of(new Term(Num.ONE, List.copyOf(word))));
  }

  /// The sum, like terms together, in the order in which words first occur.
  static Terms sum(Shape shape, List<Term> terms) {
    Map<List<Letter>, List<Expr>> scalars = new LinkedHashMap<>();
    for (Term term : terms) {
      scalars.computeIfAbsent(term.word(), word -> new ArrayList<>()).add(term.scalar());
    }
    List<Term> kept = new ArrayList<>();
    scalars.forEach((word, parts) -> {
      Expr scalar = Canonical.sum(parts);
      if (!Canonical.isZero(scalar)) {
        kept.add(new Term(scalar, word));
      }
    });
    return new Terms(shape, List.copyOf(kept));
  }

  /// The terms with other numbers in front.
  Terms withScalars(UnaryOperator<Expr> number) {
    return sum(
        shape, terms.stream().map(term -> term.withScalar(number.apply(term.scalar()))).toList());
  }

  boolean isZero() {
    return terms.isEmpty();
  }

  boolean isSingle() {
    return terms.size() == 1;
  }

  /// The value of a number, with placeholders.
  Expr scalar() {
    return terms.isEmpty() ? Num.ZERO : terms.getFirst().scalar();
  }

  Terms turned() {
    return new Terms(shape.transposed(), terms.stream().map(Term::turned).toList());
  }

  Terms times(Expr scalar) {
    if (Canonical.isOne(scalar)) {
      return this;
    }
    List<Term> scaled = new ArrayList<>();
    for (Term term : terms) {
      Expr product = Canonical.product(scalar, term.scalar());
      if (!Canonical.isZero(product)) {
        scaled.add(term.withScalar(product));
      }
    }
    return new Terms(shape, List.copyOf(scaled));
  }
}
