package nabla.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nabla.Formula;
import nabla.Nabla;
import nabla.calculus.Derivatives;
import nabla.calculus.Differentiation;
import nabla.calculus.Gradient;
import nabla.catalogue.Trigonometric;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Rational;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.Evaluation;
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

/// Where most systems stop: high orders, deep formulas, shared parts, very many variables.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class LargeBenchmark {

  private static final Symbol X = Symbol.of("x");

  /// σ(x), and its 40th derivative.
  @State(Scope.Benchmark)
  public static class Sigmoid {
    private Formula read = Nabla.formula("σ(x)");
    private Expr derivative = X;

    /// Derives it once, for the benchmark that evaluates it.
    @Setup
    public void derive() {
      read = Nabla.formula("σ(x)");
      derivative = derived();
    }

    private Expr derived() {
      Expr expression = read.reading().expression();
      List<Symbol> variables = java.util.Collections.nCopies(40, X);
      return Differentiation.of(
              new Differentiation.Question(
                  expression, expression, Map.of(), variables, read.written(), false))
          .result();
    }
  }

  /// The 40th derivative of σ, factored.
  @Benchmark
  public Expr fortiethDerivative(Sigmoid sigmoid) {
    return sigmoid.derived();
  }

  /// Its value at 1.3 to twelve digits.
  @Benchmark
  public Evaluation fortiethDerivativeAtPoint(Sigmoid sigmoid) {
    return Evaluation.of(sigmoid.derivative, Map.of(X, Rational.parse("1.3")));
  }

  /// f₀ = x, f_{k+1} = sin(f_k) f_k + x.
  @State(Scope.Benchmark)
  public static class Shared {
    /// How often.
    @Param("2000")
    public int levels;

    private Expr formula = X;

    /// Builds the formula.
    @Setup
    public void build() {
      formula = X;
      for (int k = 0; k < levels; k++) {
        formula = Sum.of(Product.of(Apply.of(Trigonometric.SIN, formula), formula), X);
      }
    }
  }

  /// The derivative of a formula that is exponentially large when written out.
  @Benchmark
  public Expr shared(Shared shared) {
    return Derivatives.of(shared.formula, X);
  }

  /// sin(sin(… sin(x))).
  @State(Scope.Benchmark)
  public static class Nested {
    /// How often.
    @Param({"10000", "1000000"})
    public int depth;

    private Expr formula = X;

    /// Builds the formula.
    @Setup
    public void build() {
      formula = X;
      for (int k = 0; k < depth; k++) {
        formula = Apply.of(Trigonometric.SIN, formula);
      }
    }
  }

  /// The derivative of a very deep formula.
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @Warmup(iterations = 5)
  @Measurement(iterations = 5)
  public Expr nested(Nested nested) {
    return Derivatives.of(nested.formula, X);
  }

  /// Σ_i (x_i² x_{i+1} + sin(x_i x_{i+1})).
  @State(Scope.Benchmark)
  public static class ManyVariables {
    /// How many variables.
    @Param({"5000", "100000", "1000000"})
    public int variables;

    private List<Symbol> symbols = List.of();
    private Expr formula = X;

    /// Names the variables, then builds the formula.
    @Setup
    public void prepare() {
      name();
      build();
    }

    void name() {
      symbols = new ArrayList<>();
      for (int i = 0; i < variables; i++) {
        symbols.add(Symbol.of(Name.of("x", String.valueOf(i))));
      }
    }

    void build() {
      List<Expr> terms = new ArrayList<>();
      for (int i = 0; i + 1 < variables; i++) {
        Symbol x = symbols.get(i);
        Symbol next = symbols.get(i + 1);
        terms.add(Product.of(Power.of(x, 2), next));
        terms.add(Apply.of(Trigonometric.SIN, Product.of(x, next)));
      }
      formula = Sum.of(terms);
    }

    Expr formula() {
      return formula;
    }

    List<Symbol> symbols() {
      return symbols;
    }
  }

  /// All partial derivatives.
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @Warmup(iterations = 3)
  @Measurement(iterations = 3)
  public List<Expr> allPartials(ManyVariables many) {
    return Gradient.of(many.formula, many.symbols);
  }
}
