package nabla.write;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Language;
import nabla.expr.Name;

/// The names of a formula as identifiers of a programming language, in the spelling of the formula
/// where its text is at hand and the language can read it: `λ` stays `λ`, `w₁` is `w1`, or `w_1`
/// where it was written so. What was written otherwise is spelled out: `\lambda` is `lambda_` in
/// Python, `\hat y` is `y_hat`.
final class Identifiers {

  /// Python, Java and Julia take letters of all alphabets, and marks above them.
  private static final String NO_PART_OF_A_WORD = "[^\\p{L}\\p{Mn}0-9]+";

  private final Set<String> reserved;
  private final String source;
  private final Map<Name, String> chosen = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private int parts;

  /// @param source the text of the formula, for the spelling of its names; empty where it is not at
  ///   hand
  Identifiers(Language language, String source) {
    this.reserved = language.reserved();
    this.source = source;
  }

  String of(Name name) {
    String known = chosen.get(name);
    if (known != null) {
      return known;
    }
    String identifier = unique(spelled(name));
    chosen.put(name, identifier);
    return identifier;
  }

  /// A name for a part, which no name of the formula has; all of those must be known by then.
  String part() {
    String identifier;
    do {
      identifier = "t" + ++parts;
    } while (taken.contains(identifier));
    return unique(identifier);
  }

  /// This name, or one like it, where it is taken.
  String fresh(String wanted) {
    return unique(wanted);
  }

  /// A name for a bound variable.
  String bound(int height) {
    return of(
        new Name("" + "ijklmnpqr".charAt(height % 9), Name.Accent.NONE, 0, "", "bound" + height));
  }

  private String unique(String wanted) {
    String free = reserved.contains(wanted) ? wanted + "_" : wanted;
    String identifier = free;
    String joint = Character.isDigit(free.charAt(free.length() - 1)) ? "_" : "";
    for (int number = 2; !taken.add(identifier); number++) {
      identifier = free + joint + number;
    }
    return identifier;
  }

  private String spelled(Name name) {
    StringBuilder text = new StringBuilder(letter(name));
    String subscript = name.subscript();
    if (!subscript.isEmpty()) {
      boolean joined =
          Letters.startsWithDigit(subscript)
              && !source.contains(name.base() + "_" + subscript)
              && !source.contains(name.base() + "_{" + subscript);
      text.append(joined ? "" : "_").append(Letters.spelled(subscript));
    }
    if (!name.label().isEmpty() && !name.label().startsWith("bound")) {
      text.append('_').append(name.label());
    }
    text.append("_prime".repeat(name.primes()));
    String plain = text.toString().replaceAll(NO_PART_OF_A_WORD, "_").replaceAll("_+$", "");
    return plain.isEmpty() || Letters.startsWithDigit(plain) ? "v" + plain : plain;
  }

  /// The letter or word with its accent, as written where it was written as letters.
  private String letter(Name name) {
    String written = Name.of(name.base()).withAccent(name.accent()).toString();
    if (source.contains(written)) {
      return written;
    }
    String letters = source.contains(name.base()) ? name.base() : Letters.spelled(name.base());
    return switch (name.accent()) {
      case NONE -> letters;
      case HAT -> letters + "_hat";
      case BAR -> letters + "_bar";
      case TILDE -> letters + "_tilde";
    };
  }
}
