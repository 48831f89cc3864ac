package nabla.worksheet.plot;

import java.util.List;

/// An `<svg>` element in the making. Places are in pixels of a picture [#WIDTH] wide, which a page
/// may show smaller.
final class Drawing {

  static final double WIDTH = 640;
  static final double TEXT = 14;

  /// Curves beyond these have the same colours with other dashes.
  private static final int COLOURS = 6;

  /// The same rules in each picture, for names that no other part of a page has. Colours are told
  /// apart by people who see few of them (after M. Okabe and K. Ito, "Color universal design",
  /// 2002), dashes by all. Alone in a file the picture brings its own background.
  private static final String STYLE =
      """
      .nabla-plot { display: block; width: 100%; max-width: 640px; height: auto; }
      .nabla-plot:root { color-scheme: light dark; color: CanvasText; background: Canvas; margin: auto; }
      .nabla-plot text { font-family: "Latin Modern Roman", "STIX Two Text", "Cambria", "Times New Roman", serif; fill: currentColor; }
      .nabla-variable { font-style: italic; }
      .nabla-grid { stroke: currentColor; stroke-opacity: 0.13; }
      .nabla-frame { fill: none; stroke: currentColor; stroke-opacity: 0.4; }
      .nabla-axis { stroke: currentColor; stroke-opacity: 0.6; }
      .nabla-asymptote { stroke: currentColor; stroke-opacity: 0.55; stroke-width: 0.9; stroke-dasharray: 4 4; }
      .nabla-level { fill: none; stroke: currentColor; stroke-width: 0.9; }
      .nabla-curve { fill: none; stroke: currentColor; stroke-width: 2; stroke-linejoin: round; stroke-linecap: butt; }
      .nabla-path { fill: none; stroke: currentColor; stroke-width: 1.4; }
      .nabla-mark { fill: none; stroke: currentColor; stroke-width: 2; }
      .nabla-head { fill: currentColor; stroke: none; }
      .nabla-open { fill: none; stroke: currentColor; stroke-width: 1.6; }
      .nabla-closed { fill: currentColor; stroke: none; }
      .nabla-ink0 { color: #0063b1; }
      .nabla-ink1 { color: #c24a00; }
      .nabla-ink2 { color: #007a58; }
      .nabla-ink3 { color: #9c3587; }
      .nabla-ink4 { color: #806600; }
      .nabla-ink5 { color: #4d4d4d; }
      .nabla-dash1 { stroke-dasharray: 9 4; }
      .nabla-dash2 { stroke-dasharray: 2.5 3; }
      .nabla-dash3 { stroke-dasharray: 10 3 2.5 3; }
      .nabla-dash4 { stroke-dasharray: 5 3; }
      .nabla-dash5 { stroke-dasharray: 14 3 2.5 3 2.5 3; }
      @media screen and (prefers-color-scheme: dark) {
      .nabla-ink0 { color: #6db7f2; }
      .nabla-ink1 { color: #ff9a57; }
      .nabla-ink2 { color: #4ccfa4; }
      .nabla-ink3 { color: #e79ad6; }
      .nabla-ink4 { color: #e3c64b; }
      .nabla-ink5 { color: #c4c4c4; }
      }
      """;

  private final StringBuilder content = new StringBuilder();

  /// The class of what belongs to the curve of this number.
  static String ink(int curve) {
    return "nabla-ink" + curve % COLOURS;
  }

  /// The classes of the line of the curve of this number.
  static String line(int curve) {
    int dash = (curve + curve / COLOURS) % COLOURS;
    return "nabla-curve " + ink(curve) + (dash == 0 ? "" : " nabla-dash" + dash);
  }

  /// With at most two decimals.
  static String number(double value) {
    long hundredths = Math.round(value * 100);
    if (hundredths % 100 == 0) {
      return Long.toString(hundredths / 100);
    }
    String digits = (hundredths < 0 ? "-" : "") + Math.abs(hundredths) / 100;
    long rest = Math.abs(hundredths) % 100;
    return digits + "." + (rest % 10 == 0 ? rest / 10 + "" : rest < 10 ? "0" + rest : "" + rest);
  }

  /// Text between tags or quotes.
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  Drawing line(double x1, double y1, double x2, double y2, String classes) {
    return element(
        "line",
        classes,
        "x1=\""
            + number(x1)
            + "\" y1=\""
            + number(y1)
            + "\" x2=\""
            + number(x2)
            + "\" y2=\""
            + number(y2)
            + "\"");
  }

  Drawing circle(Pixel center, double radius, String classes) {
    return element(
        "circle",
        classes,
        "cx=\""
            + number(center.x())
            + "\" cy=\""
            + number(center.y())
            + "\" r=\""
            + number(radius)
            + "\"");
  }

  Drawing rectangle(double x, double y, double width, double height, String classes) {
    return element(
        "rect",
        classes,
        "x=\""
            + number(x)
            + "\" y=\""
            + number(y)
            + "\" width=\""
            + number(width)
            + "\" height=\""
            + number(height)
            + "\"");
  }

  Drawing polygon(List<Pixel> corners, String classes) {
    StringBuilder points = new StringBuilder();
    for (Pixel corner : corners) {
      points.append(points.isEmpty() ? "" : " ");
      points.append(number(corner.x())).append(',').append(number(corner.y()));
    }
    return element("polygon", classes, "points=\"" + points + "\"");
  }

  /// One path through several pieces, each drawn without lifting the pen.
  ///
  /// @param more further attributes; empty for none
  Drawing path(List<List<Pixel>> pieces, String classes, String more) {
    StringBuilder path = new StringBuilder();
    for (List<Pixel> piece : pieces) {
      char command = 'M';
      for (Pixel point : piece) {
        path.append(command).append(number(point.x())).append(' ').append(number(point.y()));
        command = 'L';
      }
    }
    return path.isEmpty() ? this : element("path", classes, (more + " d=\"" + path + "\"").strip());
  }

  /// A line of text.
  ///
  /// @param anchor what `x` is: `start`, `middle` or `end`
  Drawing text(double x, double y, MathText text, double size, String anchor) {
    content
        .append("<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" font-size=\"")
        .append(number(size) + "\"" + (anchor.equals("start") ? "" : " text-anchor=\"" + anchor))
        .append(anchor.equals("start") ? ">" : "\">")
        .append(text.markup(size))
        .append("</text>\n");
    return this;
  }

  private Drawing element(String name, String classes, String attributes) {
    content.append('<').append(name).append(" class=\"").append(classes).append("\" ");
    content.append(attributes).append("/>\n");
    return this;
  }

  /// The whole element.
  String svg(double height, String title, String description) {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"nabla-plot\" role=\"img\" width=\""
        + number(WIDTH)
        + "\" height=\""
        + number(height)
        + "\" viewBox=\"0 0 "
        + number(WIDTH)
        + " "
        + number(height)
        + "\">\n<title>"
        + escaped(title)
        + "</title>\n<desc>"
        + escaped(description)
        + "</desc>\n<style>\n"
        + STYLE
        + "</style>\n"
        + content
        + "</svg>";
  }
}
