package nabla.worksheet;

import java.math.BigInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.expr.NablaException;
import nabla.worksheet.Statement.Clause;
import nabla.worksheet.training.Method;
import nabla.worksheet.training.Plan;
import nabla.worksheet.training.Schedule;
import org.jspecify.annotations.Nullable;

/// Reads how `train` is to train: `with adam rate 0.01 batch 32 for 20 epochs seed 7`.
final class TrainingPlan {
  private static final Pattern EPOCHS = Pattern.compile("0*([1-9]\\d*)(?:\\s+epochs?)?");
  private static final Pattern BATCH = Pattern.compile("0*([1-9]\\d*)(?:\\s+examples?)?");
  private static final Pattern SEED = Pattern.compile("\\d{1,18}");
  private static final Pattern BELOW = Pattern.compile("(.+?)\\s*(?:<=|≤|<)\\s*(.+)");

  private static final double RATE_UNLESS_TOLD = 0.01;
  private static final int BATCH_UNLESS_TOLD = 32;
  private static final int EPOCHS_UNLESS_TOLD = 20;
  private static final int MOST_EPOCHS = 9_999_999;
  private static final int MOST_IN_BATCH = 999_999_999;

  private final Sheet sheet;
  private final Statement statement;

  private TrainingPlan(Sheet sheet, Statement statement) {
    this.sheet = sheet;
    this.statement = statement;
  }

  /// The plan in a statement, for so many examples.
  static Plan of(Sheet sheet, Statement statement, int count) {
    return new TrainingPlan(sheet, statement).plan(count);
  }

  private Plan plan(int count) {
    Clause batch = statement.clause("batch");
    int size =
        batch == null
            ? BATCH_UNLESS_TOLD
            : batch.text().equals("all")
                ? count
                : number(BATCH, batch, MOST_IN_BATCH, "batch 32, or batch all");
    Clause epochs = statement.clause("for");
    Clause seed = statement.clause("seed");
    return new Plan(
        method(),
        rate(),
        schedule(),
        Math.min(size, count),
        epochs == null ? EPOCHS_UNLESS_TOLD : number(EPOCHS, epochs, MOST_EPOCHS, "for 20 epochs"),
        seed == null ? 0 : seed(seed),
        until());
  }

  private Method method() {
    Clause with = statement.clause("with");
    Clause momentum = statement.clause("momentum");
    Method method = placed(with, () -> Method.of(with == null ? "sgd" : with.text()));
    return momentum == null
        ? method
        : placed(
            momentum, () -> method.withMomentum(String.valueOf(value(momentum, momentum.text()))));
  }

  private Schedule schedule() {
    Clause schedule = statement.clause("schedule");
    return placed(schedule, () -> Schedule.of(schedule == null ? "constant" : schedule.text()));
  }

  private double rate() {
    Clause clause = statement.clause("rate");
    if (clause == null) {
      return RATE_UNLESS_TOLD;
    }
    String text = clause.text().substring(clause.text().indexOf('=') + 1).strip();
    double rate = value(clause, text);
    if (!(rate > 0)) {
      throw refused(clause, "found the rate " + text + ", expected a positive number");
    }
    return rate;
  }

  private double until() {
    Clause clause = statement.clause("until");
    if (clause == null) {
      return Double.NEGATIVE_INFINITY;
    }
    Matcher below = BELOW.matcher(clause.text());
    String loss = statement.head().text();
    if (!below.matches() || !below.group(1).equals(loss)) {
      throw refused(
          clause, "found " + clause.text() + ", expected a bound, as in until " + loss + " < 0.01");
    }
    return value(clause, below.group(2));
  }

  /// A number as it is written, or one that the sheet gives.
  private double value(Clause clause, String text) {
    try {
      double value = sheet.formula(text, clause.start()).at(sheet.values()).toDouble();
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NablaException other) {
      // said below
    }
    throw refused(clause, "found " + text + ", expected a number");
  }

  private static long seed(Clause clause) {
    if (!SEED.matcher(clause.text()).matches()) {
      throw refused(
          clause, "found the seed " + clause.text() + ", expected a whole number, as in seed 7");
    }
    return Long.parseLong(clause.text());
  }

  private static int number(Pattern pattern, Clause clause, int most, String example) {
    Matcher number = pattern.matcher(clause.text());
    if (!number.matches()) {
      throw refused(
          clause,
          "found " + clause.text() + ", expected a whole number from 1 up, as in " + example);
    }
    BigInteger value = new BigInteger(number.group(1));
    if (value.compareTo(BigInteger.valueOf(most)) > 0) {
      throw refused(clause, "found " + clause.text() + ", expected at most " + most);
    }
    return value.intValue();
  }

  /// What `reading` gives, with the place of a clause in its error.
  private static <T> T placed(@Nullable Clause clause, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (NablaException error) {
      throw clause == null ? error : refused(clause, String.valueOf(error.getMessage()));
    }
  }

  private static NablaException refused(Clause clause, String message) {
    return new NablaException(
        NablaException.Kind.SYNTAX, message, 1, clause.start() + 1, clause.text().length());
  }
}
