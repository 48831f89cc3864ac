package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import nabla.calculus.Gradient;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.Compiled;
import org.jspecify.annotations.Nullable;

/// Linear equations `A v = r`, solved exactly: with numbers by elimination, with other variables by
/// Cramer's rule.
///
/// @param matrix the rows of A
/// @param right r
record LinearSystem(List<Symbol> variables, List<List<Expr>> matrix, List<Expr> right) {

  private static final int LARGEST_BY_CRAMER = 4;

  /// A difference of slopes that no rounding makes, where they are not huge.
  private static final double CHANGE = 1e-4;

  private static final double LARGEST_SLOPE = 1e6;

  /// What came of it.
  ///
  /// @param values what each variable is; of a family, in terms of the variables that are free.
  ///   Null where there is no solution
  /// @param conditions under which this holds
  /// @param free the variables that may have any value
  record Solution(@Nullable List<Expr> values, List<Expr> conditions, List<Symbol> free) {}

  /// The equations that these expressions are 0; null where they are not linear.
  static @Nullable LinearSystem of(List<Expr> zeros, List<Symbol> variables, Forms forms) {
    Map<Symbol, Expr> origin = new LinkedHashMap<>();
    variables.forEach(variable -> origin.put(variable, Num.ZERO));
    List<List<Expr>> matrix = new ArrayList<>();
    List<Expr> right = new ArrayList<>();
    try {
      for (Expr zero : zeros) {
        List<Expr> row = new ArrayList<>();
        List<Expr> rest = new ArrayList<>(List.of(zero));
        List<Expr> partials = Gradient.of(zero, variables);
        if (isCurved(partials, variables)) {
          return null;
        }
        for (Expr partial : partials) {
          Expr entry = forms.closed(partial);
          if (Forms.mentions(entry, variables)) {
            return null;
          }
          rest.add(Negate.of(Product.of(entry, variables.get(row.size()))));
          row.add(entry);
        }
        Expr constant = forms.closed(Substitution.of(origin).apply(zero));
        rest.add(Negate.of(constant));
        if (!forms.isZero(Sum.of(rest))) {
          return null;
        }
        matrix.add(row);
        right.add(forms.closed(Negate.of(constant)));
      }
    } catch (NablaException undefined) {
      if (undefined.kind() == NablaException.Kind.BUDGET) {
        throw undefined;
      }
      return null;
    }
    return new LinearSystem(variables, matrix, right);
  }

  /// Whether numbers show that slopes change with the variables, so that nobody has to bring them
  /// to a closed form to see it.
  private static boolean isCurved(List<Expr> slopes, List<Symbol> variables) {
    Set<Symbol> symbols = new LinkedHashSet<>(variables);
    for (Expr node : Dag.of(slopes.toArray(Expr[]::new)).nodes()) {
      if (!node.isScalar()) {
        return false;
      }
      if (node instanceof Symbol symbol) {
        symbols.add(symbol);
      }
    }
    Random random = new Random(5);
    double[] place = random.doubles(symbols.size(), 0.3, 1.7).toArray();
    double[] here = new double[slopes.size()];
    double[] there = new double[slopes.size()];
    try {
      Compiled compiled = Compiled.of(List.copyOf(symbols), slopes.toArray(Expr[]::new));
      compiled.evaluate(place, here);
      for (int i = 0; i < variables.size(); i++) {
        place[i] = 0.3 + 1.4 * random.nextDouble();
      }
      compiled.evaluate(place, there);
    } catch (NablaException unsupported) {
      Budget.check();
      return false;
    }
    for (int i = 0; i < here.length; i++) {
      double scale = 1 + Math.abs(here[i]) + Math.abs(there[i]);
      if (scale < LARGEST_SLOPE && Math.abs(here[i] - there[i]) > CHANGE * scale) {
        return true;
      }
    }
    return false;
  }

  /// The solution; null where it is not found.
  @Nullable Solution solution(Forms forms) {
    List<Expr> all = new ArrayList<>();
    matrix.forEach(all::addAll);
    Rational[] coefficients = Forms.rationals(all);
    return coefficients != null
        ? eliminated(coefficients, forms)
        : matrix.size() == variables.size() && variables.size() <= LARGEST_BY_CRAMER
            ? byCramer(forms)
            : null;
  }

  /// With numbers for A; the right side may be anything.
  private Solution eliminated(Rational[] coefficients, Forms forms) {
    int columns = variables.size();
    List<Rational[]> rows = new ArrayList<>();
    List<Expr> sides = new ArrayList<>(right);
    for (int i = 0; i < matrix.size(); i++) {
      rows.add(java.util.Arrays.copyOfRange(coefficients, i * columns, (i + 1) * columns));
    }
    int[] pivotOf = new int[columns];
    java.util.Arrays.fill(pivotOf, -1);
    int done = 0;
    for (int column = 0; column < columns && done < rows.size(); column++) {
      int pivot = done;
      while (pivot < rows.size() && rows.get(pivot)[column].isZero()) {
        pivot++;
      }
      if (pivot == rows.size()) {
        continue;
      }
      java.util.Collections.swap(rows, done, pivot);
      java.util.Collections.swap(sides, done, pivot);
      Rational scale = rows.get(done)[column].reciprocal();
      scale(rows.get(done), scale);
      sides.set(done, forms.closed(Product.of(Num.of(scale), sides.get(done))));
      for (int other = 0; other < rows.size(); other++) {
        Rational factor = rows.get(other)[column];
        if (other != done && !factor.isZero()) {
          subtract(rows.get(other), rows.get(done), factor);
          sides.set(
              other,
              forms.closed(
                  Sum.of(
                      sides.get(other), Negate.of(Product.of(Num.of(factor), sides.get(done))))));
        }
      }
      pivotOf[column] = done++;
    }
    return read(rows, sides, pivotOf, done, forms);
  }

  private Solution read(
      List<Rational[]> rows, List<Expr> sides, int[] pivotOf, int rank, Forms forms) {
    List<Expr> conditions = new ArrayList<>();
    for (Expr side : sides.subList(rank, sides.size())) {
      Integer sign = forms.sign(side);
      if (sign == null) {
        conditions.add(Relation.of(Relation.Comparison.EQUAL, side, Num.ZERO));
      } else if (sign != 0) {
        return new Solution(null, List.of(), List.of());
      }
    }
    List<Symbol> free = new ArrayList<>();
    for (int column = 0; column < pivotOf.length; column++) {
      if (pivotOf[column] < 0) {
        free.add(variables.get(column));
      }
    }
    List<Expr> values = new ArrayList<>();
    for (int column = 0; column < pivotOf.length; column++) {
      if (pivotOf[column] < 0) {
        values.add(variables.get(column));
        continue;
      }
      List<Expr> terms = new ArrayList<>(List.of(sides.get(pivotOf[column])));
      for (int other = 0; other < pivotOf.length; other++) {
        if (pivotOf[other] < 0) {
          Rational factor = rows.get(pivotOf[column])[other].negate();
          terms.add(Product.of(Num.of(factor), variables.get(other)));
        }
      }
      values.add(terms.size() == 1 ? terms.getFirst() : forms.closed(Sum.of(terms)));
    }
    return new Solution(values, conditions, free);
  }

  private static void scale(Rational[] row, Rational factor) {
    for (int i = 0; i < row.length; i++) {
      row[i] = row[i].times(factor);
    }
  }

  private static void subtract(Rational[] row, Rational[] other, Rational factor) {
    for (int i = 0; i < row.length; i++) {
      row[i] = row[i].minus(factor.times(other[i]));
    }
  }

  private @Nullable Solution byCramer(Forms forms) {
    Expr determinant = forms.closed(determinant(matrix));
    if (forms.isZero(determinant)) {
      return null;
    }
    List<Expr> values = new ArrayList<>();
    for (int column = 0; column < variables.size(); column++) {
      List<List<Expr>> replaced = new ArrayList<>();
      for (int i = 0; i < matrix.size(); i++) {
        List<Expr> row = new ArrayList<>(matrix.get(i));
        row.set(column, right.get(i));
        replaced.add(row);
      }
      values.add(forms.closed(Quotient.of(determinant(replaced), determinant)));
    }
    List<Expr> conditions =
        forms.sign(determinant) == null
            ? forms.condition(Relation.Comparison.NOT_EQUAL, determinant, Num.ZERO)
            : List.of();
    return new Solution(values, conditions, List.of());
  }

  /// By the first row.
  static Expr determinant(List<List<Expr>> rows) {
    if (rows.size() == 1) {
      return rows.getFirst().getFirst();
    }
    List<Expr> terms = new ArrayList<>();
    for (int column = 0; column < rows.size(); column++) {
      List<List<Expr>> minor = new ArrayList<>();
      for (List<Expr> row : rows.subList(1, rows.size())) {
        List<Expr> rest = new ArrayList<>(row);
        rest.remove(column);
        minor.add(rest);
      }
      Expr term = Product.of(rows.getFirst().get(column), determinant(minor));
      terms.add(column % 2 == 0 ? term : Negate.of(term));
    }
    return Sum.of(terms);
  }
}
