package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Elementary;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.Equality;
import nabla.simplify.Written;
import org.jspecify.annotations.Nullable;

/// Proves that two formulas with vectors and matrices are equal wherever both are defined, by the
/// laws of matrices: their difference, as a sum of words, has no words.
///
/// A proof says nothing where one side is undefined. That no proof is found says nothing at all.
public final class ArrayEquality {

  private final Algebra algebra;
  private final Assumptions assumptions;

  private ArrayEquality(Written written) {
    this.algebra = Algebra.keeping(written).expanding();
    this.assumptions = written.assumptions();
  }

  /// The conditions of a proof, beyond that both sides are defined; null where none is found.
  public static @Nullable List<Expr> prove(Expr left, Expr right, Written written) {
    try {
      Expr difference = Sum.of(plain(left), Negate.of(plain(right)));
      return new ArrayEquality(written).zero(difference);
    } catch (NablaException unknown) {
      if (unknown.kind() == NablaException.Kind.BUDGET) {
        Budget.check();
      }
      return null;
    }
  }

  private @Nullable List<Expr> zero(Expr difference) {
    Set<Expr> conditions = new LinkedHashSet<>();
    for (Term term : algebra.of(difference).terms()) {
      Equality.Proof proof = Equality.prove(term.scalar(), Num.ZERO, known(term.scalar()));
      if (!proof.proved()) {
        return null;
      }
      proof.conditions().forEach(condition -> conditions.add(algebra.numbers.fill(condition)));
    }
    return List.copyOf(conditions);
  }

  /// What is known of the numbers that stand for arrays: a norm is not negative, the determinant of
  /// an orthogonal matrix is 1 or −1.
  private Assumptions known(Expr scalar) {
    Assumptions known = assumptions;
    for (Expr node : Dag.of(scalar).nodes()) {
      if (node instanceof Symbol number
          && algebra.numbers.meaning(number) instanceof Apply meaning
          && meaning.operator() == Norms.NORM) {
        known = known.and(Relation.of(Relation.Comparison.GREATER_OR_EQUAL, number, Num.ZERO));
      }
      if (node instanceof Symbol number
          && algebra.numbers.meaning(number) instanceof Apply meaning
          && meaning.operator() == Matrices.DET
          && algebra.facts().isOrthogonal(meaning.argument())) {
        known = known.and(Relation.of(Relation.Comparison.EQUAL, Power.of(number, 2), Num.ONE));
      }
    }
    return known;
  }

  /// The formula with each function that has a name of its own in terms of others: `logdet(X)` is
  /// `ln(det(X))`, `‖x‖²` is `xᵀx`, and `‖X‖²` is `tr(XᵀX)`.
  private static Expr plain(Expr formula) {
    Map<Expr, Expr> plain = new HashMap<>();
    for (Expr node : new ArrayList<>(Dag.of(formula).nodes())) {
      if (node instanceof Apply apply && apply.operator() == Matrices.LOGDET) {
        plain.put(apply, Apply.of(Elementary.LN, Apply.of(Matrices.DET, apply.argument())));
      } else if (node instanceof Power power
          && power.exponent().equals(Num.TWO)
          && power.base() instanceof Apply norm
          && norm.operator() == Norms.NORM
          && norm.arity() == 1) {
        Expr array = norm.argument();
        Expr squares = Product.of(Apply.of(Matrices.TRANSPOSE, array), array);
        plain.put(power, squares.isScalar() ? squares : Apply.of(Matrices.TRACE, squares));
      }
    }
    return Substitution.of(plain).apply(formula);
  }
}
