package nabla.catalogue;

import java.util.List;
import java.util.Set;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Operator;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;

/// What the operators on vectors and matrices give where there is one row and one column: a number,
/// from numbers. The transpose, the trace and the determinant of a number are itself, its norm is
/// its absolute value, its softmax 1.
public final class OfNumbers {

  private static final Set<Operator> ITSELF =
      Set.of(
          Matrices.TRANSPOSE,
          Matrices.TRACE,
          Matrices.DET,
          Matrices.DIAG,
          Matrices.SUM,
          Matrices.MEAN,
          Vectorization.VEC,
          Reductions.LOGSUMEXP,
          Reductions.LARGEST,
          Reductions.SMALLEST,
          Rows.SUM,
          Rows.MEAN,
          Rows.LOGSUMEXP,
          Rows.LARGEST,
          Rows.SMALLEST,
          Spectra.SMALLEST_EIGENVALUE);

  private static final Set<Operator> SIZE =
      Set.of(Norms.NORM, Norms.NUCLEAR_NORM, Rows.NORM, Computing.INDUCED_NORM);

  private static final Set<Operator> PRODUCT =
      Set.of(
          Matrices.ELEMENTWISE_PRODUCT,
          Matrices.INNER,
          Matrices.OUTER,
          Matrices.KRONECKER,
          Blocks.KHATRI_RAO);

  private static final Set<Operator> ONE =
      Set.of(
          Reductions.SOFTMAX,
          Rows.SOFTMAX,
          Matrices.IDENTITY,
          Matrices.ONES,
          Vectorization.COMMUTATION);

  private static final Set<Operator> ZERO =
      Set.of(Reductions.LOGSOFTMAX, Rows.LOGSOFTMAX, Matrices.ZEROS);

  private OfNumbers() {}

  /// An operator applied to arguments; of numbers, where it gives a number, that number.
  public static Expr apply(Operator operator, List<Expr> arguments) {
    Expr applied = Apply.of(operator, arguments);
    boolean numbers =
        applied.isScalar() && !arguments.isEmpty() && arguments.stream().allMatch(Expr::isScalar);
    return numbers ? number(applied, operator, arguments) : applied;
  }

  private static Expr number(Expr applied, Operator operator, List<Expr> arguments) {
    Expr first = arguments.getFirst();
    if (ITSELF.contains(operator)) {
      return first;
    }
    if (SIZE.contains(operator)) {
      return Apply.of(Elementary.ABS, first);
    }
    if (PRODUCT.contains(operator)) {
      return Product.of(arguments);
    }
    if (ONE.contains(operator)) {
      return Num.ONE;
    }
    if (ZERO.contains(operator)) {
      return Num.ZERO;
    }
    return operator == Matrices.INVERSE
        ? Quotient.of(Num.ONE, first)
        : operator == Matrices.ELEMENTWISE_QUOTIENT
            ? Quotient.of(first, arguments.getLast())
            : operator == Matrices.ELEMENTWISE_POWER
                ? Power.of(first, arguments.getLast())
                : operator == MatrixFunctions.EXPM
                    ? Apply.of(Elementary.EXP, first)
                    : operator == MatrixFunctions.LOGM || operator == Matrices.LOGDET
                        ? Apply.of(Elementary.LN, first)
                        : applied;
  }
}
