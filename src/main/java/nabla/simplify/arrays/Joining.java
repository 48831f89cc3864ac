package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Shape;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// Several terms of a sum as one: functions of entries as the function that their sum is at each
/// entry, `p ⊙ (1 − y) − y ⊙ (1 − p) = p − y`, and diagonal matrices as that of the sum.
final class Joining {

  private final Algebra algebra;
  private final Spelling spelling;
  private final List<Term> functions = new ArrayList<>();
  private final List<Term> diagonals = new ArrayList<>();
  private final List<Term> others = new ArrayList<>();

  Joining(Algebra algebra, Spelling spelling) {
    this.algebra = algebra;
    this.spelling = spelling;
  }

  /// The sum with such terms joined; null where there are none.
  @Nullable Expr of(Terms terms) {
    boolean joins = false;
    for (Term term : terms.terms()) {
      Letter letter = term.word().getFirst();
      if (term.word().size() > 1 || letter.transposed() || ofIdentity(letter)) {
        others.add(term);
      } else if (Words.isDiagonal(letter)) {
        diagonals.add(term);
      } else {
        functions.add(term);
        joins |= algebra.entries.isOfEntries(letter.atom());
      }
    }
    joins &= functions.size() > 1;
    if (!joins && diagonals.size() < 2) {
      return null;
    }
    List<Expr> parts = new ArrayList<>();
    if (joins) {
      parts.add(
          array(
              functions.stream().map(term -> entry(terms.shape(), term)).toList(), terms.shape()));
    } else {
      others.addAll(functions);
    }
    if (!diagonals.isEmpty()) {
      Shape shape = Shape.vector(terms.shape().rows());
      parts.add(
          Apply.of(Matrices.DIAG, array(diagonals.stream().map(this::entry).toList(), shape)));
    }
    others.forEach(term -> parts.add(spelling.of(new Terms(terms.shape(), List.of(term)))));
    return Spelling.sum(parts);
  }

  /// Whether it is an identity matrix or a function of the entries of one.
  private boolean ofIdentity(Letter letter) {
    Expr form = algebra.entries.form(letter.atom());
    return letter.is(Matrices.IDENTITY)
        || (form != null
            && Dag.any(
                form,
                node ->
                    algebra.entries.places.meaning(node) instanceof Apply apply
                        && apply.operator() == Matrices.IDENTITY));
  }

  private Expr entry(Shape shape, Term term) {
    return algebra.entries.entry(new Terms(shape, List.of(term)));
  }

  /// What a multiple of a diagonal matrix has at each entry of the diagonal.
  private Expr entry(Term term) {
    Expr vector = ((Apply) term.word().getFirst().atom()).argument();
    return Canonical.product(term.scalar(), algebra.entries.entry(algebra.of(vector)));
  }

  private Expr array(List<Expr> entries, Shape shape) {
    Expr formula = Canonical.sum(entries);
    Expr sum = spelling.entrywise(formula);
    if (sum.isScalar()) {
      return Spelling.spread(sum, shape);
    }
    if (sum instanceof Negate opposite) {
      algebra.entries.know(opposite.operand(), Canonical.negate(formula));
    } else {
      algebra.entries.know(sum, formula);
    }
    return sum;
  }
}
