package nabla.simplify;

import java.util.List;
import java.util.SplittableRandom;
import nabla.catalogue.Activations;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Hyperbolic;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;

/// Small random expressions as written, with many roots, absolute values and signs: where
/// simplification goes wrong.
final class RandomExpressions {

  private static final List<Function> FUNCTIONS =
      List.of(
          Elementary.ABS,
          Elementary.ABS,
          Elementary.SQRT,
          Elementary.LN,
          Elementary.EXP,
          Elementary.SIGN,
          Elementary.CBRT,
          Activations.RELU,
          Activations.SIGMOID,
          Hyperbolic.TANH,
          Trigonometric.SIN,
          Trigonometric.COS,
          Trigonometric.ARCTAN);

  private static final Rational[] EXPONENTS = {
    Rational.TWO,
    Rational.of(3),
    Rational.HALF,
    Rational.MINUS_ONE,
    Rational.of(1, 3),
    Rational.of(3, 2),
    Rational.of(-2),
    Rational.of(2, 3),
    Rational.of(4)
  };

  private RandomExpressions() {}

  static Expr of(SplittableRandom random, List<Symbol> symbols, int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return random.nextInt(3) == 0
          ? Num.of(random.nextInt(1, 4))
          : symbols.get(random.nextInt(symbols.size()));
    }
    return switch (random.nextInt(10)) {
      case 0 -> Sum.of(part(random, symbols, depth), part(random, symbols, depth));
      case 1 -> Sum.of(part(random, symbols, depth), Negate.of(part(random, symbols, depth)));
      case 2 -> Product.of(part(random, symbols, depth), part(random, symbols, depth));
      case 3 -> Quotient.of(part(random, symbols, depth), part(random, symbols, depth));
      case 4 -> Negate.of(part(random, symbols, depth));
      case 5, 6 ->
          Power.of(
              part(random, symbols, depth), Num.of(EXPONENTS[random.nextInt(EXPONENTS.length)]));
      case 7 ->
          Apply.of(
              random.nextBoolean() ? Elementary.MAX : Elementary.MIN,
              part(random, symbols, depth),
              part(random, symbols, depth));
      default ->
          Apply.of(FUNCTIONS.get(random.nextInt(FUNCTIONS.size())), part(random, symbols, depth));
    };
  }

  private static Expr part(SplittableRandom random, List<Symbol> symbols, int depth) {
    return of(random, symbols, depth - 1);
  }

  /// The expression with one thing done to it that is often wrong: an absolute value dropped, a
  /// root of a square taken, a sign turned, a square added inside a root.
  static Expr perturbed(SplittableRandom random, Expr expression, List<Symbol> symbols) {
    List<Expr> nodes = nabla.expr.Dag.of(expression).nodes();
    Expr node = nodes.get(random.nextInt(nodes.size()));
    Expr other =
        switch (random.nextInt(7)) {
          case 0 -> Apply.of(Elementary.ABS, node);
          case 1 -> Negate.of(node);
          case 2 -> Apply.of(Elementary.SQRT, Power.of(node, 2));
          case 3 -> Power.of(Power.of(node, Num.of(Rational.HALF)), 2);
          case 4 -> Product.of(Apply.of(Elementary.SIGN, node), node);
          case 5 -> Apply.of(Elementary.MAX, node, Num.ZERO);
          default -> Sum.of(node, symbols.getFirst(), Negate.of(symbols.getLast()));
        };
    return Substitution.of(node, other).apply(expression);
  }
}
