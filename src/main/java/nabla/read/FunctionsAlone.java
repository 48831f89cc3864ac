package nabla.read;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.read.Resolver.FunctionDefinition;
import nabla.read.Syntax.Suffix;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Names of functions that the text defines where they stand without an argument: `f + g` is `f(x)
/// + g(x)`, `f' g` is `f'(x) g(x)` and `f∘g` is `f(g(x))`, each with a note. What could be meant
///   otherwise is refused, as f + g where one is a function of x and the other of t.
final class FunctionsAlone {

  private final Resolver resolver;

  /// The parameters of the function that is the formula; empty where that is none.
  private List<Name> own = List.of();

  /// The most parameters of those that stood in the formula so far.
  private List<Name> shared = List.of();

  FunctionsAlone(Resolver resolver) {
    this.resolver = resolver;
  }

  /// Begins a formula.
  ///
  /// @param parameters those of the function that it is; empty where it is none
  void begin(List<Name> parameters) {
    own = parameters;
    shared = List.of();
  }

  /// What a name without an argument stands for; null where it is none of a function.
  @Nullable Term of(int at, Name written) {
    FunctionDefinition definition = definition(written);
    if (definition == null) {
      return null;
    }
    List<Term> arguments = arguments(definition, at);
    note(at, written.toString(), written + list(definition.parameters()));
    return written.primes() > 0
        ? resolver.definedFunctions.derivative(at, definition, written.primes(), arguments)
        : resolver.definedFunctions.body(at, definition, arguments);
  }

  /// `f∘g` of two functions; null for anything else.
  @Nullable Term composed(Syntax outer, Syntax inner) {
    FunctionDefinition first = definition(outer);
    FunctionDefinition second = definition(inner);
    if (first == null || second == null || first.parameters().size() != 1) {
      return null;
    }
    String value = first.name() + "(" + second.name() + list(second.parameters()) + ")";
    note(outer.at(), first.name() + "∘" + second.name(), value);
    List<Term> arguments = arguments(second, inner.at());
    Term argument = resolver.definedFunctions.body(inner.at(), second, arguments);
    return resolver.definedFunctions.body(outer.at(), first, List.of(argument));
  }

  /// Refuses an argument, or a prime, behind brackets that hold nothing but functions: `(f + g)(2)`
  /// and `(f∘g)'`.
  void refuseApplied(Syntax primary, List<Suffix> suffixes, @Nullable Syntax next) {
    boolean behind =
        suffixes.stream().anyMatch(suffix -> suffix.type() == NablaLexer.PRIME)
            || (suffixes.isEmpty() && next != null && Products.isBracket(next));
    if (!behind
        || !(primary instanceof Syntax.Group group)
        || group.single() == null
        || !Products.isBracket(group)
        || resolver.functions.isEmpty()) {
      return;
    }
    Set<Name> names = PlainNames.in(group);
    boolean functions =
        !names.isEmpty()
            && names.stream().allMatch(name -> definition(name) != null)
            && names.stream().allMatch(name -> Survey.standsAlone(name, group));
    if (functions) {
      String text = resolver.source.slice(group.at(), group.at() + length(group));
      throw resolver.error(
          NablaException.Kind.NAME,
          "found an argument or a prime behind "
              + text
              + ", expected each function with its own argument, as in "
              + names.stream().sorted().map(name -> name + "(2)").collect(Collectors.joining(", "))
              + ", or a name for it: let h(x) = …",
          group.at());
    }
  }

  /// How many characters brackets take.
  private int length(Syntax.Group group) {
    String text = resolver.source.text();
    int start = text.offsetByCodePoints(0, group.at());
    int depth = 0;
    for (int i = start; i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return text.codePointCount(start, i + 1);
      }
    }
    return 1;
  }

  /// The function whose name stands alone; null where something else does.
  private @Nullable FunctionDefinition definition(Syntax syntax) {
    return Factors.inner(syntax) instanceof Syntax.Letter letter ? definition(letter.name()) : null;
  }

  private @Nullable FunctionDefinition definition(Name written) {
    Name name = new Name(written.base(), written.accent(), 0, written.subscript(), written.label());
    boolean variable =
        resolver.declaredVariables.contains(name)
            || resolver.factors.scope.containsKey(name)
            || resolver.bound.contains(name);
    return variable ? null : resolver.functions.get(name);
  }

  /// The parameters of a function as the variables of where it stands.
  private List<Term> arguments(FunctionDefinition definition, int at) {
    List<Name> parameters = definition.parameters();
    Map<Name, Term> scope = resolver.factors.scope;
    boolean inside = resolver.definedFunctions.isExpanding();
    boolean unknown =
        inside
            ? !scope.keySet().containsAll(parameters)
            : !own.isEmpty() && !own.containsAll(parameters);
    boolean unlike =
        !inside
            && own.isEmpty()
            && !shared.containsAll(parameters)
            && !parameters.containsAll(shared);
    if (unknown || unlike) {
      List<Name> expected = unlike ? shared : own.isEmpty() ? parameters : own;
      String name = definition.name().toString();
      throw resolver.error(
          NablaException.Kind.NAME,
          "found %s without its argument, expected %s%s, or %s of anything else: it is defined as"
                  .formatted(name, name, list(expected), name)
              + " a function of "
              + parameters.stream().map(Name::toString).collect(Collectors.joining(", ")),
          at);
    }
    shared = parameters.size() > shared.size() ? parameters : shared;
    return parameters.stream()
        .map(each -> scope.getOrDefault(each, new Term.Variable(at, each)))
        .toList();
  }

  private void note(int at, String written, String meant) {
    resolver.notes.addOnce(resolver.source, at, written + " is read as " + meant);
  }

  private static String list(List<Name> parameters) {
    return parameters.stream().map(Name::toString).collect(Collectors.joining(", ", "(", ")"));
  }
}
