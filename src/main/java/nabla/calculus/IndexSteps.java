package nabla.calculus;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nabla.calculus.index.InEntries;
import nabla.calculus.index.Places;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.rewrite.Derivation;
import nabla.rewrite.Step;
import nabla.rewrite.Step.Reason;
import org.jspecify.annotations.Nullable;

/// How a derivative entry by entry is shown: the sign `∂F_ij/∂X_kl`, and the lines from it, with
/// `∂X_pq/∂X_kl = δ_pk δ_ql`, to the entries of the result.
final class IndexSteps {

  private static final Reason ENTRIES = new Reason("in-entries", "in entries", null);
  private static final Reason CONTRACT =
      new Reason("delta-contraction", "each δ takes its sum with it", null);
  private static final Reason SIMPLIFY = new Reason("simplify-entries", "simplify", null);
  static final Reason FOLD = new Reason("fold-into-matrices", "in matrices", null);

  private final IndexDerivation derivation;
  private final Expr formula;
  private final Symbol variable;
  private final Places rows;
  private final Places columns;

  IndexSteps(IndexDerivation derivation) {
    this.derivation = derivation;
    this.formula = derivation.formula;
    this.variable = derivation.variable;
    this.rows = derivation.rows;
    this.columns = derivation.columns;
  }

  /// The sign of the derivative of an entry by an entry; of a gradient or a Hessian that of the
  /// number, by one entry more.
  Derivative sign(Expr subject) {
    boolean scalar = variable.isScalar() || variable.shape().isVector();
    if (scalar
        && subject instanceof Derivative lower
        && lower.variable().equals(variable)
        && lower.body().isScalar()
        && rows.row() != null
        && !derivation.isPlaced()) {
      Expr sign = named(List.of(columns.indices().getFirst()), lower.body());
      if (rows.column() != null) {
        sign = named(List.of(rows.column()), sign);
      }
      return named(List.of(rows.row()), sign);
    }
    boolean sameEntries = subject instanceof Derivative && formula.isScalar();
    return named(
        columns.indices(), sameEntries || formula.isScalar() ? subject : derivation.entry());
  }

  /// The sign of the derivative by an entry of the variable, which is written as a name.
  private Derivative named(List<? extends Expr> indices, Expr body) {
    Symbol by = variable;
    if (!indices.isEmpty()) {
      StringBuilder subscript = new StringBuilder();
      boolean letters = indices.stream().allMatch(index -> index.toString().length() == 1);
      boolean digits = indices.stream().anyMatch(index -> index.toString().matches("[0-9]+"));
      for (Expr index : indices) {
        boolean apart = !subscript.isEmpty() && (digits || !letters);
        subscript.append(apart ? "," : "").append(index);
      }
      by = Symbol.of(variable.name().entry(subscript.toString()));
    }
    return body instanceof Derivative lower && lower.variable().equals(by)
        ? Derivative.of(lower.body(), by, lower.order() + 1)
        : Derivative.of(body, by, 1);
  }

  /// The lines: the formula in entries, its derivative by an entry, and what the entries are those
  /// of.
  List<Derivation> derivations(Expr subject, @Nullable Expr result) {
    Expr formulaEntry = derivation.entry();
    List<Derivation> all = new ArrayList<>();
    if (!derivation.entries.equals(formulaEntry)) {
      Step step = new Step(formulaEntry, derivation.entries, List.of(ENTRIES), List.of());
      all.add(new Derivation(formulaEntry, formulaEntry, List.of(step)));
    }
    Expr sign = named(columns.indices(), formulaEntry);
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(sign, derivation.raw, List.of(deltaRule()), List.of()));
    Expr line = derivation.raw;
    Expr tidy = derivation.inEntries();
    if (!tidy.equals(line)) {
      boolean simplified = !tidy.equals(derivation.contracted);
      List<Reason> reasons = simplified ? List.of(CONTRACT, SIMPLIFY) : List.of(CONTRACT);
      steps.add(new Step(line, tidy, reasons, List.of()));
      line = tidy;
    }
    boolean simple = derivation.isOfOneArray();
    boolean vectors = rows.column() == null && columns.column() == null && !derivation.isPlaced();
    if (result != null && (simple || vectors)) {
      Symbol row = formula.isScalar() ? columns.row() : rows.row();
      Symbol column =
          formula.isScalar()
              ? columns.column()
              : variable.isScalar() ? rows.column() : columns.row();
      Expr entry = InEntries.entry(result, Places.orOne(row), Places.orOne(column));
      if (!entry.equals(line)) {
        steps.add(new Step(line, entry, List.of(FOLD), List.of()));
      }
    }
    all.add(new Derivation(sign, sign, List.copyOf(steps)));
    if (result != null) {
      all.add(new Derivation(Derivatives.raised(subject, variable), result, List.of()));
    }
    return all;
  }

  private Reason deltaRule() {
    if (variable.isScalar()) {
      return new Reason("derivative-of-entries", "derivative of each entry", null);
    }
    List<Symbol> others =
        Stream.of("i", "j", "k", "l", "p", "q")
            .map(letter -> Symbol.of(Name.of(letter)))
            .filter(letter -> letter != columns.row() && letter != columns.column())
            .toList();
    Symbol row = others.get(0);
    Symbol column = others.get(1);
    List<Expr> deltas = new ArrayList<>();
    if (columns.row() != null) {
      deltas.add(Apply.of(Matrices.DELTA, row, place(columns.row())));
    }
    if (columns.column() != null) {
      deltas.add(Apply.of(Matrices.DELTA, column, place(columns.column())));
    }
    Expr sign = named(columns.indices(), InEntries.entry(variable, row, column));
    return new Reason(
        "derivative-of-entries",
        "with",
        Relation.of(Relation.Comparison.EQUAL, sign, Product.of(deltas)));
  }

  /// An index, or the number that stands in the place of one, as in `S_{1,2}`.
  private static Expr place(Symbol index) {
    String name = index.name().toString();
    return name.matches("[0-9]{1,9}") ? Num.of(Integer.parseInt(name)) : index;
  }
}
