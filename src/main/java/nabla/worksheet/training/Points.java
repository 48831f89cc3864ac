package nabla.worksheet.training;

import java.util.Arrays;
import nabla.expr.NablaException;

/// The numbers of examples, one row for each.
public final class Points {
  private static final int FIRST_ROWS = 1024;
  private static final int FIRST_NUMBERS = 1 << 20;

  private final int width;
  private double[] numbers;
  private int count;

  /// None yet.
  ///
  /// @param width how many numbers an example has
  public Points(int width) {
    this.width = width;
    int rows = Math.min(FIRST_ROWS, Math.max(1, FIRST_NUMBERS / Math.max(1, width)));
    this.numbers = new double[Math.multiplyExact(rows, Math.max(1, width))];
  }

  /// How many examples there are.
  public int count() {
    return count;
  }

  /// How many numbers an example has.
  public int width() {
    return width;
  }

  /// Adds an example.
  public void add(double... row) {
    long end = (count + 1L) * width;
    if (end > numbers.length) {
      // by half, within what an array can hold
      long longer = Math.min(numbers.length + (numbers.length >> 1), Integer.MAX_VALUE - 8L);
      if (longer < end) {
        throw new NablaException(
            NablaException.Kind.BUDGET, "there are more than " + count + " examples");
      }
      numbers = Arrays.copyOf(numbers, (int) longer);
    }
    System.arraycopy(row, 0, numbers, count * width, width);
    count++;
  }

  /// Copies some of the numbers of an example.
  public void copy(int row, int from, double[] into) {
    int start = row * width + from;
    for (int i = 0; i < into.length; i++) {
      into[i] = numbers[start + i];
    }
  }
}
