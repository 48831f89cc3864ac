package nabla.worksheet;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.Nabla;
import nabla.answer.ExitCode;
import nabla.answer.Report;
import nabla.answer.Verifications;
import nabla.answer.Wording;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Quotient;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.worksheet.Statement.Clause;
import nabla.write.WriteOptions;
import org.jspecify.annotations.Nullable;

/// `algorithm L layers σ, loss squared/2 with rate α`: gradient descent on the weights of a network
/// as pseudo-code, with the formulas of [Backpropagation].
final class Algorithm {

  private static final Pattern RATE = Pattern.compile("(?:rate\\b\\s*)?(?:.+=)?\\s*(.+)");
  private static final Pattern COUNT =
      Pattern.compile("(?:the\\s+)?(?:(\\S+)\\s+examples?|data|examples)");

  private final Blueprint network;
  private final Backpropagation formulas;
  private final Expr rate;
  private final @Nullable Expr count;
  private final List<Report.CodeLine> lines = new ArrayList<>();

  private Algorithm(Blueprint network, Sheet sheet, Expr rate, @Nullable Expr count) {
    this.network = network;
    this.formulas = new Backpropagation(network, sheet);
    this.rate = rate;
    this.count = count;
  }

  /// The pseudo-code for the network that a statement describes, or else for that of the sheet.
  static Report of(Statement statement, Sheet sheet) {
    Clause head = statement.head();
    Blueprint network =
        head.text().isEmpty()
            ? sheet.wiring().blueprint()
            : Blueprint.of(head, StatementReader.list(head), sheet::isFunction);
    if (network == null) {
      throw new NablaException(
          NablaException.Kind.NAME,
          "found no network by its layers above, expected one as in "
              + statement.kind().usage().replaceFirst("^.*: ", ""));
    }
    Clause with = statement.clause("with");
    Matcher rate = RATE.matcher(with == null ? "α" : with.text());
    Clause over = statement.clause("over");
    Expr step = number(rate.matches() ? rate.group(1) : "α", with == null ? head : with);
    Algorithm algorithm = new Algorithm(network, sheet, step, over == null ? null : count(over));
    try {
      return algorithm.report(statement);
    } catch (NablaException error) {
      throw new NablaException(error.kind(), String.valueOf(error.getMessage())); // not placed here
    }
  }

  private static Expr count(Clause over) {
    Matcher examples = COUNT.matcher(over.text());
    if (!examples.matches()) {
      throw Network.refused(
          "found " + over.text() + ", expected how many examples, as in over m examples", over);
    }
    return examples.group(1) == null ? Symbol.of("m") : number(examples.group(1), over);
  }

  private static Expr number(String text, Clause clause) {
    Name alone = NameText.alone(text);
    if (alone != null) {
      return Symbol.of(alone);
    }
    try {
      return Nabla.formula(text.strip()).reading().expression();
    } catch (NablaException error) {
      throw Statement.at(error, clause.start() + clause.text().indexOf(text.strip()));
    }
  }

  private Report report(Statement statement) {
    Expr loss = formulas.loss();
    Network.requireNumber(loss);
    Expr examples = count;
    if (examples instanceof Symbol && Dag.any(loss, examples::equals)) {
      throw new NablaException(
          NablaException.Kind.NAME,
          "found a loss that is divided by %s, over %s examples, whose mean divides by it again;"
                  .formatted(examples, examples)
              + " write the loss of one example, as in loss squared/2");
    }
    say(0, "", words("minimise "), formula(loss));
    Wording example = same("(x, y)");
    if (count == null) {
      say(0, "", words("repeat for each example "), example);
    } else {
      say(0, "", words("repeat"));
      loop(1, "", 0);
      set(2, "", "G", "l", Num.ZERO);
      set(2, "", "g", "l", Num.ZERO);
      say(1, "", words("for each of the "), formula(count), words(" examples "), example);
    }
    int inside = count == null ? 1 : 2;
    forward(inside);
    backward(inside);
    update(inside);
    return finished(statement);
  }

  private void forward(int depth) {
    String last = formulas.depth();
    say(depth, "", formula(formulas.sign("a", "0")), arrow(), same("x"));
    if (network.depth() == null) {
      for (int l = 1; l < network.layers().size(); l++) {
        forward(
            depth,
            l == 1 ? "forward" : "",
            network.layers().get(l),
            String.valueOf(l),
            String.valueOf(l - 1));
      }
      return;
    }
    boolean alike = network.layers().getFirst().equals(network.layers().getLast());
    loop(depth, "forward", alike ? 0 : 1);
    forward(depth + 1, "", network.layers().getFirst(), "l", "l-1");
    if (!alike) {
      forward(depth, "", network.layers().getLast(), last, last + "-1");
    }
  }

  private void forward(int depth, String remark, Layer layer, String place, String below) {
    set(depth, remark, "z", place, formulas.weighted(place, below));
    set(depth, "", "a", place, formulas.activation(layer, place));
  }

  private void backward(int depth) {
    set(depth, "backward", "δ", formulas.depth(), formulas.lastError());
    if (network.depth() == null) {
      for (int l = network.layers().size() - 2; l >= 1; l--) {
        backward(depth, network.layers().get(l), String.valueOf(l), String.valueOf(l + 1));
      }
      return;
    }
    String last = formulas.depth();
    say(
        depth,
        "",
        words("for "),
        mathematics("l = " + last + " − 1, …, 1", "l = " + last + "-1, \\dots, 1"));
    backward(depth + 1, network.layers().getFirst(), "l", "l+1");
  }

  private void backward(int depth, Layer layer, String place, String above) {
    if (!layer.isLinear()) {
      set(depth, "", "D", place, formulas.slope(layer, place));
    }
    set(depth, "", "δ", place, formulas.error(layer, place, above));
  }

  private void update(int depth) {
    Expr weights = formulas.gradient("W", "l", "l-1");
    Expr biases = formulas.gradient("b", "l", "l-1");
    loop(depth, count == null ? "update" : "gradients", 0);
    if (count == null) {
      set(depth + 1, "", "W", "l", stepped(formulas.name("W"), weights));
      set(depth + 1, "", "b", "l", stepped(formulas.name("b"), biases));
      return;
    }
    set(depth + 1, "", "G", "l", Sum.of(formulas.name("G"), weights));
    set(depth + 1, "", "g", "l", Sum.of(formulas.name("g"), biases));
    loop(1, "update", 0);
    set(2, "", "W", "l", stepped(formulas.name("W"), formulas.name("G")));
    set(2, "", "b", "l", stepped(formulas.name("b"), formulas.name("g")));
  }

  /// One step against the gradient, or against the mean of those that were added up.
  private Expr stepped(Expr from, Expr gradient) {
    Expr factor = count == null ? rate : Quotient.of(rate, count);
    return Sum.of(from, Negate.of(Backpropagation.product(factor, gradient)));
  }

  /// `for l = 1, …, L`
  ///
  /// @param without how many of the last layers are left out
  private void loop(int depth, String remark, int without) {
    String last = formulas.depth();
    if (network.depth() != null) {
      String less = without == 0 ? "" : "-" + without;
      say(
          depth,
          remark,
          words("for "),
          mathematics(
              "l = 1, …, " + last + less.replace("-", " − "), "l = 1, \\dots, " + last + less));
    } else {
      boolean one = last.equals("1");
      boolean two = last.equals("2");
      say(
          depth,
          remark,
          words("for "),
          mathematics(
              "l = 1" + (one ? "" : two ? ", 2" : ", …, " + last),
              "l = 1" + (one ? "" : two ? ", 2" : ", \\dots, " + last)));
    }
  }

  private void set(int depth, String remark, String letter, String place, Expr value) {
    say(depth, remark, formula(formulas.sign(letter, place)), arrow(), formula(value));
  }

  private void say(int depth, String remark, Wording... parts) {
    Wording line = new Wording(List.of());
    for (Wording part : parts) {
      line = line.and(part);
    }
    lines.add(new Report.CodeLine(depth, line, remark));
  }

  private static Wording words(String keywords) {
    return Wording.of(keywords);
  }

  private static Wording arrow() {
    return mathematics(" ← ", " \\leftarrow ");
  }

  private static Wording same(String formula) {
    return mathematics(formula, formula);
  }

  private static Wording mathematics(String text, String latex) {
    return new Wording(List.of(new Wording.Mathematics(text, latex)));
  }

  private static Wording formula(Expr expression) {
    return Wording.of("").and(expression, WriteOptions.DEFAULT);
  }

  private Report finished(Statement statement) {
    List<Report.Block> blocks = new ArrayList<>(List.of(new Report.Algorithm(lines)));
    formulas.labels().addTo(blocks, WriteOptions.DEFAULT);
    Provisos.addTo(blocks, formulas.derived(), WriteOptions.DEFAULT);
    Verifications.addTo(blocks, formulas.derived(), WriteOptions.DEFAULT);
    return new Report(
        statement.text().strip(),
        blocks,
        List.of(),
        WriteOptions.DEFAULT,
        this::json,
        ExitCode.DONE);
  }

  private JsonObject json() {
    JsonArray all = new JsonArray();
    for (Report.CodeLine line : lines) {
      JsonObject object = new JsonObject();
      object.addProperty("depth", line.depth());
      object.addProperty("text", line.wording().text());
      object.addProperty("latex", line.wording().latex());
      all.add(object);
    }
    JsonObject json = new JsonObject();
    json.add("algorithm", all);
    return json;
  }
}
