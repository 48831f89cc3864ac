package nabla.app;

import java.util.Locale;
import nabla.answer.JsonText;
import nabla.answer.LatexReport;
import nabla.answer.Report;
import nabla.answer.TextReport;

/// The forms an answer can take.
enum Format {
  TEXT,
  LATEX,
  MARKDOWN,
  HTML,
  JSON;

  /// The format that `--format` names.
  static Format of(Arguments arguments) {
    return valueOf(arguments.value(Option.FORMAT, "text").toUpperCase(Locale.ROOT));
  }

  /// A report in this form; every line ends with a line break.
  String write(Report report, Terminal terminal) {
    return switch (this) {
      case TEXT ->
          new TextReport(report.writing(), terminal.answers(), terminal.columns()).write(report);
      case LATEX -> new LatexReport(report.writing()).latex(report);
      case MARKDOWN -> new LatexReport(report.writing()).markdown(report);
      case HTML -> new LatexReport(report.writing()).page(report);
      case JSON -> JsonText.indented(report.json().get()) + "\n";
    };
  }
}
