package nabla.numeric.arrays;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Blocks;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Operator;
import nabla.expr.Product;
import nabla.expr.Shape;
import nabla.numeric.ArrayEvaluation;
import org.jspecify.annotations.Nullable;

/// Formulas of arrays where some size leaves arrays in them without entries: those with n − 2 rows,
/// for n = 2 and for n = 1. They stand for sums over i = 1, …, n − 2, which have no terms then.
///
/// A product over no entries is 0, and so are sums and norms of none; beside what has no entries
/// another block is as long as both together have to be.
public final class EmptyArrays {

  /// What is 0 of an array without entries.
  private static final Set<Operator> ZERO_OF_NONE =
      Set.of(
          Matrices.SUM,
          Matrices.TRACE,
          Matrices.INNER,
          Matrices.LOGDET,
          Norms.NORM,
          Norms.NUCLEAR_NORM);

  private final Map<String, Integer> sizes;

  private EmptyArrays(Map<String, Integer> sizes) {
    this.sizes = sizes;
  }

  /// The formula with what has entries only; as it is where it has none itself.
  ///
  /// @param sizes that are known, by the names of dimensions
  public static Expr without(Expr formula, Map<String, Integer> sizes) {
    EmptyArrays empty = new EmptyArrays(sizes);
    Dag dag = Dag.of(formula);
    if (dag.nodes().stream().noneMatch(empty::isEmpty) || empty.isEmpty(formula)) {
      return formula;
    }
    Map<Expr, Expr> results = new HashMap<>();
    for (Expr node : dag.nodes()) {
      results.put(node, empty.isEmpty(node) ? node : empty.of(node, results));
    }
    return results.getOrDefault(formula, formula);
  }

  /// Whether a formula is an array that has no entries.
  public static boolean is(Expr formula, Map<String, Integer> sizes) {
    return new EmptyArrays(sizes).isEmpty(formula);
  }

  private Expr of(Expr node, Map<Expr, Expr> results) {
    Expr value = node.children().stream().anyMatch(this::isEmpty) ? beside(node, results) : null;
    if (value != null || node.arity() == 0) {
      return value == null ? node : value;
    }
    List<Expr> children =
        node.children().stream().map(child -> results.getOrDefault(child, child)).toList();
    return children.equals(node.children())
        ? node
        : node.withChildren(children.toArray(Expr[]::new));
  }

  /// The value of a node that has entries, with a part that has none; null where there is none.
  private @Nullable Expr beside(Expr node, Map<Expr, Expr> results) {
    if (node instanceof Product) {
      return zeros(node.shape());
    }
    if (!(node instanceof Apply apply)) {
      return null;
    }
    if (apply.operator() == Blocks.BELOW || apply.operator() == Blocks.BESIDE) {
      Expr block = isEmpty(apply.child(0)) ? apply.child(1) : apply.child(0);
      Dimension none = Dimension.of(0);
      return apply.operator() == Blocks.BELOW
          ? Blocks.rows(results.getOrDefault(block, block), none, node.shape().rows())
          : Blocks.columns(results.getOrDefault(block, block), none, node.shape().columns());
    }
    if (apply.operator() == Matrices.DET) {
      return Num.ONE;
    }
    return ZERO_OF_NONE.contains(apply.operator()) ? Num.ZERO : null;
  }

  private static Expr zeros(Shape shape) {
    return shape.isScalar()
        ? Num.ZERO
        : Apply.of(
            Matrices.ZEROS,
            Dimensions.expression(shape.rows()),
            Dimensions.expression(shape.columns()));
  }

  /// Whether an array has no entries.
  private boolean isEmpty(Expr node) {
    Shape shape = node.shape();
    return !shape.isScalar()
        && !shape.isTruth()
        && (isNone(shape.rows()) || isNone(shape.columns()));
  }

  private boolean isNone(Dimension dimension) {
    try {
      int size = ArrayEvaluation.size(dimension, sizes);
      return size == 0 || (size < 0 && Dimensions.mayFallShort(dimension));
    } catch (NablaException unknownSize) {
      return false;
    }
  }
}
