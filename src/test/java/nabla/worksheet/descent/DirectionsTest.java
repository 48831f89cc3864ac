package nabla.worksheet.descent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import nabla.Nabla;
import nabla.answer.Colours;
import nabla.answer.TextReport;
import nabla.expr.Rational;
import nabla.write.WriteOptions;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The directions in which a start has a part decide what descent does from it.
class DirectionsTest {

  /// Against the eigenvalues in doubles, for matrices that map some spaces into themselves.
  @Test
  void theFactorsAreThoseOfTheEigenvaluesInWhoseDirectionsThereIsAPart() {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      int size = 2 + random.nextInt(4);
      int border = random.nextInt(size); // no entries between the first ones and the others
      double[][] entries = new double[size][size];
      Rational[][] exact = new Rational[size][size];
      for (int i = 0; i < size; i++) {
        for (int j = 0; j <= i; j++) {
          int entry = (i < border) == (j < border) ? random.nextInt(9) - 4 : 0;
          entries[i][j] = entry;
          entries[j][i] = entry;
          exact[i][j] = Rational.of(entry);
          exact[j][i] = Rational.of(entry);
        }
      }
      Rational[] vector = new Rational[size];
      double[] doubles = new double[size];
      for (int i = 0; i < size; i++) {
        int entry = i < border ? 0 : random.nextInt(7) - 3;
        vector[i] = Rational.of(entry);
        doubles[i] = entry;
      }
      EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(entries));
      Rational rate = Rational.of(3, 10);
      Directions found = Directions.of(exact, rate, vector);
      assertNotNull(found);
      boolean growing = false;
      boolean overshooting = false;
      boolean negative = false;
      for (int i = 0; i < size; i++) {
        double part = 0;
        for (int j = 0; j < size; j++) {
          part += eigen.getEigenvector(i).getEntry(j) * doubles[j];
        }
        double factor = 1 - 0.3 * eigen.getRealEigenvalue(i);
        if (Math.abs(part) > 1e-9) {
          growing |= factor > 1 + 1e-9;
          overshooting |= factor < -1 - 1e-9;
          negative |= factor < -1e-9;
        }
      }
      String message =
          new Array2DRowRealMatrix(entries) + " from " + java.util.Arrays.toString(doubles);
      assertEquals(growing, found.growing() > 0, message);
      assertEquals(overshooting, found.overshooting() > 0, message);
      assertEquals(negative, found.negative() > 0, message);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x^2 - y^2 | 1, 0 | 1/10 | from here descent converges without oscillating",
        "x^2 - y^2 | 1, 0 | 3/4 | from here descent converges, oscillating",
        "x^2 - y^2 | 1, 0 | 1 | in it descent goes to and fro for ever",
        "x^2 - y^2 | 1, 0 | 2 | descent diverges, oscillating",
        "x^2 - y^2 | 1, 1 | 1/10 | a factor is greater than 1 in a direction",
        "x^2 - y^2 | 0, 0 | 1/10 | nothing moves",
        "x y | 1, 1 | 1/10 | from here descent converges without oscillating",
        "x y | 1, -1 | 1/10 | a factor is greater than 1 in a direction",
        "-x^2 - 2y^2 | 1, 1 | -1/10 | descent converges without oscillating",
        "x^2 + 5y^2 | 1, 0 | 1/2 | from here descent converges without oscillating",
        "x^2 + 5y^2 | 1, 1 | 1/2 | descent diverges, oscillating",
        "(x + y)^2 | 1, 1 | 1/10 | descent converges without oscillating",
        "(x + y)^2 + x | 1, 1 | 1/10 | descent goes on for ever, and does not converge",
      })
  void whatADescentDoesFromItsStart(String loss, String start, String rate, String what) {
    String[] places = start.split(", ", -1);
    String text =
        new TextReport(WriteOptions.DEFAULT, Colours.NONE, 0)
            .write(
                Descent.descend(
                    Nabla.formula(loss),
                    List.of("x", "y"),
                    Map.of("x", places[0], "y", places[1]),
                    rate,
                    new Stop.Steps(3)));
    assertTrue(text.contains(what), text);
  }

  /// A saddle point attracts what starts without a part in the directions of negative eigenvalues,
  /// and only up to a rate.
  @Test
  void aSaddlePointHasABoundForTheStartsThatComeToIt() {
    String text =
        new TextReport(WriteOptions.DEFAULT, Colours.NONE, 0)
            .write(
                Descent.descend(
                    Nabla.formula("3x^2 - y^2"),
                    List.of("x", "y"),
                    Map.of(),
                    "α",
                    new Stop.Steps(3)));
    assertTrue(text.contains("From those it converges to such a point for 0 < α < 1/3"), text);
    String nowhere =
        new TextReport(WriteOptions.DEFAULT, Colours.NONE, 0)
            .write(
                Descent.descend(
                    Nabla.formula("x^2 - y^2 + z"),
                    List.of("x", "y", "z"),
                    Map.of(),
                    "α",
                    new Stop.Steps(3)));
    assertTrue(nowhere.contains("it is 0 nowhere"), nowhere);
  }
}
