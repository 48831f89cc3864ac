package nabla.write;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page in a browser without a network.
class PageTest {

  private static final List<String> BROWSERS =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  @Test
  void formulasAreRendered(@TempDir Path folder) throws IOException, InterruptedException {
    String formulas = shown(folder, 1600);
    assertTrue(formulas.contains("class=\"katex\""), "KaTeX did not run");
    assertTrue(!formulas.contains("katex-error"), "KaTeX refused a formula");
    assertTrue(!formulas.contains("gray"), "there was room for the rules beside the lines");
  }

  @Test
  void rulesStandBelowTheirLinesWhereThePageIsNarrow(@TempDir Path folder)
      throws IOException, InterruptedException {
    String formulas = shown(folder, 500);
    assertTrue(formulas.contains("gray"), "no rule went below its line");
    assertTrue(!formulas.contains("katex-error"), "KaTeX refused a formula");
  }

  /// A fraction is higher than its line, which must not make a table scroll downwards; and paper
  /// does not scroll at all.
  @Test
  void tablesFitTheirPlace(@TempDir Path folder) throws IOException, InterruptedException {
    String wide = "x".repeat(200);
    Page page = Page.untitled("tables");
    page.html("<div class=\"table\"><table><tr><td>");
    page.html("<span class=\"inline\">\\frac{\\partial L}{\\partial W_{1}}</span></td><td>");
    page.html("<span class=\"inline\">(" + "1.2345678, ".repeat(60) + "1)</span></td></tr>");
    page.html("</table></div><div class=\"table\" id=\"wide\"><table><tr><td>" + wide);
    page.html("</td></tr></table></div>");
    Files.writeString(folder.resolve("page.html"), page.toString());
    String shown = dumped(folder, 900);
    assertTrue(shown.contains(".table { overflow-x: auto; overflow-y: hidden;"), shown);
    assertTrue(shown.contains("--shrink: 1;"), shown);
    assertTrue(shown.contains("--shrink: 0."), shown);
  }

  /// The page after its program ran in a window of this width.
  private static String shown(Path folder, int width) throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("page.html"),
        Derivations.html(
            DerivationsTest.SECOND, Steps.FULL, WriteOptions.DEFAULT, List.of("verified")));
    String shown = dumped(folder, width);
    return shown.substring(shown.indexOf("<body>"), shown.indexOf("<script>"));
  }

  private static String dumped(Path folder, int width) throws IOException, InterruptedException {
    String browser =
        BROWSERS.stream().filter(path -> Files.isExecutable(Path.of(path))).findFirst().orElse("");
    Assumptions.assumeFalse(browser.isEmpty(), "Chromium is not installed");
    Path file = folder.resolve("page.html");
    Process process =
        new ProcessBuilder(
                Stream.of(
                        browser,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--window-size=" + width + ",1000",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--host-resolver-rules=MAP * ~NOTFOUND",
                        "--dump-dom",
                        file.toUri().toString())
                    .toList())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return shown;
  }
}
