package nabla.app;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import nabla.answer.Answering;
import nabla.answer.ExitCode;
import nabla.answer.JsonText;
import nabla.answer.Reply;
import nabla.answer.Report;
import nabla.answer.Request;
import nabla.answer.Worker;
import nabla.expr.NablaException;

/// Serves requests, one JSON object a line; each gets its answer on one line, in order, before the
/// next is read.
final class JsonLines {
  private final Arguments arguments;
  private final InputStream input;
  private final PrintStream output;
  private int worst = ExitCode.DONE;

  JsonLines(Arguments arguments, InputStream input, PrintStream output) {
    this.arguments = arguments;
    this.input = input;
    this.output = output;
  }

  /// Serves until the input ends; the exit code of the worst answer.
  int serve() throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String bare = line.startsWith("\uFEFF") ? line.substring(1) : line;
      if (!bare.isBlank()) {
        output.print(answer(bare) + "\n");
        if (output.checkError()) { // it flushes; where nobody reads on, nothing is left to do
          return worst;
        }
      }
    }
    return worst;
  }

  private String answer(String line) {
    JsonElement id = JsonNull.INSTANCE;
    try {
      JsonObject object = parse(line);
      id = object.has("id") ? object.get("id") : JsonNull.INSTANCE;
      refuseRepeated(line);
      Request request = Requests.of(id, object, arguments);
      Answer answer = Worker.run(request.timeout(), () -> answer(request, object));
      worst = Math.max(worst, answer.exitCode());
      return answer.text();
    } catch (NablaException refused) {
      worst = Math.max(worst, ExitCode.of(refused.kind()));
      return JsonText.oneLine(Reply.error(id, refused));
    }
  }

  /// Turned into text within the limits, too.
  private record Answer(String text, int exitCode) {}

  private Answer answer(Request request, JsonObject fields) {
    Report report = Answering.answer(arguments.command().question(), request);
    JsonObject reply = report.json().get();
    for (String unknown : Requests.unknownFields(fields)) {
      // a misspelled "order" would else be answered for order 1 in silence
      Reply.note(reply, "the request's field \"" + unknown + "\" is not known and was passed over");
    }
    return new Answer(JsonText.oneLine(reply), report.exitCode());
  }

  /// Of two fields of one name it is not clear which is meant.
  private static void refuseRepeated(String line) {
    Set<String> fields = new HashSet<>();
    try (JsonReader reader = new JsonReader(new StringReader(line))) {
      reader.beginObject();
      while (reader.hasNext()) {
        String field = reader.nextName();
        if (!fields.add(field)) {
          throw new NablaException(
              NablaException.Kind.SYNTAX, "the request has two fields \"" + field + "\"");
        }
        reader.skipValue();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // the line was read before
    }
  }

  private static JsonObject parse(String line) {
    try {
      JsonReader reader = new JsonReader(new StringReader(line));
      reader.setStrictness(Strictness.STRICT);
      JsonElement element = JsonParser.parseReader(reader);
      if (element instanceof JsonObject object && reader.peek() == JsonToken.END_DOCUMENT) {
        return object;
      }
    } catch (JsonParseException | IOException | StackOverflowError malformed) {
      // said below
    }
    throw new NablaException(
        NablaException.Kind.SYNTAX,
        "the line is no JSON object; write for example {\"id\": 1, \"formula\": \"x^2\"}");
  }
}
