package nabla.answer;

import java.io.BufferedReader;
import java.io.IOException;

/// What stands between the cells of a CSV file: commas, or the semicolons or tabs that spreadsheets
/// write in their place.
public final class Separator {

  /// Within so many characters the first line has shown it.
  private static final int FAR_ENOUGH = 1 << 13;

  private Separator() {}

  /// That of a text, of which nothing is taken away.
  public static char of(BufferedReader text) throws IOException {
    char[] start = new char[FAR_ENOUGH];
    text.mark(FAR_ENOUGH);
    int count = 0;
    for (int more = 0; more >= 0 && count < FAR_ENOUGH; count += Math.max(0, more)) {
      more = text.read(start, count, FAR_ENOUGH - count);
    }
    text.reset();
    return of(new String(start, 0, count));
  }

  /// That of a text: a comma in the first line of it, outside quotation marks, or else a tab, or
  /// else a semicolon.
  static char of(String text) {
    boolean quoted = false;
    boolean tab = false;
    boolean semicolon = false;
    for (int i = 0; i < text.length() && (quoted || text.charAt(i) != '\n'); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      if (!quoted && c == ',') {
        return ',';
      }
      tab |= !quoted && c == '\t';
      semicolon |= !quoted && c == ';';
    }
    return tab ? '\t' : semicolon ? ';' : ',';
  }
}
