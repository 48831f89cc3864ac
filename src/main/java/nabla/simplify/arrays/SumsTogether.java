package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// Sums over one range as one: `(Σ_i a_i) x − Σ_i a_i x_i = Σ_i a_i (x − x_i)`, where the numbers
/// in front are the same for each i.
final class SumsTogether {

  private static final Expr INVERSE = Num.of(-1);

  private final Algebra algebra;

  SumsTogether(Algebra algebra) {
    this.algebra = algebra;
  }

  /// The same terms, with such sums joined.
  Terms of(Terms terms) {
    for (Term sum : terms.terms()) {
      if (sum.word().size() == 1
          && !sum.word().getFirst().transposed()
          && sum.word().getFirst().atom() instanceof Binder binder
          && binder.kind() == Binder.Kind.SUM) {
        for (Term other : terms.terms()) {
          Terms joined = other.equals(sum) ? null : joined(sum, binder, other);
          if (joined != null) {
            List<Term> rest = new ArrayList<>(terms.terms());
            rest.remove(sum);
            rest.remove(other);
            rest.addAll(joined.terms());
            return Terms.sum(terms.shape(), rest);
          }
        }
      }
    }
    return terms;
  }

  private @Nullable Terms joined(Term sum, Binder binder, Term other) {
    Symbol index = Symbol.of(Name.of("index", binder.bound().toString()));
    Terms body = algebra.of(binder.open(index));
    if (body.terms().size() != 1) {
      return null;
    }
    Term inside = body.terms().getFirst();
    List<Expr> factors =
        other.scalar() instanceof Product product ? product.children() : List.of(other.scalar());
    for (Expr factor : factors) {
      if (!(algebra.numbers.meaning(factor) instanceof Binder number && isAlong(number, binder))) {
        continue;
      }
      Expr ratio =
          Canonical.product(
              other.scalar(),
              Canonical.power(factor, INVERSE),
              Canonical.power(sum.scalar(), INVERSE),
              algebra.of(number.open(index)).scalar(),
              Canonical.power(inside.scalar(), INVERSE));
      if (!Dag.any(algebra.numbers.fill(ratio), index::equals)) {
        List<Term> group = List.of(new Term(ratio, other.word()), inside.withScalar(Num.ONE));
        Expr both = algebra.spell(Terms.sum(body.shape(), group));
        boolean negative = both instanceof Negate;
        Letter letter = new Letter(both instanceof Negate sign ? sign.operand() : both, false);
        Term each = new Term(inside.scalar(), List.of(letter));
        Expr spelt = algebra.spell(new Terms(body.shape(), List.of(each)));
        Binder whole =
            Binder.of(
                Binder.Kind.SUM,
                index,
                binder.lower(),
                java.util.Objects.requireNonNull(binder.upper()),
                spelt);
        Expr front = negative ? Canonical.negate(sum.scalar()) : sum.scalar();
        return Terms.letter(whole).times(front);
      }
    }
    return null;
  }

  /// Whether two sums run over one range.
  private static boolean isAlong(Binder number, Binder sum) {
    return number.kind() == Binder.Kind.SUM
        && number.lower().equals(sum.lower())
        && java.util.Objects.equals(number.upper(), sum.upper());
  }
}
