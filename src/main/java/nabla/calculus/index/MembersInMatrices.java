package nabla.calculus.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.catalogue.Blocks;
import nabla.catalogue.Dimensions;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.arrays.ArrayClosedForm;
import org.jspecify.annotations.Nullable;

/// Formulas of vectors x₁, …, xₘ in the matrix whose rows these are: `Σ_i (wᵀx_i − y_i)²` is `‖xw −
/// y‖²`, which a machine computes at once and not vector by vector.
public final class MembersInMatrices {

  private MembersInMatrices() {}

  /// The formula in matrices, where there are words for it; as it is elsewhere.
  public static Expr of(Expr formula, ArrayClosedForm closed) {
    if (!concern(formula)) {
      return formula;
    }
    if (formula instanceof Sum sum) {
      List<Expr> terms = new ArrayList<>();
      sum.children().forEach(term -> terms.add(of(term, closed)));
      return Sum.of(terms);
    }
    Expr whole = folded(formula, closed);
    return whole == null ? inParts(formula, closed) : whole;
  }

  /// The same with each sum in it in matrices for which there are words.
  private static Expr inParts(Expr formula, ArrayClosedForm closed) {
    Map<Expr, Expr> parts = new HashMap<>();
    for (Expr node : Dag.below(part -> !(part instanceof Binder), formula).nodes()) {
      Expr part = node instanceof Binder && concern(node) ? folded(node, closed) : null;
      if (part != null) {
        parts.put(node, part);
      }
    }
    return Substitution.of(parts).apply(formula);
  }

  private static @Nullable Expr folded(Expr formula, ArrayClosedForm closed) {
    Symbol row = Symbol.of(Name.of("place", "0"));
    Symbol column = Symbol.of(Name.of("place", "1"));
    Map<Symbol, Expr> indices = new LinkedHashMap<>();
    put(row, formula.shape().rows(), indices);
    put(column, formula.shape().columns(), indices);
    if (formula.shape().rows().equals(Dimension.ONE) && !formula.isScalar()) {
      return null;
    }
    Expr counted = FromOne.of(formula);
    Expr entries = formula.isScalar() ? InEntries.of(counted) : InEntries.of(counted, row, column);
    Expr folded = Folding.of(entries, indices);
    return folded == null || concern(folded) ? null : closed.of(folded);
  }

  private static void put(Symbol index, Dimension size, Map<Symbol, Expr> indices) {
    if (!size.equals(Dimension.ONE)) {
      indices.put(index, Dimensions.expression(size));
    }
  }

  /// Whether a formula names vectors of one letter, or rows and columns, by their index.
  public static boolean concern(Expr formula) {
    return Dag.any(formula, MembersInMatrices::isMember);
  }

  private static boolean isMember(Expr node) {
    return node instanceof Apply apply
        && (apply.operator() == Blocks.ROW
            || (apply.operator() == Blocks.UNIT
                && Dag.any(apply.argument(), Bound.class::isInstance)));
  }
}
