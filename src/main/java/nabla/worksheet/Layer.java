package nabla.worksheet;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.Formula;
import nabla.Nabla;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.worksheet.Statement.Clause;

/// A layer of a network, of which the first is the input.
///
/// @param size how many numbers come out of it
/// @param activation the name of a function; `linear` for none
record Layer(int size, String activation) {

  private static final Pattern LAYER = Pattern.compile("(\\d{1,6})(?:\\s+(.+))?");
  private static final Pattern MORE = Pattern.compile("(\\p{L}+)\\s*\\((.+)\\)");

  /// Reads `2 relu`.
  ///
  /// @param place 0 for the input
  static Layer of(String text, int place, Clause clause, Predicate<Name> functions) {
    Matcher layer = LAYER.matcher(text);
    if (!layer.matches() || layer.group(1).matches("0+")) {
      throw Network.refused(
          "found the layer \"" + text + "\", expected its size and activation, as in 2 relu",
          clause);
    }
    String activation = layer.group(2) == null ? "linear" : layer.group(2).strip();
    if (place == 0 && !activation.equals("linear")) {
      throw Network.refused(
          "the first number is the size of the input, which has no activation", clause);
    }
    return new Layer(Integer.parseInt(layer.group(1)), function(activation, clause, functions));
  }

  /// The function that an activation is called: `leakyrelu` for `leaky relu`.
  static String function(String activation, Clause clause, Predicate<Name> functions) {
    String function =
        activation
            .replaceFirst("^leaky[\\s_-]*(?=relu)", "leaky")
            .replaceFirst("^(\\p{L}+)\\s+([\\d.]+)$", "$1($2)"); // leaky relu 0.2
    if (!function.equals("linear")
        && !function.equals("identity")
        && !isKnown(function, functions)) {
      throw Network.refused(
          "found the activation "
              + activation
              + ", expected relu, leaky relu, sigmoid, tanh, softmax, softplus, linear or another"
              + " function",
          clause);
    }
    return function;
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

  /// Whether the layer has no activation.
  boolean isLinear() {
    return activation.equals("linear") || activation.equals("identity");
  }

  /// The activation of an argument.
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

  /// The layer with another activation.
  Layer with(String function) {
    return new Layer(size, function);
  }
}
