package nabla.write;

import nabla.catalogue.Language;
import nabla.expr.Expr;

/// Expressions in programming languages: one expression, or, where parts are shared or it grows
/// long, a block of assignments whose last one is to `result`. The variables have the names of the
/// formula, as far as the language allows.
public final class Code {

  private Code() {}

  /// Python that runs after `import numpy as np`, and `import scipy.special` where special
  /// functions occur.
  ///
  /// @param source the text of the formula, which decides between `w1` and `w_1`; empty where it is
  ///   not at hand
  public static String numpy(Expr expression, String source) {
    return new CodeWriter(new NumpyStyle(), source).write(expression);
  }

  /// Python that runs after `import numpy as np`, and `import scipy.special` where special
  /// functions occur.
  public static String numpy(Expr expression) {
    return numpy(expression, "");
  }

  /// Java on `double` values, with commons-math3 for special functions.
  ///
  /// @param source the text of the formula, which decides between `w1` and `w_1`; empty where it is
  ///   not at hand
  public static String java(Expr expression, String source) {
    return new CodeWriter(new JavaStyle(), source).write(expression);
  }

  /// Java on `double` values, with commons-math3 for special functions.
  public static String java(Expr expression) {
    return java(expression, "");
  }

  /// The expression in a language.
  public static String of(Language language, Expr expression, String source) {
    return switch (language) {
      case NUMPY -> numpy(expression, source);
      case JAVA -> java(expression, source);
    };
  }
}
