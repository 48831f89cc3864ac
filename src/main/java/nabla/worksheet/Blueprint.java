package nabla.worksheet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.expr.Name;
import nabla.worksheet.Statement.Clause;
import org.jspecify.annotations.Nullable;

/// A network without its numbers: `L layers σ, loss squared/2`, `3 -> 2 relu -> 1 linear`.
///
/// @param depth the name of the number of layers; null where that is a number
/// @param layers the input, and the layers after it; with a name for their number, a layer and the
///   last. A size of 0 is an unknown one
/// @param loss a formula in ŷ and y
record Blueprint(@Nullable String depth, List<Layer> layers, String loss) {

  private static final int MOST_LAYERS = 100;

  private static final Pattern COUNTED =
      Pattern.compile("(\\p{L}|\\d{1,3})\\s+layers?(?:\\s+(?:of\\s+)?(.+))?");

  /// The layers are copied.
  Blueprint {
    layers = List.copyOf(layers);
  }

  /// Whether a statement describes a network by its layers.
  static boolean isOf(Statement statement) {
    return statement.kind() == Kind.NETWORK && isLayered(statement.head().text());
  }

  /// Whether a description is one by layers.
  static boolean isLayered(String text) {
    return text.matches("(?s).*(->|→).*|\\d+.*") || COUNTED.matcher(first(text)).matches();
  }

  private static String first(String text) {
    return text.split(",", 2)[0].strip();
  }

  /// Reads the layers, the loss and the activation of the last layer.
  ///
  /// @param parts the description at its commas
  /// @param functions whether a name is that of a function of the sheet
  static Blueprint of(Clause clause, List<Clause> parts, Predicate<Name> functions) {
    String loss = "squared/2";
    String output = "";
    Set<String> said = new HashSet<>();
    for (Clause part : parts.subList(1, parts.size())) {
      String word = part.text().split("\\s", 2)[0];
      if (!said.add(word)) {
        throw Network.refused("found a second " + word + " of the network, expected one", part);
      }
      if (part.text().startsWith("loss ")) {
        loss = part.text().substring("loss ".length()).strip();
      } else if (part.text().startsWith("output ")) {
        output = part.text().substring("output ".length()).strip();
      } else {
        throw Network.refused(
            "found " + part.text() + ", expected loss …, output …, or weights random seed 7", part);
      }
    }
    Matcher counted = COUNTED.matcher(parts.getFirst().text());
    if (counted.matches()) {
      return counted(counted, output, loss, clause, functions);
    }
    List<Layer> layers = new ArrayList<>();
    for (String layer : parts.getFirst().text().split("->|→", -1)) {
      layers.add(Layer.of(layer.strip(), layers.size(), clause, functions));
    }
    refuseNumber(layers.size(), clause);
    if (!output.isEmpty()) {
      layers.add(layers.removeLast().with(Layer.function(output, clause, functions)));
    }
    return new Blueprint(null, layers, Loss.formula(loss, layers.getLast(), clause));
  }

  private static Blueprint counted(
      Matcher counted, String output, String loss, Clause clause, Predicate<Name> functions) {
    String hidden = counted.group(2) == null ? "σ" : counted.group(2).strip();
    String activation = Layer.function(hidden, clause, functions);
    Layer between = new Layer(0, activation);
    Layer last =
        output.isEmpty() ? between : new Layer(0, Layer.function(output, clause, functions));
    String formula = Loss.formula(loss, last, clause);
    if (!Character.isDigit(counted.group(1).charAt(0))) {
      if (NameText.alone("a^{[" + counted.group(1) + "]}") == null) {
        throw Network.refused(
            "found " + counted.group(1) + " for the number of layers, expected L or a number",
            clause);
      }
      return new Blueprint(counted.group(1), List.of(between, last), formula);
    }
    int count = Integer.parseInt(counted.group(1));
    refuseNumber(count + 1, clause);
    List<Layer> layers = new ArrayList<>(List.of(new Layer(0, "linear")));
    for (int l = 1; l < count; l++) {
      layers.add(between);
    }
    layers.add(last);
    return new Blueprint(null, layers, formula);
  }

  private static void refuseNumber(int layers, Clause clause) {
    if (layers < 2 || layers > MOST_LAYERS) {
      throw Network.refused(
          "found " + layers + " layers, expected the input and up to 99 more", clause);
    }
  }

  /// Whether the sizes of the layers are known.
  boolean hasSizes() {
    return depth == null && layers.getFirst().size() > 0;
  }
}
