package nabla;

import java.util.Set;

/// What a formula was read from.
///
/// @param text the formula as it was written
/// @param declarations what was said of its names; may be empty
/// @param indices the letters that indices have in what is asked about it
record FormulaText(String text, String declarations, Set<String> indices) {

  /// With further declarations behind.
  FormulaText and(String more) {
    return new FormulaText(
        text, declarations.isBlank() ? more : declarations + "; " + more, indices);
  }

  /// Beside a question with such indices.
  FormulaText askedAt(Set<String> others) {
    return new FormulaText(text, declarations, others);
  }
}
