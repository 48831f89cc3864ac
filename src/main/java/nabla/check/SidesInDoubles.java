package nabla.check;

import java.util.Map;
import java.util.SplittableRandom;
import nabla.expr.Expr;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Symbol;
import nabla.numeric.ArrayEvaluation;
import org.apache.commons.math3.linear.RealMatrix;

/// What doubles say of a claim at a point. Sides differ only where rounding cannot be the cause.
final class SidesInDoubles {

  private static final long SEED = 0x2545F4914F6CDD1DL;

  /// Doubles that differ by less agree, and by more than [#CLEAR] may be different.
  private static final double CLOSE = 1e-9;

  private static final double CLEAR = 1e-6;

  /// So often the sides are computed with rounding errors of their own, and by no more than such a
  /// part of it their difference may change.
  private static final int REPETITIONS = 4;

  private static final double STEADY = 0.01;

  /// How the sides compare, as far as doubles tell.
  enum Glance {
    AGREE,
    DIFFER,
    UNDEFINED,
    UNCLEAR
  }

  private final Comparison comparison;
  private final Expr left;
  private final Expr right;

  SidesInDoubles(Relation claim) {
    this.comparison = claim.comparison();
    this.left = claim.left();
    this.right = claim.right();
  }

  /// How the sides compare at a point.
  Glance at(Map<Symbol, RealMatrix> point) {
    RealMatrix first = ArrayEvaluation.of(left, point);
    RealMatrix second = ArrayEvaluation.of(right, point);
    Glance glance = of(first, second);
    return glance == Glance.DIFFER
            && comparison != Comparison.NOT_EQUAL
            && !isSteady(first, second, point)
        ? Glance.UNCLEAR
        : glance;
  }

  private Glance of(RealMatrix first, RealMatrix second) {
    Glance worst = Glance.AGREE;
    boolean apart = false;
    for (int i = 0; i < first.getRowDimension(); i++) {
      for (int j = 0; j < first.getColumnDimension(); j++) {
        Glance next = of(first.getEntry(i, j), second.getEntry(i, j));
        if (next == Glance.UNDEFINED) {
          return next;
        }
        apart |= next == Glance.DIFFER;
        worst = next == Glance.DIFFER || worst == Glance.AGREE ? next : worst;
      }
    }
    if (comparison == Comparison.NOT_EQUAL) {
      return apart ? Glance.AGREE : worst == Glance.AGREE ? Glance.DIFFER : Glance.UNCLEAR;
    }
    return worst;
  }

  private Glance of(double first, double second) {
    if (!Double.isFinite(first) || !Double.isFinite(second)) {
      return Glance.UNDEFINED;
    }
    double scale = Math.max(1, Math.max(Math.abs(first), Math.abs(second)));
    double difference = first - second;
    boolean close = Math.abs(difference) <= CLOSE * scale;
    boolean clear = Math.abs(difference) > CLEAR * scale;
    return switch (comparison) {
      case EQUAL, NOT_EQUAL, APPROXIMATELY ->
          close ? Glance.AGREE : clear ? Glance.DIFFER : Glance.UNCLEAR;
      case LESS_OR_EQUAL, GREATER_OR_EQUAL ->
          close || comparison.holds((int) Math.signum(difference))
              ? Glance.AGREE
              : clear ? Glance.DIFFER : Glance.UNCLEAR;
      case LESS, GREATER ->
          close
              ? Glance.UNCLEAR
              : comparison.holds((int) Math.signum(difference))
                  ? Glance.AGREE
                  : clear ? Glance.DIFFER : Glance.UNCLEAR;
    };
  }

  /// Whether the difference of some entry stays what it is when both sides are computed with other
  /// rounding errors.
  private boolean isSteady(RealMatrix first, RealMatrix second, Map<Symbol, RealMatrix> point) {
    SplittableRandom random = new SplittableRandom(SEED);
    RealMatrix difference = first.subtract(second);
    RealMatrix change = difference.scalarMultiply(0);
    for (int k = 0; k < REPETITIONS; k++) {
      RealMatrix other =
          ArrayEvaluation.disturbed(left, point, random)
              .subtract(ArrayEvaluation.disturbed(right, point, random));
      for (int i = 0; i < change.getRowDimension(); i++) {
        for (int j = 0; j < change.getColumnDimension(); j++) {
          double moved = Math.abs(other.getEntry(i, j) - difference.getEntry(i, j));
          change.setEntry(i, j, Math.max(change.getEntry(i, j), moved));
        }
      }
    }
    for (int i = 0; i < change.getRowDimension(); i++) {
      for (int j = 0; j < change.getColumnDimension(); j++) {
        if (of(first.getEntry(i, j), second.getEntry(i, j)) == Glance.DIFFER
            && change.getEntry(i, j) <= STEADY * Math.abs(difference.getEntry(i, j))) {
          return true;
        }
      }
    }
    return false;
  }
}
