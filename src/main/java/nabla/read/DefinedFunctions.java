package nabla.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.read.Products.Cursor;
import nabla.read.Syntax.Suffix;

/// Applications of functions that the text defines: the body, with the arguments in the place of
/// the parameters.
final class DefinedFunctions {

  private final Resolver resolver;
  private final Set<Name> expanding = new HashSet<>();
  final Intermediates intermediates;

  DefinedFunctions(Resolver resolver) {
    this.resolver = resolver;
    this.intermediates = new Intermediates(resolver);
  }

  /// The application whose arguments are at the cursor.
  Term at(int at, Resolver.FunctionDefinition definition, FunctionMarks marks, Cursor cursor) {
    Syntax next = java.util.Objects.requireNonNull(cursor.peek());
    boolean group = Products.primary(next) instanceof Syntax.Group && !Products.isBars(next);
    List<Suffix> after = group ? Products.suffixes(next) : List.of();
    List<Term> arguments = arguments(at, definition, cursor);
    marks.refuseOrders(resolver, definition.name(), definition.arguments().size());
    Term value;
    if (!marks.orders().isEmpty()) {
      value = partial(at, definition, marks.orders(), arguments);
    } else if (marks.order() > 0) {
      value = derivative(at, definition, marks.order(), arguments);
    } else {
      value = body(at, definition, arguments);
    }
    if (marks.inverse()) {
      throw resolver.error(
          NablaException.Kind.UNSUPPORTED,
          "the inverse of " + definition.name() + " cannot be written",
          at);
    }
    return marks.raise(resolver, value, after, cursor);
  }

  /// `∇f(x − αv)` and `∇²f(x)`: the gradient or the Hessian of a function, at the arguments that
  /// are at the cursor.
  Term gradient(int at, Resolver.FunctionDefinition definition, int order, Cursor cursor) {
    List<Suffix> after = Products.suffixes(java.util.Objects.requireNonNull(cursor.peek()));
    List<Term> arguments = arguments(at, definition, cursor);
    List<Name> parameters = definition.parameters().stream().map(DefinedFunctions::bound).toList();
    List<Term> themselves =
        parameters.stream().<Term>map(each -> new Term.Variable(at, each)).toList();
    Term body = body(at, definition, themselves);
    String name = definition.name().toString();
    Term value;
    if (parameters.size() == 1) {
      value = new Term.At(at, name, body, parameters.getFirst(), order, arguments.getFirst(), true);
    } else {
      List<Term> entries = new ArrayList<>();
      int count = parameters.size();
      for (int i = 0; i < (order == 1 ? count : count * count); i++) {
        List<Integer> orders = new ArrayList<>(Collections.nCopies(count, 0));
        orders.set(i % count, 1);
        if (order == 2) {
          orders.set(i / count, orders.get(i / count) + 1);
        }
        entries.add(new Term.AtAll(at, name, body, parameters, List.copyOf(orders), arguments));
      }
      value = new Term.Written(at, count, entries, order == 1);
    }
    return FunctionMarks.of(resolver, at, List.of(), false).raise(resolver, value, after, cursor);
  }

  /// The arguments at the cursor, one for each parameter.
  private List<Term> arguments(int at, Resolver.FunctionDefinition definition, Cursor cursor) {
    Syntax next = java.util.Objects.requireNonNull(cursor.peek());
    List<Term> given = new ArrayList<>();
    if (Products.primary(next) instanceof Syntax.Group group && !Products.isBars(next)) {
      cursor.next++;
      group.rows().getFirst().forEach(cell -> given.add(resolver.resolve(cell)));
    } else { // tan x
      given.add(resolver.products.reach(cursor, definition.name(), at));
    }
    int count = definition.arguments().size();
    if (given.size() == 1 && count > 1 && isPoint(given.getFirst())) {
      return EntryParameters.of(
          given.getFirst(), definition.name(), definition.parameters(), resolver);
    }
    if (given.size() != count) {
      throw resolver.error(
          NablaException.Kind.NAME,
          "found "
              + given.size()
              + " arguments of "
              + definition.name()
              + ", expected "
              + count
              + " as in its definition",
          at);
    }
    List<Term> arguments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Term argument = given.get(i);
      List<Name> entries = definition.arguments().get(i);
      arguments.addAll(
          entries.equals(List.of(definition.letters().get(i)))
              ? List.of(argument)
              : EntryParameters.of(argument, definition.letters().get(i), entries, resolver));
    }
    return arguments;
  }

  /// Whether one argument stands for all: a list, or what is made of vectors, `f(p − α g)` of an
  /// `f(x, y)`.
  private boolean isPoint(Term argument) {
    return argument instanceof Term.Written
        || Term.below(argument).stream()
            .anyMatch(part ->
                part instanceof Term.Variable name
                    && (resolver.arrays.contains(name.name())
                        || resolver.defined.contains(name.name())));
  }

  /// The body of a defined function at arguments. What stands in the place of the parameters of a
  /// function around it stands there in this one, too: with `g(x) = a x` and `f(a) = g(1)`, f(2) is
  /// 2. A parameter that has the name of a definition is not what others mean by that.
  Term body(int at, Resolver.FunctionDefinition definition, List<Term> arguments) {
    if (!expanding.add(definition.name())) {
      throw resolver.error(
          NablaException.Kind.NAME,
          "found " + definition.name() + " in its own definition, expected one without it",
          at);
    }
    Map<Name, Term> outer = resolver.factors.scope;
    Map<Name, Term> scope = new HashMap<>(outer);
    scope.keySet().removeIf(intermediates::isDefined);
    for (int i = 0; i < arguments.size(); i++) {
      scope.put(definition.parameters().get(i), arguments.get(i));
    }
    Source asked = resolver.source;
    resolver.factors.scope = scope;
    resolver.source = definition.source();
    Term value = resolver.resolve(definition.body());
    resolver.source = asked;
    resolver.factors.scope = outer;
    expanding.remove(definition.name());
    return value;
  }

  /// Whether what is resolved stands in the body of a function.
  boolean isExpanding() {
    return !expanding.isEmpty();
  }

  /// `g^{(1,2)}(x, y)` of a defined function: by its arguments, where those are different
  /// variables.
  private Term partial(
      int at, Resolver.FunctionDefinition definition, List<Integer> orders, List<Term> arguments) {
    Term value = body(at, definition, arguments);
    Set<Name> variables = new HashSet<>();
    for (int i = arguments.size() - 1; i >= 0; i--) {
      if (!(arguments.get(i) instanceof Term.Variable variable)
          || !variables.add(variable.name())) {
        throw resolver.error(
            NablaException.Kind.UNSUPPORTED,
            "found a mixed derivative of "
                + definition.name()
                + " at arguments that are no different variables; write ∂/∂x "
                + definition.name()
                + "(…)",
            at);
      }
      value =
          orders.get(i) == 0
              ? value
              : new Term.Differentiated(at, value, variable.name(), orders.get(i));
    }
    return value;
  }

  /// The derivative of a function of one argument, at this argument.
  Term derivative(int at, Resolver.FunctionDefinition definition, int order, List<Term> arguments) {
    if (arguments.size() != 1) {
      throw resolver.error(
          NablaException.Kind.NAME,
          "found a prime on "
              + definition.name()
              + ", which takes "
              + arguments.size()
              + " arguments; write ∂/∂x …",
          at);
    }
    Term applied = body(at, definition, arguments);
    if (arguments.getFirst() instanceof Term.Variable variable && !isOfNumbers(applied)) {
      return new Term.Differentiated(at, applied, variable.name(), order); // of a vector, perhaps
    }
    Name parameter = bound(definition.parameters().getFirst());
    Term body = body(at, definition, List.of(new Term.Variable(at, parameter)));
    return new Term.At(
        at, definition.name().toString(), body, parameter, order, arguments.getFirst(), false);
  }

  /// A parameter where the function stands without its argument: no other name is that of it,
  /// whatever its letter is declared, defined or found to be elsewhere.
  static Name bound(Name parameter) {
    return parameter.withSubscript(parameter.subscript() + "•");
  }

  /// Refuses a prime on a function of arrays at what is no name.
  void refuseArray(Term.At slope, Shapes shapes) {
    if (shapes.of(slope.parameter()) != null) {
      throw ofArrays(slope.function(), slope.at());
    }
  }

  /// That the derivative of a function of arrays stands at a place.
  NablaException ofArrays(String function, int at) {
    return resolver.error(
        NablaException.Kind.UNSUPPORTED,
        "found the derivative of %s, which is a function of arrays, at a place, expected ∇%s there"
            .formatted(function, function),
        at);
  }

  /// Whether the body of a function is one of numbers, or of each entry.
  static boolean isOfNumbers(Term body) {
    return Term.below(body).stream().allMatch(DefinedFunctions::isPartOfNumbers);
  }

  private static boolean isPartOfNumbers(Term part) {
    return switch (part) {
      case Term.Known known -> true;
      case Term.Variable variable -> !MatrixLetters.isUpper(variable.name());
      case Term.Total total -> true;
      case Term.Times times -> true;
      case Term.Over over -> true;
      case Term.Minus minus -> true;
      case Term.Raised power -> true;
      case Term.Call call -> call.operator().isElementwise();
      case Term.ByCases cases -> true;
      case Term.Related related -> true;
      default -> false;
    };
  }
}
