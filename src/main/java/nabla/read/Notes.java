package nabla.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import nabla.expr.Order;

/// The remarks on one text. A long text has the first ones only, so that ten thousand doubtful
/// places cost no more than a few.
final class Notes {

  private static final int MAXIMUM = 50;

  private final Set<Note> notes = new LinkedHashSet<>();
  private final Set<String> said = new HashSet<>();

  /// The same remarks, to which others can be added.
  Notes copy() {
    Notes copy = new Notes();
    copy.notes.addAll(notes);
    copy.said.addAll(said);
    return copy;
  }

  /// Whether there are as many as will be kept.
  boolean isFull() {
    return notes.size() >= MAXIMUM;
  }

  /// Keeps a remark on a position of a text; what it says is put together only where it is kept.
  void add(Source source, int position, Supplier<String> message) {
    if (!isFull()) {
      notes.add(source.note(message.get(), position));
    }
  }

  /// Keeps a remark that is said once of a text, wherever it holds.
  void addOnce(Source source, int position, String message) {
    if (said.add(message)) {
      add(source, position, () -> message);
    }
  }

  /// All remarks in the order of the text.
  List<Note> inOrder() {
    List<Note> ordered = new ArrayList<>(notes);
    ordered.sort(Order.by(Note::line).then(Note::column));
    return List.copyOf(ordered);
  }
}
