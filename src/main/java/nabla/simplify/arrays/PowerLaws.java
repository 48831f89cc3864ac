package nabla.simplify.arrays;

import java.util.List;
import nabla.catalogue.Matrices;
import nabla.catalogue.MatrixFunctions;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// Powers of one matrix beside each other, and exponentials of multiples of one matrix: `X^i X^j =
/// X^(i+j)` for whole i and j, `expm(sX) expm(tX) = expm((s+t)X)`, and `expm(sX) X = X expm(sX)`.
final class PowerLaws {

  private final Algebra algebra;

  PowerLaws(Algebra algebra) {
    this.algebra = algebra;
  }

  /// Whether a letter is a power that is not written out, or an exponential.
  static boolean concerns(Letter letter) {
    return letter.atom() instanceof Power || letter.is(MatrixFunctions.EXPM);
  }

  /// Applies what fits to neighbours, until nothing does.
  void apply(List<Letter> word) {
    for (int i = 0; i + 1 < word.size(); ) {
      List<Letter> joined = join(word.get(i), word.get(i + 1));
      if (joined == null) {
        i++;
      } else {
        word.remove(i + 1);
        word.remove(i);
        boolean identity = joined.size() == 1 && joined.getFirst().is(Matrices.IDENTITY);
        word.addAll(i, identity && !word.isEmpty() ? List.of() : joined);
        i = Math.max(0, i - 1);
      }
    }
  }

  private @Nullable List<Letter> join(Letter a, Letter b) {
    if (a.is(MatrixFunctions.EXPM) && b.is(MatrixFunctions.EXPM)) {
      return a.transposed() == b.transposed() ? exponentials(a, b) : null;
    }
    boolean first = a.is(MatrixFunctions.EXPM) && !a.transposed();
    if (first || (b.is(MatrixFunctions.EXPM) && b.transposed())) {
      // the plain matrix stands before, and turned behind, so that a word and its transpose agree
      Letter exponential = first ? a : b;
      Letter other = first ? b : a;
      return other.transposed() == exponential.transposed()
              && isMultiple(exponential.atom().child(0), base(other.atom()))
          ? List.of(b, a)
          : null;
    }
    if ((!concerns(a) && !concerns(b) && !a.cancels(b))
        || a.transposed() != b.transposed()
        || !base(a.atom()).equals(base(b.atom()))) {
      return null;
    }
    Expr exponent = Canonical.sum(exponent(a.atom()), exponent(b.atom()));
    Terms power = algebra.power(base(a.atom()), exponent);
    if (!power.isSingle()) {
      return null;
    }
    List<Letter> letters = power.terms().getFirst().word();
    boolean identity = letters.size() == 1 && letters.getFirst().is(Matrices.IDENTITY);
    return a.transposed() && !identity ? new Term(Num.ONE, letters).turned().word() : letters;
  }

  private @Nullable List<Letter> exponentials(Letter a, Letter b) {
    Terms left = algebra.of(a.atom().child(0));
    Terms right = algebra.of(b.atom().child(0));
    if (!left.isSingle()
        || !right.isSingle()
        || !left.terms().getFirst().word().equals(right.terms().getFirst().word())) {
      return left.equals(right) ? exponential(left.times(Num.TWO), a.transposed()) : null;
    }
    Expr number =
        Canonical.sum(left.terms().getFirst().scalar(), right.terms().getFirst().scalar());
    Terms total = Terms.sum(left.shape(), List.of(left.terms().getFirst().withScalar(number)));
    return exponential(total, a.transposed());
  }

  private List<Letter> exponential(Terms exponent, boolean transposed) {
    return exponent.isZero()
        ? List.of()
        : List.of(new Letter(Apply.of(MatrixFunctions.EXPM, algebra.spell(exponent)), transposed));
  }

  private boolean isMultiple(Expr array, Expr letter) {
    Terms terms = algebra.of(array);
    return terms.isSingle()
        && terms.terms().getFirst().word().equals(List.of(new Letter(letter, false)));
  }

  private static Expr base(Expr atom) {
    return atom instanceof Power power ? power.base() : isInverse(atom) ? atom.child(0) : atom;
  }

  private Expr exponent(Expr atom) {
    return atom instanceof Power power
        ? algebra.of(power.exponent()).scalar()
        : isInverse(atom) ? Num.MINUS_ONE : Num.ONE;
  }

  private static boolean isInverse(Expr atom) {
    return atom instanceof Apply apply && apply.operator() == Matrices.INVERSE;
  }
}
