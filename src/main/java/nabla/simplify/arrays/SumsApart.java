package nabla.simplify.arrays;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nabla.expr.Binder;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Substitution;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.Canonical;
import org.jspecify.annotations.Nullable;

/// Sums over an index with the unknowns of an equation outside of them.
public final class SumsApart {
  private SumsApart() {}

  /// Sums whose terms are linear in a number, with the number outside: `Σ_i (x_i − m)` as `Σ_i x_i
  /// − n m`.
  static Expr linear(Expr number, Symbol variable, ArrayClosedForm closed) {
    if (!number.isScalar() || !has(number, variable)) {
      return number;
    }
    if (!(number instanceof Binder sum)) {
      Expr[] children =
          number.children().stream()
              .map(child -> linear(child, variable, closed))
              .toArray(Expr[]::new);
      return children.length == 0 ? number : number.withChildren(children);
    }
    if (sum.kind() != Binder.Kind.SUM || sum.upper() == null || has(sum.upper(), variable)) {
      return number;
    }
    Symbol index = sum.unused("index", List.of(variable));
    Expr term = linear(sum.open(index), variable, closed);
    Expr linear = apart(sum, index, term, variable, variable, closed);
    if (linear == null) {
      Symbol reciprocal = Symbol.of(Name.of("reciprocal"));
      Expr inverse = Quotient.of(Num.ONE, reciprocal);
      Expr turned = closed.of(Substitution.of(variable, inverse).apply(term));
      linear = apart(sum, index, turned, reciprocal, Quotient.of(Num.ONE, variable), closed);
    }
    return linear == null ? number : linear;
  }

  /// A sum whose terms are `a u + b`, as `(Σ a) u + Σ b`; null where they are not linear in u.
  ///
  /// @param unknown u, which stands for `value`
  private static @Nullable Expr apart(
      Binder sum, Symbol index, Expr term, Symbol unknown, Expr value, ArrayClosedForm closed) {
    try {
      Expr constant = closed.of(Substitution.of(unknown, Num.ZERO).apply(term));
      Expr one = Substitution.of(unknown, Num.ONE).apply(term);
      Expr slope = closed.of(Sum.of(one, Negate.of(constant)));
      Expr rest =
          closed.of(Sum.of(term, Negate.of(Product.of(slope, unknown)), Negate.of(constant)));
      return Canonical.isZero(rest) && !has(slope, unknown)
          ? Sum.of(
              Product.of(total(sum, index, slope, closed), value),
              total(sum, index, constant, closed))
          : null;
    } catch (NablaException undefined) {
      Budget.check();
      return null; // at 0 or 1 it has no value, so that it is not linear
    }
  }

  /// The sum of a term, with what does not change in front.
  private static Expr total(Binder sum, Symbol index, Expr term, ArrayClosedForm closed) {
    if (!has(term, index)) {
      Expr last = Objects.requireNonNull(sum.upper());
      return closed.of(Product.of(term, Sum.of(last, Negate.of(sum.lower()), Num.ONE)));
    }
    if (term instanceof Negate negative) {
      return Negate.of(total(sum, index, negative.operand(), closed));
    }
    if (term instanceof Quotient quotient && !has(quotient.denominator(), index)) {
      return Quotient.of(total(sum, index, quotient.numerator(), closed), quotient.denominator());
    }
    if (term instanceof Product product) {
      List<Expr> outside = new ArrayList<>();
      List<Expr> inside = new ArrayList<>();
      product.children().forEach(part -> (has(part, index) ? inside : outside).add(part));
      outside.add(sum.around(index, Product.of(inside)));
      return Product.of(outside);
    }
    return sum.around(index, term);
  }

  /// Sums whose terms are products of what has some of the variables and what has the index, with
  /// the first outside: `Σ_i ((x_i − m)² − σ²)` as `Σ_i (x_i − m)² − n σ²`.
  ///
  /// @param closed makes the count of the terms readable
  public static Expr of(Expr number, List<Symbol> variables, ArrayClosedForm closed) {
    if (!number.isScalar() || variables.stream().noneMatch(each -> has(number, each))) {
      return number;
    }
    if (!(number instanceof Binder sum)) {
      Expr[] children =
          number.children().stream()
              .map(child -> of(child, variables, closed))
              .toArray(Expr[]::new);
      return children.length == 0 ? number : number.withChildren(children);
    }
    Expr last = sum.upper();
    if (sum.kind() != Binder.Kind.SUM
        || last == null
        || variables.stream().anyMatch(each -> has(last, each))) {
      return number;
    }
    Symbol index = sum.unused("index", List.copyOf(variables));
    Expr body = of(sum.open(index), variables, closed);
    List<Expr> terms = new ArrayList<>();
    for (Expr term : body instanceof Sum several ? several.children() : List.of(body)) {
      Expr total = total(sum, index, term, closed);
      if (Dag.any(
          total,
          node -> node instanceof Binder && variables.stream().anyMatch(each -> has(node, each)))) {
        return number;
      }
      terms.add(total);
    }
    return Sum.of(terms);
  }

  private static boolean has(Expr expression, Symbol variable) {
    return Dag.any(expression, variable::equals);
  }
}
