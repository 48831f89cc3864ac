package nabla.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.NablaException;
import nabla.expr.Name;

/// What further lines of a worksheet define, so that a use before that is noticed.
final class Outlook {
  private final Map<Name, Integer> definitions = new LinkedHashMap<>();
  private final List<Integer> clears = new ArrayList<>();

  /// A name that a line defines.
  void willDefine(Name name, int line) {
    definitions.putIfAbsent(name, line);
  }

  /// A line forgets all.
  void willClear(int line) {
    clears.add(line);
  }

  /// The definition of a name was carried out.
  void reached(Name name) {
    definitions.remove(name);
  }

  /// Takes over what another one expects.
  void copy(Outlook other) {
    definitions.clear();
    definitions.putAll(other.definitions);
    clears.clear();
    clears.addAll(other.clears);
  }

  /// Refuses a name without a meaning in a line where its definition does not hold.
  void refuse(Name name, int line) {
    Integer place = definitions.get(name);
    if (place == null || clears.stream().anyMatch(clear -> line < clear && clear < place)) {
      return;
    }
    throw new NablaException(
        NablaException.Kind.NAME,
        place > line
            ? name + " is used before its definition in line " + place + "; move that above this"
            : place == line
                ? name + " has no meaning here yet; a definition takes names from above it"
                : name + " has no meaning, as its definition in line " + place + " is wrong");
  }
}
