package nabla.worksheet.training;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nabla.expr.NablaException;

/// The methods of stochastic gradient descent, each with its constants. With the mean gradient g of
/// a mini-batch and the rate η, componentwise:
///
/// - `sgd`: w ← w − η g (Robbins and Monro, 1951); with `momentum μ`, as `momentum`.
/// - `momentum(μ)`, the heavy ball: v ← μ v + g, w ← w − η v (Polyak, 1964).
/// - `nesterov(μ)`: v ← μ v + g, w ← w − η (g + μ v) (Nesterov, 1983, as Sutskever, Martens, Dahl
///   and Hinton, 2013, write it, at the point to which the momentum leads).
/// - `rmsprop(ρ, ε)`: s ← ρ s + (1 − ρ) g², w ← w − η g/(√s + ε) (Hinton, lecture 6e of Neural
///   Networks for Machine Learning, 2012).
/// - `adam(β₁, β₂, ε)`: m ← β₁ m + (1 − β₁) g, s ← β₂ s + (1 − β₂) g², w ← w − η m̂/(√ŝ + ε) with
///   m̂ = m/(1 − β₁ᵗ), ŝ = s/(1 − β₂ᵗ) (Kingma and Ba, 2015).
///
/// @param name which of them
/// @param constants those in its brackets
public record Method(Kind name, List<Double> constants) {

  /// The methods, with the constants that they have unless told.
  @SuppressWarnings("ImmutableEnumChecker") // The array is not changed.
  public enum Kind {
    SGD(),
    MOMENTUM(0.9),
    NESTEROV(0.9),
    RMSPROP(0.9, 1e-8),
    ADAM(0.9, 0.999, 1e-8);

    private final double[] constants;

    Kind(double... constants) {
      this.constants = constants;
    }

    /// As it is written.
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Pattern TEXT =
      Pattern.compile("([a-zA-Z]+)\\s*(?:\\(([^()]*)\\)|([\\d.].*))?");

  /// The list is copied.
  public Method {
    constants = List.copyOf(constants);
  }

  /// Reads `adam`, `adam(0.9, 0.99)` and `momentum 0.9`.
  public static Method of(String text) {
    Matcher parts = TEXT.matcher(text.strip());
    if (parts.matches()) {
      String word = parts.group(1).toLowerCase(Locale.ROOT);
      for (Kind kind : Kind.values()) {
        if (kind.word().equals(word)) {
          String listed = parts.group(2) == null ? parts.group(3) : parts.group(2);
          String constants = listed == null ? "" : listed.strip();
          return new Method(kind, constants(kind, constants));
        }
      }
    }
    throw refused(
        "found the method " + text + ", expected sgd, momentum, nesterov, rmsprop or adam");
  }

  private static List<Double> constants(Kind kind, String text) {
    double[] constants = kind.constants.clone();
    String[] given = text.isEmpty() ? new String[0] : text.split("\\s*,\\s*", -1);
    if (given.length > constants.length) {
      throw refused(kind.word() + " has " + constants.length + " constants, not " + given.length);
    }
    for (int i = 0; i < given.length; i++) {
      constants[i] = constant(kind, given[i], kind.constants[i] < 0.01);
    }
    return Arrays.stream(constants).boxed().toList();
  }

  /// A share of what was before is in [0, 1); what is added to a root is positive.
  private static double constant(Kind kind, String text, boolean added) {
    try {
      double value = Double.parseDouble(text);
      if (added ? value > 0 && value < 1 : value >= 0 && value < 1) {
        return value;
      }
    } catch (NumberFormatException none) {
      // said below
    }
    throw refused(
        "found the constant "
            + text
            + " of "
            + kind.word()
            + ", expected a number "
            + (added ? "between 0 and 1" : "from 0 to less than 1"));
  }

  /// The same with momentum.
  public Method withMomentum(String momentum) {
    return switch (name) {
      case SGD, MOMENTUM -> new Method(Kind.MOMENTUM, constants(Kind.MOMENTUM, momentum));
      case NESTEROV -> new Method(Kind.NESTEROV, constants(Kind.NESTEROV, momentum));
      case RMSPROP, ADAM ->
          throw refused(
              name.word()
                  + " takes no momentum; sgd, momentum and nesterov do, as in with sgd"
                  + " momentum 0.9");
    };
  }

  /// A run of it from its start.
  ///
  /// @param lengths of the parameters
  Optimiser optimiser(int... lengths) {
    return switch (name) {
      case SGD -> new Optimiser.Plain();
      case MOMENTUM -> new Optimiser.Momentum(constants.getFirst(), false, lengths);
      case NESTEROV -> new Optimiser.Momentum(constants.getFirst(), true, lengths);
      case RMSPROP -> new Optimiser.RmsProp(constants.get(0), constants.get(1), lengths);
      case ADAM ->
          new Optimiser.Adam(constants.get(0), constants.get(1), constants.get(2), lengths);
    };
  }

  @Override
  public String toString() {
    return constants.isEmpty()
        ? name.word()
        : constants.stream()
            .map(each -> each.toString().replace(".0E", "e").replace("E", "e"))
            .collect(Collectors.joining(", ", name.word() + "(", ")"));
  }

  private static NablaException refused(String message) {
    return new NablaException(NablaException.Kind.SYNTAX, message);
  }
}
