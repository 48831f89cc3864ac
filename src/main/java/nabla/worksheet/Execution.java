package nabla.worksheet;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.Formula;
import nabla.Nabla;
import nabla.answer.DataFiles;
import nabla.answer.ExitCode;
import nabla.answer.Report;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.read.Note;
import nabla.worksheet.Statement.Clause;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// Carries out statements one after the other, each on what those before it left.
final class Execution {

  private static final Pattern QUOTED = Pattern.compile("[\"“']?(.*?)[\"”']?");

  private final Sheet sheet;
  private final Asking asking;
  private final Evaluating evaluating;
  private final Stepping stepping;
  private final Path folder;

  Execution(Sheet sheet, Worksheet.Settings settings) {
    this.sheet = sheet;
    this.folder = settings.folder();
    this.asking = new Asking(sheet, settings);
    this.evaluating = new Evaluating(sheet);
    this.stepping = new Stepping(sheet);
  }

  /// The answer to a statement; null where it only says something.
  @Nullable Report run(Statement statement) {
    return switch (statement.kind()) {
      case DECLARE, ASSUME -> declare(statement.head());
      case LET -> define(statement.head());
      case GIVEN -> give(statement);
      case DERIVE, SIMPLIFY, CHECK, SHAPES -> asking.answer(statement);
      case EVALUATE -> evaluating.values(statement);
      case STEP -> stepping.step(statement);
      case SOLVE, DESCEND, PLOT, TABLE ->
          throw new NablaException(
              NablaException.Kind.UNSUPPORTED, statement.kind().word() + " is not carried out yet");
    };
  }

  private @Nullable Report declare(Clause facts) {
    try {
      Nabla.formula("0", sheet.context("0") + "; " + facts.text());
    } catch (NablaException error) {
      // The reader counts from the start of all facts; the sentence says enough by itself.
      throw new NablaException(
          error.kind(), String.valueOf(error.getMessage()), 1, facts.start() + 1, 1);
    }
    sheet.declare(facts.text());
    return null;
  }

  private Report define(Clause clause) {
    String text = clause.text().replaceFirst("^let\\s+", "");
    Formula definition = sheet.formula(text, clause.start());
    boolean again = sheet.define(definition, text);
    Report definitionReport = said(definition);
    return again
        ? with(definitionReport, definition.reading().name() + " is defined anew from here on")
        : definitionReport;
  }

  /// A definition as it was read.
  private static Report said(Formula definition) {
    return new Report(
        definition.toString(),
        List.of(new Report.Subject(Definitions.latex(definition))),
        definition.reading().notes().stream().map(Note::message).toList(),
        definition.writing(),
        () -> {
          JsonObject read = new JsonObject();
          read.addProperty("text", Definitions.text(definition));
          read.addProperty("latex", Definitions.latex(definition));
          return read;
        },
        ExitCode.DONE);
  }

  private static Report with(Report report, String remark) {
    return new Report(
        report.title(),
        List.of(report.blocks().getFirst(), new Report.Remark(remark, Report.Tone.WARNING)),
        report.notes(),
        report.writing(),
        report.json(),
        report.exitCode());
  }

  private @Nullable Report give(Statement statement) {
    String values = statement.head().text();
    Clause from = statement.clause("from");
    if (from != null) {
      Matcher file = QUOTED.matcher(from.text());
      String name = file.matches() ? folder.resolve(file.group(1)).toString() : from.text();
      values = DataFiles.read(values.equals("data") ? name : values + " = @" + name);
    }
    Map<Name, Expr> given;
    try {
      given = Nabla.values(values);
    } catch (NablaException error) {
      throw Sheet.at(error, statement.head().start());
    }
    given.forEach((name, value) -> sheet.give(name, Text.of(value), value.shape()));
    return null;
  }
}
