package nabla.numeric;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import nabla.expr.Rational;
import nabla.expr.Relation;
import org.jspecify.annotations.Nullable;

/// Where one variable may lie, and how values are drawn there: small ones that are easy to check by
/// hand first, then random ones with few binary digits, so that a double holds them exactly.
final class Range {

  private static final Rational[] SMALL = {
    Rational.ONE,
    Rational.TWO,
    Rational.MINUS_ONE,
    Rational.HALF,
    Rational.ZERO,
    Rational.of(3),
    Rational.of(-2),
    Rational.of(3, 2),
    Rational.of(-1, 2),
    Rational.of(1, 4),
    Rational.of(5, 2),
    Rational.of(-3),
    Rational.of(3, 4),
    Rational.of(-3, 2),
    Rational.of(4),
    Rational.of(-1, 4)
  };

  /// Where claims that hold elsewhere often fail: at 0, for either sign, and far out.
  private static final Rational[] CORNERS = {
    Rational.ZERO,
    Rational.ONE,
    Rational.MINUS_ONE,
    Rational.TWO,
    Rational.HALF,
    Rational.of(-2),
    Rational.of(-1, 2),
    Rational.of(3),
    Rational.of(-3),
    Rational.of(3, 2),
    Rational.of(1, 3),
    Rational.of(10),
    Rational.of(-10),
    Rational.of(50),
    Rational.of(-50),
    Rational.of(100),
    Rational.of(-100),
    Rational.of(1000),
    Rational.of(-1000),
    Rational.of(1, 1000),
    Rational.of(-1, 1000)
  };

  /// Larger integers are left out of the corners: where a sum has as many terms, it takes long.
  private static final Rational LARGEST_INTEGER = Rational.of(10);

  private static final int GRAIN = 1 << 10;

  private final boolean integer;
  private @Nullable Rational lower;
  private @Nullable Rational upper;
  private boolean lowerExcluded;
  private boolean upperExcluded;
  private List<Rational> small = List.of();

  Range(boolean integer) {
    this.integer = integer;
  }

  /// Narrows this to the values that compare so with `bound`.
  void narrow(Relation.Comparison comparison, Rational bound) {
    switch (comparison) {
      case GREATER, GREATER_OR_EQUAL -> {
        boolean excluded = comparison == Relation.Comparison.GREATER;
        if (lower == null || bound.compareTo(lower) > 0 || (bound.equals(lower) && excluded)) {
          lower = bound;
          lowerExcluded = excluded;
        }
      }
      case LESS, LESS_OR_EQUAL -> {
        boolean excluded = comparison == Relation.Comparison.LESS;
        if (upper == null || bound.compareTo(upper) < 0 || (bound.equals(upper) && excluded)) {
          upper = bound;
          upperExcluded = excluded;
        }
      }
      case EQUAL, NOT_EQUAL, APPROXIMATELY -> {} // the sampler rejects or computes
    }
  }

  /// To be called when all bounds are known.
  void settle() {
    List<Rational> fitting = new ArrayList<>();
    for (Rational value : SMALL) {
      if (contains(value)) {
        fitting.add(value);
      }
    }
    small = List.copyOf(fitting);
  }

  private boolean contains(Rational value) {
    int low = lower == null ? 1 : value.compareTo(lower);
    int high = upper == null ? -1 : value.compareTo(upper);
    return (low > 0 || (low == 0 && !lowerExcluded))
        && (high < 0 || (high == 0 && !upperExcluded))
        && (!integer || value.isInteger());
  }

  /// The borders of the range, 0, and values of either sign, small and large; the telling ones
  /// first.
  List<Rational> corners() {
    Set<Rational> corners = new LinkedHashSet<>();
    if (lower != null && contains(lower)) {
      corners.add(lower);
    }
    if (upper != null && contains(upper)) {
      corners.add(upper);
    }
    for (Rational value : CORNERS) {
      if (contains(value) && !(integer && value.abs().compareTo(LARGEST_INTEGER) > 0)) {
        corners.add(value);
      }
    }
    return List.copyOf(corners);
  }

  /// A small value, a different one for each of the first numbers; a random one where there are
  /// none.
  Rational small(int number, SplittableRandom random) {
    return small.isEmpty() ? random(random) : small.get(Math.floorMod(number, small.size()));
  }

  /// How many small values there are.
  int smallCount() {
    return small.size();
  }

  /// A random value.
  Rational random(SplittableRandom random) {
    for (int attempt = 0; attempt < 20; attempt++) {
      Rational value = draw(random);
      if (integer && !value.isInteger()) {
        value = Rational.of(value.floor());
      }
      if (contains(value)) {
        return value;
      }
    }
    return small.isEmpty() ? Rational.ZERO : small.getFirst();
  }

  private Rational draw(SplittableRandom random) {
    if (lower != null && upper != null) {
      Rational share = Rational.of(random.nextInt(GRAIN + 1), GRAIN);
      return lower.plus(upper.minus(lower).times(share));
    }
    // Mostly of the size of everyday numbers, now and then smaller or larger.
    int scale = random.nextInt(6);
    Rational size = scale == 0 ? Rational.HALF : scale == 1 ? Rational.of(12) : Rational.of(4);
    if (lower != null) {
      return lower.plus(size.times(Rational.of(random.nextInt(1, GRAIN + 1), GRAIN)));
    }
    if (upper != null) {
      return upper.minus(size.times(Rational.of(random.nextInt(1, GRAIN + 1), GRAIN)));
    }
    return size.times(Rational.of(random.nextInt(-GRAIN, GRAIN + 1), GRAIN));
  }
}
