package nabla.worksheet.descent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nabla.calculus.index.SymmetricEntries;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// Equations for vectors and matrices, as those of their entries.
///
/// @param exists where the equations have values
record EntrySystem(Account account, Forms forms, List<Symbol> variables, List<Expr> exists) {

  /// Solves that all these are 0.
  ///
  /// @param loss whose gradient they are; null where that is not known
  /// @param name what the loss is called
  /// @return whether all other arrays in them have numbers
  boolean solve(List<Expr> zeros, @Nullable Expr loss, Symbol name) {
    Symbol[] arrays = variables.stream().filter(each -> !each.isScalar()).toArray(Symbol[]::new);
    List<Expr> entries = new ArrayList<>();
    for (Expr zero : zeros) {
      List<Expr> some = InEntries.of(zero, arrays);
      if (some.isEmpty()) {
        return false;
      }
      entries.addAll(some.stream().map(forms::expanded).map(forms::closed).toList());
    }
    Substitution twice = equalEntries(arrays);
    entries.replaceAll(entry -> forms.closed(twice.apply(entry)));
    List<Symbol> unknowns =
        variables.stream()
            .flatMap(each -> each.isScalar() ? Stream.of(each) : InEntries.of(each).stream())
            .filter(each -> twice.apply(each).equals(each))
            .toList();
    List<Expr> value = loss == null ? List.of() : InEntries.of(loss, arrays);
    Expr number = value.isEmpty() ? null : Canonical.of(twice.apply(value.getFirst()));
    List<Expr> written =
        entries.stream()
            .distinct()
            .<Expr>map(zero -> Relation.of(Relation.Comparison.EQUAL, zero, Num.ZERO))
            .toList();
    new Systems(account, forms, unknowns, number, name, exists)
        .solve(written, entries.stream().distinct().toList());
    return true;
  }

  /// The entries below the diagonal of symmetric matrices, each with the one above that it equals.
  private Substitution equalEntries(Symbol... arrays) {
    Map<Symbol, Expr> equal = new LinkedHashMap<>();
    for (Symbol array : arrays) {
      if (!array.shape().isVector() && SymmetricEntries.isSymmetric(array, forms.assumptions())) {
        List<Symbol> entries = InEntries.of(array);
        int size = (int) array.shape().rows().fixedSize();
        for (int i = 0; i < size; i++) {
          for (int j = 0; j < i; j++) {
            equal.put(entries.get(i * size + j), entries.get(j * size + i));
          }
        }
      }
    }
    return Substitution.of(equal);
  }
}
