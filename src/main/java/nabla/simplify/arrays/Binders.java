package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Blocks;
import nabla.catalogue.Matrices;
import nabla.catalogue.Vectorization;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Shape;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// Sums and integrals of arrays: what does not depend on their variable comes out of them, at the
/// left and at the right, and so does a transpose.
final class Binders {

  private final Algebra algebra;

  Binders(Algebra algebra) {
    this.algebra = algebra;
  }

  /// Whether a binder is one of these, or a sum of numbers that vectors x₁, …, xₘ make.
  static boolean concerns(Binder binder) {
    return binder.isScalar()
        ? binder.kind() == Binder.Kind.SUM && Dag.any(binder.body(), Blocks::isRow)
        : binder.kind() == Binder.Kind.SUM || binder.kind() == Binder.Kind.INTEGRAL;
  }

  /// A name for the variable of a binder while it is open, other than those of all that are open
  /// around it and of all that stand `beside` its body.
  static Symbol index(Binder binder, List<Expr> beside) {
    return binder.unused("index", beside);
  }

  Terms of(Binder binder) {
    Symbol index = index(binder, List.of());
    if (binder.isScalar()) {
      Term whole = new Term(algebra.of(binder.open(index)).scalar(), List.of());
      return of(binder, index, whole, binder.shape());
    }
    List<Term> terms = new ArrayList<>();
    for (Term term : algebra.of(binder.open(index)).terms()) {
      terms.addAll(of(binder, index, term, binder.shape()).terms());
    }
    return Terms.sum(binder.shape(), terms);
  }

  private Terms of(Binder binder, Symbol index, Term term, Shape shape) {
    List<Expr> outside = new ArrayList<>();
    List<Expr> inside = new ArrayList<>();
    List<Expr> scalars =
        term.scalar() instanceof Product product ? product.children() : List.of(term.scalar());
    scalars.forEach(factor -> (moves(factor, index) ? inside : outside).add(factor));
    List<Letter> word = term.word();
    int from = 0;
    int to = word.size();
    while (from < to && !moves(word.get(from).atom(), index)) {
      from++;
    }
    while (to > from && !moves(word.get(to - 1).atom(), index)) {
      to--;
    }
    Expr scalar = Canonical.product(inside);
    Expr front = Canonical.product(outside);
    if (from == to && inside.isEmpty()) {
      return new Terms(shape, List.of(new Term(Canonical.product(front, length(binder)), word)));
    }
    if (from == to) {
      Binder number = around(binder, index, Terms.number(scalar));
      return new Terms(
          shape, List.of(new Term(Canonical.product(front, algebra.named(number)), word)));
    }
    Terms middle = middle(binder, index, new Term(scalar, List.copyOf(word.subList(from, to))));
    Terms result = middle.times(front);
    if (from > 0) {
      result = algebra.times(plain(word.subList(0, from)), result);
    }
    return to < word.size() ? algebra.times(result, plain(word.subList(to, word.size()))) : result;
  }

  private static Terms plain(List<Letter> word) {
    Shape shape = Shape.of(word.getFirst().shape().rows(), word.getLast().shape().columns());
    return Terms.of(shape, word);
  }

  /// What depends on the variable at both ends.
  private Terms middle(Binder binder, Symbol index, Term term) {
    List<Letter> word = term.word();
    Shape shape = Shape.of(word.getFirst().shape().rows(), word.getLast().shape().columns());
    long turned = word.stream().filter(Letter::transposed).count();
    if (2 * turned > word.size()) {
      return new Terms(shape, middle(binder, index, term.turned()).turned().terms());
    }
    if (word.size() == 1 && word.getFirst().is(Vectorization.VEC)) {
      Expr array = ((Apply) word.getFirst().atom()).argument();
      Term inside = new Term(Num.ONE, List.of(new Letter(array, false)));
      Terms body = algebra.scaled(new Terms(array.shape(), List.of(inside)), term.scalar());
      return algebra.of(Apply.of(Vectorization.VEC, around(binder, index, body)));
    }
    Expr end = ofSquaredInverses(binder, index, term);
    return end != null
        ? algebra.of(Apply.of(Matrices.INVERSE, end))
        : Terms.letter(around(binder, index, new Terms(shape, List.of(term))));
  }

  /// The X of `∫₀¹ (tX + (1−t)I)⁻² dt`, which is X⁻¹ since the integrand is the derivative of `t
  /// (tX
  /// + (1−t)I)⁻¹`; null for anything else.
  private @Nullable Expr ofSquaredInverses(Binder binder, Symbol index, Term term) {
    boolean unit =
        binder.kind() == Binder.Kind.INTEGRAL
            && binder.lower().equals(Num.ZERO)
            && binder.upper() instanceof Num upper
            && upper.equals(Num.ONE)
            && Canonical.isOne(term.scalar());
    Expr inverse = unit ? squared(term.word()) : null;
    if (!(inverse instanceof Apply apply && apply.operator() == Matrices.INVERSE)) {
      return null;
    }
    Expr line = apply.argument();
    Expr end = Substitution.of(index, Num.ONE).apply(line);
    Expr identity = Matrices.identity(line.shape().rows());
    Expr expected =
        Sum.of(Product.of(index, end), Product.of(Sum.of(Num.ONE, Negate.of(index)), identity));
    return algebra.expanded(expected).equals(algebra.expanded(line)) ? end : null;
  }

  /// The letter whose square a word is; null for other words.
  private static @Nullable Expr squared(List<Letter> word) {
    if (word.size() == 2 && word.getFirst().equals(word.getLast())) {
      return word.getFirst().atom();
    }
    return word.size() == 1
            && word.getFirst().atom() instanceof Power power
            && power.exponent().equals(Num.TWO)
        ? power.base()
        : null;
  }

  private Binder around(Binder binder, Symbol index, Terms body) {
    Expr lower = algebra.spell(algebra.of(binder.lower()));
    Expr upper = algebra.spell(algebra.of(java.util.Objects.requireNonNull(binder.upper())));
    return Binder.of(binder.kind(), index, lower, upper, algebra.spell(body));
  }

  private boolean moves(Expr part, Symbol index) {
    return Dag.any(algebra.numbers.fill(part), index::equals);
  }

  /// How often the body counts where it does not depend on the variable.
  private Expr length(Binder binder) {
    Expr upper = java.util.Objects.requireNonNull(binder.upper());
    Expr difference =
        Canonical.sum(
            algebra.of(upper).scalar(), Canonical.negate(algebra.of(binder.lower()).scalar()));
    return binder.kind() == Binder.Kind.SUM ? Canonical.sum(difference, Num.ONE) : difference;
  }
}
