package nabla.calculus.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import nabla.calculus.index.EntryTerms.TooHard;
import nabla.calculus.index.Monomial.Factor;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Binder;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Relation;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.simplify.Equality;

/// Proves formulas of entries by what is known of functions of numbers, `σ(−x_i) = 1 − σ(x_i)`: a
/// number stands for each entry, and one for each sum over entries.
final class EntryNumbers {

  private final java.util.function.Function<Expr, String> names;
  private final EntryTerms terms;
  private final Map<String, Symbol> numbers = new HashMap<>();
  private Assumptions assumptions;

  /// @param names the canonical name of a formula of entries
  EntryNumbers(
      java.util.function.Function<Expr, String> names, EntryTerms terms, Assumptions assumptions) {
    this.names = names;
    this.terms = terms;
    this.assumptions = assumptions;
  }

  /// Whether a formula of entries is 0 wherever it is defined, whatever the entries are.
  boolean isZero(Expr difference) {
    Equality.Proof proof = Equality.prove(number(difference), Num.ZERO, assumptions);
    return proof.proved() && proof.conditions().isEmpty();
  }

  private Expr number(Expr node) {
    return switch (node) {
      case Binder binder when binder.kind() == Binder.Kind.SUM -> sum(binder);
      case Binder other -> throw new TooHard();
      case Apply apply
          when apply.operator() == Matrices.ENTRY
              || apply.operator() == Matrices.DELTA
              || apply.children().stream().anyMatch(part -> !isNumber(part)) ->
          standIn(apply);
      default -> rebuilt(node);
    };
  }

  private static boolean isNumber(Expr part) {
    return part.isScalar() || part.shape().isTruth();
  }

  private Expr rebuilt(Expr node) {
    UnaryOperator<Expr> deeper = this::number;
    return node.arity() == 0
        ? node
        : node.withChildren(node.children().stream().map(deeper).toArray(Expr[]::new));
  }

  private Symbol standIn(Expr node) {
    return numbers.computeIfAbsent(
        names.apply(node), name -> Symbol.of(Name.of("entries", "" + numbers.size())));
  }

  /// The sum with what it does not concern taken out: `c² S` for `Σ_i c² x_i²`.
  private Expr sum(Binder binder) {
    List<Expr> parts = new ArrayList<>();
    for (Monomial term : terms.of(binder)) {
      List<Expr> factors = new ArrayList<>(List.of(Num.of(term.coefficient())));
      for (Factor factor : EntryTerms.apart(term).factors()) {
        Expr base = factor.base() instanceof Binder inner ? total(inner) : number(factor.base());
        factors.add(Power.of(base, Num.of(factor.exponent())));
      }
      parts.add(Product.of(factors));
    }
    return parts.isEmpty() ? Num.ZERO : Sum.of(parts);
  }

  private Expr total(Binder sum) {
    Symbol total = standIn(sum);
    if (terms.of(sum).stream()
        .allMatch(term -> term.coefficient().signum() > 0 && EntryEquality.isNeverNegative(term))) {
      assumptions =
          assumptions.and(Relation.of(Relation.Comparison.GREATER_OR_EQUAL, total, Num.ZERO));
    }
    return total;
  }
}
