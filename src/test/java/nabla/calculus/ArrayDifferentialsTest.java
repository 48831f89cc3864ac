package nabla.calculus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nabla.catalogue.Catalogue;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.Reductions;
import nabla.expr.Apply;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.numeric.ArrayEvaluation;
import nabla.read.Signature;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every differential of the catalogue against differences of its value.
class ArrayDifferentialsTest {

  /// Those whose differential depends on their arguments more than a formula says.
  private static final List<Function> OTHERS = List.of(Reductions.LOGSOFTMAX);

  private static final int SIZE = 3;
  private static final double STEP = 1e-4;

  /// A function and one of its parameters.
  record Case(Function function, int parameter) {
    @Override
    public String toString() {
      return function.name() + " by " + function.parameters().get(parameter);
    }
  }

  static Stream<Case> cases() {
    return Catalogue.standard().functions().stream()
        .filter(function -> function.arrayValue() != null)
        .flatMap(function ->
            IntStream.range(0, function.parameters().size())
                .filter(i ->
                    function.isLinear(i)
                        || function.differential(i) != null
                        || OTHERS.contains(function))
                .mapToObj(i -> new Case(function, i)));
  }

  @Test
  void thereAreSome() {
    assertTrue(cases().count() >= 20);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithDifferences(Case each) {
    SplittableRandom random = new SplittableRandom(41);
    Map<Symbol, RealMatrix> point = new LinkedHashMap<>();
    List<Expr> arguments = new ArrayList<>();
    boolean needsAll = each.function == Matrices.ENTRY;
    int most = needsAll ? each.function.maximumArity() : each.function.minimumArity();
    for (int i = 0; i < most; i++) {
      String name = each.function.parameters().get(i);
      Expr argument = argument(Signature.parametersOf(each.function).get(i), name);
      arguments.add(argument);
      if (argument instanceof Symbol symbol) {
        point.put(symbol, random(symbol.shape(), random));
      }
    }
    Symbol variable = (Symbol) arguments.get(each.parameter);
    Symbol direction = Symbol.of(Name.of("direction"), variable.shape());
    Expr formula = Apply.of(each.function, arguments);
    Expr differential = Derivatives.along(formula, variable, direction);
    RealMatrix step = random(variable.shape(), random);
    RealMatrix base = java.util.Objects.requireNonNull(point.get(variable));
    Map<Symbol, RealMatrix> moved = new LinkedHashMap<>(point);
    moved.put(variable, base.add(step.scalarMultiply(STEP)));
    RealMatrix above = ArrayEvaluation.of(formula, moved);
    moved.put(variable, base.subtract(step.scalarMultiply(STEP)));
    RealMatrix slope =
        above.subtract(ArrayEvaluation.of(formula, moved)).scalarMultiply(1 / (2 * STEP));
    Map<Symbol, RealMatrix> along = new LinkedHashMap<>(point);
    along.put(direction, step);
    RealMatrix claimed = ArrayEvaluation.of(differential, along);
    assertEquals(
        0, slope.subtract(claimed).getFrobeniusNorm() / (1 + slope.getFrobeniusNorm()), 1e-6);
  }

  /// A parameter in its space, whose sizes are 3, a product of two of them 9; a number is 2, a size
  /// 3.
  private static Expr argument(Symbol place, String name) {
    if (place.isScalar()) {
      return Num.of("mn".contains(name) ? SIZE : name.equals("a") ? 1 : 2);
    }
    return Symbol.of(
        Name.of(name), Shape.of(sized(place.shape().rows()), sized(place.shape().columns())));
  }

  private static Dimension sized(Dimension dimension) {
    Map<String, Integer> sizes = Map.of("m", SIZE, "n", SIZE, "p", SIZE, "q", SIZE);
    return Dimension.of(ArrayEvaluation.size(dimension, sizes));
  }

  /// Positive throughout and well away from singular matrices, so that logarithms and powers are
  /// defined.
  private static RealMatrix random(Shape shape, SplittableRandom random) {
    int rows = (int) shape.rows().fixedSize();
    int columns = (int) shape.columns().fixedSize();
    RealMatrix array = new Array2DRowRealMatrix(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        array.setEntry(i, j, random.nextDouble(0.2, 1));
      }
    }
    return rows != columns
        ? array
        : array.add(MatrixUtils.createRealIdentityMatrix(SIZE).scalarMultiply(2));
  }
}
