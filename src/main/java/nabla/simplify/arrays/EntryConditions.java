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
import nabla.catalogue.Blocks;
import nabla.catalogue.Elementwise;
import nabla.catalogue.Exponentials;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.Reductions;
import nabla.catalogue.Vectorization;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.rewrite.Domain;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;
import org.jspecify.annotations.Nullable;

/// Where functions that are taken of each entry are defined: `every(X > 0)` for `log X`. It is the
/// domain of the function of one entry, with the arrays in the places of their entries.
public final class EntryConditions {

  private final Map<Symbol, Expr> arrays = new LinkedHashMap<>();
  private final Map<Expr, Expr> entries = new HashMap<>();

  private EntryConditions() {}

  /// The conditions for formulas together, but for those that are assumed.
  static List<Expr> of(Assumptions assumptions, Expr... parts) {
    List<Expr> nodes = Dag.of(parts).nodes();
    if (nodes.stream()
        .noneMatch(node -> node instanceof Binder || (isOfEntries(node) && isLimited(node)))) {
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
    List<Expr> numbers = new ArrayList<>(functions.stream().map(conditions::entry).toList());
    for (Expr node : nodes) {
      Expr summand = node instanceof Binder binder ? conditions.summand(binder) : null;
      if (summand != null) {
        numbers.add(summand);
      }
    }
    if (numbers.isEmpty()) {
      return List.of();
    }
    Expr together = numbers.size() == 1 ? numbers.getFirst() : Sum.of(numbers);
    List<Expr> lifted = new ArrayList<>();
    for (Expr condition : Domain.conditions(together, conditions.ofEntries(assumptions))) {
      Expr each = conditions.lifted(condition);
      if (each != null && !isAssumed(each, assumptions) && !lifted.contains(each)) {
        lifted.add(each);
      }
    }
    return lifted;
  }

  /// The formula with a variable in the place of each sum over all entries of arrays of which [#of]
  /// tells where it has a value.
  static Expr withoutSums(Expr formula, Assumptions assumptions) {
    Map<Expr, Expr> sums = new HashMap<>();
    for (Expr node : Dag.below(part -> !(part instanceof Binder), formula).nodes()) {
      if (node instanceof Binder && !of(assumptions, node).isEmpty()) {
        sums.put(node, Symbol.of(Name.of("sum", String.valueOf(sums.size()))));
      }
    }
    return sums.isEmpty() ? formula : Substitution.of(sums).apply(formula);
  }

  /// Whether what a sum needs is a condition on each entry of arrays.
  static boolean concern(Binder sum) {
    return new EntryConditions().summand(sum) != null;
  }

  /// The sign that every entry of an array has, as those of `exp(x)` have; null where none is
  /// known.
  public static @Nullable Comparison sign(Expr array, Assumptions assumptions) {
    EntryConditions conditions = new EntryConditions();
    Expr number = conditions.entry(array);
    return NumberConditions.sign(number, Signs.of(conditions.ofEntries(assumptions)));
  }

  /// Whether conditions on each entry of arrays imply one on single entries, `x_k ≠ 1` since every
  /// `x < 1`.
  static boolean imply(List<Expr> ofEntries, Expr condition) {
    Map<Expr, Expr> places = new HashMap<>();
    for (Expr node : Dag.of(condition).nodes()) {
      if (node instanceof Apply entry && entry.operator() == Matrices.ENTRY) {
        Symbol place = Symbol.of(Name.of("entry", String.valueOf(places.size())));
        places.put(entry, place);
      }
    }
    Assumptions known = Assumptions.NONE;
    for (Map.Entry<Expr, Expr> place : places.entrySet()) {
      for (Expr fact : ofEntries) {
        Expr each = fact instanceof Apply every && every.arity() == 1 ? every.argument() : fact;
        if (each instanceof Relation relation
            && relation.left().equals(place.getKey().child(0))
            && relation.right() instanceof Num) {
          known = known.and(Relation.of(relation.comparison(), place.getValue(), relation.right()));
        }
      }
    }
    return !known.facts().isEmpty()
        && Signs.of(known).holds(Substitution.of(places).apply(condition)) == Truth.TRUE;
  }

  /// What is assumed of numbers alone, such as `p > 1`, and of each entry of an array, `x < 1`.
  private Assumptions ofEntries(Assumptions assumptions) {
    Assumptions numbers = Assumptions.NONE;
    for (Map.Entry<Expr, Expr> each : entries.entrySet()) {
      if (each.getKey() instanceof Apply places && places.operator() == Blocks.UPTO) {
        numbers = numbers.and(Relation.of(Comparison.GREATER, each.getValue(), Num.ZERO));
        if (each.getValue() instanceof Symbol place) {
          numbers = numbers.andInteger(place);
        }
      }
    }
    for (Expr fact : assumptions.facts()) {
      if (!Dag.any(fact, node -> !node.isScalar() && !node.shape().isTruth())) {
        numbers = numbers.and(fact);
      }
      Expr each =
          fact instanceof Apply every && every.operator() == Reductions.EVERY
              ? every.argument()
              : fact;
      if (each instanceof Relation relation
          && relation.comparison() != Comparison.EQUAL
          && entries.get(relation.left()) instanceof Symbol entry
          && relation.right() instanceof Num) {
        numbers = numbers.and(Relation.of(relation.comparison(), entry, relation.right()));
      }
    }
    return numbers;
  }

  private @Nullable Expr summand(Binder sum) {
    Expr numbers = Summands.of(sum, this::entry);
    return numbers == null ? null : entry(numbers);
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
        || (function == Matrices.ELEMENTWISE_POWER
            && !(node.child(1) instanceof Num power
                && power.value().isInteger()
                && power.value().signum() > 0))
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
    if (node.isScalar() && !Dag.any(node, part -> !part.isScalar() && !part.shape().isTruth())) {
      Dag.of(node).nodes().stream()
          .filter(Symbol.class::isInstance)
          .forEach(symbol -> arrays.putIfAbsent((Symbol) symbol, symbol));
      return node;
    }
    if (node.isScalar()) {
      return place(node);
    }
    Expr inside = isRearranged(node) ? rearranged((Apply) node) : null;
    if (inside != null) {
      return inside;
    }
    if (node instanceof Apply apply && !isOfEntries(apply)) {
      return apply.operator() == Matrices.ONES
          ? Num.ONE
          : Exponentials.logarithmOfShares(apply) != null
              ? Apply.of(Activations.SIGMOID, Symbol.of(Name.of("share", "" + entries.size())))
              : place(node);
    }
    Expr each = Elementwise.atEntry(node, this::entry);
    return each == null ? place(node) : each;
  }

  /// Whether entries stand in other places in it, and are the same: vec(X), and Xᵀ.
  private static boolean isRearranged(Expr node) {
    return !node.isScalar()
        && node instanceof Apply apply
        && (apply.operator() == Vectorization.VEC || apply.operator() == Matrices.TRANSPOSE);
  }

  /// An entry of a rearranged array of entries, in entries of rearranged arrays: `vec(X.^2)` has
  /// the squares of those of vec(X).
  private @Nullable Expr rearranged(Apply node) {
    Expr array = node.argument();
    if (!isOfEntries(array) && !(array instanceof Sum) && !(array instanceof Negate)) {
      return null;
    }
    return Elementwise.atEntry(
        array, part -> entry(part.isScalar() ? part : Apply.of(node.operator(), part)));
  }

  private Symbol place(Expr array) {
    Symbol place = Symbol.of(Name.of("entry", String.valueOf(arrays.size())));
    arrays.put(place, array);
    return place;
  }

  /// The arrays in a condition, which is about X itself where it is about vec(X), or Xᵀ, alone.
  private Map<Symbol, Expr> inPlace(Expr condition) {
    Map<Symbol, Expr> places = new HashMap<>();
    Set<Object> ways = new HashSet<>();
    arrays.forEach((place, array) -> {
      if (Dag.any(condition, place::equals)) {
        places.put(place, array);
        if (!array.isScalar()) {
          ways.add(isRearranged(array) ? ((Apply) array).operator() : "in place");
        }
      }
    });
    if (ways.size() == 1 && !ways.contains("in place")) {
      places.replaceAll((place, array) -> array.isScalar() ? array : array.child(0));
    }
    return places;
  }

  /// A condition on entries as one on every entry of the arrays; null for any other.
  private @Nullable Expr lifted(Expr condition) {
    boolean ofPlaces =
        Dag.of(condition).nodes().stream()
            .allMatch(node -> !(node instanceof Symbol symbol) || arrays.containsKey(symbol));
    if (ofPlaces
        && condition instanceof Logic logic
        && logic.connective() != Logic.Connective.NOT
        && logic.children().stream().allMatch(Relation.class::isInstance)) {
      return liftedTogether(logic);
    }
    if (!ofPlaces || !(condition instanceof Relation relation)) {
      return null;
    }
    Expr each = Elementwise.every((Relation) Elementwise.of(relation, inPlace(condition)));
    return each instanceof Relation ? null : each;
  }

  /// `x > 0 or x ≠ ⌊x⌋` at every entry.
  private @Nullable Expr liftedTogether(Logic logic) {
    List<Expr> parts =
        logic.children().stream().map(part -> Elementwise.of(part, inPlace(logic))).toList();
    return parts.stream().allMatch(part -> part.child(0).isScalar() && part.child(1).isScalar())
        ? null
        : Apply.of(Reductions.EVERY, Logic.of(logic.connective(), parts));
  }

  private static boolean isAssumed(Expr every, Assumptions assumptions) {
    if (!(((Apply) every).argument() instanceof Relation wanted)) {
      return false;
    }
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
