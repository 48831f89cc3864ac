package nabla.write;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import nabla.catalogue.Blocks;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Matrices;
import nabla.catalogue.Subscripts;
import nabla.expr.Apply;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Shape;
import nabla.numeric.arrays.ComputingForm;
import nabla.write.CodeStyle.Spelled;
import org.jspecify.annotations.Nullable;

/// Where things stand in arrays, as a language spells it: entries, rows and columns, blocks. A
/// vector has one axis, as a column and as a row.
final class CodePlaces {

  private final CodeStyle style;
  private final Likeness likeness;

  /// The code of a number of rows or columns.
  private final Function<Dimension, String> sizes;

  CodePlaces(CodeStyle style, Likeness likeness, Function<Dimension, String> sizes) {
    this.style = style;
    this.likeness = likeness;
    this.sizes = sizes;
  }

  /// The code of an operator of this kind from that of its parts; null of any other.
  @Nullable Spelled of(Apply apply, List<Spelled> parts) {
    if (apply.operator() == Matrices.TRANSPOSE && ComputingForm.isVector(apply)) {
      return parts.getFirst(); // a row has one axis as a column has
    }
    if (apply.operator() == Matrices.ENTRY) {
      int last = 1 + Subscripts.of(apply).size();
      return style.entry(parts.getFirst(), Subscripts.of(apply), parts.subList(1, last));
    }
    if (apply.operator() == Blocks.ROWS || apply.operator() == Blocks.COLUMNS) {
      return part(apply, parts);
    }
    if (apply.operator() == Blocks.BELOW || apply.operator() == Blocks.BESIDE) {
      return joined(apply, parts);
    }
    return null;
  }

  private Spelled part(Apply apply, List<Spelled> parts) {
    boolean rows = apply.operator() == Blocks.ROWS;
    CodeStyle.Place from = new CodeStyle.Place(apply.child(1), parts.get(1));
    CodeStyle.Place to = new CodeStyle.Place(apply.child(2), parts.get(2));
    int axis = ComputingForm.isVector(apply.argument()) ? -1 : rows ? 0 : 1;
    Shape shape = apply.shape();
    boolean single = (rows ? shape.rows() : shape.columns()).equals(Dimension.ONE);
    return style.part(parts.getFirst(), from, to, axis, single);
  }

  private Spelled joined(Apply apply, List<Spelled> parts) {
    boolean below = apply.operator() == Blocks.BELOW;
    boolean line = ComputingForm.isVector(apply);
    List<String> blocks = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      boolean turned = !line && ComputingForm.isVector(apply.child(i));
      Spelled block = turned ? style.asMatrix(parts.get(i), !below) : parts.get(i);
      blocks.add(block.code());
    }
    CodeStyle.Join join =
        line ? CodeStyle.Join.LINE : below ? CodeStyle.Join.BELOW : CodeStyle.Join.BESIDE;
    Spelled whole = style.joined(blocks.get(0), blocks.get(1), join, likeness.code());
    if (apply.children().stream()
        .noneMatch(block -> Dimensions.mayFallShort(along(block, below)))) {
      return whole;
    }
    // no longer than both together, where one of them has less than no entries
    Dimension size = along(apply, below);
    CodeStyle.Place end =
        new CodeStyle.Place(Dimensions.expression(size), Spelled.atom(sizes.apply(size)));
    CodeStyle.Place start = new CodeStyle.Place(Num.ZERO, Spelled.atom("0"));
    return style.part(whole, start, end, line ? -1 : below ? 0 : 1, false);
  }

  private static Dimension along(Expr array, boolean below) {
    return below ? array.shape().rows() : array.shape().columns();
  }
}
