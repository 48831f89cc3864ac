package nabla.simplify;

import nabla.expr.Expr;
import org.jspecify.annotations.Nullable;

/// A part of an expression that normal forms treat as a variable with laws of its own.
///
/// @param meaning the expression that it stands for
/// @param kind which laws hold for its powers
/// @param body what stands inside of a magnitude, a sign or a cube root; null for other kinds
/// @param sign −1 or 1 where the body is known to be nowhere positive or nowhere negative; 0 where
///   nothing is known
record Kernel(Expr meaning, Kind kind, @Nullable PowerSum body, int sign) {

  enum Kind {
    /// Nothing is known of its powers; real.
    PLAIN,
    /// The imaginary unit.
    IMAGINARY,
    /// e^m with a real m: positive.
    EXPONENTIAL,
    /// e^(i m) with a real m: of magnitude 1.
    TURN,
    /// e^(iπ): its powers are roots of unity.
    HALF_TURN,
    /// e^(iπ n) with an integer n: its square is 1.
    ALTERNATION,
    /// A whole number above 1, of which roots are taken.
    NUMBER,
    /// |b|; where the sign of b is known, its powers from 1 on are powers of ±b, else those from 2
    /// on are powers of b².
    MAGNITUDE,
    /// The sign of b: its powers from 3 on repeat.
    SIGN,
    /// The real cube root of b.
    CUBE_ROOT,
    /// u^m with a base of unknown sign.
    POWER
  }

  /// Whether powers of it are rewritten.
  boolean hasLaws() {
    return switch (kind) {
      case PLAIN, EXPONENTIAL, TURN, POWER -> false;
      case IMAGINARY, HALF_TURN, ALTERNATION, NUMBER, MAGNITUDE, SIGN, CUBE_ROOT -> true;
    };
  }

  PowerSum requiredBody() {
    if (body == null) {
      throw new IllegalStateException(meaning + " has no body");
    }
    return body;
  }
}
