package nabla.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import nabla.catalogue.Catalogue;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;

/// Random raw expressions of scalars, as a reader could make them: numbers without signs, every
/// function of the catalogue, derivatives, sums over indices, cases. A seed gives the same ones
/// again.
final class RandomExpressions {

  private static final List<String> LETTERS =
      List.of("x", "y", "z", "a", "b", "c", "w", "u", "v", "m", "n", "q", "α", "β", "λ", "μ", "θ");

  private static final List<Function> FUNCTIONS =
      Catalogue.standard().functions().stream()
          .filter(Function::isElementwise)
          .filter(function -> function.minimumArity() > 0)
          .toList();

  private final Random random;
  private int binders;

  RandomExpressions(long seed) {
    random = new Random(seed);
  }

  /// The seed that the system property `nabla.seed` names, or a new one; it is printed.
  static long seed(String test) {
    long seed = Long.getLong("nabla.seed", System.nanoTime() & 0xffffff);
    System.out.println(test + ": -Dnabla.seed=" + seed);
    return seed;
  }

  /// A random expression of about so many levels.
  Expr next(int depth) {
    if (depth <= 0 || random.nextInt(8) == 0) {
      return leaf();
    }
    return switch (random.nextInt(16)) {
      case 0, 1, 2 -> Sum.of(several(depth));
      case 3, 4, 5 -> Product.of(several(depth));
      case 6, 7 -> Quotient.of(next(depth - 1), next(depth - 1));
      case 8 -> Negate.of(next(depth - 1));
      case 9 -> Power.of(next(depth - 1), Num.of(random.nextInt(12)));
      case 10 -> Power.of(next(depth - 1), next(depth - 1));
      case 11, 12 -> apply(FUNCTIONS.get(random.nextInt(FUNCTIONS.size())), depth);
      case 13 -> unknown(depth);
      case 14 -> random.nextBoolean() ? derivative(depth) : cases(depth);
      default ->
          random.nextBoolean() ? binder(depth) : Power.of(Apply.of(Elementary.E), next(depth - 1));
    };
  }

  private Expr leaf() {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> Num.of(random.nextInt(30));
      case 3 -> Num.decimal(Rational.of(2 * random.nextInt(50) + 1, 100));
      case 4 -> Apply.of(random.nextBoolean() ? Elementary.E : Elementary.PI);
      default -> symbol();
    };
  }

  private Symbol symbol() {
    String letter = LETTERS.get(random.nextInt(LETTERS.size()));
    return switch (random.nextInt(12)) {
      case 0 -> Symbol.of(Name.of(letter, "" + random.nextInt(12)));
      case 1 -> Symbol.of(new Name("y", Name.Accent.HAT, 0, "", ""));
      default -> Symbol.of(letter);
    };
  }

  private List<Expr> several(int depth) {
    List<Expr> parts = new ArrayList<>();
    int count = 2 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      parts.add(next(depth - 1));
    }
    return parts;
  }

  private Expr apply(Function function, int depth) {
    if (function.notation() == Function.Notation.LOGARITHM) {
      Expr base = random.nextBoolean() ? Num.of(2 + random.nextInt(9)) : next(1);
      return Apply.of(function, base, next(depth - 1));
    }
    List<Expr> arguments = new ArrayList<>();
    int most = Math.min(function.maximumArity(), function.minimumArity() + 1);
    int count = function.minimumArity() + random.nextInt(most - function.minimumArity() + 1);
    for (int i = 0; i < count; i++) {
      arguments.add(next(depth - 1));
    }
    return Apply.of(function, arguments);
  }

  private Expr unknown(int depth) {
    if (random.nextInt(3) == 0) {
      List<Integer> orders = List.of(random.nextInt(3), random.nextInt(3));
      return Apply.of(
          UnknownFunction.of(Name.of("h"), orders), List.of(next(depth - 1), next(depth - 1)));
    }
    List<Integer> orders = List.of(random.nextInt(4) == 0 ? random.nextInt(4) : 0);
    return Apply.of(
        UnknownFunction.of(Name.of(random.nextBoolean() ? "f" : "g"), orders), next(depth - 1));
  }

  private Expr derivative(int depth) {
    Expr body = next(depth - 1);
    // ∂L/∂x of a name that stands for nothing is read as the derivative of an unknown function.
    return body instanceof Symbol
        ? body
        : Derivative.of(body, variable(body), 1 + random.nextInt(3));
  }

  /// x, or x₅ where that stands alone: `∂/∂x` of it is refused.
  private static Symbol variable(Expr body) {
    Symbol whole = Symbol.of("x");
    return Dag.any(body, whole::equals)
        ? whole
        : Dag.of(body).nodes().stream()
            .filter(node -> node instanceof Symbol symbol && symbol.name().base().equals("x"))
            .map(Symbol.class::cast)
            .findFirst()
            .orElse(whole);
  }

  private Expr cases(int depth) {
    Relation.Comparison[] comparisons = {
      Relation.Comparison.GREATER, Relation.Comparison.LESS_OR_EQUAL, Relation.Comparison.NOT_EQUAL
    };
    Expr condition = Relation.of(comparisons[random.nextInt(3)], next(depth - 2), next(depth - 2));
    return Cases.of(List.of(new Cases.Branch(condition, next(depth - 1))), next(depth - 1));
  }

  private Expr binder(int depth) {
    Symbol index = Symbol.of("k");
    if (binders++ % 2 == 0) {
      Expr body = Product.of(next(depth - 1), index);
      return Binder.of(
          random.nextBoolean() ? Binder.Kind.SUM : Binder.Kind.PRODUCT,
          index,
          Num.of(random.nextInt(3)),
          random.nextBoolean() ? Symbol.of("n") : Num.of(5),
          body);
    }
    Symbol variable = Symbol.of("t");
    return Binder.of(
        Binder.Kind.INTEGRAL,
        variable,
        Num.of(0),
        next(depth - 2),
        Sum.of(variable, next(depth - 1)));
  }
}
