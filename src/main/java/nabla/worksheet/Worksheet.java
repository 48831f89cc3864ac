package nabla.worksheet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nabla.Nabla;
import nabla.answer.Report;
import nabla.answer.Worker;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.worksheet.training.Watch;
import nabla.write.Steps;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// A document with formulas, to be run from top to bottom. What is wrong in a statement is an error
/// of that statement; the others run.
public final class Worksheet {

  private final Document document;

  private Worksheet(Document document) {
    this.document = document;
  }

  /// Reads a document: Markdown whose fences marked `nabla` hold statements, or statements alone.
  ///
  /// @param markdown whether it is Markdown, whatever stands in it
  public static Worksheet of(String text, boolean markdown) {
    return new Worksheet(
        markdown || Document.isMarkdown(text)
            ? Document.ofMarkdown(text)
            : Document.ofStatements(text));
  }

  /// Whether a text is Markdown with statements in it.
  public static boolean isMarkdown(String text) {
    return Document.isMarkdown(text);
  }

  /// Whether there is anything to run.
  public boolean hasStatements() {
    return document.hasStatements();
  }

  Document document() {
    return document;
  }

  /// How a worksheet is run.
  ///
  /// @param folder where the files that it names lie
  /// @param ascii whether text is to be ASCII
  /// @param steps how much of the derivations to show; null for what suits each
  /// @param timeout the time that each statement may take
  /// @param trainingTime the time that each training may take
  /// @param watch who looks at trainings
  public record Settings(
      Path folder,
      boolean ascii,
      @Nullable Steps steps,
      Duration timeout,
      Duration trainingTime,
      Watch watch) {

    /// Trainings end by their epochs, whatever time they take.
    public static final Duration NO_LIMIT = Duration.ofDays(365);

    private static final Pattern QUOTED = Pattern.compile("[\"“']?(.*?)[\"”']?");

    /// Trainings that nobody looks at.
    public Settings(Path folder, boolean ascii, @Nullable Steps steps, Duration timeout) {
      this(folder, ascii, steps, timeout, NO_LIMIT, Watch.NONE);
    }

    /// The file that a part of a statement names.
    Path file(Statement.Clause clause) {
      Matcher quoted = QUOTED.matcher(clause.text());
      return quoted.matches() ? folder.resolve(quoted.group(1)) : Path.of(clause.text());
    }

    Duration time(Kind kind) {
      return kind == Kind.TRAIN ? trainingTime : timeout;
    }
  }

  /// Runs all statements.
  ///
  /// @param progress hears of each answer as soon as it is known
  public Answered run(Settings settings, Consumer<Answer> progress) {
    Sheet sheet = new Sheet();
    List<List<Read>> blocks = read(sheet, settings);
    sheet.expectWords();
    Execution execution = new Execution(sheet, settings);
    List<List<Answer>> answers = new ArrayList<>();
    for (List<Read> block : blocks) {
      List<Answer> answered = new ArrayList<>();
      for (Read statement : block) {
        Answer answer = statement.answer(sheet, execution, settings);
        progress.accept(answer);
        answered.add(answer);
      }
      answers.add(answered);
    }
    return new Answered(document, answers);
  }

  /// A statement as it was read, or why it was not.
  private record Read(
      StatementReader.Lines lines, @Nullable Statement statement, @Nullable NablaException error) {

    Read withPlainLayers() {
      boolean general = statement != null && statement.kind() == Kind.ALGORITHM;
      return general ? this : with(LayerLabels::plain);
    }

    Read with(UnaryOperator<String> texts) {
      return statement == null ? this : new Read(lines, statement.with(texts), error);
    }

    Answer answer(Sheet sheet, Execution execution, Settings settings) {
      String text = lines.text();
      sheet.begin(lines.line());
      if (statement == null) {
        sheet.withdraw(Withdrawals.change(text));
        return new Answer(text, lines.line(), null, Map.of(), error);
      }
      try {
        Optional<Report> report =
            Worker.run(
                settings.time(statement.kind()),
                () -> Optional.ofNullable(execution.run(statement)));
        NablaException refusal = report.map(Report::refusal).orElse(null);
        // What only says something is not from anywhere.
        Map<String, Integer> uses = report.isEmpty() ? Map.of() : sheet.uses(statement);
        return new Answer(text, lines.line(), report.orElse(null), uses, refusal);
      } catch (NablaException refused) {
        sheet.withdraw(Withdrawals.change(text));
        return new Answer(text, lines.line(), null, Map.of(), statement.placed(refused));
      }
    }
  }

  private List<List<Read>> read(Sheet sheet, Settings settings) {
    List<List<Read>> blocks = new ArrayList<>();
    for (Document.Part part : document.parts()) {
      if (part instanceof Document.Block block) {
        blocks.add(
            StatementReader.lines(block.lines(), block.first()).stream()
                .map(Worksheet::read)
                .toList());
      }
    }
    if (statements(blocks).anyMatch(Blueprint::isOf)) {
      blocks.replaceAll(block -> block.stream().map(Read::withPlainLayers).toList());
    }
    rewrite(blocks, Ellipses::plain);
    rewrite(blocks, new Transposes(statements(blocks).map(Statement::text))::plain);
    rewrite(blocks, new Offsets(statements(blocks).map(Statement::text))::plain);
    LetteredLayers layers = new LetteredLayers(statements(blocks).toList());
    say(sheet, statements(blocks), each -> layers.note(each.head().text()));
    rewrite(blocks, layers::plain);
    rewrite(blocks, LabelsAsIndices.in(statements(blocks).toList()));
    ClassLabels classes = new ClassLabels(statements(blocks).toList());
    say(sheet, statements(blocks), each -> classes.note(each.head().text()));
    rewrite(blocks, classes::plain);
    say(sheet, statements(blocks), LabelsAsIndices::note);
    rewrite(blocks, LabelsAsIndices.ofExponents(statements(blocks).toList()));
    Successors successors = new Successors(statements(blocks).toList());
    rewrite(blocks, successors::plain);
    sheet.outlook().willBegin(successors.firsts(statements(blocks).toList()));
    rewrite(blocks, new Densities(statements(blocks).map(each -> each.head().text()))::plain);
    rewrite(blocks, new ParameterBars(statements(blocks).map(each -> each.head().text()))::plain);
    rewrite(
        blocks,
        new ScriptLetters(statements(blocks).map(each -> each.head().text()).toList())::plain);
    rewrite(blocks, new Squares(statements(blocks).map(Statement::text).toList())::plain);
    rewrite(blocks, new Paths(statements(blocks).toList())::plain);
    Variances variances = new Variances(statements(blocks).map(Statement::text).toList());
    rewrite(blocks, variances::plain);
    variances.declareTo(sheet);
    rewrite(
        blocks, new SquaredParameters(statements(blocks).map(each -> each.head().text()))::plain);
    rewrite(blocks, text -> text.replace('\u2206', 'Δ')); // the sign of an increment
    rewrite(blocks, new LongNames(statements(blocks))::plain);
    List<Statement> all = statements(blocks).toList();
    OpenActivations.declare(all, sheet);
    Map<Name, Integer> labels = LetterLabels.among(all);
    labels.forEach(sheet.outlook()::willGive);
    Iterator<Statement> meant =
        Assignments.in(
                all.stream().map(each -> PlainNumbers.among(all, labels.keySet(), each)).toList())
            .iterator();
    return blocks.stream()
        .map(block ->
            block.stream()
                .map(each ->
                    each.statement == null ? each : announced(each, meant.next(), sheet, settings))
                .toList())
        .toList();
  }

  /// Says in the first line of which something is to be said how it is read.
  private static void say(
      Sheet sheet, Stream<Statement> statements, Function<Statement, @Nullable String> note) {
    Iterator<Statement> all = statements.iterator();
    while (all.hasNext()) {
      Statement statement = all.next();
      @Nullable String said = note.apply(statement);
      if (said != null) {
        sheet.outlook().willSay(statement.line(), said);
        return;
      }
    }
  }

  private static void rewrite(List<List<Read>> blocks, UnaryOperator<String> texts) {
    blocks.replaceAll(block -> block.stream().map(read -> read.with(texts)).toList());
  }

  private static Stream<Statement> statements(List<List<Read>> blocks) {
    return blocks.stream().flatMap(List::stream).flatMap(each -> Stream.ofNullable(each.statement));
  }

  private static Read read(StatementReader.Lines lines) {
    try {
      return new Read(lines, StatementReader.read(lines), null);
    } catch (NablaException wrong) {
      return new Read(lines, null, wrong);
    }
  }

  private static Read announced(Read read, Statement meant, Sheet sheet, Settings settings) {
    try {
      announce(meant, sheet, settings);
      return new Read(read.lines, meant, null);
    } catch (NablaException wrong) {
      return new Read(read.lines, null, wrong);
    }
  }

  /// Tells the sheet what will be defined, so that a use before that is noticed.
  private static void announce(Statement statement, Sheet sheet, Settings settings) {
    sheet.outlook().willDifferentiate(statement);
    Name name = statement.kind() == Kind.LET ? NameText.defined(statement.head().text()) : null;
    String text = statement.head().text();
    String meaning = text.substring(text.indexOf('=') + 1);
    boolean taken = name != null && NameText.isKnownFunction(text.split("=", 2)[0]);
    if (name != null && !taken && !meaning.isBlank()) { // what is half typed defines nothing
      sheet.outlook().willDefine(name, statement.line(), meaning);
    }
    if (statement.kind() == Kind.GIVEN && statement.clause("from") == null) {
      for (Statement.Clause item : StatementReader.list(statement.head())) {
        Name given = NameText.defined(item.text());
        boolean list = item.text().strip().startsWith("\"") && PlainNumbers.isList(item.text());
        if (given != null
            && given.isWord()
            && !list // which is in quotes wherever it stands
            && !NameText.isKnownFunction(given.base())) {
          sheet.outlook().willGive(given, statement.line());
        }
      }
      try {
        Map<Name, Expr> given = Nabla.values(text);
        sheet.outlook().willGive(given, statement.line());
        given.forEach((prime, value) -> {
          if (prime.primes() > 0 && !sheet.isDeclared(prime)) {
            sheet.declare(Sheet.spelled(prime) + " ∈ " + Text.of(value.shape())); // no transpose
          }
        });
      } catch (NablaException wrong) {
        // which is said where it stands
      }
    }
    if (statement.kind() == Kind.DATA) {
      try {
        Statement.Clause from = statement.clause("from");
        Map<Name, Shape> shapes =
            from == null
                ? Examples.of(statement.head()).shapes()
                : Examples.shapes(statement.head(), settings.file(from));
        sheet.outlook().willTake(shapes, statement.line());
      } catch (NablaException wrong) {
        // which is said where it stands
      }
    }
    if (statement.kind() == Kind.CLEAR && statement.head().text().isEmpty()) {
      sheet.outlook().willClear(statement.line());
    }
  }
}
