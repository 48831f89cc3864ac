package nabla.numeric;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.NablaException;
import nabla.expr.UnknownFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/// Functions of arrays of which nothing is known: any smooth function stands in for one. Here it is
/// `f(u) = sin(Σ a_i u_i) + Σ b_i u_i²` over all entries of all arguments, with numbers a and b
/// that follow from the name, with its gradient and Hessian. Where the values are vectors, each
/// entry is such a function, and the derivative the Jacobian.
final class UnknownArrayFunctions {

  private UnknownArrayFunctions() {}

  /// The value of a function, of its gradient by one argument, or of its Hessian by a vector.
  ///
  /// @param rows how many entries a value has
  static RealMatrix value(UnknownFunction function, int rows, RealMatrix... arguments) {
    int name = function.symbol().hashCode();
    if (rows == 1) {
      return entry(function, name, arguments);
    }
    List<RealMatrix> entries = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      entries.add(entry(function, name + 31 * row, arguments));
    }
    RealMatrix result = new Array2DRowRealMatrix(rows, entries.getFirst().getRowDimension());
    for (int row = 0; row < rows; row++) {
      result.setRow(row, entries.get(row).getColumn(0));
    }
    return result;
  }

  /// The value of one entry.
  private static RealMatrix entry(UnknownFunction function, int name, RealMatrix... arguments) {
    double phase = 0;
    double squares = 0;
    for (int k = 0; k < arguments.length; k++) {
      for (int i = 0; i < arguments[k].getRowDimension(); i++) {
        for (int j = 0; j < arguments[k].getColumnDimension(); j++) {
          double entry = arguments[k].getEntry(i, j);
          phase += slope(name, k, i, j) * entry;
          squares += curvature(name, k, i, j) * entry * entry;
        }
      }
    }
    int order = 0;
    int by = 0;
    for (int k = 0; k < arguments.length; k++) {
      if (function.orders().get(k) > 0) {
        by = k;
        order += function.orders().get(k);
      }
    }
    return switch (order) {
      case 0 -> ArrayEvaluation.number(Math.sin(phase) + squares);
      case 1 -> gradient(name, by, arguments[by], phase);
      case 2 -> hessian(name, by, arguments[by], phase);
      default ->
          throw new NablaException(
              NablaException.Kind.UNSUPPORTED, "the function " + function.name() + " has no value");
    };
  }

  private static RealMatrix gradient(int name, int by, RealMatrix argument, double phase) {
    RealMatrix result =
        new Array2DRowRealMatrix(argument.getRowDimension(), argument.getColumnDimension());
    for (int i = 0; i < result.getRowDimension(); i++) {
      for (int j = 0; j < result.getColumnDimension(); j++) {
        result.setEntry(
            i,
            j,
            Math.cos(phase) * slope(name, by, i, j)
                + 2 * curvature(name, by, i, j) * argument.getEntry(i, j));
      }
    }
    return result;
  }

  private static RealMatrix hessian(int name, int by, RealMatrix vector, double phase) {
    int size = vector.getRowDimension();
    RealMatrix result = new Array2DRowRealMatrix(size, size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double bend = -Math.sin(phase) * slope(name, by, i, 0) * slope(name, by, j, 0);
        result.setEntry(i, j, i == j ? bend + 2 * curvature(name, by, i, 0) : bend);
      }
    }
    return result;
  }

  private static double slope(int name, int argument, int row, int column) {
    return Math.cos(name % 1000 + 1.7 * argument + 0.9 * row + 2.3 * column);
  }

  private static double curvature(int name, int argument, int row, int column) {
    return 0.5 + 0.3 * Math.sin(name % 997 + 1.1 * argument + 1.9 * row + 0.7 * column);
  }
}
