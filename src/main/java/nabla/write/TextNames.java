package nabla.write;

import java.text.Normalizer;
import java.util.List;
import nabla.catalogue.Function;
import nabla.expr.Name;
import nabla.expr.UnknownFunction;

/// Names of variables and functions in text: `w₁`, `W^(1)`, `ŷ`, `x′`; in ASCII `w_1`, `\hat{y}`,
/// `x'`.
final class TextNames {

  private static final String[] PRIMES = {"", "′", "″", "‴", "⁗"};

  private final WriteOptions options;

  TextNames(WriteOptions options) {
    this.options = options;
  }

  String of(Name name) {
    if (!name.indices().isEmpty()) {
      String whole = of(name.whole());
      return (name.needsBrackets() ? "(" + whole + ")" : whole) + subscript(name.indices());
    }
    boolean ascii = options.ascii();
    String base = ascii ? Letters.spelled(name.base()) : name.base();
    if (name.isWord() && !options.words().contains(name.base())) {
      base = "\"" + name.base() + "\"";
    }
    String text = accented(base, name.accent(), ascii);
    if (!name.subscript().isEmpty()) {
      text += subscript(name.subscript());
    }
    return text
        + (name.label().isEmpty() ? "" : label(name.label()))
        + (ascii ? "'".repeat(name.primes()) : primeMarks(name.primes()));
  }

  private String subscript(String subscript) {
    boolean ascii = options.ascii();
    return !ascii && Letters.hasSubscript(subscript)
        ? Letters.subscript(subscript)
        : below(ascii ? Letters.spelled(subscript) : subscript);
  }

  private static String below(String subscript) {
    return subscript.length() == 1 || subscript.chars().allMatch(c -> Letters.isDigit((char) c))
        ? "_" + subscript
        : "_{" + subscript + "}";
  }

  /// Braces keep `W^{(1)}` apart from a power. A star, as of a minimiser w*, stands by itself.
  private static String label(String label) {
    return label.equals("*") ? label : "^{" + label + "}";
  }

  private static String accented(String base, Name.Accent accent, boolean ascii) {
    String command =
        switch (accent) {
          case NONE -> "";
          case HAT -> "\\hat";
          case BAR -> "\\bar";
          case TILDE -> "\\tilde";
        };
    if (command.isEmpty()) {
      return base;
    }
    boolean letter = base.codePointCount(0, base.length()) == 1;
    if (ascii || !letter) {
      return command + "{" + base + "}";
    }
    String mark =
        switch (accent) {
          case NONE -> "";
          case HAT -> "\u0302";
          case BAR -> "\u0304";
          case TILDE -> "\u0303";
        };
    return Normalizer.normalize(base + mark, Normalizer.Form.NFC);
  }

  /// Whether a letter written right after the name could be read as a part of it.
  boolean endsOpen(Name name) {
    boolean entry = !name.indices().isEmpty();
    String subscript = entry ? name.indices() : name.subscript();
    return (!entry && (name.primes() > 0 || !name.label().isEmpty()))
        || (!subscript.isEmpty() && (options.ascii() || !Letters.hasSubscript(subscript)));
  }

  String function(Function function) {
    return options.ascii() ? Letters.spelled(asciiAlias(function)) : function.written();
  }

  /// Signs that have no spelling as letters are called by an alias.
  private static String asciiAlias(Function function) {
    if (isAscii(Letters.spelled(function.written()))) {
      return function.written();
    }
    for (String alias : function.aliases()) {
      if (isAscii(alias)) {
        return alias;
      }
    }
    return function.name();
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  private static String primeMarks(int count) {
    return "⁗".repeat(count / 4) + PRIMES[count % 4];
  }

  /// The marks of a derivative of a function of one argument.
  static String primes(int order, boolean ascii) {
    if (order < PRIMES.length) {
      return ascii ? "'".repeat(order) : PRIMES[order];
    }
    return ascii ? "^{(" + order + ")}" : "⁽" + Letters.superscript("" + order) + "⁾";
  }

  /// The marks of the derivative of an unknown function: primes for one argument, `^{(1,0)}` for
  /// several.
  static String orders(UnknownFunction function, boolean ascii) {
    List<Integer> orders = function.orders();
    if (orders.stream().allMatch(order -> order == 0)) {
      return "";
    }
    if (orders.size() == 1) {
      return primes(orders.getFirst(), ascii);
    }
    return "^{(" + String.join(",", orders.stream().map(String::valueOf).toList()) + ")}";
  }
}
