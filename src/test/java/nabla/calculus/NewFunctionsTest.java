package nabla.calculus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import nabla.Derived;
import nabla.Formula;
import nabla.Nabla;
import nabla.rewrite.Step;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Functions that come into a derivation are named, and none comes in that narrows the domain.
class NewFunctionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "(e^x-e^{-x})/2¦ recognise sinh(x)",
        "1/(1+e^{-x})¦ recognise σ(x)",
        "sin(x)/cos(x)¦ recognise tan(x)"
      })
  void theFirstLineNamesWhatWasRecognised(String formula, String names) {
    Formula read = Nabla.formula(formula);
    assertEquals(
        names, names(read, read.derivative("x").derivations().getFirst().steps().getFirst()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "|x|^3¦ |u| sign(u) = u",
        "Σ_{k=1}^3 k x^k¦ write out the sum",
        "x ln(1+e^x)¦ recognise softplus(x); recognise σ(x)"
      })
  void theLastLineNamesWhatHappened(String formula, String names) {
    Formula read = Nabla.formula(formula);
    assertEquals(
        names, names(read, read.derivative("x").derivations().getFirst().steps().getLast()));
  }

  /// At the points where the cosine is 0 these derivatives exist, and the tangent does not.
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "e^{a x} cos(b x)¦ 2¦ ''",
        "x sin(x)/2 + x^2 cos(x)¦ 2¦ ''",
        "ln|sin x|¦ 1¦ sin(x) ≠ 0",
        "ln|sin x|¦ 2¦ sin(x) ≠ 0",
        "ln sin x¦ 1¦ sin(x) > 0"
      })
  void noTangentIsBroughtInThatNarrowsTheDomain(String formula, int order, String conditions) {
    Formula read = Nabla.formula(formula);
    Derived derived = read.derivative("x", order);
    assertEquals(
        conditions,
        derived.conditions().stream().map(read::text).collect(Collectors.joining("; ")));
  }

  private static String names(Formula read, Step step) {
    return step.reasons().stream()
        .map(reason ->
            reason.amount() == null
                ? reason.sentence()
                : reason.sentence() + " " + read.text(reason.amount()))
        .collect(Collectors.joining("; "));
  }
}
