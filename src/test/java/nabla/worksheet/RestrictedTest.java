package nabla.worksheet;

import static nabla.worksheet.WorksheetTest.assertSays;
import static nabla.worksheet.WorksheetTest.text;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/// Equations that are solved for some values of the unknowns.
class RestrictedTest {

  /// All solutions inside are found, however far from 0: scipy has the same.
  @Test
  void solutionsByNumbers() {
    assertSays(
        "solve tan(x) = x for x in [20, 30]",
        "x ≈ 20.37130295928756\n",
        "x ≈ 29.81159879089296\n",
        "Found by numbers between 20 and 30");
    assertSays(
        "solve sin(x^2) = x/20 for x in [3, 5]", "x ≈ 3.04498510647599", "x ≈ 4.66430762674518");
    assertSays("solve sin(x) - x/3 = 0 for x > 0", "x ≈ 2.2788626600758", "between 0 and 1000");
  }

  @Test
  void solutionsAreThoseInTheInterval() {
    String cubic = "f(x) = x^3 - 3x\n";
    String outside = "x = −1 solves it, and is not among the values with x ≥ 0";
    assertSays(cubic + "solve f'(x) = 0 for x in [0, 5]", outside, "x = 1\n", "a minimum");
    assertSays(cubic + "solve f'(x) = 0 for x in [0, ∞)", outside, "x = 1\n");
    assertSays(cubic + "solve f'(x) = 0 for x ≥ 0", outside, "x = 1\n");
    assertSays(cubic + "solve f'(x) = 0 for x in (1, 5]", "No real number x solves this");
    assertSays("solve x^2 + y^2 = 5, x y = 2 for x > 0, y > 0", "x = 1\ny = 2\n", "x = 2\ny = 1\n");
  }

  /// It holds for that statement alone.
  @Test
  void othersHaveAllSolutions() {
    String both = text("solve x^2 = 4 for x > 0\nsolve x^2 = 4 for x");
    assertFalse(both.substring(both.lastIndexOf("solve")).contains("not among"), both);
  }

  @Test
  void onesForEachWholeNumberAreListed() {
    assertSays(
        "solve sin(x) = 0 for x in [0, 7]",
        "x = 2πk\n",
        "Among the values that are assumed:",
        "x = 0\nx = π ≈ 3.14159265359\nx = 2π ≈ 6.28318530718\n");
    assertSays(
        "f(x) = sin(2x) + x\nsolve f'(x) = 0 for x in [0, π]",
        "x = π/3 ≈ 1.0471975512\n",
        "< 0: a maximum",
        "x = 2π/3 ≈ 2.09439510239\n",
        "> 0: a minimum");
    assertSays("solve cos(x) = 1/2 for x > 0", "Here k is any whole number for which x > 0.");
  }
}
