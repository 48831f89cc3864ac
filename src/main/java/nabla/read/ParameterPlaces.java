package nabla.read;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import nabla.expr.NablaException;
import nabla.expr.Name;
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
    Name inside = DefinedFunctions.bound(name);
    while (isTaken(inside)) {
      inside = DefinedFunctions.bound(inside);
    }
    return new Parameter(name, inside, order, place);
  }

  private static boolean isNamed(Term term, Name name) {
    return term instanceof Term.Variable variable && variable.name().equals(name);
  }

  private boolean isTaken(Name name) {
    return resolver.factors.scope.values().stream().anyMatch(each -> Term.mentions(each, name));
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
      java.util.function.UnaryOperator<Term> others) {
    int start = cursor.next;
    Map<Name, Term> scope = new HashMap<>(resolver.factors.scope);
    parameters.forEach(
        each -> scope.put(each.name, new Term.Variable(each.place.at(), each.inside)));
    Term body = within(scope, formula);
    boolean variables = parameters.stream().allMatch(each -> each.place instanceof Term.Variable);
    if (variables && !DefinedFunctions.isOfNumbers(body)) { // of a vector, perhaps
      cursor.next = start;
      return byPlaces(body, parameters, within(resolver.factors.scope, formula), others);
    }
    Term derivative = others.apply(body);
    for (Parameter each : parameters.reversed()) {
      derivative =
          new Term.At(each.place.at(), function, derivative, each.inside, each.order, each.place);
    }
    return derivative;
  }

  private Term byPlaces(
      Term apart,
      List<Parameter> parameters,
      Term body,
      java.util.function.UnaryOperator<Term> others) {
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
