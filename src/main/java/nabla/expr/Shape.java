package nabla.expr;

import java.util.LinkedHashSet;
import java.util.Set;

/// Rows by columns. A vector is a column, n×1; its transpose is 1×n; 1×1 is a scalar. Truth values
/// have a shape of their own.
public record Shape(Dimension rows, Dimension columns) {

  /// One number.
  public static final Shape SCALAR = new Shape(Dimension.ONE, Dimension.ONE);

  /// A statement that is true or false.
  public static final Shape TRUTH = new Shape(Dimension.of(0), Dimension.of(0));

  /// A shape with these rows and columns; 1×1 is [#SCALAR] itself.
  public static Shape of(Dimension rows, Dimension columns) {
    Shape shape = new Shape(rows, columns);
    return shape.equals(SCALAR) ? SCALAR : shape;
  }

  /// A column of `rows` numbers.
  public static Shape vector(Dimension rows) {
    return of(rows, Dimension.ONE);
  }

  /// Whether this is one number.
  public boolean isScalar() {
    return this == SCALAR || equals(SCALAR);
  }

  /// Whether this is a truth value.
  public boolean isTruth() {
    return this == TRUTH || equals(TRUTH);
  }

  /// Whether this is a column with more than one row.
  public boolean isVector() {
    return columns.equals(Dimension.ONE) && !isScalar() && !isTruth();
  }

  /// Whether there are as many rows as columns.
  public boolean isSquare() {
    return rows.equals(columns);
  }

  /// The shape of the transpose.
  public Shape transposed() {
    return isScalar() ? this : of(columns, rows);
  }

  /// The names of sizes in it: n of `(n+1)×2`.
  public Set<String> names() {
    if (isScalar()) {
      return Set.of();
    }
    Set<String> names = new LinkedHashSet<>();
    rows.terms().keySet().forEach(names::addAll);
    columns.terms().keySet().forEach(names::addAll);
    return names;
  }

  @Override
  public String toString() {
    return isScalar() ? "scalar" : isTruth() ? "truth value" : side(rows) + "×" + side(columns);
  }

  private static String side(Dimension size) {
    return size.terms().size() > 1 ? "(" + size + ")" : size.toString();
  }
}
