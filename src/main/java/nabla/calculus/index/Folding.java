package nabla.calculus.index;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.calculus.index.IndexTerm.Range;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Elementary;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.catalogue.Reductions;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Shape;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.arrays.Elementwise;
import org.jspecify.annotations.Nullable;

/// Back from entries to vectors and matrices: the array whose entry at (i, j) is an expression in
/// the indices i and j.
public final class Folding {

  private final Map<Symbol, Expr> free;

  private final Contraction contraction;

  private Folding(Map<Symbol, Expr> free) {
    this.free = free;
    this.contraction = Contraction.beside(free);
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
      for (IndexTerm term : folding.contraction.terms(expression)) {
        parts.add(
            new KroneckerFolding(folding.graph(term, rows.with(columns)), rows, columns).matrix());
      }
      return parts.isEmpty() ? Num.ZERO : Sum.of(parts);
    } catch (Resisting resists) {
      return null;
    }
  }

  /// The indices of an array, as far as it has them, and its shape.
  ///
  /// @param row null where the array has one row
  /// @param column null where it has one column
  public record Places(@Nullable Symbol row, @Nullable Symbol column, Shape shape) {

    private List<Symbol> with(Places other) {
      List<Symbol> all = new ArrayList<>();
      for (Symbol index : java.util.Arrays.asList(row, column, other.row, other.column)) {
        if (index != null) {
          all.add(index);
        }
      }
      return all;
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
      Graph graph = graph(term, indices);
      parts.add(
          indices.isEmpty()
              ? graph.numbers()
              : graph.array(
                  indices.get(0), indices.size() > 1 ? indices.get(1) : null, ones(indices)));
    }
    return parts.isEmpty()
        ? indices.isEmpty() ? Num.ZERO : Matrices.zeros(shape(indices))
        : Sum.of(parts);
  }

  private Shape shape(List<Symbol> indices) {
    return Shape.of(
        size(indices.get(0)), indices.size() > 1 ? size(indices.get(1)) : Dimension.ONE);
  }

  private Expr ones(List<Symbol> indices) {
    return Matrices.ones(shape(indices));
  }

  private final Map<Symbol, Expr> bound = new LinkedHashMap<>();

  private Dimension size(Symbol index) {
    Expr upper = free.get(index);
    upper = upper == null ? bound.get(index) : upper;
    if (upper == null) {
      throw new Resisting();
    }
    try {
      return Dimensions.of(upper);
    } catch (NablaException noSize) {
      throw new Resisting();
    }
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
    for (Expr factor : softmaxes(term.factors(), all, graph)) {
      add(factor, all, graph);
    }
    if (!graph.sum(summed) || !graph.isWithin(indices)) {
      throw new Resisting();
    }
    return graph;
  }

  /// The factors without the pairs `e^{z_i} · 1/Σ_j e^{z_j}`, which hang softmax(z) at i.
  private List<Expr> softmaxes(List<Expr> factors, List<Symbol> all, Graph graph) {
    List<Expr> open = new ArrayList<>();
    for (Expr factor : factors) {
      open.addAll(reciprocals(factor));
    }
    for (int place = 0; place < open.size(); place++) {
      if (!(open.get(place) instanceof Quotient quotient
          && quotient.denominator() instanceof Binder sum
          && sum.kind() == Binder.Kind.SUM)) {
        continue;
      }
      for (Symbol index : all) {
        Expr entry = sum.open(index);
        Expr exponent = exponent(entry);
        int partner = open.indexOf(entry);
        if (exponent != null && partner >= 0 && here(entry, all).equals(List.of(index))) {
          graph.vector(index, Apply.of(Reductions.SOFTMAX, within(exponent, List.of(index))));
          open.remove(Math.max(place, partner));
          open.remove(Math.min(place, partner));
          place = -1;
          break;
        }
      }
    }
    return open;
  }

  /// `1/(a b²)` as the factors `1/a`, `1/b` and `1/b`.
  private static List<Expr> reciprocals(Expr factor) {
    if (!(factor instanceof Quotient quotient && quotient.numerator().equals(Num.ONE))) {
      return List.of(factor);
    }
    List<Expr> parts = new ArrayList<>();
    List<Expr> below =
        quotient.denominator() instanceof Product product
            ? product.children()
            : List.of(quotient.denominator());
    for (Expr part : below) {
      boolean square = part instanceof Power power && power.exponent().equals(Num.TWO);
      Expr base = square ? part.child(0) : part;
      parts.addAll(Collections.nCopies(square ? 2 : 1, Quotient.of(Num.ONE, base)));
    }
    return parts;
  }

  private static @Nullable Expr exponent(Expr entry) {
    if (entry instanceof Power power
        && power.base() instanceof Apply base
        && base.operator() == Elementary.E) {
      return power.exponent();
    }
    return entry instanceof Apply apply && apply.operator() == Elementary.EXP
        ? apply.argument()
        : null;
  }

  private void add(Expr factor, List<Symbol> all, Graph graph) {
    List<Symbol> here = all.stream().filter(index -> IndexTerm.mentions(factor, index)).toList();
    switch (here.size()) {
      case 0 -> graph.number(within(factor, List.of()));
      case 1 -> {
        Symbol index = here.getFirst();
        graph.vector(index, within(factor, here));
      }
      case 2 -> graph.edge(here.get(0), here.get(1), within(factor, here));
      default -> throw new Resisting();
    }
  }

  /// A factor with arrays in place of the entries in it.
  private Expr within(Expr factor, List<Symbol> indices) {
    Map<Expr, Expr> arrays = new LinkedHashMap<>();
    collect(factor, indices, arrays);
    Expr result;
    try {
      result = Elementwise.of(factor, arrays);
    } catch (NablaException unknown) {
      throw new Resisting();
    }
    if (indices.isEmpty() || !result.isScalar()) {
      return result;
    }
    return Product.of(result, ones(indices));
  }

  private void collect(Expr node, List<Symbol> indices, Map<Expr, Expr> arrays) {
    boolean sum = node instanceof Binder binder && binder.kind() == Binder.Kind.SUM;
    boolean entry =
        node instanceof Apply apply
            && (apply.operator() == Matrices.ENTRY || apply.operator() == Matrices.DELTA);
    Expr norm = norm(node);
    if (norm != null) {
      arrays.put(node, norm);
    } else if (sum) {
      List<Symbol> here = here(node, indices);
      arrays.put(node, spread(array(node, here), here, indices));
    } else if (entry) {
      arrays.put(node, letter((Apply) node, indices));
    } else if (indices.contains(node) || node instanceof Binder || node instanceof Cases) {
      throw new Resisting(); // an index as a number
    } else if (node instanceof Apply apply && apply.children().stream().anyMatch(this::isArray)) {
      arrays.put(node, node); // the determinant of a matrix stands for itself
    } else {
      for (Expr part : node.children()) {
        collect(part, indices, arrays);
      }
    }
  }

  /// `√Σ_i x_i²` as the norm that it is; null for anything else.
  private @Nullable Expr norm(Expr node) {
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

  private boolean isArray(Expr part) {
    return !part.isScalar() && !part.shape().isTruth();
  }

  private static List<Symbol> here(Expr node, List<Symbol> indices) {
    return indices.stream().filter(index -> IndexTerm.mentions(node, index)).toList();
  }

  /// An entry as the array that it is one of, with the indices for its rows and columns.
  private Expr letter(Apply entry, List<Symbol> indices) {
    List<Symbol> here = here(entry, indices);
    if (entry.operator() == Matrices.DELTA) {
      if (here.size() == 2) {
        return Matrices.identity(size(here.get(0)));
      }
      throw new Resisting(); // δ with a number
    }
    Expr array = entry.child(0);
    if (Dag.any(array, node -> indices.contains(node))) {
      throw new Resisting();
    }
    for (Expr place : entry.children().subList(1, entry.arity())) {
      if (!indices.contains(place) && !here.isEmpty()) {
        throw new Resisting(); // a row or a column, or a place that is computed
      }
    }
    if (here.isEmpty()) {
      return entry;
    }
    Expr result;
    if (entry.arity() == 2) {
      result = array.shape().isVector() ? array : Graph.transposed(array);
    } else if (here.size() == 1) {
      result = Apply.of(Matrices.DIAG, array);
    } else {
      result = entry.child(1).equals(here.get(0)) ? array : Graph.transposed(array);
    }
    return spread(result, here, indices);
  }

  /// An array over some of two indices as one over both.
  private Expr spread(Expr array, List<Symbol> here, List<Symbol> indices) {
    if (here.size() == indices.size() || here.isEmpty()) {
      return array;
    }
    Symbol other = indices.get(here.getFirst().equals(indices.get(0)) ? 1 : 0);
    Expr ones = Matrices.ones(Shape.of(size(other), Dimension.ONE));
    return here.getFirst().equals(indices.get(0))
        ? Product.of(array, Graph.transposed(ones))
        : Product.of(ones, Graph.transposed(array));
  }
}
