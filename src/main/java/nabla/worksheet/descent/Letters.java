package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import nabla.expr.Name;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// What the letters of a document mean already, so that an account of it gives them no other
/// meaning.
///
/// @param loss what the loss is called where its formula has no name; null where nothing says
/// @param point what stands for all variables together; null where nothing does
/// @param taken the names that mean something
public record Letters(@Nullable Name loss, @Nullable Name point, Set<Name> taken) {

  /// Those of a formula alone.
  public static final Letters NONE = new Letters(null, null, Set.of());

  /// The names are copied.
  public Letters {
    taken = Set.copyOf(taken);
  }

  /// What a loss without a name is called, beside the names in it.
  public Symbol loss(Collection<Symbol> used) {
    return loss != null
        ? Symbol.of(loss)
        : Notation.free(and(used), List.of("L", "J", "F", "E", "C"));
  }

  /// All that means something in a formula with these names.
  List<Symbol> and(Collection<Symbol> used) {
    List<Symbol> all = new ArrayList<>(used);
    taken.forEach(name -> all.add(Symbol.of(name)));
    return all;
  }
}
