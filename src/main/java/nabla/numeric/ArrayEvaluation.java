package nabla.numeric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Elementary;
import nabla.catalogue.EntryCases;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.MatrixFunctions;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Budget;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;
import nabla.numeric.arrays.Brackets;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.jspecify.annotations.Nullable;

/// Values of formulas with vectors and matrices on arrays of doubles. Everything is a matrix, a
/// number one of a single entry; a truth value is 1 or 0 at each entry.
public final class ArrayEvaluation {

  private static final Map<Function, Program> ENTRYWISE = new ConcurrentHashMap<>();

  private final Map<Expr, RealMatrix> known;
  private final @Nullable Disturbance disturbance;

  private ArrayEvaluation(Map<Expr, RealMatrix> known, @Nullable Disturbance disturbance) {
    this.known = known;
    this.disturbance = disturbance;
  }

  /// The value of a formula.
  ///
  /// @param values of its symbols; dimension names are numbers among them
  public static RealMatrix of(Expr formula, Map<Symbol, RealMatrix> values) {
    return new ArrayEvaluation(new HashMap<>(values), null).value(formula);
  }

  /// The value with everything on the way to it moved by a few units in its last place, so that
  /// several of these show what rounding makes of the value (F. Chatelin and V. Frayssé, Lectures
  /// on Finite Precision Computations, chapter 8).
  public static RealMatrix disturbed(
      Expr formula, Map<Symbol, RealMatrix> values, SplittableRandom random) {
    return new ArrayEvaluation(new HashMap<>(values), new Disturbance(random)).value(formula);
  }

  /// A number, as a matrix of one entry.
  public static RealMatrix number(double value) {
    return new Array2DRowRealMatrix(new double[][] {{value}});
  }

  private RealMatrix value(Expr root) {
    Dag dag = Dag.below(node -> !(node instanceof Binder) && !known.containsKey(node), root);
    RealMatrix[] results = new RealMatrix[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      RealMatrix value = known.get(node);
      if (value == null) {
        RealMatrix[] children = new RealMatrix[node instanceof Binder ? 0 : node.arity()];
        for (int i = 0; i < children.length; i++) {
          children[i] = results[dag.position(node.child(i))];
        }
        value = value(node, children);
      }
      results[position] = disturbance == null ? value : disturbance.of(node, value);
    }
    return results[results.length - 1];
  }

  private RealMatrix value(Expr node, RealMatrix[] children) {
    return switch (node) {
      case Num number -> number(number.value().doubleValue());
      case Symbol symbol ->
          throw new NablaException(
              NablaException.Kind.NAME, "there is no value for " + symbol.name());
      case Bound bound -> throw new IllegalStateException("an index outside its sum");
      case Sum sum -> fold(children, (a, b) -> combine(a, b, Double::sum));
      case Product product -> inRange(product, product(children));
      case Negate negate -> children[0].scalarMultiply(-1);
      case Quotient quotient ->
          inRange(quotient, combine(children[0], children[1], (x, y) -> x / y));
      case Power power -> power(power, children);
      case Apply apply -> apply(apply, children);
      case Relation relation ->
          combine(
              children[0],
              children[1],
              (x, y) -> relation.comparison().holds(Double.compare(x - y, 0)) ? 1 : 0);
      case Logic logic -> logic(logic, children);
      case Cases cases -> cases(cases, children);
      case Binder binder -> binder(binder);
      case Literal literal -> literal(literal, children);
      case nabla.expr.Derivative derivative ->
          throw new NablaException(
              NablaException.Kind.UNSUPPORTED,
              "a derivative that is not carried out has no value at a point");
    };
  }

  private static RealMatrix fold(
      RealMatrix[] parts, java.util.function.BinaryOperator<RealMatrix> operator) {
    RealMatrix result = parts[0];
    for (int i = 1; i < parts.length; i++) {
      result = operator.apply(result, parts[i]);
    }
    return result;
  }

  /// `x_{k+1} 𝟙[k < n]` is 0 where there is no such entry.
  private RealMatrix inRange(Expr product, RealMatrix value) {
    return isUndefined(value)
            && Brackets.vanishes(product, bracket -> value(bracket).getEntry(0, 0) == 0)
        ? new Array2DRowRealMatrix(value.getRowDimension(), value.getColumnDimension())
        : value;
  }

  private static boolean isUndefined(RealMatrix value) {
    for (int i = 0; i < value.getRowDimension(); i++) {
      for (int j = 0; j < value.getColumnDimension(); j++) {
        if (Double.isNaN(value.getEntry(i, j))) {
          return true;
        }
      }
    }
    return false;
  }

  private static RealMatrix product(RealMatrix[] factors) {
    return fold(
        factors,
        (a, b) ->
            isNumber(a)
                ? b.scalarMultiply(a.getEntry(0, 0))
                : isNumber(b) ? a.scalarMultiply(b.getEntry(0, 0)) : a.multiply(b));
  }

  private static RealMatrix power(Power power, RealMatrix[] children) {
    double exponent = children[1].getEntry(0, 0);
    if (power.isScalar()) {
      return number(Math.pow(children[0].getEntry(0, 0), exponent));
    }
    if (Math.abs(exponent) > 1 << 16) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED, "a power of a matrix needs a smaller exponent");
    }
    if (exponent != Math.rint(exponent)) { // the principal power, e^(p ln X)
      RealMatrix logarithm = value(MatrixFunctions.LOGM, children[0]);
      return value(MatrixFunctions.EXPM, logarithm.scalarMultiply(exponent));
    }
    RealMatrix base = exponent < 0 ? value(Matrices.INVERSE, children[0]) : children[0];
    return exponent == 0
        ? MatrixUtils.createRealIdentityMatrix(base.getRowDimension())
        : base.power((int) Math.abs(exponent));
  }

  private static RealMatrix value(Function function, RealMatrix matrix) {
    Function.ArrayValue value = function.arrayValue();
    if (value == null) {
      throw new IllegalStateException(function + " has no value");
    }
    return value.at(matrix);
  }

  private RealMatrix apply(Apply apply, RealMatrix[] arguments) {
    if (apply.operator() instanceof UnknownFunction unknown) {
      return unknown.isElementwise()
          ? entries(UnknownFunctions.program(unknown), arguments)
          : UnknownArrayFunctions.value(unknown, rows(unknown), arguments);
    }
    if (!(apply.operator() instanceof Function function)) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "the function " + apply.operator().name() + " has no value");
    }
    if (function.arrayValue() != null) {
      return function.arrayValue().at(arguments);
    }
    if (function == Elementary.INDICATOR) {
      return arguments[0];
    }
    return entries(entrywise(function, apply.arity()), arguments);
  }

  /// A function of numbers at each entry.
  private static RealMatrix entries(Program program, RealMatrix... arguments) {
    RealMatrix shape =
        arguments.length == 0 ? number(0) : fold(arguments, (a, b) -> isNumber(a) ? b : a);
    RealMatrix result =
        new Array2DRowRealMatrix(shape.getRowDimension(), shape.getColumnDimension());
    double[] inputs = new double[arguments.length];
    for (int i = 0; i < shape.getRowDimension(); i++) {
      for (int j = 0; j < shape.getColumnDimension(); j++) {
        for (int k = 0; k < inputs.length; k++) {
          inputs[k] =
              isNumber(arguments[k]) ? arguments[k].getEntry(0, 0) : arguments[k].getEntry(i, j);
        }
        result.setEntry(i, j, program.value(inputs));
      }
    }
    return result;
  }

  /// How many entries the values of a function have.
  private int rows(UnknownFunction function) {
    return size(function.codomain().rows());
  }

  /// The program of a function of the catalogue on numbers.
  private static Program entrywise(Function function, int arity) {
    if (!function.isElementwise()) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED, function.name() + " has no value on doubles here");
    }
    boolean usual = arity == function.parameters().size();
    Program program = usual ? ENTRYWISE.get(function) : null;
    if (program == null) {
      List<Symbol> places =
          java.util.stream.IntStream.range(0, arity)
              .mapToObj(i -> Symbol.of(nabla.expr.Name.of("argument", String.valueOf(i))))
              .toList();
      program = Program.of(places, Apply.of(function, places.toArray(Expr[]::new)));
      if (usual) {
        ENTRYWISE.put(function, program);
      }
    }
    return program;
  }

  private static RealMatrix logic(Logic logic, RealMatrix[] children) {
    return switch (logic.connective()) {
      case AND -> fold(children, (a, b) -> combine(a, b, Math::min));
      case OR -> fold(children, (a, b) -> combine(a, b, Math::max));
      case NOT -> combine(children[0], children[0], (x, y) -> 1 - x);
    };
  }

  private static RealMatrix cases(Cases cases, RealMatrix[] children) {
    if (EntryCases.concerns(cases)) {
      return eachEntry(cases, children);
    }
    for (int i = 0; i + 1 < children.length; i += 2) {
      if (children[i].getEntry(0, 0) != 0) {
        return children[i + 1];
      }
    }
    return cases.otherwise() != null
        ? children[children.length - 1]
        : combine(children[1], children[1], (x, y) -> Double.NaN);
  }

  /// The case that holds at each entry.
  private static RealMatrix eachEntry(Cases cases, RealMatrix[] children) {
    RealMatrix size = children[children.length - 1];
    for (RealMatrix child : children) {
      size = isNumber(size) ? child : size;
    }
    RealMatrix result = new Array2DRowRealMatrix(size.getRowDimension(), size.getColumnDimension());
    for (int i = 0; i < size.getRowDimension(); i++) {
      for (int j = 0; j < size.getColumnDimension(); j++) {
        double chosen =
            cases.otherwise() == null ? Double.NaN : entry(children[children.length - 1], i, j);
        for (int k = children.length / 2 * 2 - 2; k >= 0; k -= 2) {
          chosen = entry(children[k], i, j) != 0 ? entry(children[k + 1], i, j) : chosen;
        }
        result.setEntry(i, j, chosen);
      }
    }
    return result;
  }

  private RealMatrix binder(Binder binder) {
    Expr upper = binder.upper();
    if (upper == null) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED, "a limit has no value on arrays here");
    }
    if (binder.kind() == Binder.Kind.INTEGRAL) {
      return ArrayQuadrature.integrate(
          at -> inside(binder, at),
          value(binder.lower()).getEntry(0, 0),
          value(upper).getEntry(0, 0));
    }
    long from = whole(value(binder.lower()));
    long to = whole(value(upper));
    boolean sum = binder.kind() == Binder.Kind.SUM;
    RealMatrix total = null;
    for (long k = from; k <= to; k++) {
      Budget.check();
      RealMatrix term = inside(binder, (double) k);
      total =
          total == null ? term : sum ? total.add(term) : product(new RealMatrix[] {total, term});
    }
    if (total != null) {
      return total;
    }
    if (sum && !binder.isScalar()) {
      return new Array2DRowRealMatrix(size(binder.shape().rows()), size(binder.shape().columns()));
    }
    return number(sum ? 0 : 1);
  }

  private static long whole(RealMatrix bound) {
    double value = bound.getEntry(0, 0);
    if (Math.abs(value - Math.rint(value)) > 1e-9) {
      throw new NablaException(
          NablaException.Kind.DOMAIN,
          "a sum or product between bounds that are no integers is undefined");
    }
    return Math.round(value);
  }

  private int size(Dimension dimension) {
    return (int) value(Dimensions.expression(dimension)).getEntry(0, 0);
  }

  /// What is bound, at a value of the variable.
  private RealMatrix inside(Binder binder, double at) {
    Map<Expr, RealMatrix> inside = new HashMap<>(known);
    inside.put(binder.bound(), number(at));
    return new ArrayEvaluation(inside, disturbance).value(binder.body());
  }

  private static RealMatrix literal(Literal literal, RealMatrix[] entries) {
    RealMatrix result = new Array2DRowRealMatrix(literal.rows(), literal.columns());
    for (int i = 0; i < entries.length; i++) {
      result.setEntry(i / literal.columns(), i % literal.columns(), entries[i].getEntry(0, 0));
    }
    return result;
  }

  private static RealMatrix combine(
      RealMatrix a, RealMatrix b, java.util.function.DoubleBinaryOperator function) {
    RealMatrix large = isNumber(a) ? b : a;
    RealMatrix result =
        new Array2DRowRealMatrix(large.getRowDimension(), large.getColumnDimension());
    for (int i = 0; i < large.getRowDimension(); i++) {
      for (int j = 0; j < large.getColumnDimension(); j++) {
        result.setEntry(i, j, function.applyAsDouble(entry(a, i, j), entry(b, i, j)));
      }
    }
    return result;
  }

  private static double entry(RealMatrix matrix, int i, int j) {
    return isNumber(matrix) ? matrix.getEntry(0, 0) : matrix.getEntry(i, j);
  }

  private static boolean isNumber(RealMatrix matrix) {
    return matrix.getRowDimension() == 1 && matrix.getColumnDimension() == 1;
  }

  /// The size that a dimension has when its names have these sizes.
  public static int size(Dimension dimension, Map<String, Integer> sizes) {
    long total = 0;
    for (Map.Entry<List<String>, Long> term : dimension.terms().entrySet()) {
      long product = term.getValue();
      for (String name : term.getKey()) {
        Integer size = sizes.get(name);
        if (size == null) {
          throw new NablaException(NablaException.Kind.NAME, "the size " + name + " is not known");
        }
        product = Math.multiplyExact(product, (long) size);
      }
      total = Math.addExact(total, product);
    }
    if (total != (int) total) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "an array of " + total + " rows or columns is too large to put numbers in");
    }
    return (int) total;
  }
}
