package nabla.worksheet;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import nabla.write.Steps;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// `--steps none` shortens the derivations of all statements.
class SheetStepsTest {

  @Test
  void stepsAreLeftOutWhereNobodyWantsThem() {
    String sheet =
        "let L = (w-3)^2 + v^2\nsolve ∇L = 0 for w, v\n"
            + "descend L over w, v from 0, 0 with α = 0.1 for 1 steps";
    String brief = text(sheet, Steps.NONE);
    assertTrue(brief.contains("∂L/∂w = 2(w − 3)\n") && brief.contains("a minimum"), brief);
    assertFalse(brief.contains("power rule") || brief.contains("factor out"), brief);
    String full = text(sheet, null);
    assertTrue(full.contains("power rule") && full.contains("factor out"), full);
  }

  private static String text(String sheet, @Nullable Steps steps) {
    Worksheet.Settings settings =
        new Worksheet.Settings(Path.of(""), false, steps, Duration.ofSeconds(60));
    Answered answered = Worksheet.of(sheet, false).run(settings, answer -> {});
    return new SheetWriter(answered, "sheet", false).write(SheetFormat.TEXT);
  }
}
