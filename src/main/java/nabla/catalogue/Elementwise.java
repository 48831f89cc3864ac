package nabla.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import nabla.expr.Apply;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Operator;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// Formulas of numbers, carried out at each entry of arrays: products become ⊙, quotients ⊘. And
/// back: what such operations are on the numbers at one entry.
public final class Elementwise {

  private static final Map<Operator, BinaryOperator<Expr>> ON_NUMBERS =
      Map.of(
          Matrices.ELEMENTWISE_PRODUCT, Product::of,
          Matrices.ELEMENTWISE_QUOTIENT, Quotient::of,
          Matrices.ELEMENTWISE_POWER, Power::of);

  private static final Map<Operator, Expr> ENTRIES =
      Map.of(Matrices.ONES, Num.ONE, Matrices.ZEROS, Num.ZERO);

  private Elementwise() {}

  /// The formula with an array in place of each key; numbers stay numbers.
  public static Expr of(Expr formula, Map<? extends Expr, ? extends Expr> arrays) {
    Dag dag = Dag.below(node -> !arrays.containsKey(node), formula);
    Expr[] results = new Expr[dag.size()];
    for (int position = 0; position < results.length; position++) {
      Expr node = dag.node(position);
      Expr array = arrays.get(node);
      if (array != null) {
        results[position] = array;
        continue;
      }
      Expr[] parts = new Expr[node.arity()];
      boolean numbers = true;
      for (int i = 0; i < parts.length; i++) {
        parts[i] = results[dag.position(node.child(i))];
        numbers &= parts[i].isScalar() || parts[i].shape().isTruth();
      }
      results[position] =
          isOfSeveral(node, parts)
              ? indicator(parts[0])
              : node instanceof Cases
                  ? EntryCases.ofNumbers((Cases) node.withChildren(parts))
                  : numbers ? node.withChildren(parts) : at(node, parts);
    }
    return results[results.length - 1];
  }

  /// Whether it is an indicator of several conditions on arrays.
  private static boolean isOfSeveral(Expr node, Expr[] parts) {
    return node instanceof Apply apply
        && apply.operator() == Elementary.INDICATOR
        && parts[0] instanceof Logic logic
        && Dag.any(logic, part -> !part.isScalar() && !part.shape().isTruth());
  }

  /// At each entry `𝟙[a and b]` is `𝟙[a] ⊙ 𝟙[b]`, and `𝟙[a or b]` is `𝟙[a] + 𝟙[b] − 𝟙[a and
  /// b]`.
  private static Expr indicator(Expr condition) {
    if (!(condition instanceof Logic logic)) {
      return Apply.of(Elementary.INDICATOR, condition);
    }
    return switch (logic.connective()) {
      case AND ->
          product(logic.children().stream().map(Elementwise::indicator).toArray(Expr[]::new));
      case NOT -> indicator(Logic.negation(logic.child(0)));
      case OR -> {
        Expr any = indicator(logic.child(0));
        for (Expr other : logic.children().subList(1, logic.arity())) {
          Expr next = indicator(other);
          any = sum(any, next, Negate.of(product(any, next)));
        }
        yield any;
      }
    };
  }

  private static Expr at(Expr node, Expr[] parts) {
    return switch (node) {
      case Product product -> product(parts);
      case Quotient quotient -> quotient(parts[0], parts[1]);
      case Power power -> power(parts[0], parts[1]);
      case Sum sum -> sum(parts);
      case Negate negate -> Negate.of(parts[0]);
      case Apply apply
          when apply.operator().isElementwise() || apply.operator() == Elementary.INDICATOR ->
          Apply.of(apply.operator(), parts);
      case Relation relation -> Relation.of(relation.comparison(), parts[0], parts[1]);
      default ->
          throw new NablaException(
              NablaException.Kind.UNSUPPORTED,
              "this function is not known at each entry of vectors and matrices");
    };
  }

  /// A number that is no literal one stands beside an array as so many ones.
  private static Expr sum(Expr... terms) {
    Expr array = terms[0];
    for (Expr term : terms) {
      array = array.isScalar() ? term : array;
    }
    Expr ones = Matrices.ones(array.shape());
    Expr[] spread = terms.clone();
    for (int i = 0; i < spread.length; i++) {
      if (spread[i].isScalar() && Dag.any(spread[i], node -> node instanceof Symbol)) {
        spread[i] =
            spread[i] instanceof Negate opposite
                ? Negate.of(Product.of(opposite.operand(), ones))
                : Product.of(spread[i], ones);
      }
    }
    return Sum.of(spread);
  }

  private static Expr product(Expr... factors) {
    List<Expr> numbers = new ArrayList<>();
    Expr arrays = null;
    for (Expr factor : factors) {
      if (factor.equals(Num.ONE)) {
        continue;
      }
      if (factor.isScalar()) {
        numbers.add(factor);
      } else {
        arrays = arrays == null ? factor : Apply.of(Matrices.ELEMENTWISE_PRODUCT, arrays, factor);
      }
    }
    if (arrays != null) {
      numbers.add(arrays);
    }
    return Product.of(numbers);
  }

  private static Expr quotient(Expr above, Expr below) {
    if (below.isScalar()) {
      return Quotient.of(above, below);
    }
    if (above instanceof Product product && product.child(0) instanceof Num number) {
      Expr rest = Product.of(product.children().subList(1, product.arity()));
      return Product.of(number, Apply.of(Matrices.ELEMENTWISE_QUOTIENT, rest, below));
    }
    return Apply.of(Matrices.ELEMENTWISE_QUOTIENT, above, below);
  }

  private static Expr power(Expr base, Expr exponent) {
    if (base instanceof Apply apply && apply.operator() == Elementary.E) {
      return Apply.of(Elementary.EXP, exponent);
    }
    return exponent instanceof Num number && number.value().isOne()
        ? base
        : Apply.of(Matrices.ELEMENTWISE_POWER, base, exponent);
  }

  /// Whether an operator does to each entry of its arguments what it, or a sign, does to numbers.
  public static boolean isAtEachEntry(Operator operator) {
    return operator.isElementwise() || ON_NUMBERS.containsKey(operator);
  }

  /// One entry of a node as a formula of those of its parts, `u v` for `U ⊙ V`; null where it is
  /// not made of the entries in the same place, as `U V` is not, and for names.
  ///
  /// @param entry what stands for an entry of a part, or for the part itself where it is a number
  public static @Nullable Expr atEntry(Expr node, UnaryOperator<Expr> entry) {
    if (node instanceof Apply apply) {
      Expr constant = ENTRIES.get(apply.operator());
      BinaryOperator<Expr> sign = ON_NUMBERS.get(apply.operator());
      if (constant != null) {
        return constant;
      }
      if (sign != null) {
        return sign.apply(entry.apply(apply.child(0)), entry.apply(apply.child(1)));
      }
    }
    boolean each =
        switch (node) {
          case Sum sum -> true;
          case Negate negate -> true;
          case Quotient quotient -> quotient.denominator().isScalar();
          case Product product ->
              product.children().stream().filter(factor -> !factor.isScalar()).count() < 2;
          case Apply apply -> apply.operator().isElementwise() && apply.arity() > 0;
          default -> false;
        };
    return each
        ? node.withChildren(node.children().stream().map(entry).toArray(Expr[]::new))
        : null;
  }

  /// That a relation between arrays holds at every entry; one between numbers as it stands.
  public static Expr every(Relation relation) {
    return relation.left().isScalar() && relation.right().isScalar()
        ? relation
        : Apply.of(Reductions.EVERY, relation);
  }
}
