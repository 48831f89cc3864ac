package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;

/// The conditions under which formulas with vectors and matrices are defined: what must be
/// invertible, positive or different from 0.
public final class ArrayConditions {

  private final Set<Expr> positive = new LinkedHashSet<>();
  private final Set<Expr> nonzero = new LinkedHashSet<>();
  private final Assumptions assumptions;
  private final Signs signs;
  private final ArrayClosedForm closed;

  /// What is different from 0, in closed form: the same is said once.
  private final Set<Expr> known = new LinkedHashSet<>();

  private ArrayConditions(ArrayClosedForm closed, Assumptions assumptions) {
    this.assumptions = assumptions;
    this.signs = Signs.of(assumptions);
    this.closed = closed;
  }

  /// The conditions for formulas together, such as one and its derivatives, without those that
  /// always hold.
  ///
  /// @param closed closed forms for the author of the formulas
  public static List<Expr> of(ArrayClosedForm closed, Assumptions assumptions, Expr... parts) {
    ArrayConditions conditions = new ArrayConditions(closed, assumptions);
    conditions.addAll(parts);
    List<Expr> all = new ArrayList<>(conditions.statements());
    List<Expr> ofEntries = EntryConditions.of(assumptions, parts);
    List<Expr> known = new ArrayList<>(ofEntries);
    known.addAll(assumptions.facts());
    all.removeIf(each -> EntryConditions.imply(known, each));
    for (Expr each : ofEntries) {
      if (!all.contains(each)) {
        all.add(each);
      }
    }
    return List.copyOf(all);
  }

  private void addAll(Expr... parts) {
    for (Expr node : Dag.below(node -> !(node instanceof Binder), parts).nodes()) {
      if (node instanceof Binder binder) {
        addForEach(binder);
      } else {
        add(node);
      }
    }
  }

  /// A denominator under a sum is different from 0 for each value of the index: the product of all
  /// is. What sums over all entries of arrays need is a condition on the arrays.
  private void addForEach(Binder binder) {
    Symbol index = Symbol.of(Name.of("index of a sum", String.valueOf(binder.bound())));
    ArrayConditions inside = new ArrayConditions(closed, assumptions);
    inside.addAll(binder.open(index));
    Expr upper = binder.upper();
    boolean finite = upper != null && binder.kind() != Binder.Kind.INTEGRAL;
    boolean ofArrays = EntryConditions.concern(binder);
    for (Expr part : inside.nonzero) {
      if (!Dag.any(part, index::equals)) {
        nonzero.add(part);
      } else if (finite && !ofArrays) {
        nonzero.add(Binder.of(Binder.Kind.PRODUCT, index, binder.lower(), upper, part));
      }
    }
    inside.positive.stream().filter(part -> !Dag.any(part, index::equals)).forEach(positive::add);
  }

  private void add(Expr node) {
    if (node instanceof Quotient quotient) {
      addNonzero(quotient.denominator());
    }
    if (node instanceof Power power && power.isScalar() && mayDivide(power)) {
      addNonzero(power.base());
    }
    if (!(node instanceof Apply apply)) {
      return;
    }
    if (apply.operator() == Matrices.INVERSE) {
      nonzero.add(Apply.of(Matrices.DET, apply.argument()));
    } else if (apply.operator() == Matrices.LOGDET) {
      positive.add(Apply.of(Matrices.DET, apply.argument()));
    } else if (apply.operator() == Elementary.LN
        && apply.argument() instanceof Apply inner
        && inner.operator() == Matrices.DET) {
      positive.add(inner);
    } else if (apply.operator() == Elementary.LN && apply.isScalar()) {
      addPositive(apply.argument());
    }
  }

  /// Whether a power of what is never negative, such as a norm, has an exponent that may lie below
  /// 0: `‖x‖^(p − 2)` for a p of which nothing is known.
  private boolean mayDivide(Power power) {
    return power.exponent().isScalar()
        && !signs.isNonNegative(power.exponent())
        && signs.isNonNegative(inSquares(power.base()));
  }

  /// A logarithm of what is made of given arrays needs it positive. What functions make of them,
  /// such as softmax(z)ₖ, and what sums bind is left aside.
  private void addPositive(Expr argument) {
    boolean given =
        Dag.of(argument).nodes().stream()
            .noneMatch(node ->
                node instanceof Bound
                    || (node instanceof Apply function
                        && function.operator() instanceof Function known
                        && known != Matrices.TRANSPOSE
                        && known != Matrices.ENTRY));
    if (signs.isNonNegative(inNumbers(argument))) {
      addNonzero(argument); // ln ‖x‖²
      return;
    }
    if (given
        && Dag.any(argument, node -> !node.isScalar())
        && !signs.isNonNegative(inNumbers(argument))
        && signs.holds(Relation.of(Comparison.GREATER, inSquares(argument), Num.ZERO))
            != Truth.TRUE) {
      positive.add(argument);
    }
  }

  /// What is assumed is no condition.
  private void dropKnown() {
    for (Expr fact : assumptions.facts()) {
      if (fact instanceof Relation relation && relation.right().equals(Num.ZERO)) {
        boolean above = relation.comparison() == Comparison.GREATER;
        if (above || relation.comparison() == Comparison.NOT_EQUAL) {
          nonzero.remove(relation.left());
        }
        if (above) {
          positive.remove(relation.left());
        }
      }
    }
    nonzero.removeIf(this::isDeterminantOfOrthogonal);
    Definiteness definiteness = new Definiteness(assumptions);
    nonzero.removeIf(part -> isDeterminantOfDefinite(part, definiteness));
    positive.removeIf(part -> isDeterminantOfDefinite(part, definiteness));
  }

  private static boolean isDeterminantOfDefinite(Expr part, Definiteness definiteness) {
    return part instanceof Apply apply
        && apply.operator() == Matrices.DET
        && definiteness.isPositive(apply.argument());
  }

  private boolean isDeterminantOfOrthogonal(Expr part) {
    return part instanceof Apply apply
        && apply.operator() == Matrices.DET
        && assumptions
            .facts()
            .contains(
                Relation.of(
                    Comparison.EQUAL,
                    Apply.of(Matrices.TRANSPOSE, apply.argument()),
                    Apply.of(Matrices.INVERSE, apply.argument())));
  }

  private List<Expr> statements() {
    dropKnown();
    List<Expr> statements = new ArrayList<>();
    positive.forEach(part -> statements.add(Relation.of(Comparison.GREATER, part, Num.ZERO)));
    nonzero.removeAll(positive);
    if (!positive.isEmpty()) {
      List<Expr> above = positive.stream().map(closed::of).toList();
      nonzero.removeIf(part -> above.contains(closed.of(part)));
    }
    nonzero.removeIf(this::isFactor);
    nonzero.forEach(part -> statements.add(Relation.of(Comparison.NOT_EQUAL, part, Num.ZERO)));
    statements.removeIf(this::isAssumed);
    return List.copyOf(statements);
  }

  /// Whether it is one of the factors of a product that is different from 0: `x_i − x_k` of `Π_j
  /// (x_i − x_j)`.
  private boolean isFactor(Expr part) {
    List<Expr> indices =
        Dag.of(part).nodes().stream()
            .filter(node -> node instanceof Apply entry && entry.operator() == Matrices.ENTRY)
            .flatMap(entry -> entry.children().stream().skip(1))
            .distinct()
            .toList();
    return nonzero.stream()
        .filter(other -> other instanceof Binder && !other.equals(part))
        .map(Binder.class::cast)
        .anyMatch(product ->
            indices.stream()
                .map(index -> closed.of(product.open(index)))
                .anyMatch(factor ->
                    factor.equals(closed.of(part)) || factor.equals(closed.of(Negate.of(part)))));
  }

  /// Whether a condition is one of the assumptions, or follows from one: `det(A) ≠ 0` from `det(A)
  /// > 0`.
  private boolean isAssumed(Expr condition) {
    return assumptions.facts().contains(condition)
        || (condition instanceof Relation relation
            && relation.comparison() == Comparison.NOT_EQUAL
            && assumptions
                .facts()
                .contains(Relation.of(Comparison.GREATER, relation.left(), relation.right())));
  }

  /// A denominator is different from 0 where its factors are.
  private void addNonzero(Expr denominator) {
    switch (denominator) {
      case Power power -> addNonzero(power.base());
      case Negate negate -> addNonzero(negate.operand());
      case Quotient quotient -> addNonzero(quotient.numerator());
      case Apply root when root.operator() == Elementary.SQRT -> addNonzero(root.argument());
      case Product product when product.children().stream().allMatch(Expr::isScalar) ->
          product.children().forEach(this::addNonzero);
      default -> {
        if (Dag.any(denominator, node -> !node.isScalar() && !node.shape().isTruth())
            && !signs.isNonZero(inNumbers(denominator))
            && !signs.isNonZero(inSquares(denominator))
            && known.add(closed.of(denominator))) {
          nonzero.add(denominator);
        }
      }
    }
  }

  /// The formula with a variable for each number that is made of arrays, and for each sum over an
  /// index, which has the sign of its terms.
  private Expr inNumbers(Expr formula) {
    Map<Expr, Expr> stand = new HashMap<>();
    collect(formula, stand);
    return Substitution.of(stand).apply(formula);
  }

  /// The same, where norms and numbers xᵀx, which are not negative, stand as squares.
  private Expr inSquares(Expr formula) {
    Map<Expr, Expr> stand = new HashMap<>();
    collect(formula, stand);
    stand.replaceAll((node, number) -> isSquare(node) ? Power.of(number, 2) : number);
    return Substitution.of(stand).apply(formula);
  }

  private static boolean isSquare(Expr node) {
    return node instanceof Product product
        ? product.arity() == 2
            && product.child(0).equals(Apply.of(Matrices.TRANSPOSE, product.child(1)))
        : node instanceof Apply apply && apply.operator() == Norms.NORM;
  }

  private void collect(Expr node, Map<Expr, Expr> stand) {
    boolean entry = node.isScalar() && node.children().stream().anyMatch(part -> !part.isScalar());
    boolean sum =
        node instanceof Apply apply
            && apply.operator() instanceof Function function
            && function == Matrices.SUM;
    if (sum) {
      // Σ over the entries has the sign of the function at each
      Expr argument = ((Apply) node).argument();
      if (argument instanceof Apply inner
          && inner.operator() instanceof Function function
          && function.isElementwise()
          && inner.arity() == 1) {
        stand.put(node, Apply.of(function, number(stand)));
        return;
      }
    }
    if (node instanceof Binder binder && binder.kind() == Binder.Kind.SUM) {
      Expr term = inSquares(binder.open(Symbol.of(Name.of("index of a sum"))));
      Expr number = number(stand);
      stand.put(
          node,
          signs.isPositive(term)
              ? Apply.of(Elementary.EXP, number)
              : signs.isNonNegative(term) ? Power.of(number, 2) : number);
      return;
    }
    if (entry) {
      stand.put(node, number(stand));
      return;
    }
    node.children().forEach(part -> collect(part, stand));
  }

  private static Symbol number(Map<Expr, Expr> stand) {
    return Symbol.of(Name.of("number", Integer.toString(stand.size())));
  }
}
