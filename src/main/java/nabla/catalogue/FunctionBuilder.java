package nabla.catalogue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import nabla.catalogue.Function.ArrayValue;
import nabla.catalogue.Function.DoubleValue;
import nabla.catalogue.Function.Notation;
import nabla.catalogue.Function.Parity;
import nabla.catalogue.Function.PreciseValue;
import nabla.catalogue.Function.ShapeRule;
import org.apfloat.Apfloat;
import org.jspecify.annotations.Nullable;

/// Collects the facets of one [Function]; [Function#function(String)] starts it, [#entry()] ends
/// it.
public final class FunctionBuilder {
  final String name;
  final List<String> aliases = new ArrayList<>();
  List<String> parameters = List.of("x");
  final List<String> defaults = new ArrayList<>();
  final List<String> limits = new ArrayList<>();
  final List<String> exactValues = new ArrayList<>();
  final Map<Language, List<String>> code = new EnumMap<>(Language.class);
  List<String> derivatives = List.of();
  List<String> differentials = List.of();
  List<String> linear = List.of();
  List<String> adjoints = List.of();
  List<String> matrices = List.of();
  List<String> entries = List.of();
  @Nullable String spaces;
  @Nullable String differentiable;
  @Nullable String written;
  boolean eachRow;
  String summary = "";
  @Nullable String latex;
  @Nullable String meaning;
  @Nullable String domain;
  @Nullable String kink;
  @Nullable String range;
  Parity parity = Parity.NEITHER;
  @Nullable DoubleValue value;
  @Nullable DoubleUnaryOperator unaryValue;
  @Nullable PreciseValue preciseValue;
  @Nullable ArrayValue arrayValue;
  Notation notation = Notation.PREFIX;
  boolean variadic;
  boolean optional;
  boolean elementwise = true;
  ShapeRule shape = Shapes::elementwise;

  FunctionBuilder(String name) {
    this.name = name;
  }

  /// Other names by which it is read.
  public FunctionBuilder aliases(String... names) {
    aliases.addAll(List.of(names));
    return this;
  }

  /// The parameters in the formulas of this entry, instead of `x`.
  public FunctionBuilder parameters(String... names) {
    parameters = List.of(names);
    return this;
  }

  /// The value of the last parameter where it is not given.
  public FunctionBuilder defaultingTo(String value) {
    defaults.add(value);
    return this;
  }

  /// The last parameter may be left out, and then the function is another one than with any value
  /// of it.
  public FunctionBuilder optional() {
    optional = true;
    return this;
  }

  /// It takes any number of arguments from the number of parameters up, and associates: `f(x, y,
  /// z)` is `f(f(x, y), z)`.
  public FunctionBuilder variadic() {
    variadic = true;
    return this;
  }

  /// What it is, in one line.
  public FunctionBuilder summary(String line) {
    summary = line;
    return this;
  }

  /// How it is written in LaTeX.
  public FunctionBuilder latex(String command) {
    latex = command;
    return this;
  }

  /// How its applications are written.
  public FunctionBuilder notation(Notation style) {
    notation = style;
    return this;
  }

  /// Its definition in simpler functions.
  public FunctionBuilder means(String formula) {
    meaning = formula;
    return this;
  }

  /// Its partial derivatives, by each parameter in turn; empty where one is not known.
  public FunctionBuilder derivative(String... formulas) {
    derivatives = List.of(formulas);
    return this;
  }

  /// The parameters in each of which it is linear when the others stay.
  public FunctionBuilder linear(String... names) {
    linear = List.of(names);
    return this;
  }

  /// Its differentials, by each parameter in turn, in that parameter's change `H`; empty where one
  /// is not known.
  public FunctionBuilder differential(String... formulas) {
    differentials = List.of(formulas);
    return this;
  }

  /// The entry of its value in row `i` and column `j`, in the entries of its parameters: `Σ_{k=1}^n
  /// X_{ik}`. Of a value that is a vector only `i` counts, of a number neither does. Two formulas
  /// are those without and with an optional parameter.
  public FunctionBuilder entries(String... formulas) {
    entries = List.of(formulas);
    return this;
  }

  /// The spaces of its parameters for its entries, differentials, adjoints and matrices, such as `X
  /// ∈ R^{m×n}; y ∈ R^n`; the formulas may speak of the sizes. Without it an upper-case parameter
  /// is a square matrix of n rows, x, y and z are vectors of n entries, and others numbers.
  public FunctionBuilder spaces(String declarations) {
    spaces = declarations;
    return this;
  }

  /// It is written with the name of another function, which takes other arguments: `max(x)`.
  public FunctionBuilder writtenAs(String name) {
    written = name;
    return this;
  }

  /// It is what a function of this name does to each row of a matrix, written `sum(X, rows)`.
  public FunctionBuilder ofEachRow(String name) {
    written = name;
    eachRow = true;
    return this;
  }

  /// The condition under which it has a differential, in its parameters.
  public FunctionBuilder differentiable(String condition) {
    differentiable = condition;
    return this;
  }

  /// For each parameter in which it is linear: the formula of the array G with `⟨V, f(H)⟩ = ⟨G, H⟩`
  /// for every H, where ⟨A, B⟩ = tr(AᵀB); empty where the one that its matrix gives serves.
  public FunctionBuilder adjoint(String... formulas) {
    adjoints = List.of(formulas);
    return this;
  }

  /// For each parameter in which it is linear: the formula of the matrix J with `vec f(H) = J
  /// vec(H)`; empty where none is known.
  public FunctionBuilder matrix(String... formulas) {
    matrices = List.of(formulas);
    return this;
  }

  /// The condition under which it is defined.
  public FunctionBuilder domain(String condition) {
    domain = condition;
    return this;
  }

  /// A condition that its value `y` satisfies on the whole domain.
  public FunctionBuilder range(String condition) {
    range = condition;
    return this;
  }

  /// Whether it is even or odd.
  public FunctionBuilder parity(Parity symmetry) {
    parity = symmetry;
    return this;
  }

  /// The condition under which it has no derivative although it has a value.
  public FunctionBuilder kink(String condition) {
    kink = condition;
    return this;
  }

  /// Its exact values at special arguments, each as `value at argument`, as `1/2 at π/6` for the
  /// sine.
  public FunctionBuilder exactly(String... values) {
    exactValues.addAll(List.of(values));
    return this;
  }

  /// Its limits, each as `value at place`.
  public FunctionBuilder limits(String... values) {
    limits.addAll(List.of(values));
    return this;
  }

  /// Its value on a double; NaN where it is undefined.
  public FunctionBuilder value(DoubleUnaryOperator function) {
    unaryValue = function;
    value = arguments -> function.applyAsDouble(arguments[0]);
    return this;
  }

  /// Its value on two doubles; NaN where it is undefined.
  public FunctionBuilder value(DoubleBinaryOperator function) {
    value = arguments -> function.applyAsDouble(arguments[0], arguments[1]);
    return this;
  }

  /// Its value on any number of doubles; NaN where it is undefined.
  public FunctionBuilder values(DoubleValue function) {
    value = function;
    return this;
  }

  /// Its value on arrays; NaN throughout where it is undefined.
  public FunctionBuilder arrays(ArrayValue function) {
    arrayValue = function;
    return this;
  }

  /// Its value in any number of digits.
  public FunctionBuilder precise(UnaryOperator<Apfloat> function) {
    preciseValue = (digits, arguments) -> limited(digits, function.apply(arguments[0]));
    return this;
  }

  /// Its value in any number of digits.
  public FunctionBuilder precise(BinaryOperator<Apfloat> function) {
    preciseValue =
        (digits, arguments) -> limited(digits, function.apply(arguments[0], arguments[1]));
    return this;
  }

  /// Its value in any number of digits, from any number of arguments.
  public FunctionBuilder preciseValues(PreciseValue function) {
    preciseValue = (digits, arguments) -> limited(digits, function.at(digits, arguments));
    return this;
  }

  /// An exact value such as `cos(0) = 1` claims infinitely many digits, and a later division would
  /// compute them.
  private static Apfloat limited(long digits, Apfloat value) {
    return value.precision() > digits ? value.precision(digits) : value;
  }

  /// Its spelling in another language, with the parameters in braces; where the last parameter may
  /// be left out, the spelling without it and the one with it. Of arrays that are made from
  /// nothing, `{like}` stands for how they become like those that are given.
  public FunctionBuilder code(Language language, String... spellings) {
    code.put(language, List.of(spellings));
    return this;
  }

  /// It maps whole arguments (vectors, matrices, truth values), to a shape of its own.
  public FunctionBuilder shape(ShapeRule rule) {
    shape = rule;
    elementwise = false;
    return this;
  }

  /// The finished entry.
  public Function entry() {
    return new Function(this);
  }
}
