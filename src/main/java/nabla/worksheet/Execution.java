package nabla.worksheet;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import nabla.Nabla;
import nabla.answer.DataFiles;
import nabla.answer.Report;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.worksheet.Statement.Clause;
import nabla.write.Steps;
import org.jspecify.annotations.Nullable;

/// Carries out statements one after the other, each on what those before it left.
final class Execution {

  private final Sheet sheet;
  private final Asking asking;
  private final ValuesAt values;
  private final Stepping stepping;
  private final Updating updating;
  private final Passes passes;
  private final Descending descending;
  private final Solving solving;
  private final Sampling sampling;
  private final Plotting plotting;
  private final Training training;
  private final Clashes clashes;
  private final Labelling labelling;
  private final Changes changes;
  private final Defining defining;
  private final Connecting connecting;
  private final RowWeights rows;
  private final Set<String> notes = new HashSet<>();
  private final Worksheet.Settings settings;

  /// What is said of formulas at places in the statement.
  private final Set<String> places = new LinkedHashSet<>();

  /// Whether all of several formulas are to have values.
  private boolean strictly;

  Execution(Sheet sheet, Worksheet.Settings settings) {
    this.sheet = sheet;
    this.settings = settings;
    this.asking = new Asking(sheet, settings);
    Evaluating evaluating = new Evaluating(sheet);
    this.stepping = new Stepping(sheet);
    this.updating = new Updating(sheet, stepping);
    this.passes = new Passes(sheet);
    this.descending = new Descending(sheet);
    this.solving = new Solving(sheet);
    this.sampling = new Sampling(sheet);
    this.plotting = new Plotting(sheet);
    this.training = new Training(sheet, settings);
    this.clashes = new Clashes(sheet);
    this.values = new ValuesAt(sheet, evaluating, clashes);
    this.labelling = new Labelling(sheet);
    this.changes = new Changes(sheet, clashes);
    this.defining = new Defining(sheet, asking, evaluating, changes);
    this.rows = new RowWeights(sheet);
    this.connecting = new Connecting(sheet, passes, clashes, changes);
  }

  /// The answer to a statement; null where it only says something. One that fails leaves the sheet
  /// as it was.
  @Nullable Report run(Statement statement) {
    boolean several =
        statement.kind() == Kind.EVALUATE && StatementReader.list(statement.head()).size() > 1;
    if (several) {
      try {
        strictly = true;
        return meant(statement);
      } catch (NablaException one) {
        // those that have values are shown
      } finally {
        strictly = false;
      }
    }
    return meant(statement);
  }

  private @Nullable Report meant(Statement statement) {
    return EntryByEntry.tried(
        sheet,
        Recurrences.unrolled(sheet, statement),
        meant -> GivenNumbers.tried(sheet, meant, this::runOnce));
  }

  private @Nullable Report runOnce(Statement statement) {
    Sheet before = sheet.saved();
    try {
      Definitions.ofEntries(sheet, statement);
      List<String> wholes = new WholeOfEntries(sheet).take(statement);
      Clause where = statement.clause("where");
      Facts facts = sheet.facts();
      if (where != null) {
        declare(where);
        clashes.refuse(statement);
      }
      updating.next(statement);
      places.clear();
      List<String> updates = updating.remarks(statement);
      Report report = Remarks.after(updates, carryOut(statement), statement);
      report = Remarks.after(List.copyOf(places), report, statement);
      report = Remarks.after(sheet.outlook().readings(statement.line()), report, statement);
      report = Remarks.after(wholes, report, statement);
      report = Remarks.after(new EntryValues(sheet).take(statement), report, statement);
      report = Remarks.after(new Counts(sheet).take(statement), report, statement);
      clashes.refuse(statement);
      report = Remarks.after(labelling.remarks(statement), report, statement);
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

  private @Nullable Report carryOut(Statement stated) {
    Statement statement = new Phrasing(sheet, places).of(stated);
    return switch (statement.kind()) {
      case DECLARE, ASSUME -> {
        declare(statement.head());
        yield Remarks.after(changes.reshaped(statement.head().text()), null, statement);
      }
      case CLEAR -> Clearing.clear(sheet, statement);
      case LET -> {
        UpdateText itself = updating.ofItself(statement.head());
        yield itself == null
            ? rows.tried(statement, () -> defining.define(statement.head()))
            : update(statement, List.of(itself));
      }
      case UPDATE -> update(statement, UpdateText.in(statement.head()));
      case GIVEN -> give(statement);
      case DERIVE, SIMPLIFY, CHECK, SHAPES -> asking.answer(statement);
      case EVALUATE -> {
        Clause head = statement.head();
        String entries = new VariableLists(sheet).withEntries(head.text());
        yield values.evaluate(statement.with(new Clause(entries, head.start())), strictly);
      }
      case STEP -> {
        String vectors = new VariableLists(sheet).withVectors(statement.head());
        Report report =
            step(
                vectors == null
                    ? statement
                    : statement.with(new Clause(vectors, statement.head().start())));
        String left = clashes.assumption();
        yield left == null ? report : Remarks.with(report, List.of(left));
      }
      case DATA -> takeExamples(statement);
      case NETWORK -> rows.tried(statement, () -> connecting.connect(statement));
      case ALGORITHM -> Algorithm.of(statement, sheet);
      case FORWARD -> {
        connecting.require(statement);
        yield passes.forward("forward");
      }
      case BACKWARD -> {
        connecting.require(statement);
        yield passes.backward("backward");
      }
      case DESCEND -> descend(inVectors(descending.withVariables(statement), "over"));
      case SOLVE -> Restricted.during(sheet, statement, this::solve);
      case TABLE -> Varying.during(sheet, statement, () -> table(statement));
      case TRAIN -> {
        Clause on = statement.clause("on");
        yield training.train(statement, on == null ? null : settings.file(on));
      }
      case PLOT -> Varying.during(sheet, statement, () -> ofMeans(statement, plotting::plot));
    };
  }

  /// With the derivations as short as is asked for.
  private Report shown(Report report) {
    if (settings.steps() != Steps.NONE) {
      return report;
    }
    return report.withBlocks(
        report.blocks().stream()
            .<Report.Block>map(block ->
                block instanceof Report.Proof proof
                    ? new Report.Proof(proof.derivation(), Steps.NONE, proof.conditions())
                    : block)
            .toList());
  }

  private Report table(Statement statement) {
    return sampling.isOfMany(statement)
        ? sampling.table(statement)
        : ofMeans(statement, sampling::table);
  }

  private Report ofMeans(Statement statement, Function<Statement, Report> answer) {
    return MeanLoss.named(sheet, statement.head(), head -> answer.apply(statement.with(head)));
  }

  private @Nullable Report update(Statement statement, List<UpdateText> updates) {
    Clause anew = updates.isEmpty() ? null : updating.anew(updates, statement.line());
    return anew == null ? updating.update(statement, updates) : defining.define(anew);
  }

  private Report step(Statement statement) {
    Report whole =
        WholeColumns.during(sheet, statement.clause("along", ""), () -> stepping.step(statement));
    return whole == null ? stepping.step(statement) : whole;
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

  private Report solve(Statement statement) {
    try {
      return solveFor(statement);
    } catch (NablaException refused) {
      Facts facts = sheet.facts();
      String vectors = VariableLists.vectors(sheet, statement.clause("for"));
      if (vectors.isEmpty()) {
        throw refused;
      }
      try {
        sheet.declare(vectors); // x of `Σ_{i=1}^2 x_i^2`, which is solved for x_1, x_2
        return solveFor(statement);
      } catch (NablaException otherwise) {
        Budget.check();
        throw refused;
      } finally {
        sheet.comeBackTo(facts);
      }
    }
  }

  private Report solveFor(Statement statement) {
    Statement whole = inVectors(statement, "for");
    return Varying.during(sheet, whole, () -> shown(solving.solve(whole)));
  }

  private Statement inVectors(Statement statement, String part) {
    String list = new VariableLists(sheet).withVectors(statement.clause(part));
    return list == null ? statement : statement.with(part, list);
  }

  private Report descend(Statement written) {
    Clause until = written.clause("until");
    Statement statement =
        until == null
            ? written
            : written.with(
                "until",
                Stopping.plain(
                    sheet,
                    until.text(),
                    written.head().text(),
                    StatementReader.names(Objects.requireNonNull(written.clause("over"))).stream()
                        .map(Clause::text)
                        .toList()));
    Facts facts = sheet.facts();
    descending.declareStart(statement);
    try {
      Report report = Varying.during(sheet, statement, () -> shown(descending.descend(statement)));
      return Remarks.with(report, descending.kept(statement));
    } finally {
      sheet.comeBackTo(facts);
    }
  }

  private @Nullable Report takeExamples(Statement statement) {
    Clause from = statement.clause("from");
    Clause head = statement.head();
    boolean layered = sheet.wiring().blueprint() != null;
    Examples examples =
        from == null
            ? Examples.of(head)
            : Examples.ofFile( // the columns of a network are x, or x1, x2, …, and y
                head.text().isBlank() && layered ? new Clause("x, y", head.start()) : head,
                settings.file(from));
    Giving first = new Giving(sheet, statement.head());
    examples
        .example(0)
        .forEach((name, text) -> {
          Expr value = NameText.value(text);
          first.requireFit(name, value);
          sheet.declareArray(name, value.shape());
        });
    List<Name> names = examples.names().stream().filter(name -> !sheet.isData(name)).toList();
    List<String> remarks = changes.replaced(names, "these data", true);
    remarks.addAll(sheet.takeExamples(examples));
    if (!sheet.contexts().isConsistent()) {
      new SizeLetters(sheet).fit(examples.shapes().values(), sheet.contexts()::isConsistent);
    }
    if (!sheet.contexts().isConsistent()) {
      first.turnEarlier();
    }
    Report forward = sheet.wiring().isComplete(sheet) ? passes.forward("forward") : null;
    return Remarks.after(remarks, forward, statement);
  }

  private @Nullable Report give(Statement statement) {
    boolean before = sheet.wiring().isComplete(sheet);
    String values = statement.head().text();
    Clause from = statement.clause("from");
    if (from != null) {
      String file = settings.file(from).toString();
      values = DataFiles.read(values.equals("data") ? file : values + " = @" + file);
    }
    Map<Name, Expr> given;
    try {
      given = new NamedValues(sheet).of(new VariableLists(sheet).values(Nabla.values(values)));
    } catch (NablaException error) {
      throw Statement.at(error, statement.head().start());
    }
    List<String> remarks = changes.replaced(given.keySet(), "this value", false);
    List<Name> sizes = given.keySet().stream().filter(name -> sheet.value(name) != null).toList();
    List<Name> defined = given.keySet().stream().filter(sheet.meanings()::defines).toList();
    Giving giving = new Giving(sheet, statement.head(), from);
    given = giving.withZeros(given, remarks);
    NumbersBelow below = new NumbersBelow(sheet, this::meant);
    try {
      given = giving.givenOrTurned(given);
    } catch (NablaException clash) {
      Map<Name, Expr> all = given;
      remarks.addAll(below.fit(all, clash, () -> giving.give(all)));
    }
    remarks.addAll(TurnedLists.remarks(sheet, giving.rows(given)));
    remarks.addAll(below.take(given.keySet()));
    remarks.addAll(giving.putIntoOthers(given.keySet()));
    remarks.addAll(changes.resized(sizes));
    if (!defined.isEmpty()) {
      remarks.addAll(asking.deriveAnew(defined));
    }
    List<Name> missing = sheet.wiring().missing(sheet);
    if (missing.size() == 1) {
      remarks.add("the passes through the network wait for a value of " + missing.getFirst());
    }
    Report passed =
        !before && sheet.wiring().isComplete(sheet) ? passes.both(statement.text().strip()) : null;
    return Remarks.after(remarks, passed, statement);
  }
}
