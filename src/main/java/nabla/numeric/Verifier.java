package nabla.numeric;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import nabla.expr.Assumptions;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Symbol;
import nabla.numeric.Verification.Verdict;
import org.jspecify.annotations.Nullable;

/// Compares claimed derivatives with extrapolated central differences of the function itself, so with numbers that do
/// not come from the rules of differentiation. Points where either side is undefined, or where the function has a kink,
/// are passed over. Where doubles cannot tell, more digits are used.
///
/// A derivative of order k is verified against that of order k − 1, which was itself verified.
public final class Verifier {

  /// Eight points, always the same ones.
  public static final Verifier STANDARD = new Verifier(8, 0x5DEECE66DL);

  /// Good double values of a smooth function agree far better than this.
  private static final double TOLERANCE = 1e-8;

  /// A difference this many times larger than what explains it is not noise.
  private static final double SIGNIFICANT = 1e4;

  private static final double LARGEST_STEP = 1.0 / 16;

  private final int wanted;
  private final long seed;

  /// A verifier that uses `points` points, drawn from `seed`.
  public Verifier(int points, long seed) {
    this.wanted = points;
    this.seed = seed;
  }

  /// Whether `answer` is the derivative of `previous` by `variable`.
  public Verification verify(Expr previous, Symbol variable, Expr answer, Assumptions assumptions) {
    return verifyGradient(previous, List.of(variable), List.of(answer), assumptions);
  }

  /// Whether `partials` are the derivatives of `function` by each of `variables`, all at once along random directions.
  public Verification verifyGradient(
      Expr function, List<Symbol> variables, List<Expr> partials, Assumptions assumptions) {
    if (variables.size() != partials.size() || variables.isEmpty()) {
      throw new IllegalArgumentException("each variable needs its derivative");
    }
    try {
      return new Comparison(function, variables, partials, assumptions).run();
    } catch (NablaException failure) {
      if (failure.kind() == NablaException.Kind.BUDGET) {
        throw failure;
      }
      return Verification.unverified(failure.getMessage());
    }
  }

  /// One question, at all its points.
  private final class Comparison {
    private final List<Symbol> variables;
    private final Expr function;
    private final List<Expr> partials;
    private final List<Symbol> symbols;
    private final Program functionProgram;
    private final Program partialsProgram;
    private final Sampler sampler;
    private final SplittableRandom random = new SplittableRandom(seed);
    private int agreed;
    private double largestError;
    private @Nullable Suspect suspect;

    Comparison(Expr function, List<Symbol> variables, List<Expr> partials, Assumptions assumptions) {
      this.variables = variables;
      Expr[] all = new Expr[partials.size() + 1];
      all[0] = function;
      for (int i = 0; i < partials.size(); i++) {
        all[i + 1] = partials.get(i);
      }
      Expr[] known = UnknownFunctions.instantiate(seed, all);
      this.function = known[0];
      this.partials = List.of(known).subList(1, known.length);
      Set<Symbol> names = new LinkedHashSet<>(variables);
      names.addAll(Sampler.symbolsOf(known));
      this.symbols = List.copyOf(names);
      this.functionProgram = Program.of(symbols, this.function);
      this.partialsProgram = Program.of(symbols, this.partials.toArray(new Expr[0]));
      this.sampler = Sampler.of(symbols, assumptions, seed);
    }

    Verification run() {
      int defined = 0;
      for (int attempt = 0; attempt < 8 * wanted && agreed < wanted; attempt++) {
        Budget.check();
        Point point = sampler.next();
        if (point == null) {
          break;
        }
        defined += compare(point) ? 1 : 0;
        if (suspect != null && agreed + 4 * wanted < attempt) {
          break;
        }
      }
      Suspect worst = suspect;
      if (worst != null) {
        return judge(worst);
      }
      return agreed > 0
          ? new Verification(Verdict.VERIFIED, agreed, largestError, "", null)
          : Verification.unverified(
              defined == 0
                  ? "no point was found where the function and the derivative are defined"
                  : "rounding hides the differences of the function");
    }

    /// Whether both sides are defined at the point.
    private boolean compare(Point point) {
      double[] at = point.doubles();
      double[] direction = direction();
      double claimed = along(partialsProgram.evaluate(at), direction);
      if (!Double.isFinite(claimed)) {
        return false;
      }
      double[] moved = at.clone();
      Differences differences =
          Differences.of(
              t -> {
                for (int i = 0; i < direction.length; i++) {
                  moved[i] = at[i] + t * direction[i];
                }
                return functionProgram.value(moved);
              },
              LARGEST_STEP);
      double slope = differences.slope();
      if (Double.isNaN(slope)) {
        return false;
      }
      double size = Math.max(Math.abs(claimed), Math.abs(slope));
      double difference = Math.abs(claimed - slope);
      if (difference <= TOLERANCE * size) {
        agreed++;
        largestError = Math.max(largestError, size == 0 ? 0 : difference / size);
      } else if (difference > 100 * differences.noise() + 10 * differences.error() || suspect == null) {
        Suspect found = new Suspect(point, direction, claimed, differences);
        suspect = suspect == null || found.weight() > suspect.weight() ? found : suspect;
      }
      return true;
    }

    /// One variable is moved by itself, several together by amounts that are not alike.
    private double[] direction() {
      double[] direction = new double[variables.size()];
      for (int i = 0; i < direction.length; i++) {
        int sign = random.nextBoolean() ? 1 : -1;
        direction[i] = direction.length == 1 ? 1 : sign * random.nextInt(16, 33) / 32.0;
      }
      return direction;
    }

    private Verification judge(Suspect worst) {
      double slope = worst.differences.slope();
      if (worst.weight() < SIGNIFICANT) {
        return Verification.unverified("doubles have too few digits for it");
      }
      return new Verification(
          Verdict.WRONG,
          agreed,
          Math.abs(worst.claimed - slope) / Math.max(Math.abs(worst.claimed), Math.abs(slope)),
          "at " + worst.point + " it gives " + worst.claimed + ", the differences " + slope,
          worst.point);
    }
  }

  private static double along(double[] partials, double[] direction) {
    double sum = 0;
    for (int i = 0; i < direction.length; i++) {
      sum += partials[i] * direction[i];
    }
    return sum;
  }

  /// A point at which doubles do not agree.
  private record Suspect(Point point, double[] direction, double claimed, Differences differences) {
    /// How many times larger the difference is than what may explain it.
    double weight() {
      return Math.abs(claimed - differences.slope()) / (differences.error() + differences.noise());
    }
  }
}
