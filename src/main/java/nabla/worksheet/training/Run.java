package nabla.worksheet.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import nabla.expr.Budget;
import nabla.expr.NablaException;
import nabla.worksheet.training.Outcome.End;
import nabla.worksheet.training.Outcome.Epoch;

/// Trains the parameters of an objective, in place.
public final class Run {

  /// A loss that grew by this factor does not come back.
  private static final double DIVERGED = 1e6;

  private static final long TELL_EVERY_NANOSECONDS = 100_000_000;

  /// So many examples between two looks at the clock.
  private static final int LOOK_EVERY = 512;

  private final Objective objective;
  private final Plan plan;
  private final Watch watch;
  private final double[][] parameters;
  private final double[][] gradients;
  private final double[][] before;

  /// The parameters after the last epoch, for which there is a loss.
  private final double[][] kept;

  private final int[] order;
  private final Optimiser optimiser;
  private final List<Epoch> epochs = new ArrayList<>();
  private long steps;
  private int epoch;
  private long told;
  private int unseen;

  private Run(Objective objective, Plan plan, Watch watch) {
    this.objective = objective;
    this.plan = plan;
    this.watch = watch;
    this.parameters = objective.parameters();
    this.gradients = like(parameters);
    this.before = like(parameters);
    this.kept = like(parameters);
    this.order = new int[objective.count()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    int[] lengths = new int[parameters.length];
    for (int p = 0; p < lengths.length; p++) {
      lengths[p] = parameters[p].length;
    }
    this.optimiser = plan.method().optimiser(lengths);
  }

  /// Trains until the epochs are over, the loss is small enough, somebody stops it, the time of the
  /// running [Budget] is over, or the loss grows beyond all bounds; the parameters are then the
  /// last that were finite. The same plan gives the same parameters everywhere. A [NablaException]
  /// of kind `DOMAIN` where the loss has no value at the start.
  public static Outcome train(Objective objective, Plan plan, Watch watch) {
    return new Run(objective, plan, watch).train();
  }

  private Outcome train() {
    double first = mean("the loss at the start");
    if (!Double.isFinite(first)) {
      throw new NablaException(
          NablaException.Kind.DOMAIN,
          "the loss is "
              + said(first)
              + " at the start for example "
              + (1 + objective.firstWithoutLoss())
              + "; it is to have a value for every example");
    }
    copy(parameters, kept);
    epochs.add(new Epoch(0, plan.schedule().rate(plan.rate(), 0, plan.epochs()), first));
    double limit = DIVERGED * Math.max(Math.abs(first), 1);
    SplittableRandom random = new SplittableRandom(plan.seed());
    double loss = first;
    while (loss >= plan.until() && epoch < plan.epochs()) {
      if (isOver()) {
        return outcome(loss, End.STOPPED, "stopped after epoch " + epoch);
      }
      epoch++;
      shuffle(random);
      double rate = plan.schedule().rate(plan.rate(), epoch - 1, plan.epochs());
      double sum = 0;
      for (int start = 0; start < order.length; start += plan.batch()) {
        int end = (int) Math.min(order.length, (long) start + plan.batch());
        double batch = objective.gradient(order, start, end, gradients);
        if (!(Math.abs(batch) <= limit)) {
          return diverged("the loss", batch);
        }
        if (!isFinite(gradients)) {
          return diverged("the gradient", Double.NaN);
        }
        copy(parameters, before);
        optimiser.step(rate, parameters, gradients);
        steps++;
        if (!isFinite(parameters)) {
          copy(before, parameters);
          return diverged("a parameter", Double.POSITIVE_INFINITY);
        }
        sum += batch * (end - start);
        if (end < order.length && isInterrupted(end, sum)) {
          return outcome(
              mean("stopping, the loss now"),
              End.STOPPED,
              "stopped after epoch "
                  + (epoch - 1)
                  + ", at example "
                  + end
                  + " of "
                  + order.length
                  + " in the next");
        }
      }
      double seen = sum / order.length;
      loss = objective.mean(part -> tell(1, seen));
      if (!Double.isFinite(loss) || Math.abs(loss) > limit) {
        return diverged("the loss", loss);
      }
      copy(parameters, kept);
      epochs.add(new Epoch(epoch, rate, loss));
      tell(1, loss);
    }
    boolean reached = loss < plan.until();
    return outcome(loss, reached ? End.REACHED : End.DONE, reached ? "after epoch " + epoch : "");
  }

  private Outcome outcome(double loss, End end, String sentence) {
    watch.progress().accept(new Progress(epoch, plan.epochs(), 1, loss, true));
    return new Outcome(epochs, loss, end, steps, sentence);
  }

  /// With the last parameters for which there is a loss: those before the step that was one too
  /// many, or else those after the last epoch.
  private Outcome diverged(String what, double value) {
    double now = objective.mean();
    for (double[][] earlier : List.of(before, kept)) {
      if (!Double.isFinite(now)) {
        copy(earlier, parameters);
        now = objective.mean();
      }
    }
    return outcome(
        now,
        End.DIVERGED,
        "diverges: in epoch "
            + epoch
            + ", after step "
            + steps
            + ", "
            + what
            + " is "
            + said(value)
            + " (the loss at the start was "
            + said(epochs.getFirst().loss())
            + "); a smaller rate may help");
  }

  private static String said(double value) {
    return Double.isNaN(value)
        ? "no number"
        : Double.isInfinite(value) ? "infinite" : String.format(Locale.ROOT, "%.3g", value);
  }

  private void shuffle(SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int other = order[j];
      order[j] = order[i];
      order[i] = other;
    }
  }

  private boolean isInterrupted(int done, double sum) {
    unseen += plan.batch();
    if (unseen < LOOK_EVERY) {
      return false;
    }
    unseen = 0;
    tell((double) done / order.length, sum / done);
    return isOver();
  }

  private boolean isOver() {
    return watch.stopped().getAsBoolean() || Budget.exhausted();
  }

  private double mean(String what) {
    return objective.mean(
        part -> tell(Progress.of(String.format(Locale.ROOT, "%s: %.0f %%", what, 100 * part))));
  }

  private void tell(double part, double loss) {
    tell(new Progress(epoch, plan.epochs(), part, loss, false));
  }

  private void tell(Progress progress) {
    long now = System.nanoTime();
    if (told == 0 || now - told > TELL_EVERY_NANOSECONDS) {
      told = now;
      watch.progress().accept(progress);
    }
  }

  private static double[][] like(double[][] arrays) {
    double[][] like = new double[arrays.length][];
    for (int i = 0; i < arrays.length; i++) {
      like[i] = new double[arrays[i].length];
    }
    return like;
  }

  private static void copy(double[][] from, double[][] to) {
    for (int i = 0; i < from.length; i++) {
      System.arraycopy(from[i], 0, to[i], 0, from[i].length);
    }
  }

  private static boolean isFinite(double[][] arrays) {
    double sum = 0;
    for (double[] array : arrays) {
      for (double each : array) {
        sum += each * 0; // 0, or no number as soon as one is none or infinite
      }
    }
    return sum == 0;
  }
}
