package nabla.numeric;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.Symbol;

/// Expressions compiled to the bytecode of the virtual machine: the same values as [Program], at
/// the speed of a loop written by hand. Worth its making for thousands of points or more; may be
/// used by any number of threads at a time.
///
/// ```java
/// Compiled gradient = Compiled.of(List.of(x1, x2, y), List.of(b, w1, w2), partials);
/// gradient.evaluateColumns(columns, parameters, results);
/// ```
public final class Compiled {

  /// An expression with more instructions is left to [Program].
  private static final int LARGEST = 50_000;

  private static final int ROWS_AT_ONCE = 1 << 12;

  private final int columns;
  private final int parameters;
  private final int outputs;
  private final Kernel kernel;

  private Compiled(int columns, int parameters, int outputs, Kernel kernel) {
    this.columns = columns;
    this.parameters = parameters;
    this.outputs = outputs;
    this.kernel = kernel;
  }

  /// Compiles `outputs` as functions of `inputs`.
  public static Compiled of(List<Symbol> inputs, Expr... outputs) {
    return of(inputs, List.of(), outputs);
  }

  /// Compiles `outputs` as functions of `columns`, which differ from row to row, and of
  /// `parameters`, which are the same in all rows. Errors as for [Program#of].
  public static Compiled of(List<Symbol> columns, List<Symbol> parameters, Expr... outputs) {
    List<Symbol> inputs = new ArrayList<>(columns);
    inputs.addAll(parameters);
    Code code = Assembler.assemble(inputs, outputs);
    Kernel kernel =
        code.count() > LARGEST
            ? new InterpretedKernel(Program.of(code), columns.size())
            : Bytecode.generate(code, columns.size());
    return new Compiled(columns.size(), parameters.size(), outputs.length, kernel);
  }

  /// The value of the only output.
  public double evaluate(double... inputs) {
    if (outputs != 1) {
      throw new IllegalArgumentException("there are " + outputs + " outputs");
    }
    double[] results = new double[1];
    evaluate(inputs, results);
    return results[0];
  }

  /// Puts the values of the outputs into `results`. Inputs are those of the columns, then the
  /// parameters.
  public void evaluate(double[] inputs, double[] results) {
    require(inputs.length == columns + parameters, "inputs");
    require(results.length >= outputs, "results");
    kernel.row(inputs, results);
  }

  /// Evaluates one row for each entry of the columns, all of one length, into as many entries of
  /// the results.
  public void evaluateColumns(double[][] inputs, double[][] results) {
    evaluateColumns(inputs, new double[0], results);
  }

  /// The same with values for the parameters.
  public void evaluateColumns(double[][] inputs, double[] values, double[][] results) {
    require(inputs.length == columns, "columns");
    require(values.length == parameters, "parameters");
    require(results.length == outputs, "results");
    int rows = rows(inputs, results);
    for (int from = 0; from < rows; from += ROWS_AT_ONCE) {
      Budget.check();
      kernel.rows(inputs, values, results, from, Math.min(rows, from + ROWS_AT_ONCE));
    }
  }

  private static int rows(double[][] inputs, double[][] results) {
    int rows = inputs.length > 0 ? inputs[0].length : results.length > 0 ? results[0].length : 0;
    for (double[] column : inputs) {
      require(column.length == rows, "rows in a column");
    }
    for (double[] column : results) {
      require(column.length >= rows, "rows in a result");
    }
    return rows;
  }

  private static void require(boolean fits, String what) {
    if (!fits) {
      throw new IllegalArgumentException("the wrong number of " + what);
    }
  }

  /// For what is too large to compile.
  private record InterpretedKernel(Program program, int columns) implements Kernel {
    @Override
    public void row(double[] inputs, double[] outputs) {
      program.evaluate(inputs, outputs);
    }

    @Override
    public void rows(double[][] inputs, double[] parameters, double[][] results, int from, int to) {
      double[] row = new double[columns + parameters.length];
      System.arraycopy(parameters, 0, row, columns, parameters.length);
      double[] outputs = new double[results.length];
      for (int index = from; index < to; index++) {
        for (int i = 0; i < columns; i++) {
          row[i] = inputs[i][index];
        }
        program.evaluate(row, outputs);
        for (int i = 0; i < outputs.length; i++) {
          results[i][index] = outputs[i];
        }
      }
    }
  }
}
