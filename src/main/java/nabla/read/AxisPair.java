package nabla.read;

import nabla.expr.Dimension;

/// A shape under construction.
record AxisPair(Axis rows, Axis columns) {
  static final AxisPair SCALAR = new AxisPair(Axis.of(Dimension.ONE), Axis.of(Dimension.ONE));

  boolean isScalar() {
    return rows.isOne() && columns.isOne();
  }

  boolean isColumn() {
    return columns.isOne() && !rows.isOne();
  }

  boolean unify(AxisPair other) {
    boolean rowsFit = rows.unify(other.rows);
    boolean columnsFit = columns.unify(other.columns);
    return rowsFit && columnsFit;
  }

  AxisPair transposed() {
    return new AxisPair(columns, rows);
  }

  @Override
  public String toString() {
    return isScalar() ? "a scalar" : rows + "×" + columns;
  }
}
