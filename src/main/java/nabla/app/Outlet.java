package nabla.app;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A stream that remembers why writing to it failed, which a [PrintStream] does not. What cannot be
/// written was not answered, so it is no success.
final class Outlet extends FilterOutputStream {
  private @Nullable IOException failure;

  Outlet(OutputStream stream) {
    super(stream);
  }

  /// UTF-8 whatever the locale, and written in one piece.
  PrintStream print() {
    return new PrintStream(new BufferedOutputStream(this, 1 << 14), false, StandardCharsets.UTF_8);
  }

  @Override
  public void write(int character) throws IOException {
    write(new byte[] {(byte) character}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int start, int length) throws IOException {
    try {
      out.write(bytes, start, length);
    } catch (IOException refused) {
      failure = failure == null ? refused : failure;
      throw refused;
    }
  }

  /// Why writing failed; null where it did not.
  @Nullable String complaint() {
    return failure == null ? null : "cannot write the answer: " + failure.getMessage();
  }

  /// Whether the reader has gone, as `head` does after its lines: nothing to complain about.
  boolean isAbandoned() {
    return failure != null && String.valueOf(failure.getMessage()).contains("Broken pipe");
  }
}
