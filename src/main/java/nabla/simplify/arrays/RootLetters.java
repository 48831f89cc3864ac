package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// Formulas in the roots that stand in them: with `s = √(‖x‖²/n)`, what is `‖x‖²` is `n s²`, and
/// `1/s − s/‖x‖²` has the factor `1/s`.
final class RootLetters {

  private RootLetters() {}

  /// The formula brought into another form with a letter in the place of a root of a product; null
  /// where there is none.
  static @Nullable Expr of(Expr formula, UnaryOperator<Expr> form) {
    for (Expr node : Dag.of(formula).nodes()) {
      Expr radicand = radicand(node);
      if (radicand == null) {
        continue;
      }
      return inRoot(formula, node, radicand, form);
    }
    return null;
  }

  private static Expr inRoot(Expr formula, Expr root, Expr radicand, UnaryOperator<Expr> form) {
    Symbol letter = Symbol.of(Name.of("root"));
    Map<Expr, Expr> there = new LinkedHashMap<>();
    for (Expr node : Dag.of(formula).nodes()) {
      if (node instanceof Power power
          && power.base().equals(radicand)
          && power.exponent() instanceof Num exponent
          && exponent.value().times(Rational.TWO).isInt()) {
        there.put(power, Canonical.power(letter, exponent.value().times(Rational.TWO).intValue()));
      }
    }
    there.put(root, letter);
    Expr inLetters = Substitution.of(Map.copyOf(there)).apply(formula);
    there.clear();
    there.put(radicand, Canonical.power(letter, 2));
    List<Expr> numbers = new ArrayList<>();
    List<Expr> rest = new ArrayList<>();
    for (Expr factor : factors(radicand)) {
      (Dag.any(factor, part -> !part.isScalar()) ? numbers : rest).add(factor);
    }
    if (numbers.size() == 1 && !rest.isEmpty()) {
      there.put(
          numbers.getFirst(),
          Canonical.product(
              Canonical.power(letter, 2), Canonical.power(Canonical.product(rest), -1)));
    }
    Expr first = form.apply(Substitution.of(there).apply(inLetters));
    Expr size = Apply.of(Elementary.ABS, letter); // a root is not negative
    Expr result =
        Dag.any(first, size::equals)
            ? form.apply(Substitution.of(size, letter).apply(first))
            : first;
    Expr square = Power.of(letter, 2);
    Substitution inside = Substitution.of(square, radicand);
    Map<Expr, Expr> squares = new LinkedHashMap<>();
    for (Expr node : Dag.below(part -> !part.isScalar(), result).nodes()) {
      if (node.isScalar() && Dag.any(node, square::equals)) {
        squares.put(node, form.apply(inside.apply(node)));
      }
    }
    return Substitution.of(letter, root).apply(Substitution.of(squares).apply(result));
  }

  /// What a node is the square root of, where that is a sum, a product or a quotient with arrays in
  /// it, and not another one for each index of a sum around it.
  private static @Nullable Expr radicand(Expr node) {
    Expr inside =
        node instanceof Apply apply && apply.operator() == Elementary.SQRT
            ? apply.argument()
            : node instanceof Power power
                    && power.exponent() instanceof Num exponent
                    && exponent.value().equals(Rational.HALF)
                ? power.base()
                : null;
    boolean several =
        inside instanceof Quotient || inside instanceof Product || inside instanceof Sum;
    return inside != null
            && several
            && inside.isScalar()
            && Dag.any(inside, part -> !part.isScalar())
            && !Bound.isFreeIn(inside)
        ? inside
        : null;
  }

  private static List<Expr> factors(Expr product) {
    return switch (product) {
      case Quotient quotient -> {
        List<Expr> factors = new ArrayList<>(factors(quotient.numerator()));
        for (Expr below : factors(quotient.denominator())) {
          factors.add(Canonical.power(below, -1));
        }
        yield factors;
      }
      case Product factors when factors.children().stream().allMatch(Expr::isScalar) ->
          factors.children();
      default -> List.of(product);
    };
  }
}
