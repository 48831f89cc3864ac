package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Expr;
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

  /// `W Σ_{i=1}^k x_i + k b − Σ_{i=1}^k y_i` as one sum, `Σ_{i=1}^k (W x_i + b − y_i)`, and so
  /// where each sum is divided by k: the same terms where there is none.
  Terms counted(Terms terms) {
    Binder range = null;
    List<Term> sums = new ArrayList<>();
    for (Term term : terms.terms()) {
      Binder binder = sum(term);
      if (binder != null && (range == null || isAlong(range, binder))) {
        range = range == null ? binder : range;
        sums.add(term);
      }
    }
    if (range == null
        || !(range.upper() instanceof Symbol count)
        || !range.lower().equals(Num.ONE)) {
      return terms;
    }
    Expr once = Canonical.power(count, INVERSE);
    boolean mean =
        sums.stream()
            .map(term -> Canonical.product(term.scalar(), count))
            .allMatch(scalar -> !Dag.any(scalar, count::equals));
    Expr front = mean ? once : Num.ONE;
    Symbol index = index(range, terms.terms());
    List<Term> inside = new ArrayList<>();
    List<Term> rest = new ArrayList<>();
    for (Term term : terms.terms()) {
      Expr each = Canonical.product(term.scalar(), mean ? Num.ONE : once);
      if (sums.contains(term)) {
        Expr scalar = Canonical.product(term.scalar(), mean ? count : Num.ONE);
        inside.addAll(opened(term.withScalar(scalar), index).terms());
      } else if (mean ? each instanceof Num : !Dag.any(each, count::equals)) {
        inside.add(term.withScalar(each));
      } else {
        rest.add(term);
      }
    }
    if (inside.size() < 2) {
      return terms;
    }
    Terms whole = over(range, index, Terms.sum(terms.shape(), inside));
    rest.addAll(whole.times(front).terms());
    return Terms.sum(terms.shape(), rest);
  }

  /// A name for the variable of a sum that stands in none of the terms.
  private Symbol index(Binder binder, List<Term> terms) {
    List<Expr> beside = new ArrayList<>();
    for (Term term : terms) {
      beside.add(algebra.numbers.fill(term.scalar()));
      term.word().forEach(letter -> beside.add(letter.atom()));
    }
    return Binders.index(binder, beside);
  }

  /// The sum of a body over a range, with the number that all its terms have in common in front.
  private Terms over(Binder range, Symbol index, Terms body) {
    Expr common = Spelling.commonRational(body);
    Expr spelt = algebra.spell(body.times(Canonical.power(common, INVERSE)));
    Expr upright = spelt instanceof Negate negative ? negative.operand() : spelt;
    Expr upper = Objects.requireNonNull(range.upper());
    Binder whole = Binder.of(Binder.Kind.SUM, index, range.lower(), upper, upright);
    return Terms.letter(whole).times(spelt instanceof Negate ? Canonical.negate(common) : common);
  }

  /// The sum in a term; null where there is none, or where the term holds several.
  private static @Nullable Binder sum(Term term) {
    List<Expr> sums = term.word().stream().map(Letter::atom).filter(SumsTogether::isSum).toList();
    return sums.size() == 1 ? (Binder) sums.getFirst() : null;
  }

  private static boolean isSum(Expr atom) {
    return atom instanceof Binder binder && binder.kind() == Binder.Kind.SUM;
  }

  /// What a term with a sum has at one value of its index.
  private Terms opened(Term term, Symbol index) {
    Terms product = Terms.number(term.scalar());
    for (Letter letter : term.word()) {
      Terms next =
          letter.atom() instanceof Binder binder && isSum(binder)
              ? algebra.of(binder.open(index))
              : Terms.letter(letter.atom());
      product = algebra.times(product, letter.transposed() ? next.turned() : next);
    }
    return product;
  }

  private @Nullable Terms joined(Term sum, Binder binder, Term other) {
    Symbol index = index(binder, List.of(sum, other));
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
                Objects.requireNonNull(binder.upper()),
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
        && Objects.equals(number.upper(), sum.upper());
  }
}
