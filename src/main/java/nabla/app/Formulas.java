package nabla.app;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import nabla.answer.Located;
import nabla.expr.NablaException;
import org.jspecify.annotations.Nullable;

/// The formulas of a call: each word is one, or names a file (`-` for standard input) that has one
/// on each line. Blank lines and lines that begin with `#` are passed over.
final class Formulas implements AutoCloseable, Iterable<Located> {

  private final Iterator<String> words;
  private final InputStream input;
  private @Nullable BufferedReader reader;
  private String name = "";
  private int line;
  private @Nullable Located next;

  Formulas(List<String> words, InputStream input) throws IOException {
    this.words = words.iterator();
    this.input = input;
    advance();
  }

  /// Whether a word stands for formulas that are written elsewhere.
  static boolean areElsewhere(List<String> words) {
    return words.stream().anyMatch(word -> word.equals("-") || file(word) != null);
  }

  /// The file that a word names; null where it is a formula. A single letter is always a formula.
  private static @Nullable Path file(String word) {
    if (word.length() < 2 || word.length() > 1000) {
      return null;
    }
    File file = new File(word);
    if (file.isFile()) {
      return file.toPath();
    }
    if (word.endsWith(".txt") || word.endsWith(".tex")) {
      throw new NablaException(NablaException.Kind.NAME, "there is no file " + word);
    }
    if (file.isDirectory()) {
      throw new NablaException(
          NablaException.Kind.NAME,
          word + " is a folder; name a file in it, or put spaces into the formula");
    }
    return null;
  }

  private void advance() throws IOException {
    next = null;
    while (next == null) {
      if (reader == null) {
        if (!words.hasNext()) {
          return;
        }
        open(words.next());
        continue;
      }
      String text = reader.readLine();
      line++;
      if (text == null) {
        reader.close();
        reader = null;
      } else {
        String bare = line == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (!bare.isBlank() && !bare.stripLeading().startsWith("#")) {
          next = new Located(bare, name, line);
        }
      }
    }
  }

  private void open(String word) throws IOException {
    Path file = word.equals("-") ? null : file(word);
    if (file == null && !word.equals("-")) {
      next = new Located(word, "", 1);
      return;
    }
    // Bytes that are no UTF-8 become replacement characters, at which the reader of formulas stops.
    reader =
        new BufferedReader(
            new InputStreamReader(
                file == null ? input : Files.newInputStream(file),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)));
    name = file == null ? "standard input" : word;
    line = 0;
  }

  @Override
  public Iterator<Located> iterator() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return next != null;
      }

      @Override
      public Located next() {
        Located result = next;
        if (result == null) {
          throw new NoSuchElementException();
        }
        try {
          advance();
        } catch (IOException failure) {
          throw new UncheckedIOException(failure.getMessage(), failure);
        }
        return result;
      }
    };
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
    }
  }
}
