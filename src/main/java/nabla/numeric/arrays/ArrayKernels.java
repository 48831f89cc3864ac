package nabla.numeric.arrays;

/// The loops of linear algebra on arrays that stand row by row in one `double[]` each. None of them
/// allocates.
final class ArrayKernels {

  private ArrayKernels() {}

  /// out = A B, for A of `rows`×`inner` and B of `inner`×`columns`, each of which may be stored as
  /// its transpose.
  static void multiply(
      double[] a,
      boolean turnedA,
      double[] b,
      boolean turnedB,
      double[] out,
      int rows,
      int inner,
      int columns) {
    if (inner == 1) {
      outer(a, b, out, rows, columns);
    } else if (columns == 1) {
      times(a, turnedA, b, out, rows, inner);
    } else if (rows == 1) {
      times(b, !turnedB, a, out, columns, inner);
    } else if (turnedB) {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          double sum = 0;
          for (int k = 0; k < inner; k++) {
            sum += (turnedA ? a[k * rows + i] : a[i * inner + k]) * b[j * inner + k];
          }
          out[i * columns + j] = sum;
        }
      }
    } else {
      java.util.Arrays.fill(out, 0, rows * columns, 0);
      for (int i = 0; i < rows; i++) {
        for (int k = 0; k < inner; k++) {
          add(
              turnedA ? a[k * rows + i] : a[i * inner + k],
              b,
              k * columns,
              out,
              i * columns,
              columns);
        }
      }
    }
  }

  private static void outer(double[] x, double[] y, double[] out, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      double factor = x[i];
      int row = i * columns;
      for (int j = 0; j < columns; j++) {
        out[row + j] = factor * y[j];
      }
    }
  }

  /// out = A x.
  private static void times(
      double[] a, boolean turned, double[] x, double[] out, int rows, int inner) {
    if (turned) {
      java.util.Arrays.fill(out, 0, rows, 0);
      for (int k = 0; k < inner; k++) {
        add(x[k], a, k * rows, out, 0, rows);
      }
      return;
    }
    for (int i = 0; i < rows; i++) {
      out[i] = dot(a, i * inner, x, inner);
    }
  }

  /// out += factor · a, from these places on.
  private static void add(
      double factor, double[] a, int fromA, double[] out, int fromOut, int length) {
    for (int j = 0; j < length; j++) {
      out[fromOut + j] += factor * a[fromA + j];
    }
  }

  /// Four sums at a time, which do not wait for each other.
  private static double dot(double[] a, int from, double[] x, int length) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int k = 0;
    for (; k + 3 < length; k += 4) {
      first += a[from + k] * x[k];
      second += a[from + k + 1] * x[k + 1];
      third += a[from + k + 2] * x[k + 2];
      fourth += a[from + k + 3] * x[k + 3];
    }
    for (; k < length; k++) {
      first += a[from + k] * x[k];
    }
    return first + second + (third + fourth);
  }

  static void transpose(double[] a, double[] out, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        out[j * rows + i] = a[i * columns + j];
      }
    }
  }

  static void scaleRows(double[] v, double[] a, double[] out, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        out[i * columns + j] = v[i] * a[i * columns + j];
      }
    }
  }

  static void scaleColumns(double[] a, double[] v, double[] out, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        out[i * columns + j] = a[i * columns + j] * v[j];
      }
    }
  }

  static double sum(double[] a) {
    double sum = 0;
    for (double entry : a) {
      sum += entry;
    }
    return sum;
  }

  static double norm(double[] a) {
    double largest = 0;
    for (double entry : a) {
      largest = Math.max(largest, Math.abs(entry));
    }
    if (largest == 0 || Double.isNaN(largest) || Double.isInfinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (double entry : a) {
      sum += entry / largest * (entry / largest);
    }
    return largest * Math.sqrt(sum);
  }

  static double logSumExp(double[] a) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double entry : a) {
      largest = Math.max(largest, entry);
    }
    double sum = 0;
    for (double entry : a) {
      sum += Math.exp(entry - largest);
    }
    return largest + Math.log(sum);
  }

  static void softmax(double[] a, double[] out, boolean logarithm) {
    double normaliser = logSumExp(a);
    for (int i = 0; i < a.length; i++) {
      out[i] = logarithm ? a[i] - normaliser : Math.exp(a[i] - normaliser);
    }
  }
}
