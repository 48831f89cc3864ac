package nabla.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Elementary;
import nabla.catalogue.Exponentials;
import nabla.catalogue.Matrices;
import nabla.catalogue.Reductions;
import nabla.catalogue.Rows;
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
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Substitution;
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
      Expr argument = logarithm.argument();
      Expr sums = Substitution.of(sums(argument)).apply(argument);
      return sums.equals(argument) ? null : Apply.of(Elementary.LN, sums);
    }
    return node instanceof Quotient quotient ? share(quotient) : null;
  }

  /// The sums over an index among the factors of a number, as sums over the entries of a vector,
  /// whose logarithms [nabla.numeric.arrays.ComputingForm] knows.
  private static Map<Expr, Expr> sums(Expr number) {
    Map<Expr, Expr> sums = new HashMap<>();
    switch (number) {
      case Product product -> product.children().forEach(factor -> sums.putAll(sums(factor)));
      case Quotient quotient -> quotient.children().forEach(part -> sums.putAll(sums(part)));
      case Power power -> sums.putAll(sums(power.base()));
      case Binder sum -> {
        Terms terms = terms(sum);
        if (terms != null) {
          Expr exponentials = Apply.of(Matrices.SUM, Apply.of(Elementary.EXP, terms.vector));
          Expr factor = Substitution.of(sums(terms.factor)).apply(terms.factor);
          sums.put(sum, product(List.of(factor, exponentials)));
        } else {
          ofRow(sum, sums);
        }
      }
      default -> {}
    }
    return sums;
  }

  /// The sum over one row of a matrix, as the entry of the sums over all.
  private static void ofRow(Binder sum, Map<Expr, Expr> sums) {
    List<Expr> factors = new ArrayList<>();
    Expr exponent = exponent(sum, factors);
    ExponentRows.OfMatrix row =
        exponent == null
            ? null
            : ExponentRows.of(exponent, INDEX, Dimensions.polynomial(upper(sum)));
    if (row != null) {
      Expr all = Apply.of(Rows.SUM, Apply.of(Elementary.EXP, row.matrix()));
      Expr factor = product(factors);
      sums.put(sum, product(List.of(factor, Apply.of(Matrices.ENTRY, all, row.row()))));
    }
  }

  private static Expr upper(Binder sum) {
    return Objects.requireNonNull(sum.upper());
  }

  /// With the first of the exponentials above that are shares of a sum below.
  private static @Nullable Expr share(Quotient quotient) {
    List<Expr> below = factors(quotient.denominator());
    List<Expr> above = factors(quotient.numerator());
    for (int i = 0; i < below.size(); i++) {
      Terms terms = below.get(i) instanceof Binder sum ? terms(sum) : null;
      for (int j = 0; terms != null && j < above.size(); j++) {
        Expr share = share(above.get(j), terms);
        if (share != null) {
          above.set(j, share);
          below.set(i, terms.factor);
          Expr divisor = product(below);
          return divisor.equals(Num.ONE) ? product(above) : Quotient.of(product(above), divisor);
        }
      }
    }
    return null;
  }

  private static List<Expr> factors(Expr number) {
    return new ArrayList<>(
        number instanceof Product product && product.isScalar()
            ? product.children()
            : List.of(number));
  }

  /// The share of a term, or of a sum of such terms with weights; null of anything else.
  private static @Nullable Expr share(Expr factor, Terms terms) {
    Expr softmax = Apply.of(Reductions.SOFTMAX, terms.vector);
    if (factor instanceof Binder sum) {
      boolean whole =
          sum.kind() == Binder.Kind.SUM
              && sum.lower().equals(terms.sum.lower())
              && Objects.equals(sum.upper(), terms.sum.upper());
      Expr entry = Apply.of(Matrices.ENTRY, softmax, INDEX);
      Expr body = whole ? weighted(sum.open(INDEX), terms.exponent, entry) : null;
      return body == null
          ? null
          : Binder.of(Binder.Kind.SUM, INDEX, sum.lower(), sum.upper(), body);
    }
    Expr place = place(factor, terms.exponent);
    return place == null ? null : Apply.of(Matrices.ENTRY, softmax, place);
  }

  /// A product with e to this exponent among its factors, with the entry in its place.
  private static @Nullable Expr weighted(Expr term, Expr exponent, Expr entry) {
    return switch (term) {
      case Negate negate -> {
        Expr inner = weighted(negate.operand(), exponent, entry);
        yield inner == null ? null : Negate.of(inner);
      }
      case Quotient quotient -> {
        Expr inner = weighted(quotient.numerator(), exponent, entry);
        yield inner == null ? null : Quotient.of(inner, quotient.denominator());
      }
      default -> {
        List<Expr> factors = factors(term);
        for (int i = 0; i < factors.size(); i++) {
          if (Objects.equals(Exponentials.exponent(factors.get(i)), exponent)) {
            factors.set(i, entry);
            yield product(factors);
          }
        }
        yield null;
      }
    };
  }

  /// The k for which a factor is e to the exponent at k.
  private static @Nullable Expr place(Expr factor, Expr exponent) {
    Expr other = Exponentials.exponent(factor);
    if (other == null) {
      return null;
    }
    for (Expr node : Dag.of(other).nodes()) {
      if (node instanceof Apply entry && entry.operator() == Matrices.ENTRY) {
        for (Expr place : Subscripts.of(entry)) {
          if (Substitution.of(INDEX, place).apply(exponent).equals(other)) {
            return place;
          }
        }
      }
    }
    return null;
  }

  /// A sum of exponentials over an index.
  ///
  /// @param factor what stands before each of them
  /// @param exponent the exponent at the index
  /// @param vector all exponents
  private record Terms(Binder sum, Expr factor, Expr exponent, Expr vector) {}

  /// A sum over all entries of a vector, if it is one of exponentials.
  private static @Nullable Terms terms(Binder sum) {
    List<Expr> factors = new ArrayList<>();
    Expr exponent = exponent(sum, factors);
    if (exponent == null || Dag.any(exponent, Bound.class::isInstance)) {
      return null;
    }
    Expr vector = vector(exponent, Dimensions.polynomial(upper(sum)));
    return vector == null || vector.isScalar()
        ? null
        : new Terms(sum, product(factors), exponent, vector);
  }

  /// The exponent at the index in a sum of exponentials over 1, …, n; null of any other.
  ///
  /// @param factors gets what stands before each of them
  private static @Nullable Expr exponent(Binder sum, List<Expr> factors) {
    if (sum.kind() != Binder.Kind.SUM || !sum.lower().equals(Num.ONE) || sum.upper() == null) {
      return null;
    }
    Expr power = apart(sum.open(INDEX), factors);
    try {
      Dimensions.polynomial(sum.upper());
    } catch (NablaException noSize) {
      return null;
    }
    return power == null ? null : Exponentials.exponent(power);
  }

  /// The one factor that speaks of the index; null where there are more.
  ///
  /// @param others gets those that do not
  private static @Nullable Expr apart(Expr term, List<Expr> others) {
    if (term instanceof Quotient quotient && !Dag.any(quotient.denominator(), INDEX::equals)) {
      others.add(Quotient.of(Num.ONE, quotient.denominator()));
      return apart(quotient.numerator(), others);
    }
    if (!(term instanceof Product product)) {
      return term;
    }
    List<Expr> open = new ArrayList<>();
    for (Expr factor : product.children()) {
      (Dag.any(factor, INDEX::equals) ? open : others).add(factor);
    }
    return open.size() == 1 ? apart(open.getFirst(), others) : null;
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
      case Product product -> entrywise(parts);
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

  /// The product entry by entry, numbers in front.
  static Expr entrywise(List<Expr> parts) {
    List<Expr> factors = new ArrayList<>(parts.stream().filter(Expr::isScalar).toList());
    List<Expr> vectors = parts.stream().filter(part -> !part.isScalar()).toList();
    factors.add(
        vectors.size() == 1
            ? vectors.getFirst()
            : Apply.of(Matrices.ELEMENTWISE_PRODUCT, vectors.toArray(Expr[]::new)));
    return product(factors);
  }

  private static Expr product(List<Expr> factors) {
    List<Expr> others = factors.stream().filter(factor -> !factor.equals(Num.ONE)).toList();
    return others.isEmpty() ? Num.ONE : others.size() == 1 ? others.getFirst() : Product.of(others);
  }
}
