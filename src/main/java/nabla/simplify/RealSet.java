package nabla.simplify;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import nabla.expr.Relation.Comparison;

/// A set of real numbers that changes at finitely many places: intervals and single points.
///
/// The places are in order; `at` tells for each of them whether it belongs to the set, `between`
/// for each of the gaps before, between and behind them. No place is listed at which nothing
/// changes.
final class RealSet {

  static final RealSet ALL = new RealSet(List.of(), List.of(), List.of(true));
  static final RealSet EMPTY = new RealSet(List.of(), List.of(), List.of(false));

  /// How membership in two sets makes membership in a third.
  private interface Combination {
    boolean of(boolean left, boolean right);
  }

  private final List<Place> places;
  private final List<Boolean> at;
  private final List<Boolean> between;

  private RealSet(List<Place> places, List<Boolean> at, List<Boolean> between) {
    this.places = places;
    this.at = at;
    this.between = between;
  }

  /// The set with this membership at each place and in each gap; there is one gap more.
  static RealSet of(List<Place> places, List<Boolean> at, List<Boolean> between) {
    List<Place> keptPlaces = new ArrayList<>();
    List<Boolean> keptAt = new ArrayList<>();
    List<Boolean> keptBetween = new ArrayList<>(List.of(between.getFirst()));
    for (int i = 0; i < places.size(); i++) {
      boolean before = keptBetween.getLast();
      if (at.get(i) != before || between.get(i + 1) != before) {
        keptPlaces.add(places.get(i));
        keptAt.add(at.get(i));
        keptBetween.add(between.get(i + 1));
      }
    }
    return new RealSet(List.copyOf(keptPlaces), List.copyOf(keptAt), List.copyOf(keptBetween));
  }

  /// The numbers that compare so to `place`.
  static RealSet that(Comparison comparison, Place place) {
    return of(
        List.of(place),
        List.of(comparison.holds(0)),
        List.of(comparison.holds(-1), comparison.holds(1)));
  }

  RealSet and(RealSet other) {
    return combined(other, (left, right) -> left && right);
  }

  RealSet or(RealSet other) {
    return combined(other, (left, right) -> left || right);
  }

  RealSet not() {
    return combined(ALL, (left, right) -> !left);
  }

  private RealSet combined(RealSet other, Combination combination) {
    TreeSet<Place> all = new TreeSet<>(places);
    all.addAll(other.places);
    List<Place> merged = List.copyOf(all);
    List<Boolean> mergedAt = new ArrayList<>();
    List<Boolean> mergedBetween = new ArrayList<>();
    int left = 0;
    int right = 0;
    mergedBetween.add(combination.of(between.getFirst(), other.between.getFirst()));
    for (Place place : merged) {
      boolean inLeft = left < places.size() && places.get(left).compareTo(place) == 0;
      boolean inRight =
          right < other.places.size() && other.places.get(right).compareTo(place) == 0;
      mergedAt.add(
          combination.of(
              inLeft ? at.get(left) : between.get(left),
              inRight ? other.at.get(right) : other.between.get(right)));
      left += inLeft ? 1 : 0;
      right += inRight ? 1 : 0;
      mergedBetween.add(combination.of(between.get(left), other.between.get(right)));
    }
    return of(merged, mergedAt, mergedBetween);
  }

  boolean isEmpty() {
    return places.isEmpty() && !between.getFirst();
  }

  boolean isAll() {
    return places.isEmpty() && between.getFirst();
  }

  /// Whether an interval belongs to the set, and not only single points.
  boolean hasInterior() {
    return between.contains(true);
  }

  /// The set without the points that stand alone.
  RealSet interior() {
    List<Boolean> near = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      near.add(at.get(i) && (between.get(i) || between.get(i + 1)));
    }
    return of(places, near, between);
  }

  /// The set together with the single points that are missing inside of it.
  RealSet withoutHoles() {
    List<Boolean> filled = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      filled.add(at.get(i) || (between.get(i) && between.get(i + 1)));
    }
    return of(places, filled, between);
  }

  /// The single points that are missing inside of the set.
  List<Place> holes() {
    List<Place> holes = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      if (!at.get(i) && between.get(i) && between.get(i + 1)) {
        holes.add(places.get(i));
      }
    }
    return holes;
  }

  /// The intervals and single points of which the set is made, from below.
  List<Stretch> stretches() {
    List<Stretch> stretches = new ArrayList<>();
    Stretch open = between.getFirst() ? new Stretch(null, false, null, false) : null;
    for (int i = 0; i < places.size(); i++) {
      Place place = places.get(i);
      if (open != null && (!at.get(i) || !between.get(i + 1))) {
        stretches.add(new Stretch(open.lower(), open.withLower(), place, at.get(i)));
        open = null;
      } else if (open == null && at.get(i) && !between.get(i + 1)) {
        stretches.add(new Stretch(place, true, place, true));
      }
      if (open == null && between.get(i + 1)) {
        open = new Stretch(place, at.get(i), null, false);
      }
    }
    if (open != null) {
      stretches.add(open);
    }
    return stretches;
  }

  /// An interval: its ends, null where there is none, and whether they belong to it.
  record Stretch(
      @org.jspecify.annotations.Nullable Place lower,
      boolean withLower,
      @org.jspecify.annotations.Nullable Place upper,
      boolean withUpper) {

    boolean isPoint() {
      return lower != null && lower == upper;
    }
  }

  /// A simple set that has the same in common with `known` as this one: what is to be said where
  /// `known` is known already.
  RealSet beyond(RealSet known) {
    RealSet widened = and(known).widened(known);
    return widened.places.size() < places.size() ? widened : this;
  }

  private RealSet widened(RealSet known) {
    RealSet result = this;
    for (Stretch gap : known.not().stretches()) {
      // a piece outside of what is known is added where nothing in it need be told apart
      RealSet piece = of(gap);
      if (result.touches(gap)) {
        result = result.or(piece);
      }
    }
    return result;
  }

  private static RealSet of(Stretch stretch) {
    RealSet set = ALL;
    Place lower = stretch.lower();
    Place upper = stretch.upper();
    if (lower != null) {
      set =
          set.and(
              that(stretch.withLower() ? Comparison.GREATER_OR_EQUAL : Comparison.GREATER, lower));
    }
    if (upper != null) {
      set = set.and(that(stretch.withUpper() ? Comparison.LESS_OR_EQUAL : Comparison.LESS, upper));
    }
    return set;
  }

  /// Whether this set reaches both ends of a stretch outside of it.
  private boolean touches(Stretch stretch) {
    Place lower = stretch.lower();
    Place upper = stretch.upper();
    return (lower == null || reaches(lower, stretch.withLower(), true))
        && (upper == null || reaches(upper, stretch.withUpper(), false));
  }

  /// Whether the numbers right above a place, or right below it, belong to the set.
  boolean reaches(Place place, boolean fromAbove) {
    return reaches(place, true, !fromAbove);
  }

  private boolean reaches(Place end, boolean outside, boolean fromBelow) {
    int index = 0;
    while (index < places.size() && places.get(index).compareTo(end) < 0) {
      index++;
    }
    boolean here = index < places.size() && places.get(index).compareTo(end) == 0;
    if (!outside) {
      return here ? at.get(index) : between.get(index);
    }
    return between.get(here && !fromBelow ? index + 1 : index);
  }
}
