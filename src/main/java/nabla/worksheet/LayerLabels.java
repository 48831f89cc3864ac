package nabla.worksheet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `W^{[1]}` and `b^{(2)}`, as textbooks write the weights of a layer, for the W₁ and b₂ of a
/// network that is described by its layers.
final class LayerLabels {

  private static final Pattern LABEL =
      Pattern.compile(
          "(?<letter>[Wbza])\\s*\\^\\s*(?:\\{\\s*[\\[(](?<braced>\\d+)[\\])]\\s*\\}"
              + "|[\\[(](?<bare>\\d+)[\\])])");

  private LayerLabels() {}

  /// A text of the same length with plain names.
  static String plain(String text) {
    return LABEL
        .matcher(text)
        .replaceAll(label -> {
          Matcher found = LABEL.matcher(label.group());
          found.matches();
          String layer =
              found.group("braced") == null ? found.group("bare") : found.group("braced");
          String name = found.group("letter") + "_" + layer;
          return name + " ".repeat(label.group().length() - name.length());
        });
  }
}
