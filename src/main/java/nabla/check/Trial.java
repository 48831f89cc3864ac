package nabla.check;

import java.math.BigDecimal;
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

  private final Relation.Comparison comparison;
  private final Rational tolerance;
  private final Expr left;
  private final Expr right;
  private final List<Symbol> symbols;
  private final int wanted;

  private int agreed;
  private int scrutinised;
  private int doubts;
  private @Nullable Counterexample counterexample;
  private String obstacle = "";
  private boolean hasty;
  private boolean denied;

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
  record Outcome(int points, @Nullable Counterexample counterexample, String obstacle) {}

  /// Whether the claim holds at `wanted` points, as far as is seen at first glance: doubles that
  /// clearly differ deny it, without the bounds that a refutation needs.
  static boolean survives(Relation claim, Assumptions assumptions, int wanted) {
    Trial trial = new Trial(claim, Rational.ZERO, wanted);
    try {
      trial.hasty = true;
      trial.run(
          Program.of(trial.symbols, trial.left, trial.right),
          Sampler.of(trial.symbols, assumptions, SEED));
    } catch (NablaException failure) {
      if (failure.kind() == NablaException.Kind.BUDGET) {
        throw failure;
      }
      return false;
    }
    return !trial.denied && trial.counterexample == null && trial.agreed >= wanted;
  }

  /// Tries the claim at up to `wanted` points at which the assumptions hold.
  ///
  /// @param tolerance by how much the sides may differ and still be approximately equal
  static Outcome of(Relation claim, Rational tolerance, Assumptions assumptions, int wanted) {
    Trial trial = new Trial(claim, tolerance, wanted);
    try {
      Program program = Program.of(trial.symbols, trial.left, trial.right);
      trial.run(program, Sampler.of(trial.symbols, assumptions, SEED));
      if (trial.counterexample == null && trial.agreed < wanted && !trial.symbols.isEmpty()) {
        trial.run(program, Sampler.of(trial.symbols, trial.inside(assumptions), SEED + 1));
      }
    } catch (NablaException failure) {
      if (failure.kind() == NablaException.Kind.BUDGET) {
        throw failure;
      }
      trial.obstacle = Objects.requireNonNullElse(failure.getMessage(), "a part has no number");
    }
    return new Outcome(trial.agreed, trial.counterexample, trial.obstacle);
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

  private void run(Program program, Sampler sampler) {
    for (int attempt = 0;
        attempt < 6 * wanted + 20 && agreed < wanted && counterexample == null && !denied;
        attempt++) {
      Budget.check();
      Point point = sampler.next();
      if (point == null || doubts >= MOST_DOUBTS) {
        return;
      }
      double[] values = program.evaluate(point.doubles());
      if (Double.isFinite(values[0]) && Double.isFinite(values[1])) {
        compare(point, values[0], values[1]);
      }
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
      agreed++;
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
      agreed++;
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
    BigDecimal below = second.lower().subtract(first.upper());
    BigDecimal above = first.lower().subtract(second.upper());
    boolean less = (first.isDisjointFrom(second) && below.signum() > 0) || order(first, second) < 0;
    boolean greater =
        (first.isDisjointFrom(second) && above.signum() > 0) || order(first, second) > 0;
    boolean equal = areExact(first, second) && order(first, second) == 0;
    return switch (comparison) {
      case EQUAL -> less || greater;
      case NOT_EQUAL -> equal;
      case LESS -> greater || equal;
      case LESS_OR_EQUAL -> greater;
      case GREATER -> less || equal;
      case GREATER_OR_EQUAL -> less;
      case APPROXIMATELY -> below.max(above).compareTo(tolerance()) > 0;
    };
  }

  private static boolean areExact(Enclosure first, Enclosure second) {
    return first.exact() != null && second.exact() != null;
  }

  /// The order of two exact values; 0 where one is not exact.
  private static int order(Enclosure first, Enclosure second) {
    Rational a = first.exact();
    Rational b = second.exact();
    return a == null || b == null ? 0 : a.compareTo(b);
  }

  private BigDecimal tolerance() {
    return new BigDecimal(tolerance.numerator())
        .divide(
            new BigDecimal(tolerance.denominator()),
            new java.math.MathContext(DIGITS, java.math.RoundingMode.UP));
  }
}
