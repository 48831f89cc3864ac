package nabla.worksheet;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.Nabla;
import nabla.answer.DataFiles;
import nabla.answer.ExitCode;
import nabla.answer.Report;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.read.Note;
import nabla.worksheet.Statement.Clause;
import nabla.write.Text;
import nabla.write.WriteOptions;
import org.jspecify.annotations.Nullable;

/// Carries out statements one after the other, each on what those before it left.
final class Execution {

  /// After it a run of letters is one name, and no product.
  static final String LET = "let ";

  private static final Pattern ALL = Pattern.compile("|all|everything");
  private static final Pattern QUOTED = Pattern.compile("[\"“']?(.*?)[\"”']?");

  private final Sheet sheet;
  private final Asking asking;
  private final Evaluating evaluating;
  private final Stepping stepping;
  private final Passes passes;
  private final Descending descending;
  private final Solving solving;
  private final Sampling sampling;
  private final Plotting plotting;
  private final Training training;
  private final Clashes clashes;
  private final Labelling labelling;
  private final Set<String> notes = new HashSet<>();
  private final Path folder;

  Execution(Sheet sheet, Worksheet.Settings settings) {
    this.sheet = sheet;
    this.folder = settings.folder();
    this.asking = new Asking(sheet, settings);
    this.evaluating = new Evaluating(sheet);
    this.stepping = new Stepping(sheet);
    this.passes = new Passes(sheet);
    this.descending = new Descending(sheet);
    this.solving = new Solving(sheet);
    this.sampling = new Sampling(sheet);
    this.plotting = new Plotting(sheet);
    this.training = new Training(sheet, settings);
    this.clashes = new Clashes(sheet);
    this.labelling = new Labelling(sheet);
  }

  /// The answer to a statement; null where it only says something. One that fails leaves the sheet
  /// as it was.
  @Nullable Report run(Statement statement) {
    Sheet before = sheet.saved();
    try {
      Clause where = statement.clause("where");
      Facts facts = sheet.facts();
      if (where != null) {
        declare(where);
        clashes.refuse(statement);
      }
      Report report = carryOut(statement);
      report = after(new Counts(sheet).take(statement), report, statement);
      clashes.refuse(statement);
      report = after(labelling.remarks(statement), report, statement);
      if (statement.kind().usesValues()) {
        sheet.refuseWithdrawn(statement);
      }
      if (where != null) {
        sheet.comeBackTo(facts);
      }
      return report == null ? null : withFreshNotes(report);
    } catch (RuntimeException | StackOverflowError failure) {
      sheet.restore(before);
      throw failure;
    }
  }

  /// What was noted once is not noted again.
  private Report withFreshNotes(Report report) {
    List<String> fresh = report.notes().stream().distinct().filter(notes::add).toList();
    return new Report(
        report.title(),
        report.blocks(),
        fresh,
        report.writing(),
        report.json(),
        report.exitCode(),
        report.refusal());
  }

  private @Nullable Report carryOut(Statement statement) {
    return switch (statement.kind()) {
      case DECLARE, ASSUME -> {
        declare(statement.head());
        yield after(reshaped(statement.head().text()), null, statement);
      }
      case CLEAR -> clear(statement);
      case LET -> define(statement.head());
      case GIVEN -> give(statement);
      case DERIVE, SIMPLIFY, CHECK, SHAPES -> asking.answer(statement);
      case EVALUATE -> evaluate(statement);
      case STEP -> {
        Report report = stepping.step(statement);
        String left = clashes.assumption();
        yield left == null ? report : with(report, List.of(left));
      }
      case DATA -> takeExamples(statement);
      case NETWORK -> connect(statement);
      case ALGORITHM -> Algorithm.of(statement, sheet);
      case FORWARD -> {
        requireNetwork(statement);
        yield passes.forward("forward");
      }
      case BACKWARD -> {
        requireNetwork(statement);
        yield passes.backward("backward");
      }
      case DESCEND -> descending.descend(statement);
      case SOLVE -> solving.solve(statement);
      case TABLE -> MeanLoss.named(sheet, statement.head(), () -> sampling.table(statement));
      case TRAIN -> {
        Clause on = statement.clause("on");
        yield training.train(statement, on == null ? null : Path.of(file(on)));
      }
      case PLOT -> MeanLoss.named(sheet, statement.head(), () -> plotting.plot(statement));
    };
  }

  private void declare(Clause facts) {
    try {
      Nabla.formula("0", sheet.facts().with(facts.text()).toString());
    } catch (NablaException error) {
      // The reader counts from the start of all facts; the sentence says enough by itself.
      throw new NablaException(
          error.kind(), String.valueOf(error.getMessage()), 1, facts.start() + 1, 1);
    }
    clashes.refuseShapes(facts);
    sheet.declare(facts.text());
  }

  /// That values and data are past which have another shape than declarations say.
  private List<String> reshaped(String declarations) {
    Set<Name> names = Withdrawals.declared(declarations);
    List<String> remarks = new ArrayList<>();
    sheet
        .settle(names)
        .forEach((name, past) -> {
          Shape shape = Objects.requireNonNull(sheet.shape(name));
          remarks.add(inPlaceOf(Text.of(name) + " is declared in " + Text.of(shape), past));
        });
    return remarks;
  }

  /// `clear`, `clear all`, and `clear x, y`.
  private @Nullable Report clear(Statement statement) {
    Clause head = statement.head();
    if (ALL.matcher(head.text()).matches()) {
      sheet.clear();
      return null;
    }
    List<String> remarks = new ArrayList<>();
    for (Clause item : StatementReader.list(head)) {
      Name name = NameText.alone(item.text());
      if (name == null || !new Past(sheet).knows(name)) {
        throw new NablaException(
            NablaException.Kind.NAME,
            "found " + item.text() + ", expected clear alone, or names that the lines above know",
            1,
            item.start() + 1,
            Math.max(1, item.text().length()));
      }
      String past = new Past(sheet).of(name);
      String network = sheet.forget(name) ? "; the network holds no more" : "";
      remarks.add(
          Text.of(name) + " is cleared" + (past == null ? "" : "; " + past + " no more") + network);
    }
    return after(remarks, null, statement);
  }

  private Report define(Clause clause) {
    String text = withDerivatives(clause.text().replaceFirst("^let\\s+", ""), clause);
    Name name = NameText.defined(text);
    boolean word = name != null && name.isWord();
    Formula definition =
        word
            ? sheet.formula(LET + text, clause.start() - LET.length())
            : sheet.formula(text, clause.start());
    if (definition.reading().name() == null && name != null) {
      throw new NablaException(
          NablaException.Kind.NAME,
          name + " is defined by itself; a definition takes names from above it",
          1,
          clause.start() + 1,
          clause.text().length());
    }
    Definitions.refuseConstant(definition, clause);
    Name defined = definition.reading().name();
    String past = defined == null ? null : new Past(sheet).of(defined);
    boolean again = sheet.define(definition, text);
    Report report = said(definition);
    if (defined == null) {
      return report;
    }
    List<String> remarks = new ArrayList<>();
    if (past != null) {
      remarks.add(
          again
              ? Text.of(defined) + " is defined anew from here on"
              : inPlaceOf(Text.of(defined) + " has this definition", past));
      remarks.addAll(resized(List.of(defined)));
    }
    remarks.addAll(asking.deriveAnew(List.of(defined)));
    return remarks.isEmpty() ? report : with(report, remarks);
  }

  /// `g = ∇L` with the derivatives that the gradient of a named formula is made of.
  private String withDerivatives(String text, Clause clause) {
    int equals = text.indexOf('=');
    GradientText gradient = GradientText.of(text.substring(equals + 1));
    Name of = gradient == null ? null : NameText.alone(gradient.name());
    if (gradient == null
        || of == null
        || !gradient.arguments().isEmpty()
        || !sheet.meanings().defines(of)) {
      return text;
    }
    List<Symbol> variables = evaluating.variables(gradient.name(), clause.start());
    if (variables.size() > 1 && !variables.stream().allMatch(Symbol::isScalar)) {
      throw new NablaException(
          NablaException.Kind.SHAPE,
          "a name for a gradient by several arrays; write one for each, as in "
              + text.substring(0, equals).strip()
              + " = ∂"
              + gradient.name()
              + "/∂"
              + Sheet.spelled(variables.getFirst().name()),
          1,
          clause.start() + 1,
          clause.text().length());
    }
    String list =
        variables.stream()
            .map(each -> "∂" + gradient.name() + "/∂" + Sheet.spelled(each.name()))
            .collect(Collectors.joining(", "));
    return text.substring(0, equals)
        + (gradient.negative() ? "= -" : "= ")
        + (variables.size() > 1 || gradient.negative() ? "(" + list + ")" : list);
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

  private static String inPlaceOf(String now, String past) {
    return now + " from here on; " + past + " no more";
  }

  /// A report with more to be aware of.
  static Report with(Report report, List<String> remarks) {
    List<Report.Block> blocks = new ArrayList<>(report.blocks());
    remarks.forEach(each -> blocks.add(new Report.Remark(each, Report.Tone.WARNING)));
    return new Report(
        report.title(), blocks, report.notes(), report.writing(), report.json(), report.exitCode());
  }

  /// A report that says nothing yet.
  private static Report silent(Statement statement) {
    return new Report(
        statement.text().strip(),
        List.of(),
        List.of(),
        WriteOptions.DEFAULT,
        JsonObject::new,
        ExitCode.DONE);
  }

  /// What a statement says after some remarks; null where there is nothing to say.
  private static @Nullable Report after(
      List<String> remarks, @Nullable Report report, Statement statement) {
    return remarks.isEmpty() ? report : with(report == null ? silent(statement) : report, remarks);
  }

  /// That names are something else from here on, where they were something before.
  ///
  /// @param now what they have
  private List<String> replaced(Collection<Name> names, String now, boolean values) {
    List<String> remarks = new ArrayList<>();
    for (Name name : names) {
      String past = new Past(sheet).of(name);
      if (past != null && (values || !past.startsWith("its value"))) {
        remarks.add(inPlaceOf(Text.of(name) + " has " + now, past));
      }
    }
    return remarks;
  }

  /// That values are past where sizes have other numbers than before.
  private List<String> resized(List<Name> sizes) {
    List<String> remarks = new ArrayList<>();
    for (Name size : sizes) {
      for (Name name : clashes.forgetUnfit(size)) {
        remarks.add(
            Text.of(name) + " had a value for another " + Text.of(size) + ", which holds no more");
      }
    }
    return remarks;
  }

  private void requireNetwork(Statement statement) {
    if (sheet.wiring().isEmpty()) {
      throw new NablaException(
          NablaException.Kind.NAME,
          "found no network above "
              + statement.kind().word()
              + ", expected one as in network 3 -> 2 relu -> 1 linear, loss squared/2");
    }
  }

  private @Nullable Report takeExamples(Statement statement) {
    Clause from = statement.clause("from");
    Examples examples =
        from == null
            ? Examples.of(statement.head())
            : Examples.ofFile(statement.head(), Path.of(file(from)));
    Giving first = new Giving(sheet, statement.head());
    examples
        .example(0)
        .forEach((name, text) -> {
          Expr value = NameText.value(text);
          first.requireFit(name, value);
          sheet.declareArray(name, value.shape());
        });
    List<Name> names = examples.names().stream().filter(name -> !sheet.isData(name)).toList();
    List<String> remarks = replaced(names, "these data", true);
    remarks.addAll(sheet.takeExamples(examples));
    Report forward = sheet.wiring().isComplete(sheet) ? passes.forward("forward") : null;
    return after(remarks, forward, statement);
  }

  /// The file that a part of a statement names.
  private String file(Clause clause) {
    Matcher quoted = QUOTED.matcher(clause.text());
    return quoted.matches() ? folder.resolve(quoted.group(1)).toString() : clause.text();
  }

  /// Defines what the network says, and shows it with its gradients.
  private Report connect(Statement statement) {
    Network network = Network.of(statement.head(), sheet::isFunction);
    clashes.refuseEntries(network, statement.head());
    List<String> remarks = new ArrayList<>();
    if (!network.declarations().isEmpty()) {
      sheet.declare(network.declarations());
      remarks.addAll(reshaped(network.declarations()));
    }
    List<Name> names = new ArrayList<>();
    List<Report.Block> blocks = new ArrayList<>();
    for (String text : network.definitions()) {
      Formula definition = sheet.formula(text, statement.head().start());
      sheet.define(definition, text);
      names.add(Objects.requireNonNull(definition.reading().name()));
      blocks.add(new Report.Subject(Definitions.latex(definition)));
    }
    List<Name> parameters =
        network.parameters().stream().map(NameText::alone).map(Objects::requireNonNull).toList();
    Expr loss = sheet.formula(Sheet.spelled(names.getLast()), 0).reading().expanded();
    Network.requireNumber(loss);
    for (String count : Training.COUNTS) {
      if (Dag.any(loss, Symbol.of(count)::equals)) {
        remarks.add(
            count
                + " is a number of its own, for which given "
                + count
                + " = … stands; over examples the mean is taken, which divides by their number");
      }
    }
    sheet.connect(new Wiring(names, parameters, network.blueprint()));
    RandomWeights weights = RandomWeights.give(network, sheet);
    blocks.addAll(weights.blocks());
    Report passed = passed(statement.text().strip());
    blocks.addAll(passed.blocks());
    JsonObject json = passed.json().get();
    weights.addTo(json);
    Report report =
        new Report(passed.title(), blocks, List.of(), passed.writing(), () -> json, ExitCode.DONE);
    return remarks.isEmpty() ? report : with(report, remarks);
  }

  private @Nullable Report give(Statement statement) {
    boolean before = sheet.wiring().isComplete(sheet);
    String values = statement.head().text();
    Clause from = statement.clause("from");
    if (from != null) {
      String file = file(from);
      values = DataFiles.read(values.equals("data") ? file : values + " = @" + file);
    }
    Map<Name, Expr> given;
    try {
      given = new VariableLists(sheet).values(Nabla.values(values));
    } catch (NablaException error) {
      throw Statement.at(error, statement.head().start());
    }
    List<String> remarks = replaced(given.keySet(), "this value", false);
    List<Name> sizes = given.keySet().stream().filter(name -> sheet.value(name) != null).toList();
    List<Name> defined = given.keySet().stream().filter(sheet.meanings()::defines).toList();
    new Giving(sheet, statement.head()).give(given);
    remarks.addAll(resized(sizes));
    if (!defined.isEmpty()) {
      remarks.addAll(asking.deriveAnew(defined));
    }
    Report passed =
        !before && sheet.wiring().isComplete(sheet) ? passed(statement.text().strip()) : null;
    return after(remarks, passed, statement);
  }

  /// Values, with those after `at` for this statement alone.
  private Report evaluate(Statement statement) {
    Clause at = statement.clause("at");
    if (at == null) {
      return evaluating.values(statement);
    }
    Sheet before = sheet.saved();
    try {
      new Giving(sheet, at).give(new VariableLists(sheet).values(Nabla.values(at.text())));
      String excluded = clashes.assumption();
      if (excluded != null) {
        throw new NablaException(NablaException.Kind.DOMAIN, excluded, 1, 1, at.text().length());
      }
      return evaluating.values(statement);
    } catch (NablaException error) {
      boolean ofPlace = error.line() == 1 && error.column() <= at.text().length();
      throw ofPlace ? Statement.at(error, at.start()) : error;
    } finally {
      sheet.restore(before);
    }
  }

  /// Both passes of a network that has all its numbers; the formulas of its gradients otherwise.
  private Report passed(String title) {
    Report backward = passes.backward(title);
    if (!sheet.wiring().isComplete(sheet)) {
      return backward;
    }
    Report forward = passes.forward(title);
    List<Report.Block> blocks = new ArrayList<>(forward.blocks());
    blocks.addAll(backward.blocks());
    JsonObject json = forward.json().get();
    backward.json().get().entrySet().forEach(entry -> json.add(entry.getKey(), entry.getValue()));
    return new Report(title, blocks, List.of(), backward.writing(), () -> json, ExitCode.DONE);
  }
}
