package nabla.simplify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import nabla.expr.Assumptions;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.numeric.Precise;
import nabla.numeric.Sampler;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;
import org.jspecify.annotations.Nullable;

/// What the derivative of a function of one variable tells of its values: where it rises from a
/// value that is not negative it is not negative, and where the derivative is 0 on an interval, one
/// value there is all its values (the mean value theorem). So e^x ≥ 1 + x, and arctan x +
/// arctan(1/x) is π/2 for x > 0; but one value for x > 0 says nothing of x < 0.
///
/// Only functions that are continuous wherever they are defined are looked at.
public final class Monotony {

  private static final int LARGEST = 200;

  /// So often the derivative of a derivative is asked for.
  private static final int DEEPEST = 4;

  /// Places at which constants like arctan x + arctan(1/x) have values that are known.
  private static final List<Rational> PLAIN =
      List.of(
          Rational.ONE,
          Rational.ZERO,
          Rational.MINUS_ONE,
          Rational.HALF,
          Rational.HALF.negate(),
          Rational.TWO,
          Rational.TWO.negate());

  private final Symbol variable;
  private final UnaryOperator<Expr> derivative;
  private final Assumptions assumptions;
  private final RealSet domain;

  private Monotony(Symbol variable, UnaryOperator<Expr> derivative, Assumptions assumptions) {
    this.variable = variable;
    this.derivative = derivative;
    this.assumptions = assumptions;
    RealSet set = RealSet.ALL;
    for (Expr fact : assumptions.facts()) {
      if (Sampler.symbolsOf(fact).equals(List.of(variable))) {
        try {
          set = set.and(Solution.of(fact, variable));
        } catch (Unsolved unknown) {
          // what is proved without this fact holds with it
        }
      }
    }
    this.domain = set;
  }

  /// Whether it is proved that the function is not negative (or even positive) wherever it is
  /// defined and the assumptions hold.
  ///
  /// @param derivative the derivative of an expression by the variable
  public static boolean isNonNegative(
      Expr function,
      boolean strictly,
      Symbol variable,
      UnaryOperator<Expr> derivative,
      Assumptions assumptions) {
    return attempt(
        function,
        variable,
        assumptions,
        canonical ->
            new Monotony(variable, derivative, assumptions)
                .isNonNegative(canonical, strictly, DEEPEST));
  }

  /// Whether it is proved that the function is 0 wherever it is defined and the assumptions hold.
  ///
  /// @param derivative the derivative of an expression by the variable
  public static boolean isZero(
      Expr function, Symbol variable, UnaryOperator<Expr> derivative, Assumptions assumptions) {
    return attempt(
        function,
        variable,
        assumptions,
        canonical -> new Monotony(variable, derivative, assumptions).isZero(canonical));
  }

  private interface Question {
    boolean of(Expr canonical);
  }

  private static boolean attempt(
      Expr function, Symbol variable, Assumptions assumptions, Question question) {
    try {
      Expr canonical = Canonical.of(function);
      return canonical.weight() <= LARGEST
          && Continuity.isMadeOfContinuous(canonical, variable)
          && !hasLonelyPoints(canonical, Signs.of(assumptions))
          && question.of(canonical);
    } catch (Unsolved | Polynomial.TooLarge | ArithmeticException unknown) {
      return false;
    } catch (NablaException undefined) {
      Budget.check();
      return false;
    }
  }

  /// Whether a power like x^x may have values at negative integers, alone there.
  private static boolean hasLonelyPoints(Expr function, Signs signs) {
    return Dag.any(
        function,
        node ->
            node instanceof Power power
                && !(power.exponent() instanceof Num)
                && !signs.isPositive(power.base()));
  }

  private boolean isNonNegative(Expr function, boolean strictly, int depth) {
    Comparison comparison = strictly ? Comparison.GREATER : Comparison.GREATER_OR_EQUAL;
    if (Signs.of(assumptions).holds(Relation.of(comparison, function, Num.ZERO)) == Truth.TRUE) {
      return true;
    }
    if (depth == 0 || function.weight() > LARGEST) {
      return false;
    }
    Expr slope = slope(function);
    try {
      Precise precise = Precise.of(List.of(variable), slope);
      return isNonNegative(
          function,
          strictly,
          SignChart.turns(function, slope, variable),
          sample -> Solution.sign(precise, sample));
    } catch (Unsolved manyTurns) {
      for (int sign : new int[] {1, -1}) {
        Expr turned = sign > 0 ? slope : Canonical.negate(slope);
        if (!strictly && isNonNegative(turned, false, depth - 1)) {
          return isNonNegative(
              function, false, SignChart.borders(function, variable), sample -> sign);
        }
      }
      return depth == DEEPEST && isNonNegativeOnBothSides(function, strictly);
    }
  }

  /// Below 0 and above it by itself: what is even rises on one side only.
  private boolean isNonNegativeOnBothSides(Expr function, boolean strictly) {
    for (Comparison side : List.of(Comparison.GREATER_OR_EQUAL, Comparison.LESS_OR_EQUAL)) {
      Assumptions there = assumptions.and(Relation.of(side, variable, Num.ZERO));
      if (!new Monotony(variable, derivative, there)
          .isNonNegative(function, strictly, DEEPEST - 1)) {
        return false;
      }
    }
    return true;
  }

  private Expr slope(Expr function) {
    return ClosedForm.of(Canonical.of(derivative.apply(function)), Written.NOTHING).expression();
  }

  /// The sign of the derivative at a place, and around it up to the next turn.
  private interface Direction {
    @Nullable Integer at(Rational sample);
  }

  /// Between neighbouring places the function rises or falls throughout, from or to an end of which
  /// the value is known.
  private boolean isNonNegative(
      Expr function, boolean strictly, List<Place> places, Direction direction) {
    Precise precise = Precise.of(List.of(variable), function);
    for (Piece piece : pieces(places)) {
      Place low = piece.lower;
      if (piece.isPoint()) {
        Integer value = low == null ? null : Solution.sign(function, variable, low);
        if (value != null && (value < 0 || (strictly && value == 0))) {
          return false;
        }
        continue;
      }
      Rational sample = piece.sample();
      Integer here = Solution.sign(precise, sample);
      if (here == null) {
        continue; // undefined throughout
      }
      Integer slope = direction.at(sample);
      if (slope == null || here < 0 || (strictly && here == 0)) {
        return false;
      }
      Place end = slope > 0 ? low : piece.upper;
      Integer least =
          slope == 0 ? here : end == null ? null : Solution.sign(function, variable, end);
      if (least == null || least < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean isZero(Expr function) {
    if (!Equality.isProved(slope(function), Num.ZERO, assumptions)) {
      return false;
    }
    Precise precise = Precise.of(List.of(variable), function);
    for (Piece piece : pieces(SignChart.borders(function, variable))) {
      Place low = piece.lower;
      if (piece.isPoint()) {
        if (low != null && isDefined(function, low) && !isZero(function, low.value())) {
          return false;
        }
      } else if (isDefined(precise, piece.sample())
          && piece.values().stream().noneMatch(value -> isZero(function, value))) {
        return false;
      }
    }
    return true;
  }

  private boolean isDefined(Expr function, Place place) {
    try {
      return Solution.sign(function, variable, place) != null;
    } catch (Unsolved unknown) {
      return true;
    }
  }

  private static boolean isDefined(Precise precise, Rational place) {
    try {
      return Solution.sign(precise, place) != null;
    } catch (Unsolved unknown) {
      return true;
    }
  }

  private boolean isZero(Expr function, Expr place) {
    try {
      Expr value = Canonical.of(Substitution.of(Map.of(variable, place)).apply(function));
      return Canonical.isZero(value) || Equality.isProved(value, Num.ZERO, Assumptions.NONE);
    } catch (NablaException undefined) {
      Budget.check();
      return false;
    }
  }

  /// An open interval, or a single point.
  private record Piece(@Nullable Place lower, @Nullable Place upper) {

    boolean isPoint() {
      return lower != null && lower == upper;
    }

    Rational sample() {
      if (lower != null) {
        return upper == null ? lower.above() : lower.before(upper);
      }
      return upper == null ? Rational.of(1, 3) : upper.below();
    }

    /// Numbers inside, plain ones first.
    List<Expr> values() {
      List<Expr> values = new ArrayList<>();
      for (Rational plain : PLAIN) {
        Place place = Place.of(plain);
        if ((lower == null || lower.compareTo(place) < 0)
            && (upper == null || place.compareTo(upper) < 0)) {
          values.add(Num.of(plain));
        }
      }
      values.add(Num.of(sample()));
      return values;
    }
  }

  /// The domain, taken apart at these places.
  private List<Piece> pieces(List<Place> places) {
    List<Piece> pieces = new ArrayList<>();
    for (RealSet.Stretch stretch : domain.stretches()) {
      Place from = stretch.lower();
      Place to = stretch.upper();
      if (from != null && stretch.withLower()) {
        pieces.add(new Piece(from, from));
      }
      if (stretch.isPoint()) {
        continue;
      }
      for (Place place : places) {
        if ((from == null || from.compareTo(place) < 0)
            && (to == null || place.compareTo(to) < 0)) {
          pieces.add(new Piece(from, place));
          pieces.add(new Piece(place, place));
          from = place;
        }
      }
      pieces.add(new Piece(from, to));
      if (to != null && stretch.withUpper()) {
        pieces.add(new Piece(to, to));
      }
    }
    return pieces;
  }
}
