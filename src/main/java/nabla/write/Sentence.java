package nabla.write;

import java.util.regex.Pattern;

/// The words of a rule, which may hold a letter or a small formula of Unicode characters, in LaTeX.
final class Sentence {

  /// Text mode has the Latin letters with accents up to here.
  private static final int LARGEST_TEXT = 0x180;

  private Sentence() {}

  /// Words as `\text{…}`, with the formulas, letters and signs that text mode lacks between them.
  static String latex(String sentence) {
    StringBuilder latex = new StringBuilder();
    for (SentenceParts.Part part : SentenceParts.of(sentence)) {
      if (part.isFormula()) {
        latex.append(SentenceFormula.latex(part.text()));
      } else {
        words(part.text(), latex);
      }
    }
    return latex.toString();
  }

  /// Words as running text of a document, with what text mode lacks between dollar signs.
  static String prose(String sentence) {
    StringBuilder latex = new StringBuilder();
    sentence
        .codePoints()
        .forEach(character -> {
          String mathematics = mathematics(character);
          latex.append(mathematics.isEmpty() ? inProse(character) : "$" + mathematics + "$");
        });
    return latex.toString();
  }

  /// Letters of other scripts are for the fonts of the document.
  private static String inProse(int character) {
    return character < LARGEST_TEXT ? escaped(character) : Character.toString(character);
  }

  private static void words(String sentence, StringBuilder latex) {
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
  }

  /// The words in ASCII, where the signs of mathematics are spelled out.
  static String ascii(String sentence) {
    StringBuilder ascii = new StringBuilder();
    String roots =
        ROOT.matcher(sentence)
            .replaceAll(
                root -> (root.group(1).equals("√") ? "sqrt(" : "cbrt(") + root.group(2) + ")");
    NEGATIVE_POWER
        .matcher(roots)
        .replaceAll(power -> "^(-" + (power.group(1).equals("ᵀ") ? "T" : "1") + ")")
        .codePoints()
        .forEach(character -> ascii.append(spelled(character)));
    return ascii.toString();
  }

  private static final Pattern ROOT = Pattern.compile("([√∛])([\\p{L}\\d])");

  /// The exponent of an inverse.
  private static final Pattern NEGATIVE_POWER = Pattern.compile("⁻(¹|ᵀ)");

  private static String spelled(int character) {
    String letter = Character.toString(character);
    String small = Letters.plain(character);
    if (!small.isEmpty()) {
      return small.replace("{", "").replace("}", "");
    }
    return switch (character) {
      case '′' -> "'";
      case '″' -> "''";
      case '‴' -> "'''";
      case '−' -> "-";
      case '·' -> "*";
      case '×' -> " x ";
      case '≈' -> "~";
      case '≥' -> ">=";
      case '≤' -> "<=";
      case '≠' -> "!=";
      case '∞' -> "infinity";
      case '√' -> "sqrt";
      case '∛' -> "cbrt";
      case '∂' -> "d";
      case '∫' -> "int";
      case '→' -> "->";
      case 'ᵀ' -> "^T";
      case '∈' -> "in";
      case '∇' -> "gradient";
      case '⌊' -> "floor(";
      case '⌈' -> "ceil(";
      case '⌋', '⌉' -> ")";
      case '‖' -> "||";
      case '⊙' -> ".*";
      case '⊘' -> "./";
      case '⊗' -> "kron";
      case '…' -> "...";
      case '½' -> "1/2";
      case 'ˣ' -> "^x";
      case 'ⁿ' -> "^n";
      case 0x1D7D9 -> "indicator";
      default -> Letters.spelled(letter);
    };
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

  /// A sign or a letter in LaTeX; empty where text mode has it.
  static String mathematics(int character) {
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
      case '×' -> "\\times ";
      case '∘' -> "\\circ ";
      case '≥' -> "\\ge ";
      case '≤' -> "\\le ";
      case '≠' -> "\\ne ";
      case '∞' -> "\\infty ";
      case '√' -> "\\surd ";
      case '∂' -> "\\partial ";
      case 'Σ' -> "\\Sigma ";
      case 'ℝ' -> "\\mathbb{R}";
      case '∫' -> "\\int ";
      case '→' -> "\\to ";
      case 'ᵀ' -> "{}^{\\top}";
      case '∈' -> "\\in ";
      case '½' -> "\\tfrac{1}{2}";
      case 'ˣ' -> "{}^{x}";
      case 'ⁿ' -> "{}^{n}";
      case '≈' -> "\\approx ";
      case '∛' -> "\\sqrt[3]{\\vphantom{u}}";
      case '∇' -> "\\nabla ";
      case '⌊' -> "\\lfloor ";
      case '⌋' -> "\\rfloor ";
      case '⌈' -> "\\lceil ";
      case '⌉' -> "\\rceil ";
      case '‖' -> "\\Vert ";
      case '⊙' -> "\\odot ";
      case '⊘' -> "\\oslash ";
      case '⊗' -> "\\otimes ";
      case '…' -> "\\ldots ";
      case 0x1D7D9 -> "\\mathbf{1}";
      default -> "";
    };
  }
}
