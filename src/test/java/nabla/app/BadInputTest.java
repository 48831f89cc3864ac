package nabla.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nabla.answer.ExitCode;
import nabla.answer.Worker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What people type by accident or in malice: an answer or a clear error, in time.
final class BadInputTest {
  private static void assertClear(Outcome outcome, int exitCode) {
    assertEquals(exitCode, outcome.exitCode(), outcome.output() + outcome.messages());
    assertFalse(outcome.messages().contains("internal error"), outcome.messages());
    assertFalse(outcome.messages().contains("\tat "), outcome.messages());
    if (exitCode != ExitCode.DONE) {
      assertTrue(outcome.messages().startsWith("nabla: "), outcome.messages());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1/0", "x/(x-x)", "0^0", "ln(-1)", "x + 1/0", "√(-1) x", "0/0", "0^(-1)"})
  void whatHasNoValueHasNoDerivative(String formula) {
    for (String command : new String[] {"derive", "simplify"}) {
      Outcome outcome = Outcome.of(command, formula);
      assertClear(outcome, ExitCode.BAD_INPUT);
      assertEquals("", outcome.output());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "(",
        ")",
        "(x",
        "x)",
        "[x",
        "{x",
        "x$y@",
        "x # y",
        "x ? y",
        "+",
        "*",
        "x *",
        "^2",
        "\\frac{x}",
        "\\foo{x}",
        "sin",
        "let ln = 3; ln x",
        "1..2",
        "x = ",
        "\u0000",
        "😀",
        "∂/∂",
        "Σ_{k=1}",
        "|x",
        "\\begin{cases}"
      })
  void whatIsNoFormulaIsASyntaxErrorWithItsPlace(String formula) {
    Outcome outcome = Outcome.of("derive", formula);
    assertClear(outcome, ExitCode.BAD_INPUT);
    assertEquals("", outcome.output());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "log(det(X)); 10; ask for order",
        "tr(X^20); 100; ask for order",
        "x^T A x; 1000000; 0 from order 3 on",
        "norm(x)^2; 100; 0 from order 3 on"
      })
  void derivativesOfHighOrderByArraysAreRefusedEarly(String formula, String order, String reason) {
    String variable = formula.contains("X") ? "X" : "x";
    Outcome outcome = Outcome.of("derive", formula, "--wrt", variable, "--order", order);
    assertClear(outcome, ExitCode.OVER_BUDGET);
    assertTrue(outcome.messages().contains(reason), outcome.messages());
    assertFalse(outcome.messages().contains("time limit"), outcome.messages());
  }

  @ParameterizedTest
  @CsvSource({"tr(X^3), X, 10", "x^T A x, x, 3", "x^T A x, x, 10", "norm(x)^4, x, 6"})
  void derivativesThatAreZeroComeOutInAnyOrder(String formula, String variable, String order) {
    Outcome outcome = Outcome.of("derive", formula, "--wrt", variable, "--order", order);
    assertClear(outcome, ExitCode.DONE);
    assertTrue(outcome.output().contains("zeros("), outcome.output());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "eye(10^9) | 3",
        "eye(100000) | 3",
        "eye(0) | 2",
        "eye(2.5) | 2",
        "det([1,2,3;4,5,6]) | 2",
        "inv([1,2;2,4]) | 2",
        "[1,2;3] | 2",
        "[1,2;3,4] [1,2,3]^T | 2",
        "tr(eye(10^9)) | 3"
      })
  void arraysThatCannotBeAreRefused(String formula, int exitCode) {
    Outcome outcome = Outcome.of("evaluate", formula);
    assertClear(outcome, exitCode);
    assertFalse(outcome.messages().contains("^Tᵀ"), outcome.messages());
  }

  @Test
  void deepFormulasWithArraysAreRead() {
    String deep = "(".repeat(500) + "A" + ")^T".repeat(500);
    assertClear(Outcome.of("read", deep), ExitCode.DONE);
    String inverses = "tr(" + "inv(".repeat(100) + "A" + ")".repeat(100) + ")";
    assertClear(Outcome.of("derive", inverses, "--wrt", "A"), ExitCode.DONE);
    String product =
        IntStream.rangeClosed(1, 200).mapToObj(i -> "A_" + i).collect(Collectors.joining(" "));
    assertClear(Outcome.of("derive", "tr(" + product + ")", "--wrt", "A_3"), ExitCode.DONE);
  }

  @Test
  void capitalsThatAreNumbersAreNoted() {
    assertTrue(Outcome.of("read", "AB").output().contains("are read as numbers"));
    assertTrue(Outcome.of("read", "C(z)").output().contains("product of C and z"));
    assertFalse(Outcome.of("read", "C(z)", "--where", "C a function").output().contains("note"));
  }

  @Test
  void hugeConstantsStayWhatTheyAre() {
    Outcome tall = Outcome.of("derive", "10^100000 x", "--steps", "none");
    assertClear(tall, ExitCode.DONE);
    assertTrue(tall.output().contains("= 10^100000\n"), tall.output());
    Outcome tower = Outcome.of("derive", "2^(2^(2^40)) x", "--steps", "none");
    assertClear(tower, ExitCode.DONE);
    Outcome factorial = Outcome.of("derive", "100000! x", "--steps", "none");
    assertClear(factorial, ExitCode.DONE);
    assertTrue(factorial.output().contains("= 100000!\n"), factorial.output());
    assertClear(Outcome.of("derive", "1e9999999 x"), ExitCode.OVER_BUDGET);
    assertClear(Outcome.of("evaluate", "9^9^9^9"), ExitCode.OVER_BUDGET);
  }

  @Test
  void negativeBasesAndPolesAreCalledByName() {
    assertMessage("(-2)^x", "a negative number to a power that changes");
    assertMessage("(-1/2)^(x y)", "a negative number to a power that changes");
    assertMessage("Γ(0) x", "Γ of 0 or a negative integer");
    assertMessage("x (-3)!", "the factorial of a negative integer");
    assertClear(Outcome.of("derive", "Σ_{k=0}^n (-2)^k x^k", "--wrt", "x"), ExitCode.DONE);
  }

  private static void assertMessage(String formula, String message) {
    Outcome outcome = Outcome.of("derive", formula);
    assertClear(outcome, ExitCode.BAD_INPUT);
    assertTrue(outcome.messages().contains(message), outcome.messages());
  }

  @Test
  void whatIsBeyondDoublesStaysExact() {
    assertEquals(
        "2·10^100000 ≈ 2e100000\n", Outcome.of("evaluate", "10^100000 x", "--at", "x=2").output());
    Outcome tiny = Outcome.of("evaluate", "e x/10^400", "--at", "x=1");
    assertFalse(tiny.output().contains("≈ 0"), tiny.output());
  }

  @Test
  void aLongSumHasAClosedForm() {
    Outcome outcome = Outcome.of("evaluate", "Σ_{k=1}^{10^12} k");
    assertClear(outcome, ExitCode.DONE);
    assertEquals("500000000000500000000000\n", outcome.output());
  }

  @Test
  void deepNestingIsAClearError() {
    String formula = "(".repeat(200_000) + "x" + ")".repeat(200_000);
    Outcome outcome = Outcome.reading(formula, "derive", "-");
    assertClear(outcome, ExitCode.OVER_BUDGET);
    assertTrue(outcome.messages().contains("nesting"), outcome.messages());
    assertTrue(outcome.messages().length() < 1000, "the line is shown as an excerpt");
    assertClear(Outcome.of("derive", "(".repeat(500) + "x^2" + ")".repeat(500)), ExitCode.DONE);
  }

  @Test
  void aMegabyteIsAnswered() {
    String formula =
        IntStream.range(0, 90_000)
            .mapToObj(i -> (i % 97 + 1) + " x^" + i % 50)
            .collect(Collectors.joining(" + "));
    Outcome outcome = Outcome.reading(formula, "derive", "-", "--timeout", "60");
    assertClear(outcome, ExitCode.DONE);
    assertTrue(outcome.output().startsWith("∂f/∂x = 4313176x⁴⁸ +"), outcome.output());
  }

  @Test
  void anOrderOfAMillionIsAnsweredOrStopped() {
    assertClear(Outcome.of("derive", "x^5", "--order", "1000000"), ExitCode.DONE);
    long start = System.nanoTime();
    Outcome outcome = Outcome.of("derive", "sin(x²)", "--order", "1000000", "--timeout", "0.5");
    assertClear(outcome, ExitCode.OVER_BUDGET);
    assertTrue(outcome.messages().contains("0.5 s"), outcome.messages());
    assertTrue(System.nanoTime() - start < 20_000_000_000L, "it stops in time");
    assertClear(Outcome.of("derive", "x", "--order", "-1"), ExitCode.BAD_INPUT);
    assertClear(Outcome.of("derive", "x", "--order", "99999999999"), ExitCode.BAD_INPUT);
  }

  @Test
  void bytesThatAreNoTextAreNamed() {
    Outcome outcome = Outcome.reading(new byte[] {'x', '+', (byte) 0xff, '\n'}, "derive", "-");
    assertClear(outcome, ExitCode.BAD_INPUT);
    assertTrue(outcome.messages().contains("standard input:1:3: "), outcome.messages());
    assertTrue(outcome.messages().contains("UTF-8"), outcome.messages());
  }

  @Test
  void invisibleCharactersDoNoHarm() {
    String clean = Outcome.of("derive", "x^3 + x").output();
    String marked = "\u200Fx^3\t+\u00A0x\u200E\r\n";
    assertEquals(
        clean, Outcome.reading(marked.getBytes(StandardCharsets.UTF_8), "derive", "-").output());
  }

  @Test
  void aFaultOfOursIsOneSentence() {
    var fault = Worker.internal(new IllegalStateException("first line\nsecond line"));
    assertEquals(
        "internal error: first line; please report it with the formula", fault.getMessage());
  }

  @Test
  void foldersAndUnreadableFilesAreNamed(@TempDir Path folder) throws IOException {
    Outcome directory = Outcome.of("derive", folder.toString());
    assertClear(directory, ExitCode.BAD_INPUT);
    assertTrue(directory.messages().contains("is a folder"), directory.messages());
    assertClear(Outcome.of("derive", folder.resolve("none.txt").toString()), ExitCode.BAD_INPUT);
    Path empty = Files.createFile(folder.resolve("empty.txt"));
    Outcome nothing = Outcome.of("derive", empty.toString());
    assertClear(nothing, ExitCode.BAD_INPUT);
    assertTrue(nothing.messages().contains("no formula"), nothing.messages());
    Path secret = Files.writeString(folder.resolve("secret.txt"), "x^2\n");
    if (secret.toFile().setReadable(false) && !Files.isReadable(secret)) {
      Outcome closed = Outcome.of("derive", secret.toString());
      assertClear(closed, ExitCode.BAD_INPUT);
      assertTrue(closed.messages().contains("no permission"), closed.messages());
    }
  }

  @Test
  void whereNothingCanBeWrittenNothingIsRun(@TempDir Path folder) throws IOException {
    Path sheet = Files.writeString(folder.resolve("sheet.nabla"), "derive x^2\n");
    Path absent = folder.resolve("none").resolve("x.md");
    Outcome nowhere = Outcome.of("run", sheet.toString(), "-o", absent.toString());
    assertClear(nowhere, ExitCode.BAD_INPUT);
    assertTrue(nowhere.messages().contains("there is no folder"), nowhere.messages());
    Outcome directory = Outcome.of("run", sheet.toString(), "-o", folder.toString());
    assertClear(directory, ExitCode.BAD_INPUT);
    assertTrue(directory.messages().contains("it is a folder"), directory.messages());
    Path written = folder.resolve("x.md");
    assertClear(Outcome.of("run", sheet.toString(), "-o", written.toString()), ExitCode.DONE);
    assertTrue(Files.readString(written).contains("2x"), Files.readString(written));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void whatGoesWrongInASheetIsSaidWhereItsFileIsNotShown(@TempDir Path folder) throws IOException {
    Path sheet =
        Files.writeString(folder.resolve("s.nabla"), "let a = 1\nevaluate a +\nevaluate a\n");
    Path written = folder.resolve("x.txt");
    Outcome outcome = Outcome.of("run", sheet.toString(), "-o", written.toString());
    assertClear(outcome, ExitCode.BAD_INPUT);
    assertTrue(outcome.messages().contains("s.nabla:2:13: found the end"), outcome.messages());
    assertTrue(Files.readString(written).contains("a = 1"), Files.readString(written));
  }

  @Test
  void everyLineOfAFileIsAnsweredAndTheWorstCounts() {
    String lines = "\uFEFFx^2\r\n\r\n# a remark\r\n\tx^3\t\r\n1/0\r\nx^4\r\n";
    Outcome outcome = Outcome.reading(lines, "derive", "-", "--steps", "none");
    assertClear(outcome, ExitCode.BAD_INPUT);
    assertTrue(outcome.output().contains("d/dx[x²] = 2x"), outcome.output());
    assertTrue(outcome.output().contains("d/dx[x⁴] = 4x³"), outcome.output());
    assertTrue(outcome.messages().contains("standard input:5: division by zero"));
    assertClear(Outcome.reading("1/0\n1e9999999 x\nx\n", "derive", "-"), ExitCode.OVER_BUDGET);
    assertEquals(
        ExitCode.NOT_SHOWN, Outcome.reading("x = x\nx = 2x\nx = x\n", "check", "-").exitCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x --format pdf | --format is one of text, latex, markdown, html, json, not \"pdf\"",
        "x --steps=many | --steps is one of none, brief, full, not \"many\"",
        "--order 2 | a formula is missing",
        "x --jsonl | standard input"
      })
  void wrongOptionsAreNamed(String words, String sentence) {
    Outcome outcome = Outcome.of(("derive " + words).split(" ", -1));
    assertClear(outcome, ExitCode.BAD_INPUT);
    assertTrue(outcome.messages().contains(sentence), outcome.messages());
  }

  /// Sizes that no array has, and sizes of which no array fits a machine; letters may stand for
  /// any.
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "A in R^{1000000000 x 1000000000} # an array of 1000000000×1000000000 entries",
        "A in R^{10^9 x 10^9} # more than can be kept; write letters for such sizes",
        "A in R^{n x -1} # found a number of columns with a sign",
        "A in R^{n × −1} # found a number of columns with a sign",
        "A in R^{-1 x n} # found a number of rows with a sign",
        "A in R^{0 x n} # found 0 as a number of rows or columns",
        "x in R^{1.5} # found 1.5 as a size",
        "x in R^{10^9} # found an array of 1000000000×1, more than can be kept",
      })
  void sizesThatNoArrayHas(String where, String said) {
    Outcome outcome = Outcome.of("derive", "x^T A x", "--wrt", "x", "--where", where);
    assertClear(outcome, ExitCode.BAD_INPUT);
    assertTrue(outcome.messages().contains(said), outcome.messages());
    assertEquals("", outcome.output());
  }
}
