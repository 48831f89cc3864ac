package nabla.worksheet.training;

import java.util.List;

/// What came of a training.
///
/// @param epochs the loss before the first epoch, and after each that was completed
/// @param loss the mean loss with the parameters as they are now
/// @param end why it ended
/// @param steps how many steps were taken
/// @param sentence what is to be said of its end; empty where all epochs were run
public record Outcome(List<Epoch> epochs, double loss, End end, long steps, String sentence) {

  /// The list is copied.
  public Outcome {
    epochs = List.copyOf(epochs);
  }

  /// An epoch.
  ///
  /// @param number from 1; 0 for the start
  /// @param rate the learning rate in it
  /// @param loss the mean loss of all examples after it
  public record Epoch(int number, double rate, double loss) {}

  /// The ends that a training can have.
  public enum End {
    /// All epochs were run.
    DONE,
    /// The loss is as small as was asked for.
    REACHED,
    /// Somebody stopped it, or the time was over.
    STOPPED,
    /// The loss grew beyond all bounds.
    DIVERGED
  }
}
