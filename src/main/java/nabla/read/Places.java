package nabla.read;

import nabla.expr.Dimension;

/// Where an index gets to in an array of which the size is known or not.
final class Places {

  private Places() {}

  /// `x[-1]` is the last.
  ///
  /// @param index counted from 1
  static Dimension fromEnd(Dimension index, Dimension size) {
    return index.isFixed() && index.fixedSize() < 1 ? size.plus(index) : index;
  }

  /// Whether an index is known to pass the size of its axis, or to lie before 1.
  static boolean outside(Dimension index, Dimension size) {
    Dimension beyond = index.plus(size.times(Dimension.of(-1)));
    return (index.isFixed() && index.fixedSize() < 1)
        || (beyond.isFixed() && beyond.fixedSize() > 0);
  }

  /// Whether an index is subtracted in a place, as i in `n + 1 − i`.
  static boolean isSubtracted(String name, Dimension place) {
    return place.terms().entrySet().stream()
        .allMatch(term -> !term.getKey().contains(name) || term.getValue() < 0);
  }

  /// Sizes and lags count from 0: n is larger than n − k.
  static Dimension larger(Dimension left, Dimension right) {
    Dimension difference = right.plus(left.times(Dimension.of(-1)));
    boolean more = difference.terms().values().stream().allMatch(count -> count > 0);
    return more && !difference.terms().isEmpty() ? right : left;
  }
}
