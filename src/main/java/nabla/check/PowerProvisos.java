package nabla.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Logic.Connective;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;
import nabla.simplify.Validity;
import nabla.simplify.Written;
import nabla.simplify.arrays.Definiteness;

/// Where powers of matrices are defined: those with exponents that may be negative only where the
/// matrix has an inverse. `XᵃXᵇ` has no value at a = 1, b = −1 and a singular X.
final class PowerProvisos {

  private final Assumptions assumptions;
  private final Written written;

  PowerProvisos(Assumptions assumptions, Written written) {
    this.assumptions = assumptions;
    this.written = written;
  }

  /// The conditions for the powers in formulas, one for each matrix that nothing known says to be
  /// invertible: that it is, or that no exponent is negative.
  List<Expr> of(Collection<Expr> known, Expr... formulas) {
    Map<Expr, Set<Expr>> exponents = new LinkedHashMap<>();
    for (Expr node : Dag.of(formulas).nodes()) {
      if (node instanceof Power power && !power.isScalar()) {
        exponents
            .computeIfAbsent(plain(power.base()), base -> new LinkedHashSet<>())
            .add(power.exponent());
      }
    }
    List<Expr> conditions = new ArrayList<>();
    exponents.forEach((base, all) -> {
      Expr determinant = Apply.of(Matrices.DET, base);
      Expr invertible = Relation.of(Comparison.NOT_EQUAL, determinant, Num.ZERO);
      Expr positive = Relation.of(Comparison.GREATER, determinant, Num.ZERO);
      if (!known.contains(invertible)
          && !known.contains(positive)
          && !new Definiteness(assumptions).isPositive(base)) {
        conditions.addAll(or(invertible, all));
      }
    });
    return conditions;
  }

  /// That a matrix has an inverse, or that these are not negative; nothing where they never are.
  private List<Expr> or(Expr invertible, Set<Expr> exponents) {
    Signs signs = Signs.of(assumptions);
    List<Expr> open = new ArrayList<>();
    for (Expr exponent : exponents) {
      Expr condition = Relation.of(Comparison.GREATER_OR_EQUAL, exponent, Num.ZERO);
      Truth truth = signs.holds(condition);
      if (truth == Truth.FALSE) {
        return List.of(invertible);
      }
      if (truth != Truth.TRUE) {
        open.add(condition);
      }
    }
    List<Expr> shown = Validity.of(open, assumptions).statements(written);
    return shown.isEmpty()
        ? List.of()
        : List.of(Logic.of(Connective.OR, List.of(Logic.of(Connective.AND, shown), invertible)));
  }

  /// The matrix that is invertible where a transpose or an inverse is.
  private static Expr plain(Expr matrix) {
    Expr plain = matrix;
    while (plain instanceof Apply apply
        && apply.operator() instanceof Function function
        && (function == Matrices.TRANSPOSE || function == Matrices.INVERSE)) {
      plain = apply.argument();
    }
    return plain;
  }
}
