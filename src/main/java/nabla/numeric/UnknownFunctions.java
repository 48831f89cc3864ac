package nabla.numeric;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import nabla.catalogue.Matrices;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;

/// Puts a smooth random function in place of each unknown one, `f(u, v)` becoming `a₀ + Σ aₖ sin(bₖ
/// u + cₖ v + dₖ)`, and the exact derivatives of the same function in place of its derivatives.
/// What holds for all functions then holds for these, and numbers can refute what does not.
public final class UnknownFunctions {

  private static final int WAVES = 3;
  private static final long ARRAYS = 11;

  private UnknownFunctions() {}

  /// The expressions without unknown functions; the same ones where there are none. One seed gives
  /// one function for each name.
  public static Expr[] instantiate(long seed, Expr... roots) {
    return instantiate(seed, UnknownFunctions::isUnknown, roots);
  }

  /// The same, with the entries of arrays as they are.
  public static Expr[] keepingArrays(long seed, Expr... roots) {
    return instantiate(
        seed,
        node -> node instanceof Apply apply && apply.operator() instanceof UnknownFunction,
        roots);
  }

  private static Expr[] instantiate(long seed, Predicate<Expr> unknown, Expr... roots) {
    if (roots.length == 0) {
      return roots;
    }
    Dag dag = Dag.of(roots);
    Expr[] results = new Expr[dag.size()];
    boolean changed = false;
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      Expr rebuilt = node;
      if (changed && node.arity() > 0) {
        Expr[] children = new Expr[node.arity()];
        for (int i = 0; i < children.length; i++) {
          children[i] = results[dag.position(node.child(i))];
        }
        rebuilt = node.withChildren(children);
      }
      if (unknown.test(rebuilt)) {
        rebuilt = value((Apply) rebuilt, seed);
        changed = true;
      }
      results[position] = rebuilt;
    }
    if (!changed) {
      return roots;
    }
    Expr[] replaced = new Expr[roots.length];
    for (int i = 0; i < roots.length; i++) {
      replaced[i] = results[dag.position(roots[i])];
    }
    return replaced;
  }

  /// Whether a node is an unknown function, or data in an array, which is a function of its
  /// indices.
  static boolean isUnknown(Expr node) {
    return node instanceof Apply apply
        && (apply.operator() instanceof UnknownFunction
            || (apply.operator() == Matrices.ENTRY && apply.child(0) instanceof Symbol));
  }

  /// A function of numbers that stands in for an unknown one, or for its derivative.
  static Program program(UnknownFunction function) {
    List<Symbol> places = new ArrayList<>();
    for (int i = 0; i < function.orders().size(); i++) {
      places.add(Symbol.of(Name.of("argument", String.valueOf(i))));
    }
    return Program.of(places, value(function, List.copyOf(places), ARRAYS));
  }

  private static Expr value(Apply apply, long seed) {
    if (apply.operator() instanceof UnknownFunction function) {
      return value(function, apply.children(), seed);
    }
    Symbol array = (Symbol) apply.child(0);
    List<Expr> indices = apply.children().subList(1, apply.arity());
    return value(UnknownFunction.of(array.name(), indices.size()), indices, seed);
  }

  private static Expr value(UnknownFunction function, List<Expr> arguments, long seed) {
    SplittableRandom random =
        new SplittableRandom(
            (seed * 31 + function.symbol().toString().hashCode()) * 31 + arguments.size());
    int order = 0;
    for (int times : function.orders()) {
      order += times;
    }
    List<Expr> terms = new ArrayList<>();
    if (order == 0) {
      terms.add(Num.ONE);
    }
    for (int wave = 0; wave < WAVES; wave++) {
      Rational amplitude = Rational.of(random.nextInt(16, 48), 64);
      List<Expr> phase =
          new ArrayList<>(List.of(Num.of(Rational.of(random.nextInt(-128, 129), 64))));
      for (int i = 0; i < arguments.size(); i++) {
        int sign = random.nextBoolean() ? 1 : -1;
        Rational frequency = Rational.of(sign * (long) random.nextInt(16, 80), 64);
        phase.add(Product.of(Num.of(frequency), arguments.get(i)));
        int times = function.orders().get(i);
        amplitude = times == 0 ? amplitude : amplitude.times(frequency.power(times));
      }
      // Each derivative turns the sine by a quarter.
      Expr turned = Apply.of(order % 2 == 0 ? Trigonometric.SIN : Trigonometric.COS, Sum.of(phase));
      terms.add(Product.of(Num.of(order % 4 < 2 ? amplitude : amplitude.negate()), turned));
    }
    return Sum.of(terms);
  }
}
