package nabla.worksheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.worksheet.Statement.Clause;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// A feed-forward network as its definitions: `a = W1 x + b1; h = relu(a); ŷ = W2 h + b2; L = (ŷ -
/// y)^2/2`, be it written so or by its layers, `3 -> 2 relu -> 1 linear, loss squared/2`.
///
/// @param declarations the shapes; empty where it was written out
/// @param definitions the names from the input to the loss
/// @param parameters the weights and biases from the first layer to the last; empty where it was
///   written out
/// @param blueprint its layers; null where it was written out
/// @param random how its weights are drawn; null where they are given
record Network(
    String declarations,
    List<String> definitions,
    List<String> parameters,
    @Nullable Blueprint blueprint,
    @Nullable Randomness random) {

  /// Random weights.
  ///
  /// @param seed what they are drawn from
  /// @param isChosen whether the seed was stated, and not taken because none was
  record Randomness(long seed, boolean isChosen) {}

  private static final Pattern WEIGHTS =
      Pattern.compile("weights\\s+random(?:\\s+(?:from\\s+)?seed\\s+(\\d{1,18}))?");

  /// The same behind definitions.
  private static final Pattern LAST_WEIGHTS =
      Pattern.compile("\\s*[,;]\\s*" + WEIGHTS.pattern() + "\\s*$");

  /// Reads the description of a network.
  ///
  /// @param functions whether a name is that of a function of the sheet
  static Network of(Clause clause, Predicate<Name> functions) {
    return Blueprint.isLayered(clause.text()) ? ofLayers(clause, functions) : writtenOut(clause);
  }

  /// Definitions between semicolons or commas.
  private static Network writtenOut(Clause clause) {
    Matcher weights = LAST_WEIGHTS.matcher(clause.text());
    boolean random = weights.find();
    String text = random ? clause.text().substring(0, weights.start()) : clause.text();
    List<String> definitions = new ArrayList<>();
    for (String part : text.split("\\s*;\\s*", -1)) {
      SeveralDefinitions.in(new Clause(part, 0)).forEach(each -> definitions.add(each.text()));
    }
    return new Network(
        "", definitions, List.of(), null, random ? randomness(weights.group(1)) : null);
  }

  private static Randomness randomness(@Nullable String seed) {
    return new Randomness(seed == null ? 0 : Long.parseLong(seed), seed != null);
  }

  private static Network ofLayers(Clause clause, Predicate<Name> functions) {
    List<Clause> parts = new ArrayList<>();
    Randomness random = null;
    for (Clause part : StatementReader.list(clause)) {
      Matcher weights = WEIGHTS.matcher(part.text());
      if (weights.matches()) {
        random = randomness(weights.group(1));
      } else {
        parts.add(part);
      }
    }
    Blueprint blueprint = Blueprint.of(clause, parts, functions);
    if (!blueprint.hasSizes()) {
      throw refused(
          "the layers have no sizes, expected them as in 3 -> 2 relu -> 1 linear; algorithm is for"
              + " those without",
          clause);
    }
    return written(blueprint, random);
  }

  private static Network written(Blueprint blueprint, @Nullable Randomness random) {
    List<Layer> layers = blueprint.layers();
    List<String> declarations = new ArrayList<>();
    List<String> definitions = new ArrayList<>();
    List<String> parameters = new ArrayList<>();
    int last = layers.size() - 1;
    declarations.add("x ∈ " + space(layers.getFirst().size()));
    declarations.add("y ∈ " + space(layers.getLast().size()));
    String below = "x";
    for (int l = 1; l <= last; l++) {
      int rows = layers.get(l).size();
      int columns = layers.get(l - 1).size();
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
    definitions.add("L = " + blueprint.loss());
    return new Network(String.join("; ", declarations), definitions, parameters, blueprint, random);
  }

  private static String space(int size) {
    return size == 1 ? "R" : "R^" + (size > 9 ? "{" + size + "}" : size);
  }

  private static String space(int rows, int columns) {
    return columns == 1 ? space(rows) : "R^{" + rows + "×" + columns + "}";
  }

  /// Random weights, those of a layer with n inputs uniform on (−√(6/(n + m)), √(6/(n + m))) for
  /// its m outputs (Glorot and Bengio, 2010), in four decimals; biases are 0. A seed gives the same
  /// weights everywhere.
  ///
  /// @param into takes each parameter and its value
  void randomWeights(long from, BiConsumer<String, String> into) {
    Random random = new Random(from);
    List<Layer> layers = blueprint == null ? List.of() : blueprint.layers();
    for (int l = 1; l < layers.size(); l++) {
      int rows = layers.get(l).size();
      int columns = layers.get(l - 1).size();
      into.accept("W" + l, matrix(random, rows, columns));
      into.accept("b" + l, rows == 1 ? "0" : "(" + "0, ".repeat(rows - 1) + "0)");
    }
  }

  /// The same for the parameters of a network that is written out; those that b or c names are
  /// biases. A [NablaException] where a shape is not known.
  static void randomWeights(List<Symbol> parameters, long from, BiConsumer<String, String> into) {
    Random random = new Random(from);
    for (Symbol parameter : parameters) {
      Shape shape = parameter.shape();
      if (!shape.rows().isFixed() || !shape.columns().isFixed()) {
        throw new NablaException(
            NablaException.Kind.SHAPE,
            "random weights need sizes, and nothing says that of "
                + parameter
                + "; declare it, as in "
                + parameter
                + " ∈ R^{2×3}");
      }
      int rows = (int) shape.rows().fixedSize();
      int columns = (int) shape.columns().fixedSize();
      boolean bias = List.of("b", "c").contains(parameter.name().base());
      String zeros = rows == 1 ? "0" : "(" + "0, ".repeat(rows - 1) + "0)";
      String text = Text.of(parameter.name());
      into.accept(text, bias && columns == 1 ? zeros : matrix(random, rows, columns));
    }
  }

  private static String matrix(Random random, int rows, int columns) {
    double bound = Math.sqrt(6.0 / (rows + columns));
    StringBuilder matrix = new StringBuilder("[");
    for (int i = 0; i < rows; i++) {
      matrix.append(i == 0 ? "" : "; ");
      for (int j = 0; j < columns; j++) {
        double weight = bound * (2 * random.nextDouble() - 1);
        matrix.append(j == 0 ? "" : ", ").append(String.format(Locale.ROOT, "%.4f", weight));
      }
    }
    matrix.append("]");
    boolean row = rows == 1 && columns > 1; // [[1, 2]]; a list in single brackets is a column
    return row ? "[" + matrix + "]" : matrix.toString();
  }

  /// Refuses a loss that is a vector or a matrix.
  static void requireNumber(Expr loss) {
    if (!loss.isScalar()) {
      throw new NablaException(
          NablaException.Kind.SHAPE,
          "the loss of a network is a number, and " + Text.of(loss) + " is " + loss.shape());
    }
  }

  /// What is wrong with a part of a statement.
  static NablaException refused(String message, Clause clause) {
    return new NablaException(
        NablaException.Kind.SYNTAX, message, 1, clause.start() + 1, clause.text().length());
  }
}
