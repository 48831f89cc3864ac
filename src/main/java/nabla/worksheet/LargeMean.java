package nabla.worksheet;

import nabla.Formula;
import nabla.expr.Expr;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Means of losses over so many examples that only some are formulas to work with; the others are
/// computed by one compiled program.
final class LargeMean {

  /// The mean over more examples is no formula that one reads.
  static final int MOST_EXAMPLES = 500;

  /// Nodes of a loss of vectors and matrices, for each of their entries and each example.
  private static final long LARGEST = 1_000;

  private LargeMean() {}

  /// Whether the mean of a loss over the examples of a sheet is no formula that one can work with.
  static boolean isTooLong(Sheet sheet, Statement.Clause text) {
    Examples examples = sheet.examples();
    if (examples == null) {
      return false;
    }
    Formula formula = sheet.formula(sheet.unfolded(text.text()), text.start());
    boolean atOnce = WholeColumns.of(sheet, formula).isAllOf(sheet, formula);
    long entries =
        WholeColumns.variables(formula).stream()
            .filter(each -> !each.isScalar() && !sheet.isData(each.name()))
            .mapToLong(LargeMean::entries)
            .sum();
    boolean large = entries * formula.reading().expanded().weight() * examples.count() > LARGEST;
    return (atOnce ? examples.isMany() : large || examples.count() > MOST_EXAMPLES)
        && new Averaging(sheet).concerns(formula)
        && formula.reading().expanded().isScalar()
        && closed(sheet, formula, examples) == null;
  }

  private static long entries(Symbol array) {
    return array.shape().rows().isFixed() && array.shape().columns().isFixed()
        ? array.shape().rows().fixedSize() * array.shape().columns().fixedSize()
        : 1;
  }

  /// The mean over many examples, or what takes all of them at once, with the numbers of these;
  /// null where that is no formula that one reads.
  static @Nullable Expr closed(Sheet sheet, Formula formula, Examples examples) {
    boolean atOnce = WholeColumns.of(sheet, formula).isAllOf(sheet, formula);
    Expr polynomial = atOnce ? null : PolynomialMean.of(formula, examples);
    return polynomial == null ? QuadraticOfMany.of(sheet, formula, atOnce) : polynomial;
  }
}
