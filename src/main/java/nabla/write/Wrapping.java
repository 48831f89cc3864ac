package nabla.write;

import java.util.ArrayList;
import java.util.List;

/// Breaks a line of mathematics that is too long, where a writer would: before a sign between terms
/// or sides, as far outside of brackets as can be; else between factors.
final class Wrapping {

  /// How bad a break is: by the depth of brackets, and that of a break between factors beyond all.
  private static final int BETWEEN_FACTORS = 1_000;

  private static final String SIGNS = "+-−=<>≤≥≠≈~";

  private final String text;
  private final List<Place> places = new ArrayList<>();

  /// Where the text may break, with the column at which the rest begins.
  private record Place(int index, int column, int badness) {}

  private Wrapping(String text) {
    this.text = text;
    findPlaces();
  }

  /// The text in lines.
  ///
  /// @param first the columns of the first line
  /// @param further the columns of the others
  static List<String> lines(String text, int first, int further) {
    return Width.of(text) <= first ? List.of(text) : new Wrapping(text).broken(first, further);
  }

  private void findPlaces() {
    int depth = 0;
    int column = 0;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      int next = i + Character.charCount(character);
      switch (character) {
        case '(', '[', '{', '⌊', '⌈' -> depth++;
        case ')', ']', '}', '⌋', '⌉' -> depth = Math.max(0, depth - 1);
        case ' ' -> {
          boolean beforeSign =
              next + 1 < text.length() && isSign(next) && text.charAt(next + 1) == ' ';
          if (beforeSign) {
            places.add(new Place(next, column + 1, depth));
          } else if (i > 0 && text.charAt(i - 1) == ',') {
            places.add(new Place(next, column + 1, depth));
          } else if (i == 0 || !isSign(i - 1)) {
            places.add(new Place(next, column + 1, BETWEEN_FACTORS + depth));
          }
        }
        default -> {}
      }
      column += Width.of(text.substring(i, next));
      i = next;
    }
  }

  private boolean isSign(int index) {
    return SIGNS.indexOf(text.charAt(index)) >= 0;
  }

  private List<String> broken(int first, int further) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    int startColumn = 0;
    int width = first;
    int next = 0;
    int end = Width.of(text);
    while (end - startColumn > width) {
      while (next < places.size() && places.get(next).index <= start) {
        next++;
      }
      Place best = best(next, startColumn, width);
      if (best == null) {
        break;
      }
      lines.add(text.substring(start, best.index).stripTrailing());
      start = best.index;
      startColumn = best.column;
      width = further;
    }
    lines.add(text.substring(start));
    return lines;
  }

  /// The last of the least bad places that leave the line neither too long nor nearly empty; where
  /// there is none, the next place at all.
  private @org.jspecify.annotations.Nullable Place best(int from, int start, int width) {
    Place best = null;
    for (int i = from; i < places.size() && places.get(i).column - 1 - start <= width; i++) {
      Place place = places.get(i);
      boolean full = place.column - start >= width / 3;
      if (best == null
          || (full && (place.badness <= best.badness || best.column - start < width / 3))) {
        best = place;
      }
    }
    return best != null ? best : from < places.size() ? places.get(from) : null;
  }
}
