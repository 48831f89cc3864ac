package nabla.worksheet.training;

/// How far a training is.
///
/// @param epoch the epoch that runs, from 1
/// @param epochs how many there are to be
/// @param part how much of it is done, from 0 to 1
/// @param loss the mean loss of the examples of this epoch so far
/// @param over whether the training has ended
public record Progress(int epoch, int epochs, double part, double loss, boolean over) {}
