package nabla.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import nabla.catalogue.Catalogue;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Quotient;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;
import nabla.read.Reader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is written reads back to the same expression, the same object: in text, in ASCII and in
/// LaTeX.
class RoundTripTest {

  private static final int RANDOM_EXPRESSIONS = Integer.getInteger("nabla.random", 3000);

  enum Spelling {
    TEXT,
    ASCII,
    LATEX;

    String of(Expr expression) {
      return switch (this) {
        case TEXT -> Text.of(expression);
        case ASCII -> Text.of(expression, WriteOptions.ASCII);
        case LATEX -> Latex.of(expression);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void samples(Spelling spelling) {
    assertEquals(
        List.of(),
        differences(
            spelling,
            Samples.ALL.stream().map(Samples.Sample::expression).filter(RoundTripTest::isRaw)));
  }

  @ParameterizedTest
  @EnumSource
  void everyFunction(Spelling spelling) {
    List<Expr> applications = new ArrayList<>();
    for (Function function : Catalogue.standard().functions()) {
      if (function.isElementwise()) {
        List<Expr> arguments = new ArrayList<>();
        for (int i = 0; i < function.minimumArity(); i++) {
          arguments.add(Symbol.of(Character.toString("xyz".charAt(i))));
        }
        applications.add(Apply.of(function, arguments));
      }
    }
    assertEquals(List.of(), differences(spelling, applications.stream()));
  }

  @ParameterizedTest
  @EnumSource
  void randomExpressions(Spelling spelling) {
    RandomExpressions expressions = new RandomExpressions(RandomExpressions.seed("RoundTripTest"));
    assertEquals(
        List.of(),
        differences(
            spelling, Stream.generate(() -> expressions.next(4)).limit(RANDOM_EXPRESSIONS)));
  }

  /// The derivative of a name that stands for nothing known is one of an unknown function.
  @ParameterizedTest
  @EnumSource
  void slopesOfNames(Spelling spelling) {
    List<Expr> slopes = new ArrayList<>();
    for (int order = 1; order < 4; order++) {
      slopes.add(Apply.of(UnknownFunction.of(Name.of("L"), List.of(order)), Samples.W1));
    }
    slopes.add(Apply.of(UnknownFunction.of(Name.of("μ"), List.of(2)), Samples.BETA));
    slopes.add(Derivative.of(Samples.product(Samples.BETA, Samples.X), Samples.BETA, 1));
    slopes.add(Derivative.of(slopes.getLast(), Samples.X, 2));
    slopes.add(Samples.product(slopes.get(0), slopes.get(1), Samples.X));
    slopes.add(Quotient.of(slopes.get(0), slopes.get(1)));
    assertEquals(List.of(), differences(spelling, slopes.stream()));
  }

  /// Entries read back as entries where a sum runs over them.
  @ParameterizedTest
  @EnumSource
  void entries(Spelling spelling) {
    List<String> sums =
        List.of(
            "Σ_i x_i y_i",
            "Σ_{i=1}^n Σ_{j=1}^m A_ij x_j^2 y_i",
            "Σ_{i=1}^n x_{i+1} x_{i-1}/x_i",
            "Σ_{i=1}^n x_i x_{2i}",
            "Σ_i e^{x_i} a",
            "Σ_{k=1}^n ln x_k y",
            "Π_{i=1}^n (x_i + 1)^{w_i}",
            "Σ_i Σ_j A_{i,j} B_{j,i}");
    assertEquals(List.of(), differences(spelling, sums.stream().map(RoundTripTest::read)));
  }

  /// The derivative of a known function of several arguments, taken at other arguments.
  @ParameterizedTest
  @EnumSource
  void partialsOfKnownFunctions(Spelling spelling) {
    List<String> formulas =
        List.of("atan2^{(1,0)}(y, x^2)", "hypot^{(0,2)}(x, y)", "σ^{(5)}(2x)", "σ''(x y)");
    assertEquals(List.of(), differences(spelling, formulas.stream().map(RoundTripTest::read)));
  }

  @Test
  void differencesAreNoticed() {
    UnaryOperator<Expr> doubled = expression -> Samples.product(Num.TWO, expression);
    assertNotEquals(Samples.X, read(Text.of(doubled.apply(Samples.X))));
  }

  /// A negative number is canonical: as written, it is a sign before a number. The derivative of a
  /// name, ∂L/∂w, is written as people do, and read as the derivative of what the name stands for.
  private static boolean isRaw(Expr expression) {
    return !Dag.any(
        expression,
        node ->
            (node instanceof Num number && number.value().signum() < 0)
                || (node instanceof Derivative slope && slope.body() instanceof Symbol));
  }

  private static List<String> differences(Spelling spelling, Stream<Expr> expressions) {
    List<String> differences = new ArrayList<>();
    expressions.forEach(expression -> {
      String text = spelling.of(expression);
      try {
        Expr back = read(text);
        if (!back.equals(expression)) {
          differences.add("\n" + text + "\n  is " + expression + "\n  read as " + back);
        }
      } catch (NablaException error) {
        differences.add(
            "\n" + text + "\n  is " + expression + "\n  refused: " + error.getMessage());
      }
    });
    differences.sort(java.util.Comparator.comparingInt(String::length));
    return differences.subList(0, Math.min(differences.size(), 40));
  }

  private static Expr read(String text) {
    return Reader.standard().read(text).expression();
  }
}
