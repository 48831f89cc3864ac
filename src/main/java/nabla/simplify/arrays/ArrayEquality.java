package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import nabla.catalogue.Elementary;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.Equality;
import nabla.simplify.Written;
import org.jspecify.annotations.Nullable;

/// Proves that two formulas with vectors and matrices are equal wherever both are defined, by the
/// laws of matrices: their difference, as a sum of words, has no words.
///
/// A proof says nothing where one side is undefined. That no proof is found says nothing at all.
public final class ArrayEquality {

  private final Algebra algebra;
  private final Assumptions assumptions;

  private ArrayEquality(Written written) {
    this.algebra = Algebra.keeping(written).expanding();
    this.assumptions = written.assumptions();
  }

  /// What a proof rests on, beyond that both sides are defined.
  ///
  /// @param conditions what must hold
  /// @param divisors what was divided by: both sides are known to be equal where these are not 0
  public record Proof(List<Expr> conditions, Set<Expr> divisors) {}

  /// A proof; null where none is found.
  public static @Nullable Proof prove(Expr left, Expr right, Written written) {
    try {
      if (isSameUnexpanded(plain(left), plain(right), written)) {
        return new Proof(List.of(), Set.of());
      }
      Expr difference = Sum.of(plain(left), Negate.of(plain(right)));
      ArrayEquality equality = new ArrayEquality(written);
      List<Expr> conditions = equality.zero(equality.algebra.of(difference));
      return conditions == null ? equality.completed(difference) : new Proof(conditions, Set.of());
    } catch (NablaException unknown) {
      if (unknown.kind() == NablaException.Kind.BUDGET) {
        Budget.check();
      }
      return null;
    }
  }

  /// Whether both sides are the same words with each sum as one letter: `(A + B)⁹` has few of
  /// these, and hundreds multiplied out.
  private static boolean isSameUnexpanded(Expr left, Expr right, Written written) {
    Algebra keeping = Algebra.keeping(written);
    return keeping.spell(keeping.of(left)).equals(keeping.spell(keeping.of(right)));
  }

  /// The same with norms as roots, determinants of sums in one form, and what follows from the
  /// inverses of sums and from the equations that are assumed.
  private @Nullable Proof completed(Expr difference) {
    DeterminantLaws determinants = new DeterminantLaws(algebra);
    Terms terms = determinants.apply(algebra.of(rooted(difference)));
    List<Expr> conditions = zero(terms);
    if (conditions != null) {
      return new Proof(conditions, filled(determinants.divisors()));
    }
    Completion completion = new Completion(algebra, terms, assumptions);
    AtomicReference<@Nullable Terms> before = new AtomicReference<>(terms);
    AtomicReference<@Nullable List<Expr>> found = new AtomicReference<>();
    completion.reaches(() -> {
      Terms reduced = completion.reduced(terms);
      if (reduced != null && !reduced.equals(before.getAndSet(reduced))) {
        found.set(zero(reduced));
      }
      return found.get() != null;
    });
    List<Expr> proof = found.get();
    if (proof == null) {
      return null;
    }
    Set<Expr> divisors = new LinkedHashSet<>(filled(determinants.divisors()));
    divisors.addAll(filled(completion.divisors()));
    return new Proof(proof, divisors);
  }

  private Set<Expr> filled(Set<Expr> numbers) {
    Set<Expr> filled = new LinkedHashSet<>();
    numbers.forEach(number -> filled.add(algebra.numbers.fill(number)));
    return filled;
  }

  private @Nullable List<Expr> zero(Terms difference) {
    Set<Expr> conditions = new LinkedHashSet<>();
    for (Term term : difference.terms()) {
      Equality.Proof proof = Equality.prove(term.scalar(), Num.ZERO, known(term.scalar()));
      if (!proof.proved()) {
        return null;
      }
      proof.conditions().forEach(condition -> conditions.add(algebra.numbers.fill(condition)));
    }
    return List.copyOf(conditions);
  }

  /// What is known of the numbers that stand for arrays: a norm is not negative, the determinant of
  /// an orthogonal matrix is 1 or −1.
  private Assumptions known(Expr scalar) {
    Assumptions known = assumptions;
    for (Expr node : Dag.of(scalar).nodes()) {
      if (node instanceof Symbol number
          && algebra.numbers.meaning(number) instanceof Apply meaning
          && meaning.operator() == Norms.NORM) {
        known = known.and(Relation.of(Relation.Comparison.GREATER_OR_EQUAL, number, Num.ZERO));
      }
      if (node instanceof Symbol number
          && algebra.numbers.meaning(number) instanceof Apply meaning
          && meaning.operator() == Matrices.DET
          && algebra.facts().isOrthogonal(meaning.argument())) {
        known = known.and(Relation.of(Relation.Comparison.EQUAL, Power.of(number, 2), Num.ONE));
      }
      if (node instanceof Symbol number && isSumOfSquares(algebra.numbers.meaning(number))) {
        known = known.and(Relation.of(Relation.Comparison.GREATER_OR_EQUAL, number, Num.ZERO));
      }
    }
    return known;
  }

  /// Whether a number is `vᵀ v` or `tr(Vᵀ V)`, where V may be a product.
  private boolean isSumOfSquares(@Nullable Expr meaning) {
    boolean trace = meaning instanceof Apply apply && apply.operator() == Matrices.TRACE;
    Terms terms =
        meaning instanceof Apply apply && trace
            ? algebra.of(apply.argument())
            : Terms.number(Num.ONE);
    List<Letter> word =
        new ArrayList<>(terms.isSingle() ? terms.terms().getFirst().word() : List.of());
    if (meaning instanceof Product product) {
      for (Expr factor : product.children()) {
        algebra.of(factor).terms().forEach(term -> word.addAll(term.word()));
      }
    }
    int size = word.size();
    for (int i = 0; i < size; i++) {
      if (!word.get(i).equals(word.get(size - 1 - i).turned())) {
        return false;
      }
    }
    return size > 0;
  }

  /// The formula with the root of a sum of squares in place of each norm.
  private static Expr rooted(Expr formula) {
    Map<Expr, Expr> roots = new HashMap<>();
    for (Expr node : new ArrayList<>(Dag.of(formula).nodes())) {
      if (node instanceof Apply norm && norm.operator() == Norms.NORM && norm.arity() == 1) {
        Expr array = norm.argument();
        Expr squares = Product.of(Apply.of(Matrices.TRANSPOSE, array), array);
        roots.put(
            norm,
            Power.of(
                squares.isScalar() ? squares : Apply.of(Matrices.TRACE, squares),
                Num.of(Rational.of(1, 2))));
      }
    }
    return Substitution.of(roots).apply(formula);
  }

  /// The formula with each function that has a name of its own in terms of others: `logdet(X)` is
  /// `ln(det(X))`, `‖x‖²` is `xᵀx`, and `‖X‖²` is `tr(XᵀX)`.
  private static Expr plain(Expr formula) {
    Map<Expr, Expr> plain = new HashMap<>();
    for (Expr node : new ArrayList<>(Dag.of(formula).nodes())) {
      if (node instanceof Apply apply && apply.operator() == Matrices.LOGDET) {
        plain.put(apply, Apply.of(Elementary.LN, Apply.of(Matrices.DET, apply.argument())));
      } else if (node instanceof Power power
          && power.exponent().equals(Num.TWO)
          && power.base() instanceof Apply norm
          && norm.operator() == Norms.NORM
          && norm.arity() == 1) {
        Expr array = norm.argument();
        Expr squares = Product.of(Apply.of(Matrices.TRANSPOSE, array), array);
        plain.put(power, squares.isScalar() ? squares : Apply.of(Matrices.TRACE, squares));
      }
    }
    return Substitution.of(plain).apply(formula);
  }
}
