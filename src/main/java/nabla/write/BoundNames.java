package nabla.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;

/// Gives the nameless variables of binders names to be written with: none that stands free anywhere
/// in the expression or below a name in it, none of a size of its arrays, and none that a binder
/// around has.
final class BoundNames {

  private static final List<Name> INDICES =
      List.of("i", "j", "k", "l", "m", "n", "s", "t", "p", "q", "r").stream()
          .map(Name::of)
          .toList();
  private static final List<Name> VARIABLES =
      List.of("t", "s", "u", "v", "w", "x", "y", "z").stream().map(Name::of).toList();

  private final Map<Binder, Name> names = new HashMap<>();

  /// @param preferred the names that were written, if any
  BoundNames(Expr root, List<Name> preferred) {
    List<Expr> nodes = Dag.of(root).nodes();
    if (nodes.stream().noneMatch(Binder.class::isInstance)) {
      return;
    }
    Set<Name> free = new HashSet<>();
    Map<Binder, Set<Name>> around = new HashMap<>();
    for (Expr node : nodes) {
      if (node instanceof Symbol symbol) {
        Name name = symbol.name();
        free.add(name);
        (name.indices() + name.label())
            .codePoints()
            .filter(Character::isLetter)
            .forEach(index -> free.add(Name.of(Character.toString(index))));
      } else if (node instanceof Apply apply
          && apply.operator() instanceof UnknownFunction function) {
        free.add(function.symbol());
      }
      if (!node.isScalar() && !node.shape().isTruth()) {
        Stream.of(node.shape().rows(), node.shape().columns())
            .flatMap(size -> size.terms().keySet().stream().flatMap(List::stream))
            .forEach(size -> free.add(Name.spelled(size)));
      }
    }
    for (Expr node : nodes.reversed()) {
      if (node instanceof Binder binder) {
        Set<Name> taken = new HashSet<>(free);
        taken.addAll(around.getOrDefault(binder, Set.of()));
        Name name = choose(binder, preferred, taken);
        names.put(binder, name);
        taken.add(name);
        for (Expr inner : Dag.of(binder.body()).nodes()) {
          if (inner instanceof Binder nested) {
            around.computeIfAbsent(nested, key -> new HashSet<>()).addAll(taken);
          }
        }
      }
    }
  }

  private static Name choose(Binder binder, List<Name> preferred, Set<Name> taken) {
    boolean index = binder.kind() == Binder.Kind.SUM || binder.kind() == Binder.Kind.PRODUCT;
    List<Name> candidates = new ArrayList<>();
    for (Name name : preferred) {
      if (index ? INDICES.contains(name) : !isIndexOnly(name)) {
        candidates.add(name);
      }
    }
    candidates.addAll(index ? INDICES : VARIABLES);
    for (Name candidate : candidates) {
      if (!taken.contains(candidate)) {
        return candidate;
      }
    }
    for (int number = 1; ; number++) {
      Name numbered = Name.of(index ? "i" : "t", "" + number);
      if (!taken.contains(numbered)) {
        return numbered;
      }
    }
  }

  private static boolean isIndexOnly(Name name) {
    return INDICES.contains(name) && !VARIABLES.contains(name);
  }

  Name of(Binder binder) {
    Name name = names.get(binder);
    if (name == null) {
      throw new IllegalArgumentException("a binder of another expression");
    }
    return name;
  }
}
