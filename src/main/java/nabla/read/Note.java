package nabla.read;

/// A remark on a place of the formula where another reading was plausible: how it was read, and
/// what to write for the other.
///
/// @param message one sentence
/// @param line the line, from 1
/// @param column the column, from 1
public record Note(String message, int line, int column) {}
