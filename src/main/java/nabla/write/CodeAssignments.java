package nabla.write;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.expr.Shape;

/// The assignments that stand before expressions: parts that have a name, computed once.
final class CodeAssignments {

  private final CodeStyle style;
  private final Identifiers identifiers;
  private final List<String> lines = new ArrayList<>();

  /// The names of arrays over indices, by their code.
  private final Map<String, String> names = new HashMap<>();

  CodeAssignments(CodeStyle style, Identifiers identifiers) {
    this.style = style;
    this.identifiers = identifiers;
  }

  /// The lines of code, in their order.
  List<String> lines() {
    return Collections.unmodifiableList(lines);
  }

  /// A new name for a part.
  String assign(String code, Shape shape) {
    String name = identifiers.part();
    lines.add(style.assignment(name, shape, code));
    return name;
  }

  /// A name for the code of an array over indices, the same one each time.
  String named(String code) {
    return names.computeIfAbsent(code, any -> assign(code, Shape.SCALAR));
  }

  /// Takes back what was assigned after so many lines.
  void forget(int before) {
    lines.subList(before, lines.size()).clear();
    names.clear();
  }
}
