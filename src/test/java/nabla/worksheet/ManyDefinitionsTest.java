package nabla.worksheet;

import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A definition is not read again with each one below it.
class ManyDefinitionsTest {

  @Test
  void definitionsTakeNoLongerTheMoreStandAbove() {
    String sheet =
        "let a0 = x\n"
            + IntStream.range(1, 60)
                .mapToObj(i -> "let a%d = a%d + x\n".formatted(i, i - 1))
                .collect(Collectors.joining())
            + "given x = 2\nevaluate a59";
    String text = assertTimeout(Duration.ofSeconds(60), () -> WorksheetTest.text(sheet));
    assertTrue(text.contains("= 120\n"), text);
  }
}
