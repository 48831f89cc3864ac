package nabla.worksheet;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.Nabla;
import nabla.catalogue.Catalogue;
import nabla.catalogue.Function;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Names where they stand in the text of a statement.
final class NameText {
  private static final Pattern DEFINITION =
      Pattern.compile(
          "(?:let\\s+)?((?:[^=(<>≤≥≠^]|\\^\\s*\\{?\\s*\\([^()=]*\\)|\\^)+?)\\s*(\\([^=]*\\)\\s*)?:?=(?!=).*",
          Pattern.DOTALL);

  private static final Pattern WORD = Pattern.compile("[A-Za-z]{2,}");

  private static final Pattern IDENTIFIER =
      Pattern.compile("\\p{L}(?=.*[\\d_]|\\p{L})[\\p{L}\\p{M}\\d_]*[\\p{L}\\d]");

  /// A command of TeX, or a letter in another style.
  private static final Pattern SIGN =
      Pattern.compile("\\\\[a-zA-Z]+|[\\x{1D400}-\\x{1D7FF}ℊℋℌℎℐℑℒℛℜℬℯℰℱℳℴ]");

  /// `y_hat`, which is ŷ.
  private static final Pattern BELOW = Pattern.compile("(\\p{L})_(hat|bar|tilde)(?![\\p{L}\\d])");

  /// `\\hat{y}`, `\\bar x`
  private static final Pattern ACCENTED =
      Pattern.compile(
          "\\\\((?:wide)?(?:hat|tilde)|bar|overline)(?:\\s*\\{\\s*|\\s+)([A-Za-z])(?:\\s*\\}|(?![A-Za-z]))");

  /// What may be a Greek letter as it is spelled, `alpha` and the theta of `theta1`.
  private static final Pattern GREEK =
      Pattern.compile("(?<![\\p{L}\\\\\"])[A-Za-z]{2,8}(?!\\p{L})");

  private static final Memo<Name> NAMES = new Memo<>(NameText::read);

  private NameText() {}

  /// The name that a text defines, as `z` in `z = b + w x` and `f` in `f(x) = x^2`; null where it
  /// defines none.
  static @Nullable Name defined(String text) {
    Matcher definition = DEFINITION.matcher(text.strip());
    return definition.matches() ? nameOrConstant(definition.group(1)) : null;
  }

  /// An equation in which a name on the left side is not defined by it: `L = 3` is `(L) = 3`.
  static String claimed(String text) {
    int equals = text.indexOf('=');
    return defined(text) == null
        ? text
        : "(" + text.substring(0, equals).strip() + ") " + text.substring(equals);
  }

  /// The parameters of the function that a text defines, as `x` in `f(x) = x^2`.
  static List<Name> parameters(String text) {
    Matcher definition = DEFINITION.matcher(text.strip());
    List<Name> parameters = new ArrayList<>();
    if (definition.matches() && definition.group(2) != null) {
      String list = definition.group(2).strip();
      for (String each : list.substring(1, list.length() - 1).split(",", -1)) {
        Name name = nameOrConstant(each);
        if (name != null) {
          parameters.add(name);
        }
      }
    }
    return parameters;
  }

  /// Where what is spelled so stands by itself, and is no part of a longer name.
  static Pattern standing(String spelled) {
    return Pattern.compile(
        "(?<![\\p{L}\\d_\\\\])%s(?![\\p{L}\\d_])".formatted(Pattern.quote(spelled)));
  }

  /// The name that a text is; null where it is anything else.
  static @Nullable Name alone(String text) {
    return NAMES.of(text.strip());
  }

  private static @Nullable Name read(String bare) {
    try {
      if (Nabla.formula(bare).reading().expression() instanceof Symbol symbol) {
        return symbol.name();
      }
    } catch (NablaException none) {
      // a longer word is a name once it is defined; of anything else the reader of formulas says so
    }
    return WORD.matcher(bare).matches() ? Name.of(bare) : null;
  }

  /// The same for what may be the letter of a constant, e and π, which a definition can give
  /// another meaning.
  static @Nullable Name nameOrConstant(String text) {
    Name name = alone(text);
    Function constant = name != null ? null : constant(text.strip());
    return constant == null ? name : Name.of(constant.name());
  }

  /// The constant that a letter is; null where it is none.
  static @Nullable Function constant(String letter) {
    Function function = Catalogue.standard().lookup(letter);
    return function != null && function.notation() == Function.Notation.CONSTANT ? function : null;
  }

  /// Whether a definition of a name is one after "let" alone: of a word, and of a function that the
  /// catalogue has as well, `σ(x) = 1/(1 + e^-x)`.
  static boolean needsLet(Name name) {
    return name.isWord() || Catalogue.standard().lookup(name.toString()) != null;
  }

  /// Whether the left side of an equation is a function that everyone knows, and no definition of
  /// it: `sin`, `max(x, 0)`, and not `max(x, y)`.
  static boolean isKnownFunction(String left) {
    String[] parts = left.strip().split("\\(", 2);
    String word = parts[0].strip();
    return WORD.matcher(word).matches()
        && Catalogue.standard().lookup(word) != null
        && (parts.length == 1
            || !Arrays.stream(parts[1].replaceFirst("\\)\\s*$", "").split(",", -1))
                .allMatch(item -> alone(item) != null));
  }

  /// A name of several letters, numbers and underscores that has to be written in another way, with
  /// how; null where a text is a name, or anything else.
  static @Nullable String spelling(String text) {
    String bare = text.strip();
    if (!IDENTIFIER.matcher(bare).matches() || alone(bare) != null) {
      return null;
    }
    String[] parts = bare.split("_", 2);
    boolean below = parts.length == 2 && parts[0].codePointCount(0, parts[0].length()) == 1;
    String braces = below ? parts[0] + "_{" + parts[1] + "}" : "";
    return below && !parts[1].contains("_") && alone(braces) != null ? braces : "\"" + bare + "\"";
  }

  /// A text with each letter as the names of formulas have it: `\\mu` as μ, 𝓛 as L.
  static String plain(String text) {
    String above =
        BELOW
            .matcher(text)
            .replaceAll(
                letter -> Matcher.quoteReplacement(accented(letter.group(2), letter.group(1))));
    Matcher signs =
        SIGN.matcher(
            ACCENTED
                .matcher(above)
                .replaceAll(letter ->
                    Matcher.quoteReplacement(accented(letter.group(1), letter.group(2)))));
    String letters = signs.replaceAll(sign -> Matcher.quoteReplacement(letter(sign.group())));
    return GREEK.matcher(letters).replaceAll(word -> Matcher.quoteReplacement(greek(word.group())));
  }

  /// `\\hat{y}` as ŷ.
  private static String accented(String command, String letter) {
    String mark =
        command.endsWith("hat") ? "\u0302" : command.endsWith("tilde") ? "\u0303" : "\u0304";
    return Normalizer.normalize(letter + mark, Normalizer.Form.NFC);
  }

  /// `theta` as θ, and `dtheta` as dθ; any other word as it is.
  private static String greek(String word) {
    String letter = letter("\\" + word);
    if (!letter.startsWith("\\")) {
      return letter;
    }
    String rest = word.startsWith("d") ? letter("\\" + word.substring(1)) : letter;
    return rest.startsWith("\\") ? word : "d" + rest;
  }

  private static String letter(String sign) {
    if (!sign.startsWith("\\")) {
      return Normalizer.normalize(sign, Normalizer.Form.NFKC);
    }
    Name name = alone(sign);
    return name == null ? sign : name.base();
  }

  /// A name as the reader takes it where nothing says that a run of letters is one name.
  static String quoted(Name name) {
    return name.isWord() ? "\"" + name.base() + "\"" : Sheet.spelled(name);
  }

  /// A number or an array as it is written.
  static Expr value(String text) {
    return Objects.requireNonNull(Nabla.values("v = " + text).get(Name.of("v")));
  }
}
