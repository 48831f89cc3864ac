package nabla.numeric;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import nabla.expr.Assumptions;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// A source of points at which assumptions hold: small values that can be checked by hand first (1,
/// 2, −1, ½, 0, 3, …), then random ones. Variables that are assumed to be integers, positive or
/// between bounds are drawn so; other assumptions are met by rejection. The same seed gives the
/// same points.
public final class Sampler {

  private static final int MOST_ATTEMPTS = 4000;

  /// With fewer corners for each variable, combinations are drawn among more of them.
  private static final int FEWEST_CORNERS = 3;

  private static final int MIXED_CORNERS = 5;

  private final List<Symbol> symbols;
  private final int asked;
  private final List<Range> ranges = new ArrayList<>();
  private final @Nullable Program conditions;
  private final @Nullable Program[] computed;
  private final SplittableRandom random;
  private final Set<List<Rational>> seen = new HashSet<>();
  private int number;

  private Sampler(
      List<Symbol> symbols, int asked, Assumptions assumptions, List<Expr> facts, long seed) {
    this.symbols = symbols;
    this.asked = asked;
    this.random = new SplittableRandom(seed);
    this.computed = new Program[symbols.size()];
    for (Symbol symbol : symbols) {
      ranges.add(new Range(assumptions.integers().contains(symbol)));
    }
    List<Expr> rest = new ArrayList<>();
    for (Expr fact : facts) {
      if (!(fact instanceof Relation relation && (bounds(relation) || computes(relation)))) {
        rest.add(fact);
      }
    }
    ranges.forEach(Range::settle);
    conditions = rest.isEmpty() ? null : Program.of(symbols, rest.toArray(new Expr[0]));
  }

  /// Points for these variables. Assumptions about other variables are met too where they speak of
  /// these as well; assumptions that no number decides (`A symmetric`) are left aside.
  public static Sampler of(List<Symbol> symbols, Assumptions assumptions, long seed) {
    Set<Symbol> all = new LinkedHashSet<>(symbols);
    List<Expr> open = new ArrayList<>(conjuncts(assumptions.facts()));
    open.removeIf(fact -> !isNumeric(fact));
    Set<Expr> facts = new LinkedHashSet<>();
    boolean grown = true;
    while (grown) { // in x > 0, y > x the first speaks of y by the second
      grown = false;
      for (Expr fact : open) {
        List<Symbol> mentioned = symbolsOf(fact);
        if (mentioned.stream().anyMatch(all::contains) && facts.add(fact)) {
          all.addAll(mentioned);
          grown = true;
        }
      }
    }
    open.retainAll(facts);
    return new Sampler(List.copyOf(all), symbols.size(), assumptions, open, seed);
  }

  /// The variables of some expressions, each once, in the order in which they are met.
  public static List<Symbol> symbolsOf(Expr... expressions) {
    List<Symbol> symbols = new ArrayList<>();
    for (Expr node : Dag.of(expressions).nodes()) {
      if (node instanceof Symbol symbol) {
        symbols.add(symbol);
      }
    }
    return symbols;
  }

  private static List<Expr> conjuncts(List<Expr> facts) {
    List<Expr> parts = new ArrayList<>(facts);
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Logic logic && logic.connective() == Logic.Connective.AND) {
        parts.addAll(logic.children());
        parts.remove(i--);
      }
    }
    return parts;
  }

  private static boolean isNumeric(Expr fact) {
    try {
      Program.of(symbolsOf(fact), fact);
      return true;
    } catch (NablaException cannot) {
      if (cannot.kind() == NablaException.Kind.BUDGET) {
        throw cannot;
      }
      return false;
    }
  }

  /// Takes `x > 0` and its like as a bound.
  private boolean bounds(Relation relation) {
    return bounds(relation.left(), relation.comparison(), relation.right())
        || bounds(relation.right(), relation.comparison().flipped(), relation.left());
  }

  private boolean bounds(Expr side, Relation.Comparison comparison, Expr other) {
    Rational bound = side instanceof Symbol ? number(other) : null;
    if (bound == null || !isOrder(comparison)) {
      return false;
    }
    ranges.get(symbols.indexOf((Symbol) side)).narrow(comparison, bound);
    return true;
  }

  private static boolean isOrder(Relation.Comparison comparison) {
    return switch (comparison) {
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
      case EQUAL, NOT_EQUAL, APPROXIMATELY -> false;
    };
  }

  private static @Nullable Rational number(Expr side) {
    return side instanceof Num number
        ? number.value()
        : symbolsOf(side).isEmpty()
            ? ExactRun.value(Assembler.assemble(List.of(), side), List.of())
            : null;
  }

  /// Takes `y = 2x` as the way to compute y from variables that come before it.
  private boolean computes(Relation relation) {
    return relation.comparison() == Relation.Comparison.EQUAL
        && (computes(relation.left(), relation.right())
            || computes(relation.right(), relation.left()));
  }

  private boolean computes(Expr side, Expr value) {
    if (!(side instanceof Symbol symbol)) {
      return false;
    }
    int index = symbols.indexOf(symbol);
    for (Symbol other : symbolsOf(value)) {
      int place = symbols.indexOf(other);
      if (place == index || computed[place] != null) {
        return false;
      }
    }
    if (computed[index] != null) {
      return false;
    }
    computed[index] = Program.of(symbols, value);
    return true;
  }

  /// The next point; null when none was found for long.
  public @Nullable Point next() {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Budget.check();
      List<Rational> candidate = candidate();
      if (candidate != null && holds(candidate)) {
        List<Rational> coordinates = List.copyOf(candidate.subList(0, asked));
        if (seen.add(coordinates)) {
          return new Point(symbols.subList(0, asked), coordinates);
        }
        if (seen.size() == 1 && asked == 0) {
          return null; // there is only one point without coordinates
        }
      }
    }
    return null;
  }

  /// Points where claims that hold elsewhere often fail: each variable at 0, at the borders of its
  /// range, at small and at large values of either sign, in every combination as long as there are
  /// no more than `most`; of many variables, random combinations. Those where an assumption does
  /// not hold are left out.
  public List<Point> corners(int most) {
    List<List<Rational>> choices = ranges.stream().map(Range::corners).toList();
    if (choices.isEmpty() || choices.stream().anyMatch(List::isEmpty)) {
      return List.of();
    }
    int each = (int) Math.floor(Math.pow(most, 1.0 / choices.size()) + 1e-9);
    List<Point> points = new ArrayList<>();
    if (each < FEWEST_CORNERS) {
      for (int i = 0; i < most; i++) {
        List<Rational> values = new ArrayList<>();
        for (List<Rational> choice : choices) {
          values.add(choice.get(random.nextInt(Math.min(MIXED_CORNERS, choice.size()))));
        }
        addCorner(points, values);
      }
      return points;
    }
    int[] turn = new int[choices.size()];
    int moved;
    do {
      List<Rational> values = new ArrayList<>();
      for (int i = 0; i < turn.length; i++) {
        values.add(choices.get(i).get(turn[i]));
      }
      addCorner(points, values);
      moved = turn.length - 1;
      while (moved >= 0 && ++turn[moved] >= Math.min(each, choices.get(moved).size())) {
        turn[moved--] = 0;
      }
    } while (moved >= 0);
    return points;
  }

  private void addCorner(List<Point> points, List<Rational> values) {
    if (compute(values) && holds(values)) {
      List<Rational> coordinates = List.copyOf(values.subList(0, asked));
      if (seen.add(coordinates)) {
        points.add(new Point(symbols.subList(0, asked), coordinates));
      }
    }
  }

  /// Up to `count` points at which all the expressions have a finite value.
  public List<Point> points(int count, Expr... expressions) {
    Program program = Program.of(symbols.subList(0, asked), expressions);
    List<Point> points = new ArrayList<>();
    for (int attempt = 0; attempt < 40 * count && points.size() < count; attempt++) {
      Point point = next();
      if (point == null) {
        break;
      }
      boolean defined = true;
      for (double value : program.evaluate(point.doubles())) {
        defined &= Double.isFinite(value);
      }
      if (defined) {
        points.add(point);
      }
    }
    return points;
  }

  private @Nullable List<Rational> candidate() {
    int turn = number++;
    List<Rational> values = new ArrayList<>(symbols.size());
    for (int i = 0; i < symbols.size(); i++) {
      Range range = ranges.get(i);
      // Each variable walks through the small values at a pace of its own, so that equal values are
      // rare.
      int step = turn * (i % 7 + 1) + i;
      if (turn < Math.min(range.smallCount(), 8)) {
        values.add(range.small(step, random));
      } else if (turn % 5 == 0) {
        values.add(range.small(random.nextInt(1 << 20), random));
      } else {
        values.add(range.random(random));
      }
    }
    return compute(values) ? values : null;
  }

  private boolean compute(List<Rational> values) {
    for (int i = 0; i < computed.length; i++) {
      Program program = computed[i];
      if (program != null) {
        double value = program.value(new Point(symbols, values).doubles());
        if (!Double.isFinite(value)) {
          return false;
        }
        values.set(i, exactly(value));
      }
    }
    return true;
  }

  /// The number that a finite double is.
  static Rational exactly(double value) {
    return Rational.parse(new java.math.BigDecimal(value).toString());
  }

  private boolean holds(List<Rational> values) {
    if (conditions == null) {
      return true;
    }
    for (double truth : conditions.evaluate(new Point(symbols, values).doubles())) {
      if (truth != 1) {
        return false;
      }
    }
    return true;
  }
}
