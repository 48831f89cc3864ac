package nabla.check;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import nabla.calculus.Derivatives;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;
import nabla.numeric.Sampler;
import nabla.rewrite.Signs;
import nabla.rewrite.Truth;
import nabla.simplify.Canonical;
import nabla.simplify.ClosedForm;
import nabla.simplify.Form;
import nabla.simplify.Monotony;
import nabla.simplify.Written;

/// Proofs of inequalities and constants by calculus: the derivative of the difference of both sides
/// says where it rises and falls. And proofs by squares: (a + b)/2 ≥ √(ab) is (√a − √b)² ≥ 0.
final class Ordering {

  /// A proof may take one part in so many of the time that is left.
  private static final int PART_OF_TIME = 4;

  private Ordering() {}

  /// Whether an inequality is proved wherever both sides are defined.
  static boolean isProved(Relation relation, Assumptions assumptions) {
    boolean above =
        relation.comparison() == Comparison.GREATER
            || relation.comparison() == Comparison.GREATER_OR_EQUAL;
    boolean strictly =
        relation.comparison() == Comparison.GREATER || relation.comparison() == Comparison.LESS;
    Expr more = above ? relation.left() : relation.right();
    Expr less = above ? relation.right() : relation.left();
    return inTime(() -> {
      Expr difference = Canonical.difference(Canonical.of(more), Canonical.of(less));
      Symbol variable = onlyVariable(difference);
      return variable == null
          ? isProvedBySquares(difference, strictly, assumptions)
          : Monotony.isNonNegative(
              difference, strictly, variable, part -> Derivatives.of(part, variable), assumptions);
    });
  }

  /// Whether the sides of an equation are proved to be equal since their difference is constant.
  static boolean isConstant(Relation relation, Assumptions assumptions) {
    return inTime(() -> {
      Expr difference =
          Canonical.difference(Canonical.of(relation.left()), Canonical.of(relation.right()));
      Symbol variable = onlyVariable(difference);
      return variable != null
          && Monotony.isZero(
              difference, variable, part -> Derivatives.of(part, variable), assumptions);
    });
  }

  private static boolean inTime(BooleanSupplier proof) {
    try {
      Boolean proved = Budget.attempt(PART_OF_TIME, proof::getAsBoolean);
      return proved != null && proved;
    } catch (NablaException undefined) {
      Budget.check();
      return false;
    }
  }

  private static @org.jspecify.annotations.Nullable Symbol onlyVariable(Expr difference) {
    List<Symbol> symbols = Sampler.symbolsOf(difference);
    boolean plain =
        !Dag.any(
            difference,
            node ->
                node instanceof Binder
                    || node instanceof Derivative
                    || (node instanceof Apply apply
                        && apply.operator() instanceof UnknownFunction));
    return plain && symbols.size() == 1 ? symbols.getFirst() : null;
  }

  /// With the squares of new variables for variables under roots that are not negative.
  private static boolean isProvedBySquares(
      Expr difference, boolean strictly, Assumptions assumptions) {
    Signs signs = Signs.of(assumptions);
    Map<Symbol, Expr> squares = new java.util.LinkedHashMap<>();
    for (Expr node : Dag.of(difference).nodes()) {
      if (node instanceof Power root
          && root.exponent() instanceof Num exponent
          && !exponent.value().isInteger()) {
        for (Symbol symbol : Sampler.symbolsOf(root.base())) {
          if (signs.isNonNegative(symbol)) {
            squares.put(symbol, Power.of(symbol, Num.TWO));
          }
        }
      }
    }
    if (squares.isEmpty()) {
      return false;
    }
    Substitution substitution = Substitution.of(squares);
    Assumptions facts = Assumptions.NONE;
    for (Expr fact : assumptions.facts()) {
      facts = facts.and(substitution.apply(fact));
    }
    for (Symbol symbol : squares.keySet()) {
      facts = facts.and(Relation.of(Comparison.GREATER_OR_EQUAL, symbol, Num.ZERO));
    }
    Written written = Written.NOTHING.under(facts);
    Expr squared = Canonical.of(substitution.apply(difference));
    Expr plain = ClosedForm.of(squared, written).expression();
    Comparison comparison = strictly ? Comparison.GREATER : Comparison.GREATER_OR_EQUAL;
    Expr factored = Canonical.of(Form.factored(plain, written));
    for (Expr form : List.of(plain, factored)) {
      if (Signs.of(facts).holds(Relation.of(comparison, form, Num.ZERO)) == Truth.TRUE) {
        return true;
      }
    }
    return false;
  }
}
