package nabla.write;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Blocks;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Num;
import org.jspecify.annotations.Nullable;

/// A matrix of blocks, `[A, B; 0, D]`, which is made of rows of blocks that stand below each other.
final class BlockRows {

  private BlockRows() {}

  /// The blocks row by row, where those of one column are equally wide; null for any other array. A
  /// block of zeros is 0 where others beside it and above or below it give its shape.
  static @Nullable List<List<Expr>> of(Apply stack) {
    if (stack.operator() != Blocks.BELOW) {
      return null;
    }
    List<List<Expr>> rows = new ArrayList<>();
    for (Expr part : Style.stacked(stack)) {
      if (!(part instanceof Apply row && row.operator() == Blocks.BESIDE)) {
        return null;
      }
      rows.add(Style.stacked(row));
    }
    List<Expr> top = rows.getFirst();
    for (List<Expr> row : rows) {
      if (row.size() != top.size()) {
        return null;
      }
      for (int j = 0; j < row.size(); j++) {
        if (!row.get(j).shape().columns().equals(top.get(j).shape().columns())) {
          return null;
        }
      }
    }
    return rows.stream().map(row -> shown(row, rows)).toList();
  }

  private static List<Expr> shown(List<Expr> row, List<List<Expr>> rows) {
    List<Expr> shown = new ArrayList<>();
    for (int j = 0; j < row.size(); j++) {
      int column = j;
      boolean known =
          !row.stream().allMatch(BlockRows::isZero)
              && !rows.stream().map(each -> each.get(column)).allMatch(BlockRows::isZero);
      shown.add(isZero(row.get(j)) && known ? Num.ZERO : row.get(j));
    }
    return shown;
  }

  private static boolean isZero(Expr block) {
    return block instanceof Apply zeros && zeros.operator() == Matrices.ZEROS;
  }
}
