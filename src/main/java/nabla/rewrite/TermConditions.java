package nabla.rewrite;

import java.util.ArrayList;
import java.util.List;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Rational;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// What every term of a sum or product needs, said of all of them together: the terms of `Σ_k 1/(x
/// − k)` have values where `Π_k (x − k) ≠ 0`, those of `Σ_{k=1}^n ln(x − k)` where the last has
/// one, `x − n > 0`.
///
/// Inequalities that are not linear in the summation variable are left aside.
final class TermConditions {

  private final Binder binder;

  /// Named by the height, so that it differs from those of the sums around and within.
  private final Symbol index;

  private TermConditions(Binder binder) {
    this.binder = binder;
    this.index = Symbol.of(Name.of("summation variable", String.valueOf(binder.bound().height())));
  }

  /// The conditions that speak of the terms of `binder`; none where it stands inside another.
  static List<Expr> of(Binder binder, Assumptions assumptions) {
    return isSum(binder) ? new TermConditions(binder).conditions(assumptions) : List.of();
  }

  /// The points, such as `Π_k (x − k) = 0` for `Σ_k |x − k|`, at which the derivative by `variable`
  /// may not exist. For an integral they are those that do not move with its variable: `∫_0^1 |x −
  /// t| dt` is smooth.
  static List<Expr> kinks(Binder binder, Symbol variable, Assumptions assumptions) {
    List<Expr> kinks = new ArrayList<>();
    for (Expr bound : binder.children().subList(1, binder.arity())) {
      kinks.addAll(Kinks.of(bound, variable, assumptions));
    }
    TermConditions terms = new TermConditions(binder);
    Assumptions known = isSum(binder) ? terms.known(assumptions) : assumptions;
    for (Expr kink : Kinks.of(binder.open(terms.index), variable, known)) {
      if (!Dag.of(kink).contains(terms.index)) {
        kinks.add(kink);
      } else if (isSum(binder)) {
        kinks.addAll(terms.inSomeTerm(kink));
      }
    }
    return kinks;
  }

  private static boolean isSum(Binder binder) {
    return (binder.kind() == Binder.Kind.SUM || binder.kind() == Binder.Kind.PRODUCT)
        && binder.upper() != null;
  }

  private Assumptions known(Assumptions assumptions) {
    return assumptions
        .andInteger(index)
        .and(Relation.of(Comparison.GREATER_OR_EQUAL, index, binder.lower()))
        .and(Relation.of(Comparison.LESS_OR_EQUAL, index, binder.child(2)));
  }

  /// The points at which a term has its kink, and perhaps some more.
  private List<Expr> inSomeTerm(Expr kink) {
    for (Expr part : Facts.conjuncts(List.of(kink))) {
      if (part instanceof Relation relation
          && relation.comparison() == Comparison.EQUAL
          && Dag.of(relation).contains(index)) {
        return List.of(Relation.of(Comparison.EQUAL, product(relation.difference()), Num.ZERO));
      }
    }
    return List.of();
  }

  private List<Expr> conditions(Assumptions assumptions) {
    Expr body = binder.open(index);
    if (!body.isScalar() || isInside(body)) {
      return List.of();
    }
    List<Expr> together = new ArrayList<>();
    for (Expr condition : Domain.conditions(body, known(assumptions))) {
      if (condition instanceof Relation relation && Dag.of(condition).contains(index)) {
        Expr all = ofAll(relation);
        if (all != null) {
          together.add(all);
        }
      }
    }
    return together;
  }

  /// Whether the terms depend on the variable of a sum around this one.
  private static boolean isInside(Expr body) {
    Dag dag = Dag.below(node -> !(node instanceof Binder), body);
    return dag.nodes().stream().anyMatch(node -> node instanceof Bound);
  }

  private @Nullable Expr ofAll(Relation relation) {
    return switch (relation.comparison()) {
      case NOT_EQUAL -> Relation.of(Comparison.NOT_EQUAL, product(relation.difference()), Num.ZERO);
      case GREATER, GREATER_OR_EQUAL -> atEnd(relation, 1);
      case LESS, LESS_OR_EQUAL -> atEnd(relation, -1);
      default -> null;
    };
  }

  private Expr product(Expr term) {
    return Binder.of(Binder.Kind.PRODUCT, index, binder.lower(), binder.upper(), term);
  }

  /// An inequality that is linear in the summation variable, at the end where it is hardest to
  /// meet.
  private @Nullable Expr atEnd(Relation relation, int direction) {
    Rational left = slope(relation.left());
    Rational right = slope(relation.right());
    if (left == null || right == null) {
      return null;
    }
    int sign = left.minus(right).signum() * direction;
    Expr end = binder.child(sign >= 0 ? 1 : 2);
    return Substitution.of(index, end).apply(relation);
  }

  /// The factor of the summation variable in a linear form; null where it stands elsewhere too.
  private @Nullable Rational slope(Expr expression) {
    Rational slope = Rational.ZERO;
    for (var term : LinearForm.of(expression).terms().entrySet()) {
      if (term.getKey().equals(index)) {
        slope = term.getValue();
      } else if (Dag.of(term.getKey()).contains(index)) {
        return null;
      }
    }
    return slope;
  }
}
