package nabla.expr;

import org.jspecify.annotations.Nullable;

/// The name of a variable as a mathematician writes it: a letter (or a word) with an accent,
/// primes, a subscript and a label. Two spellings of one name (`w1`, `w_1`, `w₁`) are equal here.
///
/// @param base one Latin or Greek letter, or a word such as `loss`
/// @param accent hat, bar, tilde or none, above the base
/// @param primes the number of primes that belong to the name
/// @param subscript the characters below, such as `1`, `max` or `0`; empty where there are none
/// @param label the label in brackets above, with its brackets, such as `(1)` or `[l+1]`; empty
///   where there is none
/// @param indices below all this, the indices of an entry that is named, such as `kl` in
///   `∂/∂(W_1)_kl`; empty where a whole variable is named
public record Name(
    String base, Accent accent, int primes, String subscript, String label, String indices)
    implements Comparable<Name> {

  private static final String ALL = "all";

  /// The name of a whole variable.
  public Name(String base, Accent accent, int primes, String subscript, String label) {
    this(base, accent, primes, subscript, label, "");
  }

  /// What stands above a letter.
  public enum Accent {
    /// Nothing.
    NONE,
    /// `x̂`
    HAT,
    /// `x̄`
    BAR,
    /// `x̃`
    TILDE
  }

  /// A plain letter or word.
  public static Name of(String base) {
    return new Name(base, Accent.NONE, 0, "", "");
  }

  /// A letter or word as it is spelled plainly, perhaps with a subscript: `n`, `n_1`, `n_{max}`.
  public static Name spelled(String text) {
    int line = text.indexOf('_');
    return line < 1 || line == text.length() - 1
        ? of(text)
        : of(text.substring(0, line), text.substring(line + 1).replaceAll("[{}]", ""));
  }

  /// A letter or word with a subscript.
  public static Name of(String base, String subscript) {
    return new Name(base, Accent.NONE, 0, subscript, "");
  }

  /// This with another subscript.
  public Name withSubscript(String other) {
    return new Name(base, accent, primes, other, label, indices);
  }

  /// This with another label above it.
  public Name withLabel(String other) {
    return new Name(base, accent, primes, subscript, other, indices);
  }

  /// This with one prime more.
  public Name primed() {
    return new Name(base, accent, primes + 1, subscript, label);
  }

  /// This without the primes that belong to the name.
  public Name withoutPrimes() {
    return new Name(base, accent, 0, subscript, label, indices);
  }

  /// This with another accent.
  public Name withAccent(Accent other) {
    return new Name(base, other, primes, subscript, label, indices);
  }

  /// The entry of this variable at given indices; of vectors of one letter, one of them.
  public Name entry(String at) {
    return new Name(base, accent, primes, isAll() ? "" : subscript, label, at);
  }

  /// The name of all vectors of this letter together, `x_all` for the `x_i` of `Σ_i ‖x − x_i‖²`,
  /// where the letter alone is one of its own.
  public Name all() {
    return withSubscript(ALL);
  }

  /// Whether this is the name of all vectors of a letter.
  public boolean isAll() {
    return subscript.equals(ALL);
  }

  /// The variable of which an entry is named.
  public Name whole() {
    return indices.isEmpty() ? this : entry("");
  }

  /// Whether something stands below or above the letter.
  public boolean isMarked() {
    return !subscript.isEmpty() || !label.isEmpty() || primes > 0;
  }

  /// Whether an index needs parentheses, as in `(w_1)_{ij}`. Below the number of a layer, which is
  /// no power, it needs none: `W^{(1)}_{ij}`.
  public boolean needsBrackets() {
    return isMarked() && !isLayer();
  }

  /// Whether nothing but a number in brackets is above the letter, and nothing below.
  public boolean isLayer() {
    return subscript.isEmpty() && primes == 0 && (label.startsWith("(") || label.startsWith("["));
  }

  /// Whether the base is a word of several letters rather than one letter.
  public boolean isWord() {
    return base.codePointCount(0, base.length()) > 1;
  }

  // Names are looked up by the hundred thousand; what a record has by itself goes through method
  // handles, which cost most where code is still cold.

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Name name
            && base.equals(name.base)
            && subscript.equals(name.subscript)
            && primes == name.primes
            && accent == name.accent
            && label.equals(name.label)
            && indices.equals(name.indices));
  }

  @Override
  public int hashCode() {
    int hash = 31 * base.hashCode() + subscript.hashCode() + 3 * indices.hashCode();
    return 31 * (31 * hash + label.hashCode()) + 7 * primes + accent.ordinal();
  }

  @Override
  public int compareTo(Name other) {
    int order = base.compareTo(other.base);
    if (order == 0) {
      order = accent.compareTo(other.accent);
    }
    if (order == 0) {
      order = label.compareTo(other.label);
    }
    if (order == 0) {
      order = Integer.compare(primes, other.primes);
    }
    if (order == 0) {
      order = compareSubscripts(subscript, other.subscript);
    }
    if (order == 0) {
      order = indices.compareTo(other.indices);
    }
    return order;
  }

  /// Numbers by their size, so that `x_2` stands before `x_10`.
  private static int compareSubscripts(String left, String right) {
    boolean numbers = isNumber(left) && isNumber(right);
    if (numbers && left.length() != right.length()) {
      return Integer.compare(left.length(), right.length());
    }
    return left.compareTo(right);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /// A plain spelling for messages: `w_1`, `W^(1)`, `ŷ`, `x'`.
  @Override
  public String toString() {
    String mark =
        switch (accent) {
          case NONE -> "";
          case HAT -> "\u0302";
          case BAR -> "\u0304";
          case TILDE -> "\u0303";
        };
    String text = base;
    if (!mark.isEmpty()) {
      int first = base.offsetByCodePoints(0, 1);
      text =
          java.text.Normalizer.normalize(
                  base.substring(0, first) + mark, java.text.Normalizer.Form.NFC)
              + base.substring(first);
    }
    String below =
        subscript.isEmpty()
            ? ""
            : subscript.length() == 1 ? "_" + subscript : "_{" + subscript + "}";
    String whole = text + below + (label.isEmpty() ? "" : "^" + label) + "'".repeat(primes);
    return indices.isEmpty()
        ? whole
        : (needsBrackets() ? "(" + whole + ")" : whole) + "_{" + indices + "}";
  }
}
