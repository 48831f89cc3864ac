package nabla.numeric.arrays;

import static java.util.Map.entry;
import static nabla.catalogue.Matrices.*;
import static nabla.catalogue.Norms.NORM;
import static nabla.catalogue.Reductions.LOGSOFTMAX;
import static nabla.catalogue.Reductions.LOGSUMEXP;
import static nabla.catalogue.Reductions.SOFTMAX;
import static nabla.catalogue.Vectorization.COMMUTATION;
import static nabla.catalogue.Vectorization.VEC;

import java.util.Map;
import nabla.catalogue.Blocks;
import nabla.catalogue.Computing;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Reductions;
import nabla.catalogue.Rows;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Rational;
import org.jspecify.annotations.Nullable;

/// The entries of what operators on arrays give, as formulas of the entries they are given. An
/// operator that is missing here has values in doubles only.
final class EntryRules {

  /// The value from the arguments; null where these arguments are too large for an exact one.
  @FunctionalInterface
  interface Rule {
    @Nullable Grid of(Grid... arguments);
  }

  private static final Map<Function, Rule> RULES =
      Map.ofEntries(
          entry(TRANSPOSE, a -> a[0].transposed()),
          entry(INVERSE, a -> LinearSystem.solve(a[0], LinearSystem.identity(a[0].rows()))),
          entry(TRACE, a -> Grid.number(diagonal(a[0]).total())),
          entry(DET, a -> determinant(a[0], false)),
          entry(DELTA, a -> delta(a[0].number(), a[1].number())),
          entry(Reductions.LARGEST, a -> extreme(a[0], true)),
          entry(Reductions.SMALLEST, a -> extreme(a[0], false)),
          entry(Computing.COFACTORS, a -> LinearSystem.cofactorMatrix(a[0])),
          entry(LOGDET, a -> determinant(a[0], true)),
          entry(DIAG, a -> a[0].columns() == 1 ? diagonalMatrix(a[0]) : diagonal(a[0])),
          entry(ELEMENTWISE_PRODUCT, a -> a[0].with(a[1], Grid::times)),
          entry(ELEMENTWISE_QUOTIENT, a -> a[0].with(a[1], Grid::over)),
          entry(ELEMENTWISE_POWER, a -> a[0].with(a[1], Grid::power)),
          entry(KRONECKER, a -> kronecker(a[0], a[1])),
          entry(NORM, a -> norm(a)),
          entry(ENTRY, a -> entryOf(a)),
          entry(IDENTITY, a -> isKnown(a) ? LinearSystem.identity(size(a[0])) : null),
          entry(ONES, a -> constant(Num.ONE, a)),
          entry(ZEROS, a -> constant(Num.ZERO, a)),
          entry(SUM, a -> Grid.number(a[0].total())),
          entry(MEAN, a -> Grid.number(mean(a[0]))),
          entry(INNER, a -> a[0].transposed().times(a[1])),
          entry(OUTER, a -> a[0].times(a[1].transposed())),
          entry(VEC, a -> vec(a[0])),
          entry(Blocks.UNIT, a -> unit(size(a[0]), size(a[1]))),
          entry(Blocks.UPTO, a -> Grid.filled(size(a[0]), 1, (i, j) -> Num.of(i + 1))),
          entry(Blocks.UNVEC, a -> unvec(a[0], size(a[1]), size(a[2]))),
          entry(Blocks.KHATRI_RAO, a -> khatriRao(a[0], a[1])),
          entry(Blocks.BELOW, a -> below(a[0], a[1])),
          entry(Blocks.BESIDE, a -> below(a[0].transposed(), a[1].transposed()).transposed()),
          entry(Blocks.ROW, a -> rows(a[0], place(a[1]) - 1, place(a[1])).transposed()),
          entry(Blocks.ROWS, a -> rows(a[0], place(a[1]), place(a[2]))),
          entry(
              Blocks.COLUMNS, a -> rows(a[0].transposed(), place(a[1]), place(a[2])).transposed()),
          entry(Rows.SUM, a -> ofRows(a[0], Grid::total)),
          entry(Rows.MEAN, a -> ofRows(a[0], EntryRules::mean)),
          entry(COMMUTATION, a -> commutation(size(a[0]), size(a[1]))),
          entry(SOFTMAX, a -> softmax(a[0])),
          entry(LOGSUMEXP, a -> Grid.number(ln(exponentials(a[0]).total()))),
          entry(LOGSOFTMAX, a -> softmax(a[0]).map(EntryRules::ln)));

  private EntryRules() {}

  /// The rule of an operator; null where it has none.
  static @Nullable Rule of(Function function) {
    return RULES.get(function);
  }

  private static @Nullable Grid determinant(Grid matrix, boolean logarithm) {
    Expr value = LinearSystem.determinant(matrix);
    return value == null ? null : Grid.number(logarithm ? ln(value) : value);
  }

  private static @Nullable Grid delta(Expr i, Expr j) {
    return i instanceof Num && j instanceof Num
        ? Grid.number(i.equals(j) ? Num.ONE : Num.ZERO)
        : null;
  }

  /// The largest or smallest of rational entries.
  private static @Nullable Grid extreme(Grid array, boolean largest) {
    if (!array.isRational()) {
      return null;
    }
    Rational extreme = ((Num) array.entries().getFirst()).value();
    for (Expr entry : array.entries()) {
      Rational value = ((Num) entry).value();
      extreme = (value.compareTo(extreme) > 0) == largest ? value : extreme;
    }
    return Grid.number(Num.of(extreme));
  }

  private static Grid diagonal(Grid matrix) {
    return Grid.filled(matrix.rows(), 1, (i, j) -> matrix.at(i, i));
  }

  private static Grid diagonalMatrix(Grid vector) {
    return Grid.filled(vector.rows(), vector.rows(), (i, j) -> i == j ? vector.at(i, 0) : Num.ZERO);
  }

  private static Grid kronecker(Grid a, Grid b) {
    return Grid.filled(
        a.rows() * b.rows(),
        a.columns() * b.columns(),
        (i, j) ->
            Grid.times(a.at(i / b.rows(), j / b.columns()), b.at(i % b.rows(), j % b.columns())));
  }

  /// Of a matrix, the Frobenius norm alone is a formula of the entries that anyone wants to read.
  private static @Nullable Grid norm(Grid... arguments) {
    Grid array = arguments[0];
    Expr p = arguments.length == 1 ? Num.TWO : arguments[1].number();
    if (arguments.length == 1 || (array.columns() == 1 && p.equals(Num.TWO))) {
      Expr squares = array.map(x -> Grid.power(x, Num.TWO)).total();
      return Grid.number(Apply.of(Elementary.SQRT, squares));
    }
    return array.columns() == 1 && p.equals(Num.ONE)
        ? Grid.number(array.map(x -> Apply.of(Elementary.ABS, x)).total())
        : null;
  }

  static @Nullable Grid entryOf(Grid... arguments) {
    Grid array = arguments[0];
    int i = size(arguments[1]) - 1;
    boolean row = arguments.length == 2 && array.columns() > 1;
    int j = arguments.length == 3 ? size(arguments[2]) - 1 : row ? i : 0;
    int first = row ? 0 : i;
    if (!(arguments[1].number() instanceof Num)) {
      return null;
    }
    if (first < 0 || j < 0 || first >= array.rows() || j >= array.columns()) {
      String shape =
          array.columns() == 1
              ? array.rows() + " entries"
              : "shape " + array.rows() + "×" + array.columns();
      throw new NablaException(
          NablaException.Kind.DOMAIN,
          "the index "
              + (arguments.length == 3 ? (first + 1) + ", " + (j + 1) : i + 1)
              + " is out of range: the array has "
              + shape);
    }
    return Grid.number(array.at(first, j));
  }

  private static @Nullable Grid constant(Expr value, Grid... sizes) {
    if (!isKnown(sizes)) {
      return null;
    }
    return Grid.filled(size(sizes[0]), sizes.length == 1 ? 1 : size(sizes[1]), (i, j) -> value);
  }

  private static Expr mean(Grid array) {
    return Grid.over(array.total(), Num.of(array.rows() * (long) array.columns()));
  }

  private static Grid vec(Grid matrix) {
    return Grid.filled(
        matrix.rows() * matrix.columns(),
        1,
        (i, j) -> matrix.at(i % matrix.rows(), i / matrix.rows()));
  }

  private static Grid commutation(int m, int n) {
    return Grid.filled(
        m * n, m * n, (i, j) -> i / n == j % m && i % n == j / m ? Num.ONE : Num.ZERO);
  }

  private static @Nullable Grid unit(int place, int rows) {
    return place < 1 || place > rows
        ? null
        : Grid.filled(rows, 1, (i, j) -> i == place - 1 ? Num.ONE : Num.ZERO);
  }

  private static Grid unvec(Grid vector, int rows, int columns) {
    return Grid.filled(rows, columns, (i, j) -> vector.at(j * rows + i, 0));
  }

  private static Grid khatriRao(Grid a, Grid b) {
    return Grid.filled(
        a.rows() * b.rows(),
        a.columns(),
        (i, j) -> Grid.times(a.at(i / b.rows(), j), b.at(i % b.rows(), j)));
  }

  private static Grid below(Grid upper, Grid lower) {
    if (upper.entries().isEmpty() || lower.entries().isEmpty()) {
      return upper.entries().isEmpty() ? lower : upper;
    }
    return Grid.filled(
        upper.rows() + lower.rows(),
        upper.columns(),
        (i, j) -> i < upper.rows() ? upper.at(i, j) : lower.at(i - upper.rows(), j));
  }

  private static Grid rows(Grid matrix, int from, int to) {
    if (from < 0 || from >= to || to > matrix.rows()) {
      throw new NablaException(
          NablaException.Kind.DOMAIN,
          "the part " + from + ":" + to + " is out of range: there are " + matrix.rows());
    }
    return Grid.filled(to - from, matrix.columns(), (i, j) -> matrix.at(i + from, j));
  }

  private static Grid ofRows(Grid matrix, java.util.function.Function<Grid, Expr> function) {
    return Grid.filled(
        matrix.rows(),
        1,
        (i, j) -> function.apply(Grid.filled(1, matrix.columns(), (k, l) -> matrix.at(i, l))));
  }

  private static Grid exponentials(Grid vector) {
    return vector.map(x -> Apply.of(Elementary.EXP, x));
  }

  private static Grid softmax(Grid vector) {
    Grid powers = exponentials(vector);
    Expr total = powers.total();
    return powers.map(power -> Grid.over(power, total));
  }

  private static Expr ln(Expr x) {
    return Apply.of(Elementary.LN, x);
  }

  /// A place in square brackets.
  private static int place(Grid number) {
    if (!(number.number() instanceof Num)) {
      throw new NablaException(
          NablaException.Kind.NAME,
          "there is no number for a place in square brackets; give its names values");
    }
    return size(number);
  }

  /// Whether numbers of rows and columns are known. A `SHAPE` error for one that is negative.
  private static boolean isKnown(Grid... sizes) {
    for (Grid size : sizes) {
      if (size.number() instanceof Num number && number.value().signum() < 0) {
        throw new NablaException(
            NablaException.Kind.SHAPE, number.value() + " cannot be a number of rows or columns");
      }
      if (size(size) < 0) {
        return false;
      }
    }
    return true;
  }

  /// A number of rows, or an index.
  static int size(Grid number) {
    return number.number() instanceof Num size && size.value().isInt()
        ? size.value().intValue()
        : -1;
  }
}
