package nabla.simplify.arrays;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nabla.catalogue.Blocks;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Shape;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// Determinants of sums, of blocks and of matrices written out, each in one form for all of its
/// equals, for proofs:
///
/// - `det(A + B) = det(A) det(I + A⁻¹ B)`;
/// - `det(I + A B) = det(I + B A)`, for A and B of any fitting sizes (Sylvester, 1851; Harville,
///   Matrix Algebra From a Statistician's Perspective, section 18.1), so that `det(A + u vᵀ) =
///   det(A) (1 + vᵀ A⁻¹ u)`;
/// - `det [A, B; C, D] = det(A) det(D - C A⁻¹ B)` (Schur, 1917; Harville, section 13.3).
final class DeterminantLaws {

  /// So many equal forms of one determinant are compared.
  private static final int MOST_FORMS = 48;

  /// Matrices with more rows than these are not multiplied out.
  private static final int MOST_ROWS = 4;

  private final Algebra algebra;
  private final Words words;
  private final Map<Expr, Expr> known = new HashMap<>();
  private final Set<Expr> divisors = new LinkedHashSet<>();

  DeterminantLaws(Algebra algebra) {
    this.algebra = algebra;
    this.words = new Words(algebra);
  }

  /// The determinants that must not be 0 for what was found.
  Set<Expr> divisors() {
    return divisors;
  }

  /// Terms with each determinant in its numbers in its one form.
  Terms apply(Terms terms) {
    return terms.withScalars(this::number);
  }

  private Expr number(Expr scalar) {
    Map<Expr, Expr> replaced = new HashMap<>();
    for (Expr node : Dag.of(scalar).nodes()) {
      if (algebra.numbers.meaning(node) instanceof Apply meaning
          && meaning.operator() == Matrices.DET) {
        Expr value = known.get(node);
        if (value == null) {
          known.put(node, node); // what asks for itself learns nothing
          value = determinant(node, meaning.argument());
          known.put(node, value);
        }
        replaced.put(node, value);
      }
    }
    return replaced.isEmpty() ? scalar : Canonical.of(Substitution.of(replaced).apply(scalar));
  }

  private Expr determinant(Expr number, Expr matrix) {
    if (matrix instanceof Literal literal && literal.rows() <= MOST_ROWS) {
      return leibniz(literal, new ArrayList<>(), 0);
    }
    if (matrix instanceof Apply apply && apply.operator() == Blocks.BELOW) {
      Expr schur = schur(apply);
      return schur == null ? number : schur;
    }
    Terms terms = algebra.of(matrix);
    return terms.terms().size() < 2 ? number : sum(number, terms);
  }

  /// Expanded by the rows from `row` on, with these columns taken.
  private Expr leibniz(Literal matrix, List<Integer> taken, int row) {
    if (row == matrix.rows()) {
      return Num.ONE;
    }
    List<Expr> parts = new ArrayList<>();
    int sign = 1;
    for (int column = 0; column < matrix.columns(); column++) {
      if (!taken.contains(column)) {
        List<Integer> more = new ArrayList<>(taken);
        more.add(column);
        Expr entry = algebra.of(matrix.entry(row, column)).scalar();
        parts.add(Canonical.product(Num.of(sign), entry, leibniz(matrix, more, row + 1)));
        sign = -sign;
      }
    }
    return Canonical.sum(parts);
  }

  /// The determinant of `[A, B; C, D]` with square A and D; null for blocks of other forms.
  private @Nullable Expr schur(Apply below) {
    if (!(below.child(0) instanceof Apply upper)
        || !(below.child(1) instanceof Apply lower)
        || upper.operator() != Blocks.BESIDE
        || lower.operator() != Blocks.BESIDE
        || !upper.child(0).shape().isSquare()
        || !lower.child(1).shape().isSquare()
        || !upper.child(0).shape().columns().equals(lower.child(0).shape().columns())) {
      return null;
    }
    Expr a = upper.child(0);
    Expr d = lower.child(1);
    Terms b = algebra.of(upper.child(1));
    Terms c = algebra.of(lower.child(0));
    if (b.isZero() || c.isZero()) {
      return Canonical.product(of(algebra.of(a)), of(algebra.of(d)));
    }
    Expr reduced =
        a.isScalar()
            ? null
            : Sum.of(
                d,
                Negate.of(
                    Product.of(lower.child(0), Apply.of(Matrices.INVERSE, a), upper.child(1))));
    if (reduced == null) {
      return null;
    }
    divisors.add(of(algebra.of(a)));
    return Canonical.product(of(algebra.of(a)), of(algebra.of(reduced)));
  }

  /// The determinant of terms, in its one form.
  private Expr of(Terms terms) {
    Expr plain =
        terms.shape().isScalar()
            ? terms.scalar()
            : algebra.of(Apply.of(Matrices.DET, algebra.spell(terms))).scalar();
    return number(plain);
  }

  /// Of all ways to take one invertible term out in front, `det(M) det(I + M⁻¹ R)`, the first.
  private Expr sum(Expr number, Terms terms) {
    TreeMap<String, Form> forms = new TreeMap<>();
    for (Term term : terms.terms()) {
      if (term.word().stream().allMatch(letter -> letter.shape().isSquare())) {
        Form form = form(terms, term);
        forms.putIfAbsent(form.name, form);
      }
    }
    if (forms.isEmpty()) {
      return number;
    }
    Form first = forms.firstEntry().getValue();
    if (!(first.front instanceof Num)) {
      divisors.add(first.front);
    }
    return Canonical.product(first.front, first.rest);
  }

  /// A determinant as a product.
  private record Form(String name, Expr front, Expr rest) {}

  private Form form(Terms terms, Term front) {
    Terms matrix = new Terms(terms.shape(), List.of(front));
    Expr inverse = Apply.of(Matrices.INVERSE, algebra.spell(matrix));
    List<Term> others = terms.terms().stream().filter(term -> term != front).toList();
    Terms rest = algebra.times(algebra.of(inverse), new Terms(terms.shape(), others));
    Expr determinant = algebra.of(Apply.of(Matrices.DET, algebra.spell(matrix))).scalar();
    Terms least = least(rest);
    String name = (least.shape().isScalar() ? "" : "~") + name(least);
    if (least.shape().isScalar()) {
      return new Form(name, determinant, Canonical.sum(Num.ONE, least.scalar()));
    }
    Expr sum = Sum.of(Matrices.identity(least.shape().rows()), algebra.spell(least));
    return new Form(name, determinant, algebra.named(Apply.of(Matrices.DET, sum)));
  }

  /// Of all R with the same `det(I + R)` that turn the factors of R around or transpose it, a
  /// number if there is one, else the first in order.
  private Terms least(Terms rest) {
    Map<String, Terms> seen = new TreeMap<>(Comparator.naturalOrder());
    Deque<Terms> open = new ArrayDeque<>(List.of(rest));
    seen.put(name(rest), rest);
    while (!open.isEmpty() && seen.size() < MOST_FORMS) {
      Budget.check();
      Terms next = open.remove();
      if (next.shape().isScalar()) {
        return next;
      }
      for (Terms other : around(next)) {
        if (seen.putIfAbsent(name(other), other) == null) {
          open.add(other);
        }
      }
    }
    return seen.values().stream()
        .filter(terms -> terms.shape().isScalar())
        .findFirst()
        .orElseGet(() -> seen.values().iterator().next());
  }

  private static String name(Terms terms) {
    return terms.terms().stream()
        .map(term -> term.word() + " " + term.scalar())
        .sorted()
        .toList()
        .toString();
  }

  /// `P S` as `S P` and `S P` as `P S`, for the first and the last letter that all terms share, and
  /// the transpose.
  private List<Terms> around(Terms terms) {
    List<Terms> found = new ArrayList<>();
    List<Term> turned = new ArrayList<>();
    for (Term term : terms.turned().terms()) {
      turned.add(words.normal(term.scalar(), term.word(), terms.shape()));
    }
    found.add(Terms.sum(terms.shape(), turned));
    if (terms.isZero()) {
      return found;
    }
    Letter first = terms.terms().getFirst().word().getFirst();
    if (terms.terms().stream().allMatch(term -> term.word().getFirst().equals(first))) {
      found.add(moved(terms, first, true));
    }
    Letter last = terms.terms().getFirst().word().getLast();
    if (terms.terms().stream().allMatch(term -> term.word().getLast().equals(last))) {
      found.add(moved(terms, last, false));
    }
    return found;
  }

  private Terms moved(Terms terms, Letter letter, boolean first) {
    Dimension rows = first ? letter.shape().columns() : letter.shape().rows();
    Shape shape = Shape.of(rows, rows);
    List<Term> moved = new ArrayList<>();
    for (Term term : terms.terms()) {
      List<Letter> word = new ArrayList<>(term.word());
      if (first) {
        word.add(word.removeFirst());
      } else {
        word.addFirst(word.removeLast());
      }
      moved.add(words.normal(term.scalar(), word, shape));
    }
    return Terms.sum(shape, moved);
  }
}
