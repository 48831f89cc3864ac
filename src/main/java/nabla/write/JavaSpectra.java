package nabla.write;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Computing;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.catalogue.Norms;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.numeric.arrays.ComputingForm;

/// Norms of matrices and what comes of their singular values, in Java with commons-math3.
final class JavaSpectra {

  private static final String DECOMPOSITION =
      "org.apache.commons.math3.linear.SingularValueDecomposition";

  private static final Set<Function> FUNCTIONS =
      Set.of(
          Computing.INDUCED_NORM,
          Norms.NUCLEAR_NORM,
          Norms.SINGULAR_VALUE,
          Norms.LEFT_SINGULAR,
          Norms.RIGHT_SINGULAR,
          Norms.POLAR);

  private final JavaLoops loops;

  /// The names of the decompositions that are there already.
  private final Map<Expr, String> decompositions = new HashMap<>();

  JavaSpectra(JavaLoops loops) {
    this.loops = loops;
  }

  static boolean concern(Function function) {
    return FUNCTIONS.contains(function);
  }

  void compute(Apply apply, Function function) {
    if (function == Computing.INDUCED_NORM) {
      loops.declare(apply, norm(apply));
      return;
    }
    String parts = decomposition(apply.argument());
    if (function == Norms.NUCLEAR_NORM) {
      loops.declare(apply, "java.util.Arrays.stream(" + parts + ".getSingularValues()).sum()");
    } else if (function == Norms.POLAR) {
      loops.declare(apply, "%s.getU().multiply(%s.getVT()).getData()".formatted(parts, parts));
    } else {
      String place = place(apply.child(1));
      loops.declare(
          apply,
          parts
              + (function == Norms.SINGULAR_VALUE
                  ? ".getSingularValues()[" + place + "]"
                  : (function == Norms.LEFT_SINGULAR ? ".getU()" : ".getV()")
                      + ".getColumn("
                      + place
                      + ")"));
    }
  }

  /// The largest sum of a column, of a row, or the largest singular value.
  private String norm(Apply apply) {
    Expr matrix = apply.argument();
    Expr p = apply.child(1);
    if (p.equals(Num.ONE)) {
      return loops.matrix(matrix) + ".getNorm()";
    }
    if (p.equals(Num.TWO)) {
      return decomposition(matrix) + ".getNorm()";
    }
    if (ComputingForm.isApplied(p, Elementary.INFINITY)) {
      return loops.matrix(matrix) + ".transpose().getNorm()";
    }
    throw JavaEntries.unsupported(apply);
  }

  private String decomposition(Expr matrix) {
    return decompositions.computeIfAbsent(
        matrix,
        key -> {
          String parts = loops.fresh("parts");
          loops.line("var %s = new %s(%s);".formatted(parts, DECOMPOSITION, loops.matrix(matrix)));
          return parts;
        });
  }

  private String place(Expr count) {
    return count instanceof Num number && number.value().isInt()
        ? String.valueOf(number.value().intValue() - 1)
        : "(int) (" + loops.number(count, "") + ") - 1";
  }
}
