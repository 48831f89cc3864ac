package nabla.worksheet;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `ℒ = L + λ g`, the Lagrangian of a loss: a script letter beside the plain one, both with
/// meanings of their own. Where only one of them has one, they are two spellings of it.
final class ScriptLetters {

  private static final Pattern SCRIPT =
      Pattern.compile(
          "\\\\math(?:cal|scr)\\s*(?:\\{\\s*(?<braced>[A-Z])\\s*\\}|(?<bare>[A-Z]))"
              + "|(?<sign>[ℬℰℱℋℐℒℳℛ\\x{1D49C}-\\x{1D4B5}\\x{1D4D0}-\\x{1D4E9}])");

  /// What stands for the script letters that are no plain ones.
  private final Map<String, String> own = new LinkedHashMap<>();

  /// @param statements the texts of all statements of a sheet
  ScriptLetters(List<String> statements) {
    for (String text : statements) {
      Matcher script = SCRIPT.matcher(text);
      while (script.find()) {
        String letter = letter(script);
        if (defines(statements, Pattern.quote(letter))
            && defines(statements, Pattern.quote(script.group()))) {
          own.put(letter, other(letter, statements));
        }
      }
    }
  }

  private static boolean defines(List<String> statements, String name) {
    Pattern defined =
        Pattern.compile(
            "\\s*(?:let\\s+)?%s\\s*(?:\\([^=]*\\)\\s*)?:?=.*".formatted(name), Pattern.DOTALL);
    return statements.stream().anyMatch(text -> defined.matcher(text).matches());
  }

  /// ℓ for ℒ; a name with a word below it for another letter.
  private static String other(String letter, List<String> statements) {
    boolean taken =
        statements.stream().anyMatch(text -> text.contains("ℓ") || text.contains("\\ell"));
    return letter.equals("L") && !taken ? "ℓ" : letter + "_{cal}";
  }

  private static String letter(Matcher script) {
    String sign = script.group("sign");
    String braced = script.group("braced");
    return sign != null
        ? Normalizer.normalize(sign, Normalizer.Form.NFKC)
        : braced != null ? braced : script.group("bare");
  }

  /// A text with other names for the script letters; as long as it was where it can be.
  String plain(String text) {
    return own.isEmpty()
        ? text
        : SCRIPT
            .matcher(text)
            .replaceAll(found -> {
              Matcher script = SCRIPT.matcher(found.group());
              script.matches();
              String other = own.get(letter(script));
              return other == null
                  ? Matcher.quoteReplacement(found.group())
                  : other + " ".repeat(Math.max(0, found.group().length() - other.length()));
            });
  }
}
