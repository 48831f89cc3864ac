package nabla.write;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.catalogue.Catalogue;

/// A sentence as words and the formulas among them: `Pythagorean identity, sin² + cos² = 1` ends in
/// one. What is not clearly a formula counts as words.
final class SentenceParts {

  /// A run of words, with the spaces around it, or a formula.
  record Part(String text, boolean isFormula) {}

  /// What a stretch between two spaces looks like.
  private enum Look {
    WORD,
    /// A letter or the name of a function, which is a formula where it stands beside one.
    NAME,
    SIGN,
    FORMULA
  }

  private record Piece(String text, Look look) {}

  private static final String SIGNS = "=+−·×≥≤≠<>≈→∈⊙⊘⊗/∘";
  private static final String OPENING = "([⌊⌈";
  private static final String CLOSING = ")]⌋⌉";
  private static final Pattern LETTERS = Pattern.compile("[A-Za-z]+");

  /// Letters, digits, small characters and signs, with nothing of a sentence among them.
  private static final Pattern FORMULA =
      Pattern.compile(
          "[A-Za-z\\p{IsGreek}\\d ,.()\\[\\]|!^′″‴⁗√∛∂∫∇ℝΣ⌊⌋⌈⌉‖…½ᵀˣ𝟙⁰¹²³⁴-⁺⁻⁼⁽⁾ⁿ₀-₊₋₌₍₎ₐ-ₜᵢ-ᵪⱼ"
              + SIGNS
              + "]+");

  private static final Pattern PUNCTUATION = Pattern.compile("[,;:.]+$");
  private static final Pattern ARTICLE = Pattern.compile("[aAI]");

  private SentenceParts() {}

  static List<Part> of(String sentence) {
    List<Piece> pieces = pieces(sentence);
    List<Part> parts = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    for (int start = 0; start < pieces.size(); ) {
      int end = start;
      while (end < pieces.size() && pieces.get(end).look != Look.WORD) {
        end++;
      }
      int from = start;
      int to = end;
      while (from < to && isWordBefore(pieces, from, to)) {
        from++;
      }
      while (from < to && isSpace(pieces.get(to - 1))) {
        to--;
      }
      boolean formula = false;
      for (Piece piece : pieces.subList(from, to)) {
        formula |= piece.look == Look.FORMULA || (piece.look == Look.SIGN && !isSpace(piece));
      }
      if (!formula) {
        to = from;
      }
      pieces.subList(start, from).forEach(piece -> words.append(piece.text));
      if (to > from) {
        flush(words, parts);
        StringBuilder text = new StringBuilder();
        pieces.subList(from, to).forEach(piece -> text.append(piece.text));
        parts.add(new Part(text.toString(), true));
      }
      end = Math.min(Math.max(end, start + 1), pieces.size());
      pieces.subList(Math.max(to, from), end).forEach(piece -> words.append(piece.text));
      start = end;
    }
    flush(words, parts);
    return parts;
  }

  private static void flush(StringBuilder words, List<Part> parts) {
    if (!words.isEmpty()) {
      parts.add(new Part(words.toString(), false));
      words.setLength(0);
    }
  }

  /// Whether a run begins with a space, with an article, or with the name of a function that stands
  /// for nothing: `the mean μ`.
  private static boolean isWordBefore(List<Piece> pieces, int from, int to) {
    Piece first = pieces.get(from);
    if (isSpace(first)) {
      return true;
    }
    boolean sign = from + 2 < to && pieces.get(from + 2).look == Look.SIGN;
    boolean later =
        pieces.subList(from, to).stream()
            .anyMatch(piece -> piece.look == Look.SIGN && !isSpace(piece));
    boolean article = ARTICLE.matcher(first.text).matches();
    return first.look == Look.NAME && !sign && (article || (first.text.length() > 1 && !later));
  }

  private static boolean isSpace(Piece piece) {
    return piece.text.isBlank();
  }

  /// The stretches of a sentence, and the spaces between them; brackets hold together.
  private static List<Piece> pieces(String sentence) {
    List<Piece> pieces = new ArrayList<>();
    int start = 0;
    while (start < sentence.length()) {
      int end = sentence.charAt(start) == ' ' ? start + 1 : end(sentence, start);
      String text = sentence.substring(start, end);
      Matcher punctuation = PUNCTUATION.matcher(text);
      int word = punctuation.find() ? punctuation.start() : text.length();
      if (word > 0) {
        pieces.add(new Piece(text.substring(0, word), look(text.substring(0, word))));
      }
      if (word < text.length()) {
        pieces.add(new Piece(text.substring(word), Look.WORD));
      }
      start = end;
    }
    return pieces;
  }

  private static int end(String sentence, int start) {
    int depth = 0;
    int end = start;
    int firstSpace = sentence.length();
    for (; end < sentence.length(); end++) {
      char c = sentence.charAt(end);
      if (c == ' ') {
        firstSpace = Math.min(firstSpace, end);
        if (depth == 0) {
          return end;
        }
      }
      depth += OPENING.indexOf(c) >= 0 ? 1 : CLOSING.indexOf(c) >= 0 ? -1 : 0;
    }
    return depth == 0 ? end : firstSpace;
  }

  private static Look look(String text) {
    if (text.isBlank() || (text.length() == 1 && SIGNS.contains(text))) {
      return Look.SIGN;
    }
    if (!FORMULA.matcher(text).matches()
        || !LETTERS.matcher(text).results().allMatch(run -> isName(run.group()))) {
      return Look.WORD;
    }
    return LETTERS.matcher(text).matches()
        ? text.length() == 1 || isFunction(text) || text.charAt(0) == 'd' ? Look.NAME : Look.WORD
        : Look.FORMULA;
  }

  /// One or two letters, a product of matrices, a differential, or the name of a function.
  private static boolean isName(String letters) {
    return letters.length() <= 2
        || isFunction(letters)
        || letters.chars().allMatch(Character::isUpperCase)
        || letters.substring(1).chars().allMatch(Character::isUpperCase);
  }

  static boolean isFunction(String name) {
    return name.length() > 1 && Catalogue.standard().lookup(name) != null;
  }
}
