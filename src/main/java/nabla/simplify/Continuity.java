package nabla.simplify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Activations;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Hyperbolic;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.Sampler;
import nabla.rewrite.Domain;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;
import org.jspecify.annotations.Nullable;

/// Proves that expressions are continuous at the points where the two sides of an equation meet,
/// such as `x = 1`. On either side of them steps such as sign and indicators have one value, and
/// cases are decided; what is left is made of continuous functions, and has to be defined at those
/// points and to agree there with the expression itself.
///
/// So kinks are told from points at which only the formula changes: where a function is continuous,
/// has the derivative g nearby, and g is continuous, g is its derivative at the point too (by the
/// mean value theorem).
public final class Continuity {

  private static final int LARGEST = 400;

  /// How far beside a point the sides reach: far enough to leave it, not as far as other borders.
  private static final Rational NEARBY = Rational.of(1, 1 << 20);

  /// Functions of the catalogue with a kink that is no jump.
  private static final Set<Function> WITHOUT_JUMPS =
      Set.of(
          Elementary.ABS,
          Elementary.SQRT,
          Elementary.CBRT,
          Elementary.MIN,
          Elementary.MAX,
          Elementary.HYPOT,
          Activations.RELU,
          Activations.LEAKY_RELU,
          Activations.ELU,
          Activations.HARDTANH,
          Trigonometric.ARCSIN,
          Trigonometric.ARCCOS,
          Trigonometric.ARCSEC,
          Trigonometric.ARCCSC,
          Hyperbolic.ARCOSH,
          Hyperbolic.ARSECH);

  /// Points at which both sides of the equation meet: a variable and its value there, and what
  /// holds on either side.
  private record Meeting(Symbol variable, Expr value, List<Assumptions> sides) {}

  private Continuity() {}

  /// Whether it is proved that all the expressions are continuous, and defined, wherever the
  /// equation holds and the assumptions do.
  public static boolean isProved(Expr equation, Assumptions assumptions, Expr... expressions) {
    if (!(equation instanceof Relation relation)
        || relation.comparison() != Comparison.EQUAL
        || !relation.left().isScalar()) {
      return false;
    }
    try {
      for (Meeting meeting : meetings(relation, assumptions)) {
        for (Expr expression : expressions) {
          if (expression.weight() > LARGEST || !isContinuous(expression, meeting, assumptions)) {
            return false;
          }
        }
      }
      return true;
    } catch (Unsolved | Polynomial.TooLarge | ArithmeticException unknown) {
      return false;
    } catch (NablaException undefined) {
      Budget.check();
      return false;
    }
  }

  private static List<Meeting> meetings(Relation equation, Assumptions assumptions) {
    Expr difference =
        Canonical.difference(Canonical.of(equation.left()), Canonical.of(equation.right()));
    List<Symbol> symbols = Sampler.symbolsOf(difference);
    if (symbols.size() == 1) {
      return points(equation, difference, symbols.getFirst(), assumptions);
    }
    if (equation.left() instanceof Apply distance && distance.operator() == Elementary.ABS) {
      return beyond(equation, distance, assumptions);
    }
    return List.of(
        meeting(
            difference,
            symbols,
            List.of(
                assumptions.and(Relation.of(Comparison.LESS, difference, Num.ZERO)),
                assumptions.and(Relation.of(Comparison.GREATER, difference, Num.ZERO)))));
  }

  /// Where |u| = c with a positive c: u is c or −c there.
  private static List<Meeting> beyond(Relation equation, Apply distance, Assumptions assumptions) {
    Expr limit = Canonical.of(equation.right());
    List<Symbol> symbols = new ArrayList<>(Sampler.symbolsOf(distance));
    symbols.removeAll(Sampler.symbolsOf(limit)); // of which the sign is known
    if (!Signs.of(assumptions).isPositive(limit)) {
      throw new Unsolved();
    }
    List<Meeting> meetings = new ArrayList<>();
    Expr inner = distance.argument();
    for (boolean upper : List.of(true, false)) {
      Expr end = upper ? limit : Canonical.negate(limit);
      List<Assumptions> sides = new ArrayList<>();
      for (Comparison side : List.of(Comparison.LESS, Comparison.GREATER)) {
        sides.add(
            assumptions
                .and(Relation.of(upper ? Comparison.GREATER : Comparison.LESS, inner, Num.ZERO))
                .and(Relation.of(upper ? side : side.flipped(), inner, end))
                .and(Relation.of(side, Canonical.of(distance), limit)));
      }
      meetings.add(meeting(Canonical.difference(Canonical.of(inner), end), symbols, sides));
    }
    return meetings;
  }

  /// Points at which a difference is 0, which is solved for one of its symbols.
  private static Meeting meeting(Expr difference, List<Symbol> symbols, List<Assumptions> sides) {
    Meeting divided = null;
    for (Symbol symbol : symbols) {
      Expr value = Equality.solution(difference, symbol);
      if (value != null && Domain.conditions(value, Assumptions.NONE).isEmpty()) {
        return new Meeting(symbol, value, sides);
      }
      divided = value == null || divided != null ? divided : new Meeting(symbol, value, sides);
    }
    if (divided != null) {
      return divided;
    }
    throw new Unsolved();
  }

  private static List<Meeting> points(
      Relation equation, Expr difference, Symbol variable, Assumptions assumptions) {
    List<Meeting> meetings = new ArrayList<>();
    RealSet above = Solution.of(greater(difference), variable);
    for (RealSet.Stretch stretch : Solution.of(equation, variable).stretches()) {
      Place place = stretch.lower();
      if (place == null || !stretch.isPoint()) {
        throw new Unsolved();
      }
      List<Assumptions> sides = new ArrayList<>();
      for (Comparison side : List.of(Comparison.LESS, Comparison.GREATER)) {
        Rational end = place.near(side == Comparison.LESS ? NEARBY.negate() : NEARBY);
        boolean positive = above.reaches(place, side == Comparison.GREATER);
        sides.add(
            assumptions
                .and(Relation.of(side, variable, place.value()))
                .and(Relation.of(side.flipped(), variable, Num.of(end)))
                .and(
                    Relation.of(
                        positive ? Comparison.GREATER : Comparison.LESS, difference, Num.ZERO)));
      }
      meetings.add(new Meeting(variable, place.value(), sides));
    }
    return meetings;
  }

  private static Relation greater(Expr difference) {
    return Relation.of(Comparison.GREATER, difference, Num.ZERO);
  }

  private static boolean isContinuous(Expr expression, Meeting meeting, Assumptions assumptions) {
    Substitution there = Substitution.of(Map.of(meeting.variable, meeting.value));
    Expr canonical = Canonical.of(expression);
    Signs signs = Signs.of(assumptions);
    Expr value = decided(withoutBars(there.apply(canonical), signs), signs);
    List<Expr> nearby = nearby(canonical, meeting, assumptions);
    for (Assumptions side : meeting.sides) {
      Assumptions known = side;
      for (Expr fact : nearby) {
        known = known.and(fact);
      }
      Expr here = decided(canonical, Signs.of(known));
      if (!isMadeOfContinuous(here, meeting.variable)) {
        return false;
      }
      Expr limit = withoutBars(there.apply(here), signs);
      if (!Domain.conditions(limit, assumptions).isEmpty()
          || !(limit.equals(value) || Equality.isProved(limit, value, assumptions))) {
        return false;
      }
    }
    return true;
  }

  /// δ for |δ| where δ is not negative.
  private static Expr withoutBars(Expr expression, Signs signs) {
    Map<Expr, Expr> bars = new HashMap<>();
    Expr canonical = Canonical.of(expression);
    for (Expr node : Dag.of(canonical).nodes()) {
      if (node instanceof Apply apply && apply.operator() == Elementary.ABS) {
        if (signs.isNonNegative(apply.argument())) {
          bars.put(apply, apply.argument());
        } else if (signs.isNonNegative(Canonical.negate(apply.argument()))) {
          bars.put(apply, Canonical.negate(apply.argument()));
        }
      }
    }
    return bars.isEmpty() ? canonical : Canonical.of(Substitution.of(bars).apply(canonical));
  }

  /// The comparisons in an expression that hold near the point, as they or their negations hold
  /// strictly at it: `|r| < δ` near r = 0.
  private static List<Expr> nearby(Expr canonical, Meeting meeting, Assumptions assumptions) {
    Substitution there = Substitution.of(Map.of(meeting.variable, meeting.value));
    Signs signs = Signs.of(assumptions);
    List<Expr> nearby = new ArrayList<>();
    for (Expr node : Dag.of(canonical).nodes()) {
      if (node instanceof Relation relation
          && relation.left().isScalar()
          && isMadeOfContinuous(relation.left(), meeting.variable)
          && isMadeOfContinuous(relation.right(), meeting.variable)) {
        Expr left = Canonical.of(there.apply(relation.left()));
        Expr right = Canonical.of(there.apply(relation.right()));
        for (Comparison order : List.of(Comparison.LESS, Comparison.GREATER)) {
          if (signs.holds(Relation.of(order, left, right)) == Truth.TRUE) {
            nearby.add(Relation.of(order, relation.left(), relation.right()));
          }
        }
      }
    }
    return nearby;
  }

  /// The canonical expression with the steps and cases replaced that the signs decide.
  private static Expr decided(Expr canonical, Signs signs) {
    Dag dag = Dag.of(canonical);
    Expr[] results = new Expr[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      Expr[] children = new Expr[node.arity()];
      for (int i = 0; i < children.length; i++) {
        children[i] = results[dag.position(node.child(i))];
      }
      Expr step = node instanceof Apply apply ? step(apply, signs) : null;
      results[position] =
          step != null
              ? step
              : node.arity() == 0
                  ? node
                  : node.isScalar()
                      ? Canonical.rebuild(node, children)
                      : node.withChildren(children);
    }
    return DecidedCases.of(results[results.length - 1], signs);
  }

  /// The value of a step that is decided; null where it is not, or for another function.
  private static @Nullable Expr step(Apply apply, Signs signs) {
    if (apply.operator() == Elementary.INDICATOR) {
      Truth truth = signs.holds(apply.argument());
      return truth == Truth.TRUE ? Num.ONE : truth == Truth.FALSE ? Num.ZERO : null;
    }
    boolean sign = apply.operator() == Elementary.SIGN;
    if (!sign && apply.operator() != Activations.HEAVISIDE) {
      return null;
    }
    return signs.isPositive(apply.argument())
        ? Num.ONE
        : signs.isNegative(apply.argument()) ? (sign ? Num.MINUS_ONE : Num.ZERO) : null;
  }

  static boolean isMadeOfContinuous(Expr expression, Symbol variable) {
    Set<Expr> moving = new HashSet<>();
    for (Expr node : Dag.of(expression).nodes()) {
      if (node.equals(variable)) {
        moving.add(node);
      } else if (node.children().stream().anyMatch(moving::contains)) {
        moving.add(node);
        if (!isContinuous(node)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isContinuous(Expr node) {
    return switch (node) {
      case Sum sum -> true;
      case Product product -> true;
      case Power power -> true;
      case Quotient quotient -> true;
      case Negate negate -> true;
      case Apply apply when apply.operator() instanceof Function function ->
          function != Elementary.INDICATOR
              && (function.kink() == null || WITHOUT_JUMPS.contains(function));
      default -> false;
    };
  }
}
