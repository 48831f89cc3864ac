package nabla.worksheet.plot;

import java.util.ArrayList;
import java.util.List;
import nabla.Formula;
import nabla.Nabla;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// The variables that a picture of a function has its axes for.
final class Variables {

  private Variables() {}

  /// The variables of these names among those of the formula. A [NablaException] of kind `SHAPE`
  /// where its values are no numbers, `NAME` where another variable is free.
  static List<Symbol> of(Formula function, String label, List<String> names) {
    Expr formula = function.reading().expression();
    if (formula instanceof Relation || !formula.isScalar() || formula.shape().isTruth()) {
      throw new NablaException(
          NablaException.Kind.SHAPE,
          "only a function whose values are numbers has a graph, and " + label + " is none");
    }
    List<Symbol> found = new ArrayList<>(names.stream().map(Symbol::of).toList());
    List<String> others = new ArrayList<>();
    for (Symbol symbol : function.reading().variables()) {
      int position = position(symbol, names);
      if (position < 0) {
        others.add(Text.of(symbol.name()));
      } else {
        found.set(position, symbol);
      }
    }
    if (!others.isEmpty()) {
      throw new NablaException(
          NablaException.Kind.NAME,
          "a plot of "
              + label
              + " over "
              + String.join(" and ", names)
              + " needs a number for "
              + String.join(" and ", others));
    }
    return found;
  }

  /// A name as text shows it, `w₁` for `w_1`.
  static String text(String name) {
    Name known = read(name);
    return known == null ? name : Text.of(known);
  }

  private static int position(Symbol symbol, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      if (spellings(symbol).contains(names.get(i)) || symbol.name().equals(read(names.get(i)))) {
        return i;
      }
    }
    return -1;
  }

  private static List<String> spellings(Symbol symbol) {
    Name name = symbol.name();
    String written = Text.of(name);
    return name.isWord()
        ? List.of(name.toString(), written, written.replace("\"", ""))
        : List.of(name.toString(), written);
  }

  /// The name that is spelled so in another way, as `\alpha`; null where it is none.
  private static @Nullable Name read(String name) {
    try {
      return Nabla.formula(name).reading().expression() instanceof Symbol symbol
          ? symbol.name()
          : null;
    } catch (NablaException unknown) {
      Budget.check();
      return null;
    }
  }
}
