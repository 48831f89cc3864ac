package nabla;

import java.util.Set;

/// What a formula was read from.
///
/// @param text the formula as it was written
/// @param declarations what was said of its names; may be empty
/// @param indices the letters that indices have in what is asked about it
record Wording(String text, String declarations, Set<String> indices) {

  /// With further declarations behind.
  Wording and(String more) {
    return new Wording(text, declarations.isBlank() ? more : declarations + "; " + more, indices);
  }

  /// Beside a question with such indices.
  Wording askedAt(Set<String> others) {
    return new Wording(text, declarations, others);
  }
}
