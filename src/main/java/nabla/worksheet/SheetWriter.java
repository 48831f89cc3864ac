package nabla.worksheet;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import nabla.answer.Colours;
import nabla.answer.LatexReport;
import nabla.answer.Report;
import nabla.answer.TextReport;
import nabla.expr.NablaException;
import nabla.read.Diagnostics;
import nabla.write.Page;
import org.jspecify.annotations.Nullable;

/// Writes worksheets with their answers.
public final class SheetWriter {

  private final Answered answered;
  private final String file;
  private final boolean besides;
  private final List<Report.Picture> pictures = new ArrayList<>();

  /// @param file what the document is called in messages
  /// @param besides whether pictures go into files beside the document, where its form allows that;
  ///   else the document carries them
  public SheetWriter(Answered answered, String file, boolean besides) {
    this.answered = answered;
    this.file = file;
    this.besides = besides;
  }

  /// The document in a form.
  public String write(SheetFormat format) {
    return switch (format) {
      case TEXT -> text();
      case MARKDOWN -> markdown().replace("\n", answered.document().lineEnd());
      case HTML -> html();
      case LATEX -> latex();
      case JSON -> json();
    };
  }

  /// The pictures that go into files beside the document.
  public List<Report.Picture> pictures() {
    return besides ? List.copyOf(pictures) : List.of();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    Iterator<List<Answer>> blocks = answered.answers().iterator();
    for (Document.Part part : answered.document().parts()) {
      if (part instanceof Document.Prose prose) {
        text.append(prose.text().strip()).append("\n\n");
        continue;
      }
      for (Answer answer : blocks.next()) {
        text.append(answer(answer, Colours.NONE)).append('\n');
      }
    }
    return text.toString().stripTrailing() + "\n";
  }

  /// A statement with its answer below it, as a terminal shows it.
  public String answer(Answer answer, Colours colours) {
    StringBuilder text = new StringBuilder();
    text.append(colours.dim("> " + answer.text().strip())).append('\n');
    Report report = answer.report();
    if (report != null) {
      text.append(new TextReport(report.writing(), colours, 0).write(report));
      report.notes().forEach(note -> text.append(colours.dim("note: ")).append(note).append('\n'));
    }
    NablaException error = answer.error();
    if (error != null) {
      text.append(colours.error("error: ")).append(complaint(answer, error)).append('\n');
    }
    return text.toString();
  }

  /// `sheet.md:12:5: what is wrong`, with the line and a caret below. What went wrong, each with
  /// its place, for where the document itself is not shown.
  public List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    for (List<Answer> block : answered.answers()) {
      for (Answer answer : block) {
        NablaException error = answer.error();
        if (error != null) {
          complaints.add(complaint(answer, error));
        }
      }
    }
    return complaints;
  }

  private String complaint(Answer answer, NablaException error) {
    String[] lines = answer.text().split("\n", -1);
    int line = answer.line() + Math.max(0, error.line() - 1);
    boolean placed = error.line() >= 1 && error.line() <= lines.length;
    String shown = Diagnostics.render(answer.text(), error);
    String message = placed ? shown.substring(shown.indexOf(": ") + 2) : error.getMessage() + "";
    return file + ":" + line + ":" + (placed ? error.column() + ": " : " ") + message;
  }

  private String markdown() {
    StringBuilder text = new StringBuilder();
    Iterator<List<Answer>> blocks = answered.answers().iterator();
    for (Document.Part part : answered.document().parts()) {
      switch (part) {
        case Document.Prose prose -> text.append(prose.text());
        case Document.Block block -> {
          boolean fenced = !block.opening().isEmpty();
          text.append(fenced ? block.opening() : "```nabla").append('\n');
          block.lines().forEach(line -> text.append(line).append('\n'));
          text.append(fenced ? block.closing() : "```").append('\n');
          String answers = markdown(blocks.next());
          if (!answers.isEmpty()) {
            text.append('\n').append(Document.ANSWERS_BEGIN).append("\n\n").append(answers);
            text.append(Document.ANSWERS_END).append('\n');
          }
        }
      }
    }
    return text.toString();
  }

  private String markdown(List<Answer> answers) {
    StringBuilder text = new StringBuilder();
    for (Answer answer : answers) {
      Report report = answer.report();
      NablaException error = answer.error();
      if (report == null && error == null) {
        continue;
      }
      text.append("`").append(oneLine(answer.text())).append("`\n\n");
      if (report != null) {
        text.append(markdown(report, answer));
        text.append('\n');
        report.notes().forEach(note -> text.append("*Note: ").append(note).append("*\n\n"));
      }
      if (error != null) {
        text.append("```text\nerror: ").append(complaint(answer, error)).append("\n```\n\n");
      }
    }
    return text.toString();
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\n\\s*", " ").replace("`", "'");
  }

  /// The answer with its pictures as files beside the document, or, where there is no such place,
  /// in the document itself.
  private String markdown(Report report, Answer answer) {
    if (besides) {
      return new LatexReport(report.writing()).markdown(beside(report, answer));
    }
    String text = new LatexReport(report.writing()).markdown(report);
    for (Report.Block block : report.blocks()) {
      if (block instanceof Report.Picture picture) {
        String data =
            Base64.getEncoder().encodeToString(picture.svg().getBytes(StandardCharsets.UTF_8));
        String place = Pattern.quote("(" + picture.name() + ".svg)");
        text = text.replaceFirst(place, "(data:image/svg+xml;base64," + data + ")");
      }
    }
    return text;
  }

  /// Puts the pictures of an answer into files beside the document, each with a name of its own,
  /// which has the line in it: those of other statements may be called the same, and those of other
  /// rates of one descent.
  private Report beside(Report report, Answer answer) {
    List<Report.Block> blocks = new ArrayList<>();
    for (Report.Block block : report.blocks()) {
      blocks.add(block instanceof Report.Picture picture ? beside(picture, answer) : block);
    }
    return report.withBlocks(blocks);
  }

  private Report.Picture beside(Report.Picture picture, Answer answer) {
    String name = stem() + "-" + answer.line() + "-" + picture.name();
    String free = name;
    for (int i = 2; isTaken(free); i++) {
      free = name + "-" + i;
    }
    Report.Picture named = new Report.Picture(free, picture.description(), picture.svg());
    pictures.add(named);
    return named;
  }

  private boolean isTaken(String name) {
    return pictures.stream().anyMatch(other -> other.name().equals(name));
  }

  private String stem() {
    return file.replaceFirst("^.*[/\\\\]", "")
        .replaceFirst("\\.[^.]*$", "")
        .replaceAll("[^\\w-]+", "-");
  }

  private String html() {
    Page page = Page.untitled(title());
    Iterator<List<Answer>> blocks = answered.answers().iterator();
    for (Document.Part part : answered.document().parts()) {
      switch (part) {
        case Document.Prose prose -> page.html(ProseHtml.of(prose.text()));
        case Document.Block block -> blocks.next().forEach(answer -> add(answer, page));
      }
    }
    return page.toString();
  }

  private void add(Answer answer, Page page) {
    page.html(
        "<pre class=\"statement\" id=\"line-"
            + answer.line()
            + "\"><a href=\"#line-"
            + answer.line()
            + "\">"
            + answer.line()
            + "</a>"
            + Page.escaped(answer.text().strip())
            + "</pre>\n<div class=\"answer\">\n");
    Report report = answer.report();
    if (report != null) {
      new LatexReport(report.writing()).addTo(page, report);
      report
          .notes()
          .forEach(note -> page.html("<p class=\"note\">" + Page.escaped(note) + "</p>\n"));
    }
    if (!answer.uses().isEmpty()) {
      List<String> links = new ArrayList<>();
      answer
          .uses()
          .forEach((name, line) ->
              links.add("<a href=\"#line-" + line + "\">" + Page.escaped(name) + "</a>"));
      page.html("<p class=\"uses\">from " + String.join(", ", links) + "</p>\n");
    }
    NablaException error = answer.error();
    if (error != null) {
      page.html("<pre class=\"error\">" + Page.escaped(complaint(answer, error)) + "</pre>\n");
    }
    page.html("</div>\n");
  }

  /// The first heading, or the name of the file.
  private String title() {
    return answered.document().parts().stream()
        .filter(Document.Prose.class::isInstance)
        .flatMap(part -> ((Document.Prose) part).text().lines())
        .filter(line -> line.startsWith("# "))
        .map(line -> line.substring(2).strip())
        .findFirst()
        .orElse(file);
  }

  private String latex() {
    StringBuilder text = new StringBuilder();
    Iterator<List<Answer>> blocks = answered.answers().iterator();
    for (Document.Part part : answered.document().parts()) {
      switch (part) {
        case Document.Prose prose -> text.append(ProseLatex.of(prose.text()));
        case Document.Block block -> blocks.next().forEach(answer -> text.append(latex(answer)));
      }
    }
    return """
    % For LuaLaTeX or XeLaTeX, which take the letters of statements as they are.
    """
        + (besides ? "" : carried())
        + """
        \\documentclass{article}
        \\usepackage{amsmath,amssymb,svg,fontspec}
        \\IfFontExistsTF{DejaVu Sans Mono}{\\setmonofont{DejaVu Sans Mono}[Scale=0.85]}{}
        \\begin{document}
        """
        + text
        + "\\end{document}\n";
  }

  /// The files of the pictures, which the document then writes itself.
  private String carried() {
    StringBuilder text = new StringBuilder();
    for (Report.Picture picture : pictures) {
      text.append("\\begin{filecontents*}[overwrite]{" + picture.name() + ".svg}\n");
      text.append(picture.svg().strip()).append("\n\\end{filecontents*}\n");
    }
    return text.toString();
  }

  private String latex(Answer answer) {
    StringBuilder text = new StringBuilder();
    text.append("\\begin{verbatim}\n").append(ProseLatex.folded(answer.text().strip()));
    text.append("\n\\end{verbatim}\n");
    Report report = answer.report();
    if (report != null) {
      text.append(new LatexReport(report.writing()).document(beside(report, answer)));
    }
    NablaException error = answer.error();
    if (error != null) {
      text.append("\\begin{verbatim}\n").append(complaint(answer, error));
      text.append("\n\\end{verbatim}\n");
    }
    return text.append('\n').toString();
  }

  private String json() {
    JsonArray statements = new JsonArray();
    for (List<Answer> block : answered.answers()) {
      for (Answer answer : block) {
        JsonObject object = new JsonObject();
        object.addProperty("line", answer.line());
        object.addProperty("statement", answer.text().strip());
        JsonObject uses = new JsonObject();
        answer.uses().forEach(uses::addProperty);
        object.add("uses", uses);
        object.add("answer", answer.report() == null ? null : answer.report().json().get());
        object.add("error", error(answer));
        statements.add(object);
      }
    }
    JsonObject sheet = new JsonObject();
    sheet.addProperty("sheet", file);
    sheet.add("statements", statements);
    return new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .create()
            .toJson(sheet)
        + "\n";
  }

  private static @Nullable JsonObject error(Answer answer) {
    NablaException error = answer.error();
    if (error == null) {
      return null;
    }
    JsonObject detail = new JsonObject();
    detail.addProperty("kind", error.kind().name().toLowerCase(Locale.ROOT));
    detail.addProperty("message", error.getMessage());
    detail.addProperty("line", answer.line() + Math.max(0, error.line() - 1));
    detail.addProperty("column", Math.max(1, error.column()));
    return detail;
  }
}
