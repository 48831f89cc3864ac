package nabla.read;

import java.util.Set;
import nabla.expr.Name;

/// What is asked about a text, as far as it decides how the text is read.
///
/// @param indices letters that are indices in the question, `∂/∂A_{kl}`, so that they name no size
///   that nothing declares
/// @param free what is varied though the text defines its entries, `∂L/∂z_k` beside `z_i = wᵀx_i`:
///   there z is a variable
public record Question(Set<String> indices, Set<Name> free) {

  /// No question.
  public static final Question NONE = new Question(Set.of(), Set.of());

  /// The same question with such indices.
  public Question at(Set<String> others) {
    return new Question(others, free);
  }

  /// The same question, in which these are varied.
  public Question varying(Set<Name> others) {
    return new Question(indices, others);
  }
}
