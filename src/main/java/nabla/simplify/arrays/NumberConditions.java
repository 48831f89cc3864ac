package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.rewrite.Domain;
import nabla.rewrite.Signs;
import org.jspecify.annotations.Nullable;

/// Where functions of numbers that are made of vectors and matrices are defined: `‖x‖ < 1` for
/// `ln(1 − ‖x‖²)`. It is the domain of the same formula with a variable in the place of each such
/// number, of which the sign is known: a norm, and xᵀMx for a positive semidefinite M, is not
/// negative.
final class NumberConditions {

  private final ArrayClosedForm closed;
  private final Assumptions assumptions;
  private final Signs signs;
  private final Definiteness definiteness;

  private final Map<Expr, Symbol> places = new LinkedHashMap<>();
  private final Map<Symbol, Expr> meanings = new HashMap<>();

  /// The same number stands in several forms, xᵀy and yᵀx.
  private final Map<Expr, Symbol> byClosedForm = new HashMap<>();

  private Assumptions known = Assumptions.NONE;

  /// Those found, of variables in the places of the numbers.
  private final List<Relation> found = new ArrayList<>();

  private NumberConditions(ArrayClosedForm closed, Assumptions assumptions) {
    this.closed = closed;
    this.assumptions = assumptions;
    this.signs = Signs.of(assumptions);
    this.definiteness = new Definiteness(assumptions);
  }

  /// The conditions for some of the parts of formulas together.
  static NumberConditions of(ArrayClosedForm closed, Assumptions assumptions, List<Expr> nodes) {
    List<Expr> limited = nodes.stream().filter(NumberConditions::isLimited).toList();
    NumberConditions conditions = new NumberConditions(closed, assumptions);
    if (limited.isEmpty()) {
      return conditions;
    }
    List<Expr> together = new ArrayList<>(limited);
    for (Expr node : nodes) {
      if (node instanceof Quotient quotient
          && quotient.denominator().isScalar()
          && Dag.any(quotient.denominator(), limited::contains)) {
        together.add(Quotient.of(Num.ONE, quotient.denominator()));
      }
    }
    for (Expr node : nodes) {
      if (node instanceof Power power
          && !power.isScalar()
          && power.exponent() instanceof Symbol exponent) {
        // a matrix has no other powers with a letter
        conditions.known = conditions.known.andInteger(exponent);
      }
    }
    conditions.find(together);
    return conditions;
  }

  /// The conditions for the parts of formulas that are made of numbers alone, `v > 0` for `ln(v)
  /// x`.
  static List<Relation> ofPlain(ArrayClosedForm closed, Assumptions assumptions, List<Expr> nodes) {
    List<Expr> plain = new ArrayList<>();
    for (Expr node : nodes) {
      Expr part =
          node instanceof Quotient quotient
              ? Quotient.of(Num.ONE, quotient.denominator())
              : node instanceof Power || node instanceof Apply ? node : null;
      if (part != null
          && part.isScalar()
          && !Dag.any(part, each -> !each.isScalar() || each instanceof Bound)) {
        plain.add(part);
      }
    }
    if (plain.isEmpty()) {
      return List.of();
    }
    NumberConditions conditions = new NumberConditions(closed, assumptions);
    conditions.known = SizeFacts.and(conditions.known, nodes, plain);
    Assumptions known = conditions.known.and(assumptions);
    return Domain.conditions(plain.size() == 1 ? plain.getFirst() : Sum.of(plain), known).stream()
        .filter(Relation.class::isInstance)
        .map(Relation.class::cast)
        .toList();
  }

  /// The conditions. Those that compare with 0 come as `t > 0`, and as `t ≠ 0` where t is not
  /// negative.
  List<Relation> statements() {
    Substitution back = Substitution.of(meanings);
    return found.stream().map(relation -> (Relation) back.apply(weakened(relation))).toList();
  }

  /// Whether a number is different from 0 where these conditions hold.
  boolean implyNonzero(Expr number) {
    Expr divisor = number(number);
    Expr divided = Quotient.of(Num.ONE, divisor);
    Assumptions all = known;
    for (Relation relation : found) {
      all = all.and(relation);
    }
    // what the number itself needs is said where it stands: t ≠ 0 for e^(x/t)
    return Domain.conditions(divisor, all).containsAll(Domain.conditions(divided, all));
  }

  /// Whether it is a number that is made of arrays, and not of every number of that kind.
  private static boolean isLimited(Expr node) {
    boolean limited =
        switch (node) {
          case Power power ->
              !(power.exponent() instanceof Num exponent && exponent.value().isInteger());
          case Apply apply ->
              apply.operator() instanceof Function function
                  && function.domain() != null
                  && apply.children().stream().allMatch(Expr::isScalar);
          default -> false;
        };
    return limited && node.isScalar() && Dag.any(node, part -> !part.isScalar());
  }

  private void find(List<Expr> limited) {
    for (Symbol whole : assumptions.integers()) {
      known = known.andInteger(whole);
    }
    known = SizeFacts.and(known, Dag.of(limited.toArray(Expr[]::new)).nodes(), limited);
    List<Expr> numbers = limited.stream().map(this::number).toList();
    Expr sum = numbers.size() == 1 ? numbers.getFirst() : Sum.of(numbers);
    for (Expr fact : assumptions.facts()) {
      if (fact instanceof Relation relation && relation.left().isScalar()) {
        known = known.and(number(relation));
      }
    }
    for (Expr condition : Domain.conditions(sum, known)) {
      if (condition instanceof Relation relation && Dag.any(relation, meanings::containsKey)) {
        found.add(relation);
      }
    }
  }

  /// `‖x‖ > 0` is `‖x‖ ≠ 0`.
  private Relation weakened(Relation relation) {
    return relation.comparison() == Comparison.GREATER
            && relation.right().equals(Num.ZERO)
            && Signs.of(known).isNonNegative(relation.left())
        ? Relation.of(Comparison.NOT_EQUAL, relation.left(), Num.ZERO)
        : relation;
  }

  /// The formula with a variable for each number that is made of arrays.
  private Expr number(Expr formula) {
    Dag dag = Dag.below(node -> !isMade(node), formula);
    for (Expr node : dag.nodes()) {
      if (isMade(node) && !places.containsKey(node)) {
        Expr usual = closed.of(node);
        Symbol same = byClosedForm.get(usual);
        if (same == null) {
          byClosedForm.put(usual, place(node));
        } else {
          places.put(node, same);
        }
      }
    }
    return Substitution.of(places).apply(formula);
  }

  private static boolean isMade(Expr node) {
    return node instanceof Binder
        || (node.isScalar() && node.children().stream().anyMatch(part -> !part.isScalar()));
  }

  private Symbol place(Expr node) {
    Symbol place = Symbol.of(Name.of("number", Integer.toString(places.size())));
    places.put(node, place);
    meanings.put(place, node);
    Comparison sign = sign(node);
    if (sign != null) {
      known = known.and(Relation.of(sign, place, Num.ZERO));
    }
    return place;
  }

  /// The sign of a number that is made of arrays; null where nothing is known.
  private @Nullable Comparison sign(Expr node) {
    return switch (node) {
      case Binder binder when binder.kind() != Binder.Kind.INTEGRAL -> {
        NumberConditions inside = new NumberConditions(closed, assumptions);
        Symbol index = Symbol.of(Name.of("index of a sum", String.valueOf(binder.bound())));
        Expr term = inside.number(binder.open(index));
        yield sign(term, Signs.of(inside.known));
      }
      case Product product when definiteness.isNonNegative(product) -> Comparison.GREATER_OR_EQUAL;
      case Product product when product.arity() == 2 ->
          ofInner(transposed(product.child(0)), product.child(1));
      case Apply apply
          when apply.operator() == Matrices.DET && definiteness.isPositive(apply.argument()) ->
          Comparison.GREATER;
      case Apply apply
          when (apply.operator() == Matrices.DET || apply.operator() == Matrices.TRACE)
              && definiteness.isNonNegative(apply.argument()) ->
          Comparison.GREATER_OR_EQUAL;
      case Apply apply
          when apply.operator() == Matrices.SUM
              || apply.operator() == Matrices.ENTRY
              || apply.operator() == Matrices.MEAN ->
          EntryConditions.sign(apply.argument(), assumptions);
      default -> sign(node, signs);
    };
  }

  private static Expr transposed(Expr row) {
    return row instanceof Apply apply && apply.operator() == Matrices.TRANSPOSE
        ? apply.argument()
        : Apply.of(Matrices.TRANSPOSE, row);
  }

  /// The sign of an inner product by those of the entries; yᵀp is an entry of p for a one-hot y.
  private @Nullable Comparison ofInner(Expr left, Expr right) {
    Facts facts = new Facts(assumptions);
    for (List<Expr> pair : List.of(List.of(left, right), List.of(right, left))) {
      if (facts.isOwnSquare(pair.getFirst()) && hasSumOne(pair.getFirst())) {
        return EntryConditions.sign(pair.getLast(), assumptions);
      }
    }
    Comparison one = EntryConditions.sign(left, assumptions);
    Comparison other = EntryConditions.sign(right, assumptions);
    return one == null || other == null
        ? null
        : one == Comparison.GREATER && other == Comparison.GREATER
            ? Comparison.GREATER
            : Comparison.GREATER_OR_EQUAL;
  }

  private boolean hasSumOne(Expr vector) {
    return assumptions.facts().stream()
        .anyMatch(fact ->
            fact instanceof Relation relation
                && relation.comparison() == Comparison.EQUAL
                && relation.right().equals(Num.ONE)
                && relation.left().isScalar()
                && Dag.any(relation.left(), vector::equals));
  }

  /// The sign of a number, as far as it is known; null where it is not.
  static @Nullable Comparison sign(Expr number, Signs signs) {
    return signs.isPositive(number)
        ? Comparison.GREATER
        : signs.isNonNegative(number) ? Comparison.GREATER_OR_EQUAL : null;
  }
}
