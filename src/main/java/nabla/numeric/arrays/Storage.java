package nabla.numeric.arrays;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Cases;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Negate;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Sum;

/// Which parts of a formula get an array of their own; what has none is computed inside the loop
/// that needs it.
final class Storage {

  private Storage() {}

  /// Answers, what is used twice, and what meets an operation that is no loop over entries.
  static Set<Expr> of(Dag dag, List<Expr> roots) {
    Set<Expr> stored = new HashSet<>(roots);
    Map<Expr, Integer> uses = new HashMap<>();
    for (Expr node : dag.nodes()) {
      node.children().forEach(child -> uses.merge(child, 1, Integer::sum));
    }
    for (Expr node : dag.nodes()) {
      boolean each = isByEntries(node);
      boolean factor = isContraction(node);
      if (!each && !isTurned(node) && node.arity() > 0) {
        stored.add(node);
      }
      if (node instanceof Binder) {
        continue;
      }
      for (Expr child : node.children()) {
        boolean free = child.arity() == 0 || child.shape().isTruth();
        boolean other = !node.shape().isTruth() && !node.isScalar() && child.isScalar();
        boolean turned = isTurned(child) && factor;
        if (!free && !turned && (!each || other || uses.getOrDefault(child, 0) > 1)) {
          stored.add(child);
        }
        if (isTurned(child) && !factor) {
          stored.add(child);
        }
        if (turned) {
          stored.add(child.child(0));
        }
        if (node.shape().isTruth() && child.isScalar() && child.arity() > 0) {
          stored.add(child);
        }
      }
    }
    return stored;
  }

  /// Whether it is a matrix that a product may read as its transpose.
  static boolean isTurned(Expr node) {
    return ComputingForm.isApplied(node, Matrices.TRANSPOSE) && !ComputingForm.isVector(node);
  }

  static boolean isContraction(Expr node) {
    return node instanceof Product product
        && product.arity() == 2
        && product.children().stream().noneMatch(Expr::isScalar);
  }

  /// Whether each entry follows from the entries at the same place, and from numbers.
  static boolean isByEntries(Expr node) {
    return switch (node) {
      case Sum sum -> true;
      case Negate negate -> true;
      case Quotient quotient -> true;
      case Relation relation -> true;
      case Logic logic -> true;
      case Cases cases -> true;
      case Power power -> power.isScalar();
      case Product product -> !isContraction(product);
      case Apply apply ->
          apply.operator() instanceof Function function
              && (function == Matrices.ELEMENTWISE_PRODUCT
                  || function == Matrices.ELEMENTWISE_QUOTIENT
                  || function == Matrices.ELEMENTWISE_POWER
                  || ComputingForm.isEachEntry(apply)
                  || (apply.isScalar() && apply.children().stream().allMatch(Storage::isNumber)));
      default -> false;
    };
  }

  private static boolean isNumber(Expr node) {
    return node.isScalar() || (node.shape().isTruth() && !ComputingForm.concerns(node));
  }
}
