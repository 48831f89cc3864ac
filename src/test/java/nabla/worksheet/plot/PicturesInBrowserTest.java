package nabla.worksheet.plot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import nabla.Formula;
import nabla.Nabla;
import nabla.answer.Report;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A picture as a browser shows it.
class PicturesInBrowserTest {

  private static final List<String> BROWSERS =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  /// Puts into the title which texts leave the picture, and which run into each other.
  private static final String MEASURE =
      """
      <script>
      const found = [], boxes = [...document.querySelectorAll('text')].map(text => {
        const box = text.getBBox();
        if (box.x < 0 || box.x + box.width > 640) found.push(text.textContent);
        return {box, says: text.textContent};
      });
      const lines = [...document.querySelectorAll('line')].filter(line => line.getBBox().width == 30);
      for (const {box, says} of boxes) {
        for (const other of [...boxes, ...lines.map(line => ({box: line.getBBox(), says: 'line'}))]) {
          if (other.box !== box && other.box.width
              && box.x < other.box.x + other.box.width && other.box.x < box.x + box.width
              && box.y + 3 < other.box.y + other.box.height - 3
              && other.box.y + 3 < box.y + box.height - 3) found.push(says + ' over ' + other.says);
        }
      }
      document.title = JSON.stringify(found);
      </script>
      """;

  /// Alone in a file, on the background of the scheme, the first curve has its colour at its
  /// middle.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theCurveIsSeen(boolean dark, @TempDir Path folder) throws IOException, InterruptedException {
    Report.Picture picture =
        FunctionPlot.of("line", List.of(Nabla.formula("3 + x/10^9")), "x", -1, 1);
    Svg svg = Svg.of(picture);
    List<Pixel> line = svg.pieces("nabla-ink0").getFirst();
    Pixel middle = line.getFirst().towards(line.getLast(), 0.47);
    BufferedImage shown = shown(picture, dark, folder);
    int ink = shown.getRGB((int) middle.x(), (int) Math.round(middle.y()));
    int paper = shown.getRGB((int) middle.x() + 3, (int) Math.round(middle.y()) + 40);
    assertTrue(blue(ink) > red(ink) + 60, Integer.toHexString(ink));
    assertTrue(dark ? red(paper) < 60 : red(paper) > 240, Integer.toHexString(paper));
  }

  /// With the letters that the browser falls back on, which are wider than those of most systems.
  @ParameterizedTest
  @MethodSource("pictures")
  void noTextIsCutOrRunsIntoAnother(Report.Picture picture, @TempDir Path folder)
      throws IOException, InterruptedException {
    Path file = folder.resolve("picture.html");
    Files.writeString(file, "<body>" + picture.svg() + MEASURE);
    String dom = browsed(folder, "--dump-dom", file.toUri().toString());
    assertTrue(dom.contains("<title>[]</title>"), dom.substring(dom.indexOf("<title>[")));
  }

  static List<Report.Picture> pictures() {
    Formula quadratic = Nabla.formula("g = 3u^2 + 2u v + v^2 - 4u");
    double[][] steps = {{0, 0}, {0.4, 0}, {0.56, -0.08}};
    Formula narrow = Nabla.formula("g = (1 - u)^2 + 100(v - u^2)^2");
    double[][] near = {{-1, 1}, {-0.996, 1}, {-0.994, 0.997}};
    double[] growing = {0, 250, -125, 437.5, -406.25, 859.375, -1039.0625, 1808.59};
    String long1 = "sin(x) cos(x) e^(-x^2) + ln(1 + x^2) - (x^3 + 2x^2 + 3x - 7)/(x^2 + 1)";
    return List.of(
        FunctionPlot.of("a", List.of(Nabla.formula("10^(-9) x")), "x", 0, 1),
        FunctionPlot.of("b", List.of(Nabla.formula("x")), "x", -1e6, 1e6),
        FunctionPlot.of("c", List.of(Nabla.formula("x^2")), "x", 1000000.1, 1000000.2),
        FunctionPlot.of("d", List.of(Nabla.formula(long1 + " + tan(x + 5)")), "x", 0, 1),
        PathPlot.onCurve("e", Nabla.formula("L = 1/2 (w - 100)^2"), "w", growing, 40),
        PathPlot.onContours("f", quadratic, List.of("u", "v"), steps, 2),
        PathPlot.onContours("g", narrow, List.of("u", "v"), near, 2));
  }

  private static int red(int colour) {
    return colour >> 16 & 0xff;
  }

  private static int blue(int colour) {
    return colour & 0xff;
  }

  private static BufferedImage shown(Report.Picture picture, boolean dark, Path folder)
      throws IOException, InterruptedException {
    Path file = folder.resolve("picture.svg");
    Path screen = folder.resolve("screen.png");
    Files.writeString(file, picture.svg());
    browsed(
        folder,
        "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1),
        "--window-size=640,600",
        "--screenshot=" + screen,
        file.toUri().toString());
    BufferedImage image = ImageIO.read(screen.toFile());
    if (image == null) {
      throw new AssertionError("the browser made no picture");
    }
    return image;
  }

  /// What the browser says.
  private static String browsed(Path folder, String... arguments)
      throws IOException, InterruptedException {
    String browser =
        BROWSERS.stream().filter(path -> Files.isExecutable(Path.of(path))).findFirst().orElse("");
    Assumptions.assumeFalse(browser.isEmpty(), "Chromium is not installed");
    List<String> command = new ArrayList<>();
    command.addAll(List.of(browser, "--headless", "--no-sandbox", "--disable-gpu"));
    command.addAll(List.of("--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND"));
    command.add("--user-data-dir=" + folder.resolve("profile"));
    command.addAll(List.of(arguments));
    Path said = folder.resolve("said.txt");
    new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .redirectOutput(said.toFile())
        .start()
        .waitFor();
    return Files.readString(said);
  }
}
