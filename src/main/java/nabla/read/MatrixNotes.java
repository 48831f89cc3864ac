package nabla.read;

import java.util.List;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function.Notation;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Num;

/// Remarks on functions of matrices that another reader takes in another sense.
final class MatrixNotes {

  private static final Expr INFINITY = Apply.of(Elementary.INFINITY);

  private MatrixNotes() {}

  /// Adds what is to be said of an application.
  static void add(Resolver resolver, Term.Call call, List<Expr> arguments) {
    inducedNorm(resolver, call, arguments);
    eachEntry(resolver, call, arguments);
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

  /// `tr log X` is log det X to many, and the trace of the logarithms of the entries here.
  private static void eachEntry(Resolver resolver, Term.Call call, List<Expr> arguments) {
    if ((call.operator() == Matrices.TRACE || call.operator() == Matrices.DET)
        && arguments.getFirst() instanceof Apply inner
        && inner.arity() == 1
        && !inner.isScalar()
        && (inner.operator() == Elementary.LN || inner.operator() == Elementary.EXP)) {
      boolean logarithm = inner.operator() == Elementary.LN;
      resolver.note(
          inner.operator().name()
              + " is taken of each entry; the "
              + (logarithm ? "logarithm" : "exponential")
              + " of a matrix is "
              + (logarithm ? "logm(X), with tr(logm(X)) = log det X" : "expm(X)"),
          call.at());
    }
  }
}
