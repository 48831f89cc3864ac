package nabla.app;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import nabla.answer.Colours;
import nabla.worksheet.training.Progress;
import nabla.worksheet.training.Watch;

/// Shows how far a training is, in one line that is written over, and ends it on Ctrl-C with what
/// it has, so that the document is still written.
final class TrainingDisplay {
  private static final int BAR = 24;

  /// Longer than the rest of a document takes, after which the process ends as it would have.
  private static final long PATIENCE_MILLISECONDS = 60_000;

  private final PrintStream messages;
  private final boolean seen;
  private final AtomicBoolean watching = new AtomicBoolean();
  private volatile boolean stopped;

  TrainingDisplay(PrintStream messages, Terminal terminal) {
    this.messages = messages;
    this.seen = terminal.messages() != Colours.NONE;
  }

  Watch watch() {
    return new Watch(this::show, this::isStopped);
  }

  private boolean isStopped() {
    // Only from the first training on does Ctrl-C wait for anything.
    if (watching.compareAndSet(false, true)) {
      Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    }
    return stopped;
  }

  /// The process, which ends itself when the document is written, ends this wait, too.
  private void stop() {
    stopped = true;
    try {
      Thread.sleep(PATIENCE_MILLISECONDS);
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private void show(Progress progress) {
    if (!seen) {
      return;
    }
    messages.print("\r\u001b[K");
    if (!progress.over()) {
      messages.print(line(progress));
    }
    messages.flush();
  }

  /// `████░░░░ epoch 3 of 20, loss 0.0123`
  static String line(Progress progress) {
    double whole = (Math.max(0, progress.epoch() - 1) + progress.part()) / progress.epochs();
    int filled = (int) Math.round(BAR * Math.clamp(whole, 0, 1));
    return String.format(
        Locale.ROOT,
        "%s%s epoch %d of %d, loss %.4g",
        "█".repeat(filled),
        "░".repeat(BAR - filled),
        progress.epoch(),
        progress.epochs(),
        progress.loss());
  }
}
