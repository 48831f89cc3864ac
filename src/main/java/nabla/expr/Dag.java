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
    Expr[] nodes = new Expr[16];
    int count = 0;
    Expr[] stack = new Expr[32];
    int[] next = new int[32];
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
          if (count == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * count);
            Budget.check();
          }
          positions.put(node, count);
          nodes[count++] = node;
        }
      }
    }
    return new Dag(Arrays.copyOf(nodes, count), positions);
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

  /// An identity map from nodes to positions by open addressing.
  private static final class Positions {
    private Expr[] keys = new Expr[32];
    private int[] values = new int[32];
    private int used;

    @SuppressWarnings("ReferenceEquality") // nodes are interned
    int get(Expr key) {
      int mask = keys.length - 1;
      for (int i = key.hashCode() & mask; ; i = (i + 1) & mask) {
        Expr found = keys[i];
        if (found == key) {
          return values[i];
        }
        if (found == null) {
          return -1;
        }
      }
    }

    void put(Expr key, int value) {
      if (2 * used >= keys.length) {
        Expr[] oldKeys = keys;
        int[] oldValues = values;
        keys = new Expr[2 * oldKeys.length];
        values = new int[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
          if (oldKeys[i] != null) {
            place(oldKeys[i], oldValues[i]);
          }
        }
      }
      place(key, value);
      used++;
    }

    private void place(Expr key, int value) {
      int mask = keys.length - 1;
      int i = key.hashCode() & mask;
      while (keys[i] != null) {
        i = (i + 1) & mask;
      }
      keys[i] = key;
      values[i] = value;
    }
  }
}
