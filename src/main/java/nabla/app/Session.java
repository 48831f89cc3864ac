package nabla.app;

import com.google.gson.JsonNull;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import nabla.answer.Answering;
import nabla.answer.Complaint;
import nabla.answer.ExitCode;
import nabla.answer.JsonText;
import nabla.answer.LatexReport;
import nabla.answer.Located;
import nabla.answer.Reply;
import nabla.answer.Report;
import nabla.answer.Request;
import nabla.answer.Worker;
import nabla.expr.NablaException;
import nabla.write.Page;
import org.jspecify.annotations.Nullable;

/// One call of a command that is about formulas: asks them one after the other, and writes each
/// answer as soon as it is known.
final class Session {
  private final Arguments arguments;
  private final InputStream input;
  private final PrintStream standardOutput;
  private final PrintStream messages;
  private final Terminal terminal;

  /// Several answers make one page; null where each stands by itself.
  private @Nullable Page page;

  Session(
      Arguments arguments,
      InputStream input,
      PrintStream output,
      PrintStream messages,
      Terminal terminal) {
    this.arguments = arguments;
    this.input = input;
    this.standardOutput = output;
    this.messages = messages;
    this.terminal = terminal;
  }

  /// Answers everything; the exit code of the worst answer.
  int run() {
    String file = arguments.outputFile();
    if (file.isEmpty()) {
      return answer(standardOutput, terminal);
    }
    try (PrintStream output =
        new PrintStream(Files.newOutputStream(Path.of(file)), false, StandardCharsets.UTF_8)) {
      int exitCode = answer(output, terminal.withAnswersToAFile());
      if (output.checkError()) {
        throw new IOException();
      }
      return exitCode;
    } catch (IOException | java.nio.file.InvalidPathException failure) {
      messages.println("nabla: cannot write to " + file);
      return ExitCode.BAD_INPUT;
    }
  }

  private int answer(PrintStream output, Terminal shown) {
    try {
      if (arguments.has(Option.JSONL)) {
        return new JsonLines(arguments, input, output).serve();
      }
      return answerAll(output, shown);
    } catch (NablaException refused) {
      messages.println("nabla: " + refused.getMessage());
      return ExitCode.of(refused.kind());
    } catch (IOException | UncheckedIOException failure) {
      messages.println("nabla: cannot read the input: " + reason(failure));
      return ExitCode.BAD_INPUT;
    }
  }

  private static String reason(Exception failure) {
    return switch (failure) {
      case UncheckedIOException wrapped -> String.valueOf(wrapped.getMessage());
      case AccessDeniedException denied -> "there is no permission to read " + denied.getFile();
      default -> String.valueOf(failure.getMessage());
    };
  }

  private int answerAll(PrintStream output, Terminal shown) throws IOException {
    Format format = Format.of(arguments);
    boolean several = arguments.words().size() > 1 || Formulas.areElsewhere(arguments.words());
    boolean array = several && format == Format.JSON;
    page = several && format == Format.HTML ? new Page("Nabla") : null;
    int worst = ExitCode.DONE;
    boolean first = true;
    try (Formulas formulas = new Formulas(arguments.words(), input)) {
      for (Iterator<Located> rest = formulas.iterator(); rest.hasNext(); first = false) {
        Located formula = rest.next();
        output.print(
            first ? (array ? "[\n" : "") : array ? ",\n" : several && page == null ? "\n" : "");
        if (several && format == Format.TEXT && !arguments.command().saysItsFormula()) {
          output.println(shown.answers().dim(formula.text().strip()));
        }
        worst = Math.max(worst, answer(formula, format, output, shown));
        if (output.checkError()) {
          return worst; // nobody reads on
        }
      }
    }
    if (first && !array) {
      messages.println("nabla: there is no formula in the input");
      return ExitCode.BAD_INPUT;
    }
    output.print(array ? (first ? "[]\n" : "]\n") : page == null ? "" : page);
    return worst;
  }

  private int answer(Located formula, Format format, PrintStream output, Terminal shown) {
    try {
      Request request = Requests.of(formula.text(), arguments);
      Written written = Worker.run(request.timeout(), () -> written(request, format, shown));
      for (String note : written.report().notes()) {
        messages.println(terminal.messages().dim("note: ") + note);
      }
      messages.flush();
      output.print(written.text());
      output.flush();
      if (page != null) {
        new LatexReport(written.report().writing()).addTo(page, written.report());
      }
      NablaException refusal = written.report().refusal();
      if (refusal != null && format != Format.JSON) {
        complain(formula, refusal);
      }
      return written.report().exitCode();
    } catch (NablaException refused) {
      if (format == Format.JSON) {
        output.print(JsonText.indented(Reply.error(JsonNull.INSTANCE, refused)) + "\n");
      } else {
        complain(formula, refused);
      }
      return ExitCode.of(refused.kind());
    }
  }

  /// A report and its text, which is part of the work that is limited.
  private record Written(Report report, String text) {}

  private Written written(Request request, Format format, Terminal shown) {
    Report report = Answering.answer(arguments.command().question(), request);
    return new Written(report, page == null ? format.write(report, shown) : "");
  }

  private void complain(Located formula, NablaException refused) {
    messages.println(terminal.messages().error("nabla: ") + Complaint.of(formula, refused));
    messages.flush();
  }
}
