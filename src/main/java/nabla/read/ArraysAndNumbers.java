package nabla.read;

import java.util.List;
import java.util.function.Function;
import nabla.catalogue.Function.Notation;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Operator;
import nabla.expr.Product;
import nabla.expr.Quotient;
import org.jspecify.annotations.Nullable;

/// Operators on arrays that are given an array and a number.
final class ArraysAndNumbers {

  private ArraysAndNumbers() {}

  /// The plain product or quotient that `x ⊙ t`, `x ⊘ t` and `t ⊗ X` are where t is a number; null
  /// for anything else.
  static @Nullable Expr product(Term.Call call, List<Expr> arguments, Resolver resolver) {
    if (arguments.size() != 2 || arguments.get(0).isScalar() == arguments.get(1).isScalar()) {
      return null;
    }
    Expr first = arguments.get(0);
    Expr second = arguments.get(1);
    Operator operator = call.operator();
    Vocabulary vocabulary = resolver.vocabulary;
    if (operator == vocabulary.written(Notation.ELEMENTWISE_QUOTIENT)) {
      return second.isScalar() ? Quotient.of(first, second) : null;
    }
    return operator == vocabulary.written(Notation.ELEMENTWISE_PRODUCT)
            || operator == vocabulary.written(Notation.KRONECKER)
        ? first.isScalar() ? Product.of(first, second) : Product.of(second, first)
        : null;
  }

  /// `mean(X, 0)` is no mean of a list, nor `softmax(x, τ)` a softmax of one.
  static void refuseSpread(
      Resolver resolver, Term.Call call, List<Expr> arguments, Function<Term, Expr> build) {
    if (arguments.size() != 1
        || !(call.arguments().getFirst() instanceof Term.Written list)
        || !list.list()
        || !resolver.source.slice(list.at(), list.at() + 1).equals("(")) {
      return;
    }
    long arrays = list.entries().stream().filter(entry -> !build.apply(entry).isScalar()).count();
    if (arrays > 0 && arrays < list.entries().size()) {
      String name = call.operator().name();
      throw resolver.error(
          NablaException.Kind.NAME,
          "found "
              + list.entries().size()
              + " arguments of "
              + name
              + ", an array and a number, expected one; of each row it is "
              + name
              + "(X, rows), of each column "
              + name
              + "(X, columns)",
          call.at());
    }
  }
}
