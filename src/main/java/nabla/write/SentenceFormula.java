package nabla.write;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.catalogue.Catalogue;
import nabla.catalogue.Function;

/// A formula of Unicode characters within a sentence, in LaTeX: `d(Aᵀ) = (dA)ᵀ`. It is written as
/// it stands, and never read, since sentences say `sin² + cos² = 1`.
final class SentenceFormula {

  private static final Pattern RAISED = Pattern.compile("[⁰¹²³⁴-⁹⁺⁻⁼⁽⁾ᵀˣⁿ]+");
  private static final Pattern LOWERED = Pattern.compile("[₀-₉₊₋₌₍₎ₐ-ₜᵢ-ᵪⱼ]+");
  private static final Pattern LETTERS = Pattern.compile("[A-Za-z]+");
  private static final Pattern DIFFERENTIAL = Pattern.compile("(^|.*[^A-Za-z])d[A-Za-z]");

  private final String formula;
  private final StringBuilder latex = new StringBuilder();
  private int place;
  private boolean open;

  private SentenceFormula(String formula) {
    this.formula = formula;
  }

  static String latex(String formula) {
    return new SentenceFormula(formula).write();
  }

  private String write() {
    while (place < formula.length()) {
      Matcher run = LETTERS.matcher(formula).region(place, formula.length());
      if (run.lookingAt()) {
        place = run.end();
        letters(run.group());
      } else if (!small(RAISED, "^") && !small(LOWERED, "_")) {
        sign();
      }
    }
    return latex.toString().stripTrailing();
  }

  private void letters(String run) {
    Function function = run.length() > 1 ? Catalogue.standard().lookup(run) : null;
    String name =
        function != null
            ? function.latex()
            : run.length() > 2 && !run.chars().allMatch(Character::isUpperCase)
                ? "\\operatorname{" + run + "}"
                : run;
    append(name);
  }

  private void append(String next) {
    if (LatexSpacing.endsInCommand(latex) && Letters.isLatin(next.charAt(0))) {
      latex.append(' ');
    }
    latex.append(next);
  }

  private boolean small(Pattern characters, String place) {
    Matcher run = characters.matcher(formula).region(this.place, formula.length());
    if (!run.lookingAt()) {
      return false;
    }
    latex.append(place).append('{');
    run.group()
        .codePoints()
        .forEach(character -> {
          String plain = Letters.plain(character);
          latex.append(
              switch (character) {
                case 'ᵀ' -> "\\top";
                case 'ˣ' -> "x";
                case 'ⁿ' -> "n";
                default -> plain.isEmpty() ? "" : plain.substring(2, plain.length() - 1);
              });
        });
    latex.append('}');
    this.place = run.end();
    return true;
  }

  private void sign() {
    int character = formula.codePointAt(place);
    int next = place + Character.charCount(character);
    switch (character) {
      case ' ' -> space();
      case '^' -> {
        latex.append("^{").append(operand(next)).append('}');
        return;
      }
      case '√', '∛' -> {
        append(character == '√' ? "\\sqrt{" : "\\sqrt[3]{");
        latex.append(operand(next)).append('}');
        return;
      }
      case '|', '‖' -> {
        open = !open;
        append((open ? "\\l" : "\\r") + (character == '|' ? "vert " : "Vert "));
      }
      case '′' -> latex.append('\'');
      case '″' -> latex.append("''");
      case '‴' -> latex.append("'''");
      case '⁗' -> latex.append("''''");
      case '%', '&', '#', '_', '{', '}', '$' -> latex.append('\\').append((char) character);
      default -> {
        String sign = Sentence.mathematics(character);
        append(sign.isEmpty() ? Character.toString(character) : sign);
      }
    }
    place = next;
  }

  /// What stands below a root or above the line: a parenthesis without its signs, or one character.
  private String operand(int start) {
    int end = start < formula.length() ? formula.offsetByCodePoints(start, 1) : start;
    if (end > start && formula.charAt(start) == '(') {
      int depth = 1;
      while (end < formula.length() && depth > 0) {
        depth += formula.charAt(end) == '(' ? 1 : formula.charAt(end) == ')' ? -1 : 0;
        end++;
      }
      place = end;
      return latex(formula.substring(start + 1, depth == 0 ? end - 1 : end));
    }
    place = end;
    return latex(formula.substring(start, end));
  }

  /// A space is seen around what would not stand apart without it.
  private void space() {
    String before = formula.substring(0, place);
    String after = formula.substring(place + 1);
    boolean differential =
        DIFFERENTIAL.matcher(before).matches()
            || (after.length() > 1
                && after.charAt(0) == 'd'
                && Letters.isLatin(after.charAt(1))
                && !LETTERS.matcher(after).region(2, after.length()).lookingAt());
    boolean signs = isSign(before, before.length() - 1) || isSign(after, 0) || before.endsWith(",");
    latex.append(differential && !signs ? "\\," : latex.toString().endsWith(" ") ? "" : " ");
  }

  private static boolean isSign(String text, int place) {
    return place >= 0
        && place < text.length()
        && "=+−·×≥≤≠<>≈→∈⊙⊘⊗/∘".indexOf(text.charAt(place)) >= 0;
  }
}
