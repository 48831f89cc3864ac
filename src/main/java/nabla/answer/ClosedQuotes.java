package nabla.answer;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import nabla.expr.NablaException;

/// The text of a CSV file; a quotation mark that opens a cell and is never closed, so that the rest
/// of the file would be one cell, is an error with its line.
public final class ClosedQuotes extends FilterReader {

  private final String file;
  private final char separator;
  private int line = 1;
  private int opened;
  private boolean atStart = true;
  private boolean inside;

  /// @param file what errors call it
  /// @param separator what stands between its cells
  public ClosedQuotes(Reader text, String file, char separator) {
    super(text);
    this.separator = separator;
    this.file = file;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    for (int i = offset; i < offset + count; i++) {
      see(buffer[i]);
    }
    if (count < 0 && inside) {
      throw new NablaException(
          NablaException.Kind.SYNTAX,
          file + ", line " + opened + ": the quotation mark is not closed");
    }
    return count;
  }

  /// A doubled mark within a cell closes it and opens it again.
  private void see(char c) {
    if (c == '\n') {
      line++;
    }
    if (c == '"' && inside) {
      inside = false;
      atStart = true;
    } else if (c == '"' && atStart) {
      inside = true;
      opened = line;
    } else if (!inside) {
      atStart = c == separator || c == '\n' || c == '\r';
    }
  }
}
