package nabla.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import nabla.answer.ExitCode;
import nabla.answer.OptionValues;
import nabla.answer.Report;
import nabla.worksheet.Answered;
import nabla.worksheet.SheetFormat;
import nabla.worksheet.SheetWriter;
import nabla.worksheet.Worksheet;
import org.jspecify.annotations.Nullable;

/// `nabla run` and `nabla watch`.
final class Running {
  private static final long LOOK_EVERY_MILLISECONDS = 200;

  private final Arguments arguments;
  private final InputStream input;
  private final PrintStream output;
  private final PrintStream messages;
  private final Terminal terminal;
  private final Interruption interruption = new Interruption();

  Running(
      Arguments arguments,
      InputStream input,
      PrintStream output,
      PrintStream messages,
      Terminal terminal) {
    this.arguments = arguments;
    this.input = input;
    this.output = output;
    this.messages = messages;
    this.terminal = terminal;
  }

  /// Runs every document; the exit code of the worst answer.
  int run() {
    if (arguments.words().size() > 1 && !arguments.outputFile().isEmpty()) {
      return complain("--output takes the answers to one worksheet, and there are several");
    }
    int worst = ExitCode.DONE;
    for (String word : arguments.words()) {
      int exitCode = arguments.command() == Command.WATCH ? watch(word) : run(word);
      worst = Math.max(worst, exitCode);
      if (interruption.isRequested()) {
        return worst;
      }
    }
    return worst;
  }

  /// Runs a document now and whenever it has changed, until the process is ended.
  private int watch(String word) {
    if (word.equals("-")) {
      return complain("standard input does not change; watch takes a file");
    }
    FileTime seen = null;
    while (true) {
      try {
        if (seen != null && !Files.exists(Path.of(word))) {
          Thread.sleep(LOOK_EVERY_MILLISECONDS); // an editor is putting a new file in its place
          continue;
        }
        FileTime now = Files.getLastModifiedTime(Path.of(word));
        if (!now.equals(seen)) {
          seen = now;
          run(word);
          output.flush();
          if (interruption.isRequested()) {
            return ExitCode.DONE;
          }
          messages.println(terminal.messages().dim("watching " + word + "; Ctrl-C ends this"));
          messages.flush();
        }
        Thread.sleep(LOOK_EVERY_MILLISECONDS);
      } catch (IOException | InvalidPathException gone) {
        return complain("the file " + word + " cannot be read");
      } catch (InterruptedException end) {
        Thread.currentThread().interrupt();
        return ExitCode.DONE;
      }
    }
  }

  private int run(String word) {
    String text;
    Path file;
    try {
      file = Path.of(word.equals("-") ? "standard input" : word);
      text = decoded(word.equals("-") ? input.readAllBytes() : Files.readAllBytes(file));
    } catch (CharacterCodingException foreign) {
      return complain(word + " is no text in UTF-8");
    } catch (IOException | InvalidPathException absent) {
      return complain("the file " + word + " cannot be read");
    }
    boolean markdown = word.matches("(?i).*\\.(md|markdown)");
    Worksheet sheet = Worksheet.of(text, markdown);
    if (!sheet.hasStatements()) {
      return complain("there is no block ```nabla in " + word);
    }
    String target = arguments.outputFile();
    String unwritable = target.isEmpty() ? null : unwritable(target);
    if (unwritable != null) {
      return cannotWrite(target, unwritable);
    }
    Path folder = word.equals("-") ? Path.of("") : folder(file);
    TrainingDisplay display = new TrainingDisplay(messages, terminal, interruption);
    Worksheet.Settings settings =
        new Worksheet.Settings(
            folder,
            arguments.has(Option.ASCII),
            OptionValues.steps(arguments.value(Option.STEPS, "")),
            OptionValues.timeout(arguments.value(Option.TIMEOUT, "10")),
            arguments.value(Option.TIMEOUT, "").isEmpty()
                ? Worksheet.Settings.NO_LIMIT
                : OptionValues.timeout(arguments.value(Option.TIMEOUT, "")),
            display.watch());
    interruption.begin();
    Answered answered = sheet.run(settings, answer -> {});
    interruption.end();
    display.clear();
    int exitCode = write(answered, file.toString(), format(markdown || Worksheet.isMarkdown(text)));
    interruption.over();
    return exitCode;
  }

  private static Path folder(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  private static String decoded(byte[] bytes) throws CharacterCodingException {
    String text =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(bytes))
            .toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /// A document keeps its form unless another is asked for.
  private SheetFormat format(boolean markdown) {
    String asked = arguments.value(Option.FORMAT, markdown ? "markdown" : "text");
    return SheetFormat.valueOf(asked.toUpperCase(Locale.ROOT));
  }

  private int write(Answered answered, String name, SheetFormat format) {
    String target = arguments.outputFile();
    if (target.isEmpty()) {
      output.print(new SheetWriter(answered, name, false).write(format));
      output.flush();
      return answered.exitCode();
    }
    try {
      OutputFile file = OutputFile.of(Path.of(target));
      SheetWriter writer = new SheetWriter(answered, name, !file.direct());
      String document = writer.write(format);
      for (Report.Picture picture : writer.pictures()) {
        OutputFile.of(folder(Path.of(target)).resolve(picture.name() + ".svg"))
            .write(picture.svg());
      }
      file.write(document);
      writer
          .complaints()
          .forEach(each -> messages.println(terminal.messages().error("nabla: ") + each));
      messages.flush();
      return answered.exitCode();
    } catch (FileSystemException failure) {
      return cannotWrite(target, failure.getReason());
    } catch (IOException failure) {
      return cannotWrite(target, failure.getMessage());
    }
  }

  /// Why nothing can be written in a place; null where it can.
  private static @Nullable String unwritable(String target) {
    try {
      return OutputFile.of(Path.of(target)).unwritable();
    } catch (FileSystemException failure) {
      return failure.getReason() == null ? "there is no such place" : failure.getReason();
    } catch (IOException | InvalidPathException failure) {
      return "no file can be written there";
    }
  }

  private int cannotWrite(String target, @Nullable String reason) {
    return complain("cannot write to " + target + (reason == null ? "" : ": " + reason));
  }

  private int complain(String sentence) {
    messages.println(terminal.messages().error("nabla: ") + sentence);
    messages.flush();
    return ExitCode.BAD_INPUT;
  }
}
