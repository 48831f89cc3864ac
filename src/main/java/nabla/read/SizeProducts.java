package nabla.read;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import nabla.expr.Dimension;
import org.jspecify.annotations.Nullable;

/// Sizes that are products of others, as those of `A ⊗ B` and `vec(X)`. Where the product and one
/// factor are known, so is the other: in `(I ⊗ A) vec(X)` with X m×n, I is n×n. Where two products
/// are equal and one factor of each is known, each has the known one of the other: in `(A ⊗ I)(I ⊗
/// B)` the first I has the size of B.
final class SizeProducts {

  /// @param left the factor that counts more slowly along the product: of `A ⊗ B` that of A, of
  ///   `vec(X)` the columns of X
  private record Entry(Axis product, Axis left, Axis right) {

    /// The factor that is not known where the other is.
    @Nullable Axis open() {
      return left.size() == null && right.size() != null
          ? left
          : right.size() == null && left.size() != null ? right : null;
    }

    @Nullable Dimension known() {
      return left.size() != null ? left.size() : right.size();
    }
  }

  private final IdentityHashMap<Term, AxisPair> pairs = new IdentityHashMap<>();
  private final List<Entry> entries = new ArrayList<>();

  /// The sizes of a term, with a shape made before where there was one.
  AxisPair of(Term term, AxisPair first, AxisPair second) {
    AxisPair known = pairs.get(term);
    if (known == null || known.rows().size() != null || known.columns().size() != null) {
      known = new AxisPair(product(first.rows(), second.rows()), columns(first, second));
      pairs.put(term, known);
    }
    return known;
  }

  private Axis columns(AxisPair first, AxisPair second) {
    return product(first.columns(), second.columns());
  }

  private Axis product(Axis left, Axis right) {
    Dimension a = left.size();
    Dimension b = right.size();
    if (a != null && b != null) {
      return Axis.of(a.times(b));
    }
    Axis product = new Axis();
    entries.add(new Entry(product, left, right));
    return product;
  }

  /// Whether an axis is a product of others whose sizes are not known yet.
  boolean isProduct(Axis axis) {
    return axis.size() == null
        && entries.stream().anyMatch(entry -> entry.product.root() == axis.root());
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /// Finds what follows from the sizes that are known.
  void solve() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Entry entry : entries) {
        changed |= solve(entry);
      }
      for (int i = 0; i < entries.size() && !changed; i++) {
        for (int j = 0; j < i && !changed; j++) {
          changed = balance(entries.get(i), entries.get(j));
        }
      }
    }
  }

  /// Takes the factors of equal products to be equal, each for each, where nothing else decides: X
  /// in `(I ⊗ A) vec(X)` has as many rows as A has columns, and X in `tr(X ⊗ X)` is square.
  void align() {
    for (int i = 0; i < entries.size(); i++) {
      for (int j = 0; j < i; j++) {
        Entry first = entries.get(i);
        Entry second = entries.get(j);
        if (first.product.root() == second.product.root()
            && first.product.size() == null
            && fit(first.left, second.left)
            && fit(first.right, second.right)) {
          first.left.unify(second.left);
          first.right.unify(second.right);
          solve();
        }
      }
    }
  }

  private static boolean fit(Axis one, Axis other) {
    return one.size() == null || other.size() == null || one.size().equals(other.size());
  }

  private static boolean solve(Entry entry) {
    Dimension product = entry.product.size();
    Dimension left = entry.left.size();
    Dimension right = entry.right.size();
    if (product == null && left != null && right != null) {
      entry.product.name(left.times(right));
      return true;
    }
    Axis open = entry.open();
    Dimension known = entry.known();
    Dimension quotient =
        product == null || open == null || known == null ? null : quotient(product, known);
    if (open == null || quotient == null) {
      return false;
    }
    open.name(quotient);
    return true;
  }

  /// `a x = b y` with x and y unknown: x = b and y = a.
  private static boolean balance(Entry first, Entry second) {
    Axis x = first.open();
    Axis y = second.open();
    Dimension a = first.known();
    Dimension b = second.known();
    if (x == null
        || y == null
        || a == null
        || b == null
        || first.product.root() != second.product.root()
        || x.root() == y.root()) {
      return false;
    }
    x.name(b);
    y.name(a);
    return true;
  }

  /// The size that times a divisor, one product of names, is the product; null where there is none.
  static @Nullable Dimension quotient(Dimension product, Dimension divisor) {
    if (product.equals(divisor)) {
      return Dimension.ONE;
    }
    SortedMap<List<String>, Long> divisors = divisor.terms();
    if (divisors.size() != 1) {
      return null;
    }
    List<String> names = divisors.firstKey();
    long number = divisors.getOrDefault(names, 1L);
    Dimension quotient = Dimension.of(0);
    for (Map.Entry<List<String>, Long> term : product.terms().entrySet()) {
      List<String> rest = new ArrayList<>(term.getKey());
      for (String name : names) {
        if (!rest.remove(name)) {
          return null;
        }
      }
      if (term.getValue() % number != 0) {
        return null;
      }
      Dimension part = Dimension.of(term.getValue() / number);
      for (String name : rest) {
        part = part.times(Dimension.named(name));
      }
      quotient = quotient.plus(part);
    }
    return quotient;
  }
}
