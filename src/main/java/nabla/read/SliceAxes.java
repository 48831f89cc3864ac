package nabla.read;

import java.util.IdentityHashMap;
import nabla.catalogue.Dimensions;
import nabla.expr.Dimension;
import org.jspecify.annotations.Nullable;

/// The axes of parts of arrays: `x[2:]` has two entries fewer than x, whichever of the two sizes is
/// known first.
final class SliceAxes {

  private record Sides(Axis whole, Axis part) {}

  private final Axes axes;
  private final IdentityHashMap<Term.Extent, Sides> known = new IdentityHashMap<>();

  SliceAxes(Axes axes) {
    this.axes = axes;
  }

  AxisPair of(Term.Slice slice) {
    AxisPair array = axes.of(slice.array());
    Term.Extent first = slice.extents().getFirst();
    if (slice.extents().size() == 2) {
      return new AxisPair(
          axis(slice, first, array.rows()),
          axis(slice, slice.extents().getLast(), array.columns()));
    }
    return Slicing.isRow(array.rows().isOne(), array.columns().isOne())
        ? new AxisPair(array.rows(), axis(slice, first, array.columns()))
        : new AxisPair(axis(slice, first, array.rows()), array.columns());
  }

  private Axis axis(Term.Slice slice, Term.Extent extent, Axis whole) {
    if (extent.from() == null && extent.to() == null) {
      return whole;
    }
    if (extent.from() != null) {
      axes.of(extent.from());
      if (extent.single()) {
        axes.indices().counting().slice(slice, extent.from(), whole.size());
      }
    }
    if (extent.to() != null) {
      axes.of(extent.to());
    }
    Sides sides = known.get(extent);
    if (sides == null || sides.whole.root() != whole.root()) {
      sides = new Sides(whole, sides == null ? new Axis() : sides.part);
      known.put(extent, sides);
    }
    settle(extent, sides);
    Dimension size = size(extent, whole.size());
    Dimension part = sides.part.size();
    if (size != null && part != null && !size.equals(part)) {
      throw axes.clash()
          .refused(
              slice,
              slice,
              "found a part of " + size + " where one of " + part + " is needed: of " + whole);
    }
    return sides.part;
  }

  /// What follows from the sizes that are known by now.
  void settle() {
    known.forEach(SliceAxes::settle);
  }

  private static void settle(Term.Extent extent, Sides sides) {
    Dimension size = size(extent, sides.whole.size());
    Dimension part = sides.part.size();
    if (size != null && part == null) {
      sides.part.name(size);
    } else if (size == null && part != null && sides.whole.size() == null) {
      Dimension rest = size(extent, Dimension.of(0));
      if (extent.to() == null && rest != null) {
        sides.whole.name(Dimensions.minus(part, rest));
      }
    }
  }

  /// How many a part of so many has; null where that is not known.
  private static @Nullable Dimension size(Term.Extent extent, @Nullable Dimension whole) {
    if (extent.single()) {
      return Dimension.ONE;
    }
    Dimension from = Slicing.from(extent, whole);
    Dimension to = Slicing.to(extent, whole);
    return from == null || to == null ? null : Dimensions.minus(to, from);
  }
}
