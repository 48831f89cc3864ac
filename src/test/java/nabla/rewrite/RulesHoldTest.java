package nabla.rewrite;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import nabla.simplify.Canonical;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every rule of every book is held against numbers under its conditions, and false rules are found
/// out.
class RulesHoldTest {

  private static final long SEED = Long.getLong("nabla.seed", 20_251);

  static Stream<Arguments> rules() {
    return RuleBook.NAMES.stream()
        .flatMap(book ->
            RuleBook.load(book, UnaryOperator.identity()).rules().stream()
                .map(rule -> Arguments.of(book + ": " + rule.name(), rule)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void everyRuleHolds(String name, Rule rule) {
    RuleSampler.Outcome outcome = RuleSampler.sample(rule, SEED);
    assertNull(outcome.counterexample(), () -> name + ", seed " + SEED);
    assertTrue(
        outcome.points() >= 8,
        () -> name + " was compared at " + outcome.points() + " points only");
  }

  /// Words stand beside a line of a derivation: a phrase, not a sentence with a full stop.
  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void everyRuleIsNamedByAPhrase(String name, Rule rule) {
    String words = rule.sentence();
    assertFalse(words.endsWith("."), words);
    assertFalse(
        words.matches("\\p{Lu}\\p{Ll}.*") && !words.matches("(Pythagorean|Leibniz) .*"), words);
    assertFalse(words.contains(" - "), () -> words + ": the minus sign is −");
  }

  static Stream<Arguments> canonicalRules() {
    return RuleBook.NAMES.stream()
        .flatMap(book ->
            RuleBook.load(book, Canonical::of).rules().stream()
                .map(rule -> Arguments.of(book + ": " + rule.name(), rule)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("canonicalRules")
  void everyRuleHoldsInCanonicalForm(String name, Rule rule) {
    assertNull(RuleSampler.sample(rule, SEED).counterexample(), () -> name + ", seed " + SEED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ln(a b) -> ln(a) + ln(b)",
        "ln(x^2) -> 2 ln(x)",
        "√(x^2) -> x",
        "√(a b) -> √a √b",
        "√(a^2 b) -> |a| √b",
        "arcsin(sin(x)) -> x",
        "arctan(x) + arctan(1/x) -> π/2",
        "a^(b+c) -> a^b a^c when a ≠ 0",
        "(a^b)^c -> a^(b c) when a ≠ 0",
        "|x| -> x when x > -1",
        "sign(x)^2 -> 1",
        "relu(x) -> x",
        "σ(x) -> σ(-x)",
        "Γ(x + 1) -> x Γ(x)",
        "cosh(x)^2 + sinh(x)^2 -> 1",
        "d(u v) -> d(u) d(v)",
        "d(u/v) -> (d(u) v + u d(v))/v^2",
        "d(u^n) -> n u^(n-1)",
        "d(f(u)) -> f'(u)",
        "d(c u) -> d(u) when c constant"
      })
  void falseRulesAreRefuted(String rule) {
    RuleBook book =
        RuleBook.of("false.rules", "false-rule : " + rule + " \"false\"", UnaryOperator.identity());
    assertNotNull(
        RuleSampler.sample(book.rule("false-rule"), SEED).counterexample(), () -> "seed " + SEED);
  }

  /// The right side has a value where the left one has none: at a = -1, m = n = 1/2, for one.
  @Test
  void anIdentityIsDefinedOnBothSides() {
    String line = "false-rule : a^m a^n -> a^(m+n) when a ≠ 0 \"false\"";
    Rule rule = RuleBook.of("false.rules", line, UnaryOperator.identity()).rule("false-rule");
    assertNotNull(RuleSampler.sample(rule, SEED, true).counterexample());
    Rule sound =
        RuleBook.load("exponentials-and-powers", UnaryOperator.identity())
            .rule("product-of-integer-powers");
    assertNull(RuleSampler.sample(sound, SEED, true).counterexample());
  }
}
