package nabla.worksheet;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import nabla.answer.Report;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.write.Text;

/// The random weights that a network starts with: what they are, and how to get them again.
final class RandomWeights {
  /// Larger arrays are shown by their shape.
  private static final int MOST_ENTRIES = 100;

  private final List<Report.Block> blocks = new ArrayList<>();
  private final JsonObject json = new JsonObject();

  private RandomWeights() {}

  /// Gives a sheet the weights of a network, where they are to be random.
  static RandomWeights give(Network network, Sheet sheet) {
    RandomWeights weights = new RandomWeights();
    Network.Randomness random = network.random();
    if (random != null) {
      weights.give(network, random, sheet);
    }
    return weights;
  }

  private void give(Network network, Network.Randomness random, Sheet sheet) {
    List<Report.Row> rows = new ArrayList<>();
    List<String> large = new ArrayList<>();
    json.addProperty("seed", random.seed());
    BiConsumer<String, String> into =
        (text, value) -> {
          Name name = Objects.requireNonNull(NameText.alone(text));
          Expr array = number(NameText.value(value));
          Shape shape = array.shape();
          sheet.give(name, value, shape);
          json.addProperty(Text.of(name), value);
          if (array.arity() > MOST_ENTRIES) {
            String space = Text.of(name) + " ∈ " + Text.of(shape);
            large.add(space + " has " + array.arity() + " numbers");
          } else {
            Report.Left variable = Report.Left.of(Symbol.of(name, shape));
            rows.add(new Report.Row(variable, array, "", List.of()));
          }
        };
    if (network.blueprint() == null) {
      List<Name> parameters = sheet.wiring().parameters(sheet);
      List<Symbol> open =
          sheet.wiring().loss(sheet).variables().stream()
              .filter(each -> parameters.contains(each.name()) && !sheet.hasValue(each.name()))
              .toList();
      Network.randomWeights(open, random.seed(), into);
    } else {
      network.randomWeights(random.seed(), into);
    }
    String again =
        random.isChosen()
            ? ""
            : "; weights random seed " + random.seed() + " says so, and gives them again";
    String sentence = "random weights (Glorot and Bengio, 2010) from the seed " + random.seed();
    blocks.add(new Report.Remark(sentence + again, Report.Tone.PLAIN));
    blocks.add(new Report.Equations(rows));
    large.forEach(each -> blocks.add(new Report.Remark(each, Report.Tone.PLAIN)));
  }

  /// A matrix of one entry as a number.
  private static Expr number(Expr value) {
    return value instanceof Literal && value.arity() == 1 ? value.child(0) : value;
  }

  /// What is to be said of them; nothing where they are not random.
  List<Report.Block> blocks() {
    return List.copyOf(blocks);
  }

  /// The same for programs.
  void addTo(JsonObject reply) {
    if (!json.isEmpty()) {
      reply.add("weights", json);
    }
  }
}
