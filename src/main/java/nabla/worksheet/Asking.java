package nabla.worksheet;

import com.google.gson.JsonNull;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import nabla.Derived;
import nabla.Formula;
import nabla.Nabla;
import nabla.WithRespectTo;
import nabla.answer.Answering;
import nabla.answer.ExitCode;
import nabla.answer.OptionValues;
import nabla.answer.Question;
import nabla.answer.Report;
import nabla.answer.Request;
import nabla.calculus.Conventions;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.worksheet.Statement.Clause;
import org.jspecify.annotations.Nullable;

/// The statements that ask what commands ask, on what the sheet knows.
final class Asking {
  private final Sheet sheet;
  private final Worksheet.Settings settings;

  Asking(Sheet sheet, Worksheet.Settings settings) {
    this.sheet = sheet;
    this.settings = settings;
  }

  Report answer(Statement asked) {
    Facts facts = sheet.facts();
    Statement statement = ofGradient(asked);
    String entries = ofOtherEntries(statement);
    if (statement.kind() == Kind.CHECK) {
      Sheet before = sheet.saved();
      try {
        Definitions.others(sheet, statement.head().text());
        return answerAs(statement);
      } finally {
        sheet.restore(before);
      }
    }
    if (entries == null) {
      return answerAs(statement);
    }
    sheet.declare(entries);
    try {
      return answerAs(statement);
    } finally {
      sheet.comeBackTo(facts);
    }
  }

  /// That z is a vector, where `a_k = z_k^2` is differentiated by z_j; null where nothing says so.
  private @Nullable String ofOtherEntries(Statement statement) {
    Clause wrt = statement.clause("wrt");
    Name by = wrt == null || statement.kind() != Kind.DERIVE ? null : NameText.alone(wrt.text());
    if (by == null || !by.subscript().matches("[i-t]") || new Past(sheet).knows(by)) {
      return null;
    }
    Name whole = by.withSubscript("");
    String text = sheet.unfolded(statement.head().text());
    List<Name> known = sheet.formula(text, 0).known().stream().map(Symbol::name).toList();
    boolean other =
        known.stream()
            .anyMatch(
                name -> name.subscript().matches("[i-t]") && name.withSubscript("").equals(whole));
    return other && !known.contains(by) && !known.contains(whole) && !new Past(sheet).knows(whole)
        ? Sheet.spelled(whole) + " ∈ R^n"
        : null;
  }

  private Report answerAs(Statement statement) {
    Clause head = statement.head();
    Question question = Question.valueOf(statement.kind().name());
    String claimed =
        question == Question.CHECK
            ? sheet.meanings().claimed(head.text())
            : sheet.unfolded(head.text());
    sheet.formula(claimed, head.start());
    if (question == Question.DERIVE) {
      refuseUnknown(statement);
      refuseEntries(statement, claimed);
    }
    String formula = new Gradients(sheet).written(claimed).text();
    sheet.formula(formula, head.start()); // finds what is not defined yet, and places errors
    Request request = request(statement, sheet.contexts().meant(formula));
    Report report;
    try {
      report = Answering.answer(question, request);
    } catch (NablaException error) {
      throw formula.equals(head.text()) ? Statement.at(error, head.start()) : placeless(error);
    }
    if (question == Question.DERIVE) {
      remember(statement, request);
    }
    boolean refuted = question == Question.CHECK && report.exitCode() != ExitCode.DONE;
    if (!refuted) {
      return report;
    }
    Report ofLabels = withLabels(statement);
    if (ofLabels != null) {
      return ofLabels;
    }
    List<Name> plain =
        given(request).stream()
            .filter(name -> sheet.outlook().isPlain(name, sheet.line(name)))
            .toList();
    return plain.isEmpty()
        ? Remarks.with(report, valuesLeftOut(request))
        : withDefinitions(plain, statement);
  }

  /// The answer where the labels of a network are what its loss takes, the probabilities of
  /// classes; null where that proves nothing.
  private @Nullable Report withLabels(Statement statement) {
    Name loss =
        sheet.meanings().names().stream().filter(sheet.wiring()::isLoss).findFirst().orElse(null);
    if (loss == null) {
      return null;
    }
    Formula formula = sheet.formula(sheet.unfolded(Sheet.spelled(loss)), 0);
    String fact = LabelSum.of(formula.reading().expanded(), sheet).fact();
    if (fact == null || sheet.facts().all().contains(fact)) {
      return null;
    }
    Sheet before = sheet.saved();
    try {
      sheet.declare(fact);
      Report report = answerAs(statement);
      return report.exitCode() == ExitCode.DONE
          ? Remarks.with(
              report,
              List.of("for " + fact + ", as the labels are the probabilities of the classes"))
          : null;
    } finally {
      sheet.restore(before);
    }
  }

  /// The answer where some names with values are defined to be these, `A = [2, 1; 1, 3]`.
  private Report withDefinitions(List<Name> plain, Statement statement) {
    Sheet before = sheet.saved();
    try {
      for (Name name : plain) {
        String definition = Sheet.spelled(name) + " = " + sheet.value(name);
        sheet.forget(name);
        sheet.define(sheet.formula(definition, 0), definition);
      }
      return answerAs(statement);
    } finally {
      sheet.restore(before);
    }
  }

  /// Refuses the derivative of a name of which nothing is known: 0 would be said of what is not
  /// defined yet, or spelled otherwise.
  private void refuseUnknown(Statement statement) {
    Clause head = statement.head();
    Name name = NameText.alone(head.text());
    Clause wrt = statement.clause("wrt");
    if (name == null
        || wrt == null
        || name.equals(NameText.alone(wrt.text()))
        || new Past(sheet).knows(name)
        || !sheet.unfolded(head.text()).equals(head.text())) {
      return;
    }
    Formula formula = sheet.formula(head);
    boolean alone =
        formula.reading().intermediates().isEmpty()
            && formula.known().size() == 1
            && formula.reading().expanded().equals(formula.known().iterator().next());
    if (alone) {
      throw new NablaException(
          NablaException.Kind.NAME,
          name + " has no meaning here; define it above, " + Sheet.spelled(name) + " = …",
          1,
          head.start() + 1,
          head.text().length());
    }
  }

  /// Refuses the derivative of what takes a vector as a whole that is defined by its entries, `q =
  /// ‖z‖²` of `z_i = w_i x_i`: z would be a variable of its own, and the derivative 0.
  private void refuseEntries(Statement statement, String text) {
    List<Name> by =
        StatementReader.list(new Clause(statement.clause("wrt", ""), 0)).stream()
            .map(each -> NameText.alone(each.text()))
            .filter(Objects::nonNull)
            .map(each -> each.withSubscript(""))
            .toList();
    for (Symbol symbol : sheet.formula(text, statement.head().start()).variables()) {
      Name name = symbol.name();
      Name entry = symbol.isScalar() ? null : sheet.meanings().family(name);
      if (entry != null && !by.isEmpty() && !by.contains(name) && !new Past(sheet).knows(name)) {
        throw new NablaException(
            NablaException.Kind.NAME,
            "%s stands here as a whole, and is defined by its entries, %s; write what takes it with"
                    .formatted(name, sheet.meanings().textOf(entry))
                + " them, as in Σ_i z_i^2 for ‖z‖², or define %s as a whole".formatted(name),
            1,
            statement.head().start() + 1,
            statement.head().text().length());
      }
    }
  }

  /// The names in a claim that have values.
  private List<Name> given(Request request) {
    Formula claim = Nabla.formula(request.formula(), request.where());
    return claim.variables().stream()
        .map(Symbol::name)
        .filter(name -> sheet.value(name) != null)
        .toList();
  }

  /// That a claim is about all numbers, where the sheet has values for some of its letters.
  private List<String> valuesLeftOut(Request request) {
    List<String> given = given(request).stream().map(Sheet::spelled).toList();
    return given.isEmpty()
        ? List.of()
        : List.of(
            "A claim is about all numbers: the values given to "
                + String.join(", ", given)
                + " are not put in. evaluate puts them in.");
  }

  /// `derive ∇L` as that of L by the variables of the gradient.
  private Statement ofGradient(Statement statement) {
    Clause head = statement.head();
    Gradients gradients = new Gradients(sheet);
    List<Gradients.Found> found = gradients.in(head.text());
    boolean alone =
        statement.kind() == Kind.DERIVE
            && statement.clause("wrt") == null
            && found.size() == 1
            && found.getFirst().isAllOf(head.text());
    if (!alone) {
      return statement;
    }
    String of = found.getFirst().of();
    String by =
        gradients.variables(found.getFirst()).stream()
            .map(each -> Sheet.spelled(each.name()))
            .collect(Collectors.joining(", "));
    Map<String, Clause> clauses = new LinkedHashMap<>(statement.clauses());
    clauses.put("wrt", new Clause(by, head.start()));
    Clause formula = new Clause(of, head.start() + head.text().length() - of.length());
    return new Statement(statement.kind(), formula, clauses, statement.text(), statement.line());
  }

  private static NablaException placeless(NablaException error) {
    return new NablaException(error.kind(), String.valueOf(error.getMessage()));
  }

  private Request request(Statement statement, String formula) {
    return new Request(
        JsonNull.INSTANCE,
        formula,
        statement.kind() == Kind.CHECK ? shown(formula) : sheet.context(formula),
        new VariableLists(sheet).text(statement.clause("wrt", ""), formula),
        OptionValues.order(statement.clause("order", "1")),
        "",
        settings.steps(),
        new Conventions(
            OptionValues.style(statement.clause("style", "")),
            OptionValues.layout(statement.clause("layout", "mixed")),
            OptionValues.symmetric(statement.clause("symmetric", "inner"))),
        statement.clause("form", ""),
        null,
        false,
        false,
        false,
        true,
        settings.ascii(),
        settings.timeout());
  }

  /// The context of a claim, which its answer shows.
  private String shown(String formula) {
    Contexts contexts = sheet.contexts();
    return contexts.shown(formula, contexts.numbers(formula));
  }

  /// Remembers by what was differentiated, and the result where it gets a name.
  private void remember(Statement statement, Request request) {
    Formula formula = Nabla.formula(request.formula(), request.where());
    Name name = formula.reading().name();
    if (name != null) {
      List<Symbol> variables =
          request.wrt().isEmpty()
              ? formula.variables()
              : WithRespectTo.parse(request.wrt(), formula.known()).stream()
                  .flatMap(question -> question.variables().stream())
                  .distinct()
                  .toList();
      sheet.derivatives().take(name, variables);
    }
    Clause as = statement.clause("as");
    if (as != null) {
      List<Derived> derived =
          formula.derive(request.wrt(), request.order(), request.conventions(), false, false);
      String text = as.text() + " = " + value(formula, derived);
      Name own = NameText.alone(as.text());
      boolean word = own != null && NameText.needsLet(own);
      Formula named =
          word
              ? sheet.formula(Defining.LET + text, as.start() - Defining.LET.length())
              : sheet.formula(text, as.start());
      sheet.define(named, text);
      List<Expr> conditions =
          derived.stream()
              .flatMap(each -> each.conditions().stream())
              .map(formula.reading()::expanded)
              .distinct()
              .toList();
      Name called = Objects.requireNonNull(named.reading().name());
      sheet.derivatives().take(called, statement, conditions);
    }
  }

  /// Derives anew what got a name by `as` and is of names that changed, so that it stays the
  /// derivative of what its formula stands for.
  ///
  /// @return what changed
  List<String> deriveAnew(Collection<Name> changed) {
    List<String> remarks = new ArrayList<>();
    sheet
        .derivatives()
        .named()
        .forEach((name, statement) -> {
          if (!changed.contains(name)
              && sheet.contexts().depends(statement.head().text(), changed)) {
            String before = sheet.unfolded(Sheet.spelled(name));
            Facts facts = sheet.facts();
            try {
              Clause where = statement.clause("where");
              if (where != null) {
                sheet.declare(where.text());
              }
              String formula = sheet.unfolded(statement.head().text());
              remember(statement, request(statement, formula));
              String now = sheet.unfolded(Sheet.spelled(name));
              if (!now.equals(before)) {
                remarks.add("derived anew: " + now.replaceFirst("^let ", ""));
              }
            } catch (NablaException none) {
              sheet.forget(name);
              remarks.add(Sheet.spelled(name) + " is no derivative any more, and is cleared");
            } finally {
              sheet.comeBackTo(facts);
            }
          }
        });
    return remarks;
  }

  private static String value(Formula formula, List<Derived> derived) {
    if (derived.size() == 1) {
      return formula.text(derived.getFirst().result());
    }
    List<String> entries = new ArrayList<>();
    for (Derived each : derived) {
      if (!each.result().isScalar()) {
        throw new NablaException(
            NablaException.Kind.SHAPE,
            "as names several derivatives only where each is a number; write one derive for each");
      }
      entries.add(formula.text(each.result()));
    }
    return entries.stream().collect(Collectors.joining(", ", "(", ")"));
  }
}
