package nabla.read;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.expr.Name;
import nabla.read.Syntax.Suffix;
import nabla.read.grammar.NablaLexer;

/// Names with a letter below that is no index: u_o of `σ(u_oᵀv) + Σ_k σ(−u_kᵀv)`, where it is
/// declared, and its letter stands nowhere else.
final class OwnNames {
  /// Below which names each letter stands, and how often.
  private final Map<Name, Map<Name, Integer>> below = new HashMap<>();

  /// Letters that stand elsewhere.
  private final Set<Name> elsewhere = new HashSet<>();

  private OwnNames() {}

  /// Those among the declared names.
  ///
  /// @param indices the letters that are indices
  static Set<Name> among(
      Set<Name> declared, List<Statements.Placed> statements, Set<Name> indices) {
    OwnNames names = new OwnNames();
    statements.forEach(placed -> placed.statement().parts().forEach(names::look));
    Set<Name> own = new HashSet<>();
    for (Name name : declared) {
      if (!name.subscript().matches("[a-z]")) {
        continue;
      }
      Name letter = Name.of(name.subscript());
      Name whole = name.withSubscript("");
      Map<Name, Integer> places = names.below.getOrDefault(letter, Map.of());
      boolean only = places.keySet().equals(Set.of(whole));
      boolean used = places.getOrDefault(whole, 0) > 1; // besides its declaration
      boolean family =
          indices.stream()
              .anyMatch(index -> names.below.getOrDefault(index, Map.of()).containsKey(whole));
      if (only
          && used
          && family
          && !indices.contains(letter)
          && !names.elsewhere.contains(letter)) {
        own.add(name);
      }
    }
    return own;
  }

  private void look(Syntax root) {
    Deque<Syntax> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Syntax next = open.pop();
      if (next instanceof Syntax.Factor factor
          && factor.primary() instanceof Syntax.Letter letter) {
        factor.suffixes().forEach(suffix -> look(suffix, letter.name(), open));
      } else if (next instanceof Syntax.Letter letter) {
        elsewhere.add(letter.name());
      } else {
        Names.children(next, open);
      }
    }
  }

  private void look(Suffix suffix, Name name, Deque<Syntax> open) {
    Syntax content = suffix.content() == null ? null : Factors.inner(suffix.content());
    if (suffix.type() == NablaLexer.UNDERSCORE && content instanceof Syntax.Letter index) {
      below.computeIfAbsent(index.name(), any -> new HashMap<>()).merge(name, 1, Integer::sum);
    } else if (content != null) {
      open.push(content);
    }
  }
}
