package nabla.check;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.calculus.index.EntryEquality;
import nabla.catalogue.Matrices;
import nabla.check.Verdict.Road;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Shape;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.simplify.Written;
import nabla.simplify.arrays.ArrayClosedForm;
import nabla.simplify.arrays.ArrayEquality;
import org.jspecify.annotations.Nullable;

/// A proof of a relation between vectors, matrices or numbers that they make, by which road, and
/// where it holds.
record ArrayProof(Road road, List<Expr> conditions) {

  /// A proof of an equation, by the laws of matrices or in entries; null where none is found.
  static @Nullable ArrayProof of(Relation equation, Assumptions assumptions, Written written) {
    Substitution diagonals = diagonals(assumptions);
    Expr left = diagonals.apply(equation.left());
    Expr right = diagonals.apply(equation.right());
    ArrayEquality.Proof found = ArrayEquality.prove(left, right, written);
    if (found == null && !provedInEntries(left, right, assumptions, written)) {
      return null;
    }
    Set<Expr> conditions = new LinkedHashSet<>();
    if (found != null) {
      conditions.addAll(found.conditions());
      for (Expr divisor : found.divisors()) {
        Relation condition = Relation.of(Comparison.NOT_EQUAL, divisor, Num.ZERO);
        if (!isAlmostEverywhere(condition, assumptions)) {
          conditions.add(condition);
        }
      }
    }
    conditions.addAll(ArrayProvisos.of(equation.left(), equation.right(), assumptions, written));
    return new ArrayProof(
        found == null ? Road.ENTRIES : Road.LAWS, EntryProvisos.without(conditions));
  }

  /// A proof that one number is no less than another: the difference is a sum of squares; null
  /// where none is found.
  static @Nullable ArrayProof ofOrder(
      Expr large, Expr small, Assumptions assumptions, Written written) {
    return EntryEquality.isSumOfSquares(large, small, assumptions)
        ? new ArrayProof(Road.ENTRIES, ArrayProvisos.of(large, small, assumptions, written))
        : null;
  }

  /// Whether a condition holds at all arrays but some, near which it holds: then sides that are
  /// continuous where they are defined are equal at those, too. Arrays that satisfy no equation, or
  /// are symmetric, are a linear space, in which an analytic number that is not 0 somewhere is not
  /// 0 almost everywhere.
  private static boolean isAlmostEverywhere(Relation condition, Assumptions assumptions) {
    return assumptions.facts().stream().noneMatch(ArrayProof::bends)
        && ArrayTrial.survives(condition, assumptions);
  }

  /// Whether arrays that satisfy a fact are no linear space, nor an open part of one.
  private static boolean bends(Expr fact) {
    return !(fact instanceof Relation relation)
        || (relation.comparison() == Comparison.EQUAL
            && !fact.equals(MatrixStructure.symmetric(relation.right())));
  }

  /// Each matrix that is diagonal as `diag(d)` of a vector.
  private static Substitution diagonals(Assumptions assumptions) {
    Map<Expr, Expr> diagonals = new HashMap<>();
    for (Expr fact : assumptions.facts()) {
      if (fact instanceof Relation relation
          && relation.left() instanceof Symbol matrix
          && MatrixStructure.isSquareMatrix(matrix.shape())
          && relation.right().equals(MatrixStructure.diagonalOf(matrix))) {
        Name name = Name.of("diagonal of " + matrix.name());
        Symbol vector = Symbol.of(name, Shape.vector(matrix.shape().rows()));
        diagonals.put(matrix, Apply.of(Matrices.DIAG, vector));
      }
    }
    return Substitution.of(diagonals);
  }

  private static boolean provedInEntries(
      Expr left, Expr right, Assumptions assumptions, Written written) {
    if (EntryEquality.proves(left, right, assumptions)) {
      return true;
    }
    try {
      ArrayClosedForm closed = new ArrayClosedForm(written, left, right);
      return EntryEquality.proves(closed.of(left), closed.of(right), assumptions);
    } catch (NablaException unknown) {
      if (unknown.kind() == NablaException.Kind.BUDGET) {
        throw unknown;
      }
      return false;
    }
  }
}
