package nabla.expr;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/// The table of all live nodes: an open-addressed hash table of weak references in segments. A
/// look-up that hits takes no lock. Cleared references are dropped when their segment grows or is
/// swept.
final class Interning {

  private static final int SEGMENTS = 32;
  private static final Interning[] TABLE = new Interning[SEGMENTS];
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Entry[].class);

  static {
    for (int i = 0; i < SEGMENTS; i++) {
      TABLE[i] = new Interning();
    }
  }

  private static final class Entry extends WeakReference<Expr> {
    final int hash;

    Entry(Expr node) {
      super(node);
      this.hash = node.hashCode();
    }
  }

  private volatile @Nullable Entry[] slots = new Entry[64];
  private int used;

  private Interning() {}

  @SuppressWarnings("unchecked") // an equal node has the class of the candidate
  static <E extends Expr> E canonical(E candidate) {
    Interning segment = TABLE[candidate.hashCode() >>> 27];
    Expr found = find(segment.slots, candidate);
    return (E) (found != null ? found : segment.insert(candidate));
  }

  private static @Nullable Expr find(@Nullable Entry[] slots, Expr candidate) {
    int mask = slots.length - 1;
    int hash = candidate.hashCode();
    for (int i = hash & mask; ; i = (i + 1) & mask) {
      Entry entry = (Entry) SLOT.getAcquire(slots, i);
      if (entry == null) {
        return null;
      }
      if (entry.hash == hash) {
        Expr node = entry.get();
        if (node != null && node.sameNode(candidate)) {
          return node;
        }
      }
    }
  }

  private Expr insert(Expr candidate) {
    Budget.current().countNode();
    synchronized (this) {
      Expr found = find(slots, candidate);
      if (found != null) {
        return found;
      }
      if (used >= slots.length - slots.length / 3) {
        sweep();
      }
      place(slots, new Entry(candidate));
      used++;
      return candidate;
    }
  }

  /// Drops the cleared references, and doubles the room where more than a third is alive.
  private void sweep() {
    @Nullable Entry[] old = slots;
    int live = 0;
    for (Entry entry : old) {
      if (entry != null && entry.get() != null) {
        live++;
      }
    }
    @Nullable Entry[] fresh = new Entry[live > old.length / 3 ? old.length * 2 : old.length];
    int kept = 0;
    for (Entry entry : old) {
      if (entry != null && entry.get() != null) {
        place(fresh, entry);
        kept++;
      }
    }
    used = kept;
    slots = fresh;
  }

  private static void place(@Nullable Entry[] slots, Entry entry) {
    int mask = slots.length - 1;
    int i = entry.hash & mask;
    while (slots[i] != null) {
      i = (i + 1) & mask;
    }
    SLOT.setRelease(slots, i, entry);
  }
}
