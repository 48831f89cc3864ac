package nabla.write;

/// How tightly a piece of writing holds together, loosest first: LANGUAGE's table of precedence. A
/// part that holds less tightly than its place demands stands in parentheses.
enum Level {
  /// `a or b`
  OR,
  /// `a and b`
  AND,
  /// `a < b`
  RELATION,
  /// `a + b`
  SUM,
  /// `−a`: a sign binds the whole product, entry by entry products too.
  SIGN,
  /// `a ⊙ b`
  ELEMENTWISE,
  /// `a b`, `a/b`
  PRODUCT,
  /// What may stand beside another factor, but not below an exponent: `x²`, `√x`, a fraction on two
  /// lines.
  FACTOR,
  /// A name, a number, anything in brackets.
  ATOM;

  boolean isBelow(Level other) {
    return compareTo(other) < 0;
  }
}
