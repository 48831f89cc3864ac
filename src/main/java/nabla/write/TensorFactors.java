package nabla.write;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import nabla.catalogue.Computing;
import nabla.catalogue.Elementary;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.write.CodeStyle.Spelled;
import nabla.write.EinsteinSums.Tensor;

/// A product taken apart: its sign, its factors that are numbers or arrays over indices, and the
/// numbers that divide it.
final class TensorFactors {

  private final Expr whole;
  private final OpenParts parts;
  private final Function<Expr, Tensor> tensors;
  private final Function<Expr, Spelled> closed;
  private final List<Spelled> numbers = new ArrayList<>();
  private final List<Spelled> divisors = new ArrayList<>();
  private final List<Tensor> arrays = new ArrayList<>();
  private final boolean negative;

  /// @param tensors the arrays of the factors that speak of an index
  /// @param closed the code of those that do not
  TensorFactors(
      Expr product,
      OpenParts parts,
      Function<Expr, Tensor> tensors,
      Function<Expr, Spelled> closed) {
    this.whole = product;
    this.parts = parts;
    this.tensors = tensors;
    this.closed = closed;
    this.negative = take(product);
  }

  List<Spelled> numbers() {
    return numbers;
  }

  List<Spelled> divisors() {
    return divisors;
  }

  List<Tensor> arrays() {
    return arrays;
  }

  boolean isNegative() {
    return negative;
  }

  /// Takes a part of the product apart, and says whether its sign is minus.
  private boolean take(Expr part) {
    boolean shared = part != whole && parts.isShared(part);
    if (!parts.isOpen(part)) {
      if (!part.equals(Num.ONE)) {
        numbers.add(closed.apply(part));
      }
      return false;
    }
    if (part instanceof Negate negate && !shared) {
      return !take(negate.operand());
    }
    if (part instanceof Apply guarded
        && guarded.operator() == Computing.GUARDED
        && isAlwaysDefined(guarded.child(1))) {
      arrays.add(tensors.apply(Apply.of(Elementary.INDICATOR, guarded.child(0))));
      return take(guarded.child(1));
    }
    if (part instanceof Product product && !shared) {
      boolean minus = false;
      for (Expr child : product.children()) {
        minus ^= take(child);
      }
      return minus;
    }
    if (part instanceof Quotient quotient && !shared && !parts.isOpen(quotient.child(1))) {
      divisors.add(closed.apply(quotient.child(1)));
      return take(quotient.child(0));
    }
    Tensor array = tensors.apply(part);
    if (array.isNumber()) {
      numbers.add(array.code());
    } else {
      arrays.add(array);
    }
    return false;
  }

  /// Whether a number is made of entries by sums and products, so that nothing times it is nothing.
  static boolean isAlwaysDefined(Expr number) {
    return Dag.of(number).nodes().stream()
        .allMatch(node ->
            node instanceof Num
                || node instanceof Symbol
                || node instanceof Sum
                || node instanceof Product
                || node instanceof Negate
                || !node.isScalar()
                || (node instanceof Apply entry && entry.operator() == Matrices.ENTRY)
                || (node instanceof Power power
                    && power.exponent() instanceof Num exponent
                    && exponent.value().signum() > 0
                    && exponent.value().isInteger()));
  }
}
