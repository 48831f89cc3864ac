package nabla.calculus.index;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nabla.catalogue.Blocks;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Exponentials;
import nabla.catalogue.Reductions;
import nabla.catalogue.Rows;
import nabla.catalogue.Vectorization;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Symbol;

/// The entries of softmax among the factors of one term: `e^{z_i} / Σ_j e^{z_j}` is the i-th of
/// softmax(z), `e^{Z_ij} / Σ_k e^{Z_ik}` an entry of the softmax of each row of Z.
final class SoftmaxFolding {

  private final Folding folding;
  private final List<Symbol> all;
  private final Graph graph;

  /// @param all the indices of the term, the summed ones as well
  /// @param graph where softmax goes, at its indices
  SoftmaxFolding(Folding folding, List<Symbol> all, Graph graph) {
    this.folding = folding;
    this.all = all;
    this.graph = graph;
  }

  /// The factors without the pairs `e^{z_i} · 1/Σ_j e^{z_j}`, which hang softmax(z) at i.
  List<Expr> without(List<Expr> factors) {
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
      int partner = hang(sum, open);
      if (partner >= 0) {
        open.remove(Math.max(place, partner));
        open.remove(Math.min(place, partner));
        place = -1;
      }
    }
    return open;
  }

  /// Hangs softmax where one of the factors is `e^{z_i}` for a sum `Σ_j e^{z_j}`: of a vector, of
  /// each row of a matrix, or of all its entries. The index i is none of those that stand in the
  /// sum: `e^{Z_ii} / Σ_j e^{Z_ij}` is an entry of the softmax of each row, and not of that of a
  /// diagonal.
  ///
  /// @return the place of that factor; −1 where there is none
  private int hang(Binder sum, List<Expr> factors) {
    for (Symbol index : all) {
      Expr opened = sum.open(index);
      List<Symbol> seconds =
          opened instanceof Binder inner && inner.kind() == Binder.Kind.SUM ? all : List.of(index);
      for (Symbol second : seconds) {
        Expr entry = opened instanceof Binder inner ? inner.open(second) : opened;
        Expr exponent = Exponentials.exponent(entry);
        int partner = factors.indexOf(entry);
        List<Symbol> here = IndexTerm.mentioned(entry, all);
        if (exponent == null || partner < 0 || !isOver(sum, index, second, here)) {
          continue;
        }
        if (here.size() == 1) {
          graph.vector(index, Apply.of(Reductions.SOFTMAX, folding.within(exponent, here)));
        } else if (opened instanceof Binder) {
          List<Symbol> both = List.of(index, second);
          Expr matrix = folding.within(exponent, both);
          Expr entries = Apply.of(Reductions.SOFTMAX, Apply.of(Vectorization.VEC, matrix));
          Expr rows = Dimensions.expression(folding.size(index));
          Expr columns = Dimensions.expression(folding.size(second));
          graph.edge(index, second, Apply.of(Blocks.UNVEC, entries, rows, columns));
        } else {
          Symbol row = here.get(here.getFirst().equals(index) ? 1 : 0);
          Expr matrix = folding.within(exponent, List.of(row, index));
          graph.edge(row, index, Apply.of(Rows.SOFTMAX, matrix));
        }
        return partner;
      }
    }
    return -1;
  }

  /// Whether an entry with the indices `here` is the term of a sum at an index, or of a sum of sums
  /// at two, that stand nowhere in the sum itself.
  private static boolean isOver(Binder sum, Symbol index, Symbol second, List<Symbol> here) {
    boolean two = sum.body() instanceof Binder;
    return IndexTerm.mentioned(sum, List.of(index, second)).isEmpty()
        && here.contains(index)
        && here.size() <= 2
        && (!two || (!index.equals(second) && here.contains(second)));
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
}
