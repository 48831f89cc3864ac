package nabla.catalogue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;

/// Holds every facet of an entry against its value on doubles, at the points below that lie in its
/// domain, and collects the complaints.
final class EntryCheck {

  /// Whole numbers for orders and counts, others on both sides of 0 and of ±1, none within 0.1 of a
  /// whole number.
  private static final double[] POINTS = {
    -20.3, -3.7, -1.35, -0.6, 0.45, 0.85, 1.7, 2.45, 12.3, 0, 1, 3, -1, -2
  };

  /// A gamma function of many digits takes milliseconds.
  private static final int PRECISE_CHECKS = 14;

  /// Where the formulas of an entry are evaluated. Elsewhere those of the binomial coefficient are
  /// limits at the poles of Γ, and that of the remainder is within rounding errors of a jump.
  private static final Map<Function, String> INTERIOR =
      Map.of(
          Combinatorial.BINOMIAL, "k > -1 and n - k > -1 and n > -1",
          Elementary.MOD, "|x/m - floor(x/m + 1/2)| > 0.001");

  private final Function function;
  private final Catalogue catalogue;
  private final List<String> complaints = new ArrayList<>();

  private EntryCheck(Function function, Catalogue catalogue) {
    this.function = function;
    this.catalogue = catalogue;
  }

  /// What is wrong with the entry; empty where nothing is.
  static List<String> complaints(Function function, Catalogue catalogue) {
    EntryCheck check = new EntryCheck(function, catalogue);
    check.run();
    return check.complaints;
  }

  /// The points of the domain of a function, as values of its parameters.
  static List<Map<String, Double>> domain(Function function, Catalogue catalogue) {
    EntryCheck check = new EntryCheck(function, catalogue);
    return check.points().stream().filter(check::isDefined).toList();
  }

  private void run() {
    int inside = 0;
    for (Map<String, Double> point : points()) {
      if (isDefined(point)) {
        inside++;
        checkValue(point);
        checkParity(point);
        if (inside <= PRECISE_CHECKS) {
          checkPrecise(point);
        }
        if (isInside(point)) {
          checkMeaning(point);
          checkDerivatives(point);
        }
      } else if (!Double.isNaN(value(point))) {
        complain("has the value %s outside its domain, at %s".formatted(value(point), point));
      }
    }
    if (inside == 0) {
      complain("has no point in its domain");
    }
    for (String limit : function.limits()) {
      checkLimit(limit);
    }
    for (String exact : function.exactValues()) {
      String[] parts = exact.split(" at ", -1);
      double argument = FormulaText.value(catalogue, parts[1], Map.of());
      checkClose(
          "exact value at " + parts[1],
          evaluate(parts[0], Map.of()),
          value(at(argument)),
          1e-14,
          Map.of());
    }
  }

  private void checkValue(Map<String, Double> point) {
    double value = value(point);
    if (Double.isNaN(value)) {
      complain("has no value inside its domain, at %s".formatted(point));
    }
    Map<String, Double> withValue = new LinkedHashMap<>(point);
    withValue.put("y", value);
    // where the double is rounded to the end of the range (σ(40) = 1), the range is still right
    boolean rounded = Math.abs(value) == 1 || value == 0 || value == 2;
    if (function.range() != null
        && !rounded
        && !point.containsKey("y")
        && !FormulaText.holds(catalogue, function.range(), withValue)) {
      complain("leaves its range %s with %s at %s".formatted(function.range(), value, point));
    }
  }

  private void checkMeaning(Map<String, Double> point) {
    if (function.meaning() != null) {
      checkClose("meaning", evaluate(function.meaning(), point), value(point), 1e-7, point);
    }
  }

  private void checkParity(Map<String, Double> point) {
    if (function.parity() == Function.Parity.NEITHER) {
      return;
    }
    double sign = function.parity() == Function.Parity.ODD ? -1 : 1;
    String name = function.parameters().getFirst();
    checkClose(
        "parity",
        sign * value(moved(point, name, -2 * coordinate(point, name))),
        value(point),
        1e-13,
        point);
  }

  private void checkPrecise(Map<String, Double> point) {
    if (function.preciseValue() == null) {
      return;
    }
    Apfloat few = precise(point, 30);
    Apfloat many = precise(point, 45);
    checkClose("precise value", few.doubleValue(), value(point), 1e-12, point);
    Apfloat scale = ApfloatMath.max(ApfloatMath.abs(many), new Apfloat("1e-300"));
    if (ApfloatMath.abs(few.subtract(many)).divide(scale).compareTo(new Apfloat("1e-26")) > 0) {
      complain(
          "has other digits when asked for 30 (%s) than for 45 (%s), at %s"
              .formatted(few, many, point));
    }
  }

  private Apfloat precise(Map<String, Double> point, long digits) {
    Apfloat[] arguments =
        point.values().stream()
            .map(x -> new Apfloat(new BigDecimal(x), digits))
            .toArray(Apfloat[]::new);
    Function.PreciseValue precise = function.preciseValue();
    return precise == null ? Apfloat.ZERO : precise.at(digits, arguments);
  }

  private void checkDerivatives(Map<String, Double> point) {
    String kink = function.kink();
    if (kink != null && FormulaText.holds(catalogue, kink, point)) {
      return;
    }
    for (int i = 0; i < function.parameters().size(); i++) {
      String formula = function.derivative(i);
      String name = function.parameters().get(i);
      boolean usable =
          formula != null && coordinate(point, name) != 0; // at 0, some have no second derivative
      double difference = usable ? difference(point, name) : Double.NaN;
      if (formula != null && !Double.isNaN(difference)) {
        double noise = 1e-11 * (1 + Math.abs(value(point)));
        checkClose(
            "derivative by " + name, evaluate(formula, point), difference, 1e-6, noise, point);
      }
    }
  }

  /// Central differences with two extrapolations of Richardson; NaN where the domain ends nearby.
  private double difference(Map<String, Double> point, String name) {
    double[] estimates = new double[3];
    double step = 1e-3;
    for (int level = 0; level < estimates.length; level++, step /= 2) {
      estimates[level] =
          (value(moved(point, name, step)) - value(moved(point, name, -step))) / (2 * step);
    }
    for (int order = 1, factor = 4; order < estimates.length; order++, factor *= 4) {
      for (int level = estimates.length - 1; level >= order; level--) {
        estimates[level] += (estimates[level] - estimates[level - 1]) / (factor - 1);
      }
    }
    return estimates[estimates.length - 1];
  }

  private void checkLimit(String limit) {
    String[] parts = limit.split(" at ", -1);
    String place = parts[1];
    for (Map<String, Double> point : points()) {
      if (!isDefined(point)) {
        continue;
      }
      double wanted = evaluate(parts[0], point);
      double argument;
      if (place.endsWith("∞")) {
        argument = (place.startsWith("-") ? -1 : 1) * (Double.isFinite(wanted) ? 1e9 : 1e300);
      } else {
        double end = evaluate(place.substring(0, place.length() - 1), point);
        double distance = Math.max(1e-15, Math.ulp(end));
        argument = place.endsWith("+") ? end + distance : end - distance;
      }
      String name = function.parameters().getFirst();
      Map<String, Double> near = new LinkedHashMap<>(point);
      near.put(name, argument);
      double value = value(near);
      boolean reached =
          Double.isFinite(wanted)
              ? Math.abs(value - wanted) < 1e-6
              : value * Math.signum(wanted) > 15;
      if (!reached) {
        complain("does not tend to %s: its value is %s".formatted(limit, value));
        return;
      }
    }
  }

  private boolean isDefined(Map<String, Double> point) {
    String domain = function.domain();
    return domain == null || FormulaText.holds(catalogue, domain, point);
  }

  private boolean isInside(Map<String, Double> point) {
    String interior = INTERIOR.get(function);
    return interior == null || FormulaText.holds(catalogue, interior, point);
  }

  private double evaluate(String formula, Map<String, Double> point) {
    return FormulaText.value(catalogue, formula, point);
  }

  private double value(Map<String, Double> point) {
    return FormulaText.apply(function, List.copyOf(point.values()));
  }

  private Map<String, Double> at(double argument) {
    return Map.of(function.parameters().getFirst(), argument);
  }

  private static double coordinate(Map<String, Double> point, String name) {
    return Objects.requireNonNull(point.get(name));
  }

  private static Map<String, Double> moved(Map<String, Double> point, String name, double by) {
    Map<String, Double> moved = new LinkedHashMap<>(point);
    moved.merge(name, by, Double::sum);
    return moved;
  }

  private List<Map<String, Double>> points() {
    List<Map<String, Double>> points = List.of(Map.of());
    for (String parameter : function.parameters()) {
      List<Map<String, Double>> more = new ArrayList<>();
      for (Map<String, Double> point : points) {
        for (double value : POINTS) {
          Map<String, Double> next = new LinkedHashMap<>(point);
          next.put(parameter, value);
          more.add(next);
        }
      }
      points = more;
    }
    return points;
  }

  private void checkClose(
      String facet, double claimed, double actual, double tolerance, Map<String, Double> point) {
    checkClose(facet, claimed, actual, tolerance, 1e-15, point);
  }

  private void checkClose(
      String facet,
      double claimed,
      double actual,
      double tolerance,
      double noise,
      Map<String, Double> point) {
    double scale = Math.max(Math.abs(claimed), Math.abs(actual));
    boolean close =
        claimed == actual || Math.abs(claimed - actual) <= Math.max(tolerance * scale, noise);
    if (!close) {
      complain("has a wrong %s: %s instead of %s at %s".formatted(facet, claimed, actual, point));
    }
  }

  private void complain(String complaint) {
    complaints.add(function + " " + complaint);
  }
}
