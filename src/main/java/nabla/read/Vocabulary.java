package nabla.read;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
          + " Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω ell ℓ";

  private static final Map<String, String> GREEK = greek();

  private static final Set<String> LAYOUTS =
      Set.of("frac", "sqrt", "left", "right", "cdot", "times", "text", "begin", "partial", "infty");

  private final Catalogue catalogue;
  private final Map<String, Function> commands = new HashMap<>();
  private final Map<Function.Notation, Function> notations = new EnumMap<>(Function.Notation.class);

  Vocabulary(Catalogue catalogue) {
    this.catalogue = catalogue;
    for (Function function : catalogue.functions()) {
      if (!function.written().equals(function.name())) {
        continue; // its command is that of another
      }
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

  /// The name of a function that a word spells with a capital, `Tr` or `Softmax`; any other as it
  /// is.
  String lowered(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    boolean capital = word.length() > 1 && word.substring(1).equals(lower.substring(1));
    return capital && function(word) == null && function(lower) != null ? lower : word;
  }

  /// The Greek letter, or the ℓ, that a word spells; null where it spells none.
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

  /// The function that is written with the name of another, for one argument, or with the word
  /// `rows` after it; null where there is none.
  @Nullable Function written(String name, boolean ofEachRow) {
    for (Function function : catalogue.functions()) {
      if (function.written().equals(name)
          && !function.name().equals(name)
          && function.ofEachRow() == ofEachRow) {
        return function;
      }
    }
    return null;
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

  /// The length of the function name of two letters or more that the word starts with, shorter than
  /// the word: one that leaves a whole function name (`sincos`), else the longest; 0 where there is
  /// none.
  int functionPrefix(String word) {
    int longest = 0;
    for (int length = word.length() - 1; length >= 2; length--) {
      if (isApplied(word.substring(0, length))) {
        if (isApplied(word.substring(length))) {
          return length;
        }
        longest = Math.max(longest, length);
      }
    }
    return longest;
  }

  private boolean isApplied(String word) {
    Function function = word.length() < 2 ? null : function(word);
    return function != null && function.notation() != Function.Notation.CONSTANT;
  }

  /// Whether a word of three letters or more, or `ln`, names a function that is applied.
  boolean isFunction(String word) {
    return (word.length() > 2 || word.equals("ln")) && isApplied(word);
  }

  /// What to write instead of a word that is unknown; null where nothing comes near.
  @Nullable String suggestion(String word) {
    @Nullable String written = Suggestions.forWord(word);
    if (written != null) {
      return "write " + written;
    }
    Set<String> names = new HashSet<>();
    catalogue
        .functions()
        .forEach(function -> {
          names.add(function.name());
          names.addAll(function.aliases());
        });
    names.addAll(GREEK.keySet());
    @Nullable String nearest = Suggestions.nearest(word, names);
    return nearest == null ? null : "did you mean " + nearest + "?";
  }

  /// What to write instead of a LaTeX command that is unknown.
  String adviceOnCommand(String command) {
    for (int length = command.length() - 1; length >= 2; length--) {
      String start = command.substring(0, length);
      if (GREEK.containsKey(start) || isApplied(start)) {
        return "write \\" + start + " " + command.substring(length);
      }
    }
    Set<String> commands = new HashSet<>(this.commands.keySet());
    commands.addAll(GREEK.keySet());
    commands.addAll(LAYOUTS);
    @Nullable String nearest = Suggestions.nearest(command, commands);
    return nearest != null
        ? "did you mean \\" + nearest + "?"
        : "write a name as \\text{" + command + "}";
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
