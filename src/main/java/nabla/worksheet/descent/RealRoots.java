package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.List;

/// The real roots of polynomials with coefficients in doubles, from below: between two neighbouring
/// roots of its derivative, a polynomial has one root or none.
final class RealRoots {

  private static final int HALVINGS = 200;
  private static final double TOUCHING = 1e-9;

  private RealRoots() {}

  /// The roots of `c₀ + c₁x + …`, each once, of a polynomial without double roots.
  static List<Double> of(double... coefficients) {
    int degree = coefficients.length - 1;
    while (degree > 0 && coefficients[degree] == 0) {
      degree--;
    }
    if (degree == 0) {
      return List.of();
    }
    if (degree == 1) {
      return List.of(-coefficients[0] / coefficients[1]);
    }
    double[] slope = new double[degree];
    double bound = 0;
    for (int i = 0; i < degree; i++) {
      slope[i] = (i + 1) * coefficients[i + 1];
      bound = Math.max(bound, Math.abs(coefficients[i] / coefficients[degree]));
    }
    // Cauchy's bound for all roots
    List<Double> places = new ArrayList<>(List.of(-1 - bound));
    places.addAll(of(slope));
    places.add(1 + bound);
    List<Double> roots = new ArrayList<>();
    for (int i = 1; i < places.size(); i++) {
      double low = places.get(i - 1);
      double high = places.get(i);
      double below = value(low, coefficients);
      if (value(high, coefficients) == 0) {
        roots.add(high);
      } else if (below != 0 && below > 0 != value(high, coefficients) > 0) {
        roots.add(between(low, high, coefficients));
      }
    }
    return roots.stream().distinct().toList();
  }

  /// Whether a double root may be there that [#of] does not see: a place where the slope is 0, and
  /// the value as good as 0.
  static boolean mayTouch(double... coefficients) {
    double[] slope = new double[Math.max(1, coefficients.length - 1)];
    for (int i = 1; i < coefficients.length; i++) {
      slope[i - 1] = i * coefficients[i];
    }
    for (double place : of(slope)) {
      double size = 0;
      for (int i = coefficients.length - 1; i >= 0; i--) {
        size = size * Math.abs(place) + Math.abs(coefficients[i]);
      }
      if (Math.abs(value(place, coefficients)) <= TOUCHING * size) {
        return true;
      }
    }
    return false;
  }

  private static double between(double from, double to, double... coefficients) {
    double low = from;
    double high = to;
    boolean positive = value(low, coefficients) > 0;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (value(middle, coefficients) > 0 == positive) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private static double value(double at, double... coefficients) {
    double value = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      value = value * at + coefficients[i];
    }
    return value;
  }
}
