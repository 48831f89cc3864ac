package nabla;

import java.util.List;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.numeric.Evaluation;
import nabla.write.Latex;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// An expression with numbers put in.
///
/// ```java
/// Value value = Nabla.formula("σ(b + w x)").at("x = 2, w = 1/2, b = 0");
/// IO.println(value); // σ(1)
/// IO.println(value.toDouble()); // 0.7310585786300049
/// ```
///
/// @param exact what it is exactly, simplified; variables that got no number are still in it. For a
///   gradient or Hessian a vector or matrix literal; the formula itself where the entries of an
///   array have no short formulas
/// @param decimal its decimal value with the digits that can be trusted; null while variables are
///   left, and for a vector or matrix
/// @param entries the values of the entries of a vector or matrix, row by row; empty for a number
/// @param columns how many columns the entries make; 1 for a vector and for a number
public record Value(Expr exact, @Nullable Evaluation decimal, List<Value> entries, int columns) {

  /// A number.
  public Value(Expr exact, @Nullable Evaluation decimal) {
    this(exact, decimal, List.of(), 1);
  }

  /// The list is copied.
  public Value {
    entries = List.copyOf(entries);
  }

  /// The nearest double. A [NablaException] of kind `UNSUPPORTED` while variables are left, and for
  /// a vector or matrix.
  public double toDouble() {
    if (decimal == null) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          entries.isEmpty()
              ? this + " is no number yet; give a value to each variable"
              : "a vector or matrix is no number; ask its entries");
    }
    return decimal.value();
  }

  /// The nearest doubles of all entries, row by row; of a number that alone. Errors as for
  /// [#toDouble()].
  public double[] toDoubles() {
    return entries.isEmpty()
        ? new double[] {toDouble()}
        : entries.stream().mapToDouble(Value::toDouble).toArray();
  }

  /// The nearest doubles of a vector or matrix, in its rows; of a number that alone in one row.
  /// Errors as for [#toDouble()].
  public double[][] toArray() {
    double[] all = toDoubles();
    double[][] rows = new double[all.length / columns][columns];
    for (int i = 0; i < all.length; i++) {
      rows[i / columns][i % columns] = all[i];
    }
    return rows;
  }

  /// The exact value as LaTeX.
  public String toLatex() {
    return Latex.of(exact);
  }

  /// The exact value as text.
  public String toText() {
    return Text.of(exact);
  }

  /// The exact value as text.
  @Override
  public String toString() {
    return toText();
  }
}
