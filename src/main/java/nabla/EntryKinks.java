package nabla;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Elementwise;
import nabla.catalogue.Function;
import nabla.catalogue.Reductions;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Name;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Symbol;
import nabla.rewrite.Domain;

/// Where functions of numbers at the entries of arrays have no derivative: relu at an entry 0.
final class EntryKinks {

  private static final Set<Comparison> STRICT =
      EnumSet.of(Comparison.LESS, Comparison.GREATER, Comparison.NOT_EQUAL);

  private EntryKinks() {}

  /// The conditions that no entry is at a kink, such as `every(Wx ≠ 0)`; of numbers, `x^T x ≠ 1`.
  static List<Expr> away(Function function, Apply apply, Assumptions assumptions) {
    Map<Expr, Symbol> places = new LinkedHashMap<>();
    for (Expr child : apply.children()) {
      places.computeIfAbsent(
          child, key -> Symbol.of(Name.of("entry", String.valueOf(places.size()))));
    }
    Apply ofNumbers = Apply.of(function, apply.children().stream().<Expr>map(places::get).toList());
    Map<Symbol, Expr> arrays = new LinkedHashMap<>();
    places.forEach((child, place) -> arrays.put(place, child));
    List<Expr> conditions = new ArrayList<>();
    for (Symbol place : places.values()) {
      for (Expr kink : Domain.kinks(ofNumbers, place, assumptions)) {
        Expr condition = lifted(Logic.negation(kink), arrays);
        if (condition != null
            && !conditions.contains(condition)
            && !isAssumed(condition, assumptions)) {
          conditions.add(condition);
        }
      }
    }
    return conditions;
  }

  /// Whether entries are assumed to be positive or negative that must not be 0.
  private static boolean isAssumed(Expr condition, Assumptions assumptions) {
    Expr inner = condition instanceof Apply every ? every.argument() : condition;
    return inner instanceof Relation wanted
        && assumptions.facts().stream()
            .anyMatch(fact ->
                fact instanceof Relation known
                    && STRICT.contains(known.comparison())
                    && Set.of(known.left(), known.right())
                        .equals(Set.of(wanted.left(), wanted.right())));
  }

  private static @org.jspecify.annotations.Nullable Expr lifted(
      Expr condition, Map<Symbol, Expr> arrays) {
    if (!(condition instanceof Relation relation)) {
      return null;
    }
    Expr left = Elementwise.of(relation.left(), arrays);
    Expr right = Elementwise.of(relation.right(), arrays);
    Expr lifted = Relation.of(relation.comparison(), left, right);
    return left.isScalar() && right.isScalar() ? lifted : Apply.of(Reductions.EVERY, lifted);
  }
}
