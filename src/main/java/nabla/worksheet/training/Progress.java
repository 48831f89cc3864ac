package nabla.worksheet.training;

/// How far a training is.
///
/// @param epoch the epoch that runs, from 1
/// @param epochs how many there are to be
/// @param part how much of it is done, from 0 to 1
/// @param loss the mean loss of the examples of this epoch so far
/// @param over whether the training has ended
/// @param doing what else is done, as reading the examples; empty while epochs run
public record Progress(
    int epoch, int epochs, double part, double loss, boolean over, String doing) {

  /// How far the epochs are.
  Progress(int epoch, int epochs, double part, double loss, boolean over) {
    this(epoch, epochs, part, loss, over, "");
  }

  /// What is done before the first epoch.
  public static Progress of(String doing) {
    return new Progress(0, 0, 0, 0, false, doing);
  }
}
