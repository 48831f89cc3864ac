package nabla.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import nabla.calculus.Gradient;
import nabla.expr.Dag;
import nabla.expr.Expr;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs the benchmarks and prints a table of what they measured, one row for each.
public final class Table {

  private Table() {}

  /// Prints the table.
  public static void main(String[] arguments) throws RunnerException {
    if (List.of(arguments).contains("matrices")) {
      matrices();
      networks();
      return;
    }
    // one process for all formulas, so that each meets code warmed by the others, as in a session
    for (String what : List.of("derivativeAlone", "closedForm", "withSteps", "textInTextOut")) {
      String[] numbers =
          IntStream.range(0, Textbook.FORMULAS.size())
              .mapToObj(String::valueOf)
              .toArray(String[]::new);
      double[] scores =
          run(options(FormulaBenchmark.class, what).param("formula", numbers).forks(0)).stream()
              .mapToDouble(Table::score)
              .sorted()
              .toArray();
      String range =
          "%s to %s µs, %d formulas"
              .formatted(decimals(scores[0]), decimals(scores[scores.length - 1]), scores.length);
      row(what, decimals(median(scores)) + " µs", range);
    }
    matrices();
    for (RunResult result : run(options(LargeBenchmark.class, "").forks(1))) {
      String parameters = parameters(result);
      double milliseconds = score(result);
      String each =
          result.getParams().getParamsKeys().contains("variables")
              ? decimals(1000 * milliseconds / Integer.parseInt(parameters)) + " µs a variable"
              : "";
      row(label(result) + " " + parameters, decimals(milliseconds) + " ms", each);
    }
    for (RunResult result : run(options(RowsBenchmark.class, "").forks(1))) {
      row(label(result), decimals(score(result)) + " ns", "a row, of 1,000,000");
    }
    networks();
    for (int variables : new int[] {5_000, 100_000, 1_000_000}) {
      row("memory, all partials " + variables, decimals(bytesPerNode(variables)) + " B", "a node");
    }
  }

  private static void networks() throws RunnerException {
    for (RunResult result : run(options(NetworkBenchmark.class, "").forks(1))) {
      row(
          label(result) + " " + parameters(result),
          decimals(score(result)) + " µs",
          "value and four gradients");
    }
  }

  private static void matrices() throws RunnerException {
    String[] rows =
        IntStream.range(0, MatrixBenchmark.ROWS.size())
            .mapToObj(String::valueOf)
            .toArray(String[]::new);
    double[] scores =
        run(options(MatrixBenchmark.class, "matrixDerivative").param("row", rows).forks(0)).stream()
            .mapToDouble(Table::score)
            .sorted()
            .toArray();
    String range =
        "%s to %s µs, %d formulas"
            .formatted(decimals(scores[0]), decimals(scores[scores.length - 1]), scores.length);
    row("matrixDerivative", decimals(median(scores)) + " µs", range);
    for (RunResult result : run(options(MatrixBenchmark.class, "allLayers").forks(1))) {
      String layers = parameters(result);
      double microseconds = score(result);
      row(
          "allLayers " + layers,
          decimals(microseconds / 1000) + " ms",
          decimals(microseconds / Integer.parseInt(layers)) + " µs a layer");
    }
  }

  private static ChainedOptionsBuilder options(Class<?> benchmarks, String name) {
    return new OptionsBuilder()
        .include(benchmarks.getName() + "\\." + (name.isEmpty() ? ".*" : name + "$"))
        .verbosity(VerboseMode.SILENT);
  }

  private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
    return new Runner(options.build()).run();
  }

  private static double score(RunResult result) {
    return result.getPrimaryResult().getScore();
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static String label(RunResult result) {
    return result.getPrimaryResult().getLabel();
  }

  private static String parameters(RunResult result) {
    List<String> values = new ArrayList<>();
    for (String key : result.getParams().getParamsKeys()) {
      values.add(result.getParams().getParam(key));
    }
    return String.join(", ", values);
  }

  /// What the formula and all its partial derivatives keep alive, without the variables themselves.
  private static double bytesPerNode(int variables) {
    LargeBenchmark.ManyVariables many = new LargeBenchmark.ManyVariables();
    many.variables = variables;
    many.name();
    long before = used();
    many.build();
    List<Expr> partials = Gradient.of(many.formula(), many.symbols());
    long after = used();
    Expr[] roots = Arrays.copyOf(partials.toArray(Expr[]::new), partials.size() + 1);
    roots[partials.size()] = many.formula();
    return (double) (after - before) / (Dag.of(roots).size() - variables);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
  }

  private static void row(String what, String figure, String beside) {
    System.out.printf("| %-46s | %12s | %-34s |%n", what, figure, beside);
  }
}
