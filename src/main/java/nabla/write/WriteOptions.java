package nabla.write;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nabla.expr.Name;

/// Choices in writing that change no meaning.
///
/// @param ascii whether text uses only ASCII characters
/// @param boundNames the names to prefer for what binders bind; without one, `i`, `j`, `k`, … are
///   used. A name that stands free in the expression is never used
/// @param words the longer names that stand without quotes, because the reader was told of them
/// @param functions the names of unknown functions: as a variable, such a name needs a sign before
///   a parenthesis
/// @param primes whether the derivative of a function by its argument is written `σ′(x)`, and not
///   `d/dx[σ(x)]`
/// @param sign whether derivatives are written with d or with ∂
/// @param shapes whether the lines of a derivation say their shapes
/// @param columns how wide the lines of a derivation may be
/// @param taken names that the author uses, which no shared part of a long result is called by
public record WriteOptions(
    boolean ascii,
    List<Name> boundNames,
    Set<String> words,
    Set<Name> functions,
    boolean primes,
    DerivativeSign sign,
    boolean shapes,
    int columns,
    Set<Name> taken) {

  /// Where nothing is said about the width of a page.
  static final int ORDINARY_COLUMNS = 100;

  /// Which d.
  public enum DerivativeSign {
    /// ∂ where the differentiated expression has several variables, d where it has one.
    BY_CONTENT,
    /// Always ∂, as in a formula of several variables.
    PARTIAL,
    /// Always d, as in an equation of which one variable depends on the other.
    ORDINARY
  }

  /// Unicode, and nothing known of the names.
  public static final WriteOptions DEFAULT =
      new WriteOptions(
          false,
          List.of(),
          Set.of(),
          Set.of(),
          true,
          DerivativeSign.BY_CONTENT,
          false,
          ORDINARY_COLUMNS,
          Set.of());

  /// Only ASCII characters, and nothing known of the names.
  public static final WriteOptions ASCII = DEFAULT.withAscii(true);

  /// The sets and maps are copied.
  public WriteOptions {
    boundNames = List.copyOf(boundNames);
    words = Set.copyOf(words);
    functions = Set.copyOf(functions);
    taken = Set.copyOf(taken);
  }

  /// These, with or without characters beyond ASCII.
  public WriteOptions withAscii(boolean only) {
    return new WriteOptions(
        only, boundNames, words, functions, primes, sign, shapes, columns, taken);
  }

  /// These, with preferred names for bound variables.
  public WriteOptions withBoundNames(List<Name> names) {
    return new WriteOptions(ascii, names, words, functions, primes, sign, shapes, columns, taken);
  }

  /// These, with names of several letters that need no quotes.
  public WriteOptions withWords(Set<String> names) {
    Set<String> all = new HashSet<>(words);
    all.addAll(names);
    return new WriteOptions(
        ascii, boundNames, all, functions, primes, sign, shapes, columns, taken);
  }

  /// These, with names of functions.
  public WriteOptions withFunctions(Set<Name> names) {
    Set<Name> all = new HashSet<>(functions);
    all.addAll(names);
    return new WriteOptions(ascii, boundNames, words, all, primes, sign, shapes, columns, taken);
  }

  /// These, with or without primes for derivatives of functions by their argument.
  public WriteOptions withPrimes(boolean wanted) {
    return new WriteOptions(
        ascii, boundNames, words, functions, wanted, sign, shapes, columns, taken);
  }

  /// These, with d or ∂ for derivatives.
  public WriteOptions withSign(DerivativeSign wanted) {
    return new WriteOptions(
        ascii, boundNames, words, functions, primes, wanted, shapes, columns, taken);
  }

  /// These, with or without the shape of each line of a derivation.
  public WriteOptions withShapes(boolean wanted) {
    return new WriteOptions(
        ascii, boundNames, words, functions, primes, sign, wanted, columns, taken);
  }

  /// These, with lines of another width.
  public WriteOptions withColumns(int wanted) {
    return new WriteOptions(
        ascii, boundNames, words, functions, primes, sign, shapes, wanted, taken);
  }

  /// These, with names that the author uses.
  public WriteOptions withTaken(Set<Name> names) {
    return new WriteOptions(
        ascii, boundNames, words, functions, primes, sign, shapes, columns, names);
  }
}
