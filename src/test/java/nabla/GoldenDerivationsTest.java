package nabla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nabla.calculus.Agreement;
import nabla.calculus.CarryOut;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.numeric.Verification;
import nabla.read.Definition;
import nabla.rewrite.Derivation;
import nabla.rewrite.Step;
import nabla.simplify.Canonical;
import nabla.write.Derivations;
import nabla.write.Steps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The derivations that people read, as files: the formula, the question, then each line with its
/// rule. What is derived now is written to `target/derivations`; to accept a change, read it and
/// copy the file over the one in `src/test/resources/derivations`. Every step is replayed in
/// numbers.
class GoldenDerivationsTest {

  private static final Path EXPECTED = Path.of("src/test/resources/derivations");
  private static final Path ACTUAL = Path.of("target/derivations");

  /// A golden file: the formula on the first line, and how it is asked, as on the command line.
  private record Question(String formula, String wrt, int order) {

    static Question of(Path file) throws IOException {
      List<String> lines = Files.readAllLines(file);
      String wrt = "";
      int order = 1;
      for (String option : lines.get(1).split("--", -1)) {
        String[] words = option.strip().split(" ", 2);
        if (words[0].equals("wrt")) {
          wrt = words[1].replace("\"", "");
        } else if (words[0].equals("order")) {
          order = Integer.parseInt(words[1]);
        }
      }
      return new Question(lines.getFirst(), wrt, order);
    }

    String head() {
      String name = wrt.contains(" ") || wrt.contains("(") ? "\"" + wrt + "\"" : wrt;
      return formula + "\n--wrt " + name + (order == 1 ? "" : " --order " + order) + "\n\n";
    }
  }

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(EXPECTED)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".txt"))
          .map(name -> name.substring(0, name.length() - ".txt".length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void isDerivedAsBefore(String name) throws IOException {
    Question question = Question.of(EXPECTED.resolve(name + ".txt"));
    Formula formula = Nabla.formula(question.formula);
    Derived derived = formula.derive(question.wrt, question.order, true, true).getFirst();
    String text = question.head() + text(formula, derived);
    String latex = latex(formula, derived);
    Files.createDirectories(ACTUAL);
    Files.writeString(ACTUAL.resolve(name + ".txt"), text);
    Files.writeString(ACTUAL.resolve(name + ".tex"), latex);
    check(name + ".txt", text);
    check(name + ".tex", latex);
  }

  private static void check(String file, String actual) throws IOException {
    Path golden = EXPECTED.resolve(file);
    assertEquals(
        Files.exists(golden) ? Files.readString(golden) : "",
        actual,
        () -> "see " + ACTUAL.resolve(file));
  }

  private static String text(Formula formula, Derived derived) {
    StringBuilder text = new StringBuilder();
    for (Derivation derivation : derived.derivations()) {
      text.append(Derivations.text(derivation, Steps.FULL, formula.writing())).append('\n');
    }
    String conditions = DerivativeTable.conditions(formula, derived);
    if (!conditions.isEmpty()) {
      text.append("where ").append(conditions).append('\n');
    }
    Verification verification = derived.verification();
    boolean verified = verification != null && verification.isVerified();
    return text.append(verified ? "verified" : "not verified").append('\n').toString();
  }

  private static String latex(Formula formula, Derived derived) {
    return derived.derivations().stream()
        .map(derivation -> Derivations.latex(derivation, Steps.FULL, formula.writing()) + "\n")
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyStepHolds(String name) throws IOException {
    Question question = Question.of(EXPECTED.resolve(name + ".txt"));
    Formula formula = Nabla.formula(question.formula);
    Derived derived = formula.derive(question.wrt, question.order, true, false).getFirst();
    Assumptions known = formula.reading().assumptions();
    for (Expr condition : derived.conditions()) {
      known = known.and(condition);
    }
    // of an equation, dy/dx has a value on the curve alone: its partial derivatives are verified
    boolean equation = formula.reading().expression() instanceof Relation;
    for (Derivation derivation : derived.derivations()) {
      assertFalse(derivation.steps().isEmpty(), "a derivation has steps");
      Expr line = derivation.start();
      for (Step step : derivation.steps()) {
        assertEquals(line, step.before(), "a step starts where the one before ended");
        assertFalse(step.reasons().isEmpty(), () -> "why " + formula.text(step.after()) + "?");
        line = step.after();
      }
      if (!equation) {
        List<Step> steps = new ArrayList<>();
        collect(derivation.steps(), steps);
        for (Step step : steps) {
          assertHolds(formula, step, known);
        }
      }
    }
  }

  private static void collect(List<Step> steps, List<Step> all) {
    for (Step step : steps) {
      all.add(step);
      collect(step.within(), all);
    }
  }

  private static void assertHolds(Formula formula, Step step, Assumptions known) {
    Expr before = value(formula, step.before());
    Expr after = value(formula, step.after());
    String difference;
    try {
      difference = Agreement.difference(1, 7, known, before, after);
    } catch (NablaException noNumbers) {
      Expr zero = Canonical.of(Sum.of(before, Negate.of(after)));
      difference = Canonical.isZero(zero) ? null : "as expressions";
    }
    String finding = difference;
    assertEquals(
        null,
        finding,
        () -> formula.text(step.before()) + " = " + formula.text(step.after()) + " " + finding);
  }

  /// A line without its derivative signs: names of the formula stand for what they are.
  private static Expr value(Formula formula, Expr line) {
    Expr replaced = line;
    if (formula.reading().name() != null) {
      replaced =
          Substitution.of(Symbol.of(formula.reading().name()), formula.reading().expression())
              .apply(line);
    }
    Expr carried = CarryOut.of(replaced, formula.intermediates(), formula.written());
    List<Definition> definitions = formula.reading().definitions();
    for (Definition definition : definitions.reversed()) {
      carried = Substitution.of(definition.symbol(), definition.expression()).apply(carried);
    }
    return CarryOut.of(carried, formula.intermediates(), formula.written());
  }

  @Test
  void thereAreDerivationsOfEveryKind() throws IOException {
    assertTrue(names().count() >= 40);
  }

  /// A replay notices a step that does not hold.
  @Test
  void aWrongStepIsNoticed() {
    Formula formula = Nabla.formula("x^2");
    Expr sign = Derivative.of(formula.reading().expression(), formula.variables().getFirst(), 1);
    Expr wrong = Nabla.formula("3x").reading().expression();
    String difference =
        Agreement.difference(1, 7, Assumptions.NONE, value(formula, sign), value(formula, wrong));
    assertTrue(difference != null && !Dag.any(value(formula, sign), Derivative.class::isInstance));
  }
}
