package nabla.expr;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/// The table of all live nodes: an open-addressed hash table of weak references in segments. A
/// look-up that hits takes no lock. Cleared references are dropped when their segment is full.
final class Interning {

  private static final int SEGMENTS = 32;
  private static final int SMALLEST = 64;
  private static final Interning[] TABLE = new Interning[SEGMENTS];
  private static final VarHandle NODE = MethodHandles.arrayElementVarHandle(WeakReference[].class);

  static {
    for (int i = 0; i < SEGMENTS; i++) {
      TABLE[i] = new Interning();
    }
  }

  /// The hashes stand in an array of their own, 0 where nothing does, so that a probe which fails
  /// touches no node. A reader without the lock may see a hash before its node: it then misses, and
  /// looks again under the lock.
  private static final class Slots {
    final int[] hashes;
    final @Nullable WeakReference<Expr>[] nodes;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of references cannot be made otherwise
    Slots(int size) {
      hashes = new int[size];
      nodes = new WeakReference[size];
    }

    @SuppressWarnings("unchecked") // only references to nodes are put there
    @Nullable Expr find(int hash, Expr candidate) {
      int mask = hashes.length - 1;
      for (int i = hash & mask; hashes[i] != 0; i = (i + 1) & mask) {
        if (hashes[i] == hash) {
          WeakReference<Expr> reference = (WeakReference<Expr>) NODE.getAcquire(nodes, i);
          Expr node = reference == null ? null : reference.get();
          if (node != null && node.sameNode(candidate)) {
            return node;
          }
        }
      }
      return null;
    }

    void place(int hash, WeakReference<Expr> reference) {
      int mask = hashes.length - 1;
      int i = hash & mask;
      while (hashes[i] != 0) {
        i = (i + 1) & mask;
      }
      NODE.setRelease(nodes, i, reference);
      hashes[i] = hash;
    }
  }

  private volatile Slots slots = new Slots(SMALLEST);
  private int used;

  private Interning() {}

  @SuppressWarnings("unchecked") // an equal node has the class of the candidate
  static <E extends Expr> E canonical(E candidate) {
    int hash = candidate.hashCode();
    int stored = hash == 0 ? 1 : hash;
    Interning segment = TABLE[hash >>> 27];
    Expr found = segment.slots.find(stored, candidate);
    return (E) (found != null ? found : segment.insert(stored, candidate));
  }

  private Expr insert(int hash, Expr candidate) {
    Budget.current().countNode();
    synchronized (this) {
      Expr found = slots.find(hash, candidate);
      if (found != null) {
        return found;
      }
      if (used >= slots.hashes.length / 3 * 2) {
        sweep();
      }
      slots.place(hash, new WeakReference<>(candidate));
      used++;
      return candidate;
    }
  }

  /// Drops the cleared references, and gives those that are left room for about as many again.
  private void sweep() {
    Slots old = slots;
    int live = 0;
    for (WeakReference<Expr> reference : old.nodes) {
      if (reference != null && !reference.refersTo(null)) {
        live++;
      }
    }
    Slots fresh = new Slots(Math.max(SMALLEST, 4 * Integer.highestOneBit(Math.max(1, live - 1))));
    int kept = 0;
    for (int i = 0; i < old.hashes.length; i++) {
      WeakReference<Expr> reference = old.nodes[i];
      if (reference != null && !reference.refersTo(null)) {
        fresh.place(old.hashes[i], reference);
        kept++;
      }
    }
    used = kept;
    slots = fresh;
  }
}
