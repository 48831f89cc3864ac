package nabla.simplify.arrays;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Letters that stand for larger things while something that knows only numbers works on them: for
/// a number that arrays make (xᵀAx, tr(A), ‖x‖), and for the entries of an array.
final class Placeholders {

  private final String name;
  private final Map<Expr, Symbol> symbols = new HashMap<>();
  private final Map<Symbol, Expr> meanings = new LinkedHashMap<>();

  Placeholders(String name) {
    this.name = name;
  }

  Symbol of(Expr meaning) {
    Symbol known = symbols.get(meaning);
    if (known == null) {
      known = Symbol.of(Name.of(name, String.valueOf(symbols.size())));
      symbols.put(meaning, known);
      meanings.put(known, meaning);
    }
    return known;
  }

  /// What it stands for; null for any other expression.
  @Nullable Expr meaning(Expr symbol) {
    return symbol instanceof Symbol key ? meanings.get(key) : null;
  }

  /// The placeholder of something, where it has one.
  @Nullable Symbol known(Expr meaning) {
    return symbols.get(meaning);
  }

  Map<Symbol, Expr> meanings() {
    return meanings;
  }

  /// The expression with the meanings in their places.
  Expr fill(Expr expression) {
    Substitution filling = Substitution.of(meanings);
    Expr filled = filling.apply(expression);
    Expr before = expression;
    while (!filled.equals(before)) { // a meaning may speak of others
      before = filled;
      filled = filling.apply(filled);
    }
    return filled;
  }
}
