package nabla.answer;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nabla.Derived;
import nabla.Formula;
import nabla.Value;
import nabla.calculus.Conventions;
import nabla.catalogue.Language;
import nabla.catalogue.Subscripts;
import nabla.check.Check;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Relation;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.rewrite.Derivation;
import nabla.simplify.Form;
import nabla.simplify.arrays.LinearEquation;
import nabla.write.Derivations;
import nabla.write.Steps;
import nabla.write.Text;
import nabla.write.WriteOptions;
import org.jspecify.annotations.Nullable;

/// `nabla derive`.
final class Deriving {

  private final Request request;
  private final Formula formula;
  private final Echo echo;
  private final WriteOptions writing;

  private Deriving(Request request, Echo echo) {
    this.request = request;
    this.echo = echo;
    this.formula = echo.formula();
    this.writing = echo.writing();
  }

  /// The derivatives that the request asks for.
  static Report report(Request request, Echo echo) {
    return new Deriving(request, echo).report();
  }

  private Report report() {
    Steps steps = ShownSteps.of(request, formula);
    List<Derived> answers = answers(steps);
    if (answers.isEmpty()) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "there is no scalar variable to differentiate by; derivatives by vectors are not carried"
              + " out yet");
    }
    Language language = request.code();
    if (language != null) {
      return code(language, answers);
    }
    List<Report.Block> blocks = new ArrayList<>();
    if (steps == Steps.NONE) {
      Set<Relation> where = new LinkedHashSet<>();
      answers.forEach(answer -> where.addAll(where(answer)));
      List<Report.Row> rows = new ArrayList<>();
      where.forEach(value ->
          rows.add(new Report.Row(Report.Left.of(value.left()), value.right(), "", List.of())));
      answers.forEach(answer -> rows.add(row(answer)));
      blocks.add(new Report.Equations(rows));
    } else {
      Set<Derivation> shown = new HashSet<>();
      for (Derived answer : answers) {
        addSteps(answer, steps, shown, blocks);
      }
    }
    Given.addTo(blocks, answers, writing);
    Layouts layouts = new Layouts(request.conventions(), writing);
    List<String> remarks = new ArrayList<>(layouts.sentences(answers));
    remarks.addAll(layouts.cofactors(answers));
    remarks.forEach(each -> blocks.add(new Report.Remark(each, Report.Tone.PLAIN)));
    if (request.setZero()) {
      answers.forEach(answer -> Stationary.addTo(blocks, answer, shown(answer), writing));
    }
    Verifications.addTo(blocks, answers, writing);
    List<String> absent = absent(answers);
    absent.forEach(remark -> blocks.add(new Report.Remark(remark, Report.Tone.WARNING)));
    List<@Nullable Value> values = new ArrayList<>();
    if (!request.at().isBlank()) {
      List<Derived> there =
          answers.stream()
              .map(answer -> answer.there(request.at(), request.conventions()))
              .toList();
      there.forEach(answer -> values.add(value(answer)));
      addValues(answers, there, values, blocks);
    }
    return new Report(
        request.formula(),
        blocks,
        echo.notesAndShapes(),
        writing,
        () -> reply(answers, steps, values, absent),
        ExitCode.DONE);
  }

  /// One function of the value and all derivatives.
  private Report code(Language language, List<Derived> answers) {
    String program = Derived.function(language, answers);
    return new Report(
        request.formula(),
        List.of(new Report.Code(language.highlighting(), program)),
        echo.notesAndShapes(),
        writing,
        () -> {
          JsonObject reply = reply(answers, Steps.NONE, List.of(), absent(answers));
          reply.addProperty("function", program);
          return reply;
        },
        ExitCode.DONE);
  }

  private List<Derived> answers(Steps steps) {
    List<String> turns = formula.inTurn(request.wrt());
    List<Derived> answers = new ArrayList<>();
    for (String wrt : turns) {
      Formula asked = turns.size() == 1 ? formula : formula.askedAbout(wrt, request.at());
      answers.addAll(
          asked.derive(
              wrt, request.order(), request.conventions(), steps != Steps.NONE, request.verify()));
    }
    if (request.form().isBlank()) {
      return answers;
    }
    Form form = Form.parse(request.form());
    return answers.stream().map(answer -> formula.inForm(answer, form)).toList();
  }

  private JsonObject reply(
      List<Derived> answers, Steps steps, List<@Nullable Value> values, List<String> remarks) {
    JsonArray results = new JsonArray();
    for (int i = 0; i < answers.size(); i++) {
      JsonObject result = result(answers.get(i), steps);
      if (!values.isEmpty()) {
        Value value = values.get(i);
        result.add("value", value == null ? JsonNull.INSTANCE : Decimals.json(value, writing));
      }
      results.add(result);
    }
    JsonObject reply = Reply.begin(request, echo);
    remarks.forEach(remark -> Reply.note(reply, remark));
    reply.add("results", results);
    return reply;
  }

  private Expr subject() {
    return formula.reading().name() == null
        ? formula.reading().expression()
        : Symbol.of(formula.reading().name());
  }

  private Expr shown(Derived answer) {
    Expr shown = request.substitute() ? answer.substituted() : answer.result();
    boolean row =
        request.conventions().layout() == Conventions.Layout.NUMERATOR && answer.order() == 1;
    return row && shown instanceof Literal column ? Literal.of(1, column.children()) : shown;
  }

  /// What the names in the result stand for.
  private List<Relation> where(Derived answer) {
    return request.substitute() ? List.of() : answer.where();
  }

  private Report.Row row(Derived answer) {
    return new Report.Row(Verifications.left(answer), shown(answer), "", answer.conditions());
  }

  /// @param before the derivations that stand above: backpropagation derives each δ once
  private void addSteps(
      Derived answer, Steps steps, Set<Derivation> before, List<Report.Block> blocks) {
    boolean repeated = false;
    for (int i = 0; i < answer.derivations().size(); i++) {
      boolean last = i == answer.derivations().size() - 1;
      Derivation derivation = answer.derivations().get(i);
      repeated = !before.add(derivation);
      if (!repeated) {
        blocks.add(new Report.Proof(derivation, steps, last ? answer.conditions() : List.of()));
      }
    }
    boolean several = answer.withRespectTo().gradient();
    boolean renamed = request.substitute() && !answer.substituted().equals(answer.result());
    if (answer.derivations().isEmpty() || several || renamed || repeated) {
      blocks.add(new Report.Equations(List.of(row(answer))));
    }
  }

  /// The value of a derivative; null where one of its conditions does not hold and it has none.
  private @Nullable Value value(Derived answer) {
    try {
      return answer.at(request.at());
    } catch (NablaException none) {
      boolean excluded =
          none.kind() == NablaException.Kind.DOMAIN
              && answer.conditions().stream()
                  .anyMatch(condition -> formula.excludes(condition, request.at()));
      if (!excluded) {
        throw none;
      }
      return null;
    }
  }

  /// @param there the answers as they are at the values
  private void addValues(
      List<Derived> answers,
      List<Derived> there,
      List<@Nullable Value> values,
      List<Report.Block> blocks) {
    List<Report.Row> rows = new ArrayList<>();
    if (!(formula.reading().expression() instanceof Relation)) {
      Value value = formula.at(formula.reading().expression(), request.at());
      rows.add(row(Report.Left.of(subject()), value));
    }
    for (int i = 0; i < answers.size(); i++) {
      Value value = values.get(i);
      if (value != null) {
        rows.add(row(Verifications.left(answers.get(i)), value));
      }
    }
    blocks.add(new Report.Remark("at " + request.saidAt() + ":", Report.Tone.PLAIN));
    blocks.add(new Report.Equations(rows));
    List<Derived> valued = new ArrayList<>(answers);
    valued.removeIf(answer -> values.get(answers.indexOf(answer)) == null);
    overIndices(valued).forEach(remark -> blocks.add(new Report.Remark(remark, Report.Tone.PLAIN)));
    for (int i = 0; i < answers.size(); i++) {
      Derived answer = answers.get(i);
      for (Expr condition : there.get(i).conditions()) {
        if (!Layouts.goesOn(there.get(i), condition) && formula.excludes(condition, request.at())) {
          String excluded = Excluded.text(formula, condition, request.at(), writing);
          blocks.add(
              new Report.Remark(
                  values.get(i) == null
                      ? Verifications.left(answer).text(writing) + " has no value here: " + excluded
                      : "no derivative here: " + excluded + "; the value is that of the formula",
                  Report.Tone.WARNING));
        }
      }
    }
    Set<Symbol> indices = new HashSet<>();
    answers.forEach(answer -> indices.addAll(answer.indices().keySet()));
    for (Symbol stranger : formula.strangers(request.at())) {
      if (indices.contains(stranger)) {
        continue;
      }
      blocks.add(new Report.Remark(echo.absent(stranger), Report.Tone.WARNING));
    }
  }

  /// Which indices the rows and columns of values run over.
  private Set<String> overIndices(List<Derived> answers) {
    Set<String> remarks = new LinkedHashSet<>();
    for (Derived answer : answers) {
      List<String> names =
          formula.indices(answer, request.at()).stream()
              .map(index -> Text.of(index, writing))
              .toList();
      Shape each = answer.substituted().shape();
      if (!names.isEmpty() && !each.isScalar()) {
        remarks.add(
            "rows over "
                + String.join(" and ", names)
                + (Subscripts.axes(each).size() == 1
                    ? ", columns over the entries of each vector"
                    : " and over the rows of each matrix"));
      } else if (names.size() > 1) {
        remarks.add(
            "rows over "
                + String.join(" and ", names.subList(0, names.size() - 1))
                + ", columns over "
                + names.getLast());
      } else if (!names.isEmpty()) {
        remarks.add("entries over " + names.getFirst());
      }
    }
    return remarks;
  }

  /// Equations among the conditions that a derivative does not follow.
  private Set<String> heldFixed(List<Derived> answers) {
    Set<Symbol> inFormula = formula.known();
    Set<String> remarks = new LinkedHashSet<>();
    for (Expr fact : formula.reading().assumptions().facts()) {
      Set<Symbol> symbols = new LinkedHashSet<>();
      Dag.of(fact)
          .nodes()
          .forEach(node -> {
            if (node instanceof Symbol symbol) {
              symbols.add(symbol);
            }
          });
      boolean equation =
          fact instanceof Relation relation && relation.comparison() == Relation.Comparison.EQUAL;
      for (Derived answer : answers) {
        List<String> others =
            symbols.stream()
                .filter(symbol -> inFormula.contains(symbol) && !isBy(answer, symbol))
                .map(symbol -> Text.of(symbol, writing))
                .toList();
        boolean moves = symbols.stream().anyMatch(symbol -> isBy(answer, symbol));
        if (equation && moves && !others.isEmpty()) {
          remarks.add(
              "the derivative holds "
                  + String.join(", ", others)
                  + " fixed, and does not follow "
                  + Text.of(fact, writing));
        }
      }
    }
    return remarks;
  }

  private static boolean isBy(Derived answer, Symbol symbol) {
    return answer.variables().stream().anyMatch(each -> each.name().equals(symbol.name()));
  }

  /// What is differentiated by and what is collected by, where it is not there.
  private List<String> absent(List<Derived> answers) {
    List<String> remarks = new ArrayList<>();
    Set<Symbol> known = new HashSet<>(formula.known());
    answers.forEach(answer -> known.addAll(answer.formula().known()));
    answers.stream()
        .flatMap(answer -> answer.variables().stream())
        .distinct()
        .filter(variable -> !known.contains(variable))
        .forEach(variable -> remarks.add(echo.absent(variable)));
    remarks.addAll(heldFixed(answers));
    if (request.conventions().symmetric() == Conventions.Symmetric.ENTRIES
        && answers.stream().allMatch(answer -> answer.symmetricVariables().isEmpty())) {
      String variable = answers.getFirst().variables().getFirst().name().toString();
      remarks.add(
          "--symmetric entries changes nothing here: "
              + variable
              + " is not declared symmetric (--where \""
              + variable
              + " symmetric\")");
    }
    remarks.addAll(echo.uncollected(request));
    String capitals = Check.capitals(formula.reading());
    if (!capitals.isEmpty()) {
      remarks.add(capitals);
    }
    return remarks;
  }

  private static Report.Row row(Report.Left left, Value value) {
    return new Report.Row(left, value.exact(), Decimals.beside(value), List.of());
  }

  private JsonObject result(Derived answer, Steps steps) {
    String wrt =
        answer.variables().stream()
            .map(variable -> Text.of(variable, writing))
            .collect(Collectors.joining(answer.withRespectTo().gradient() ? ", " : " "));
    if (answer.withRespectTo().gradient()) {
      wrt = "(" + wrt + ")";
    }
    Expr shown = shown(answer);
    JsonObject result = Reply.result(wrt, answer.order(), shown, writing, request.formula());
    // code runs with the variables of the formula, among which the intermediates are not
    result.add("code", Reply.code(answer::code));
    result.add("where", Reply.where(where(answer), writing));
    result.add("conditions", Reply.texts(answer.conditions(), writing));
    result.add("given", Given.json(answer, writing));
    result.add("convention", new Layouts(request.conventions(), writing).json(answer));
    result.add("steps", Reply.steps(answer, steps, writing));
    LinearEquation stationary = request.setZero() ? answer.stationary() : null;
    if (stationary != null) {
      JsonObject zero = new JsonObject();
      Derivations.addSpellings(zero, stationary.equation(), writing);
      result.add("stationary", zero);
    }
    result.add("verified", Reply.verified(answer.verification()));
    return result;
  }
}
