package nabla.app;

import java.io.PrintStream;
import java.util.Locale;
import nabla.answer.Colours;
import nabla.worksheet.training.Progress;
import nabla.worksheet.training.Watch;

/// Shows how far a training is, in one line that is written over, and hands on Ctrl-C to it.
final class TrainingDisplay {
  private static final int BAR = 24;

  private static final String CLEARED = "\r\u001b[K";

  private final PrintStream messages;
  private final boolean seen;
  private final Interruption interruption;

  TrainingDisplay(PrintStream messages, Terminal terminal, Interruption interruption) {
    this.messages = messages;
    this.interruption = interruption;
    this.seen = terminal.messages() != Colours.NONE;
  }

  Watch watch() {
    return new Watch(this::show, interruption::isTrainingToEnd);
  }

  private void show(Progress progress) {
    if (progress.over()) {
      interruption.trained();
      clear();
    } else if (seen) {
      messages.print(CLEARED + line(progress));
      messages.flush();
    }
  }

  /// Removes the line.
  void clear() {
    if (seen) {
      messages.print(CLEARED);
      messages.flush();
    }
  }

  /// `████░░░░ epoch 3 of 20, loss 0.0123`
  static String line(Progress progress) {
    if (!progress.doing().isEmpty()) {
      return progress.doing();
    }
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
