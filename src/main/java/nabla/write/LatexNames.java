package nabla.write;

import nabla.expr.Name;
import nabla.expr.UnknownFunction;

/// Names in LaTeX: `w_{1}`, `W^{(1)}`, `\hat{y}`, `\text{loss}`.
final class LatexNames {

  private LatexNames() {}

  static String of(Name name) {
    if (!name.indices().isEmpty()) {
      String whole = of(name.whole());
      boolean apart = name.needsBrackets();
      return (apart ? "(" + whole + ")" : whole) + "_{" + letters(name.indices()) + "}";
    }
    String base =
        !name.isWord()
            ? Letters.latex(name.base())
            : name.base().matches("\\p{L}\\*") // of a minimiser
                ? Letters.latex(name.base().substring(0, 1)) + "^{*}"
                : "\\text{" + name.base().replace("_", "\\_") + "}";
    String accented =
        switch (name.accent()) {
          case NONE -> base;
          case HAT -> "\\hat{" + base + "}";
          case BAR -> "\\bar{" + base + "}";
          case TILDE -> "\\tilde{" + base + "}";
        };
    return accented
        + (name.subscript().isEmpty() ? "" : "_{" + letters(name.subscript()) + "}")
        + (name.label().isEmpty() ? "" : "^{" + letters(name.label()) + "}")
        + "'".repeat(name.primes());
  }

  /// A name of an operator or a part of a name, its Greek letters by their commands: `\sigma'`.
  static String letters(String text) {
    StringBuilder latex = new StringBuilder();
    text.codePoints()
        .forEach(letter -> {
          String next = Letters.latex(Character.toString(letter));
          boolean afterCommand =
              !latex.isEmpty()
                  && LatexSpacing.endsInCommand(latex)
                  && Character.isLetter(next.charAt(0));
          latex.append(afterCommand ? " " : "").append(next);
        });
    return latex.toString();
  }

  /// The marks of a derivative of a function of one argument.
  static String primes(int order) {
    return order < 4 ? "'".repeat(order) : "^{(" + order + ")}";
  }

  /// The marks of the derivative of an unknown function.
  static String orders(UnknownFunction function) {
    if (function.orders().size() == 1) {
      return primes(function.orders().getFirst());
    }
    return TextNames.orders(function, true);
  }
}
