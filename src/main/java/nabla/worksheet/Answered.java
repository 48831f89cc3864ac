package nabla.worksheet;

import java.util.Collection;
import java.util.List;
import nabla.answer.ExitCode;

/// A document with the answers to its statements.
///
/// @param document the document
/// @param answers those to each of its blocks, from top to bottom
public record Answered(Document document, List<List<Answer>> answers) {

  /// The lists are copied.
  public Answered {
    answers = answers.stream().map(List::copyOf).toList();
  }

  /// The exit code of the worst answer.
  public int exitCode() {
    return answers.stream()
        .flatMap(Collection::stream)
        .mapToInt(answer ->
            answer.error() != null
                ? ExitCode.of(answer.error().kind())
                : answer.report() != null ? answer.report().exitCode() : ExitCode.DONE)
        .max()
        .orElse(ExitCode.DONE);
  }
}
