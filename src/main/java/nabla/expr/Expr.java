package nabla.expr;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A mathematical expression: an immutable node of a directed acyclic graph. Nodes are interned, so
/// equal structure is the same object and `==` is equality; a shared sub-expression exists once.
///
/// What was written is kept: `2·3 + 0·x` is a sum of two products until something simplifies it.
/// Nodes check the shapes of their parts, so that an expression that makes no sense cannot be
/// built.
public abstract sealed class Expr
    permits Num,
        Symbol,
        Bound,
        Sum,
        Product,
        Power,
        Negate,
        Quotient,
        Apply,
        Derivative,
        Relation,
        Logic,
        Cases,
        Binder,
        Literal {

  static final Expr[] LEAF = {};

  private static final int MAXIMUM_WEIGHT = 1 << 30;

  private final int hash;
  private final int weight;
  private final Shape shape;

  // most nodes have one or two children, which stand in the node itself: an array beside it would
  // take half as much again
  private final @Nullable Expr first;
  private final @Nullable Expr second;
  private final Expr @Nullable [] more;

  /// @param seed distinguishes nodes that have equal children
  Expr(int seed, Shape shape, Expr... children) {
    int mixed = seed;
    long size = 1;
    for (Expr child : children) {
      mixed = mix(mixed, child.hash);
      size += child.weight;
    }
    this.hash = mix(mixed, children.length);
    this.weight = (int) Math.min(size, MAXIMUM_WEIGHT);
    this.shape = shape;
    this.first = children.length > 0 ? children[0] : null;
    this.second = children.length > 1 ? children[1] : null;
    this.more = children.length > 2 ? children.clone() : null;
  }

  /// Not linear: a linear mix of child hashes collides on the regular structures that
  /// differentiation makes.
  private static int mix(int state, int value) {
    int mixed = (state ^ value * 0xCC9E2D51) * 0x9E3779B1;
    return mixed ^ mixed >>> 15 ^ mixed << 7;
  }

  /// The node that stands for all nodes equal to `candidate`.
  static <E extends Expr> E intern(E candidate) {
    return Interning.canonical(candidate);
  }

  /// Whether `other`, of the same class, carries the same facts beside its children.
  abstract boolean sameFacts(Expr other);

  /// This node with other children, as many as before and with nothing folded. Bound variables keep
  /// their binder.
  abstract Expr rebuilt(Expr[] others);

  final boolean sameNode(Expr other) {
    return hash == other.hash
        && getClass() == other.getClass()
        && first == other.first
        && second == other.second
        && sameMore(other.more)
        && sameFacts(other);
  }

  private boolean sameMore(Expr @Nullable [] others) {
    if (more == null || others == null || more.length != others.length) {
      return more == others;
    }
    for (int i = 2; i < more.length; i++) {
      if (more[i] != others[i]) {
        return false;
      }
    }
    return true;
  }

  /// The shape of the value.
  public final Shape shape() {
    return shape;
  }

  /// Whether the value is one number.
  public final boolean isScalar() {
    return shape == Shape.SCALAR;
  }

  /// How many children this node has.
  public final int arity() {
    return more != null ? more.length : second != null ? 2 : first != null ? 1 : 0;
  }

  /// A child, counted from 0.
  public final Expr child(int index) {
    Expr child = index == 0 ? first : index == 1 ? second : more == null ? null : more[index];
    if (child == null) {
      throw new IndexOutOfBoundsException(index);
    }
    return child;
  }

  /// The children, in order.
  public final List<Expr> children() {
    if (more != null) {
      return Collections.unmodifiableList(Arrays.asList(more));
    }
    return second != null ? List.of(child(0), second) : first != null ? List.of(first) : List.of();
  }

  /// The number of nodes when written out as a tree, up to a bound of about 10⁹.
  public final int weight() {
    return weight;
  }

  /// This node with other children; itself where they are the same ones.
  public final Expr withChildren(Expr... others) {
    if (others.length != arity()) {
      throw new IllegalArgumentException("a node keeps its number of children");
    }
    for (int i = 0; i < others.length; i++) {
      if (others[i] != child(i)) {
        return rebuilt(others);
      }
    }
    return this;
  }

  @Override
  public final int hashCode() {
    return hash;
  }

  @Override
  public final boolean equals(Object other) {
    return this == other;
  }

  /// The tree in prefix form, for debugging; cut off where it is long. `nabla.write` writes
  /// formulas.
  @Override
  public final String toString() {
    StringBuilder text = new StringBuilder();
    describe(text, 40);
    return text.toString();
  }

  private void describe(StringBuilder text, int depth) {
    text.append(facts());
    if (arity() == 0) {
      return;
    }
    text.append('(');
    for (int i = 0; i < arity(); i++) {
      text.append(i == 0 ? "" : ", ");
      if (depth == 0 || text.length() > 2000) {
        text.append('…');
      } else {
        child(i).describe(text, depth - 1);
      }
    }
    text.append(')');
  }

  /// The class and the facts beside the children, for debugging.
  String facts() {
    return getClass().getSimpleName();
  }
}
