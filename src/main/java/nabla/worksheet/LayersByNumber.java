package nabla.worksheet;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.expr.NablaException;
import nabla.expr.Name;
import org.jspecify.annotations.Nullable;

/// The layers of which a sheet speaks by their numbers, where the entries of any one have a
/// definition: `a^{(2)}_j` beside `a^{(l)}_j = σ(z^{(l)}_j)`.
final class LayersByNumber {

  /// No network has more layers.
  private static final int MOST = 40;

  private static final Pattern GENERAL = Pattern.compile("\\(([a-z])\\)");

  private final Sheet sheet;
  private final @Nullable Name own;

  /// @param own what the statement defines itself; null where it defines nothing
  LayersByNumber(Sheet sheet, @Nullable Name own) {
    this.sheet = sheet;
    this.own = own;
  }

  /// Defines the layers that texts name, and what these are made of.
  void define(List<String> texts) {
    for (Name family : sheet.meanings().names()) {
      if (!GENERAL.matcher(family.label()).matches() || sheet.isFunction(family)) {
        continue;
      }
      Pattern numbered = Pattern.compile(letter(family) + "\\^\\{\\((\\d{1,2})\\)\\}");
      for (String text : texts) {
        Matcher layer = numbered.matcher(text);
        while (layer.find()) {
          define(family, Integer.parseInt(layer.group(1)));
        }
      }
    }
  }

  private static String letter(Name family) {
    Name letter = Name.of(family.base()).withAccent(family.accent());
    return "(?<![\\p{L}\\d_\\\\])" + Pattern.quote(Sheet.spelled(letter));
  }

  private void define(Name family, int layer) {
    Name name = family.withLabel("(" + layer + ")");
    if (layer < 1
        || name.equals(own)
        || sheet.meanings().defines(name)
        || sheet.hasValue(name.withSubscript(""))) {
      return;
    }
    if (layer > MOST) {
      throw new NablaException(
          NablaException.Kind.NAME,
          "%s is made of the one of the next layer, and so on, without an end; define the last one"
              .formatted(family));
    }
    Matcher general = GENERAL.matcher(family.label());
    general.matches();
    String index = general.group(1);
    String text = Objects.requireNonNull(sheet.meanings().textOf(family));
    String value = text.substring(text.indexOf('=') + 1);
    for (Name part : sheet.meanings().names()) {
      Matcher uses =
          Pattern.compile(
                  letter(part) + "\\^\\{\\(\\s*" + index + "\\s*(?:([-−+])\\s*1)?\\s*\\)\\}")
              .matcher(value);
      while (part.label().equals(family.label()) && uses.find()) {
        define(part, layer + offset(uses.group(1)));
      }
    }
    String member =
        Pattern.compile("\\^\\{\\(\\s*" + index + "\\s*(?:([-−+])\\s*1)?\\s*\\)\\}")
            .matcher(text)
            .replaceAll(label -> "^{(" + (layer + offset(label.group(1))) + ")}");
    sheet.define(sheet.formula(member, 0), member);
  }

  private static int offset(@Nullable String sign) {
    return sign == null ? 0 : sign.equals("+") ? 1 : -1;
  }
}
