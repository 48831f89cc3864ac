package nabla.rewrite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import nabla.catalogue.Catalogue;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.Program;
import nabla.numeric.Sampler;
import org.jspecify.annotations.Nullable;

/// Looks for a point at which the conditions of a rule hold and its left side has a value, but not
/// the right side, or another one.
final class RuleSampler {

  private static final int POINTS = 60;
  private static final double TOLERANCE = 1e-7;
  private static final double ROUNDING = 1e-12;
  private static final double[] SMALL = {-2, -1, -0.5, 0, 0.5, 1, 2, 3};
  private static final Symbol TIME = Symbol.of("t");
  private static final List<String> FUNCTIONS =
      List.of("sin", "exp", "σ", "tanh", "arctan", "Φ", "softplus");

  /// @param points at how many points both sides were compared
  /// @param counterexample where they differ; null where they agreed
  record Outcome(int points, @Nullable String counterexample) {}

  private RuleSampler() {}

  /// Looks for a place where the left side has a value and the right side does not have the same.
  static Outcome sample(Rule rule, long seed) {
    return sample(rule, seed, false);
  }

  /// @param bothWays whether a value of the right side alone counts against the rule too
  static Outcome sample(Rule rule, long seed, boolean bothWays) {
    return Dag.any(rule.left(), RuleSampler::isDifferential)
        ? differential(rule, seed)
        : plain(rule, seed, bothWays);
  }

  private static boolean isDifferential(Expr node) {
    return node instanceof Apply apply && apply.operator() == RuleBook.D;
  }

  private static Outcome plain(Rule rule, long seed, boolean bothWays) {
    Map<Symbol, Expr> doubled = new HashMap<>();
    Assumptions assumptions = Assumptions.NONE;
    for (Rule.Condition condition : rule.conditions()) {
      switch (condition) {
        case Rule.Holds holds -> assumptions = assumptions.and(holds.statement());
        case Rule.Member member when member.value() instanceof Symbol letter ->
            assumptions = assumptions.andInteger(letter);
        case Rule.Member member -> {
          // m/2 ∈ Z: an integer for the half
          Symbol letter = Rule.letters(member.value()).iterator().next();
          assumptions = assumptions.andInteger(letter);
          doubled.put(letter, Product.of(Num.TWO, letter));
        }
        case Rule.Constant constant -> {}
      }
    }
    Substitution substitution = Substitution.of(doubled);
    Expr left = substitution.apply(rule.left());
    Expr right = substitution.apply(rule.right());
    List<Symbol> letters = Sampler.symbolsOf(left);
    List<double[]> points = new ArrayList<>();
    Sampler.of(letters, assumptions, seed)
        .points(POINTS, left)
        .forEach(point -> points.add(point.doubles()));
    points.addAll(grid(letters, assumptions));
    return compare(letters, left, right, points, bothWays);
  }

  /// All combinations of small values at which the assumptions hold.
  private static List<double[]> grid(List<Symbol> letters, Assumptions assumptions) {
    Program facts = Program.of(letters, assumptions.facts().toArray(new Expr[0]));
    List<double[]> points = new ArrayList<>();
    int count = (int) Math.pow(SMALL.length, letters.size());
    for (int i = 0; i < count; i++) {
      double[] point = new double[letters.size()];
      boolean holds = true;
      for (int k = 0, rest = i; k < point.length; k++, rest /= SMALL.length) {
        point[k] = SMALL[rest % SMALL.length];
        holds &=
            !assumptions.integers().contains(letters.get(k)) || point[k] == Math.rint(point[k]);
      }
      for (double truth : facts.evaluate(point)) {
        holds &= truth == 1;
      }
      if (holds) {
        points.add(point);
      }
    }
    return points;
  }

  private static Outcome compare(
      List<Symbol> letters, Expr left, Expr right, List<double[]> points, boolean bothWays) {
    List<Expr> outputs = new ArrayList<>(List.of(left, right));
    Dag.of(left, right).nodes().stream().filter(Expr::isScalar).forEach(outputs::add);
    Program program = Program.of(letters, outputs.toArray(new Expr[0]));
    int compared = 0;
    for (double[] point : points) {
      double[] values = program.evaluate(point);
      double largest =
          Arrays.stream(values).map(Math::abs).filter(Double::isFinite).max().orElse(0);
      boolean defined = Double.isFinite(values[0]) || (bothWays && Double.isFinite(values[1]));
      if (!defined || largest > 1e12) {
        continue; // near a pole the rounding of the argument shows
      }
      compared++;
      if (!agree(values[0], values[1], ROUNDING * largest)) {
        String place = letters + " = " + Arrays.toString(point);
        return new Outcome(compared, place + ": " + values[0] + " and " + values[1]);
      }
    }
    return new Outcome(compared, null);
  }

  private static boolean agree(double left, double right, double rounding) {
    return Math.abs(left - right) <= TOLERANCE * Math.max(1, Math.abs(left)) + rounding;
  }

  /// Smooth random functions of t for the letters, and finite differences for d.
  private static Outcome differential(Rule rule, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < POINTS; i++) {
      Map<Symbol, Expr> values = new LinkedHashMap<>();
      for (Symbol letter : Rule.letters(rule.left())) {
        values.put(letter, value(letter, rule, random));
      }
      Function function =
          Catalogue.standard().lookup(FUNCTIONS.get(random.nextInt(FUNCTIONS.size())));
      Substitution substitution = Substitution.of(values);
      double time = random.nextDouble(-1, 1);
      double left = atTime(FunctionLetter.replace(substitution.apply(rule.left()), function), time);
      double right =
          atTime(FunctionLetter.replace(substitution.apply(rule.right()), function), time);
      if (Double.isFinite(left) && !agree(left, right, 0)) {
        return new Outcome(i + 1, values + ", t = " + time + ": " + left + " and " + right);
      }
    }
    return new Outcome(POINTS, null);
  }

  private static Expr value(Symbol letter, Rule rule, SplittableRandom random) {
    boolean constant = rule.conditions().contains(new Rule.Constant(letter));
    boolean positive =
        rule.conditions()
            .contains(new Rule.Holds(Relation.of(Comparison.GREATER, letter, Num.ZERO)));
    Num size = Num.of(Rational.of(random.nextInt(1, 40), 20));
    if (Rule.matchesNumbers(letter) || constant) {
      return positive || Rule.matchesNumbers(letter) ? size : Num.of(size.value().negate());
    }
    Expr wave =
        Apply.of(function("sin"), Sum.of(Product.of(size, TIME), Num.of(random.nextInt(6))));
    return Sum.of(Num.of(positive || random.nextBoolean() ? 2 : -2), wave);
  }

  private static Function function(String name) {
    Function function = Catalogue.standard().lookup(name);
    if (function == null) {
      throw new IllegalArgumentException(name);
    }
    return function;
  }

  private static double atTime(Expr expression, double time) {
    Map<Expr, Expr> replacements = new HashMap<>();
    List<Symbol> symbols = new ArrayList<>(List.of(TIME));
    List<Double> values = new ArrayList<>(List.of(time));
    for (Expr node : Set.copyOf(Dag.of(expression).nodes())) {
      if (isDifferential(node)) {
        Symbol symbol = Symbol.of("difference" + symbols.size());
        replacements.put(node, symbol);
        symbols.add(symbol);
        values.add(difference(Program.of(List.of(TIME), ((Apply) node).argument()), time));
      }
    }
    double[] inputs = values.stream().mapToDouble(value -> value).toArray();
    return Program.of(symbols, Substitution.of(replacements).apply(expression)).value(inputs);
  }

  private static double difference(Program program, double t) {
    double h = 1e-3;
    return (program.value(t - 2 * h)
            - 8 * program.value(t - h)
            + 8 * program.value(t + h)
            - program.value(t + 2 * h))
        / (12 * h);
  }
}
