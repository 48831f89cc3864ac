package nabla.calculus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Sum;
import nabla.expr.Symbol;

/// What a person does without a word while writing a line: terms 0 and factors 1 are left out, the
/// sign of a sign too, the numbers of a product are multiplied and stand in front, and powers of
/// one name are one power.
final class Tidy {

  private Tidy() {}

  static Expr of(Expr line) {
    Dag dag = Dag.of(line);
    Expr[] results = new Expr[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      Expr[] children = new Expr[node.arity()];
      for (int i = 0; i < children.length; i++) {
        children[i] = results[dag.position(node.child(i))];
      }
      results[position] = tidy(node, children);
    }
    return results[results.length - 1];
  }

  private static Expr tidy(Expr node, Expr[] children) {
    if (!node.isScalar()) {
      return node.withChildren(children);
    }
    return switch (node) {
      case Sum sum -> Build.sum(java.util.Arrays.asList(children));
      case Product product -> product(product, children);
      // the sign of a number is written before it, as readers of the next line will see it
      case Num number when number.value().signum() < 0 ->
          Negate.of(Num.of(number.value().negate()));
      case Negate negate ->
          children[0] instanceof Negate inner ? inner.operand() : Negate.of(children[0]);
      case Power power
          when children[1] instanceof Num number
              && number.value().isInt()
              && number.value().signum() > 0
              && exponent(children[0]) > 1
              && exponent(children[0]) * (long) number.value().intValue() < Integer.MAX_VALUE ->
          Power.of(base(children[0]), exponent(children[0]) * (long) number.value().intValue());
      case Quotient quotient when Build.isZero(children[0]) && !Build.isZero(children[1]) ->
          Num.ZERO;
      case Quotient quotient when Build.isOne(children[1]) -> children[0];
      default -> node.withChildren(children);
    };
  }

  /// Factors of a factor join the line, numbers and the minus of a first factor go in front.
  private static Expr product(Product product, Expr[] children) {
    List<Expr> factors = new ArrayList<>();
    for (Expr child : children) {
      if (Build.isZero(child)) {
        return Num.ZERO;
      }
      factors.addAll(
          child instanceof Product inner && child.isScalar() ? inner.children() : List.of(child));
    }
    if (!product.isScalar()) {
      return factors.equals(product.children()) ? product : Product.of(factors);
    }
    boolean negative = false;
    boolean decimal = false;
    boolean moved = false;
    Rational number = Rational.ONE;
    List<Expr> others = new ArrayList<>();
    for (Expr factor : factors) {
      boolean minus = factor instanceof Negate negate && (others.isEmpty() || isNumber(negate));
      negative ^= minus;
      Expr size = minus ? ((Negate) factor).operand() : factor;
      for (Expr part : size instanceof Product inner ? inner.children() : List.of(size)) {
        if (part instanceof Num numeric) {
          moved |= !others.isEmpty();
          decimal |= numeric.isDecimal();
          number = number.times(numeric.value());
        } else {
          joinPower(others, part);
        }
      }
    }
    Expr below = Num.ONE;
    if (!others.isEmpty()
        && others.getFirst() instanceof Quotient unit
        && Build.isOne(unit.numerator())
        && (others.size() > 1 || !number.isOne())
        && others.stream().noneMatch(factor -> Dag.any(factor, Derivative.class::isInstance))) {
      others.removeFirst();
      below = unit.denominator();
    }
    if (moved) {
      others.sort(Comparator.comparing(factor -> exponent(factor) == 0));
    }
    if (!number.isOne() || others.isEmpty()) {
      others.addFirst(decimal && number.isFiniteDecimal() ? Num.decimal(number) : Num.of(number));
    }
    Expr result = others.equals(product.children()) ? product : Product.of(others);
    Expr line = Build.isOne(below) ? result : Quotient.of(result, below);
    return negative ? Negate.of(line) : line;
  }

  private static boolean isNumber(Negate negate) {
    return negate.operand() instanceof Num;
  }

  /// `x²·x` is x³: names that occurred before are one power.
  private static void joinPower(List<Expr> factors, Expr factor) {
    int exponent = exponent(factor);
    for (int i = 0; exponent > 0 && i < factors.size(); i++) {
      int other = exponent(factors.get(i));
      if (other > 0 && base(factors.get(i)).equals(base(factor))) {
        factors.set(i, Power.of(base(factor), (long) exponent + other));
        return;
      }
    }
    factors.add(factor);
  }

  /// The exponent of a power of a name, 0 of anything else.
  private static int exponent(Expr factor) {
    if (factor instanceof Power power
        && isName(power.base())
        && power.exponent() instanceof Num number
        && number.value().isInt()) {
      return Math.max(0, number.value().intValue());
    }
    return isName(factor) ? 1 : 0;
  }

  private static boolean isName(Expr factor) {
    return factor instanceof Symbol || factor instanceof Bound;
  }

  private static Expr base(Expr factor) {
    return factor instanceof Power power ? power.base() : factor;
  }
}
