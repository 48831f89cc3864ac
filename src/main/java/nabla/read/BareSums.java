package nabla.read;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import nabla.expr.Binder;
import nabla.expr.Name;
import nabla.read.Products.Cursor;
import nabla.read.Syntax.Suffix;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Sums that do not say over what, `Σ y_i` and `(1/n) Σ (y_i − m)²`: over the one index in them
/// that nothing else binds. A Σ that stands anywhere as a matrix does, `xᵀΣx`, is one.
final class BareSums {

  private static final Set<String> INDICES = Set.of("i", "j", "k", "l", "ℓ", "m", "n", "t");

  private static final Name SIGMA = Name.of("Σ");

  private final Resolver resolver;

  /// The signs, each with the index over which it is.
  private final IdentityHashMap<Syntax, Name> indices = new IdentityHashMap<>();

  /// The letters Σ that stand where a sum may.
  private final Set<Syntax> open = Collections.newSetFromMap(new IdentityHashMap<>());

  private boolean isMatrix;

  BareSums(Resolver resolver) {
    this.resolver = resolver;
  }

  /// Looks for such sums in what stands beside each other.
  void survey(List<Syntax> items) {
    for (int i = 0; i < items.size(); i++) {
      Syntax item = items.get(i);
      boolean letter = isSigma(item) && mayBegin(items, i);
      if (letter) {
        open.add(item);
      }
      if ((letter || isSign(item)) && i + 1 < items.size()) {
        Syntax body = new Syntax.Sequence(item.at(), items.subList(i + 1, items.size()));
        List<Name> free =
            FreeIndices.of(null, body).stream()
                .filter(index -> INDICES.contains(index.toString()))
                .toList();
        if (free.size() == 1) {
          indices.put(item, free.getFirst());
        } else if (letter) {
          isMatrix |= !resolver.samples.mayBe(); // Σ a
        }
      }
    }
  }

  /// The indices over which they are.
  Set<Name> indices() {
    Set<Name> found = new HashSet<>();
    indices.forEach((sign, index) -> {
      if (!isSigma(sign) || isSum(sign)) {
        found.add(index);
      }
    });
    return found;
  }

  /// Whether a sign is that of a sum that does not say over what.
  boolean isBare(Syntax sign) {
    return isSign(sign) || (isSigma(sign) && isSum(sign));
  }

  /// Whether a letter Σ is such a sum.
  private boolean isSum(Syntax letter) {
    return !isMatrix && open.contains(letter) && !resolver.isOwn(SIGMA);
  }

  /// Takes note of a letter Σ that is no such sum.
  void survey(Syntax.Letter letter) {
    isMatrix |= isSigma(letter) && !open.contains(letter);
  }

  private static boolean isSigma(Syntax item) {
    return item instanceof Syntax.Letter letter
        && letter.name().equals(SIGMA)
        && !letter.bold()
        && !letter.quoted();
  }

  /// `∑` with nothing below.
  private static boolean isSign(Syntax item) {
    return item instanceof Syntax.Sign sign
        && (sign.type() == NablaLexer.SUM || sign.type() == NablaLexer.PRODUCT);
  }

  /// Whether before a sign stands nothing, an operator, a number, or what divides: `1/n Σ`.
  private static boolean mayBegin(List<Syntax> items, int place) {
    boolean last = place + 1 == items.size() || items.get(place + 1) instanceof Syntax.Mark;
    if (last) {
      return false;
    }
    Syntax before = place == 0 ? null : items.get(place - 1);
    boolean divisor = place > 1 && items.get(place - 2) instanceof Syntax.Mark;
    return before == null
        || divisor
        || before instanceof Syntax.Mark
        || before instanceof Syntax.Digits
        || before instanceof Syntax.Fraction
        || before instanceof Syntax.Group;
  }

  /// The sum whose Σ is at the cursor; null where it is a letter, or a sign that sums up entries.
  @Nullable Term at(Cursor cursor) {
    Syntax item = cursor.items.get(cursor.next);
    boolean letter = isSigma(item);
    if (letter && !isSum(item)) {
      return null;
    }
    Name index = indices.get(item);
    if (index != null && !resolver.bigOperators.isBound(index)) {
      Syntax below = new Syntax.Letter(item.at(), index, null, false, false);
      Suffix suffix = new Suffix(item.at(), NablaLexer.UNDERSCORE, below, "_");
      Syntax.Sign sign =
          item instanceof Syntax.Sign own ? own : new Syntax.Sign(item.at(), NablaLexer.SUM, "Σ");
      resolver.note(
          (sign.type() == NablaLexer.SUM ? "Σ" : "Π") + " is read as the sum over " + index,
          item.at());
      cursor.next++;
      return resolver.bigOperators.at(sign, List.of(suffix), cursor);
    }
    if (!letter) {
      return null;
    }
    int start = cursor.next++;
    Term sum =
        resolver.samples.over(
            item.at(), Binder.Kind.SUM, cursor, () -> resolver.products.product(cursor));
    cursor.next = sum == null ? start : cursor.next;
    return sum;
  }
}
