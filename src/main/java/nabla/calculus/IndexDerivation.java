package nabla.calculus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.calculus.index.Contraction;
import nabla.calculus.index.Folding;
import nabla.calculus.index.Folding.Places;
import nabla.calculus.index.InEntries;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.rewrite.Derivation;
import nabla.rewrite.Step;
import nabla.rewrite.Step.Reason;
import nabla.simplify.arrays.ArrayClosedForm;
import org.jspecify.annotations.Nullable;

/// The derivative of an array F by an array X entry by entry: `∂F_ij/∂X_kl` with `∂X_pq/∂X_kl =
/// δ_pk δ_ql`, the deltas contracted, and the result folded back into matrices.
final class IndexDerivation {

  private static final Reason ENTRIES = new Reason("in-entries", "in entries", null);
  private static final Reason CONTRACT =
      new Reason("delta-contraction", "each δ takes its sum with it", null);
  private static final Reason FOLD = new Reason("fold-into-matrices", "in matrices", null);

  private final Expr formula;
  private final Symbol variable;
  private final ArrayClosedForm closed;
  private final Map<Symbol, Expr> free = new LinkedHashMap<>();
  private final Places rows;
  private final Places columns;

  private final Expr entries;
  private final Expr raw;
  private final Expr contracted;

  IndexDerivation(Expr formula, Symbol variable, ArrayClosedForm closed) {
    this.formula = formula;
    this.variable = variable;
    this.closed = closed;
    Set<String> used = new HashSet<>();
    for (Expr node : Dag.of(formula).nodes()) {
      if (node instanceof Symbol symbol) {
        used.add(symbol.name().base());
        for (Dimension size : List.of(symbol.shape().rows(), symbol.shape().columns())) {
          size.terms().keySet().forEach(used::addAll);
        }
      }
    }
    this.rows = places(formula, List.of("i", "j", "p", "q", "r"), used);
    this.columns = places(variable, List.of("k", "l", "s", "t", "u", "v"), used);
    this.entries = InEntries.of(formula, or(rows.row()), or(rows.column()));
    Expr direction =
        variable.isScalar() ? Num.ONE : Symbol.of(Name.of("direction"), variable.shape());
    Expr differential = InEntries.of(Derivatives.along(entries, variable, direction));
    this.raw = withDeltas(differential, direction);
    this.contracted = Contraction.of(raw, free);
  }

  private static Expr or(@Nullable Symbol index) {
    return index == null ? Num.ONE : index;
  }

  private Places places(Expr array, List<String> letters, Set<String> used) {
    Symbol row = array.shape().rows().equals(Dimension.ONE) ? null : index(letters, used);
    Symbol column = array.shape().columns().equals(Dimension.ONE) ? null : index(letters, used);
    if (row != null) {
      free.put(row, Dimensions.expression(array.shape().rows()));
    }
    if (column != null) {
      free.put(column, Dimensions.expression(array.shape().columns()));
    }
    return new Places(row, column, array.shape());
  }

  private static Symbol index(List<String> letters, Set<String> used) {
    for (String letter : letters) {
      if (used.add(letter)) {
        return Symbol.of(Name.of(letter));
      }
    }
    throw Unsupported.operator("so many indices");
  }

  /// `dX_pq` becomes `δ_pk δ_ql`.
  private Expr withDeltas(Expr differential, Expr direction) {
    Map<Expr, Expr> deltas = new HashMap<>();
    for (Expr node : Dag.of(differential).nodes()) {
      if (node instanceof Apply apply
          && apply.operator() == Matrices.ENTRY
          && apply.argument().equals(direction)) {
        deltas.put(node, deltas(apply));
      }
    }
    return Substitution.of(deltas).apply(differential);
  }

  private Expr deltas(Apply entry) {
    List<Expr> deltas = new ArrayList<>();
    int place = 1;
    for (Symbol index : new Symbol[] {columns.row(), columns.column()}) {
      if (index != null) {
        Expr at = entry.child(place++);
        deltas.add(at.equals(index) ? Num.ONE : Apply.of(Matrices.DELTA, at, index));
      }
    }
    return Product.of(deltas);
  }

  /// The derivative, laid out as [ArrayDifferentiation] says; null where it is no matrix.
  @Nullable Expr folded() {
    Expr folded =
        variable.isScalar() || formula.isScalar()
            ? Folding.of(contracted, free)
            : Folding.jacobian(contracted, free, rows, columns);
    return folded == null ? null : closed.of(asWritten(folded));
  }

  /// Euclidean norms of vectors as the author of the formula writes them, `‖x‖` or `‖x‖₂`.
  private Expr asWritten(Expr folded) {
    boolean subscript =
        Dag.any(
            formula,
            node ->
                node instanceof Apply apply
                    && apply.operator() == Matrices.NORM
                    && apply.arity() == 2
                    && apply.child(1).equals(Num.TWO));
    if (!subscript) {
      return folded;
    }
    Map<Expr, Expr> norms = new HashMap<>();
    for (Expr node : Dag.of(folded).nodes()) {
      if (node instanceof Apply apply
          && apply.operator() == Matrices.NORM
          && apply.arity() == 1
          && apply.argument().shape().isVector()) {
        norms.put(node, Apply.of(Matrices.NORM, apply.argument(), Num.TWO));
      }
    }
    return Substitution.of(norms).apply(folded);
  }

  /// The derivative of each entry by each entry, contracted.
  Expr contracted() {
    return contracted;
  }

  /// The lines: the formula in entries, its derivative by an entry, and what the entries are those
  /// of.
  List<Derivation> derivations(Expr subject, @Nullable Expr result) {
    Expr formulaEntry = InEntries.entry(formula, or(rows.row()), or(rows.column()));
    List<Derivation> all = new ArrayList<>();
    if (!entries.equals(formulaEntry)) {
      Step step = new Step(formulaEntry, entries, List.of(ENTRIES), List.of());
      all.add(new Derivation(formulaEntry, formulaEntry, List.of(step)));
    }
    Expr sign = Derivative.of(formulaEntry, named(), 1);
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(sign, raw, List.of(deltaRule()), List.of()));
    Expr line = raw;
    if (!contracted.equals(line)) {
      steps.add(new Step(line, contracted, List.of(CONTRACT), List.of()));
      line = contracted;
    }
    boolean simple = variable.isScalar() || formula.isScalar();
    if (result != null && simple) {
      Symbol row = formula.isScalar() ? columns.row() : rows.row();
      Symbol column = formula.isScalar() ? columns.column() : rows.column();
      Expr entry = InEntries.entry(result, or(row), or(column));
      steps.add(new Step(line, entry, List.of(FOLD), List.of()));
    }
    all.add(new Derivation(sign, sign, List.copyOf(steps)));
    if (result != null) {
      all.add(new Derivation(Derivative.of(subject, variable, 1), result, List.of()));
    }
    return all;
  }

  private Reason deltaRule() {
    if (variable.isScalar()) {
      return new Reason("derivative-of-entries", "derivative of each entry", null);
    }
    Symbol row = Symbol.of(Name.of("p"));
    Symbol column = Symbol.of(Name.of("q"));
    List<Expr> deltas = new ArrayList<>();
    if (columns.row() != null) {
      deltas.add(Apply.of(Matrices.DELTA, row, columns.row()));
    }
    if (columns.column() != null) {
      deltas.add(Apply.of(Matrices.DELTA, column, columns.column()));
    }
    Expr sign = Derivative.of(InEntries.entry(variable, row, column), named(), 1);
    return new Reason(
        "derivative-of-entries",
        "with",
        Relation.of(Relation.Comparison.EQUAL, sign, Product.of(deltas)));
  }

  /// The entry of the variable as a name, for the sign of the derivative.
  private Symbol named() {
    StringBuilder subscript = new StringBuilder();
    for (Symbol index : new Symbol[] {columns.row(), columns.column()}) {
      if (index != null) {
        subscript.append(index.name());
      }
    }
    return subscript.isEmpty()
        ? variable
        : Symbol.of(Name.of(variable.name().toString(), subscript.toString()));
  }
}
