package nabla.answer;

import com.google.gson.JsonObject;
import java.util.List;
import nabla.expr.NablaException;

/// Answers single requests: reads the formula, and hands it to what the command is about.
public final class Answering {
  private Answering() {}

  /// The answer to a request. Where the formula was read but no method serves it, as with matrices,
  /// the answer is how it was read, and the refusal.
  public static Report answer(Question question, Request request) {
    Echo echo = Echo.of(request);
    try {
      return answer(question, request, echo);
    } catch (NablaException refusal) {
      if (refusal.kind() == NablaException.Kind.UNSUPPORTED
          && !echo.formula().reading().shapes().isEmpty()) {
        return declined(request, echo, refusal);
      }
      throw refusal;
    }
  }

  private static Report answer(Question question, Request request, Echo echo) {
    return switch (question) {
      case DERIVE -> Deriving.report(request, echo);
      case SIMPLIFY -> Simplifying.report(request, echo);
      case SHAPES -> Shaping.report(request, echo);
      case CHECK -> Checking.report(request, echo);
      case EVALUATE -> Evaluating.report(request, echo);
      case READ -> SayingBack.report(request, echo);
    };
  }

  private static Report declined(Request request, Echo echo, NablaException refusal) {
    return new Report(
        request.formula(),
        List.of(
            new Report.Line("read as", echo.text()),
            new Report.Line("shapes", echo.declarations())),
        echo.notes(),
        echo.writing(),
        () -> {
          JsonObject reply = Reply.begin(request, echo);
          reply.add("error", Reply.detail(refusal));
          return reply;
        },
        ExitCode.of(refusal.kind()),
        refusal);
  }
}
