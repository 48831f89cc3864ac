package nabla.answer;

/// A formula, and where it stands.
///
/// @param text the formula as it was typed
/// @param file the file; empty for a formula that stands in the arguments
/// @param line the line in it, from 1
public record Located(String text, String file, int line) {}
