package nabla;

import nabla.read.Question;

/// What a formula was read from.
///
/// @param text the formula as it was written
/// @param declarations what was said of its names; may be empty
/// @param question what is asked about it
record FormulaText(String text, String declarations, Question question) {

  /// With further declarations behind.
  FormulaText and(String more) {
    return new FormulaText(
        text, declarations.isBlank() ? more : declarations + "; " + more, question);
  }

  /// Beside another question.
  FormulaText asked(Question other) {
    return new FormulaText(text, declarations, other);
  }
}
