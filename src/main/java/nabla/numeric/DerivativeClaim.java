package nabla.numeric;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Symbol;
import nabla.numeric.Verification.Verdict;
import org.jspecify.annotations.Nullable;

/// The claim that some expressions are the partial derivatives of another, and what numbers say
/// about it.
final class DerivativeClaim {

  /// Good double values of a smooth function agree far better than this.
  private static final double TOLERANCE = 1e-8;

  /// A difference this many times larger than what explains it is not noise.
  private static final double SIGNIFICANT = 1e4;

  /// Differences in more digits are known far better than this.
  private static final double PRECISE_TOLERANCE = 1e-12;

  /// Slopes below this part of the steepness nearby are compared on its scale.
  private static final double FLAT = 1e-3;

  private static final double LARGEST_STEP = 1.0 / 16;
  private static final double CLOSER = 1.0 / 64;
  private static final double SMALLEST_STEP = 0x1p-23;

  /// A value that changes by this part of itself with the last digit of its argument is noise.
  private static final double HOPELESS = 1e-4;

  private static final int MOST_SETTLED = 6;

  /// Many digits at one point take at most one part in so many of the time that is left.
  private static final int SHARE_OF_DIGITS = 5;

  private static final int MOST_PRECISE = 24;
  private static final int LARGEST_SETTLED = 20_000;

  private final List<Symbol> variables;
  private final Expr function;
  private final List<Expr> partials;
  private final List<Symbol> symbols;
  private final Program functionProgram;
  private final Program partialsProgram;
  private final Sampler sampler;
  private final SplittableRandom random;
  private final Assumptions assumptions;
  private final long seed;
  private final int wanted;
  private final boolean mayBend;
  private final @Nullable Pieces pieces;

  private int agreed;
  private int settled;
  private double largestError;
  private @Nullable Suspect doubtful;
  private int doubts;

  /// A point at which doubles do not agree.
  private record Suspect(
      Point point, List<Double> direction, double claimed, Differences differences) {
    /// How many times larger the difference is than what may explain it.
    double weight() {
      return Math.abs(claimed - differences.slope()) / (differences.error() + differences.noise());
    }

    double relative() {
      return relativeDifference(claimed, differences.slope(), differences.steepness());
    }
  }

  DerivativeClaim(
      Expr function,
      List<Symbol> variables,
      List<Expr> partials,
      Assumptions assumptions,
      int wanted,
      long seed) {
    Expr[] all = new Expr[partials.size() + 1];
    all[0] = function;
    for (int i = 0; i < partials.size(); i++) {
      all[i + 1] = partials.get(i);
    }
    Dag dag = Dag.of(all);
    Expr[] known = all;
    if (dag.nodes().stream().anyMatch(UnknownFunctions::isUnknown)) {
      known = UnknownFunctions.instantiate(seed, all);
      dag = Dag.of(known);
    }
    this.variables = variables;
    this.function = known[0];
    this.partials = List.of(known).subList(1, known.length);
    Set<Symbol> names = new LinkedHashSet<>(variables);
    boolean bends = false;
    for (Expr node : dag.nodes()) {
      if (node instanceof Symbol symbol) {
        names.add(symbol);
      }
      bends |= bends(node);
    }
    this.symbols = List.copyOf(names);
    this.functionProgram = Program.of(symbols, this.function);
    this.partialsProgram = Program.of(symbols, this.partials.toArray(new Expr[0]));
    this.sampler = Sampler.of(symbols, assumptions, seed);
    this.random = new SplittableRandom(seed);
    this.assumptions = assumptions;
    this.seed = seed;
    this.wanted = wanted;
    this.mayBend = bends;
    this.pieces = bends ? Pieces.of(symbols, Dag.of(this.function)) : null;
  }

  /// Whether a node may bring a kink or a jump.
  private static boolean bends(Expr node) {
    return node.shape().isTruth()
        || (node instanceof Apply apply
            && apply.operator() instanceof Function operator
            && operator.kink() != null);
  }

  Verification verify() {
    int defined = 0;
    boolean vanishing = partials.stream().noneMatch(Num.ZERO::equals);
    for (int attempt = 0;
        attempt < 8 * wanted && agreed < wanted && doubts < 2 * wanted;
        attempt++) {
      Budget.check();
      Point point = sampler.next();
      if (point == null) {
        break;
      }
      Suspect suspect = compare(point, direction(), LARGEST_STEP);
      if (suspect == null) {
        continue;
      }
      defined++;
      vanishing &= suspect.claimed == 0 && suspect.differences.slope() == 0;
      if (suspect.relative() > TOLERANCE) {
        Verification verdict = settle(suspect);
        if (verdict != null) {
          return verdict;
        }
      } else {
        agree(suspect.relative());
      }
    }
    return vanishing && doubts == 0 ? beyondDoubles(defined) : conclude(defined);
  }

  /// Where doubles overflow at all points, or show nothing but zeros, more digits are used from the
  /// start.
  private Verification beyondDoubles(int defined) {
    int known = agreed;
    agreed = 0;
    Sampler again = Sampler.of(symbols, assumptions, seed);
    for (int attempt = 0; attempt < MOST_PRECISE && agreed < MOST_SETTLED; attempt++) {
      Budget.check();
      Point point = again.next();
      if (point == null) {
        break;
      }
      List<Double> direction = direction();
      PreciseDifferences slopes =
          isSmooth(point, direction) ? precisely(point, direction, 0) : null;
      if (slopes != null && slopes.relativeDifference() > PRECISE_TOLERANCE) {
        return wrong(point, slopes.claimed(), slopes.slope(), 0);
      }
      if (slopes != null) {
        agree(slopes.relativeDifference());
      }
    }
    agreed = agreed == 0 ? known : agreed;
    return conclude(defined);
  }

  /// Whether no kink is known to be near.
  private boolean isSmooth(Point point, List<Double> direction) {
    Pieces steps = pieces;
    if (steps == null) {
      return !mayBend;
    }
    double[] at = point.doubles();
    boolean smooth = true;
    for (double step : new double[] {SMALLEST_STEP, -SMALLEST_STEP}) {
      double[] moved = at.clone();
      for (int i = 0; i < direction.size(); i++) {
        moved[i] += step * direction.get(i);
      }
      smooth &= steps.isOn(steps.at(at), moved);
    }
    return smooth;
  }

  private @Nullable PreciseDifferences precisely(Point point, List<Double> direction, double flat) {
    return functionProgram.size() + partialsProgram.size() > LARGEST_SETTLED
        ? null
        : Budget.attempt(
            SHARE_OF_DIGITS,
            () -> PreciseDifferences.at(function, symbols, partials, point, direction, flat));
  }

  private Verification conclude(int defined) {
    Suspect worst = doubtful;
    if (worst != null
        && worst.weight() > SIGNIFICANT
        && !isHopeless(worst.point)
        && !isCleared(worst)) {
      return wrong(
          worst.point, worst.claimed, worst.differences.slope(), worst.differences.steepness());
    }
    if (agreed > 0) {
      return new Verification(Verdict.VERIFIED, agreed, largestError, "", null);
    }
    return Verification.unverified(
        defined == 0
            ? "no point was found where the function and the derivative are defined"
            : "rounding hides the differences of the function");
  }

  /// Whether the last digit of the point decides over the value, as in sin(Γ(x)²) where the
  /// argument is 10⁵⁰: differences of doubles mean nothing there.
  private boolean isHopeless(Point point) {
    double[] at = point.doubles();
    double value = functionProgram.value(at);
    for (int i = 0; i < at.length; i++) {
      at[i] = Math.nextUp(at[i]);
    }
    double next = functionProgram.value(at);
    double change = Math.abs(next - value);
    return !(change <= HOPELESS * Math.max(Math.abs(value), Math.abs(next)));
  }

  /// Whether more digits agree where doubles do not.
  private boolean isCleared(Suspect suspect) {
    PreciseDifferences slopes =
        precisely(suspect.point, suspect.direction, FLAT * suspect.differences.steepness());
    return slopes != null && slopes.relativeDifference() <= PRECISE_TOLERANCE;
  }

  private void agree(double relative) {
    agreed++;
    largestError = Math.max(largestError, relative);
  }

  /// On the scale of the slopes, or where both are nearly 0, of a part of the steepness nearby.
  private static double relativeDifference(double a, double b, double steepness) {
    double size = Math.max(Math.max(Math.abs(a), Math.abs(b)), FLAT * steepness);
    return size == 0 ? 0 : Math.abs(a - b) / size;
  }

  /// Both slopes at a point; null where either side is undefined.
  private @Nullable Suspect compare(Point point, List<Double> direction, double step) {
    double[] at = point.doubles();
    double[] values = partialsProgram.evaluate(at);
    double claimed = 0;
    for (int i = 0; i < values.length; i++) {
      claimed += values[i] * direction.get(i);
    }
    if (!Double.isFinite(claimed)) {
      return null;
    }
    double[] moved = at.clone();
    Pieces steps = pieces;
    double[] piece = steps == null ? at : steps.at(at);
    Differences differences =
        Differences.of(
            t -> {
              for (int i = 0; i < values.length; i++) {
                moved[i] = at[i] + t * direction.get(i);
              }
              // across a jump there is no slope, and a smaller step is taken
              return steps == null || steps.isOn(piece, moved)
                  ? functionProgram.value(moved)
                  : Double.NaN;
            },
            step,
            mayBend);
    return Double.isNaN(differences.slope())
        ? null
        : new Suspect(point, direction, claimed, differences);
  }

  /// One variable is moved by itself, several together by amounts that are not alike.
  private List<Double> direction() {
    List<Double> direction = new ArrayList<>(variables.size());
    for (int i = 0; i < variables.size(); i++) {
      int sign = random.nextBoolean() ? 1 : -1;
      direction.add(variables.size() == 1 ? 1 : sign * random.nextInt(16, 33) / 32.0);
    }
    return direction;
  }

  /// More digits decide what doubles do not; null where the claim stands, or nothing is decided.
  private @Nullable Verification settle(Suspect suspect) {
    if (settled++ < MOST_SETTLED) {
      PreciseDifferences slopes =
          precisely(suspect.point, suspect.direction, FLAT * suspect.differences.steepness());
      if (slopes != null) {
        if (slopes.relativeDifference() <= PRECISE_TOLERANCE) {
          agree(slopes.relativeDifference());
          return null;
        }
        return wrong(
            suspect.point, slopes.claimed(), slopes.slope(), suspect.differences.steepness());
      }
    }
    if (isHopeless(suspect.point)) {
      return null;
    }
    Suspect closest = suspect;
    for (double step = LARGEST_STEP * CLOSER; step > SMALLEST_STEP; step *= CLOSER) {
      // a pole or a jump within a step makes nonsense of the differences
      Suspect closer = compare(suspect.point, suspect.direction, step);
      if (closer != null && closer.weight() < closest.weight()) {
        closest = closer;
      }
    }
    if (closest.relative() <= TOLERANCE) {
      agree(closest.relative());
      return null;
    }
    doubts++;
    Suspect worst = doubtful;
    if (worst == null || closest.weight() > worst.weight()) {
      doubtful = closest;
    }
    return null;
  }

  private Verification wrong(Point point, double claimed, double slope, double steepness) {
    return new Verification(
        Verdict.WRONG,
        agreed,
        relativeDifference(claimed, slope, steepness),
        String.format(
            Locale.ROOT,
            "at %s it gives %.10g, the function has slope %.10g",
            point,
            claimed,
            slope),
        point);
  }
}
