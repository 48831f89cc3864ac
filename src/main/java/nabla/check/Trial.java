package nabla.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nabla.expr.Assumptions;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.numeric.Enclosure;
import nabla.numeric.Evaluation;
import nabla.numeric.Point;
import nabla.numeric.Precise;
import nabla.numeric.Program;
import nabla.numeric.Sampler;
import nabla.numeric.UnknownFunctions;
import nabla.rewrite.Domain;
import org.jspecify.annotations.Nullable;

/// Compares two sides at points: small values first, then random ones. Doubles raise a suspicion;
/// only bounds that do not meet confirm it, so that noise refutes nothing.
final class Trial {

  /// Doubles that differ by less agree as far as they can tell.
  private static final double SUSPICIOUS = 1e-10;

  /// Doubles that differ by more than this are different for all that is likely.
  private static final double CLEAR = 1e-4;

  private static final double NOISE = 1e-9;

  /// So many points are compared in many digits even if doubles agree, for claims that are false by
  /// very little.
  private static final int SCRUTINISED = 3;

  private static final int DIGITS = 30;
  private static final int MOST_DOUBTS = 8;
  private static final int ENOUGH_DIGITS = 6;
  private static final long SEED = 0x9E3779B97F4A7C15L;

  /// So many combinations of values are tried at which claims often fail.
  private static final int CORNERS = 300;

  /// Of these, so many are compared in many digits where doubles leave a doubt.
  private static final int SCRUTINISED_CORNERS = 60;

  /// How many points at which the sides agree are looked at more closely, and with how many digits.
  private static final int CLOSER_POINTS = 2;

  private static final int HANDY_BITS = 3;
  private static final int FIRST_DIGITS = 60;
  private static final int MOST_DIGITS = 240;
  private static final int MOST_DIGITS_OF_CONSTANTS = 960;

  /// A closer look that took so many nanoseconds is the last one.
  private static final long PATIENCE = 200_000_000L;

  private final Relation.Comparison comparison;
  private final Rational tolerance;
  private final Expr left;
  private final Expr right;
  private final List<Symbol> symbols;
  private final int wanted;

  private final List<Point> agreeing = new ArrayList<>();
  private int agreed;
  private int scrutinised;
  private int doubts;
  private @Nullable Counterexample counterexample;
  private String obstacle = "";
  private boolean hasty;
  private boolean denied;
  private int digits;
  private boolean certain;

  private Trial(Relation claim, Rational tolerance, int wanted) {
    Expr[] known = UnknownFunctions.instantiate(SEED, claim.left(), claim.right());
    this.comparison = claim.comparison();
    this.tolerance = tolerance;
    this.left = known[0];
    this.right = known[1];
    this.symbols = Sampler.symbolsOf(known);
    this.wanted = wanted;
  }

  /// What the numbers say.
  ///
  /// @param points at how many points the claim was compared and found to hold
  /// @param counterexample where it certainly fails; null where no such point was found
  /// @param obstacle why nothing could be compared; empty where that is known
  /// @param digits to how many digits the sides of a claim without variables agree
  /// @param certain whether the claim has no variables and bounds for its sides show that it holds
  record Outcome(
      int points,
      @Nullable Counterexample counterexample,
      String obstacle,
      int digits,
      boolean certain) {}

  /// Whether the claim holds at `wanted` points, as far as is seen at first glance: doubles that
  /// clearly differ deny it, without the bounds that a refutation needs.
  static boolean survives(Relation claim, Assumptions assumptions, int wanted) {
    Trial trial = new Trial(claim, Rational.ZERO, wanted);
    trial.hasty = true;
    trial.tryAll(assumptions);
    return trial.obstacle.isEmpty()
        && !trial.denied
        && trial.counterexample == null
        && trial.agreed >= wanted;
  }

  /// Tries the claim at points at which the assumptions hold: at `wanted` small and random ones,
  /// and at those where claims often fail.
  ///
  /// @param tolerance by how much the sides may differ and still be approximately equal
  static Trial of(Relation claim, Rational tolerance, Assumptions assumptions, int wanted) {
    Trial trial = new Trial(claim, tolerance, wanted);
    trial.tryAll(assumptions);
    return trial;
  }

  /// What was found so far.
  Outcome outcome() {
    return new Outcome(agreed, counterexample, obstacle, digits, certain);
  }

  private void tryAll(Assumptions assumptions) {
    try {
      Program program = Program.of(symbols, left, right);
      Sampler sampler = Sampler.of(symbols, assumptions, SEED);
      run(program, sampler);
      if (counterexample == null && agreed < wanted && !symbols.isEmpty() && !hasty) {
        run(program, Sampler.of(symbols, inside(assumptions), SEED + 1));
      }
      Counterexample found = counterexample;
      if (found == null) {
        corners(program, sampler);
      } else if (!hasty && !isHandy(found.point())) {
        counterexample = null;
        corners(program, sampler);
        counterexample = counterexample == null ? found : counterexample;
      }
    } catch (NablaException failure) {
      if (failure.kind() == NablaException.Kind.BUDGET) {
        throw failure;
      }
      obstacle = Objects.requireNonNullElse(failure.getMessage(), "a part has no number");
    }
  }

  /// The assumptions, and that both sides are defined.
  private Assumptions inside(Assumptions assumptions) {
    Assumptions inside = assumptions;
    for (Expr side : List.of(left, right)) {
      for (Expr condition : Domain.conditions(side, assumptions)) {
        inside = inside.and(condition);
      }
    }
    return inside;
  }

  /// Whether the numbers are small enough to be put in by hand.
  private static boolean isHandy(Point point) {
    return point.coordinates().stream()
        .allMatch(value ->
            value.denominator().bitLength() <= HANDY_BITS
                && value.numerator().bitLength() <= 2 * HANDY_BITS);
  }

  private void run(Program program, Sampler sampler) {
    for (int attempt = 0; attempt < 6 * wanted + 20 && agreed < wanted && isOpen(); attempt++) {
      Point point = sampler.next();
      if (point == null) {
        return;
      }
      visit(program, point);
    }
  }

  private void corners(Program program, Sampler sampler) {
    int before = scrutinised;
    for (Point point : sampler.corners(CORNERS)) {
      if (!isOpen() || scrutinised - before > SCRUTINISED_CORNERS) {
        return;
      }
      visit(program, point);
    }
  }

  private boolean isOpen() {
    Budget.check();
    return counterexample == null && !denied && doubts < MOST_DOUBTS;
  }

  private void visit(Program program, Point point) {
    double[] values = program.evaluate(point.doubles());
    if (Double.isFinite(values[0]) && Double.isFinite(values[1])) {
      compare(point, values[0], values[1]);
    }
  }

  private void compare(Point point, double first, double second) {
    double size = Math.max(Math.abs(first), Math.abs(second));
    boolean suspicious = Math.abs(first - second) > SUSPICIOUS * size;
    boolean equation = comparison == Relation.Comparison.EQUAL;
    boolean clear = !equation && suspicious && holds(first, second);
    boolean worthwhile =
        equation && scrutinised < SCRUTINISED && Math.min(Math.abs(first), Math.abs(second)) > 1e-6;
    if (clear || (equation && !suspicious && !worthwhile)) {
      agree(point);
      return;
    }
    if (hasty && Math.abs(first - second) > Math.max(CLEAR * size, NOISE)) {
      denied = true;
      return;
    }
    scrutinise(point);
  }

  private boolean holds(double first, double second) {
    return comparison == Relation.Comparison.APPROXIMATELY
        ? Math.abs(first - second) < 0.99 * tolerance.doubleValue()
        : comparison.holds(Double.compare(first, second));
  }

  private void scrutinise(Point point) {
    scrutinised++;
    Enclosure first;
    Enclosure second;
    try {
      List<Enclosure> both = Precise.of(symbols, left, right).enclose(point.coordinates(), DIGITS);
      first = both.get(0);
      second = both.get(1);
    } catch (NablaException failure) {
      if (failure.kind() == NablaException.Kind.DOMAIN) {
        return; // the doubles did not notice that a side is undefined
      }
      if (failure.kind() == NablaException.Kind.BUDGET) {
        Budget.check();
        doubts++;
        return;
      }
      first = estimated(left, point);
      second = estimated(right, point);
    }
    if (certainlyFails(first, second)) {
      counterexample = Counterexample.of(point, first, second);
    } else {
      agree(point);
    }
  }

  private void agree(Point point) {
    agreed++;
    if (agreeing.size() < CLOSER_POINTS) {
      agreeing.add(point);
    }
  }

  /// Compares the sides in many more digits at some points at which they agree, until they differ
  /// or that takes long: for claims that are false by very little. Where there are no variables,
  /// bounds that are apart decide an inequality for good.
  Outcome closer() {
    int most = symbols.isEmpty() ? MOST_DIGITS_OF_CONSTANTS : MOST_DIGITS;
    for (Point point : agreeing) {
      long start = System.nanoTime();
      for (int wish = FIRST_DIGITS;
          wish <= most && isOpen() && !certain && System.nanoTime() - start < PATIENCE;
          wish *= 2) {
        if (!closer(point, wish)) {
          break;
        }
      }
    }
    return outcome();
  }

  private boolean closer(Point point, int wish) {
    try {
      List<Enclosure> both = Precise.of(symbols, left, right).enclose(point.coordinates(), wish);
      if (certainlyFails(both.get(0), both.get(1))) {
        counterexample = Counterexample.of(point, both.get(0), both.get(1));
      } else if (symbols.isEmpty()) {
        certain = certainlyHolds(both.get(0), both.get(1));
        digits = wish;
      }
      return true;
    } catch (NablaException failure) {
      if (failure.kind() == NablaException.Kind.BUDGET) {
        Budget.check();
      }
      return false;
    }
  }

  /// Bounds from doubles with an estimate of their error, for what has no better ones.
  private static Enclosure estimated(Expr side, Point point) {
    Evaluation evaluation = Evaluation.of(side, point.values());
    BigDecimal value = new BigDecimal(evaluation.value());
    if (evaluation.isExact()) {
      return new Enclosure(value, value, evaluation.exact());
    }
    // a few digits less than it claims to have, since these are no bounds
    int digits = Math.max(evaluation.digits() - 4, 0);
    BigDecimal radius =
        digits < ENOUGH_DIGITS
            ? value.abs().add(BigDecimal.ONE)
            : value.abs().movePointLeft(digits).add(BigDecimal.valueOf(Double.MIN_NORMAL));
    return new Enclosure(value.subtract(radius), value.add(radius), null);
  }

  private boolean certainlyFails(Enclosure first, Enclosure second) {
    return switch (comparison) {
      case EQUAL -> isBelow(first, second) || isBelow(second, first);
      case NOT_EQUAL -> isSame(first, second);
      case LESS -> isBelow(second, first) || isSame(first, second);
      case LESS_OR_EQUAL -> isBelow(second, first);
      case GREATER -> isBelow(first, second) || isSame(first, second);
      case GREATER_OR_EQUAL -> isBelow(first, second);
      case APPROXIMATELY -> gap(first, second).max(gap(second, first)).compareTo(tolerance()) > 0;
    };
  }

  private boolean certainlyHolds(Enclosure first, Enclosure second) {
    return switch (comparison) {
      case EQUAL -> isSame(first, second);
      case NOT_EQUAL -> isBelow(first, second) || isBelow(second, first);
      case LESS -> isBelow(first, second);
      case LESS_OR_EQUAL -> isBelow(first, second) || isSame(first, second);
      case GREATER -> isBelow(second, first);
      case GREATER_OR_EQUAL -> isBelow(second, first) || isSame(first, second);
      case APPROXIMATELY ->
          first
                  .upper()
                  .subtract(second.lower())
                  .max(second.upper().subtract(first.lower()))
                  .compareTo(tolerance())
              < 0;
    };
  }

  private static boolean isBelow(Enclosure first, Enclosure second) {
    Rational a = first.exact();
    Rational b = second.exact();
    return (a != null && b != null) ? a.compareTo(b) < 0 : gap(first, second).signum() > 0;
  }

  private static boolean isSame(Enclosure first, Enclosure second) {
    Rational a = first.exact();
    Rational b = second.exact();
    return a != null && b != null && a.equals(b);
  }

  /// From the first up to the second.
  private static BigDecimal gap(Enclosure first, Enclosure second) {
    return second.lower().subtract(first.upper());
  }

  private BigDecimal tolerance() {
    return new BigDecimal(tolerance.numerator())
        .divide(
            new BigDecimal(tolerance.denominator()),
            new java.math.MathContext(DIGITS, java.math.RoundingMode.UP));
  }
}
