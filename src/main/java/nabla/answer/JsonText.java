package nabla.answer;

import com.google.gson.JsonElement;
import com.google.gson.internal.Streams;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// JSON as text, with nulls, and with `<` and `=` as they are.
public final class JsonText {
  private JsonText() {}

  /// On one line.
  public static String oneLine(JsonElement element) {
    return element.toString();
  }

  /// Over several lines, for people's eyes.
  public static String indented(JsonElement element) {
    StringWriter text = new StringWriter();
    try (JsonWriter writer = new JsonWriter(text)) {
      writer.setIndent("  ");
      Streams.write(element, writer);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }
}
