package nabla.calculus;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import nabla.catalogue.Catalogue;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Cases;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;

/// Random formulas in x and y, as written, over every scalar function of the catalogue that has a
/// derivative. A seed gives the same ones again.
final class RandomFormulas {

  static final Symbol X = Symbol.of(nabla.expr.Name.of("x"));
  static final Symbol Y = Symbol.of(nabla.expr.Name.of("y"));

  private static final List<Function> FUNCTIONS =
      Catalogue.standard().functions().stream()
          .filter(Function::isElementwise)
          .filter(function -> function.minimumArity() > 0 && function.minimumArity() <= 2)
          .filter(function -> function != Elementary.INDICATOR)
          .toList();

  private final SplittableRandom random;

  RandomFormulas(long seed) {
    random = new SplittableRandom(seed);
  }

  /// The seed that the system property `nabla.seed` names, or a new one; it is printed.
  static long seed(String test) {
    long seed = Long.getLong("nabla.seed", System.nanoTime() & 0xffffff);
    System.out.println(test + ": -Dnabla.seed=" + seed);
    return seed;
  }

  /// A formula of at most so many levels.
  Expr next(int depth) {
    if (depth <= 0 || random.nextInt(9) == 0) {
      return leaf();
    }
    return switch (random.nextInt(15)) {
      case 0, 1 -> Sum.of(next(depth - 1), next(depth - 1));
      case 2 -> Sum.of(next(depth - 1), Negate.of(next(depth - 1)), leaf());
      case 3, 4, 5 -> Product.of(next(depth - 1), next(depth - 1));
      case 6 -> Quotient.of(next(depth - 1), next(depth - 1));
      case 7 -> Power.of(next(depth - 1), Num.of(random.nextInt(2, 5)));
      case 8 -> Power.of(next(depth - 1), exponent());
      case 9 -> random.nextInt(3) == 0 ? cases(depth) : Negate.of(next(depth - 1));
      default -> apply(depth);
    };
  }

  private Expr leaf() {
    return switch (random.nextInt(6)) {
      case 0 -> Num.of(random.nextInt(1, 6));
      case 1 -> Y;
      default -> X;
    };
  }

  private Expr exponent() {
    return switch (random.nextInt(4)) {
      case 0 -> Quotient.of(Num.of(random.nextInt(1, 4)), Num.of(2));
      case 1 -> Negate.of(Num.of(random.nextInt(1, 3)));
      case 2 -> X;
      default -> Num.of(Rational.of(random.nextInt(1, 4), 3));
    };
  }

  private Expr cases(int depth) {
    Expr condition = Relation.of(Relation.Comparison.GREATER, X, Num.of(random.nextInt(0, 2)));
    return Cases.of(List.of(new Cases.Branch(condition, next(depth - 1))), next(depth - 1));
  }

  private Expr apply(int depth) {
    Function function = FUNCTIONS.get(random.nextInt(FUNCTIONS.size()));
    List<Expr> arguments = new ArrayList<>();
    for (int i = 0; i < function.minimumArity(); i++) {
      arguments.add(next(depth - 1));
    }
    if (function == Elementary.LOG) {
      arguments.set(0, Num.of(10)); // a base of several letters is read back as one name
    }
    return Apply.of(function, arguments);
  }
}
