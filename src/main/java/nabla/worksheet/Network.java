package nabla.worksheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.Formula;
import nabla.Nabla;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.worksheet.Statement.Clause;
import org.jspecify.annotations.Nullable;

/// A feed-forward network as its definitions: `a = W1 x + b1; h = relu(a); ŷ = W2 h + b2; L = (ŷ -
/// y)^2/2`, be it written so or by its layers, `3 -> 2 relu -> 1 linear, loss squared/2`.
///
/// @param declarations the shapes; empty where it was written out
/// @param definitions the names from the input to the loss
/// @param parameters the weights and biases from the first layer to the last; empty where it was
///   written out
/// @param sizes the sizes of the layers, the input first; empty where it was written out
/// @param seed of random weights; null where they are given
record Network(
    String declarations,
    List<String> definitions,
    List<String> parameters,
    List<Integer> sizes,
    @Nullable Long seed) {

  private static final int MOST_LAYERS = 100;

  private static final Pattern LAYER = Pattern.compile("(\\d{1,6})(?:\\s+(.+))?");
  private static final Pattern MORE = Pattern.compile("(\\p{L}+)\\s*\\((.+)\\)");
  private static final Pattern WEIGHTS =
      Pattern.compile("weights\\s+random(?:\\s+(?:from\\s+)?seed\\s+(\\d{1,18}))?");
  private static final Pattern LOSS =
      Pattern.compile("([a-z-]+)\\s*(?:\\((.+)\\))?\\s*(?:/\\s*(.+))?");

  /// Reads the description of a network.
  ///
  /// @param functions whether a name is that of a function of the sheet
  static Network of(Clause clause, Predicate<Name> functions) {
    return clause.text().matches("(?s).*(->|→).*|\\d+.*")
        ? ofLayers(clause, functions)
        : new Network(
            "", List.of(clause.text().split("\\s*;\\s*", -1)), List.of(), List.of(), null);
  }

  private static Network ofLayers(Clause clause, Predicate<Name> functions) {
    List<Clause> parts = StatementReader.list(clause);
    String loss = "squared/2";
    Long seed = null;
    for (Clause part : parts.subList(1, parts.size())) {
      Matcher weights = WEIGHTS.matcher(part.text());
      if (part.text().startsWith("loss ")) {
        loss = part.text().substring("loss ".length()).strip();
      } else if (weights.matches()) {
        seed = weights.group(1) == null ? 0L : Long.valueOf(weights.group(1));
      } else {
        throw refused("found " + part.text() + ", expected loss …, or weights random seed 7", part);
      }
    }
    List<Layer> layers = new ArrayList<>();
    for (String layer : parts.getFirst().text().split("->|→", -1)) {
      layers.add(Layer.of(layer.strip(), layers.size(), clause, functions));
    }
    if (layers.size() < 2 || layers.size() > MOST_LAYERS) {
      throw refused(
          "found " + layers.size() + " layers, expected the input and up to 99 more", clause);
    }
    return written(layers, loss, seed, clause);
  }

  /// A layer, of which the first is the input.
  private record Layer(int size, String activation) {
    static Layer of(String text, int place, Clause clause, Predicate<Name> functions) {
      Matcher layer = LAYER.matcher(text);
      if (!layer.matches() || layer.group(1).matches("0+")) {
        throw refused(
            "found the layer \"" + text + "\", expected its size and activation, as in 2 relu",
            clause);
      }
      String activation = layer.group(2) == null ? "linear" : layer.group(2).strip();
      if (place == 0 && !activation.equals("linear")) {
        throw refused("the first number is the size of the input, which has no activation", clause);
      }
      String function = activation.replaceFirst("^leaky[\\s_-]*(?=relu)", "leaky");
      if (!function.equals("linear")
          && !function.equals("identity")
          && !isKnown(function, functions)) {
        throw refused(
            "found the activation "
                + activation
                + ", expected relu, leaky relu, sigmoid, tanh, softmax, softplus, linear or another"
                + " function",
            clause);
      }
      return new Layer(Integer.parseInt(layer.group(1)), function);
    }

    /// Whether a word is a function, and not, as `lrelu`, a product with one.
    private static boolean isKnown(String function, Predicate<Name> functions) {
      Name name = NameText.alone(function);
      if (name != null && functions.test(name)) {
        return true;
      }
      try {
        Formula applied = Nabla.formula(applied(function, "t"), "t ∈ R^2");
        return applied.variables().size() == 1 && applied.reading().notes().isEmpty();
      } catch (NablaException none) {
        return false;
      }
    }

    boolean isLinear() {
      return activation.equals("linear") || activation.equals("identity");
    }

    String applied(String argument) {
      return isLinear() ? argument : applied(activation, argument);
    }

    /// A function, perhaps with further arguments as in `leakyrelu(0.1)`, of its first one.
    private static String applied(String function, String argument) {
      Matcher more = MORE.matcher(function);
      return more.matches()
          ? more.group(1) + "(" + argument + ", " + more.group(2) + ")"
          : function + "(" + argument + ")";
    }
  }

  private static Network written(
      List<Layer> layers, String loss, @Nullable Long seed, Clause clause) {
    List<String> declarations = new ArrayList<>();
    List<String> definitions = new ArrayList<>();
    List<String> parameters = new ArrayList<>();
    int last = layers.size() - 1;
    declarations.add("x ∈ " + space(layers.getFirst().size));
    declarations.add("y ∈ " + space(layers.getLast().size));
    String below = "x";
    for (int l = 1; l <= last; l++) {
      int rows = layers.get(l).size;
      int columns = layers.get(l - 1).size;
      declarations.add("W" + l + " ∈ " + space(rows, columns));
      declarations.add("b" + l + " ∈ " + space(rows));
      parameters.add("W" + l);
      parameters.add("b" + l);
      String sum = "W" + l + " " + below + " + b" + l;
      boolean plain = l == last && layers.get(l).isLinear();
      if (plain) {
        definitions.add("ŷ = " + sum);
      } else {
        definitions.add("z" + l + " = " + sum);
        below = l == last ? "ŷ" : "a" + l;
        definitions.add(below + " = " + layers.get(l).applied("z" + l));
      }
    }
    definitions.add("L = " + loss(loss, layers.get(last), clause));
    return new Network(
        String.join("; ", declarations),
        definitions,
        parameters,
        layers.stream().map(Layer::size).toList(),
        seed);
  }

  private static String space(int size) {
    return size == 1 ? "R" : "R^" + (size > 9 ? "{" + size + "}" : size);
  }

  private static String space(int rows, int columns) {
    return columns == 1 ? space(rows) : "R^{" + rows + "×" + columns + "}";
  }

  /// A loss by its name, divided as written: `squared`, `squared/2`, `squared/m`, `cross-entropy`,
  /// `hinge`, `pinball(τ)`; a formula in ŷ and y is a loss, too.
  private static String loss(String text, Layer last, Clause clause) {
    Matcher named = LOSS.matcher(text);
    if (!named.matches()) {
      return text;
    }
    boolean one = last.size == 1;
    String formula =
        switch (named.group(1)) {
          case "squared" -> one ? "(ŷ - y)^2" : "‖ŷ - y‖^2";
          case "cross-entropy" ->
              last.activation.equals("softmax")
                  ? "-y^T log(ŷ)"
                  : one
                      ? "-y ln(ŷ) - (1 - y) ln(1 - ŷ)"
                      : "-sum(y ⊙ log(ŷ) + (1 - y) ⊙ log(1 - ŷ))";
          case "hinge" -> one ? "max(0, 1 - y ŷ)" : "sum(max(0, 1 - y ⊙ ŷ))";
          case "pinball" -> {
            String share = named.group(2) == null ? "τ" : named.group(2).strip();
            if (!one) {
              throw refused("the pinball loss is one of a single output", clause);
            }
            yield "{(" + share + ")(y - ŷ) if y > ŷ; (1 - " + share + ")(ŷ - y) otherwise}";
          }
          default ->
              throw refused(
                  "found the loss "
                      + named.group(1)
                      + ", expected squared, cross-entropy, hinge, pinball(τ), or a formula in ŷ"
                      + " and y",
                  clause);
        };
    return named.group(3) == null ? formula : "(" + formula + ")/" + named.group(3).strip();
  }

  /// Random weights, those of a layer with n inputs uniform on (−√(6/(n + m)), √(6/(n + m))) for
  /// its m outputs (Glorot and Bengio, 2010), in four decimals; biases are 0. A seed gives the same
  /// weights everywhere.
  ///
  /// @param into takes each parameter and its value
  void randomWeights(long from, BiConsumer<String, String> into) {
    Random random = new Random(from);
    for (int l = 1; l < sizes.size(); l++) {
      int rows = sizes.get(l);
      int columns = sizes.get(l - 1);
      double bound = Math.sqrt(6.0 / (rows + columns));
      StringBuilder matrix = new StringBuilder("[");
      for (int i = 0; i < rows; i++) {
        matrix.append(i == 0 ? "" : "; ");
        for (int j = 0; j < columns; j++) {
          double weight = bound * (2 * random.nextDouble() - 1);
          matrix.append(j == 0 ? "" : ", ").append(String.format(Locale.ROOT, "%.4f", weight));
        }
      }
      into.accept("W" + l, matrix.append("]").toString());
      into.accept("b" + l, rows == 1 ? "0" : "(" + "0, ".repeat(rows - 1) + "0)");
    }
  }

  private static NablaException refused(String message, Clause clause) {
    return new NablaException(
        NablaException.Kind.SYNTAX, message, 1, clause.start() + 1, clause.text().length());
  }
}
