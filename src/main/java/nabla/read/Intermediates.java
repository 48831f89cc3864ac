package nabla.read;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.expr.Name;
import org.jspecify.annotations.Nullable;

/// Named intermediates in the bodies of functions: in `L(w) = (z − y)²` beside `z = w x`, z is `w
/// x` with what stands in the place of w, so that L(2) is (2x − y)².
final class Intermediates {

  private final Resolver resolver;
  private final Map<Name, Statements.Entry> definitions = new LinkedHashMap<>();
  private final Map<Name, Set<Name>> reached = new HashMap<>();

  Intermediates(Resolver resolver) {
    this.resolver = resolver;
  }

  /// Takes a definition.
  void add(Statements.Entry definition) {
    definitions.put(definition.name(), definition);
  }

  /// Whether a name has a definition.
  boolean isDefined(Name name) {
    return definitions.containsKey(name);
  }

  /// What an intermediate is here, in the body of a function; null where it is the same as
  /// everywhere, so that its name says it.
  @Nullable Term here(Name name) {
    Statements.Entry definition = definitions.get(name);
    Map<Name, Term> scope = resolver.factors.scope;
    if (definition == null
        || scope.isEmpty()
        || scope.entrySet().stream().noneMatch(place -> moves(name, place))) {
      return null;
    }
    Source asked = resolver.source;
    resolver.source = definition.source();
    Term value = resolver.resolve(definition.value());
    resolver.source = asked;
    return value;
  }

  /// Whether something else stands in the place of a parameter on which an intermediate depends.
  private boolean moves(Name name, Map.Entry<Name, Term> place) {
    boolean itself =
        place.getValue() instanceof Term.Variable variable
            && variable.name().equals(place.getKey());
    return !itself && reached(name).contains(place.getKey());
  }

  private Set<Name> reached(Name name) {
    Set<Name> names = reached.get(name);
    if (names == null) {
      Statements.Entry definition = java.util.Objects.requireNonNull(definitions.get(name));
      names = in(definition.value());
      reached.put(name, names);
    }
    return names;
  }

  /// All names on which a formula may depend: those in it, those of which it has an entry or a
  /// derivative, and those in what these stand for.
  Set<Name> in(Syntax formula) {
    Set<Name> reached = new HashSet<>();
    Deque<Syntax> open = new ArrayDeque<>();
    open.push(formula);
    while (!open.isEmpty()) {
      for (Name name : PlainNames.in(open.pop())) {
        Name whole = Name.of(name.base()).withAccent(name.accent());
        for (Name each : List.of(name, name.withoutPrimes(), name.withSubscript(""), whole)) {
          Syntax meaning = reached.add(each) ? meaning(each) : null;
          if (meaning != null) {
            open.push(meaning);
          }
        }
      }
    }
    return reached;
  }

  /// What a name is defined to be; null where it is not.
  @Nullable Syntax meaning(Name name) {
    Statements.Entry definition = definitions.get(name);
    Resolver.FunctionDefinition function = resolver.functions.get(name);
    Resolver.FunctionDefinition family = resolver.indexed.get(name);
    return definition != null
        ? definition.value()
        : function != null ? function.body() : family != null ? family.body() : null;
  }
}
