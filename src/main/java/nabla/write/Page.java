package nabla.write;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One self-contained HTML file whose formulas KaTeX shows: its program, its styles and its fonts
/// are in the file, so no network is needed. Without scripts the LaTeX source is seen.
public final class Page {

  private static final String KATEX = "/META-INF/resources/webjars/katex/0.18.11/dist/";

  /// The sources of one font in the style sheet, of which browsers need the first only.
  private static final Pattern FONT =
      Pattern.compile(
          "url\\((fonts/[A-Za-z0-9_-]+\\.woff2)\\) format\\(\"woff2\"\\)(,url\\([^)]*\\)"
              + " format\\(\"[a-z]+\"\\))*");

  private static final String STYLE =
      """
      body { font-family: Georgia, serif; margin: 2em auto; max-width: 70em; padding: 0 1em; color: #1b1b1b; }
      h1 { font-size: 1.6em; font-weight: normal; }
      h2 { font-size: 1.25em; }
      pre { overflow-x: auto; overflow-y: hidden; font-size: 0.9em; }
      .table { overflow-x: auto; overflow-y: hidden; margin: 1em 0; padding-bottom: 0.3em; }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
      th, td { padding: 0.25em 0.9em 0.25em 0; text-align: left; font-weight: normal; }
      thead tr { border-bottom: 1px solid currentColor; }
      figure { margin: 1em 0; }
      figure svg { max-width: 100%; }
      figcaption { font-size: 0.9em; opacity: 0.8; }
      a { color: #1a4fa0; }
      .formula { overflow-x: auto; overflow-y: hidden; margin: 1em 0; padding-bottom: 0.3em; white-space: pre-wrap; }
      .formula .katex-display { margin: 0; text-align: left; }
      .formula .katex-display > .katex { text-align: left; }
      .statement { margin: 1.6em 0 0.3em; padding: 0.2em 0.6em; border-left: 3px solid #8a8f98;
        white-space: pre-wrap; overflow-wrap: anywhere; }
      .statement a { color: inherit; float: right; margin-left: 1em; opacity: 0.6; text-decoration: none; }
      .uses { font-size: 0.85em; opacity: 0.75; margin: 0.2em 0; }
      .error { border-left: 3px solid #c0392b; padding: 0.2em 0.6em; white-space: pre-wrap; }
      .note { font-size: 0.9em; font-style: italic; }
      .answer { padding-left: 0.9em; }
      @page { margin: 15mm; }
      @media print {
        body { max-width: none; margin: 0; padding: 0; }
        .statement, h1, h2 { break-after: avoid; }
        .statement, .formula, figure, tr { break-inside: avoid; }
        pre { white-space: pre-wrap; }
        pre, .table, .formula { overflow: visible; }
        table, .katex-display { zoom: var(--shrink, 1); }
      }
      @media screen and (prefers-color-scheme: dark) {
        html { color-scheme: dark; }
        body { background: #16181b; color: #e6e6e6; }
        a { color: #8ab4f8; }
      }
      """;

  /// Where a derivation is wider than the window, each rule stands below its line; a line that is
  /// still too wide scrolls by itself. Paper does not scroll: what is wider than a sheet of A4 (180
  /// mm between the margins, of which an answer has 660 pixels) is printed smaller. A full stop
  /// after a formula stays in its line: it goes into the last part of it that does not break.
  private static final String RENDER =
      """
      const paper = 660;
      const sources = new Map();
      for (const place of document.querySelectorAll(".formula, .inline")) {
        sources.set(place, place.textContent);
      }
      const marks = new Map();
      for (const place of document.querySelectorAll(".inline")) {
        const next = place.nextSibling;
        const found = next instanceof Text && /^[.,;:!?)]+/.exec(next.data);
        if (found) {
          marks.set(place, found[0]);
          next.data = next.data.slice(found[0].length);
        }
      }
      function mark(place) {
        if (!marks.has(place)) return;
        const sign = document.createElement("span");
        sign.textContent = marks.get(place);
        sign.style.font = getComputedStyle(place).font;
        (place.querySelector(".katex-html > :last-child") ?? place).append(sign);
      }
      function render(place, latex) {
        const displayMode = place.className === "formula";
        const breaks = !displayMode && !latex.includes("\\\\text");
        const written = breaks ? latex.replaceAll(", ", ",\\\\allowbreak ") : latex;
        katex.render(written, place, { displayMode, throwOnError: false, maxExpand: 1000000 });
        mark(place);
      }
      const begin = "\\\\begin{aligned}\\n", next = " \\\\\\\\\\n", end = "\\n\\\\end{aligned}";
      function rulesBelow(latex) {
        if (!latex.startsWith(begin) || !latex.endsWith(end)) return latex;
        const lines = latex.slice(begin.length, -end.length).split(next).map(line => {
          const [formula, ...columns] = line.split(" && ");
          return columns.length === 0
            ? formula
            : formula + next + " &\\\\qquad{\\\\small\\\\textcolor{gray}{" + columns.join("\\\\quad ") + "}}";
        });
        return begin + lines.join(next) + end;
      }
      function fit() {
        for (const [place, latex] of sources) {
          render(place, latex);
          if (place.scrollWidth > place.clientWidth) render(place, rulesBelow(latex));
        }
        for (const place of document.querySelectorAll(".formula, .table")) {
          place.style.width = paper + "px";
          const part = Math.min(1, paper / place.scrollWidth);
          place.style.width = "";
          place.style.setProperty("--shrink", part);
        }
      }
      fit();
      document.fonts.ready.then(fit);
      let width = innerWidth, waiting = 0;
      addEventListener("resize", () => {
        clearTimeout(waiting);
        if (innerWidth !== width) waiting = setTimeout(() => { width = innerWidth; fit(); }, 100);
      });
      """;

  private final String title;
  private final StringBuilder body = new StringBuilder();

  /// An empty page.
  public Page(String title) {
    this.title = title;
    body.append("<h1>").append(escaped(title)).append("</h1>\n");
  }

  private Page(String title, String body) {
    this.title = title;
    this.body.append(body);
  }

  /// An empty page that shows its title nowhere but in the window's frame.
  public static Page untitled(String title) {
    return new Page(title, "");
  }

  /// Adds a displayed formula in LaTeX.
  public Page formula(String latex) {
    body.append("<div class=\"formula\">").append(escaped(latex)).append("</div>\n");
    return this;
  }

  /// Adds a paragraph of plain text.
  public Page paragraph(String text) {
    return paragraph(List.of(words(text)));
  }

  /// Adds a paragraph of words and formulas.
  public Page paragraph(List<Inline> pieces) {
    body.append("<p>");
    pieces.forEach(piece -> body.append(piece.html));
    body.append("</p>\n");
    return this;
  }

  /// A part of a paragraph.
  public static final class Inline {
    private final String html;

    private Inline(String html) {
      this.html = html;
    }
  }

  /// Plain words.
  public static Inline words(String text) {
    return new Inline(escaped(text));
  }

  /// A formula of LaTeX within a line.
  public static Inline inline(String latex) {
    return new Inline("<span class=\"inline\">" + escaped(latex) + "</span>");
  }

  /// Adds a table; each cell has words and formulas.
  public Page table(List<List<Inline>> heading, List<List<List<Inline>>> rows) {
    body.append("<div class=\"table\"><table>\n<thead>");
    row(heading, "th");
    body.append("</thead>\n<tbody>\n");
    rows.forEach(row -> row(row, "td"));
    body.append("</tbody>\n</table></div>\n");
    return this;
  }

  private void row(List<List<Inline>> cells, String tag) {
    body.append("<tr>");
    for (List<Inline> cell : cells) {
      body.append('<').append(tag).append('>');
      cell.forEach(piece -> body.append(piece.html));
      body.append("</").append(tag).append('>');
    }
    body.append("</tr>\n");
  }

  /// Adds a picture.
  ///
  /// @param svg an `<svg>` element, which is put in as it is
  /// @param description what it shows, in words
  public Page picture(String svg, String description) {
    body.append("<figure>").append(svg);
    body.append("<figcaption>").append(escaped(description)).append("</figcaption></figure>\n");
    return this;
  }

  /// Adds a part of HTML as it is; formulas in it stand in elements of class `inline` or `formula`.
  public Page html(String html) {
    body.append(html);
    return this;
  }

  /// Adds a program, line by line as it stands.
  public Page program(String code) {
    body.append("<pre>").append(escaped(code)).append("</pre>\n");
    return this;
  }

  /// The whole file.
  @Override
  public String toString() {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
        + escaped(title)
        + "</title>\n<style>\n"
        + styles()
        + "\n"
        + STYLE
        + "</style>\n</head>\n<body>\n"
        + body
        + "<script>\n"
        + new String(resource("katex.min.js"), StandardCharsets.UTF_8)
            .replace("</script", "<\\/script")
        + "\n"
        + RENDER
        + "</script>\n</body>\n</html>\n";
  }

  private static String styles() {
    Matcher fonts = FONT.matcher(new String(resource("katex.min.css"), StandardCharsets.UTF_8));
    return fonts.replaceAll(font ->
        "url(data:font/woff2;base64,"
            + Base64.getEncoder().encodeToString(resource(font.group(1)))
            + ") format(\"woff2\")");
  }

  private static byte[] resource(String name) {
    try (InputStream stream = Page.class.getResourceAsStream(KATEX + name)) {
      if (stream == null) {
        throw new IllegalStateException("KaTeX's " + name + " is not on the class path");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Text as HTML writes it.
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
