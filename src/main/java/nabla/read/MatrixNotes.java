package nabla.read;

import java.util.List;
import java.util.Map;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function.Notation;
import nabla.catalogue.Reductions;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Operator;
import nabla.expr.Shape;
import nabla.expr.Symbol;

/// Remarks on functions of matrices that another reader takes in another sense.
final class MatrixNotes {

  private static final Expr INFINITY = Apply.of(Elementary.INFINITY);

  /// The functions of numbers that many take of matrices, and how those are written.
  private static final Map<Operator, String> OF_MATRICES =
      Map.of(
          Elementary.LN, "the logarithm of a matrix is logm(X), with tr(logm(X)) = log det X",
          Elementary.EXP, "the exponential of a matrix is expm(X)",
          Elementary.SQRT, "the square root of a matrix is X^{1/2}");

  private MatrixNotes() {}

  /// Adds what is to be said of an application.
  static void add(Resolver resolver, Term.Call call, List<Expr> arguments) {
    if (arguments.isEmpty()) {
      return; // a constant
    }
    inducedNorm(resolver, call, arguments);
    eachEntry(resolver, call, arguments);
    refuseNumber(resolver, call, arguments);
    new MatricesOfOneLetter(resolver).look(call, arguments);
  }

  /// `softmax` of a number is 1, which nobody means.
  private static void refuseNumber(Resolver resolver, Term.Call call, List<Expr> arguments) {
    boolean open =
        Dag.any(
            arguments.getFirst(),
            part -> part instanceof Symbol letter && !resolver.isDeclared(letter.name()));
    if (call.operator() == Reductions.SOFTMAX && arguments.getFirst().isScalar() && open) {
      throw resolver.error(
          NablaException.Kind.SHAPE,
          "found softmax of a number, which is 1; declare the vector or matrix in its argument, as"
              + " in W ∈ R^{k×n}; x ∈ R^n, and write ⊙ between arrays that are multiplied entry by"
              + " entry",
          call.at());
    }
  }

  /// `‖A‖₁` and `‖A‖_∞` of a matrix are sums of one column and one row.
  private static void inducedNorm(Resolver resolver, Term.Call call, List<Expr> arguments) {
    if (arguments.size() == 2
        && call.operator() == resolver.vocabulary.written(Notation.NORM)
        && !arguments.get(0).isScalar()
        && !arguments.get(0).shape().isVector()
        && (arguments.get(1).equals(Num.ONE) || arguments.get(1).equals(INFINITY))) {
      boolean columns = arguments.get(1).equals(Num.ONE);
      resolver.note(
          "this norm of a matrix is the largest sum of the absolute values in one "
              + (columns ? "column; for all entries write sum(abs(A))" : "row"),
          call.at());
    }
  }

  /// `log X` of a square matrix is the matrix logarithm to many, and the logarithms of the entries
  /// here.
  private static void eachEntry(Resolver resolver, Term.Call call, List<Expr> arguments) {
    String ofMatrices = OF_MATRICES.get(call.operator());
    if (ofMatrices != null && arguments.size() == 1) {
      Shape shape = arguments.getFirst().shape();
      if (!shape.isScalar() && shape.rows().equals(shape.columns())) {
        resolver.note(call.operator().name() + " is taken of each entry; " + ofMatrices, call.at());
      }
    }
  }
}
