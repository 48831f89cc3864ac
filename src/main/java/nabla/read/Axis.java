package nabla.read;

import java.util.Objects;
import nabla.expr.Dimension;
import org.jspecify.annotations.Nullable;

/// A number of rows or columns that is known, or becomes equal to others.
final class Axis {
  private @Nullable Axis same;
  private @Nullable Dimension size;

  static Axis of(@Nullable Dimension size) {
    Axis axis = new Axis();
    axis.size = size;
    return axis;
  }

  Axis root() {
    Axis axis = this;
    while (axis.same != null) {
      axis = axis.same;
    }
    return axis;
  }

  @Nullable Dimension size() {
    return root().size;
  }

  void name(Dimension dimension) {
    root().size = dimension;
  }

  boolean unify(Axis other) {
    Axis a = root();
    Axis b = other.root();
    if (a == b) {
      return true;
    }
    if (a.size != null && b.size != null) {
      return a.size.equals(b.size);
    }
    if (a.size == null) {
      a.same = b;
    } else {
      b.same = a;
    }
    return true;
  }

  /// Whether the two are known to be the same size.
  boolean sameAs(Axis other) {
    return root() == other.root() || (size() != null && Objects.equals(size(), other.size()));
  }

  boolean isOne() {
    return Objects.equals(size(), Dimension.ONE);
  }

  @Override
  public String toString() {
    Dimension size = size();
    return size == null ? "…" : size.toString();
  }
}
