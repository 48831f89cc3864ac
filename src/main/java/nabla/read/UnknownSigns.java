package nabla.read;

import nabla.expr.NablaException;

/// What to write in the place of a sign that the formula language does not have.
final class UnknownSigns {

  static final String PSEUDOINVERSE =
      "the pseudoinverse of a matrix of full column rank is (A^T A)^-1 A^T";

  private UnknownSigns() {}

  static NablaException error(Source source, Lexeme token) {
    String sign = token.getText();
    return source.error(
        NablaException.Kind.SYNTAX,
        "found the character "
            + sign
            + " (U+"
            + "%04X".formatted(sign.codePointAt(0))
            + "), expected a number, a name or an operator"
            + advice(sign),
        token.getStartIndex());
  }

  private static String advice(String sign) {
    return switch (sign) {
      case "\\" -> "; a command is \\ and letters, such as \\frac";
      case "%" -> "; write /100 for percent, mod(a, b) for a remainder";
      case ":" -> "; write := to define and / to divide";
      case "@" -> "; write * for the matrix product";
      case "\"" -> "; a quoted name ends with a second \"";
      case "." -> "; write 5 or 5.0 for a number, * for a product, and no full stop at the end";
      case "`" -> "; write ' for a prime";
      case "—", "―" -> "; write - for minus";
      case "±", "∓" -> "; write + and −, each in a formula of its own";
      case "∜" -> "; write x^(1/4)";
      case "†", "‡" -> "; " + PSEUDOINVERSE;
      case "#" -> "; remove it";
      case "?" -> "; remove it: the command says what is asked";
      case "∪", "∩", "⊂", "⊆", "∀", "∃", "¬" ->
          "; sets and quantifiers are not read, conditions such as x > 0 are";
      case "⇔", "⟺", "≡" -> "; write = for an equation";
      case "∝" -> "; write = with a factor of its own";
      case "°" -> "; write π/180 for degrees";
      default -> "";
    };
  }
}
