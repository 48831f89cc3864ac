package nabla.benchmark;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nabla.Formula;
import nabla.Nabla;
import nabla.calculus.Derivatives;
import nabla.calculus.Differentiation;
import nabla.expr.Expr;
import nabla.expr.Symbol;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One textbook formula at a time, from the bare derivative to text in and text out.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class FormulaBenchmark {

  private static final Symbol X = Symbol.of("x");

  /// The number of the formula among [Textbook#FORMULAS].
  @Param("0")
  public int formula;

  private String text = "";
  private Formula read = Nabla.formula("x");
  private Expr expression = X;

  /// Reads the formula, and lets every formula warm the code that all of them share.
  @Setup
  public void read() {
    for (String each : Textbook.FORMULAS) {
      textToText(each);
    }
    text = Textbook.FORMULAS.get(formula);
    read = Nabla.formula(text);
    expression = read.reading().expression();
  }

  /// The derivative as the rules give it.
  @Benchmark
  public Expr derivativeAlone() {
    return Derivatives.of(expression, X);
  }

  /// The derivative in the form a teacher would write.
  @Benchmark
  public Expr closedForm() {
    return differentiated(false);
  }

  /// The closed form with every step to it.
  @Benchmark
  public Expr withSteps() {
    return differentiated(true);
  }

  /// From the formula as text to its derivative as text.
  @Benchmark
  public String textInTextOut() {
    return textToText(text);
  }

  private Expr differentiated(boolean steps) {
    Differentiation.Question question =
        new Differentiation.Question(
            expression, expression, Map.of(), List.of(X), read.written(), steps);
    return Differentiation.of(question).result();
  }

  private static String textToText(String text) {
    Formula formula = Nabla.formula(text);
    return formula.text(formula.derive("x", 1, false, false).getFirst().result());
  }
}
