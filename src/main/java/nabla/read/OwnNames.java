package nabla.read;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

  private final Set<Name> indices;

  private boolean sums;

  /// @param indices the letters that are indices
  OwnNames(List<Statements.Placed> statements, Set<Name> indices) {
    this.indices = indices;
    statements.forEach(placed -> placed.statement().parts().forEach(this::look));
  }

  /// Those among the declared names.
  Set<Name> amongDeclared(Set<Name> declared) {
    Set<Name> own = new HashSet<>();
    for (Name name : declared) {
      Name whole = name.withSubscript("");
      boolean used = places(name).getOrDefault(whole, 0) > 1; // besides its declaration
      boolean family =
          indices.stream().anyMatch(index -> below.getOrDefault(index, Map.of()).containsKey(whole))
              || !name.subscript().matches("[i-l]");
      if (used && family && isNoIndex(name)) {
        own.add(name);
      }
    }
    return own;
  }

  /// Those among the names with definitions: `x_m = 1` beside `x = (2, 4, 8)`.
  Set<Name> amongDefined(Resolver resolver) {
    return resolver.defined.stream()
        .filter(name -> resolver.isOwn(name.withSubscript("")) && isNoIndex(name))
        .collect(Collectors.toSet());
  }

  /// Whether a letter stands below another letter than that of a name.
  boolean isBelowAnother(Name letter, Name name) {
    return below.getOrDefault(letter, Map.of()).keySet().stream()
        .anyMatch(of -> !of.equals(name.withSubscript("")));
  }

  /// Whether anything is summed or multiplied up.
  boolean sums() {
    return sums;
  }

  private Map<Name, Integer> places(Name name) {
    return below.getOrDefault(Name.of(name.subscript()), Map.of());
  }

  /// Whether the letter below a name stands below no other one, and nowhere else.
  private boolean isNoIndex(Name name) {
    return name.subscript().matches("[a-z]")
        && places(name).keySet().equals(Set.of(name.withSubscript("")))
        && !indices.contains(Name.of(name.subscript()))
        && !elsewhere.contains(Name.of(name.subscript()));
  }

  private void look(Syntax root) {
    Deque<Syntax> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Syntax next = open.pop();
      sums |=
          next instanceof Syntax.Sign sign
              && (sign.type() == NablaLexer.SUM || sign.type() == NablaLexer.PRODUCT);
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
