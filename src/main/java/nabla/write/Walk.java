package nabla.write;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;

/// Writes an expression from left to right into one buffer, with a stack of what is still to be
/// written instead of recursion: linear in what is written, however deep the expression.
final class Walk {

  private static final int MAXIMUM_LENGTH = 1 << 26;

  private final Style style;
  private final BoundNames boundNames;
  private final Map<Integer, Name> scope = new HashMap<>();
  private final StringBuilder out = new StringBuilder();
  private final Deque<Pieces.Piece> ahead = new ArrayDeque<>();
  private final Deque<Integer> belowFrom = new ArrayDeque<>();
  private boolean joining;
  private int bareEnd = -1;

  Walk(Style style, BoundNames boundNames) {
    this.style = style;
    this.boundNames = boundNames;
  }

  /// What `root` is written as where it must hold together as tightly as `minimum`.
  String write(Expr root, Level minimum) {
    ahead.push(new Pieces.Part(root, minimum, false));
    while (!ahead.isEmpty()) {
      switch (ahead.pop()) {
        case Pieces.Sign sign -> append(sign.characters());
        case Pieces.Part part -> expand(part);
        case Pieces.Join join -> joining = true;
        case Pieces.BareEnd end -> bareEnd = out.length();
        case Pieces.Enter enter ->
            scope.put(enter.binder().bound().height(), boundNames.of(enter.binder()));
        case Pieces.Below below -> belowFrom.push(out.length());
        case Pieces.EndBelow end -> {
          int start = belowFrom.pop();
          String indices = out.substring(start);
          out.setLength(start);
          String below = style.below(indices);
          append(below);
          bareEnd = below.startsWith("_") && !below.endsWith("}") ? out.length() : bareEnd;
        }
        case Pieces.Leave leave -> scope.remove(leave.binder().bound().height());
      }
    }
    return out.toString();
  }

  private void expand(Pieces.Part part) {
    Budget.check();
    Expr node = part.expression();
    Pieces pieces = new Pieces();
    if (style.level(node, part.followed()).isBelow(part.minimum())) {
      pieces.sign(style.open(node)).part(node, Level.OR).sign(style.close(node));
    } else {
      style.expand(node, part.followed(), scope, boundNames, pieces);
    }
    for (int i = pieces.size() - 1; i >= 0; i--) {
      ahead.push(pieces.get(i));
    }
  }

  private void append(String characters) {
    if (characters.isEmpty()) {
      return;
    }
    if (joining) {
      out.append(style.between(out, characters, bareEnd == out.length()));
      joining = false;
    }
    out.append(characters);
    if (out.length() > MAXIMUM_LENGTH) {
      throw new NablaException(
          NablaException.Kind.BUDGET,
          "written out, the formula passes " + MAXIMUM_LENGTH + " characters");
    }
  }
}
