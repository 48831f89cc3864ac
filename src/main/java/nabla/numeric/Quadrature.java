package nabla.numeric;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.DoubleUnaryOperator;
import nabla.expr.Budget;

/// Integrals by the Gauss–Kronrod rule of 7 and 15 points, halving the piece with the largest error
/// until the whole is good. The ends are never evaluated, so a function may be undefined there.
/// Abscissae and weights: QUADPACK, `qk15`.
final class Quadrature {

  private static final double[] NODES = {
    0.9914553711208126,
    0.9491079123427585,
    0.8648644233597691,
    0.7415311855993945,
    0.5860872354676911,
    0.4058451513773972,
    0.20778495500789848,
    0
  };
  private static final double[] KRONROD = {
    0.022935322010529224,
    0.06309209262997856,
    0.10479001032225019,
    0.14065325971552592,
    0.1690047266392679,
    0.19035057806478542,
    0.20443294007529889,
    0.20948214108472782
  };
  private static final double[] GAUSS = {
    0.1294849661688697, 0.27970539148927664, 0.3818300505051189, 0.4179591836734694
  };
  private static final double WANTED = 1e-13;
  private static final int MOST_PIECES = 400;

  private Quadrature() {}

  private record Piece(double lower, double upper, double value, double error) {}

  /// The integral of `function`; NaN where it is undefined inside or does not settle.
  static double integrate(DoubleUnaryOperator function, double lower, double upper) {
    if (lower == upper) {
      return 0;
    }
    if (lower > upper) {
      return -integrate(function, upper, lower);
    }
    if (Double.isInfinite(lower) || Double.isInfinite(upper)) {
      return infinite(function, lower, upper);
    }
    return finite(function, lower, upper);
  }

  /// x = t/(1 − t²), or a half of it, brings an infinite range to a finite one.
  private static double infinite(DoubleUnaryOperator function, double lower, double upper) {
    if (Double.isInfinite(lower) && Double.isInfinite(upper)) {
      return finite(
          t -> {
            double rest = 1 - t * t;
            return scaled(function.applyAsDouble(t / rest), (1 + t * t) / (rest * rest));
          },
          -1,
          1);
    }
    double start = Double.isInfinite(upper) ? lower : upper;
    double sign = Double.isInfinite(upper) ? 1 : -1;
    return finite(
        t -> scaled(function.applyAsDouble(start + sign * t / (1 - t)), 1 / ((1 - t) * (1 - t))),
        0,
        1);
  }

  private static double scaled(double value, double weight) {
    return value == 0 ? 0 : value * weight;
  }

  private static double finite(DoubleUnaryOperator function, double lower, double upper) {
    PriorityQueue<Piece> pieces =
        new PriorityQueue<>(Comparator.comparingDouble(piece -> -piece.error));
    Piece all = piece(function, lower, upper);
    pieces.add(all);
    double value = all.value;
    double error = all.error;
    while (error > WANTED * Math.max(Math.abs(value), 1e-300) && pieces.size() < MOST_PIECES) {
      Budget.check();
      Piece worst = pieces.remove();
      double middle = (worst.lower + worst.upper) / 2;
      if (middle <= worst.lower || middle >= worst.upper) {
        return Double.NaN;
      }
      pieces.add(piece(function, worst.lower, middle));
      pieces.add(piece(function, middle, worst.upper));
      value = pieces.stream().mapToDouble(Piece::value).sum();
      error = pieces.stream().mapToDouble(Piece::error).sum();
    }
    double size = pieces.stream().mapToDouble(piece -> Math.abs(piece.value)).sum();
    return error <= 1e-9 * size || size == 0 ? value : Double.NaN;
  }

  private static Piece piece(DoubleUnaryOperator function, double lower, double upper) {
    double centre = (lower + upper) / 2;
    double half = (upper - lower) / 2;
    double middle = function.applyAsDouble(centre);
    double kronrod = KRONROD[7] * middle;
    double gauss = GAUSS[3] * middle;
    double size = Math.abs(kronrod);
    for (int i = 0; i < 7; i++) {
      double left = function.applyAsDouble(centre - half * NODES[i]);
      double right = function.applyAsDouble(centre + half * NODES[i]);
      kronrod += KRONROD[i] * (left + right);
      size += KRONROD[i] * (Math.abs(left) + Math.abs(right));
      if (i % 2 == 1) {
        gauss += GAUSS[i / 2] * (left + right);
      }
    }
    // The difference of the rules is the error of the poorer one; QUADPACK's power brings it to the
    // better one.
    double difference = Math.abs(kronrod - gauss);
    double error = size == 0 ? 0 : size * Math.min(1, Math.pow(200 * difference / size, 1.5));
    return new Piece(
        lower,
        upper,
        half * kronrod,
        half * Math.max(error, difference < 1e-14 * size ? 0 : 1e-15 * size));
  }
}
