package nabla.calculus.index;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import nabla.calculus.index.IndexTerm.Range;
import nabla.catalogue.Blocks;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Elementary;
import nabla.catalogue.Elementwise;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.catalogue.Rows;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Shape;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import nabla.simplify.Presentation;
import nabla.simplify.Written;
import org.jspecify.annotations.Nullable;

/// Back from entries to vectors and matrices: the array whose entry at (i, j) is an expression in
/// the indices i and j.
public final class Folding {

  private final Map<Symbol, Expr> free;

  /// The summed indices that were met, each with its last value.
  private final Map<Symbol, Expr> bound = new LinkedHashMap<>();

  /// The summed indices that stand for numbers, as l in `Σ_l X^l`.
  private final Set<Symbol> numbers = new HashSet<>();

  private final Contraction contraction;

  private final EntryArrays arrays;

  private final Windows windows;

  private int opened;

  private Folding(Map<Symbol, Expr> free) {
    this.free = free;
    this.contraction = Contraction.beside(free);
    this.windows = new Windows(free);
    this.arrays = new EntryArrays(contraction.indices(), this::size);
  }

  /// The array with the entries `expression` at the places of `indices`: a number for none, a
  /// vector for one, a matrix for two; null where no words of matrices say it.
  ///
  /// @param indices each with its last value
  public static @Nullable Expr of(Expr expression, Map<Symbol, Expr> indices) {
    Folding folding = new Folding(indices);
    try {
      return folding.array(expression, List.copyOf(indices.keySet()));
    } catch (Resisting resists) {
      return null;
    }
  }

  /// The matrix `∂vec F/∂(vec X)ᵀ` from the entries `∂F_ij/∂X_kl`; null where no words of matrices
  /// say it.
  ///
  /// @param rows the indices i and j, without those whose range is 1, each with its last value
  /// @param columns the indices k and l, likewise
  public static @Nullable Expr jacobian(
      Expr expression, Map<Symbol, Expr> free, Places rows, Places columns) {
    Folding folding = new Folding(free);
    try {
      List<Expr> parts = new ArrayList<>();
      List<Symbol> all = rows.with(columns);
      for (IndexTerm term : folding.contraction.terms(expression)) {
        parts.add(
            folding.folded(
                term, all, graph -> new KroneckerFolding(graph, rows, columns).matrix()));
      }
      return parts.isEmpty() ? Num.ZERO : Sum.of(parts);
    } catch (Resisting resists) {
      return null;
    }
  }

  /// There are no words of matrices for it.
  static final class Resisting extends RuntimeException {

    private static final long serialVersionUID = 1;

    Resisting() {
      super(null, null, false, false);
    }
  }

  private Expr array(Expr expression, List<Symbol> indices) {
    List<Expr> parts = new ArrayList<>();
    for (IndexTerm term : contraction.terms(expression)) {
      parts.add(
          folded(
              term,
              indices,
              graph ->
                  indices.isEmpty()
                      ? graph.numbers()
                      : graph.array(
                          indices.get(0),
                          indices.size() > 1 ? indices.get(1) : null,
                          ones(indices))));
    }
    return parts.isEmpty()
        ? indices.isEmpty() ? Num.ZERO : Matrices.zeros(shape(indices))
        : Sum.of(parts);
  }

  /// What a term is as an array: under the integrals in it, and under the sums whose index is no
  /// place of an entry, `Σ_l (X^l)_ij (X^(k−l))_pq`.
  private Expr folded(IndexTerm whole, List<Symbol> indices, Function<Graph, Expr> array) {
    IndexTerm term = windows.opened(whole);
    term.ranges().forEach(contraction::know);
    for (Expr factor : term.factors()) {
      if (factor instanceof Binder integral && integral.kind() == Binder.Kind.INTEGRAL) {
        List<Expr> others = new ArrayList<>(term.factors());
        others.remove(factor);
        Symbol variable = Symbol.of(Name.of("folded " + opened++));
        List<Expr> parts = new ArrayList<>();
        for (IndexTerm inside : contraction.terms(integral.open(variable))) {
          IndexTerm all = new IndexTerm(others, term.ranges()).times(inside);
          parts.add(folded(all, indices, array));
        }
        return integral.around(variable, Sum.of(parts));
      }
    }
    for (Range range : term.ranges()) {
      if (term.factors().stream().anyMatch(each -> isNumber(range.index(), each))) {
        if (free.keySet().stream().anyMatch(range::runsTo)) {
          throw new Resisting(); // for each entry another sum, as Σ_{i=k}^n
        }
        numbers.add(range.index());
        return Binder.of(
            Binder.Kind.SUM,
            range.index(),
            range.lower(),
            range.upper(),
            folded(term.without(range), indices, array));
      }
    }
    return array.apply(graph(term, indices));
  }

  /// Whether an index stands elsewhere than at the places of entries.
  private static boolean isNumber(Symbol index, Expr node) {
    if (node.equals(index)) {
      return true;
    }
    boolean entry = node instanceof Apply apply && apply.operator() == Matrices.ENTRY;
    boolean delta = node instanceof Apply apply && apply.operator() == Matrices.DELTA;
    int parts = delta ? 0 : entry ? 1 : node.arity();
    for (int i = 0; i < parts; i++) {
      if (isNumber(index, node.child(i))) {
        return true;
      }
    }
    return false;
  }

  private Shape shape(List<Symbol> indices) {
    return Shape.of(
        size(indices.get(0)), indices.size() > 1 ? size(indices.get(1)) : Dimension.ONE);
  }

  private Expr ones(List<Symbol> indices) {
    return Matrices.ones(shape(indices));
  }

  /// How many values an index has.
  ///
  /// @throws Resisting where that is no size of an array
  Dimension size(Symbol index) {
    Expr upper = free.get(index);
    upper = upper == null ? bound.get(index) : upper;
    boolean ragged = upper != null && Dag.any(upper, this::isIndex);
    if (upper == null || ragged) { // no array runs up to another index, as in Σ_i Σ_{j=1}^i
      throw new Resisting();
    }
    try {
      return Dimensions.of(upper);
    } catch (NablaException noSize) {
      throw new Resisting();
    }
  }

  private boolean isIndex(Expr node) {
    return free.containsKey(node) || bound.containsKey(node) || numbers.contains(node);
  }

  /// The factors of a term with all summed indices gone.
  private Graph graph(IndexTerm term, List<Symbol> indices) {
    List<Symbol> summed = new ArrayList<>();
    for (Range range : term.ranges()) {
      if (!range.lower().equals(Num.ONE)) {
        throw new Resisting();
      }
      bound.put(range.index(), range.upper());
      summed.add(range.index());
    }
    List<Symbol> all = new ArrayList<>(indices);
    all.addAll(summed);
    Graph graph = new Graph();
    for (Expr factor : new SoftmaxFolding(this, all, graph).without(term.factors())) {
      add(factor, all, graph);
    }
    if (!graph.sum(summed) || !graph.isWithin(indices)) {
      throw new Resisting();
    }
    return graph;
  }

  private void add(Expr factor, List<Symbol> all, Graph graph) {
    if (!factor.isScalar()) {
      throw new Resisting(); // the x_iᵀ of x_iᵀ A x_i is no number
    }
    List<Symbol> here = IndexTerm.mentioned(factor, all);
    switch (here.size()) {
      case 0 -> graph.number(within(factor, List.of()));
      case 1 -> {
        Symbol index = here.getFirst();
        graph.vector(index, within(factor, here));
      }
      case 2 -> {
        Expr straight = within(factor, here);
        Expr turned = within(factor, here.reversed());
        if (turned.weight() < straight.weight()) { // f(Xᵀ) is f(X)ᵀ
          graph.edge(here.get(1), here.get(0), turned);
        } else {
          graph.edge(here.get(0), here.get(1), straight);
        }
      }
      default -> throw new Resisting();
    }
  }

  /// A factor with arrays in place of the entries in it.
  ///
  /// @throws Resisting where no words of matrices say it
  Expr within(Expr factor, List<Symbol> indices) {
    Map<Expr, Expr> places = new LinkedHashMap<>();
    collect(factor, indices, places);
    Expr result;
    try {
      result = Elementwise.of(factor, places);
    } catch (NablaException unknown) {
      throw new Resisting();
    }
    if (indices.isEmpty() || !result.isScalar()) {
      return result;
    }
    return Product.of(result, ones(indices));
  }

  private void collect(Expr node, List<Symbol> indices, Map<Expr, Expr> places) {
    boolean sum = node instanceof Binder binder && binder.kind() == Binder.Kind.SUM;
    boolean entry =
        node instanceof Apply apply
            && (apply.operator() == Matrices.ENTRY || apply.operator() == Matrices.DELTA);
    Expr norm = norm(node, indices);
    if (norm != null) {
      places.put(node, norm);
    } else if (sum) {
      List<Symbol> here = IndexTerm.mentioned(node, indices);
      places.put(node, arrays.spread(array(node, here), here, indices));
    } else if (entry) {
      places.put(node, arrays.of((Apply) node, indices));
    } else if (node instanceof Symbol index && free.containsKey(index) && indices.contains(node)) {
      Expr numbers = Apply.of(Blocks.UPTO, Dimensions.expression(size(index)));
      places.put(node, arrays.spread(numbers, List.of(index), indices));
    } else if (node instanceof Relation
        && free.keySet().stream().anyMatch(index -> isNumber(index, node))) {
      throw new Resisting(); // 𝟙[k ≤ m]
    } else if (node instanceof Binder && IndexTerm.mentioned(node, open()).isEmpty()) {
      places.put(node, node); // a product of numbers is one
    } else if (indices.contains(node) || node instanceof Binder || node instanceof Cases) {
      throw new Resisting(); // an index as a number
    } else if (node instanceof Apply apply && apply.children().stream().anyMatch(this::isArray)) {
      places.put(node, node); // the determinant of a matrix stands for itself
    } else {
      for (Expr part : node.children()) {
        collect(part, indices, places);
      }
    }
  }

  /// `√Σ_i x_i²` as the norm that it is, `(Σ_i |x_i|^p)^(1/p)` as its power; null for anything
  /// else.
  private @Nullable Expr norm(Expr node, List<Symbol> indices) {
    List<Symbol> places =
        node.arity() == 0 ? List.of() : IndexTerm.mentioned(node.child(0), indices);
    if (!places.isEmpty()) {
      return places.size() == 1 ? rowNorm(node, places, indices) : null;
    }
    if (node instanceof Power power
        && power.base() instanceof Binder sum
        && sum.kind() == Binder.Kind.SUM
        && IndexTerm.mentioned(sum, List.copyOf(free.keySet())).isEmpty()
        && array(sum, List.of()) instanceof Power powers
        && powers.base() instanceof Apply norm
        && norm.operator() == Norms.NORM
        && norm.arity() == 2) {
      Expr exponent = Canonical.of(Product.of(powers.exponent(), power.exponent()));
      return Power.of(norm, Presentation.of(exponent, Written.in(exponent)));
    }
    if (!(node instanceof Apply root
        && root.operator() == Elementary.SQRT
        && root.argument() instanceof Binder sum
        && sum.kind() == Binder.Kind.SUM)) {
      return null;
    }
    Expr squares = array(sum, List.of());
    return squares instanceof Power power
            && power.exponent().equals(Num.TWO)
            && power.base() instanceof Apply norm
            && norm.operator() == Norms.NORM
        ? norm
        : null;
  }

  /// `√Σ_j X_ij²` as the norm of each row; null for anything else.
  private @Nullable Expr rowNorm(Expr node, List<Symbol> place, List<Symbol> indices) {
    if (!(node instanceof Apply root
        && root.operator() == Elementary.SQRT
        && root.argument() instanceof Binder sum
        && sum.kind() == Binder.Kind.SUM)) {
      return null;
    }
    List<IndexTerm> terms = contraction.terms(sum);
    Graph graph = terms.size() == 1 ? graph(terms.getFirst(), place) : new Graph();
    return graph.numbers().equals(Num.ONE)
            && graph.vector(place.getFirst()) instanceof Product rows
            && rows.child(0) instanceof Apply squares
            && squares.operator() == Matrices.ELEMENTWISE_POWER
            && squares.child(1).equals(Num.TWO)
            && rows.arity() == 2
            && rows.child(1) instanceof Apply ones
            && ones.operator() == Matrices.ONES
        ? arrays.spread(Apply.of(Rows.NORM, squares.argument()), place, indices)
        : null;
  }

  /// All indices that were met.
  private List<Symbol> open() {
    List<Symbol> open = new ArrayList<>(free.keySet());
    open.addAll(bound.keySet());
    return open;
  }

  private boolean isArray(Expr part) {
    return !part.isScalar() && !part.shape().isTruth();
  }
}
