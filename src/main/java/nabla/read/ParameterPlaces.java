package nabla.read;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.UnknownFunction;
import nabla.read.Products.Cursor;
import org.jspecify.annotations.Nullable;

/// Derivatives in the body of a function by its parameters, where something else stands in the
/// place of these: with `v(t) = ds/dt`, v(2) is the derivative of s by t, taken first, at 2.
final class ParameterPlaces {

  private final Resolver resolver;

  ParameterPlaces(Resolver resolver) {
    this.resolver = resolver;
  }

  /// A parameter by which is differentiated.
  ///
  /// @param name as it is written
  /// @param inside what it is called in what is differentiated, where no other name is the same
  /// @param order how often it is differentiated by, at least once
  /// @param place what stands in its place
  record Parameter(Name name, Name inside, int order, Term place) {}

  /// A variable as it is written, whatever stands in its place.
  Term written(Supplier<Term> variable) {
    Map<Name, Term> themselves = new HashMap<>();
    resolver
        .factors
        .scope
        .keySet()
        .forEach(name -> themselves.put(name, new Term.Variable(0, name)));
    return within(themselves, variable);
  }

  /// The parameter that a variable is; null where the variable stands for itself.
  @Nullable Parameter parameter(Name name, int order) {
    Term place = resolver.factors.scope.get(name);
    if (place == null) {
      place = resolver.definedFunctions.intermediates.here(name);
    }
    if (place == null || isNamed(place, name)) {
      return null;
    }
    return new Parameter(name, inside(name, List.of()), order, place);
  }

  private static boolean isNamed(Term term, Name name) {
    return term instanceof Term.Variable variable && variable.name().equals(name);
  }

  /// What a parameter is called in what is differentiated: nothing that stands in the place of
  /// another, and none of the arguments, speaks of it.
  private Name inside(Name parameter, List<Term> arguments) {
    List<Term> places = List.copyOf(resolver.factors.scope.values());
    Name inside = DefinedFunctions.bound(parameter);
    while (mentioned(inside, places) || mentioned(inside, arguments)) {
      inside = DefinedFunctions.bound(inside);
    }
    return inside;
  }

  /// A formula in which some parameters stand for themselves, with the derivatives by them at their
  /// places.
  ///
  /// @param function what the formula is called
  /// @param formula reads it at the cursor
  /// @param others takes its derivatives by all other variables
  Term differentiated(
      String function,
      List<Parameter> parameters,
      Cursor cursor,
      Supplier<Term> formula,
      UnaryOperator<Term> others) {
    int start = cursor.next;
    Map<Name, Term> scope = new HashMap<>(resolver.factors.scope);
    parameters.forEach(
        each -> scope.put(each.name, new Term.Variable(each.place.at(), each.inside)));
    Term body = within(scope, formula);
    refuseUnknown(body, parameters);
    boolean variables = parameters.stream().allMatch(each -> each.place instanceof Term.Variable);
    if (variables && !DefinedFunctions.isOfNumbers(body)) { // of a vector, perhaps
      cursor.next = start;
      return byPlaces(body, parameters, within(resolver.factors.scope, formula), others);
    }
    return atPlaces(function, parameters, others.apply(body));
  }

  /// Refuses the derivative at a place of what nothing is known of.
  private void refuseUnknown(Term body, List<Parameter> parameters) {
    Name name =
        body instanceof Term.Call call
                && call.operator() instanceof UnknownFunction function
                && call.arguments().isEmpty()
            ? function.symbol()
            : body instanceof Term.Variable variable
                    && !resolver.defined.contains(variable.name())
                    && parameters.stream().noneMatch(each -> each.inside.equals(variable.name()))
                ? variable.name()
                : null;
    if (name != null) {
      throw resolver.error(
          NablaException.Kind.NAME,
          "found the derivative of %s at a place, and nothing says what %s is; define it (let %s = …)"
              .formatted(name, name, name),
          body.at());
    }
  }

  /// Refuses `dq/dt` of a function of u in which there is no t: 0 is not what anyone means by it.
  void refuseOther(int at, Resolver.FunctionDefinition function, List<Name> by) {
    List<Name> parameters = function.parameters();
    Set<Name> known = resolver.definedFunctions.intermediates.in(function.body());
    for (Name one : by) {
      boolean moves = parameters.contains(one) || known.contains(one);
      if (!moves && parameters.size() == 1) {
        throw resolver.error(
            NablaException.Kind.NAME,
            "found a derivative by %s of %s, which is a function of %s, expected one by %s or %s'"
                .formatted(
                    one,
                    function.name(),
                    parameters.getFirst(),
                    parameters.getFirst(),
                    function.name()),
            at);
      }
    }
  }

  /// `∂f/∂x(1, 2)`: the derivative of a function that is defined, by some of its parameters, at
  /// arguments.
  Term at(
      int at,
      Resolver.FunctionDefinition function,
      Map<Name, Integer> orders,
      List<Term> arguments) {
    List<Name> inside =
        function.parameters().stream().map(parameter -> inside(parameter, arguments)).toList();
    List<Term> themselves = inside.stream().<Term>map(each -> new Term.Variable(at, each)).toList();
    Term body = resolver.definedFunctions.body(at, function, themselves);
    List<Integer> each =
        function.parameters().stream().map(name -> orders.getOrDefault(name, 0)).toList();
    String name = function.name().toString();
    return inside.size() == 1
        ? new Term.At(
            at, name, body, inside.getFirst(), each.getFirst(), arguments.getFirst(), false)
        : new Term.AtAll(at, name, body, inside, each, arguments);
  }

  private static boolean mentioned(Name name, List<Term> terms) {
    return terms.stream().anyMatch(each -> Term.mentions(each, name));
  }

  private static Term atPlaces(String function, List<Parameter> parameters, Term formula) {
    Term derivative = formula;
    for (Parameter each : parameters.reversed()) {
      derivative =
          new Term.At(
              each.place.at(), function, derivative, each.inside, each.order, each.place, false);
    }
    return derivative;
  }

  private Term byPlaces(
      Term apart, List<Parameter> parameters, Term body, UnaryOperator<Term> others) {
    Term derivative = others.apply(body);
    for (Parameter each : parameters.reversed()) {
      Name variable = ((Term.Variable) each.place).name();
      if (Term.mentions(apart, variable)) {
        throw resolver.error(
            NablaException.Kind.NAME,
            "found "
                + variable
                + " in the place of "
                + each.name
                + " in a derivative by "
                + each.name
                + " of what has "
                + variable
                + " in it, expected another name",
            each.place.at());
      }
      derivative = new Term.Differentiated(each.place.at(), derivative, variable, each.order);
    }
    return derivative;
  }

  private Term within(Map<Name, Term> scope, Supplier<Term> formula) {
    Map<Name, Term> outer = resolver.factors.scope;
    resolver.factors.scope = scope;
    Term term = formula.get();
    resolver.factors.scope = outer;
    return term;
  }
}
