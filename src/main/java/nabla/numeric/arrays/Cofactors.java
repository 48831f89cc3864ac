package nabla.numeric.arrays;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nabla.catalogue.Computing;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Operator;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Rational;
import nabla.expr.Sum;
import org.jspecify.annotations.Nullable;

/// Products of the determinant and the inverse of one matrix as its matrix of cofactors:
/// `det(X)X⁻ᵀ` is `C`, `det(X)X⁻¹` is `Cᵀ`. That has a value where the matrix is singular, too, and
/// there it is what the product tends to (R. A. Horn and C. R. Johnson, Matrix Analysis, section
/// 0.8.2).
public final class Cofactors {

  /// Linear in their first parameter.
  private static final Set<Operator> LINEAR =
      Set.of(Matrices.TRACE, Matrices.TRANSPOSE, Matrices.SUM, Matrices.DIAG, Matrices.ENTRY);

  private Cofactors() {}

  /// The formula with cofactors where it has such products.
  public static Expr of(Expr formula) {
    if (!Dag.any(formula, node -> isOf(node, Matrices.DET))) {
      return formula;
    }
    return Dag.of(formula).<Expr>fold(Cofactors::at).getLast();
  }

  private static Expr at(Expr node, List<Expr> parts) {
    Expr rebuilt = parts.isEmpty() ? node : node.withChildren(parts.toArray(Expr[]::new));
    return rebuilt instanceof Product product ? joined(product) : rebuilt;
  }

  private static Expr joined(Product product) {
    List<Expr> factors = new ArrayList<>();
    flatten(product, factors);
    for (Expr matrix : determined(product)) {
      for (int i = 0; i < factors.size(); i++) {
        Expr rest = without(matrix, factors.get(i));
        for (int j = 0; rest != null && j < factors.size(); j++) {
          Expr cofactors = cofactors(factors.get(j), matrix);
          if (cofactors != null) {
            factors.set(j, cofactors);
            factors.set(i, rest);
            Expr replaced = grouped(factors);
            return replaced instanceof Product further ? joined(further) : replaced;
          }
        }
      }
    }
    return product;
  }

  private static void flatten(Expr product, List<Expr> factors) {
    if (product instanceof Product) {
      product.children().forEach(factor -> flatten(factor, factors));
    } else {
      factors.add(product);
    }
  }

  /// The product of factors, with those together that make a number: `b aᵀX⁻¹b` is `b(aᵀX⁻¹b)`.
  private static Expr grouped(List<Expr> factors) {
    List<Expr> groups = new ArrayList<>();
    List<Expr> open = new ArrayList<>();
    for (Expr factor : factors) {
      if (open.isEmpty() && (factor.isScalar() || !factor.shape().rows().equals(Dimension.ONE))) {
        groups.add(factor);
      } else {
        open.add(factor);
        if (open.size() > 1 && Product.of(open).isScalar()) {
          groups.add(Product.of(open));
          open.clear();
        }
      }
    }
    groups.addAll(open);
    return product(groups);
  }

  private static Expr product(List<Expr> factors) {
    List<Expr> others = factors.stream().filter(factor -> !factor.equals(Num.ONE)).toList();
    return others.isEmpty() ? Num.ONE : others.size() == 1 ? others.getFirst() : Product.of(others);
  }

  private static Set<Expr> determined(Expr product) {
    Set<Expr> matrices = new LinkedHashSet<>();
    for (Expr node : Dag.of(product).nodes()) {
      if (isOf(node, Matrices.DET)) {
        matrices.add(node.child(0));
      }
    }
    return matrices;
  }

  /// A number over the determinant of a matrix, where it is a multiple of that; null where it is
  /// not seen to be one.
  private static @Nullable Expr without(Expr matrix, Expr number) {
    return switch (number) {
      case Apply determinant when determinant.equals(Apply.of(Matrices.DET, matrix)) -> Num.ONE;
      case Power power
          when power.exponent() instanceof Num exponent
              && exponent.value().minus(Rational.ONE).signum() > 0 -> {
        Expr rest = without(matrix, power.base());
        Num less = Num.of(exponent.value().minus(Rational.ONE));
        Expr others = less.equals(Num.ONE) ? power.base() : Power.of(power.base(), less);
        yield rest == null ? null : product(List.of(rest, others));
      }
      case Product product when product.isScalar() -> {
        List<Expr> factors = new ArrayList<>(product.children());
        for (int i = 0; i < factors.size(); i++) {
          Expr rest = without(matrix, factors.get(i));
          if (rest != null) {
            factors.set(i, rest);
            yield product(factors);
          }
        }
        yield null;
      }
      case Sum sum when sum.isScalar() -> {
        List<Expr> terms = new ArrayList<>();
        for (Expr term : sum.children()) {
          Expr rest = without(matrix, term);
          if (rest == null) {
            yield null;
          }
          terms.add(rest);
        }
        yield Sum.of(terms);
      }
      case Negate negate -> {
        Expr rest = without(matrix, negate.operand());
        yield rest == null ? null : Negate.of(rest);
      }
      case Quotient quotient -> {
        Expr rest = without(matrix, quotient.child(0));
        yield rest == null ? null : Quotient.of(rest, quotient.child(1));
      }
      default -> null;
    };
  }

  /// What becomes of a factor that is multiplied by the determinant of this matrix, with cofactors
  /// in the place of the inverse; null where it is not seen to be linear in that.
  private static @Nullable Expr cofactors(Expr factor, Expr matrix) {
    Expr inverse = Apply.of(Matrices.INVERSE, matrix);
    Expr cofactors = Apply.of(Computing.COFACTORS, matrix);
    if (factor.equals(inverse)) {
      return Apply.of(Matrices.TRANSPOSE, cofactors);
    }
    if (factor.equals(Apply.of(Matrices.TRANSPOSE, inverse))
        || factor.equals(Apply.of(Matrices.INVERSE, Apply.of(Matrices.TRANSPOSE, matrix)))) {
      return cofactors;
    }
    if (!Dag.any(factor, node -> isOf(node, Matrices.INVERSE))) {
      return null;
    }
    return switch (factor) {
      case Sum sum -> everyTerm(sum, matrix);
      case Negate negate -> atChild(negate, 1, matrix);
      case Quotient quotient -> atChild(quotient, 1, matrix);
      case Product product -> atChild(product, product.arity(), matrix);
      case Apply apply when isOf(apply, Matrices.ELEMENTWISE_PRODUCT) ->
          atChild(apply, apply.arity(), matrix);
      case Apply apply when LINEAR.contains(apply.operator()) -> atChild(apply, 1, matrix);
      default -> null;
    };
  }

  /// The sum with cofactors in each term; one without the inverse is multiplied by the determinant.
  private static Expr everyTerm(Sum sum, Expr matrix) {
    List<Expr> terms = new ArrayList<>();
    for (Expr term : sum.children()) {
      Expr replaced = cofactors(term, matrix);
      terms.add(replaced == null ? Product.of(Apply.of(Matrices.DET, matrix), term) : replaced);
    }
    return Sum.of(terms);
  }

  /// The operation with cofactors in one of its first parts, in each of which it is linear.
  private static @Nullable Expr atChild(Expr operation, int parts, Expr matrix) {
    List<Expr> children = new ArrayList<>(operation.children());
    for (int i = 0; i < parts; i++) {
      Expr replaced = cofactors(children.get(i), matrix);
      if (replaced != null) {
        children.set(i, replaced);
        return operation.withChildren(children.toArray(Expr[]::new));
      }
    }
    return null;
  }

  private static boolean isOf(Expr node, Function function) {
    return node instanceof Apply apply && apply.operator() == function;
  }
}
