package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Activations;
import nabla.catalogue.Elementwise;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.Reductions;
import nabla.catalogue.Rows;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.rewrite.Domain;
import org.jspecify.annotations.Nullable;

/// Where functions that are taken of each entry are defined: `every(X > 0)` for `log X`. It is the
/// domain of the function of one entry, with the arrays in the places of their entries.
final class EntryConditions {

  private final Map<Symbol, Expr> arrays = new LinkedHashMap<>();
  private final Map<Expr, Expr> entries = new HashMap<>();

  private EntryConditions() {}

  /// The conditions for formulas together, but for those that are assumed.
  static List<Expr> of(Assumptions assumptions, Expr... parts) {
    List<Expr> nodes = Dag.of(parts).nodes();
    if (nodes.stream().noneMatch(node -> isOfEntries(node) && isLimited(node))) {
      return List.of();
    }
    Set<Expr> functions = new LinkedHashSet<>();
    Set<Expr> inside = new LinkedHashSet<>();
    Set<Expr> bound = new HashSet<>();
    for (Expr node : nodes) {
      if (node instanceof Bound || node.children().stream().anyMatch(bound::contains)) {
        bound.add(node);
      } else if (isOfEntries(node)) {
        functions.add(node);
        inside.addAll(node.children());
      }
    }
    functions.removeAll(inside);
    EntryConditions conditions = new EntryConditions();
    List<Expr> numbers = functions.stream().map(conditions::entry).toList();
    Expr together = numbers.size() == 1 ? numbers.getFirst() : Sum.of(numbers);
    List<Expr> lifted = new ArrayList<>();
    for (Expr condition : Domain.conditions(together, ofNumbers(assumptions))) {
      Expr each = conditions.lifted(condition);
      if (each != null && !isAssumed(each, assumptions) && !lifted.contains(each)) {
        lifted.add(each);
      }
    }
    return lifted;
  }

  /// What is assumed of numbers alone, such as `p > 1`.
  private static Assumptions ofNumbers(Assumptions assumptions) {
    Assumptions numbers = Assumptions.NONE;
    for (Expr fact : assumptions.facts()) {
      if (!Dag.any(fact, node -> !node.isScalar() && !node.shape().isTruth())) {
        numbers = numbers.and(fact);
      }
    }
    return numbers;
  }

  private static boolean isOfEntries(Expr node) {
    return !node.isScalar()
        && node instanceof Apply apply
        && apply.operator() instanceof Function function
        && Elementwise.isAtEachEntry(function);
  }

  /// Whether it may be undefined at an entry.
  private static boolean isLimited(Expr node) {
    Function function = (Function) ((Apply) node).operator();
    return function == Matrices.ELEMENTWISE_QUOTIENT
        || function == Matrices.ELEMENTWISE_POWER
        || function.domain() != null;
  }

  /// One entry of an array, as a formula of numbers.
  private Expr entry(Expr node) {
    Expr known = entries.get(node);
    if (known == null) {
      known = find(node);
      entries.put(node, known);
    }
    return known;
  }

  private Expr find(Expr node) {
    if (node instanceof Negate minus && minus.operand() instanceof Num number) {
      return Num.of(number.value().negate());
    }
    if (node instanceof Num
        || (node.isScalar() && node instanceof Apply apply && apply.arity() == 0)) {
      return node;
    }
    if (node.isScalar() && !Dag.any(node, part -> !part.isScalar())) {
      Dag.of(node).nodes().stream()
          .filter(Symbol.class::isInstance)
          .forEach(symbol -> arrays.put((Symbol) symbol, symbol));
      return node;
    }
    if (node.isScalar()) {
      return place(node);
    }
    if (node instanceof Apply apply && !isOfEntries(apply)) {
      return apply.operator() == Matrices.ONES
          ? Num.ONE
          : apply.operator() == Reductions.SOFTMAX || apply.operator() == Rows.SOFTMAX
              ? Apply.of(Activations.SIGMOID, Symbol.of(Name.of("share", "" + entries.size())))
              : place(node);
    }
    Expr each = Elementwise.atEntry(node, this::entry);
    return each == null ? place(node) : each;
  }

  private Symbol place(Expr array) {
    Symbol place = Symbol.of(Name.of("entry", String.valueOf(arrays.size())));
    arrays.put(place, array);
    return place;
  }

  /// A condition on entries as one on every entry of the arrays; null for any other.
  private @Nullable Expr lifted(Expr condition) {
    boolean ofPlaces =
        Dag.of(condition).nodes().stream()
            .allMatch(node -> !(node instanceof Symbol symbol) || arrays.containsKey(symbol));
    if (!ofPlaces || !(condition instanceof Relation relation)) {
      return null;
    }
    Expr each = Elementwise.every((Relation) Elementwise.of(relation, arrays));
    return each instanceof Relation ? null : each;
  }

  private static boolean isAssumed(Expr every, Assumptions assumptions) {
    Relation wanted = (Relation) ((Apply) every).argument();
    return assumptions.facts().stream()
        .map(fact -> fact instanceof Apply apply && apply.arity() == 1 ? apply.argument() : fact)
        .anyMatch(fact ->
            fact instanceof Relation known
                && known.left().equals(wanted.left())
                && known.right().equals(wanted.right())
                && (known.comparison() == wanted.comparison()
                    || (known.comparison() == Comparison.GREATER
                        && (wanted.comparison() == Comparison.NOT_EQUAL
                            || wanted.comparison() == Comparison.GREATER_OR_EQUAL))));
  }
}
