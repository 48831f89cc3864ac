package nabla.worksheet.training;

/// What a training is to do.
///
/// @param method how it moves
/// @param rate the first learning rate
/// @param schedule how that changes
/// @param batch of how many examples a step takes the mean gradient
/// @param epochs how often it goes through all examples at most
/// @param seed of the order of the examples, which is another in each epoch
/// @param until the loss below which it ends; negative infinity for none
public record Plan(
    Method method,
    double rate,
    Schedule schedule,
    int batch,
    int epochs,
    long seed,
    double until) {}
