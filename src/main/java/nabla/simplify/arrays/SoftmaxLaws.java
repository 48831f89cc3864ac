package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nabla.catalogue.Elementary;
import nabla.catalogue.Matrices;
import nabla.catalogue.Reductions;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Shape;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// `e^u / sum(e^u)` is softmax(u): of a vector, on the diagonal of a matrix, at each side of `e^u
/// (e^u)ᵀ / sum(e^u)²`, and of one entry, `e^{u_i} / sum(e^u)`.
final class SoftmaxLaws {

  private final Algebra algebra;

  SoftmaxLaws(Algebra algebra) {
    this.algebra = algebra;
  }

  /// The term with softmax in it wherever it can be seen.
  Terms of(Term term, Shape shape) {
    if (term.scalar() instanceof Num) {
      return new Terms(shape, List.of(term));
    }
    if (shape.isScalar()) {
      return Terms.number(ofNumber(term.scalar()));
    }
    Expr scalar = entries(term.scalar());
    List<Letter> word = new ArrayList<>(term.word());
    boolean changed = false;
    for (int place = 0; place < word.size(); place++) {
      Symbol total = total(word.get(place));
      while (total != null && divides(total, scalar)) {
        word.set(place, weighted(word.get(place), total));
        scalar = Canonical.product(scalar, total);
        changed = true;
        total = total(word.get(place));
      }
    }
    if (!changed) {
      return new Terms(shape, List.of(term.withScalar(scalar)));
    }
    Terms result = one(word.getFirst());
    for (Letter letter : word.subList(1, word.size())) {
      result = algebra.times(result, one(letter));
    }
    return result.times(scalar);
  }

  private static Terms one(Letter letter) {
    return Terms.of(letter.shape(), List.of(letter));
  }

  /// Whether a number is divided by another at least once.
  private static boolean divides(Symbol total, Expr scalar) {
    return factors(scalar).stream()
        .anyMatch(factor ->
            factor instanceof Power power
                && power.base().equals(total)
                && power.exponent() instanceof Num exponent
                && exponent.value().compareTo(Rational.ONE.negate()) <= 0);
  }

  private static List<Expr> factors(Expr product) {
    return product instanceof Product several ? several.children() : List.of(product);
  }

  /// The number `sum(e^u)` that is known, for a letter with the factor e^u; null for any other.
  private @Nullable Symbol total(Letter letter) {
    Expr form = form(letter);
    Expr exponential = form == null ? null : exponential(form);
    return exponential == null ? null : total(exponential);
  }

  private @Nullable Symbol total(Expr exponential) {
    return algebra.numbers.known(Apply.of(Matrices.SUM, algebra.entries.lifted(exponential)));
  }

  /// The formula of one entry of a vector, or of the diagonal of a matrix; null where none is
  /// known.
  private @Nullable Expr form(Letter letter) {
    Expr vector = letter.is(Matrices.DIAG) ? ((Apply) letter.atom()).argument() : letter.atom();
    if (!vector.shape().isVector()) {
      return null;
    }
    if (vector.equals(letter.atom())) {
      return algebra.entries.form(vector);
    }
    Terms terms = algebra.of(vector);
    Term only = terms.isSingle() ? terms.terms().getFirst() : null;
    return only != null && Canonical.isOne(only.scalar()) && only.word().size() == 1
        ? algebra.entries.form(only.word().getFirst().atom())
        : null;
  }

  /// The factor e^u whose sum is known; null where there is none.
  private @Nullable Expr exponential(Expr form) {
    for (Expr factor : factors(form)) {
      if (isExponential(factor) && total(factor) != null) {
        return factor;
      }
    }
    return null;
  }

  private static boolean isExponential(Expr factor) {
    return factor instanceof Apply apply && apply.operator() == Elementary.EXP;
  }

  /// The letter with softmax(u) in place of e^u.
  private Letter weighted(Letter letter, Symbol total) {
    Expr form = form(letter);
    Expr exponential = form == null ? null : exponential(form);
    if (form == null || exponential == null) {
      throw new IllegalStateException("no exponentials with the sum " + total);
    }
    boolean diagonal = letter.is(Matrices.DIAG);
    Shape shape = diagonal ? Shape.vector(letter.shape().rows()) : letter.atom().shape();
    Expr weights = algebra.entries.places.of(softmax(exponential, shape));
    Expr rest = Canonical.product(form, Canonical.power(exponential, -1), weights);
    Expr vector = algebra.spell(algebra.entries.array(shape, rest));
    Letter result = diagonal ? Diagonals.matrix(vector) : new Letter(vector, false);
    return letter.transposed() ? result.turned() : result;
  }

  /// `softmax(u)` for e^u.
  private Expr softmax(Expr exponential, Shape shape) {
    Expr argument = algebra.spell(algebra.entries.array(shape, ((Apply) exponential).argument()));
    Expr softmax = Apply.of(Reductions.SOFTMAX, argument);
    algebra.know(Terms.letter(softmax));
    return softmax;
  }

  private Expr ofNumber(Expr scalar) {
    return scalar instanceof Sum sum
        ? Canonical.sum(sum.children().stream().map(this::entries).toList())
        : entries(scalar);
  }

  /// A product of numbers with `softmax(u)_i` in place of `e^{u_i} / sum(e^u)`, and `yᵀ softmax(u)`
  /// in place of `yᵀ e^u / sum(e^u)`.
  private Expr entries(Expr scalar) {
    if (!(scalar instanceof Product product)) {
      return scalar;
    }
    for (Expr below : product.children()) {
      if (!(below instanceof Power power
          && power.base() instanceof Symbol total
          && isSumOfExponentials(total)
          && divides(total, scalar))) {
        continue;
      }
      for (Expr factor : product.children()) {
        Expr weighted = weightedNumber(factor, total);
        if (weighted != null) {
          Expr rest = Canonical.product(scalar, total, Canonical.power(factor, -1));
          return entries(Canonical.product(rest, weighted));
        }
      }
    }
    return scalar;
  }

  private boolean isSumOfExponentials(Symbol total) {
    return algebra.numbers.meaning(total) instanceof Apply sum
        && sum.operator() == Matrices.SUM
        && sum.argument().shape().isVector()
        && algebra.entries.form(sum.argument()) instanceof Apply form
        && isExponential(form);
  }

  /// A number with softmax in place of the exponentials whose sum is given, times that sum; null
  /// where it has none.
  private @Nullable Expr weightedNumber(Expr factor, Symbol total) {
    Apply sum = (Apply) Objects.requireNonNull(algebra.numbers.meaning(total));
    Expr form = Objects.requireNonNull(algebra.entries.form(sum.argument()));
    Expr place = place(form, factor);
    if (place != null) {
      Expr softmax = softmax(form, sum.argument().shape());
      return algebra.named(Apply.of(Matrices.ENTRY, softmax, place));
    }
    Expr meaning = algebra.numbers.meaning(factor);
    if (meaning instanceof Apply other && other.operator() == Matrices.SUM && other != sum) {
      Expr entry = algebra.entries.form(other.argument());
      if (entry == null || !factors(entry).contains(form)) {
        return null;
      }
      Expr weights = algebra.entries.places.of(softmax(form, sum.argument().shape()));
      Expr rest = Canonical.product(entry, Canonical.power(form, -1), weights);
      return algebra.sums.of(rest, sum.argument().shape());
    }
    return meaning instanceof Product inner && inner.arity() == 2 ? ofInner(inner, total) : null;
  }

  private @Nullable Expr ofInner(Product inner, Symbol total) {
    for (int column = 0; column < 2; column++) {
      Terms terms = algebra.of(inner.child(column));
      List<Letter> word = terms.isSingle() ? terms.terms().getFirst().word() : List.of();
      if (word.size() == 1 && Objects.equals(total(word.getFirst()), total)) {
        Terms weighted = one(weighted(word.getFirst(), total)).times(terms.scalar());
        Terms other = algebra.of(inner.child(1 - column));
        return (column == 0 ? algebra.times(weighted, other) : algebra.times(other, weighted))
            .scalar();
      }
    }
    return null;
  }

  /// The place i for which a number is the i-th entry of an array of exponentials; null where it is
  /// none.
  private @Nullable Expr place(Expr form, Expr number) {
    if (!isExponential(number)) {
      return null;
    }
    for (Expr node : Dag.of(number).nodes()) {
      if (algebra.numbers.meaning(node) instanceof Apply entry
          && entry.operator() == Matrices.ENTRY
          && entry.arity() == 2
          && at(form, entry.child(1)).equals(number)) {
        return entry.child(1);
      }
    }
    return null;
  }

  private Expr at(Expr form, Expr place) {
    Map<Expr, Expr> entries = new HashMap<>();
    for (Expr node : Dag.of(form).nodes()) {
      Expr vector = algebra.entries.places.meaning(node);
      if (vector != null) {
        entries.put(node, algebra.named(Apply.of(Matrices.ENTRY, vector, place)));
      }
    }
    return Canonical.of(Substitution.of(entries).apply(form));
  }
}
