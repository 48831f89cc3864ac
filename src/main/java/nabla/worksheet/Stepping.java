package nabla.worksheet;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nabla.Derived;
import nabla.Formula;
import nabla.Value;
import nabla.answer.Decimals;
import nabla.answer.ExitCode;
import nabla.answer.Report;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;
import nabla.worksheet.Statement.Clause;
import nabla.write.Text;

/// `step w by α along ∇L`: one update of gradient descent, all variables at once; from then on the
/// sheet has the new values.
final class Stepping {

  /// What stands for all parameters without being defined.
  private static final Pattern ALL = Pattern.compile("θ|Θ|\\\\?theta");

  private static final Pattern NO_VARIABLES = Pattern.compile("(by|with|along)(?=\\s)");

  private final Sheet sheet;
  private final Evaluating evaluating;
  private final Passes passes;

  Stepping(Sheet sheet) {
    this.sheet = sheet;
    this.evaluating = new Evaluating(sheet);
    this.passes = new Passes(sheet);
  }

  Report step(Statement written) {
    Statement statement = alongLoss(written);
    Clause along = required(statement, "along");
    Clause by = rate(required(statement, "by"));
    GradientText gradient = GradientText.of(along.text());
    if (gradient != null && !isHere(gradient, statement)) {
      throw refused(
          "found "
              + along.text()
              + ", expected the gradient of a named formula where its variables are, as in along"
              + " ∇L",
          along);
    }
    Map<String, Evaluating.Row> updates = new LinkedHashMap<>();
    List<Report.Block> kinks = new ArrayList<>();
    List<Report.Block> replaced = new ArrayList<>();
    if (gradient == null) {
      Direction direction = new Direction(sheet, evaluating, along);
      String loss = direction.loss();
      List<String> moved =
          loss == null
              ? listed(statement.head())
              : parameters(statement.head(), loss, along.start());
      replaced.addAll(unbound(moved));
      updates.putAll(direction.updates(moved, by));
      updates.values().forEach(row -> ValueReport.addKinks(row, kinks, row.formula().writing()));
      if (loss != null && sheet.examples() != null) {
        kinks.addAll(kinks(moved, loss, along.start()));
      }
    } else {
      String loss = gradient.name();
      evaluating.variables(loss, along.start()); // refuses what has no name
      List<String> moved = parameters(statement.head(), loss, along.start());
      replaced.addAll(unbound(moved));
      updates.putAll(updates(moved, by, loss));
      kinks.addAll(kinks(List.copyOf(updates.keySet()), loss, along.start()));
    }
    Examples examples = sheet.examples();
    if (examples != null) {
      replaced.add(
          new Report.Remark(
              "along the mean gradient of " + examples.count() + " examples", Report.Tone.PLAIN));
    }
    if (gradient != null && gradient.negative()) {
      replaced.add(
          new Report.Remark(
              "a step goes against the gradient, in the direction of −∇" + gradient.name(),
              Report.Tone.PLAIN));
    }
    kinks.addAll(replaced);
    return report(statement, updates, kinks);
  }

  /// Whether a gradient is taken where the variables are, `∇f` and `∇f(x)` for a step of x.
  private boolean isHere(GradientText gradient, Statement statement) {
    Name function = NameText.alone(gradient.name());
    List<String> parameters =
        function != null && sheet.isFunction(function)
            ? NameText.parameters(sheet.unfolded(gradient.name())).stream()
                .map(Sheet::spelled)
                .toList()
            : List.of();
    return gradient.arguments().isEmpty()
        || (gradient.arguments().equals(parameters)
            && gradient
                .arguments()
                .equals(
                    StatementReader.names(statement.head()).stream().map(Clause::text).toList()));
  }

  /// Refuses the derivative of an L without a definition, of which no number ever comes.
  private static void refuseUnknown(Value value) {
    boolean unknown =
        Dag.any(
            value.exact(),
            node ->
                node instanceof Derivative
                    || (node instanceof Apply apply
                        && apply.operator() instanceof UnknownFunction));
    if (unknown) {
      throw new NablaException(
          NablaException.Kind.NAME,
          "found a derivative of what has no definition, expected one above, as L = (w - 3)^2");
    }
  }

  /// Gives variables their new values, and says them.
  ///
  /// @param updates the new value of each
  /// @param remarks what is said below them
  Report report(
      Statement statement, Map<String, Evaluating.Row> updates, List<Report.Block> remarks) {
    List<String> names = List.copyOf(updates.keySet());
    boolean rounded = sheet.isRounded();
    List<Report.Row> rows = new ArrayList<>();
    JsonArray values = new JsonArray();
    List<String> open = new ArrayList<>();
    updates.forEach((name, update) -> {
      Formula formula = update.formula();
      Symbol variable = variable(update, name);
      Value value = update.moved();
      refuseUnknown(value);
      rows.add(
          new Report.Row(
              new Report.Left("", variable, "←"),
              value.exact(),
              Decimals.beside(value),
              List.of(),
              rounded));
      JsonObject json = new JsonObject();
      json.addProperty("variable", name);
      json.addProperty("text", Text.of(value.exact(), formula.writing()));
      json.add("value", Decimals.json(value, formula.writing()));
      values.add(json);
      if (!Exactness.isNumber(value)
          && Dag.any(value.exact(), node -> node instanceof Symbol old && moves(old, names))) {
        open.add(Text.of(variable.name()));
      } else {
        sheet.give(variable.name(), kept(value), value.exact().shape());
      }
    });
    JsonObject reply = new JsonObject();
    reply.add("step", values);
    List<Report.Block> blocks = new ArrayList<>(List.of(new Report.Equations(rows)));
    blocks.addAll(remarks);
    if (!open.isEmpty()) {
      blocks.add(
          new Report.Remark(
              "a formula, and no step in numbers, as there is no value for some of "
                  + String.join(", ", open),
              Report.Tone.WARNING));
    }
    if (sheet.wiring().isComplete(sheet)) {
      blocks.add(new Report.Remark("after the step:", Report.Tone.PLAIN));
      Report after = passes.forward("forward");
      blocks.addAll(after.blocks());
      reply.add("forward", after.json().get().get("forward"));
    }
    return new Report(
        statement.text().strip(),
        blocks,
        List.of(),
        new OwnNotation(sheet)
            .writing(updates.values().iterator().next().formula(), statement.text()),
        () -> reply,
        ExitCode.DONE);
  }

  /// A step that says not along what, `step θ by 0.1`, along the gradient of the loss.
  private Statement alongLoss(Statement statement) {
    Set<Name> names = sheet.meanings().names();
    Name loss =
        names.stream().filter(sheet.wiring()::isLoss).findFirst().orElseGet(() -> Name.of("L"));
    boolean unsaid =
        statement.clause("along") == null
            && statement.clause("by") != null
            && !statement.text().contains("along");
    return unsaid && names.contains(loss)
        ? statement.with("along", "∇" + Sheet.spelled(loss))
        : statement;
  }

  /// What is to be said where the gradient stands at a kink; nothing where it has no numbers.
  private List<Report.Block> kinks(List<String> names, String loss, int start) {
    Formula formula = sheet.formula(sheet.unfolded(loss), start);
    List<Report.Block> kinks = new ArrayList<>();
    Set<Name> dimensions =
        formula.reading().sizes().keySet().stream().map(Name::of).collect(Collectors.toSet());
    if (!formula.variables().isEmpty()
        && formula.variables().stream()
            .allMatch(each -> sheet.hasValue(each.name()) || dimensions.contains(each.name()))) {
      List<Derived> gradient = formula.derive(String.join(", ", names), 1, false, false);
      Provisos.addKinks(kinks, gradient, sheet, formula.writing());
    }
    return kinks;
  }

  /// The variables in a list, the components of a name that lists some among them.
  private List<String> listed(Clause head) {
    List<String> names = new ArrayList<>();
    for (Clause item : StatementReader.list(bare(head))) {
      Name name = NameText.alone(item.text());
      List<Symbol> components =
          name == null ? List.of() : new VariableLists(sheet).components(name);
      if (name == null) {
        throw refused("found " + item.text() + ", expected the name of a variable", item);
      }
      names.addAll(
          components.isEmpty()
              ? List.of(Sheet.spelled(name))
              : components.stream().map(each -> Sheet.spelled(each.name())).toList());
    }
    for (String name : names) {
      if (sheet.meanings().defines(Objects.requireNonNull(NameText.alone(name)))
          && !sheet.formula(sheet.unfolded(name), head.start()).variables().isEmpty()) {
        throw refused(name + " is defined; give it a value by given to move it", head);
      }
    }
    return names;
  }

  /// A list without the brackets around it.
  private static Clause bare(Clause list) {
    String text = list.text();
    return text.startsWith("(") && text.endsWith(")")
        ? new Clause(text.substring(1, text.length() - 1), list.start() + 1)
        : list;
  }

  private static NablaException refused(String message, Clause place) {
    return new NablaException(
        NablaException.Kind.SYNTAX, message, 1, place.start() + 1, place.text().length());
  }

  /// Makes variables of names that are defined as numbers, which is said: a step gives them values.
  List<Report.Block> unbound(List<String> names) {
    List<Report.Block> said = new ArrayList<>();
    for (String text : names) {
      Name name = NameText.alone(text);
      if (name != null && sheet.meanings().defines(name)) {
        String past = new Past(sheet).of(name);
        Value value = sheet.formula(sheet.unfolded(text), 0).at(sheet.values());
        sheet.give(name, Text.of(value.exact()), value.exact().shape());
        said.add(
            new Report.Remark(
                Sheet.spelled(name) + " has the new value from here on; " + past + " no more",
                Report.Tone.WARNING));
      }
    }
    return said;
  }

  private static boolean moves(Symbol variable, List<String> names) {
    return names.contains(Sheet.spelled(variable.name()));
  }

  /// `w − α ∂L/∂w`; the mean gradient where the sheet has several examples.
  private Map<String, Evaluating.Row> updates(List<String> names, Clause by, String loss) {
    Map<String, Evaluating.Row> updates = new LinkedHashMap<>();
    if (sheet.examples() == null) {
      for (String name : names) {
        String text = name + " - (" + by.text() + ") ∂" + loss + "/∂" + name;
        updates.put(name, evaluating.row(text, by.start()));
      }
      return updates;
    }
    Formula formula = sheet.formula(sheet.unfolded(loss), by.start());
    List<Derived> derived = formula.derive(String.join(", ", names), 1, false, false);
    boolean atOnce = WholeColumns.of(sheet, formula).isAllOf(sheet, formula); // of very many
    List<Value> gradients =
        atOnce
            ? derived.stream().map(new Averaging(sheet)::atOnce).toList()
            : passes.spreads(formula, derived).stream().map(Averaging.Spread::mean).toList();
    for (int i = 0; i < names.size(); i++) {
      String gradient = Direction.bracketed(gradients.get(i));
      String text = names.get(i) + " - (" + by.text() + ") " + gradient;
      updates.put(names.get(i), evaluating.row(text, by.start()));
    }
    return updates;
  }

  private static Symbol variable(Evaluating.Row update, String name) {
    return update.formula().known().stream()
        .filter(each -> Sheet.spelled(each.name()).equals(name))
        .findFirst()
        .orElseGet(() ->
            Symbol.of(
                Objects.requireNonNull(NameText.alone(name)), update.value().exact().shape()));
  }

  /// What the sheet goes on with: the exact value where it is rational or has letters in it, else
  /// decimals, as exact ones would double with every step.
  private String kept(Value value) {
    if (Exactness.isRational(value.exact()) || !Exactness.isNumber(value)) {
      return Text.of(value.exact());
    }
    sheet.round();
    return Kept.decimals(value);
  }

  /// The number of `by α = 0.1` and of `with rate 0.1`, and `by α` itself.
  private static Clause rate(Clause by) {
    Matcher words = Descending.RATE.matcher(by.text());
    if (words.matches()) {
      return new Clause(words.group(1), by.start() + words.start(1));
    }
    int equals = by.text().indexOf('=');
    boolean named = equals > 0 && NameText.alone(by.text().substring(0, equals)) != null;
    String number = by.text().substring(equals + 1);
    return named
        ? new Clause(
            number.strip(),
            by.start() + equals + 1 + number.length() - number.stripLeading().length())
        : by;
  }

  private static Clause required(Statement statement, String word) {
    Clause clause = statement.clause(word);
    Matcher none = NO_VARIABLES.matcher(statement.head().text());
    if (none.lookingAt()) {
      throw refused(
          "found no variables before "
              + none.group()
              + ", expected those that move, as in step w, b by 0.1 along ∇L",
          statement.head());
    }
    if (clause == null) {
      throw new NablaException(
          NablaException.Kind.SYNTAX,
          "found no " + word + ", expected " + statement.kind().usage(),
          1,
          statement.text().length() + 1,
          1);
    }
    return clause;
  }

  /// `w1` as the name w_1; what is no name as it is.
  private static String spelled(String text) {
    Name name = NameText.alone(text);
    return name == null ? text : Sheet.spelled(name);
  }

  /// The variables that move: those that are listed, the components of the one that names a list,
  /// or those by which the loss was differentiated.
  private List<String> parameters(Clause head, String loss, int start) {
    List<Clause> listed = StatementReader.list(bare(head));
    if (listed.size() > 1) {
      return listed.stream().map(item -> spelled(item.text())).toList();
    }
    String text = head.text();
    List<Symbol> components = new VariableLists(sheet).listed(text, loss);
    if (!components.isEmpty()) {
      return components.stream().map(each -> Sheet.spelled(each.name())).toList();
    }
    Formula one = sheet.formula(text, head.start());
    Formula meaning = sheet.formula(sheet.unfolded(text), head.start());
    boolean named = meaning.reading().name() != null;
    Expr list = meaning.reading().expression();
    if (named && !(list instanceof Literal) && !meaning.variables().isEmpty()) {
      throw refused(text + " stands for " + meaning.text(list) + "; a step moves variables", head);
    }
    Formula target = sheet.formula(sheet.unfolded(loss), start);
    boolean variable =
        one.reading().expression() instanceof Symbol symbol
            && target.known().stream().anyMatch(each -> each.name().equals(symbol.name()));
    if (!variable && !ALL.matcher(text).matches()) {
      throw new NablaException(
          NablaException.Kind.NAME,
          text + " does not occur in " + loss + ", so that a step does not change it",
          1,
          head.start() + 1,
          text.length());
    }
    return variable
        ? List.of(spelled(text))
        : evaluating.variables(loss, start).stream()
            .map(each -> Sheet.spelled(each.name()))
            .toList();
  }
}
