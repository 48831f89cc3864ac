package nabla.write;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Binder;
import nabla.expr.Expr;

/// What a node consists of when it is written: signs, its parts, and the places where two factors
/// meet.
final class Pieces {

  /// One element of the writing.
  sealed interface Piece {}

  /// Characters that stand for themselves.
  record Sign(String characters) implements Piece {}

  /// An expression that stands in parentheses where it holds less tightly than `minimum`.
  ///
  /// @param followed whether a factor or a division follows at once, so that nothing may reach to
  ///   the right
  record Part(Expr expression, Level minimum, boolean followed) implements Piece {}

  /// Two factors meet here; what stands between them depends on their characters.
  record Join() implements Piece {}

  /// An exponent without brackets ends here; a letter after it must not join it.
  record BareEnd() implements Piece {}

  /// From here on, the variable of a binder has its name.
  record Enter(Binder binder) implements Piece {}

  /// Here the scope of a binder ends.
  record Leave(Binder binder) implements Piece {}

  /// What follows, up to the end of it, stands below the line.
  record Below() implements Piece {}

  /// Here ends what stands below the line.
  record EndBelow() implements Piece {}

  private static final Below BELOW = new Below();
  private static final EndBelow END_BELOW = new EndBelow();
  private static final Join JOIN = new Join();
  private static final BareEnd BARE_END = new BareEnd();

  private final List<Piece> pieces = new ArrayList<>();

  Pieces sign(String characters) {
    pieces.add(new Sign(characters));
    return this;
  }

  Pieces part(Expr expression, Level minimum) {
    return part(expression, minimum, false);
  }

  Pieces part(Expr expression, Level minimum, boolean followed) {
    pieces.add(new Part(expression, minimum, followed));
    return this;
  }

  Pieces join() {
    pieces.add(JOIN);
    return this;
  }

  Pieces bareEnd() {
    pieces.add(BARE_END);
    return this;
  }

  Pieces enter(Binder binder) {
    pieces.add(new Enter(binder));
    return this;
  }

  Pieces leave(Binder binder) {
    pieces.add(new Leave(binder));
    return this;
  }

  /// The parts one after the other with a sign between them.
  Pieces list(List<Expr> parts, String separator, Level minimum) {
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        sign(separator);
      }
      part(parts.get(i), minimum);
    }
    return this;
  }

  /// Indices below the line, with commas between them.
  Pieces below(List<Expr> indices) {
    pieces.add(BELOW);
    list(indices, ",", Level.SUM);
    pieces.add(END_BELOW);
    return this;
  }

  int size() {
    return pieces.size();
  }

  Piece get(int index) {
    return pieces.get(index);
  }
}
