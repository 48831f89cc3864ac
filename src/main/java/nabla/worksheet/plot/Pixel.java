package nabla.worksheet.plot;

/// A place on the picture, from its upper left corner.
record Pixel(double x, double y) {

  double distance(Pixel other) {
    return Math.hypot(x - other.x, y - other.y);
  }

  /// The place this part of the way to another.
  Pixel towards(Pixel other, double part) {
    return new Pixel(x + part * (other.x - x), y + part * (other.y - y));
  }
}
