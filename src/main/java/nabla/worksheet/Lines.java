package nabla.worksheet;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import nabla.expr.Name;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// The lines of a sheet that define names and give them values, and the names that the present line
/// reads.
final class Lines {
  private final Map<Name, Integer> lines = new LinkedHashMap<>();
  private final Map<Name, Integer> before = new LinkedHashMap<>();
  private final Set<Name> touched = new LinkedHashSet<>();
  private int line;

  /// Takes the lines of another, but not what it reads.
  void copy(Lines other) {
    Map<Name, Integer> all = Map.copyOf(other.lines);
    lines.clear();
    lines.putAll(all);
    line = other.line;
  }

  /// Begins the statement in a line.
  void begin(int next) {
    line = next;
    touched.clear();
    before.clear();
    before.putAll(lines);
  }

  /// The line that is carried out.
  int current() {
    return line;
  }

  /// The present line defines a name, or gives its value.
  void define(Name name) {
    lines.put(name, line);
  }

  /// No line defines a name any more.
  void forget(Name name) {
    lines.remove(name);
  }

  /// The line that defines a name or gives its values; null where none does.
  @Nullable Integer of(Name name) {
    return lines.get(name);
  }

  /// The lines above the present one that define names.
  Map<String, Integer> of(Collection<Name> names) {
    Map<String, Integer> above = new LinkedHashMap<>();
    for (Name name : names) {
      Integer known = before.get(name);
      if (known != null) {
        above.put(Text.of(name), known);
      }
    }
    return above;
  }

  /// The present line reads names.
  void touch(Collection<Name> names) {
    touched.addAll(names);
  }

  /// The names that the present line reads.
  Set<Name> touched() {
    return touched;
  }
}
