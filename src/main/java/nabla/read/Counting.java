package nabla.read;

import java.util.HashMap;
import java.util.Map;
import nabla.catalogue.Dimensions;
import nabla.expr.Dimension;
import nabla.expr.Name;
import org.jspecify.annotations.Nullable;

/// From where the indices of Σ and Π count: below a letter from 1, in square brackets from 0. One
/// index at both, `y_i X[i, :]`, would name y₁ beside the second row.
final class Counting {

  private final Axes axes;
  private final Map<Name, Term> below = new HashMap<>();
  private final Map<Name, Term> inBrackets = new HashMap<>();
  private final Map<Name, Dimension> firsts = new HashMap<>();
  private final Map<Name, Dimension> lasts = new HashMap<>();

  Counting(Axes axes) {
    this.axes = axes;
  }

  /// What is known of an index.
  record Known(
      @Nullable Term below,
      @Nullable Term inBrackets,
      @Nullable Dimension first,
      @Nullable Dimension last) {}

  /// An index begins to run.
  ///
  /// @return what was known of an index of this name further out
  Known enter(Name index, @Nullable Dimension first, @Nullable Dimension last) {
    Known outer =
        new Known(below.get(index), inBrackets.get(index), firsts.get(index), lasts.get(index));
    leave(index, new Known(null, null, first, last));
    return outer;
  }

  /// Whether an index that runs stands in square brackets.
  boolean isFromZero(Name index) {
    return inBrackets.containsKey(index);
  }

  /// It ends.
  void leave(Name index, Known outer) {
    IndexRanges.restore(below, index, outer.below());
    IndexRanges.restore(inBrackets, index, outer.inBrackets());
    IndexRanges.restore(firsts, index, outer.first());
    IndexRanges.restore(lasts, index, outer.last());
  }

  /// An index as the place of an entry.
  void entry(Term.Entry entry, Term index) {
    if (!entry.fromZero()) {
      place(entry, index, below);
    } else if (index instanceof Term.Total sum
        && sum.terms().size() == 2
        && Resolver.isInteger(sum.terms().getLast(), 1)) {
      place(entry, sum.terms().getFirst(), inBrackets);
    }
  }

  /// An index as the place of a row or column.
  ///
  /// @param size how many there are; null where that is not known
  void slice(Term.Slice slice, Term index, @Nullable Dimension size) {
    place(slice, index, inBrackets);
    Dimension place = Sizes.ofTerm(index);
    if (place != null) {
      within(slice, substituted(place, firsts), substituted(place, lasts), size);
    }
  }

  /// The place that an index in it reaches; null where none is.
  private static @Nullable Dimension substituted(Dimension place, Map<Name, Dimension> values) {
    Map<String, Dimension> named = new HashMap<>();
    values.forEach((name, value) -> named.put(name.toString(), value));
    Dimension reached = place.substitute(named);
    return reached.equals(place) ? null : reached;
  }

  private void place(Term term, Term index, Map<Name, Term> places) {
    if (!(index instanceof Term.Variable variable)) {
      return;
    }
    Name name = variable.name();
    places.put(name, term);
    Term one = below.get(name);
    Term zero = inBrackets.get(name);
    if (one != null && zero != null) {
      throw axes.clash()
          .refused(
              term,
              term,
              "found "
                  + name
                  + " in "
                  + axes.clash().text(one)
                  + ", where it counts from 1, and in "
                  + axes.clash().text(zero)
                  + ", where it counts from 0; write ["
                  + name
                  + "-1] in the brackets");
    }
  }

  private void within(
      Term.Slice slice,
      @Nullable Dimension first,
      @Nullable Dimension last,
      @Nullable Dimension size) {
    Dimension left =
        last == null || size == null
            ? Dimension.ONE
            : Dimensions.minus(Dimensions.minus(size, last), Dimension.ONE);
    boolean before = first != null && Dimensions.isKnownBelow(first, 0);
    if (before || Dimensions.isKnownBelow(left, 0)) {
      throw axes.clash()
          .refused(
              slice,
              slice,
              "found the place "
                  + (before ? first : last)
                  + ", in "
                  + axes.clash().text(slice)
                  + "; in square brackets they are counted from 0"
                  + (size == null ? "" : " to " + Dimensions.minus(size, Dimension.ONE)));
    }
  }
}
