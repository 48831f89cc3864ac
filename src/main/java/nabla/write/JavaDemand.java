package nabla.write;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nabla.catalogue.Blocks;
import nabla.catalogue.Computing;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.Reductions;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Num;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Symbol;
import nabla.numeric.arrays.ComputingForm;

/// Which parts of a formula with arrays get a name and memory of their own in Java; what has none
/// is computed entry by entry where it is needed.
final class JavaDemand {

  private final Set<Expr> wanted = new HashSet<>();

  private JavaDemand() {}

  /// Decides what gets a name: answers, what is used twice, and what loops run over again and
  /// again.
  ///
  /// @param indices what loops around the answers count, so that no part with one of these has a
  ///   value of its own
  static Set<Expr> of(Dag dag, List<Expr> roots, Set<Symbol> indices) {
    JavaDemand demand = new JavaDemand();
    boolean[] open = Shared.open(dag, indices);
    demand.collect(dag, roots, open);
    boolean[] guarded = GuardedPlaces.below(dag, roots);
    demand.wanted.removeIf(
        node -> open[dag.position(node)] || (node.isScalar() && guarded[dag.position(node)]));
    return demand.wanted;
  }

  private void collect(Dag dag, List<Expr> roots, boolean[] open) {
    Set<Expr> shared = Shared.choose(dag, roots, open, 2);
    for (int position = 0; position < dag.size(); position++) {
      Expr node = dag.node(position);
      boolean truth = node.shape().isTruth();
      if (open[position] || truth || node instanceof Num || node instanceof Symbol) {
        continue;
      }
      boolean array = !node.isScalar();
      boolean free = node instanceof Apply apply && isFree(apply);
      if ((shared.contains(node) && !free)
          || (array && (roots.contains(node) || !JavaEntries.isByEntries(node)))
          || isReduction(node)) {
        wanted.add(node);
      }
    }
    for (Expr node : dag.nodes()) {
      boolean again = repeats(node);
      for (Expr child : node.children()) {
        if (again && !child.isScalar()) {
          want(child, needsWhole(node));
        }
        boolean loop = !node.isScalar() || isReduction(node);
        boolean plain = child.arity() == 0 || !child.isScalar() || child.shape().isTruth();
        if (loop && !plain && !open[dag.position(child)]) {
          wanted.add(child);
        }
      }
    }
  }

  private void want(Expr array, boolean whole) {
    if (array instanceof Apply apply
        && apply.operator() == Matrices.TRANSPOSE
        && (!whole || ComputingForm.isVector(array))) {
      want(apply.argument(), whole);
      if (whole) {
        wanted.add(array);
      }
    } else if (!(array instanceof Symbol)) {
      wanted.add(array);
    }
  }

  /// An array whose entries cost nothing.
  private static boolean isFree(Apply apply) {
    return apply.operator() == Matrices.IDENTITY
        || apply.operator() == Matrices.ONES
        || apply.operator() == Matrices.ZEROS
        || apply.operator() == Matrices.TRANSPOSE;
  }

  /// Whether the entries of its parts are used more than once each.
  private static boolean repeats(Expr node) {
    return isContraction(node)
        || JavaEntries.isOuter(node)
        || node instanceof Power
        || (node instanceof Apply apply
            && (apply.operator() == Matrices.KRONECKER
                || apply.operator() == Matrices.ENTRY
                || apply.operator() == Reductions.SOFTMAX
                || apply.operator() == Reductions.LOGSOFTMAX
                || apply.operator() == Reductions.LOGSUMEXP
                || apply.operator() == Computing.SCALED_ROWS
                || apply.operator() == Computing.SCALED_COLUMNS
                || apply.operator() == Blocks.KHATRI_RAO
                || JavaRows.concern(apply)
                || needsWhole(node)));
  }

  /// Whether its parts go to a library as arrays of Java.
  private static boolean needsWhole(Expr node) {
    return (node instanceof Power power && !power.isScalar())
        || (node instanceof Apply apply
            && (apply.operator() == Matrices.INVERSE
                || apply.operator() == Matrices.DET
                || apply.operator() == Matrices.LOGDET
                || apply.operator() == Computing.COFACTORS
                || apply.operator() == Computing.SOLVE));
  }

  static boolean isContraction(Expr node) {
    return node instanceof Product product
        && product.arity() == 2
        && product.children().stream().noneMatch(Expr::isScalar)
        && !JavaEntries.isOuter(product);
  }

  private static boolean isReduction(Expr node) {
    return node.isScalar()
        && (isContraction(node)
            || (node instanceof Apply apply
                && apply.operator() instanceof Function function
                && function != Matrices.ENTRY
                && apply.children().stream().anyMatch(child -> !child.isScalar())
                && !apply.argument().shape().isTruth()));
  }
}
