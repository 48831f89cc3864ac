package nabla.calculus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.expr.Expr;
import nabla.expr.Symbol;

/// The order in which a reader of a formula comes upon its symbols: from left to right, and into an
/// intermediate where it is first named.
final class ReadingOrder {

  private record Place(Symbol user, Expr part) {}

  private ReadingOrder() {}

  /// For each symbol in what it stands, itself or the formula, in this order.
  ///
  /// @param name what the formula is called
  /// @param meanings what each intermediate stands for
  static Map<Symbol, List<Symbol>> users(Symbol name, Expr formula, Map<Symbol, Expr> meanings) {
    Map<Symbol, List<Symbol>> users = new HashMap<>();
    Map<Symbol, Set<Expr>> seen = new HashMap<>();
    Deque<Place> open = new ArrayDeque<>();
    open.push(new Place(name, formula));
    while (!open.isEmpty()) {
      Place place = open.pop();
      if (!seen.computeIfAbsent(place.user, key -> new HashSet<>()).add(place.part)) {
        continue;
      }
      if (place.part instanceof Symbol symbol) {
        users.computeIfAbsent(symbol, key -> new ArrayList<>()).add(place.user);
        Expr meaning = meanings.get(symbol);
        if (meaning != null) {
          open.push(new Place(symbol, meaning));
        }
      }
      place.part.children().reversed().forEach(part -> open.push(new Place(place.user, part)));
    }
    return users;
  }
}
