package nabla.numeric;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Elementary;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// What the sizes of arrays have to be for the entries of sums to be there: of `Σ_{i=1}^k Σ_{j=1}^n
/// w_j x_{i+j}` the vector x needs k + n entries; and for the ranges to hold something. Where cases
/// decide which entries are reached, nothing is said of these.
final class IndexNeeds {

  private final Set<Dimension> needs = new LinkedHashSet<>();
  private final Map<String, Dimension> first = new HashMap<>();
  private final Map<String, Dimension> last = new HashMap<>();

  private final boolean decided;

  private IndexNeeds(boolean decided) {
    this.decided = decided;
  }

  /// Numbers made of sizes that are 0 or more where all entries are there.
  static Set<Dimension> of(Expr formula) {
    IndexNeeds found = new IndexNeeds(Dag.any(formula, IndexNeeds::decides));
    found.visit(formula);
    return found.needs;
  }

  private static boolean decides(Expr node) {
    return node instanceof Cases
        || (node instanceof Apply apply && apply.operator() == Elementary.INDICATOR);
  }

  private void visit(Expr formula) {
    for (Expr node : Dag.below(part -> !(part instanceof Binder), formula).nodes()) {
      if (node instanceof Binder binder && binder.upper() != null) {
        open(binder);
      } else if (!decided && node instanceof Apply entry && entry.operator() == Matrices.ENTRY) {
        List<Expr> indices = entry.children().subList(1, entry.arity());
        for (int i = 0; i < indices.size(); i++) {
          boolean column = i == 1 || (indices.size() == 1 && !entry.argument().shape().isVector());
          add(
              indices.get(i),
              column ? entry.argument().shape().columns() : entry.argument().shape().rows());
        }
      }
    }
  }

  private void open(Binder binder) {
    Expr upper = binder.upper();
    if (upper == null || binder.kind() == Binder.Kind.INTEGRAL) {
      return;
    }
    Symbol index = Symbol.of(Name.of("index", String.valueOf(binder.bound().height())));
    String name = index.name().toString();
    try {
      Dimension from = Dimensions.polynomial(binder.lower()).substitute(first);
      Dimension to = Dimensions.polynomial(upper).substitute(last);
      if (binder.kind() == Binder.Kind.SUM || binder.kind() == Binder.Kind.PRODUCT) {
        needs.add(Dimensions.minus(to, from)); // a sum over nothing would say nothing
      }
      Dimension before = first.put(name, from);
      Dimension beyond = last.put(name, to);
      visit(binder.open(index));
      restore(first, name, before);
      restore(last, name, beyond);
    } catch (NablaException bounds) {
      // bounds that are no sizes say nothing of sizes
    }
  }

  private static void restore(
      Map<String, Dimension> ends, String name, @Nullable Dimension before) {
    if (before == null) {
      ends.remove(name);
    } else {
      ends.put(name, before);
    }
  }

  private void add(Expr index, Dimension size) {
    Dimension place;
    try {
      place = Dimensions.polynomial(index);
    } catch (NablaException other) {
      return;
    }
    Dimension least = end(place, first, last);
    Dimension most = end(place, last, first);
    if (place.terms().size() > 1 && !least.equals(place)) {
      needs.add(Dimensions.minus(least, Dimension.ONE));
      needs.add(Dimensions.minus(size, most));
    }
  }

  /// The place at one end of the ranges: terms with a minus are at the other.
  private static Dimension end(
      Dimension place, Map<String, Dimension> rising, Map<String, Dimension> falling) {
    Dimension sum = Dimension.of(0);
    for (Map.Entry<List<String>, Long> term : place.terms().entrySet()) {
      Dimension product = Dimension.of(term.getValue());
      for (String name : term.getKey()) {
        product = product.times(Dimension.named(name));
      }
      sum = sum.plus(product.substitute(term.getValue() > 0 ? rising : falling));
    }
    return sum;
  }
}
