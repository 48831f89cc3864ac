package nabla.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.SplittableRandom;
import nabla.catalogue.Function;
import nabla.catalogue.MatrixFunctions;
import nabla.expr.Apply;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.read.Reader;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

/// Values of functions of matrices beside those of SciPy 1.17, and of their differentials beside
/// the block-triangular trick.
class MatrixFunctionsTest {

  private static final Symbol X =
      Symbol.of(Name.of("X"), Shape.of(Dimension.named("n"), Dimension.named("n")));
  private static final Symbol H = Symbol.of(Name.of("H"), X.shape());

  private static final double[][] SMALL = {{0.3, -1.2}, {2.5, 0.7}};

  @Test
  void theExponentialIsThatOfScipy() {
    assertClose(
        new double[][] {
          {-0.43535906733493657, -1.1371037860532567}, {2.368966220944285, -0.05632447198385093}
        },
        value(MatrixFunctions.EXPM, new Array2DRowRealMatrix(SMALL)),
        1e-14);
    assertClose(
        new double[][] {
          {6.216629044591412, 103.23194284608745}, {-215.06654759601554, -28.19401857077106}
        },
        value(MatrixFunctions.EXPM, new Array2DRowRealMatrix(SMALL).scalarMultiply(10)),
        1e-12);
  }

  @Test
  void theLogarithmIsThatOfScipy() {
    double[][] matrix = {{4, 1, 0}, {2, 3, 1}, {0.5, 0.1, 2}};
    assertClose(
        new double[][] {
          {1.3099676634019723, 0.3054068973670042, -0.06481241519938548},
          {0.578407587134315, 0.998079524515032, 0.4350317277657745},
          {0.17214717324331685, 0.011096965176885456, 0.6926726271480266}
        },
        value(MatrixFunctions.LOGM, new Array2DRowRealMatrix(matrix)),
        1e-13);
  }

  @Test
  void theLogarithmUndoesTheExponential() {
    SplittableRandom random = new SplittableRandom(5);
    for (int size = 1; size <= 5; size++) {
      RealMatrix matrix = random(size, random);
      RealMatrix back = value(MatrixFunctions.LOGM, value(MatrixFunctions.EXPM, matrix));
      assertEquals(0, back.subtract(matrix).getFrobeniusNorm(), 1e-11);
    }
  }

  @Test
  void whereAnEigenvalueIsNegativeThereIsNoLogarithm() {
    RealMatrix value =
        value(MatrixFunctions.LOGM, new Array2DRowRealMatrix(new double[][] {{-1, 0}, {0, 2}}));
    assertTrue(Double.isNaN(value.getEntry(0, 0)));
    RealMatrix singular =
        value(MatrixFunctions.LOGM, new Array2DRowRealMatrix(new double[][] {{1, 1}, {1, 1}}));
    assertTrue(Double.isNaN(singular.getEntry(0, 0)));
  }

  /// `f([[X, H], [0, X]])` has `f(X)` on the diagonal and the differential beside it (Higham,
  /// Functions of Matrices, section 3.2).
  @Test
  void theDifferentialsAreThoseOfBlocks() {
    SplittableRandom random = new SplittableRandom(6);
    String exponential = "∫_0^1 expm((1 - s) X) H expm(s X) ds";
    String logarithm = "∫_0^1 inv(s X + (1 - s) eye(n)) H inv(s X + (1 - s) eye(n)) ds";
    for (int size = 1; size <= 4; size++) {
      RealMatrix matrix = random(size, random);
      RealMatrix change = random(size, random);
      assertDifferential(MatrixFunctions.EXPM, exponential, matrix, change);
      RealMatrix positive = value(MatrixFunctions.EXPM, matrix);
      assertDifferential(MatrixFunctions.LOGM, logarithm, positive, change);
    }
  }

  private static void assertDifferential(
      Function function, String formula, RealMatrix matrix, RealMatrix change) {
    int size = matrix.getRowDimension();
    RealMatrix blocks = new Array2DRowRealMatrix(2 * size, 2 * size);
    blocks.setSubMatrix(matrix.getData(), 0, 0);
    blocks.setSubMatrix(matrix.getData(), size, size);
    blocks.setSubMatrix(change.getData(), 0, size);
    RealMatrix wanted = value(function, blocks).getSubMatrix(0, size - 1, size, 2 * size - 1);
    Expr integral = Reader.standard().read(formula, "X, H ∈ R^{n×n}").expression();
    RealMatrix got =
        ArrayEvaluation.of(
            integral, Map.of(X, matrix, H, change, Symbol.of("n"), ArrayEvaluation.number(size)));
    assertClose(wanted.getData(), got, 1e-11);
  }

  private static RealMatrix value(Function function, RealMatrix matrix) {
    return ArrayEvaluation.of(Apply.of(function, X), Map.of(X, matrix));
  }

  private static RealMatrix random(int size, SplittableRandom random) {
    RealMatrix matrix = new Array2DRowRealMatrix(size, size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        matrix.setEntry(i, j, random.nextDouble(-0.8, 0.8));
      }
    }
    return matrix;
  }

  private static void assertClose(double[][] expected, RealMatrix actual, double tolerance) {
    double difference = new Array2DRowRealMatrix(expected).subtract(actual).getFrobeniusNorm();
    assertEquals(0, difference / (1 + actual.getFrobeniusNorm()), tolerance);
  }
}
