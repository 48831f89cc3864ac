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
import nabla.calculus.index.Guards;
import nabla.calculus.index.InEntries;
import nabla.calculus.index.LogarithmsApart;
import nabla.calculus.index.Places;
import nabla.calculus.index.Places.Place;
import nabla.calculus.index.SymmetricEntries;
import nabla.catalogue.Blocks;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Elementary;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Shape;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import nabla.simplify.ClosedForm;
import nabla.simplify.Presentation;
import nabla.simplify.Written;
import nabla.simplify.arrays.ArrayClosedForm;
import org.jspecify.annotations.Nullable;

/// The derivative of an array F by an array X entry by entry: `∂F_ij/∂X_kl` with `∂X_pq/∂X_kl =
/// δ_pk δ_ql`, the deltas contracted, and the result folded back into matrices.
final class IndexDerivation {

  final Expr formula;
  final Symbol variable;
  private final ArrayClosedForm closed;
  private final Written written;
  private final FreeIndices free;

  /// The row and the column of the entry of the formula.
  private Expr row;

  private Expr column;

  /// The indices of the formula.
  final Places rows;

  /// The indices of the variable.
  final Places columns;

  /// Numbers stood for by symbols while the entry of the variable is one among all.
  private final Substitution numbers;

  /// Whether the formula has indices that no sum binds.
  private final boolean indexed;

  /// The entry of the formula, in entries of the arrays in it.
  final Expr entries;

  /// Its derivative with all its deltas.
  final Expr raw;

  /// The derivative with the deltas contracted.
  final Expr contracted;

  private final Expr tidy;

  /// The derivative by all entries of the variable.
  IndexDerivation(Expr formula, Symbol variable, ArrayClosedForm closed, Written written) {
    this(formula, variable, Map.of(), closed, written);
  }

  /// The same of a formula that is a derivative by an entry.
  ///
  /// @param before the indices of that entry, each with its range
  IndexDerivation(
      Expr formula,
      Symbol variable,
      Map<Symbol, Dimension> before,
      ArrayClosedForm closed,
      Written written) {
    this(formula, variable, List.of(), before, closed, written);
  }

  /// The derivative of a number by one entry of the variable.
  ///
  /// @param place the indices of the entry, symbols or numbers; empty for all entries
  IndexDerivation(
      Expr formula, Symbol variable, List<Expr> place, ArrayClosedForm closed, Written written) {
    this(formula, variable, place, Map.of(), closed, written);
  }

  private IndexDerivation(
      Expr formula,
      Symbol variable,
      List<Expr> place,
      Map<Symbol, Dimension> before,
      ArrayClosedForm closed,
      Written written) {
    this.formula = formula;
    this.variable = variable;
    this.closed = closed;
    this.written = written;
    this.free = new FreeIndices(formula, place, before);
    this.indexed = !free.last().isEmpty();
    this.rows = free.ofFormula(formula);
    this.columns = place.isEmpty() ? free.ofVariable(variable) : free.at(place, variable);
    this.row = Places.orOne(rows.row());
    this.column = Places.orOne(rows.column());
    this.entries = inPlaces(LogarithmsApart.of(InEntries.of(formula, row, column)));
    Expr direction =
        variable.isScalar() ? Num.ONE : Symbol.of(Name.of("direction"), variable.shape());
    Expr differential = InEntries.of(Derivatives.along(entries, variable, direction));
    Expr deltas = withDeltas(differential, direction);
    if (Dag.any(deltas, direction::equals) && !variable.isScalar()) {
      throw Unsupported.operator(
          "a part that moves with " + variable.name() + " and is not known entry by entry");
    }
    this.numbers = FreeIndices.numbers(place);
    this.raw = numbers.apply(deltas);
    Expr after =
        SymmetricEntries.ordered(Contraction.of(deltas, free.last()), written.assumptions());
    this.contracted = decided(numbers.apply(after));
    this.tidy = decided(numbers.apply(tidy(after)));
  }

  /// With the deltas between numbers as 1 and 0.
  private Expr decided(Expr entries) {
    Expr known = Contraction.ofNumbers(entries);
    return known == entries ? entries : tidy(known);
  }

  /// Entries with their deltas contracted where that leaves no condition; a row or column that
  /// stands for several indices, as of a Kronecker product, in these.
  private Expr inPlaces(Expr entries) {
    if (!Dag.any(
        entries, node -> node instanceof Apply apply && apply.operator() == Matrices.DELTA)) {
      return entries;
    }
    Expr placed = entries;
    for (Map.Entry<Symbol, Place> each : Places.composite(entries, free.last()).entrySet()) {
      Expr place = free.inParts(each.getKey(), each.getValue());
      Substitution places = Substitution.of(each.getKey(), place);
      placed = places.apply(placed);
      row = places.apply(row);
      column = places.apply(column);
    }
    Expr contracted = Contraction.of(placed, free.last());
    return Dag.any(
            contracted,
            node -> node instanceof Apply apply && apply.operator() == Elementary.INDICATOR)
        ? placed
        : contracted;
  }

  /// The shortest of an expression in entries, its closed form as one of numbers, and the entries
  /// of the array that it folds to.
  private Expr tidy(Expr contracted) {
    List<Expr> forms = new ArrayList<>();
    forms.add(simplified(contracted));
    List<Symbol> indices = List.copyOf(free.last().keySet());
    if (indices.size() <= 2) {
      Expr folded = closed(Folding.of(ofMembers(contracted), free.last()));
      if (folded != null) {
        Expr first = indices.isEmpty() ? Num.ONE : indices.getFirst();
        Expr second = indices.size() < 2 ? Num.ONE : indices.getLast();
        Expr places = InEntries.keepingSoftmax(folded, first, second);
        forms.add(simplified(Contraction.of(places, free.last())));
      }
    }
    Expr members = ofMembers(forms.getFirst());
    Expr ofVectors = members.equals(forms.getFirst()) ? null : Folding.of(members, Map.of());
    boolean columns =
        ofVectors != null
            && Dag.any(
                ofVectors, node -> node instanceof Apply unit && unit.operator() == Blocks.UNIT);
    if (ofVectors != null && !columns) {
      return closed.of(ofVectors);
    }
    forms.add(Sum.of(terms(contracted).stream().map(this::simplified).toList()));
    Expr shortest = contracted;
    for (Expr form : forms) {
      boolean shorter = form.weight() < shortest.weight();
      shortest = shorter && !Guards.areLost(contracted, form) ? form : shortest;
    }
    return shortest;
  }

  private static List<Expr> terms(Expr entries) {
    return entries instanceof Sum sum ? sum.children() : List.of(entries);
  }

  /// The closed form of a formula in arrays; null where that has no real value, as `exp(k ln(−1))`
  /// has none for `(−1)^k`.
  private @Nullable Expr closed(@Nullable Expr folded) {
    try {
      return folded == null ? null : closed.of(folded);
    } catch (NablaException undefined) {
      if (undefined.kind() != NablaException.Kind.DOMAIN) {
        throw undefined;
      }
      return null;
    }
  }

  /// Entries of the vectors x₁, …, xₘ as the formula writes these, `(x_i)_k` for `x_ik`.
  private Expr ofMembers(Expr entries) {
    Set<Expr> families = families();
    families.remove(variable);
    return ofMembers(entries, families);
  }

  /// The matrices whose rows the formula names one by one.
  private Set<Expr> families() {
    Set<Expr> families = new HashSet<>();
    for (Expr node : Dag.of(formula).nodes()) {
      if (Blocks.isRow(node)) {
        families.add(node.child(0));
      }
    }
    return families;
  }

  /// The derivative by one of the vectors that are the rows of the variable, from that by the entry
  /// of it in any column: a vector for a number, for a vector its Jacobian; null where no words of
  /// matrices say it.
  @Nullable Expr ofMember(Expr place, Symbol column) {
    if (formula.isScalar() && !families().contains(variable)) {
      throw new NablaException(
          NablaException.Kind.SHAPE,
          variable.name().entry(place.toString())
              + " has not the two indices of an entry of the matrix "
              + variable.name());
    }
    Expr vectors = ofMembers(contracted, families());
    Map<Symbol, Expr> axes = new LinkedHashMap<>();
    if (rows.row() != null) {
      axes.put(rows.row(), Dimensions.expression(formula.shape().rows()));
    }
    axes.put(column, Dimensions.expression(variable.shape().columns()));
    Expr folded = Folding.of(vectors, axes);
    return folded == null ? null : closed.of(folded);
  }

  private static Expr ofMembers(Expr entries, Set<Expr> families) {
    Map<Expr, Expr> members = new HashMap<>();
    for (Expr node : families.isEmpty() ? List.<Expr>of() : Dag.of(entries).nodes()) {
      if (node instanceof Apply entry
          && entry.operator() == Matrices.ENTRY
          && entry.arity() == 3
          && families.contains(entry.argument())) {
        Expr member = Apply.of(Blocks.ROW, entry.argument(), entry.child(1));
        members.put(node, Apply.of(Matrices.ENTRY, member, entry.child(2)));
      }
    }
    return Substitution.of(members).apply(entries);
  }

  private Expr simplified(Expr number) {
    Expr simple = ClosedForm.of(Canonical.of(number), written).expression();
    return closed.alike(Presentation.of(simple, written));
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
    List<Symbol> indices = List.copyOf(columns.indices());
    if (entry.arity() <= indices.size()) { // w_{jk} of a row, whose entries have one index
      boolean row = entry.argument().shape().rows().equals(Dimension.ONE);
      indices = row ? indices.subList(1, indices.size()) : indices.subList(0, entry.arity() - 1);
    }
    for (Symbol index : indices) {
      Expr at = entry.child(place++);
      deltas.add(at.equals(index) ? Num.ONE : Apply.of(Matrices.DELTA, at, index));
    }
    return Product.of(deltas);
  }

  /// The derivative, laid out as [ArrayDifferentiation] says; null where it is no matrix.
  @Nullable Expr folded() {
    if (indexed && (!formula.isScalar() || variable.isScalar())) {
      return null;
    }
    boolean simple = isOfOneArray();
    Places places =
        simple || !isPlaced() ? rows : Places.ofVector(row, formula.shape(), free.last());
    if (places == null || (simple && isPlaced())) {
      return null;
    }
    Expr folded =
        simple
            ? Folding.of(ofMembers(contracted), indexed ? free.last(columns) : free.last())
            : Folding.jacobian(ofMembers(contracted), free.last(), places, columns);
    if (folded == null) {
      return null;
    }
    Shape shape = (variable.isScalar() ? formula : variable).shape();
    boolean row = simple && !shape.equals(folded.shape()) && folded.shape().isVector();
    Expr result = asWritten(folded);
    return closed(row ? Apply.of(Matrices.TRANSPOSE, result) : result);
  }

  /// The matrix of the second derivatives of a number by a vector, from an entry of the first ones;
  /// null where it is none.
  @Nullable Expr hessian() {
    if (free.last().size() != 2 || !variable.shape().isVector()) {
      return null;
    }
    Expr folded = Folding.of(ofMembers(contracted), free.last());
    return folded == null ? null : closed(asWritten(folded));
  }

  /// Whether the indices of the derivative are those of the formula, or those of the variable.
  boolean isOfOneArray() {
    return variable.isScalar() || formula.isScalar();
  }

  /// Whether the row or the column of the entry is a place in several indices.
  boolean isPlaced() {
    return !row.equals(Places.orOne(rows.row())) || !column.equals(Places.orOne(rows.column()));
  }

  /// The indices in the entry and in the result, each with its range.
  Map<Symbol, Dimension> ranges() {
    return free.ranges();
  }

  /// Euclidean norms of vectors as the author of the formula writes them, `‖x‖` or `‖x‖₂`.
  private Expr asWritten(Expr folded) {
    boolean subscript =
        Dag.any(
            formula,
            node ->
                node instanceof Apply apply
                    && apply.operator() == Norms.NORM
                    && apply.arity() == 2
                    && apply.child(1).equals(Num.TWO));
    if (!subscript) {
      return folded;
    }
    Map<Expr, Expr> norms = new HashMap<>();
    for (Expr node : Dag.of(folded).nodes()) {
      if (node instanceof Apply apply
          && apply.operator() == Norms.NORM
          && apply.arity() == 1
          && apply.argument().shape().isVector()) {
        norms.put(node, Apply.of(Norms.NORM, apply.argument(), Num.TWO));
      }
    }
    return Substitution.of(norms).apply(folded);
  }

  /// The derivative of each entry by each entry, its deltas contracted, in closed form.
  Expr inEntries() {
    return tidy;
  }

  /// The entry of the formula that was differentiated.
  Expr entry() {
    return InEntries.entry(formula, row, column);
  }

  /// The indices of the entry of the variable by which was differentiated.
  List<Expr> place() {
    List<Expr> place = new ArrayList<>(columns.indices());
    place.replaceAll(index -> numbers.apply(index));
    return place;
  }

  /// How the derivative is found, line by line.
  IndexSteps steps() {
    return new IndexSteps(this);
  }
}
