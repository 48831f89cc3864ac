package nabla.worksheet.plot;

/// Frames of two variables, each of which has an axis.
final class Plane {

  private static final double HEIGHT = 360;
  private static final double TALLEST = 470;
  private static final double LOWEST = 290;

  /// So high that a square of the plane is one in the picture.
  private static final double SQUARE = 600;

  /// With spans as different as that, the axes have units of different lengths.
  private static final double UNEQUAL = 8;

  private static final double SAME = 1e-9;

  private Plane() {}

  /// A frame of just these ranges, in which both variables have units of one length where that is
  /// neither too high nor too low.
  static Frame exact(double[] across, double[] up, double top) {
    Scale x = Scale.linear(across[0], across[1], 0, 1, Tick.perhapsOfPi(across[0], across[1], 8));
    Scale y = Scale.linear(up[0], up[1], 0, 1, Tick.perhapsOfPi(up[0], up[1], 7));
    Frame frame = Frame.of(x, y, top, HEIGHT);
    return isOneScale(across, up)
        ? Frame.of(x, y, top, Math.clamp(frame.x().perUnit() * (up[1] - up[0]), LOWEST, SQUARE))
        : frame;
  }

  /// The end of a description, which says where the axes have different scales.
  static String scales(Frame frame) {
    return Math.abs(frame.x().perUnit() / frame.y().perUnit() - 1) < SAME
        ? "."
        : "; the axes have different scales, so that right angles do not look like them.";
  }

  /// A frame in which both variables have units of one length, unless their spans differ much.
  static Frame equal(double[] across, double[] up, double top) {
    double width = Drawing.WIDTH - 60;
    double ratio = (up[1] - up[0]) / (across[1] - across[0]);
    double height = HEIGHT;
    double[] x = across;
    double[] y = up;
    if (isOneScale(across, up)) {
      height = Math.clamp(ratio * width, LOWEST, TALLEST);
      if (ratio * width > height) {
        x = widened(across, (up[1] - up[0]) * width / height);
      } else {
        y = widened(up, (across[1] - across[0]) * height / width);
      }
    }
    Scale horizontal = Scale.linear(x[0], x[1], 0, 1, Tick.linear(x[0], x[1], 8));
    Scale vertical = Scale.linear(y[0], y[1], 0, 1, Tick.linear(y[0], y[1], 7));
    Frame frame = Frame.of(horizontal, vertical, top, height);
    // How much the numbers at its left leave is known now.
    return isOneScale(across, up)
        ? Frame.of(horizontal, vertical, top, frame.x().perUnit() * (y[1] - y[0]))
        : frame;
  }

  /// Whether the units of both axes have one length, so that right angles look like them.
  private static boolean isOneScale(double[] across, double[] up) {
    double ratio = (up[1] - up[0]) / (across[1] - across[0]);
    return ratio < UNEQUAL && ratio > 1 / UNEQUAL;
  }

  private static double[] widened(double[] range, double span) {
    double middle = (range[0] + range[1]) / 2;
    double half = Math.max(span, range[1] - range[0]) / 2;
    return new double[] {middle - half, middle + half};
  }
}
