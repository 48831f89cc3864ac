package nabla.answer;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import nabla.check.Check;
import nabla.read.Note;

/// `nabla read`.
final class SayingBack {
  private SayingBack() {}

  /// How the formula was read.
  static Report report(Request request, Echo echo) {
    List<Report.Block> blocks = new ArrayList<>();
    blocks.add(new Report.Line("text", echo.text()));
    blocks.add(new Report.Line("LaTeX", echo.latex()));
    if (!echo.shapes().isEmpty()) {
      blocks.add(new Report.Line("shapes", echo.declarations()));
    }
    for (Note note : echo.formula().reading().notes()) {
      blocks.add(
          new Report.Line("note", note.line() + ":" + note.column() + ": " + note.message()));
    }
    String capitals = Check.capitals(echo.formula().reading());
    if (!capitals.isEmpty()) {
      blocks.add(new Report.Line("note", capitals));
    }
    return new Report(
        request.formula(),
        blocks,
        List.of(),
        echo.writing(),
        () -> {
          JsonObject reply = Reply.begin(request, echo);
          reply.add("results", new JsonArray());
          return reply;
        },
        ExitCode.DONE);
  }
}
