package nabla.worksheet.plot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import nabla.Nabla;
import nabla.answer.Report;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A picture as a browser shows it.
class PicturesInBrowserTest {

  private static final List<String> BROWSERS =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

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

  private static int red(int colour) {
    return colour >> 16 & 0xff;
  }

  private static int blue(int colour) {
    return colour & 0xff;
  }

  private static BufferedImage shown(Report.Picture picture, boolean dark, Path folder)
      throws IOException, InterruptedException {
    String browser =
        BROWSERS.stream().filter(path -> Files.isExecutable(Path.of(path))).findFirst().orElse("");
    Assumptions.assumeFalse(browser.isEmpty(), "Chromium is not installed");
    Path file = folder.resolve("picture.svg");
    Path screen = folder.resolve("screen.png");
    Files.writeString(file, picture.svg());
    new ProcessBuilder(
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--user-data-dir=" + folder.resolve("profile"),
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1),
            "--window-size=640,600",
            "--screenshot=" + screen,
            file.toUri().toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    BufferedImage image = ImageIO.read(screen.toFile());
    if (image == null) {
      throw new AssertionError("the browser made no picture");
    }
    return image;
  }
}
