package nabla.write;

import java.util.List;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Rows;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Product;
import nabla.expr.Sum;

/// What is done to each row of a matrix, in Java: its sum, its largest entry, its softmax.
final class JavaRows {

  private static final List<Function> FUNCTIONS =
      List.of(
          Rows.SUM,
          Rows.MEAN,
          Rows.NORM,
          Rows.LARGEST,
          Rows.SMALLEST,
          Rows.LOGSUMEXP,
          Rows.SOFTMAX,
          Rows.LOGSOFTMAX);

  private final JavaLoops loops;
  private final JavaEntries entries;

  JavaRows(JavaLoops loops, JavaEntries entries) {
    this.loops = loops;
    this.entries = entries;
  }

  /// Whether it is one of these functions.
  static boolean concern(Apply apply) {
    return FUNCTIONS.stream().anyMatch(function -> function == apply.operator());
  }

  void compute(Apply apply, Function function) {
    Expr matrix = apply.argument();
    String name = loops.array(apply);
    String i = loops.fresh("i");
    String j = loops.fresh("j");
    loops.line(JavaLoops.loop(i, loops.size(matrix.shape().rows())));
    String columns = loops.size(matrix.shape().columns());
    Row row = new Row(i, j, columns);
    String place = "  " + name + "[" + i + "]";
    if (function == Rows.SUM || function == Rows.MEAN) {
      String sum = row.sum(entries.of(matrix, i, j));
      loops.line(place + " = " + sum + (function == Rows.MEAN ? " / " + columns : "") + ";");
    } else if (function == Rows.NORM) {
      Expr entry = entries.of(matrix, i, j);
      loops.line(place + " = Math.sqrt(" + row.sum(Product.of(entry, entry)) + ");");
    } else if (function == Rows.LARGEST || function == Rows.SMALLEST) {
      loops.line(place + " = " + row.extreme(matrix, function == Rows.LARGEST) + ";");
    } else {
      String logarithm = row.logarithm(matrix);
      if (function == Rows.LOGSUMEXP) {
        loops.line(place + " = " + logarithm + ";");
      } else {
        String normaliser = loops.fresh("normaliser");
        loops.line("  double " + normaliser + " = " + logarithm + ";");
        loops.line("  " + JavaLoops.loop(j, columns));
        String share = row.entry(matrix) + " - " + normaliser;
        String value = function == Rows.SOFTMAX ? "Math.exp(" + share + ")" : share;
        loops.line("  " + place + "[" + j + "] = " + value + ";");
        loops.line("  }");
      }
    }
    loops.line("}");
    loops.name(apply, name);
  }

  /// A row within the loop over all of them.
  private final class Row {

    private final String i;
    private final String j;
    private final String columns;

    Row(String i, String j, String columns) {
      this.i = i;
      this.j = j;
      this.columns = columns;
    }

    String entry(Expr matrix) {
      return loops.number(entries.of(matrix, i, j), "    ");
    }

    String sum(Expr term) {
      String sum = loops.fresh("sum");
      loops.line("  double " + sum + " = 0.0;");
      loops.line("  " + JavaLoops.loop(j, columns));
      loops.line("    " + sum + " += " + loops.number(term, "    ") + ";");
      loops.line("  }");
      return sum;
    }

    String extreme(Expr matrix, boolean largest) {
      String extreme = loops.fresh(largest ? "largest" : "smallest");
      String sign = largest ? "NEGATIVE" : "POSITIVE";
      loops.line("  double " + extreme + " = Double." + sign + "_INFINITY;");
      loops.line("  " + JavaLoops.loop(j, columns));
      String function = largest ? "Math.max" : "Math.min";
      String next = function + "(" + extreme + ", " + entry(matrix) + ")";
      loops.line("    " + extreme + " = " + next + ";");
      loops.line("  }");
      return extreme;
    }

    /// The logarithm of the sum of the exponentials; the largest entry is taken out, so that
    /// nothing overflows.
    String logarithm(Expr matrix) {
      String largest = extreme(matrix, true);
      Expr below = Sum.of(entries.of(matrix, i, j), Negate.of(entries.piece(largest, true)));
      String sum = sum(Apply.of(Elementary.EXP, below));
      return largest + " + Math.log(" + sum + ")";
    }
  }
}
