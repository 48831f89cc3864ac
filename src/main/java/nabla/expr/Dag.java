package nabla.expr;

import java.util.Arrays;
import java.util.function.Predicate;

/// The distinct nodes below one or more roots, each once, children before parents. A pass over an
/// expression is a plain loop over this list with its results in an array: linear in the size of
/// the graph, and without recursion.
public final class Dag {

  private final Expr[] nodes;
  private final Positions positions;

  private Dag(Expr[] nodes, Positions positions) {
    this.nodes = nodes;
    this.positions = positions;
  }

  /// What a fold does at a node, given the results of its children.
  @FunctionalInterface
  public interface Step<R> {
    /// The result at `node`.
    R at(Expr node, java.util.List<R> children);
  }

  /// All nodes below the roots, and the roots themselves.
  public static Dag of(Expr... roots) {
    return below(node -> true, roots);
  }

  /// All nodes below the roots that are reached through nodes for which `enter` holds; those for
  /// which it does not hold are listed, without what is below them.
  public static Dag below(Predicate<Expr> enter, Expr... roots) {
    Positions positions = new Positions();
    Expr[] stack = new Expr[16];
    int[] next = new int[16];
    for (Expr root : roots) {
      if (positions.get(root) >= 0) {
        continue;
      }
      int top = 0;
      stack[0] = root;
      next[0] = 0;
      while (top >= 0) {
        Expr node = stack[top];
        if (next[top] < node.arity() && (next[top] > 0 || enter.test(node))) {
          Expr child = node.child(next[top]++);
          if (positions.get(child) < 0) {
            top++;
            if (top == stack.length) {
              stack = Arrays.copyOf(stack, 2 * top);
              next = Arrays.copyOf(next, 2 * top);
            }
            stack[top] = child;
            next[top] = 0;
          }
        } else {
          top--;
          positions.add(node);
        }
      }
    }
    return new Dag(Arrays.copyOf(positions.nodes, positions.count), positions);
  }

  /// How many distinct nodes there are.
  public int size() {
    return nodes.length;
  }

  /// The node at a position; its children have smaller positions.
  public Expr node(int position) {
    return nodes[position];
  }

  /// All nodes, children before parents.
  public java.util.List<Expr> nodes() {
    return java.util.Collections.unmodifiableList(Arrays.asList(nodes));
  }

  /// The position of a node; −1 where it is not below the roots.
  public int position(Expr node) {
    return positions.get(node);
  }

  /// Whether the node stands below the roots.
  public boolean contains(Expr node) {
    return position(node) >= 0;
  }

  /// The results of `step` at every node, by position.
  public <R> java.util.List<R> fold(Step<R> step) {
    java.util.List<R> results = new java.util.ArrayList<>(nodes.length);
    for (Expr node : nodes) {
      @SuppressWarnings("unchecked") // a generic array for the view of the children's results
      R[] below = (R[]) new Object[node.arity()];
      for (int i = 0; i < below.length; i++) {
        int position = position(node.child(i));
        if (position >= 0) {
          below[i] = results.get(position);
        }
      }
      results.add(step.at(node, Arrays.asList(below)));
    }
    return results;
  }

  /// Whether any node below `root`, or itself, satisfies `test`.
  public static boolean any(Expr root, Predicate<Expr> test) {
    for (Expr node : Dag.of(root).nodes) {
      if (test.test(node)) {
        return true;
      }
    }
    return false;
  }

  /// Nodes in the order in which they were added, and their positions by open addressing. The
  /// hashes are kept beside them, so that the table grows without a visit to each node.
  private static final class Positions {
    private Expr[] nodes = new Expr[16];
    private int[] hashes = new int[16];
    private int count;

    /// One more than the position; 0 where nothing stands.
    private int[] table = new int[32];

    @SuppressWarnings("ReferenceEquality") // nodes are interned
    int get(Expr key) {
      int mask = table.length - 1;
      for (int i = key.hashCode() & mask; table[i] != 0; i = (i + 1) & mask) {
        if (nodes[table[i] - 1] == key) {
          return table[i] - 1;
        }
      }
      return -1;
    }

    void add(Expr node) {
      if (count == nodes.length) {
        Budget.check();
        nodes = Arrays.copyOf(nodes, 2 * count);
        hashes = Arrays.copyOf(hashes, 2 * count);
        table = new int[4 * count];
        for (int position = 0; position < count; position++) {
          place(position);
        }
      }
      nodes[count] = node;
      hashes[count] = node.hashCode();
      place(count++);
    }

    private void place(int position) {
      int mask = table.length - 1;
      int i = hashes[position] & mask;
      while (table[i] != 0) {
        i = (i + 1) & mask;
      }
      table[i] = position + 1;
    }
  }
}
