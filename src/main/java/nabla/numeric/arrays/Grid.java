package nabla.numeric.arrays;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Sum;

/// An array whose entries are expressions, row by row; a number is a grid of one entry. Rational
/// numbers are computed with at once, everything else is put together for later.
record Grid(int rows, int columns, List<Expr> entries) {

  private static final long MOST_ENTRIES = 4_000_000;

  static Grid number(Expr entry) {
    return new Grid(1, 1, List.of(entry));
  }

  static Grid of(Literal literal) {
    return new Grid(literal.rows(), literal.columns(), literal.children()).map(Grid::folded);
  }

  /// The entry at a place.
  @FunctionalInterface
  interface Place {
    Expr at(int row, int column);
  }

  static Grid filled(int rows, int columns, Place place) {
    if (rows * (long) columns > MOST_ENTRIES) {
      throw new NablaException(
          NablaException.Kind.BUDGET,
          "an array of " + rows + "×" + columns + " entries is too large to be written out");
    }
    Expr[] entries = new Expr[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        entries[i * columns + j] = place.at(i, j);
      }
    }
    return new Grid(rows, columns, Arrays.asList(entries));
  }

  Expr at(int row, int column) {
    return entries.get(row * columns + column);
  }

  /// The only entry.
  Expr number() {
    return entries.getFirst();
  }

  boolean isNumber() {
    return rows == 1 && columns == 1;
  }

  boolean isRational() {
    return entries.stream().allMatch(Num.class::isInstance);
  }

  Grid transposed() {
    return filled(columns, rows, (i, j) -> at(j, i));
  }

  Grid map(UnaryOperator<Expr> function) {
    return filled(rows, columns, (i, j) -> function.apply(at(i, j)));
  }

  /// Entry by entry; a number goes with every entry of the other.
  Grid with(Grid other, BinaryOperator<Expr> function) {
    if (isNumber()) {
      return other.map(entry -> function.apply(number(), entry));
    }
    if (other.isNumber()) {
      return map(entry -> function.apply(entry, other.number()));
    }
    return filled(rows, columns, (i, j) -> function.apply(at(i, j), other.at(i, j)));
  }

  Grid times(Grid other) {
    return filled(
        rows,
        other.columns,
        (i, j) -> {
          Expr total = Num.ZERO;
          for (int k = 0; k < columns; k++) {
            total = plus(total, times(at(i, k), other.at(k, j)));
          }
          return total;
        });
  }

  Expr total() {
    return entries.stream().reduce(Num.ZERO, Grid::plus);
  }

  /// A fraction of numbers as one number, whatever its sign.
  private static Expr folded(Expr entry) {
    if (entry instanceof Negate negative) {
      return negated(folded(negative.child(0)));
    }
    return entry instanceof Quotient quotient
            && quotient.child(0) instanceof Num
            && quotient.child(1) instanceof Num
        ? over(quotient.child(0), quotient.child(1))
        : entry;
  }

  static Expr plus(Expr a, Expr b) {
    if (a instanceof Num x && b instanceof Num y) {
      return number(x, y, x.value().plus(y.value()));
    }
    return a.equals(Num.ZERO) ? b : b.equals(Num.ZERO) ? a : Sum.of(a, b);
  }

  static Expr times(Expr a, Expr b) {
    if (a instanceof Num x && b instanceof Num y) {
      return number(x, y, x.value().times(y.value()));
    }
    return a.equals(Num.ONE) ? b : b.equals(Num.ONE) ? a : Product.of(a, b);
  }

  static Expr negated(Expr a) {
    return a instanceof Num x ? number(x, x, x.value().negate()) : Negate.of(a);
  }

  static Expr over(Expr a, Expr b) {
    if (a instanceof Num x && b instanceof Num y && !y.value().isZero()) {
      return number(x, y, x.value().dividedBy(y.value()));
    }
    return Quotient.of(a, b);
  }

  static Expr power(Expr base, Expr exponent) {
    if (base instanceof Num x
        && exponent instanceof Num y
        && y.value().isInt()
        && Math.abs(y.value().intValue()) < 64
        && (!x.value().isZero() || y.value().signum() > 0)) {
      return number(x, x, x.value().power(y.value().intValue()));
    }
    return Power.of(base, exponent);
  }

  /// What comes of decimals is shown as one.
  private static Expr number(Num a, Num b, Rational value) {
    return a.isDecimal() || b.isDecimal() ? Num.decimal(value) : Num.of(value);
  }
}
