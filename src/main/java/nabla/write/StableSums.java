package nabla.write;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Elementary;
import nabla.catalogue.Exponentials;
import nabla.catalogue.Matrices;
import nabla.catalogue.Reductions;
import nabla.catalogue.Subscripts;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Sums of exponentials over an index, which overflow where their logarithms and shares do not: `ln
/// Σ_i e^{x_i}` is logsumexp(x), and `e^{x_k}/Σ_i e^{x_i}` is softmax(x)_k.
final class StableSums {

  private static final Symbol INDEX = Symbol.of("index of a stable sum");

  private StableSums() {}

  /// The formula with these parts replaced.
  static Expr of(Expr formula) {
    if (!Dag.any(formula, Binder.class::isInstance)) {
      return formula;
    }
    Dag dag = Dag.of(formula);
    Expr[] results = new Expr[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      if (node.arity() > 0) {
        Expr[] children = new Expr[node.arity()];
        for (int i = 0; i < children.length; i++) {
          children[i] = results[dag.position(node.child(i))];
        }
        node = node.withChildren(children);
      }
      Expr stable = stable(node);
      results[position] = stable == null ? node : stable;
    }
    return results[results.length - 1];
  }

  private static @Nullable Expr stable(Expr node) {
    if (node instanceof Apply logarithm && logarithm.operator() == Elementary.LN) {
      Expr exponents = exponents(logarithm.argument());
      return exponents == null ? null : Apply.of(Reductions.LOGSUMEXP, exponents);
    }
    return node instanceof Quotient quotient ? share(quotient) : null;
  }

  private static @Nullable Expr share(Quotient quotient) {
    Expr exponents = exponents(quotient.denominator());
    if (exponents == null || !(quotient.denominator() instanceof Binder sum)) {
      return null;
    }
    Expr numerator = quotient.numerator();
    List<Expr> factors =
        new ArrayList<>(
            numerator instanceof Product product ? product.children() : List.of(numerator));
    for (int i = 0; i < factors.size(); i++) {
      Expr place = place(factors.get(i), sum);
      if (place != null) {
        Expr softmax = Apply.of(Reductions.SOFTMAX, exponents);
        factors.set(i, Apply.of(Matrices.ENTRY, softmax, place));
        return factors.size() == 1 ? factors.getFirst() : Product.of(factors);
      }
    }
    return null;
  }

  /// The k for which a factor is the term of the sum at k.
  private static @Nullable Expr place(Expr factor, Binder sum) {
    if (Exponentials.exponent(factor) == null) {
      return null;
    }
    for (Expr node : Dag.of(factor).nodes()) {
      if (node instanceof Apply entry && entry.operator() == Matrices.ENTRY) {
        for (Expr place : Subscripts.of(entry)) {
          if (sum.open(place).equals(factor)) {
            return place;
          }
        }
      }
    }
    return null;
  }

  /// The vector of the exponents of a sum of exponentials over all its entries.
  private static @Nullable Expr exponents(Expr formula) {
    if (!(formula instanceof Binder sum)
        || sum.kind() != Binder.Kind.SUM
        || !sum.lower().equals(Num.ONE)
        || sum.upper() == null) {
      return null;
    }
    Expr exponent = Exponentials.exponent(sum.open(INDEX));
    if (exponent == null || Dag.any(exponent, Bound.class::isInstance)) {
      return null;
    }
    try {
      Expr vector = vector(exponent, Dimensions.polynomial(sum.upper()));
      return vector == null || vector.isScalar() ? null : vector;
    } catch (NablaException noSize) {
      return null;
    }
  }

  /// What a number is for all values of the index, as a vector; itself where it is always the same.
  private static @Nullable Expr vector(Expr number, Dimension size) {
    if (!Dag.any(number, INDEX::equals)) {
      return number;
    }
    if (number instanceof Apply entry && entry.operator() == Matrices.ENTRY) {
      Expr array = entry.argument();
      boolean whole = array.shape().isVector() && array.shape().rows().equals(size);
      return whole && entry.child(1).equals(INDEX) && !Dag.any(array, INDEX::equals) ? array : null;
    }
    List<Expr> parts = new ArrayList<>();
    for (Expr child : number.children()) {
      Expr part = vector(child, size);
      if (part == null) {
        return null;
      }
      parts.add(part);
    }
    return switch (number) {
      case Negate negate -> Negate.of(parts.getFirst());
      case Sum sum -> Sum.of(parts.stream().map(part -> filled(part, size)).toList());
      case Product product -> product(parts);
      case Quotient quotient when parts.get(1).isScalar() ->
          Quotient.of(parts.get(0), parts.get(1));
      case Apply apply when apply.arity() == 1 && apply.operator().isElementwise() ->
          apply.withChildren(parts.toArray(Expr[]::new));
      default -> null;
    };
  }

  private static Expr filled(Expr part, Dimension size) {
    return part.isScalar()
        ? Product.of(part, Apply.of(Matrices.ONES, Dimensions.expression(size), Num.ONE))
        : part;
  }

  private static Expr product(List<Expr> parts) {
    List<Expr> factors = new ArrayList<>(parts.stream().filter(Expr::isScalar).toList());
    List<Expr> vectors = parts.stream().filter(part -> !part.isScalar()).toList();
    factors.add(
        vectors.size() == 1
            ? vectors.getFirst()
            : Apply.of(Matrices.ELEMENTWISE_PRODUCT, vectors.toArray(Expr[]::new)));
    return factors.size() == 1 ? factors.getFirst() : Product.of(factors);
  }
}
