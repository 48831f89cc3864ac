package nabla.numeric.arrays;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Dimension;
import nabla.expr.NablaException;
import nabla.expr.Symbol;

/// The sizes that symbolic dimensions have once arrays are given: `n = 2` by an x of two entries.
public final class Sizes {

  /// A dimension that has to have a size, and by what.
  private record Demand(Dimension dimension, int size, String axis, String array) {}

  private final Map<String, Dimension> known = new LinkedHashMap<>();

  /// What each size comes from, for the message where another array says otherwise.
  private final Map<String, String> origins = new LinkedHashMap<>();

  private final List<Demand> open = new ArrayList<>();

  /// A number of rows or columns that is given by itself, `n = 2`.
  public void give(String name, int size) {
    known.put(name, Dimension.of(size));
    origins.put(name, "as given");
  }

  /// An array of so many rows and columns is put in for `symbol`; a `SHAPE` error where that fits
  /// neither its shape nor the sizes that are known.
  public void give(Symbol symbol, int rows, int columns) {
    boolean vector = symbol.shape().isVector() || symbol.shape().transposed().isVector();
    String array =
        vector
            ? symbol.name() + ", which has " + Math.max(rows, columns) + " entries"
            : symbol.name() + ", which is " + rows + "×" + columns;
    boolean column = symbol.shape().columns().equals(Dimension.ONE);
    boolean row = symbol.shape().rows().equals(Dimension.ONE);
    if ((column && columns != 1) || (row && rows != 1)) {
      throw new NablaException(
          NablaException.Kind.SHAPE,
          symbol.name() + " is a vector here, and gets a matrix of " + rows + "×" + columns);
    }
    if (symbol.shape().isSquare() && rows != columns) {
      throw new NablaException(
          NablaException.Kind.SHAPE,
          symbol.name() + " is a square matrix here, and gets one of " + rows + "×" + columns);
    }
    open.add(new Demand(symbol.shape().rows(), rows, vector ? "entries" : "rows", array));
    open.add(new Demand(symbol.shape().columns(), columns, vector ? "entries" : "columns", array));
    solve();
  }

  /// Solves what has one unknown name, as long as there is something.
  private void solve() {
    boolean progress = true;
    while (progress) {
      progress = false;
      for (Demand demand : List.copyOf(open)) {
        Dimension rest = demand.dimension.substitute(known);
        if (rest.isFixed()) {
          if (rest.fixedSize() != demand.size) {
            throw clash(demand, rest.fixedSize());
          }
          open.remove(demand);
        } else if (solves(demand, rest)) {
          open.remove(demand);
          progress = true;
        }
      }
    }
  }

  /// Whether `c·name + d` is all that is left, which gives the name its size.
  private boolean solves(Demand demand, Dimension rest) {
    String name = null;
    long factor = 0;
    long constant = 0;
    for (Map.Entry<List<String>, Long> term : rest.terms().entrySet()) {
      if (term.getKey().isEmpty()) {
        constant = term.getValue();
      } else if (term.getKey().size() == 1 && name == null) {
        name = term.getKey().getFirst();
        factor = term.getValue();
      } else {
        return false;
      }
    }
    if (name == null) {
      return false;
    }
    long size = demand.size - constant;
    if (size % factor != 0 || size / factor < 1) {
      throw new NablaException(
          NablaException.Kind.SHAPE,
          "no " + name + " makes " + demand.dimension + " the size of " + demand.array);
    }
    known.put(name, Dimension.of(size / factor));
    origins.put(name, "by " + demand.array);
    return true;
  }

  private NablaException clash(Demand demand, long needed) {
    StringBuilder origin = new StringBuilder();
    demand.dimension.terms().keySet().stream()
        .flatMap(List::stream)
        .distinct()
        .forEach(name ->
            origin
                .append(origin.isEmpty() ? ": " : ", ")
                .append(name)
                .append(" = ")
                .append(known.get(name))
                .append(' ')
                .append(origins.get(name)));
    return new NablaException(
        NablaException.Kind.SHAPE, demand.array + ", needs " + needed + " " + demand.axis + origin);
  }

  /// A dimension with the sizes that are known in it.
  public Dimension of(Dimension dimension) {
    return dimension.substitute(known);
  }

  /// The size of each name that is known.
  public Map<String, Integer> known() {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    known.forEach((name, size) -> sizes.put(name, Math.toIntExact(size.fixedSize())));
    return sizes;
  }
}
