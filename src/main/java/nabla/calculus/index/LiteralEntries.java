package nabla.calculus.index;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Sum;

/// The entries of an array that is written out.
///
/// @param number what makes of a number one in the entries of the arrays in it
record LiteralEntries(Literal literal, UnaryOperator<Expr> number) {

  /// An entry of an array written out; at a place that is no number a letter, or `Σ δ_ia δ_jb L_ab`
  /// where its parts are to be looked into.
  Expr at(Expr row, Expr column) {
    boolean vector = literal.columns() == 1;
    if (row instanceof Num i && (vector || column instanceof Num)) {
      int j = column instanceof Num number ? number.value().intValue() : 1;
      return number.apply(literal.entry(i.value().intValue() - 1, j - 1));
    }
    if (literal.children().stream().noneMatch(InEntries::mentionsArrays)) {
      return InEntries.entry(literal, row, column);
    }
    List<Expr> terms = new ArrayList<>();
    for (int i = 1; i <= literal.rows(); i++) {
      for (int j = 1; j <= literal.columns(); j++) {
        Expr part = number.apply(literal.entry(i - 1, j - 1));
        if (!part.equals(Num.ZERO)) {
          List<Expr> factors = new ArrayList<>();
          if (literal.rows() > 1) {
            factors.add(InEntries.delta(row, Num.of(i)));
          }
          if (literal.columns() > 1) {
            factors.add(InEntries.delta(column, Num.of(j)));
          }
          factors.add(part);
          terms.add(Product.of(factors));
        }
      }
    }
    return terms.isEmpty() ? Num.ZERO : Sum.of(terms);
  }
}
