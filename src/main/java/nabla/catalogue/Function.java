package nabla.catalogue;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Operator;
import nabla.expr.Rational;
import nabla.expr.Shape;
import org.apache.commons.math3.linear.RealMatrix;
import org.apfloat.Apfloat;
import org.jspecify.annotations.Nullable;

/// All that the system knows of one function or operator. Formulas are text in Nabla's own
/// notation, in the parameters of the function: `x` for the first, or the names given by
/// [FunctionBuilder#parameters].
///
/// Every part of the system reads these facets, so a new function is one entry:
///
/// ```java
/// function("softplus")
///     .means("ln(1 + e^x)")
///     .derivative("σ(x)")
///     .limits("0 at -∞", "∞ at ∞")
///     .latex("\\operatorname{softplus}")
///     .value(x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))))
///     .code(Language.NUMPY, "np.logaddexp(0, {x})")
///     .entry();
/// ```
public final class Function extends Operator {

  /// How applications are written on paper.
  public enum Notation {
    /// `f(x)`
    PREFIX,
    /// A letter or sign without arguments: `π`.
    CONSTANT,
    /// `√x`
    SQUARE_ROOT,
    /// `∛x`
    CUBE_ROOT,
    /// `|x|`
    BARS,
    /// `⌊x⌋`
    FLOOR,
    /// `⌈x⌉`
    CEILING,
    /// `x!`
    FACTORIAL,
    /// `n` over `k` in parentheses.
    BINOMIAL,
    /// `log_b(x)`, the base first.
    LOGARITHM,
    /// `𝟙[condition]`
    INDICATOR,
    /// `Xᵀ`
    TRANSPOSE,
    /// `X⁻¹`
    INVERSE,
    /// `X ⊙ Y`
    ELEMENTWISE_PRODUCT,
    /// `X ⊘ Y`
    ELEMENTWISE_QUOTIENT,
    /// `X.^p`
    ELEMENTWISE_POWER,
    /// `[X; Y]`: below each other.
    STACK,
    /// `X ⊗ Y`
    KRONECKER,
    /// `‖x‖`, with its p below where there is one.
    NORM,
    /// `x_i`, `A_ij`: an entry of an array, counted from 1.
    ENTRY,
    /// `x_i` for x₁, …, xₘ, the rows of a matrix: a row as a column vector.
    MEMBER,
    /// `x[a:b]`, `X[:, a:b]`: a part of an array, counted from 0, without b.
    SLICE,
    /// `δ_ij`
    DELTA,
    /// `I_n`, `𝟏_n`: a letter with its size below.
    SIZED
  }

  /// The shape of the result from the arguments; a [NablaException] where they do not fit.
  @FunctionalInterface
  public interface ShapeRule {
    /// The shape of `function(arguments…)`.
    Shape shape(List<Expr> arguments);
  }

  /// A value on doubles from any number of arguments.
  @FunctionalInterface
  public interface DoubleValue {
    /// The value; NaN where the function is undefined.
    double at(double... arguments);
  }

  /// A value in any number of digits.
  @FunctionalInterface
  public interface PreciseValue {
    /// The value to `digits` digits, or as many as the arguments carry where these are fewer. An
    /// argument other than 0 carries a finite number of them. An [ArithmeticException] where the
    /// function is undefined.
    Apfloat at(long digits, Apfloat... arguments);
  }

  /// A value on arrays of doubles, numbers among them as matrices of one entry.
  @FunctionalInterface
  public interface ArrayValue {
    /// The value; NaN throughout where the operator is undefined.
    RealMatrix at(RealMatrix... arguments);
  }

  /// What becomes of the value when the sign of the argument is turned.
  public enum Parity {
    /// `f(-x) = f(x)`
    EVEN,
    /// `f(-x) = -f(x)`
    ODD,
    /// Neither holds.
    NEITHER
  }

  private final FunctionBuilder facets;

  Function(FunctionBuilder facets) {
    super(facets.name);
    this.facets = facets;
  }

  /// Starts the entry of the function `name`; [FunctionBuilder#entry()] ends it.
  public static FunctionBuilder function(String name) {
    return new FunctionBuilder(name);
  }

  @Override
  public Shape shape(List<Expr> arguments) {
    if (arguments.size() < minimumArity() || arguments.size() > maximumArity()) {
      throw new NablaException(
          NablaException.Kind.NAME,
          name()
              + " takes "
              + arity()
              + (maximumArity() == 1 ? " argument" : " arguments")
              + ", not "
              + arguments.size());
    }
    return facets.shape.shape(arguments);
  }

  private String arity() {
    return minimumArity() == maximumArity()
        ? "" + minimumArity()
        : maximumArity() == Integer.MAX_VALUE
            ? minimumArity() + " or more"
            : minimumArity() + " to " + maximumArity();
  }

  /// Other names by which it is read: `logistic`, `\\sigma`-like commands excepted, which follow
  /// from [#latex()].
  public List<String> aliases() {
    return List.copyOf(facets.aliases);
  }

  /// The names of its parameters in the formulas of this entry.
  public List<String> parameters() {
    return List.copyOf(facets.parameters);
  }

  /// The values that trailing parameters take when they are not given, as `0.01` for the slope of
  /// leakyrelu.
  public List<Rational> defaults() {
    return facets.defaults.stream().map(Rational::parse).toList();
  }

  /// The smallest number of arguments.
  public int minimumArity() {
    return facets.parameters.size() - (facets.optional ? 1 : facets.defaults.size());
  }

  /// The largest number of arguments.
  public int maximumArity() {
    return facets.variadic ? Integer.MAX_VALUE : facets.parameters.size();
  }

  /// What it is, in one line for the table of functions.
  public String summary() {
    return facets.summary;
  }

  /// How it is written in LaTeX, without arguments.
  public String latex() {
    return facets.latex == null ? "\\operatorname{" + written() + "}" : facets.latex;
  }

  /// How its applications are written.
  public Notation notation() {
    return facets.notation;
  }

  /// Its definition in simpler functions; null for a primitive one.
  public @Nullable String meaning() {
    return facets.meaning;
  }

  /// The partial derivative by a parameter, as a formula; null where it has none that is known.
  public @Nullable String derivative(int parameter) {
    return stated(facets.derivatives, parameter);
  }

  /// The differential of an operator on arrays by a parameter: a formula that is linear in `H`, the
  /// change of that parameter (its Fréchet derivative in the direction H); null where it is linear
  /// itself, elementwise, or has none that is known.
  public @Nullable String differential(int parameter) {
    return stated(facets.differentials, parameter);
  }

  /// Whether it is linear in a parameter when the others stay.
  public boolean isLinear(int parameter) {
    return parameter < facets.parameters.size()
        && facets.linear.contains(facets.parameters.get(parameter));
  }

  /// The name with which it is written, which is that of another function where the arguments tell
  /// them apart: `max(x)` of a vector.
  public String written() {
    return facets.written == null ? name() : facets.written;
  }

  /// Whether it is written with the word `rows` as its last argument: `sum(X, rows)`.
  public boolean ofEachRow() {
    return facets.eachRow;
  }

  /// The condition under which an operator on arrays has a differential, in its parameters; null
  /// where it has one wherever it is defined.
  public @Nullable String differentiable() {
    return facets.differentiable;
  }

  /// The spaces of its parameters, as declarations; null where their names say it.
  public @Nullable String spaces() {
    return facets.spaces;
  }

  /// Its adjoint in a parameter in which it is linear, as a formula in `V`: the array G with `⟨V,
  /// f(H)⟩ = ⟨G, H⟩`; null where none is stated.
  public @Nullable String adjoint(int parameter) {
    return stated(facets.adjoints, parameter);
  }

  /// Its matrix in a parameter in which it is linear, as a formula: J with `vec f(H) = J vec(H)`;
  /// null where none is stated.
  public @Nullable String matrix(int parameter) {
    return stated(facets.matrices, parameter);
  }

  /// The entry of its value in row `i` and column `j` from so many arguments, as a formula; null
  /// where none is stated.
  public @Nullable String entries(int arguments) {
    return facets.entries.isEmpty()
        ? null
        : facets.entries.get(
            facets.optional && arguments < facets.parameters.size()
                ? 0
                : facets.entries.size() - 1);
  }

  private static @Nullable String stated(List<String> formulas, int parameter) {
    String formula = parameter < formulas.size() ? formulas.get(parameter) : "";
    return formula.isEmpty() ? null : formula;
  }

  /// The condition under which it is defined, such as `x > 0` or `x > 0 and b > 0`; null where it
  /// is defined everywhere.
  public @Nullable String domain() {
    return facets.domain;
  }

  /// The places where it has a value but no derivative, as a condition (`x = 0`); null where there
  /// are none. There the formula of the derivative takes the value that numeric evaluation uses,
  /// which is not a derivative.
  public @Nullable String kink() {
    return facets.kink;
  }

  /// What its value `y` satisfies on the whole domain, such as `y > 0` or `0 < y < 1`; null where
  /// nothing is known.
  public @Nullable String range() {
    return facets.range;
  }

  /// Whether it is even or odd.
  public Parity parity() {
    return facets.parity;
  }

  /// Its exact values at special arguments, each as `value at argument`.
  public List<String> exactValues() {
    return List.copyOf(facets.exactValues);
  }

  /// Its limits in its first parameter, each as `value at place`. A place is `∞`, `-∞`, or a number
  /// with the side from which it is approached: `0+` from above, `0-` from below.
  public List<String> limits() {
    return List.copyOf(facets.limits);
  }

  /// Its value on doubles; null where its definition serves.
  public @Nullable DoubleValue value() {
    return facets.value;
  }

  /// Its value on arrays, for an operator that is not elementwise; null where its definition
  /// serves, or there is none.
  public @Nullable ArrayValue arrayValue() {
    return facets.arrayValue;
  }

  /// Its value as an operation on one double, for a function of one argument; null where there is
  /// none.
  public @Nullable DoubleUnaryOperator unaryValue() {
    return facets.unaryValue;
  }

  /// Its value in any number of digits; null where its definition serves.
  public @Nullable PreciseValue preciseValue() {
    return facets.preciseValue;
  }

  /// Its spelling in another language with `{x}` for the parameters, each of them once; null where
  /// its definition serves. The spelling as a whole is a call, a name or in parentheses; what is
  /// put for `{x}` is to be put in parentheses unless it is one of these or a number without sign.
  public @Nullable String code(Language language) {
    return code(language, parameters().size());
  }

  /// Its spelling for so many arguments, where the last one may be left out.
  public @Nullable String code(Language language, int arguments) {
    List<String> spellings = facets.code.get(language);
    return spellings == null
        ? null
        : spellings.get(
            facets.optional && arguments < facets.parameters.size() ? 0 : spellings.size() - 1);
  }

  @Override
  public boolean isElementwise() {
    return facets.elementwise;
  }
}
