package nabla.read;

import java.util.IdentityHashMap;
import java.util.List;
import nabla.expr.Dimension;
import nabla.expr.Num;

/// The zeros among blocks that are arrays: in `[A, B; 0, D]` the 0 is a block as high as D and as
/// wide as A. Where all beside or above it are zeros, it is one entry high or wide.
final class ZeroBlocks {

  private final IdentityHashMap<Term, AxisPair> shapes = new IdentityHashMap<>();

  /// The shapes of the zeros, by their terms.
  IdentityHashMap<Term, AxisPair> shapes() {
    return shapes;
  }

  /// Gives each 0 the shape of its place.
  ///
  /// @param blocks the shapes of the blocks, row by row; those of zeros are replaced
  void spread(List<Term> terms, int columns, List<AxisPair> blocks) {
    for (int i = 0; i < terms.size(); i++) {
      if (!isZero(terms.get(i))) {
        continue;
      }
      Axis rows = Axis.of(Dimension.ONE);
      Axis width = Axis.of(Dimension.ONE);
      for (int j = 0; j < terms.size(); j++) {
        if (!isZero(terms.get(j))) {
          rows = j / columns == i / columns ? blocks.get(j).rows() : rows;
          width = j % columns == i % columns ? blocks.get(j).columns() : width;
        }
      }
      AxisPair shape = new AxisPair(rows, width);
      shapes.put(terms.get(i), shape);
      blocks.set(i, shape);
    }
  }

  private static boolean isZero(Term term) {
    return term instanceof Term.Known known && known.value().equals(Num.ZERO);
  }
}
