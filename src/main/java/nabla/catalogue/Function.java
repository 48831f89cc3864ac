package nabla.catalogue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Operator;
import nabla.expr.Rational;
import nabla.expr.Shape;
import org.apfloat.Apfloat;
import org.jspecify.annotations.Nullable;

/// All that the system knows of one function or operator. Formulas are text in Nabla's own notation, in the parameters
/// of the function: `x` for the first, or the names given by [Builder#parameters].
///
/// Every part of the system reads these facets, so a new function is one entry:
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
    /// `X ⊗ Y`
    KRONECKER,
    /// `‖x‖`, with its p below where there is one.
    NORM,
    /// `x_i`, `A_ij`: an entry of an array, counted from 1.
    ENTRY,
    /// `δ_ij`
    DELTA
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
    /// The value, as precise as the arguments allow; a constant, which has none, to `digits` digits. The arguments carry
    /// a finite precision. An [ArithmeticException] where the function is undefined.
    Apfloat at(long digits, Apfloat... arguments);
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

  private final Builder facets;

  private Function(Builder facets) {
    super(facets.name);
    this.facets = facets;
  }

  /// Starts the entry of the function `name`; [Builder#entry()] ends it.
  public static Builder function(String name) {
    return new Builder(name);
  }

  @Override
  public Shape shape(List<Expr> arguments) {
    if (arguments.size() < minimumArity() || arguments.size() > maximumArity()) {
      throw new NablaException(
          NablaException.Kind.NAME,
          name() + " takes " + arity() + (maximumArity() == 1 ? " argument" : " arguments") + ", not " + arguments.size());
    }
    return facets.shape.shape(arguments);
  }

  private String arity() {
    return minimumArity() == maximumArity()
        ? "" + minimumArity()
        : maximumArity() == Integer.MAX_VALUE ? minimumArity() + " or more" : minimumArity() + " to " + maximumArity();
  }

  /// Other names by which it is read: `logistic`, `\\sigma`-like commands excepted, which follow from [#latex()].
  public List<String> aliases() {
    return List.copyOf(facets.aliases);
  }

  /// The names of its parameters in the formulas of this entry.
  public List<String> parameters() {
    return List.copyOf(facets.parameters);
  }

  /// The values that trailing parameters take when they are not given, as `0.01` for the slope of leakyrelu.
  public List<Rational> defaults() {
    return List.copyOf(facets.defaults);
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
    return facets.latex == null ? "\\operatorname{" + name() + "}" : facets.latex;
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
    String formula = parameter < facets.derivatives.size() ? facets.derivatives.get(parameter) : "";
    return formula.isEmpty() ? null : formula;
  }

  /// The condition under which it is defined, such as `x > 0` or `x > 0 and b > 0`; null where it is defined
  /// everywhere.
  public @Nullable String domain() {
    return facets.domain;
  }

  /// The places where it has a value but no derivative, as a condition (`x = 0`); null where there are none. There the
  /// formula of the derivative takes the value that numeric evaluation uses, which is not a derivative.
  public @Nullable String kink() {
    return facets.kink;
  }

  /// What its value `y` satisfies on the whole domain, such as `y > 0` or `0 < y < 1`; null where nothing is known.
  public @Nullable String range() {
    return facets.range;
  }

  /// Whether it is even or odd.
  public Parity parity() {
    return facets.parity;
  }

  /// Its limits in its first parameter, each as `value at place`. A place is `∞`, `-∞`, or a number with the side from
  /// which it is approached: `0+` from above, `0-` from below.
  public List<String> limits() {
    return List.copyOf(facets.limits);
  }

  /// Its value on doubles; null where its definition serves.
  public @Nullable DoubleValue value() {
    return facets.value;
  }

  /// Its value as an operation on one double, for a function of one argument; null where there is none.
  public @Nullable DoubleUnaryOperator unaryValue() {
    return facets.unaryValue;
  }

  /// Its value in any number of digits; null where its definition serves.
  public @Nullable PreciseValue preciseValue() {
    return facets.preciseValue;
  }

  /// Its spelling in another language with `{x}` for the parameters, each of them once; null where its definition
  /// serves. The spelling as a whole is a call, a name or in parentheses; what is put for `{x}` is to be put in
  /// parentheses unless it is one of these or a plain number.
  public @Nullable String code(Language language) {
    return facets.code.get(language);
  }

  /// Whether it acts on each entry of a vector or matrix by itself.
  public boolean isElementwise() {
    return facets.elementwise;
  }

  /// Collects the facets of a [Function].
  public static final class Builder {
    private final String name;
    private final List<String> aliases = new ArrayList<>();
    private List<String> parameters = List.of("x");
    private final List<Rational> defaults = new ArrayList<>();
    private final List<String> limits = new ArrayList<>();
    private final Map<Language, String> code = new EnumMap<>(Language.class);
    private List<String> derivatives = List.of();
    private String summary = "";
    private @Nullable String latex;
    private @Nullable String meaning;
    private @Nullable String domain;
    private @Nullable String kink;
    private @Nullable String range;
    private Parity parity = Parity.NEITHER;
    private @Nullable DoubleValue value;
    private @Nullable DoubleUnaryOperator unaryValue;
    private @Nullable PreciseValue preciseValue;
    private Notation notation = Notation.PREFIX;
    private boolean variadic;
    private boolean optional;
    private boolean elementwise = true;
    private ShapeRule shape = Shapes::elementwise;

    private Builder(String name) {
      this.name = name;
    }

    /// Other names by which it is read.
    public Builder aliases(String... names) {
      aliases.addAll(List.of(names));
      return this;
    }

    /// The parameters in the formulas of this entry, instead of `x`.
    public Builder parameters(String... names) {
      parameters = List.of(names);
      return this;
    }

    /// The value of the last parameter where it is not given.
    public Builder defaultingTo(String value) {
      defaults.add(Rational.parse(value));
      return this;
    }

    /// The last parameter may be left out, and then the function is another one than with any value of it.
    public Builder optional() {
      optional = true;
      return this;
    }

    /// It takes any number of arguments from the number of parameters up, and associates: `f(x, y, z)` is
    /// `f(f(x, y), z)`.
    public Builder variadic() {
      variadic = true;
      return this;
    }

    /// What it is, in one line.
    public Builder summary(String line) {
      summary = line;
      return this;
    }

    /// How it is written in LaTeX.
    public Builder latex(String command) {
      latex = command;
      return this;
    }

    /// How its applications are written.
    public Builder notation(Notation style) {
      notation = style;
      return this;
    }

    /// Its definition in simpler functions.
    public Builder means(String formula) {
      meaning = formula;
      return this;
    }

    /// Its partial derivatives, by each parameter in turn; empty where one is not known.
    public Builder derivative(String... formulas) {
      derivatives = List.of(formulas);
      return this;
    }

    /// The condition under which it is defined.
    public Builder domain(String condition) {
      domain = condition;
      return this;
    }

    /// A condition that its value `y` satisfies on the whole domain.
    public Builder range(String condition) {
      range = condition;
      return this;
    }

    /// Whether it is even or odd.
    public Builder parity(Parity symmetry) {
      parity = symmetry;
      return this;
    }

    /// The condition under which it has no derivative although it has a value.
    public Builder kink(String condition) {
      kink = condition;
      return this;
    }

    /// Its limits, each as `value at place`.
    public Builder limits(String... values) {
      limits.addAll(List.of(values));
      return this;
    }

    /// Its value on a double; NaN where it is undefined.
    public Builder value(DoubleUnaryOperator function) {
      unaryValue = function;
      value = arguments -> function.applyAsDouble(arguments[0]);
      return this;
    }

    /// Its value on two doubles; NaN where it is undefined.
    public Builder value(DoubleBinaryOperator function) {
      value = arguments -> function.applyAsDouble(arguments[0], arguments[1]);
      return this;
    }

    /// Its value on any number of doubles; NaN where it is undefined.
    public Builder values(DoubleValue function) {
      value = function;
      return this;
    }

    /// Its value in any number of digits.
    public Builder precise(UnaryOperator<Apfloat> function) {
      preciseValue = (digits, arguments) -> function.apply(arguments[0]);
      return this;
    }

    /// Its value in any number of digits.
    public Builder precise(BinaryOperator<Apfloat> function) {
      preciseValue = (digits, arguments) -> function.apply(arguments[0], arguments[1]);
      return this;
    }

    /// Its value in any number of digits, from any number of arguments.
    public Builder preciseValues(PreciseValue function) {
      preciseValue = function;
      return this;
    }

    /// Its spelling in another language, with the parameters in braces.
    public Builder code(Language language, String spelling) {
      code.put(language, spelling);
      return this;
    }

    /// It maps whole arguments (vectors, matrices, truth values), to a shape of its own.
    public Builder shape(ShapeRule rule) {
      shape = rule;
      elementwise = false;
      return this;
    }

    /// The finished entry.
    public Function entry() {
      return new Function(this);
    }
  }
}
