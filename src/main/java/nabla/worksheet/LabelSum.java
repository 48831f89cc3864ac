package nabla.worksheet;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nabla.Formula;
import nabla.answer.Report;
import nabla.answer.Wording;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Substitution;
import nabla.simplify.arrays.ArrayClosedForm;
import nabla.write.Text;
import nabla.write.WriteOptions;
import org.jspecify.annotations.Nullable;

/// The gradients of cross-entropy with softmax where the labels are what it takes, the
/// probabilities of classes: these have the sum 1, so that `sum(y) ŷ − y` is `ŷ − y`.
final class LabelSum {
  /// Of a sum of doubles.
  private static final double ROUNDING = 1e-12;

  private final @Nullable Expr sum;
  private boolean used;

  /// For losses that take labels of any sum.
  static final LabelSum NONE = new LabelSum(null);

  private LabelSum(@Nullable Expr sum) {
    this.sum = sum;
  }

  /// For the gradients of a loss that is called by its name; of labels that were rounded, so that
  /// their sum is not 1, the gradients stay as they are.
  ///
  /// @param loss with all names in it expanded
  static LabelSum of(Expr loss, Sheet sheet) {
    Labels labels = Labels.of(loss);
    boolean classes =
        labels != null
            && labels.demand() == Labels.Demand.DISTRIBUTION
            && labels.label().shape().isVector()
            && isOne(labels.label().name(), sheet);
    return new LabelSum(labels == null || !classes ? null : Apply.of(Matrices.SUM, labels.label()));
  }

  /// What holds of the labels, `sum(y) = 1`; null where they may have any sum.
  @Nullable String fact() {
    return sum == null ? null : Text.of(Relation.of(Comparison.EQUAL, sum, Num.ONE));
  }

  private static boolean isOne(Name label, Sheet sheet) {
    Examples examples = sheet.examples();
    if (examples != null && sheet.isData(label)) {
      int place = examples.names().indexOf(label);
      return IntStream.range(0, examples.count())
          .allMatch(row -> isOne(examples.numbers(row, place)));
    }
    String value = sheet.value(label);
    return value == null || isOne(Examples.numbers(value));
  }

  private static boolean isOne(double... label) {
    return Math.abs(Arrays.stream(label).sum() - 1) < ROUNDING;
  }

  /// A gradient with 1 for the sum of the labels.
  Expr in(Expr gradient, Formula formula) {
    if (sum == null || !Dag.any(gradient, sum::equals)) {
      return gradient;
    }
    used = true;
    Expr one = Substitution.of(sum, Num.ONE).apply(gradient);
    return new ArrayClosedForm(formula.written(), formula.reading().expanded()).of(one);
  }

  /// Says that the sum was put in, where it was.
  void addTo(List<Report.Block> blocks, WriteOptions writing) {
    if (sum != null && used) {
      Expr condition = Relation.of(Comparison.EQUAL, sum, Num.ONE);
      blocks.add(
          new Report.Remark(
              Wording.of("for ")
                  .and(condition, writing)
                  .and(", as the labels are the probabilities of the classes"),
              Report.Tone.PLAIN));
    }
  }
}
