package nabla.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A programming language that formulas are written in. In all of them a vector has one axis,
/// whether it stands as a column or as a row: `x @ A @ x`, not `x.T @ A @ x`; a matrix has two.
@SuppressWarnings("ImmutableEnumChecker") // The sets are copies that cannot be changed.
public enum Language {
  /// Python with `numpy as np`, and `scipy.special` for special functions.
  NUMPY("numpy", Words.PYTHON + " np numpy scipy"),
  /// Java with `java.lang.Math`, and commons-math3 for special functions and linear systems; arrays
  /// are `double[]` and `double[][]`.
  JAVA(
      "java",
      "abstract assert boolean break byte case catch char class const continue default do double"
          + " else enum extends final finally float for goto if implements import instanceof int"
          + " interface long native new package private protected public return short static"
          + " strictfp super switch synchronized this throw throws transient try void volatile"
          + " while true false null var record yield sealed permits java org Math Double result"),
  /// Python with `torch`; numbers that are given are tensors, too.
  TORCH("torch", Words.PYTHON + " torch math"),
  /// Julia with its standard library `LinearAlgebra`, and `SpecialFunctions` for special functions.
  JULIA(
      "julia",
      "baremodule begin break catch const continue do else elseif end export false finally for"
          + " function global if import in isa let local macro module public quote return struct"
          + " true try using where while pi im Inf NaN I e result sum prod size length dot norm tr"
          + " det inv kron diag exp log sqrt abs sign min max vec ones zeros ifelse");

  private final String spelling;
  private final Set<String> reserved;

  Language(String spelling, String reserved) {
    this.spelling = spelling;
    this.reserved = Set.copyOf(Arrays.asList(reserved.split(" ")));
  }

  /// How it is asked for: `numpy`, `java`, `torch`, `julia`.
  public String spelling() {
    return spelling;
  }

  /// The language as Markdown names it, of which this may be a library.
  public String highlighting() {
    return switch (this) {
      case NUMPY, TORCH -> "python";
      case JAVA, JULIA -> spelling;
    };
  }

  /// The words that are no names of variables in it.
  public Set<String> reserved() {
    return reserved;
  }

  /// What people call it, `PyTorch`.
  @Override
  public String toString() {
    return switch (this) {
      case NUMPY -> "NumPy";
      case JAVA -> "Java";
      case TORCH -> "PyTorch";
      case JULIA -> "Julia";
    };
  }

  /// The languages as they are asked for.
  public static List<String> spellings() {
    return Arrays.stream(values()).map(Language::spelling).toList();
  }

  /// The language that is asked for so; null where there is none.
  public static @Nullable Language spelled(String word) {
    return Arrays.stream(values())
        .filter(language -> language.spelling.equals(word))
        .findFirst()
        .orElse(null);
  }

  /// Words that several languages share.
  private static final class Words {
    static final String PYTHON =
        "False None True and as assert async await break class continue def del elif else except"
            + " finally for from global if import in is lambda nonlocal not or pass raise return"
            + " try while with yield match case sum range int float abs min max result tuple len";
  }
}
