package nabla.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import nabla.Derived;
import nabla.Formula;
import nabla.Nabla;
import nabla.expr.Symbol;
import nabla.worksheet.training.Method;
import nabla.worksheet.training.Objective;
import nabla.worksheet.training.Objective.Input;
import nabla.worksheet.training.Outcome;
import nabla.worksheet.training.Plan;
import nabla.worksheet.training.Points;
import nabla.worksheet.training.Run;
import nabla.worksheet.training.Schedule;
import nabla.worksheet.training.Watch;

/// An epoch of mini-batch training of a two-layer network, 8 inputs, 16 relu and 1 output, by the
/// derived gradient. What NumPy takes for the same by hand is measured by
/// `src/test/benchmark/training.py`.
public final class TrainingEpoch {
  private static final int INPUTS = 8;
  private static final int HIDDEN = 16;
  private static final int BATCH = 32;
  private static final int REPEATS = 3;

  private TrainingEpoch() {}

  /// Prints a row for each method.
  ///
  /// @param arguments how many examples; a million unless told
  public static void main(String... arguments) {
    int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    Points points = points(rows);
    for (String method : List.of("sgd", "adam")) {
      Plan plan =
          new Plan(
              Method.of(method),
              method.equals("sgd") ? 0.01 : 0.001,
              Schedule.of("constant"),
              BATCH,
              1,
              1,
              Double.NEGATIVE_INFINITY);
      double best = Double.POSITIVE_INFINITY;
      double loss = 0;
      for (int i = 0; i < REPEATS; i++) {
        Objective objective = objective(points);
        long before = System.nanoTime();
        Outcome outcome = Run.train(objective, plan, Watch.NONE);
        best = Math.min(best, (System.nanoTime() - before) / 1e9);
        loss = outcome.loss();
      }
      String what = String.format(Locale.ROOT, "training, %d rows, %s", rows, method);
      String beside = String.format(Locale.ROOT, "an epoch, loss %.5f after it", loss);
      System.out.printf(Locale.ROOT, "| %-46s | %10.2f s | %-34s |%n", what, best, beside);
    }
  }

  private static Points points(int rows) {
    SplittableRandom random = new SplittableRandom(1);
    Points points = new Points(INPUTS + 1);
    double[] row = new double[INPUTS + 1];
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      for (int j = 0; j < INPUTS; j++) {
        row[j] = random.nextDouble(-1, 1);
        sum += row[j] * (2.0 * j / (INPUTS - 1) - 1);
      }
      row[INPUTS] = Math.sin(sum) + row[0] * row[1] / 2;
      points.add(row);
    }
    return points;
  }

  private static Objective objective(Points points) {
    Formula loss =
        Nabla.formula("(v^T relu(W x + b) + c - y)^2/2")
            .where("W ∈ R^{16×8}; b, v ∈ R^{16}; x ∈ R^8");
    List<Derived> gradients = loss.derive("W, b, v, c", 1, false, false);
    SplittableRandom random = new SplittableRandom(2);
    return Objective.of(
        loss,
        gradients.stream().map(Derived::substituted).toList(),
        new Objective.Inputs(
            List.of(
                input(loss, "W", random.doubles(HIDDEN * INPUTS, -0.5, 0.5).toArray()),
                input(loss, "b", new double[HIDDEN]),
                input(loss, "v", random.doubles(HIDDEN, -0.5, 0.5).toArray()),
                input(loss, "c", new double[1])),
            List.of(input(loss, "x", new double[INPUTS]), input(loss, "y", new double[1])),
            List.of()),
        Map.of(),
        points);
  }

  private static Input input(Formula loss, String name, double... numbers) {
    Symbol variable =
        loss.variables().stream()
            .filter(each -> each.toString().equals(name))
            .findFirst()
            .orElseThrow();
    return new Input(variable, numbers);
  }
}
