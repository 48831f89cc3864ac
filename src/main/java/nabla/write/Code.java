package nabla.write;

import java.util.Collection;
import java.util.List;
import nabla.catalogue.Language;
import nabla.expr.Expr;
import nabla.expr.Symbol;

/// Expressions in programming languages: one expression, or, where parts are shared or it grows
/// long, a block of assignments whose last one is to `result`. The variables have the names of the
/// formula, as far as the language allows.
public final class Code {

  private Code() {}

  /// Python that runs after `import numpy as np`, and `import scipy.special` where special
  /// functions occur.
  public static String numpy(Expr expression) {
    return of(Language.NUMPY, expression, "");
  }

  /// Java on `double` values, with commons-math3 for special functions.
  ///
  /// @param source the text of the formula, which decides between `w1` and `w_1`; empty where it is
  ///   not at hand
  public static String java(Expr expression, String source) {
    return of(Language.JAVA, expression, source);
  }

  /// Java on `double` values, with commons-math3 for special functions.
  public static String java(Expr expression) {
    return java(expression, "");
  }

  /// The expression in a language. A vector has one axis there, as a column and as a row.
  ///
  /// @param source the text of the formula, which decides between `w1` and `w_1`; empty where it is
  ///   not at hand
  public static String of(Language language, Expr expression, String source) {
    return of(language, expression, source, List.of());
  }

  /// The expression in a language, as an answer about a formula of these variables: `n` is the
  /// length of an x that does not occur in the answer.
  public static String of(
      Language language, Expr expression, String source, Collection<Symbol> variables) {
    if (language == Language.JAVA && JavaLoops.concern(expression)) {
      return new JavaLoops(source).write(expression, variables);
    }
    return new CodeWriter(style(language), source).write(expression, variables);
  }

  static CodeStyle style(Language language) {
    return switch (language) {
      case NUMPY -> new NumpyStyle();
      case JAVA -> new JavaStyle();
      case TORCH -> new TorchStyle();
      case JULIA -> new JuliaStyle();
    };
  }
}
