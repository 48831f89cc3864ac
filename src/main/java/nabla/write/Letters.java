package nabla.write;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The letters and small characters that formulas are written with: Greek and its names,
/// superscripts, subscripts.
final class Letters {

  private static final String GREEK = "αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩϵϑϕϱςϖϰℓ";
  private static final String[] GREEK_NAMES =
      ("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho"
              + " sigma tau upsilon phi chi psi omega Alpha Beta Gamma Delta Epsilon Zeta Eta Theta"
              + " Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho Sigma Tau Upsilon Phi Chi Psi Omega"
              + " varepsilon vartheta varphi varrho varsigma varpi varkappa ell")
          .split(" ");

  /// Letters of the Greek alphabet for which TeX has no command, since the Latin letter looks the
  /// same.
  private static final Set<String> WITHOUT_COMMAND =
      Set.of(
          "omicron", "Alpha", "Beta", "Epsilon", "Zeta", "Eta", "Iota", "Kappa", "Mu", "Nu",
          "Omicron", "Rho", "Tau", "Chi");

  private static final String PLAIN = "0123456789+-=()nijkaehlmopstrvuxβγρφχ";
  private static final String BELOW = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙᵢⱼₖₐₑₕₗₘₒₚₛₜᵣᵥᵤₓᵦᵧᵨᵩᵪ";
  private static final String ABOVE = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾";

  private static final Map<Integer, String> NAMES = new HashMap<>();

  static {
    int[] letters = GREEK.codePoints().toArray();
    for (int i = 0; i < letters.length; i++) {
      NAMES.put(letters[i], GREEK_NAMES[i]);
    }
  }

  private Letters() {}

  /// The ASCII names of the Greek letters.
  static List<String> greekNames() {
    return List.of(GREEK_NAMES);
  }

  /// The ASCII name of every Greek letter in a text: `σ` is `sigma`.
  static String spelled(String text) {
    StringBuilder spelled = new StringBuilder();
    text.codePoints()
        .forEach(letter -> {
          String name = NAMES.get(letter);
          spelled.append(name == null ? Character.toString(letter) : name);
        });
    return spelled.toString();
  }

  /// Whether the text is one Greek letter.
  static boolean isGreek(String text) {
    return text.codePointCount(0, text.length()) == 1 && NAMES.containsKey(text.codePointAt(0));
  }

  /// A letter as LaTeX writes it: `\sigma` for `σ`, `x` for `x`.
  static String latex(String letter) {
    if (!isGreek(letter)) {
      return letter;
    }
    String name = spelled(letter);
    return WITHOUT_COMMAND.contains(name) ? "\\mathrm{" + letter + "}" : "\\" + name;
  }

  /// A small character in LaTeX: `^{2}` for `²`, `_{1}` for `₁`; empty where it is none.
  static String plain(int small) {
    int above = ABOVE.indexOf(small);
    int below = BELOW.indexOf(small);
    return above >= 0
        ? "^{" + PLAIN.charAt(above) + "}"
        : below >= 0 ? "_{" + latex(Character.toString(PLAIN.charAt(below))) + "}" : "";
  }

  /// Whether every character has a small form below the line.
  static boolean hasSubscript(String text) {
    return text.chars().allMatch(c -> PLAIN.indexOf(c) >= 0);
  }

  /// The text in small characters below the line.
  static String subscript(String text) {
    StringBuilder small = new StringBuilder();
    text.chars().forEach(c -> small.append(BELOW.charAt(PLAIN.indexOf(c))));
    return small.toString();
  }

  /// A letter below the line, where there is such a character; empty for any other text.
  static String subscriptLetter(String letter) {
    int place = letter.length() == 1 ? "aehijklmnoprstuvx".indexOf(letter) : -1;
    return place < 0 ? "" : "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ".substring(place, place + 1);
  }

  /// Digits and signs in small characters above the line.
  static String superscript(String text) {
    StringBuilder small = new StringBuilder();
    text.chars().forEach(c -> small.append(ABOVE.charAt(PLAIN.indexOf(c))));
    return small.toString();
  }

  /// Whether the text begins with a digit.
  static boolean startsWithDigit(CharSequence text) {
    return isDigit(text.charAt(0));
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLatin(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /// A character that may belong to a name: Latin, Greek, with accents composed or combining.
  static boolean isLetter(char c) {
    return (Character.isLetter(c) && c != 'ᵀ')
        || Character.getType(c) == Character.NON_SPACING_MARK;
  }
}
