package nabla;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import nabla.expr.NablaException;
import org.junit.jupiter.api.function.Executable;

/// Errors that are said in one sentence.
final class Complaints {

  private Complaints() {}

  /// The kind of the error that comes of it.
  static NablaException.Kind declines(Executable attempt) {
    NablaException complaint = assertThrows(NablaException.class, attempt);
    String message = String.valueOf(complaint.getMessage());
    assertFalse(message.isBlank() || message.contains("Exception"), message);
    return complaint.kind();
  }
}
