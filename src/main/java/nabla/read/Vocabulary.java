package nabla.read;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import nabla.catalogue.Catalogue;
import nabla.catalogue.Function;
import nabla.expr.NablaException;
import org.jspecify.annotations.Nullable;

/// What the words of a formula may mean: the functions of a catalogue by name, by LaTeX command and
/// by notation, and the Greek letters.
final class Vocabulary {

  private static final String GREEK_LETTERS =
      "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta θ iota ι"
          + " kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi π rho ρ varrho ρ sigma σ"
          + " varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Alpha Α Beta Β Gamma Γ"
          + " Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron"
          + " Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω";

  private static final Map<String, String> GREEK = greek();

  private final Catalogue catalogue;
  private final Map<String, Function> commands = new HashMap<>();
  private final Map<Function.Notation, Function> notations = new EnumMap<>(Function.Notation.class);

  Vocabulary(Catalogue catalogue) {
    this.catalogue = catalogue;
    for (Function function : catalogue.functions()) {
      String latex = function.latex();
      int brace = latex.indexOf('{');
      if (brace < 0 && latex.startsWith("\\")) {
        commands.putIfAbsent(latex.substring(1), function);
      } else if (brace > 0 && latex.endsWith("}") && latex.startsWith("\\operatorname")) {
        commands.putIfAbsent(latex.substring(brace + 1, latex.length() - 1), function);
      }
      notations.putIfAbsent(function.notation(), function);
    }
  }

  private static Map<String, String> greek() {
    Map<String, String> letters = new HashMap<>();
    String[] words = GREEK_LETTERS.split(" ", -1);
    for (int i = 0; i < words.length; i += 2) {
      letters.put(words[i], words[i + 1]);
    }
    return letters;
  }

  /// The Greek letter that a word spells; null where it spells none.
  static @Nullable String greek(String word) {
    return GREEK.get(word);
  }

  /// The function that a word names; null where it names none.
  @Nullable Function function(String word) {
    Function function = catalogue.lookup(word);
    return function != null ? function : commands.get(word);
  }

  /// The function written in this notation.
  Function written(Function.Notation notation) {
    Function function = notations.get(notation);
    if (function == null) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED,
          "the catalogue has no function that is written as " + notation);
    }
    return function;
  }

  /// A function that must be there.
  Function required(String name) {
    Function function = function(name);
    if (function == null) {
      throw new NablaException(
          NablaException.Kind.UNSUPPORTED, "the catalogue has no function " + name);
    }
    return function;
  }

  /// The longest function name of two letters or more that the word starts with, shorter than the
  /// word.
  int functionPrefix(String word) {
    for (int length = word.length() - 1; length >= 2; length--) {
      Function function = function(word.substring(0, length));
      if (function != null && function.notation() != Function.Notation.CONSTANT) {
        return length;
      }
    }
    return 0;
  }

  /// The function whose inverse `function` is undone by: `sin^{-1}` is arcsin.
  @Nullable Function inverse(Function function) {
    for (String prefix : new String[] {"arc", "ar", "a"}) {
      Function inverse = function(prefix + function.name());
      if (inverse != null) {
        return inverse;
      }
    }
    return null;
  }
}
