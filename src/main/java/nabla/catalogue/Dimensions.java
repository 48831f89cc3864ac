package nabla.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Dimensions as arguments: `eye(n + 1)` is written with an expression, and its shape counts with a
/// [Dimension].
public final class Dimensions {

  private static final Dimension MINUS_ONE = Dimension.of(-1);

  private Dimensions() {}

  /// The dimension that an expression of numbers and names stands for; a `SHAPE` error for any
  /// other.
  public static Dimension of(Expr size) {
    List<Dimension> sizes = Dag.of(size).fold(Dimensions::at);
    Dimension dimension = sizes.getLast();
    if (isNeverPositive(dimension)) {
      throw new NablaException(
          NablaException.Kind.SHAPE, dimension + " cannot be a number of rows or columns");
    }
    return dimension;
  }

  /// The sum of products of numbers and names that an expression is; a `SHAPE` error for any other.
  public static Dimension polynomial(Expr number) {
    return Dag.of(number).fold(Dimensions::at).getLast();
  }

  /// The difference of two.
  public static Dimension minus(Dimension first, Dimension second) {
    return first.plus(second.times(MINUS_ONE));
  }

  /// Whether a number is less than a bound, whatever the sizes in it are.
  public static boolean isKnownBelow(Dimension number, long bound) {
    return number.isFixed() && number.fixedSize() < bound;
  }

  /// Whether a number is 0 or less, whatever the sizes in it are: 0, −n, 1 − n.
  public static boolean isNeverPositive(Dimension number) {
    boolean falling =
        number.terms().entrySet().stream()
            .allMatch(term -> term.getKey().isEmpty() || term.getValue() < 0);
    long most = number.terms().values().stream().mapToLong(Long::longValue).sum();
    return falling && most < 1; // where every size in it is 1
  }

  /// Whether a number is never negative, whatever the sizes in it are.
  public static boolean isNeverNegative(Dimension number) {
    return number.terms().values().stream().allMatch(factor -> factor >= 0);
  }

  /// Whether a number is never negative where the sizes in it are at least 1: n − 1, not n − 2.
  public static boolean isNeverNegativeOfSizes(Dimension number) {
    Map<String, Dimension> above = new HashMap<>();
    for (List<String> names : number.terms().keySet()) {
      names.forEach(name -> above.put(name, Dimension.named(name).plus(Dimension.ONE)));
    }
    return isNeverNegative(number.substitute(above));
  }

  /// Whether arrays of few entries leave a number below 0, as n = 1 does n − 2, which stands for
  /// the terms of a sum. Not so n − k: there k is to be no more than n.
  public static boolean mayFallShort(Dimension number) {
    boolean rising =
        number.terms().entrySet().stream()
            .allMatch(term -> term.getKey().isEmpty() || term.getValue() > 0);
    return rising && !isNeverNegativeOfSizes(number);
  }

  /// Sizes are powers as in `10^9` and `n^2`.
  private static final int LARGEST_EXPONENT = 18;

  private static Dimension at(Expr node, List<Dimension> parts) {
    if (node instanceof Num number
        && number.value().isInteger()
        && number.value().numerator().bitLength() < 32) {
      return Dimension.of(number.value().numerator().longValueExact());
    }
    if (node instanceof Symbol symbol && symbol.isScalar()) {
      return Dimension.named(symbol.name().toString());
    }
    if (node instanceof Sum) {
      return parts.stream().reduce(Dimension.of(0), Dimension::plus);
    }
    if (node instanceof Product) {
      return parts.stream().reduce(Dimension.ONE, Dimension::times);
    }
    if (node instanceof Negate) {
      return parts.getFirst().times(MINUS_ONE);
    }
    Dimension power = node instanceof Power ? power(parts.getFirst(), parts.getLast()) : null;
    if (power != null) {
      return power;
    }
    throw new NablaException(
        NablaException.Kind.SHAPE,
        "a number of rows or columns is a whole number or a name such as n, or n + 1");
  }

  /// A power such as `10^9` or `n^2`; null where the exponent is no small whole number.
  public static @Nullable Dimension power(Dimension base, Dimension exponent) {
    if (!exponent.isFixed()
        || exponent.fixedSize() < 1
        || exponent.fixedSize() > LARGEST_EXPONENT) {
      return null;
    }
    Dimension power = Dimension.ONE;
    for (int i = 0; i < exponent.fixedSize(); i++) {
      power = power.times(base);
    }
    return power;
  }

  /// The expression of a dimension: its inverse, up to the order of the terms.
  public static Expr expression(Dimension dimension) {
    List<Expr> terms = new ArrayList<>();
    for (Map.Entry<List<String>, Long> term : dimension.leadingFirst()) {
      List<Expr> factors = new ArrayList<>();
      if (term.getValue() != 1 || term.getKey().isEmpty()) {
        factors.add(Num.of(term.getValue()));
      }
      for (String name : term.getKey()) {
        factors.add(Symbol.of(name));
      }
      terms.add(Product.of(factors));
    }
    return Sum.of(terms);
  }
}
