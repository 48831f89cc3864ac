package nabla.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nabla.answer.Colours;
import org.junit.jupiter.api.Test;

/// How answers look where a person reads them, and what happens where nobody does.
final class TerminalTest {
  private static final String LONG = "(1 + x)(1 + 2x)(1 + 3x)(1 + 4x) e^(-x^2) sin(x) cos(3x)";

  private static String shown(Terminal terminal, String... arguments) {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(screen, true, StandardCharsets.UTF_8)) {
      Main.run(InputStream.nullInputStream(), stream, stream, terminal, arguments);
    }
    return screen.toString(StandardCharsets.UTF_8);
  }

  @Test
  void coloursAreForPeople() {
    Terminal colourful = new Terminal(Colours.ANSI, Colours.NONE, 80);
    assertTrue(shown(colourful, "derive", "x^2").contains("\u001b[32mverified"));
    assertFalse(shown(Terminal.NONE, "derive", "x^2").contains("\u001b"));
    // messages may go to a file while answers go to a terminal
    assertFalse(shown(colourful, "derive", "x +").contains("\u001b"));
    assertTrue(
        shown(new Terminal(Colours.NONE, Colours.ANSI, 0), "derive", "x +").contains("\u001b[31m"));
    for (String format : List.of("latex", "markdown", "json")) {
      assertFalse(shown(colourful, "derive", "x^2", "--format", format).contains("\u001b"), format);
    }
  }

  @Test
  void linesFitTheWindow() {
    for (int columns : new int[] {60, 80, 120}) {
      Terminal window = new Terminal(Colours.NONE, Colours.NONE, columns);
      for (String steps : List.of("none", "brief", "full")) {
        shown(window, "derive", LONG, "--steps", steps)
            .lines()
            .forEach(line -> assertTrue(line.length() <= columns, columns + ": " + line));
      }
    }
  }

  @Test
  void aDerivationInAFileHasAHundredColumnsAndAResultOneLine() {
    shown(Terminal.NONE, "derive", LONG, "--steps", "brief")
        .lines()
        .forEach(line -> assertTrue(line.length() <= 120, line));
    assertEquals(2, shown(Terminal.NONE, "derive", LONG, "--steps", "none").lines().count());
  }

  @Test
  void aWindowMayNotSayItsWidth() {
    assertEquals(80, Terminal.columns(""));
    assertEquals(80, Terminal.columns("0"));
    assertEquals(80, Terminal.columns("wide"));
    assertEquals(132, Terminal.columns("132"));
    assertEquals(40, Terminal.columns("3"));
  }

  /// Nothing is computed that nobody will read.
  @Test
  void stopsWhereTheReaderHasGone() {
    AtomicInteger writes = new AtomicInteger();
    Outlet outlet =
        new Outlet(
            new OutputStream() {
              @Override
              public void write(int character) throws IOException {
                writes.incrementAndGet();
                throw new IOException("Broken pipe");
              }
            });
    String formulas = "x^2\n".repeat(100_000);
    String requests = "{\"formula\": \"x^2\"}\n".repeat(100_000);
    Main.run(
        new ByteArrayInputStream(formulas.getBytes(StandardCharsets.UTF_8)),
        outlet.print(),
        System.err,
        Terminal.NONE,
        "derive",
        "-");
    Main.run(
        new ByteArrayInputStream(requests.getBytes(StandardCharsets.UTF_8)),
        outlet.print(),
        System.err,
        Terminal.NONE,
        "derive",
        "--jsonl");
    assertTrue(writes.get() < 10, writes + " attempts");
    assertTrue(outlet.isAbandoned());
    assertEquals("cannot write the answer: Broken pipe", outlet.complaint());
  }
}
