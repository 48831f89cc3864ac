package nabla.calculus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nabla.calculus.index.Contraction;
import nabla.calculus.index.Folding;
import nabla.calculus.index.InEntries;
import nabla.calculus.index.Places;
import nabla.calculus.index.Places.Place;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Elementary;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.catalogue.Subscripts;
import nabla.expr.Apply;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import nabla.rewrite.Derivation;
import nabla.rewrite.Step;
import nabla.rewrite.Step.Reason;
import nabla.simplify.Canonical;
import nabla.simplify.ClosedForm;
import nabla.simplify.Presentation;
import nabla.simplify.Written;
import nabla.simplify.arrays.ArrayClosedForm;
import org.jspecify.annotations.Nullable;

/// The derivative of an array F by an array X entry by entry: `∂F_ij/∂X_kl` with `∂X_pq/∂X_kl =
/// δ_pk δ_ql`, the deltas contracted, and the result folded back into matrices.
final class IndexDerivation {

  private static final Reason ENTRIES = new Reason("in-entries", "in entries", null);
  private static final Reason CONTRACT =
      new Reason("delta-contraction", "each δ takes its sum with it", null);
  private static final Reason SIMPLIFY = new Reason("simplify-entries", "simplify", null);
  private static final Reason FOLD = new Reason("fold-into-matrices", "in matrices", null);

  /// Letters for the indices of high orders.
  private static final List<String> FURTHER =
      List.of("g", "h", "o", "w", "y", "z", "p", "q", "r", "c", "f", "a", "b");

  private final Expr formula;
  private final Symbol variable;
  private final ArrayClosedForm closed;
  private final Written written;
  private final Map<Symbol, Expr> free = new LinkedHashMap<>();
  private final Places rows;

  /// The row and the column of the entry of the formula.
  private Expr row;

  private Expr column;
  private final Substitution numbers;
  private final Places columns;

  /// Whether the formula has indices that no sum binds.
  private final boolean indexed;

  private final Expr entries;
  private final Expr raw;
  private final Expr contracted;
  private final Expr tidy;

  /// The derivative by all entries of the variable.
  IndexDerivation(Expr formula, Symbol variable, ArrayClosedForm closed, Written written) {
    this(formula, variable, List.of(), closed, written);
  }

  /// The derivative of a number by one entry of the variable.
  ///
  /// @param place the indices of the entry, symbols or numbers; empty for all entries
  IndexDerivation(
      Expr formula, Symbol variable, List<Expr> place, ArrayClosedForm closed, Written written) {
    this.formula = formula;
    this.variable = variable;
    this.closed = closed;
    this.written = written;
    Set<String> used = used(formula);
    place.forEach(index -> used.add(index.toString()));
    freeIndices(formula, free);
    this.indexed = !free.isEmpty();
    this.rows = places(formula, List.of("i", "j", "p", "q", "r"), used);
    this.columns =
        place.isEmpty()
            ? places(variable, List.of("k", "l", "s", "t", "u", "v"), used)
            : places(variable, place);
    this.row = or(rows.row());
    this.column = or(rows.column());
    this.entries = inPlaces(InEntries.of(formula, row, column), used);
    Expr direction =
        variable.isScalar() ? Num.ONE : Symbol.of(Name.of("direction"), variable.shape());
    Expr differential = InEntries.of(Derivatives.along(entries, variable, direction));
    Expr deltas = withDeltas(differential, direction);
    if (Dag.any(deltas, direction::equals) && !variable.isScalar()) {
      throw Unsupported.operator(
          "a part that moves with " + variable.name() + " and is not known entry by entry");
    }
    this.numbers = numbers(place);
    this.raw = numbers.apply(deltas);
    Expr after = Contraction.of(deltas, free);
    // numbers stood for by symbols while the entry was one among all
    this.contracted = numbers.apply(after);
    this.tidy = numbers.apply(tidy(after));
  }

  /// Entries with their deltas contracted where that leaves no condition; a row or column that
  /// stands for several indices, as of a Kronecker product, in these.
  private Expr inPlaces(Expr entries, Set<String> used) {
    if (!Dag.any(
        entries, node -> node instanceof Apply apply && apply.operator() == Matrices.DELTA)) {
      return entries;
    }
    Expr placed = entries;
    for (Map.Entry<Symbol, Place> each : Places.composite(entries, free).entrySet()) {
      Map<Expr, Expr> letters = new LinkedHashMap<>();
      each.getValue()
          .parts()
          .forEach((part, last) -> {
            Symbol letter = index(List.of("a", "b", "c", "d", "e", "f", "g", "h"), used);
            letters.put(part, letter);
            free.put(letter, last);
          });
      free.remove(each.getKey());
      Expr place = Substitution.of(letters).apply(each.getValue().place());
      Substitution places = Substitution.of(each.getKey(), place);
      placed = places.apply(placed);
      row = places.apply(row);
      column = places.apply(column);
    }
    Expr contracted = Contraction.of(placed, free);
    return Dag.any(
            contracted,
            node -> node instanceof Apply apply && apply.operator() == Elementary.INDICATOR)
        ? placed
        : contracted;
  }

  /// Puts numbers back where symbols of the same name stand for them.
  private static Substitution numbers(List<Expr> place) {
    Map<Expr, Expr> numbers = new HashMap<>();
    for (Expr index : place) {
      numbers.put(symbol(index), index);
    }
    return Substitution.of(numbers);
  }

  private static Symbol symbol(Expr index) {
    return index instanceof Symbol symbol ? symbol : Symbol.of(Name.of(index.toString()));
  }

  private static Set<String> used(Expr formula) {
    Set<String> used = new HashSet<>();
    for (Expr node : Dag.of(formula).nodes()) {
      if (node instanceof Symbol symbol) {
        used.add(symbol.name().base());
        for (Dimension size : List.of(symbol.shape().rows(), symbol.shape().columns())) {
          size.terms().keySet().forEach(used::addAll);
        }
      }
    }
    return used;
  }

  /// The indices of entries in the formula that no sum binds, each with its last value.
  static void freeIndices(Expr formula, Map<Symbol, Expr> into) {
    for (Expr node : Dag.of(formula).nodes()) {
      if (!(node instanceof Apply apply && apply.operator() == Matrices.ENTRY)) {
        continue;
      }
      List<Expr> places = Subscripts.of(apply);
      for (int axis = 0; axis < places.size(); axis++) {
        if (places.get(axis) instanceof Symbol index) {
          into.putIfAbsent(index, Dimensions.expression(Subscripts.axis(apply, axis)));
        }
      }
    }
  }

  private Places places(Symbol array, List<Expr> place) {
    List<Symbol> indices = new ArrayList<>();
    for (Expr at : place) {
      Symbol index = symbol(at);
      indices.add(index);
      boolean columns = indices.size() == 2 || !(array.shape().isVector() || place.size() == 2);
      free.putIfAbsent(
          index, Dimensions.expression(columns ? array.shape().columns() : array.shape().rows()));
    }
    boolean row = place.size() == 2 || array.shape().isVector();
    return new Places(
        row ? indices.get(0) : null,
        row && place.size() == 1 ? null : indices.getLast(),
        array.shape());
  }

  /// The shortest of an expression in entries, its closed form as one of numbers, and the entries
  /// of the array that it folds to.
  private Expr tidy(Expr contracted) {
    List<Expr> forms = new ArrayList<>();
    forms.add(simplified(contracted));
    List<Symbol> indices = List.copyOf(free.keySet());
    if (indices.size() <= 2) {
      Expr folded = Folding.of(contracted, free);
      if (folded != null) {
        Expr first = indices.isEmpty() ? Num.ONE : indices.getFirst();
        Expr second = indices.size() < 2 ? Num.ONE : indices.getLast();
        Expr places = InEntries.keepingSoftmax(closed.of(folded), first, second);
        forms.add(simplified(Contraction.of(places, free)));
      }
    }
    Expr shortest = contracted;
    for (Expr form : forms) {
      shortest = form.weight() < shortest.weight() ? form : shortest;
    }
    return shortest;
  }

  private Expr simplified(Expr number) {
    return Presentation.of(ClosedForm.of(Canonical.of(number), written).expression(), written);
  }

  /// Whether the index of a sum or product stands at an array that changes with the variable.
  static boolean runsOverEntries(Expr formula, Symbol variable) {
    return Dag.any(
        formula,
        node ->
            node instanceof Apply entry
                && entry.operator() == Matrices.ENTRY
                && Dag.any(entry.argument(), variable::equals)
                && entry.children().stream()
                    .skip(1)
                    .anyMatch(index -> Dag.any(index, part -> part instanceof Bound)));
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
    return Stream.concat(letters.stream(), FURTHER.stream())
        .filter(used::add)
        .findFirst()
        .map(letter -> Symbol.of(Name.of(letter)))
        .orElseThrow(() ->
            new NablaException(
                NablaException.Kind.BUDGET,
                "the entries have more indices than there are letters"));
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
    if (indexed) {
      return null;
    }
    boolean simple = variable.isScalar() || formula.isScalar();
    Places places = simple || !isPlaced() ? rows : Places.ofVector(row, formula.shape(), free);
    if (places == null || (simple && isPlaced())) {
      return null;
    }
    Expr folded =
        simple ? Folding.of(contracted, free) : Folding.jacobian(contracted, free, places, columns);
    return folded == null ? null : closed.of(asWritten(folded));
  }

  /// Whether the row or the column of the entry is a place in several indices.
  private boolean isPlaced() {
    return !row.equals(or(rows.row())) || !column.equals(or(rows.column()));
  }

  /// The indices in the entry and in the result, each with its range.
  Map<Symbol, Dimension> ranges() {
    Map<Symbol, Dimension> ranges = new LinkedHashMap<>();
    free.forEach((index, last) -> ranges.put(index, Dimensions.of(last)));
    return ranges;
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
    List<Expr> place = new ArrayList<>(columns());
    place.replaceAll(index -> numbers.apply(index));
    return place;
  }

  private List<Symbol> columns() {
    return Stream.of(Optional.ofNullable(columns.row()), Optional.ofNullable(columns.column()))
        .flatMap(Optional::stream)
        .toList();
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
        && !isPlaced()) {
      Expr sign = named(List.of(columns().getFirst()), lower.body());
      if (rows.column() != null) {
        sign = named(List.of(rows.column()), sign);
      }
      return named(List.of(rows.row()), sign);
    }
    boolean sameEntries = subject instanceof Derivative && formula.isScalar();
    return named(columns(), sameEntries || formula.isScalar() ? subject : entry());
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
    Expr formulaEntry = entry();
    List<Derivation> all = new ArrayList<>();
    if (!entries.equals(formulaEntry)) {
      Step step = new Step(formulaEntry, entries, List.of(ENTRIES), List.of());
      all.add(new Derivation(formulaEntry, formulaEntry, List.of(step)));
    }
    Expr sign = named(columns(), formulaEntry);
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(sign, raw, List.of(deltaRule()), List.of()));
    Expr line = raw;
    if (!tidy.equals(line)) {
      boolean simplified = !tidy.equals(contracted);
      List<Reason> reasons = simplified ? List.of(CONTRACT, SIMPLIFY) : List.of(CONTRACT);
      steps.add(new Step(line, tidy, reasons, List.of()));
      line = tidy;
    }
    boolean simple = variable.isScalar() || formula.isScalar();
    boolean vectors = rows.column() == null && columns.column() == null && !isPlaced();
    if (result != null && (simple || vectors)) {
      Symbol row = formula.isScalar() ? columns.row() : rows.row();
      Symbol column =
          formula.isScalar()
              ? columns.column()
              : variable.isScalar() ? rows.column() : columns.row();
      Expr entry = InEntries.entry(result, or(row), or(column));
      steps.add(new Step(line, entry, List.of(FOLD), List.of()));
    }
    all.add(new Derivation(sign, sign, List.copyOf(steps)));
    if (result != null) {
      all.add(new Derivation(ArrayDifferentiation.raised(subject, variable), result, List.of()));
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
      deltas.add(Apply.of(Matrices.DELTA, row, columns.row()));
    }
    if (columns.column() != null) {
      deltas.add(Apply.of(Matrices.DELTA, column, columns.column()));
    }
    Expr sign = named(columns(), InEntries.entry(variable, row, column));
    return new Reason(
        "derivative-of-entries",
        "with",
        Relation.of(Relation.Comparison.EQUAL, sign, Product.of(deltas)));
  }
}
