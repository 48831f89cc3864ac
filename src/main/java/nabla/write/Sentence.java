package nabla.write;

/// The words of a rule, which may hold a letter or a small formula of Unicode characters, in LaTeX.
final class Sentence {

  /// Text mode has the Latin letters with accents up to here.
  private static final int LARGEST_TEXT = 0x180;

  private Sentence() {}

  /// Words as `\text{…}`, with what text mode lacks (Greek letters, primes, mathematical signs)
  /// between them.
  static String latex(String sentence) {
    StringBuilder latex = new StringBuilder();
    StringBuilder words = new StringBuilder();
    sentence
        .codePoints()
        .forEach(character -> {
          String mathematics = mathematics(character);
          if (mathematics.isEmpty()) {
            words.append(escaped(character));
          } else {
            flush(words, latex);
            latex.append(mathematics);
          }
        });
    flush(words, latex);
    return latex.toString();
  }

  private static void flush(StringBuilder words, StringBuilder latex) {
    if (!words.isEmpty()) {
      latex.append("\\text{").append(words).append('}');
      words.setLength(0);
    }
  }

  private static String escaped(int character) {
    return switch (character) {
      case '\\' -> "\\textbackslash{}";
      case '{', '}', '$', '%', '&', '#', '_' -> "\\" + (char) character;
      case '^' -> "\\textasciicircum{}";
      case '~' -> "\\textasciitilde{}";
      default -> character < LARGEST_TEXT ? Character.toString(character) : "?";
    };
  }

  private static String mathematics(int character) {
    String letter = Character.toString(character);
    if (Letters.isGreek(letter)) {
      return Letters.latex(letter) + " ";
    }
    String plain = Letters.plain(character);
    if (!plain.isEmpty()) {
      return "{}" + plain;
    }
    return switch (character) {
      case '′' -> "{}'";
      case '″' -> "{}''";
      case '‴' -> "{}'''";
      case '−' -> "-";
      case '·' -> "\\cdot ";
      case '≥' -> "\\ge ";
      case '≤' -> "\\le ";
      case '≠' -> "\\ne ";
      case '∞' -> "\\infty ";
      case '√' -> "\\surd ";
      case '∂' -> "\\partial ";
      case 'Σ' -> "\\Sigma ";
      case '∫' -> "\\int ";
      case '→' -> "\\to ";
      case 'ᵀ' -> "{}^{\\top}";
      case '∈' -> "\\in ";
      case '½' -> "\\tfrac{1}{2}";
      case 'ˣ' -> "{}^{x}";
      case 'ⁿ' -> "{}^{n}";
      default -> "";
    };
  }
}
