package nabla.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import nabla.expr.NablaException;
import nabla.read.Reader;
import nabla.simplify.Canonical;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleBookTest {

  @Test
  void readsNamesConditionsAndSentences() {
    RuleBook book =
        RuleBook.of(
            "own.rules",
            "# a comment\n\nsquare : √(x^2) -> x when x ≥ 0 \"a root\"\n",
            Canonical::of);
    assertEquals(List.of("square"), book.names());
    assertEquals("a root", book.sentence("square"));
    assertEquals(1, book.rule("square").conditions().size());
    assertEquals("own.rules, line 3", book.rule("square").source());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a-rule : ln(a) -> ln(b) "no"                       | variable b does not stand on the left
          a-rule : ln(a) -> a when z > 0 "no"                | variable z of a condition
          a-rule : ln(a) -> a when a invertible "no"         | unknown condition a invertible
          a-rule : ln(a) -> a when a + 1 "no"                | unknown condition a + 1
          a-rule : ln(a) -> a when a ∈ K "no"                | there is no set K
          a-rule : g(a) -> a "no"                            | there is no function g
          a-rule : ln(q) -> q "no"                           | q is no variable of rules
          a-rule : ln(a -> a "no"                            | in ln(a
          """)
  void refusesWhatItCannotRead(String line, String message) {
    RuleBook book = RuleBook.of("own.rules", "# one\n# two\n" + line, UnaryOperator.identity());
    NablaException refused = assertThrows(NablaException.class, book::rules);
    assertTrue(
        String.valueOf(refused.getMessage()).startsWith("own.rules, line 3: "),
        refused::getMessage);
    assertTrue(String.valueOf(refused.getMessage()).contains(message), refused::getMessage);
    assertEquals(3, refused.line());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a-rule : ln(e^x) -> x",
        "a-rule : ln(e^x) -> x \"\"",
        "ln(e^x) -> x \"no name\"",
        "a-rule : ln(e^x) = x \"no arrow\"",
        "good : ln(e^x) -> x \"twice\""
      })
  void refusesAtOnceWhatIsNoRule(String line) {
    String text = "good : ln(e^x) -> x \"good\"\n" + line;
    NablaException refused =
        assertThrows(
            NablaException.class, () -> RuleBook.of("own.rules", text, UnaryOperator.identity()));
    assertTrue(
        String.valueOf(refused.getMessage()).startsWith("own.rules, line 2: "),
        refused::getMessage);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-book", ""})
  void refusesAnUnknownBook(String name) {
    assertThrows(NablaException.class, () -> RuleBook.load(name, Canonical::of));
  }

  @Test
  void readsOnlyRulesThatMayApply() {
    RuleBook book =
        RuleBook.of(
            "own.rules",
            "good : ln(e^x) -> x \"good\"\nbad : tan(a -> a \"unreadable\"",
            Canonical::of);
    assertEquals(
        1, book.speakingOf(RuleBook.operators(Reader.standard().expression("ln(y)"))).size());
    assertThrows(
        NablaException.class,
        () -> book.speakingOf(RuleBook.operators(Reader.standard().expression("tan(y)"))));
    assertTrue(book.speakingOf(Set.of()).isEmpty());
  }

  @Test
  void everyBookIsListed() {
    for (String name : RuleBook.NAMES) {
      assertTrue(!RuleBook.load(name, Canonical::of).names().isEmpty(), name);
    }
    assertEquals(
        "product rule",
        RuleBook.load("differentiation", Canonical::of).reason("product-rule").sentence());
    assertEquals("case by case", RuleBook.load("differentiation", Canonical::of).sentence("cases"));
  }

  @Test
  void joinsBooksWhoseNamesDiffer() {
    RuleBook one = RuleBook.load("logarithms", Canonical::of);
    RuleBook two = RuleBook.load("trigonometric", Canonical::of);
    assertEquals(one.names().size() + two.names().size(), one.and(two).names().size());
    assertThrows(NablaException.class, () -> one.and(one));
  }
}
