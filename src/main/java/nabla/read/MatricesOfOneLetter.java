package nabla.read;

import java.util.List;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Symbol;

/// Matrices A₁, …, Aₘ of one letter, which are not read: where a number with an index stands for
/// one, `tr(A_i X)` or `x_iᵀ A_i x_i`, that is refused.
final class MatricesOfOneLetter {

  private final Resolver resolver;

  MatricesOfOneLetter(Resolver resolver) {
    this.resolver = resolver;
  }

  /// Looks at a function of matrices that is applied to numbers.
  void look(Term.Call call, List<Expr> arguments) {
    Expr first = arguments.getFirst();
    boolean ofMatrices =
        call.operator() == Matrices.TRACE
            || call.operator() == Matrices.DET
            || call.operator() == Matrices.LOGDET
            || call.operator() == Norms.NORM;
    List<Expr> inside =
        !ofMatrices
            ? List.of()
            : first.isScalar()
                ? Dag.of(first).nodes()
                : call.operator() == Matrices.TRACE ? first.children() : List.of();
    inside.stream()
        .filter(this::isMember)
        .findFirst()
        .ifPresent(member -> refuse((Apply) member, call.at()));
  }

  /// Looks at a product: between a row and a column stands a matrix; before a column there may.
  void look(Term.Times product, List<Expr> factors) {
    for (int i = 0; i < factors.size() - 1; i++) {
      if (isMember(factors.get(i)) && isColumn(factors.get(i + 1))) {
        String letter = ((Symbol) factors.get(i).child(0)).name().toString();
        resolver.note(
            letter
                + " with an index is read as a number for each; several matrices of one letter are"
                + " not read",
            product.at());
      }
    }
    for (int i = 1; i < factors.size() - 1; i++) {
      Expr middle = factors.get(i);
      Expr before = factors.get(i - 1);
      boolean between =
          middle.isScalar()
              && !before.isScalar()
              && before.shape().transposed().isVector()
              && isColumn(factors.get(i + 1));
      if (between) {
        Dag.of(middle).nodes().stream()
            .filter(this::isMember)
            .findFirst()
            .ifPresent(member -> refuse((Apply) member, product.at()));
      }
    }
  }

  private static boolean isColumn(Expr factor) {
    return !factor.isScalar() && factor.shape().isVector();
  }

  /// Whether it is an entry of an upper-case letter at an index.
  private boolean isMember(Expr part) {
    return part instanceof Apply entry
        && entry.operator() == Matrices.ENTRY
        && entry.arity() == 2
        && entry.argument() instanceof Symbol letter
        && MatrixLetters.isUpper(letter.name())
        && !resolver.isDeclared(letter.name())
        && !(entry.child(1) instanceof Num);
  }

  private void refuse(Apply member, int at) {
    String letter = ((Symbol) member.argument()).name().toString();
    throw resolver.error(
        NablaException.Kind.UNSUPPORTED,
        ("found %s with an index where a matrix stands, one of several matrices of one letter,"
                + " which are not read; declare %s ∈ R^n where they are numbers, or write a single"
                + " term with a name of its own")
            .formatted(letter, letter),
        at);
  }
}
