package nabla.calculus;

import java.util.List;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Derivatives by arrays of so high an order that they are huge, or 0.
final class HighOrders {

  /// A formula with so many different parts is not differentiated a third time or more.
  private static final int MOST_PARTS = 300;

  /// The sizes of arrays of zeros are written out up to this order.
  private static final int HIGHEST_OF_ZEROS = 24;

  private HighOrders() {}

  static boolean isZero(Expr derivative) {
    return derivative instanceof Apply apply && apply.operator() == Matrices.ZEROS;
  }

  /// The derivative of zeros by more variables.
  ///
  /// @param order the order of the derivative that is 0
  static Expr zeros(Shape zero, List<Symbol> variables, int order) {
    if (order + variables.size() > HIGHEST_OF_ZEROS) {
      throw new NablaException(
          NablaException.Kind.BUDGET,
          "the derivative is 0 from order "
              + order
              + " on; that of order "
              + (order + variables.size())
              + " has too many axes to write its shape: ask for order "
              + order);
    }
    Shape shape = zero;
    for (Symbol variable : variables) {
      shape =
          Shape.of(
              shape.rows().times(shape.columns()),
              variable.shape().rows().times(variable.shape().columns()));
    }
    return Matrices.zeros(shape);
  }

  /// Stops before a derivative that is far longer than what anyone reads.
  ///
  /// @param order how often it was differentiated so far
  /// @param single whether the derivative is that of one entry
  static void refuseIfLarge(Expr derivative, int order, boolean single, @Nullable Style style) {
    if (order < 2 || Dag.of(derivative).size() < MOST_PARTS) {
      return;
    }
    throw new NablaException(
        NablaException.Kind.BUDGET,
        (single ? "each entry of the derivative of order " : "the derivative of order ")
            + order
            + " is "
            + (single ? "" : derivative.shape() + " and ")
            + "made of "
            + Dag.of(derivative).size()
            + " different parts, and each further order of several times as many: ask for order "
            + order
            + " or less"
            + otherwise(style));
  }

  /// The refusal of a limit that was passed, with what to do about it where the order is high.
  ///
  /// @param order how often it was differentiated before
  static NablaException explained(NablaException failure, int order, @Nullable Style style) {
    return failure.kind() == NablaException.Kind.BUDGET && order > 0
        ? new NablaException(
            NablaException.Kind.BUDGET,
            failure.getMessage()
                + "; the derivative of order "
                + (order + 1)
                + " has not come out: ask for order "
                + order
                + otherwise(style))
        : failure;
  }

  private static String otherwise(@Nullable Style style) {
    return style == Style.INDEX ? "" : ", or for entries, --style index";
  }
}
