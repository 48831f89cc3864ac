package nabla.app;

import org.jspecify.annotations.Nullable;

/// What Ctrl-C does while a worksheet runs: a training ends with what it has, and the lines after
/// it are answered; any other line is given up, with all that follow. Either way the document is
/// written before the process ends.
final class Interruption {

  /// Longer than the rest of a document takes, after which the process ends as it would have.
  private static final long PATIENCE_MILLISECONDS = 60_000;

  private boolean listening;
  private boolean requested;
  private boolean training;
  private boolean finishing;

  /// The thread that waits for the answers.
  private @Nullable Thread running;

  /// A document runs from here on, on this thread.
  synchronized void begin() {
    if (!listening) {
      listening = true;
      Runtime.getRuntime().addShutdownHook(new Thread(this::request, "stop"));
    }
    training = false;
    finishing = false;
    running = Thread.currentThread();
  }

  /// The answers are there, and are to be written undisturbed.
  synchronized void end() {
    running = null;
    finishing = true;
    Thread.interrupted(); // clears it: files are not written by an interrupted thread
  }

  /// The document is written.
  synchronized void over() {
    finishing = requested;
  }

  /// Whether somebody wants the process to end.
  synchronized boolean isRequested() {
    return requested;
  }

  /// The same, said to a training, which from here on ends by itself.
  synchronized boolean isTrainingToEnd() {
    training = true;
    return requested;
  }

  /// The training has ended.
  synchronized void trained() {
    training = false;
  }

  /// The process, which ends itself when the document is written, ends this wait, too.
  private void request() {
    synchronized (this) {
      requested = true;
      if (running == null && !finishing) {
        return;
      }
      if (running != null && !training) {
        running.interrupt();
      }
    }
    try {
      Thread.sleep(PATIENCE_MILLISECONDS);
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }
}
