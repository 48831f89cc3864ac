package nabla.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nabla.catalogue.Blocks;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Operator;
import nabla.expr.Product;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.write.CodeStyle.Spelled;

/// Sizes in code. One that small arrays leave below 0, as n − 2 for n = 1, is that of an array
/// without entries: it stands for a sum over i = 1, …, n − 2.
final class CodeSizes {

  /// The operators all of whose arguments are numbers of rows and columns.
  private static final Set<Operator> FILLED =
      Set.of(Matrices.IDENTITY, Matrices.ONES, Matrices.ZEROS, Blocks.UPTO);

  private CodeSizes() {}

  /// The code of the arguments, sizes among them not below 0.
  static List<Spelled> of(Apply apply, List<Spelled> parts) {
    if (!FILLED.contains(apply.operator())) {
      return parts;
    }
    List<Spelled> sizes = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      sizes.add(atLeastNone(apply.child(i), parts.get(i)));
    }
    return sizes;
  }

  /// The code of a number, or of 0 where that is more.
  static Spelled atLeastNone(Expr number, Spelled code) {
    try {
      return Dimensions.mayFallShort(Dimensions.polynomial(number))
          ? Spelled.atom("max(" + code.code() + ", 0)")
          : code;
    } catch (NablaException noSize) {
      return code;
    }
  }

  /// Whether a bound is a whole number because of how it is computed: n − 1, not n/2.
  static boolean isWhole(Expr bound) {
    return Dag.of(bound).nodes().stream()
        .allMatch(part ->
            switch (part) {
              case Num number -> number.value().isInteger();
              case Symbol symbol -> symbol.isScalar();
              case Bound counted -> true;
              case Sum sum -> true;
              case Product product -> true;
              case Negate negate -> true;
              default -> false;
            });
  }
}
