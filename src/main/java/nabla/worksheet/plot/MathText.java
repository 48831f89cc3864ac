package nabla.worksheet.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nabla.catalogue.Catalogue;
import nabla.catalogue.Function;

/// A formula in a line of a picture: what plain text says with `^`, `_` and small digits is raised
/// and lowered, variables are italic, functions and words upright.
final class MathText {

  private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱᵀ";
  private static final String RAISED_MEAN = "0123456789+−()niT";
  private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ";
  private static final String LOWERED_MEAN = "0123456789+−()aehijklmnoprstuvx";
  private static final Set<String> WORDS =
      Set.of("if", "or", "and", "not", "otherwise", "for", "at");
  private static final Set<String> FUNCTIONS =
      Catalogue.standard().functions().stream().map(Function::written).collect(Collectors.toSet());

  private static final double SMALLER = 0.72;

  /// What keeps a prime clear of an italic letter before it.
  private static final double BEFORE_PRIME = 0.12;

  private static final double RAISE = 0.38;
  private static final double LOWER = 0.2;

  /// Letters that stand alone are variables; a run of more is a word, unless it is a product.
  private static final int LONGEST_PRODUCT = 2;

  private record Run(String text, boolean italic, double rise, double size) {}

  private final String source;
  private final List<Run> runs = new ArrayList<>();
  private int place;

  private MathText(String source) {
    this.source = source;
  }

  /// A formula or a name as Nabla writes it.
  static MathText of(String formula) {
    MathText text = new MathText(formula);
    text.read(formula.length(), 0, 1);
    return text;
  }

  /// Words without formulas.
  static MathText words(String words) {
    MathText text = new MathText(words);
    text.runs.add(new Run(words, false, 0, 1));
    return text;
  }

  /// The same, shortened at its end where it would be wider than that.
  MathText within(double width, double size) {
    MathText shorter = this;
    for (int end = source.length() - 1; end > 0 && shorter.width(size) > width; end--) {
      if (!Character.isHighSurrogate(source.charAt(end - 1))) {
        shorter = of(source.substring(0, end).strip() + "…");
      }
    }
    return shorter;
  }

  /// The content of a `<text>` element of this size of letters.
  String markup(double size) {
    StringBuilder markup = new StringBuilder();
    double rise = 0;
    boolean italic = false;
    for (Run run : runs) {
      String gap =
          isPrimed(italic, run)
              ? " dx=\"" + Drawing.number(BEFORE_PRIME * run.size * size) + "\""
              : "";
      String shift =
          run.rise == rise ? "" : " dy=\"" + Drawing.number((rise - run.rise) * size) + "\"";
      String small = run.size == 1 ? "" : " font-size=\"" + Drawing.number(run.size * size) + "\"";
      String slant = run.italic ? " class=\"nabla-variable\"" : "";
      String attributes = slant + small + gap + shift;
      String text = Drawing.escaped(run.text);
      markup.append(attributes.isEmpty() ? text : "<tspan" + attributes + ">" + text + "</tspan>");
      rise = run.rise;
      italic = run.italic;
    }
    return markup.toString();
  }

  /// The width that it has at most at this size of letters. Which letters a browser has is not
  /// known: these are the widths of the widest that one falls back on, DejaVu Serif.
  double width(double size) {
    double width = 0;
    boolean italic = false;
    for (Run run : runs) {
      width += isPrimed(italic, run) ? BEFORE_PRIME * run.size : 0;
      italic = run.italic;
      width += run.size * run.text.codePoints().mapToDouble(MathText::width).sum();
    }
    return width * size;
  }

  private static boolean isPrimed(boolean afterItalic, Run run) {
    return afterItalic && "′″‴".indexOf(run.text.charAt(0)) >= 0;
  }

  private static double width(int character) {
    if (Character.getType(character) == Character.NON_SPACING_MARK) {
      return 0;
    }
    return switch (character) {
      case ' ', '.', ',', ':', ';', '/', '-', '·', '|', '\'', '′', 'i', 'j', 'l' -> 0.34;
      case '(', ')', '[', ']', '″', '!', 'f', 'I', 'J' -> 0.41;
      case 'r', 's', 't', '∂' -> 0.53;
      case '+', '−', '=', '<', '>', '≤', '≥', '≠', '≈', '→', '∞', '±', '⊙', '∈', 'w', 'ω' -> 0.87;
      case 'm', 'M', 'W', '…' -> 1.03;
      case 'D', 'G', 'H', 'N', 'O', 'Q', 'U' -> 0.88;
      default -> Character.isUpperCase(character) ? 0.77 : character < 'Ͱ' ? 0.65 : 0.7;
    };
  }

  private void read(int end, double rise, double size) {
    while (place < end) {
      char c = source.charAt(place);
      if (RAISED.indexOf(c) >= 0) {
        small(RAISED, RAISED_MEAN, end, rise + RAISE * size, size * SMALLER);
      } else if (LOWERED.indexOf(c) >= 0) {
        small(LOWERED, LOWERED_MEAN, end, rise - LOWER * size, size * SMALLER);
      } else if (c == '^' || c == '_') {
        place++;
        group(end, c == '^' ? rise + RAISE * size : rise - LOWER * size, size * SMALLER);
      } else if (c == '"') {
        int close = source.indexOf('"', place + 1);
        int stop = close < 0 || close >= end ? end : close;
        add(source.substring(place + 1, stop), false, rise, size);
        place = Math.min(end, stop + 1);
      } else if (Character.isLetter(c) || Character.isHighSurrogate(c)) {
        letters(end, rise, size);
      } else {
        add(c == '-' ? "−" : c == '*' ? "·" : c == '\'' ? "′" : "" + c, false, rise, size);
        place++;
      }
    }
  }

  private void add(String text, boolean italic, double rise, double size) {
    Run last = runs.isEmpty() ? null : runs.getLast();
    if (last != null && last.italic == italic && last.rise == rise && last.size == size) {
      runs.set(runs.size() - 1, new Run(last.text + text, italic, rise, size));
    } else if (!text.isEmpty()) {
      runs.add(new Run(text, italic, rise, size));
    }
  }

  private void small(String from, String to, int end, double rise, double size) {
    StringBuilder text = new StringBuilder();
    while (place < end && from.indexOf(source.charAt(place)) >= 0) {
      text.append(to.charAt(from.indexOf(source.charAt(place++))));
    }
    boolean italic = text.chars().allMatch(c -> Character.isLetter(c) && c != 'T');
    add(text.toString(), italic, rise, size);
  }

  /// What `^` and `_` speak of: brackets, or one number or letter.
  private void group(int end, double rise, double size) {
    if (place >= end) {
      return;
    }
    char open = source.charAt(place);
    if (open == '{' || open == '(') {
      int close = Math.min(end, closing(open == '{' ? '}' : ')'));
      place++;
      read(close, rise, size);
      place = Math.min(end, close + 1);
      return;
    }
    int stop = place + 1;
    if (open == '-' || open == '−') {
      stop++;
    }
    while (stop < end && isNumber(source.charAt(place)) && isNumber(source.charAt(stop))) {
      stop++;
    }
    read(Math.min(end, stop), rise, size);
  }

  private static boolean isNumber(char c) {
    return Character.isDigit(c) || c == '.';
  }

  private int closing(char close) {
    char open = source.charAt(place);
    int depth = 0;
    for (int i = place; i < source.length(); i++) {
      char c = source.charAt(i);
      depth += c == open ? 1 : c == close ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return source.length();
  }

  private void letters(int end, double rise, double size) {
    int stop = place;
    while (stop < end && isPartOfWord(source.charAt(stop))) {
      stop++;
    }
    String word = source.substring(place, stop);
    int length = word.codePointCount(0, word.length());
    boolean variables = length == 1 || (length <= LONGEST_PRODUCT && !FUNCTIONS.contains(word));
    add(word, variables && !WORDS.contains(word), rise, size);
    place = stop;
  }

  private static boolean isPartOfWord(char c) {
    return (Character.isLetter(c) && RAISED.indexOf(c) < 0 && LOWERED.indexOf(c) < 0)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.isSurrogate(c);
  }
}
