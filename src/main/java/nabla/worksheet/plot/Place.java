package nabla.worksheet.plot;

/// A point of the x-axis at which a function may be undefined, jump, or have a kink.
///
/// @param x where it is
/// @param undefined whether there is certainly no value
/// @param exact whether `x` is the point itself, not a number near to it, so that the value there
///   is known
record Place(double x, boolean undefined, boolean exact) {

  /// What is known of the same point from two sides.
  Place and(Place other) {
    return new Place(x, undefined || other.undefined, exact || other.exact);
  }
}
