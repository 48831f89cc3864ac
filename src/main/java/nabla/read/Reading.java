package nabla.read;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.Substitution;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// How a text was read.
///
/// @param expression the formula, as written; a [nabla.expr.Relation] for an equation that defines
///   nothing. Named intermediates stand in it as symbols, applications of defined functions are
///   expanded
/// @param name what the formula defines, as `L` in `L = (y - z)^2`; null where it defines nothing
/// @param parameters the parameters in `L(w) = …`; empty where there are none
/// @param definitions the intermediates and functions that the text names, each after those it uses
/// @param assumptions what the declarations state
/// @param variables the free variables of the formula and of the definitions it uses, in the order
///   of their first occurrence; named intermediates are not among them
/// @param shapes the variables and intermediates that are vectors or matrices
/// @param declared the names that declarations speak of; the shapes of the others are inferred
/// @param boundNames the names of the variables that Σ, Π, ∫ and lim bind, in the order in which
///   they were written
/// @param notes remarks where another reading was plausible, in the order of the text
public record Reading(
    Expr expression,
    @Nullable Name name,
    List<Symbol> parameters,
    List<Definition> definitions,
    Assumptions assumptions,
    Set<Symbol> variables,
    Map<Name, Shape> shapes,
    Set<Name> declared,
    List<Name> boundNames,
    List<Note> notes) {

  /// The reading of a part of the formula: no name, and only the variables in it.
  public Reading part(Expr part) {
    Set<Symbol> inside = new LinkedHashSet<>();
    for (Expr node : Dag.of(part).nodes()) {
      if (node instanceof Symbol symbol) {
        inside.add(symbol);
      }
    }
    return new Reading(
        part,
        null,
        List.of(),
        definitions,
        assumptions,
        inside,
        shapes,
        declared,
        boundNames,
        List.of());
  }

  /// The same reading under other assumptions.
  public Reading under(Assumptions others) {
    return new Reading(
        expression,
        name,
        parameters,
        definitions,
        others,
        variables,
        shapes,
        declared,
        boundNames,
        notes);
  }

  /// What is assumed, also of what named intermediates stand for: `z > 0` is `wx + b > 0` for `z =
  /// wx + b`.
  Assumptions factsWithMeanings() {
    Assumptions all = assumptions;
    for (Expr fact : assumptions.facts()) {
      all = all.and(expanded(fact));
    }
    return all;
  }

  /// The same reading with other expressions in place of those that were read.
  public Reading with(UnaryOperator<Expr> change) {
    List<Definition> changed =
        definitions.stream()
            .map(definition -> definition.with(change.apply(definition.expression())))
            .toList();
    return with(change.apply(expression), changed);
  }

  /// The same reading with other definitions.
  public Reading withDefinitions(List<Definition> others) {
    return with(expression, others);
  }

  private Reading with(Expr formula, List<Definition> others) {
    return new Reading(
        formula,
        name,
        parameters,
        others,
        assumptions,
        variables,
        shapes,
        declared,
        boundNames,
        notes);
  }

  /// What each name of a size means, such as `m`: `the number of rows of X`. In a formula it is a
  /// number.
  public Map<String, String> sizes() {
    Map<String, String> sizes = new LinkedHashMap<>();
    shapes.forEach((name, shape) -> {
      addSize(shape.rows(), "rows of " + name, sizes);
      addSize(shape.columns(), "columns of " + name, sizes);
    });
    return sizes;
  }

  private static void addSize(Dimension size, String meaning, Map<String, String> into) {
    for (List<String> product : size.terms().keySet()) {
      for (String letter : product) {
        String part = size.equals(Dimension.named(letter)) ? "" : "part of ";
        into.putIfAbsent(letter, part + "the number of " + meaning);
      }
    }
  }

  /// What each named intermediate stands for, each after those that it uses.
  public Map<Symbol, Expr> intermediates() {
    Map<Symbol, Expr> intermediates = new LinkedHashMap<>();
    for (Definition definition : definitions) {
      if (!definition.isFunction()) {
        intermediates.put(definition.symbol(), definition.expression());
      }
    }
    return intermediates;
  }

  /// The formula with every named intermediate replaced by what it stands for.
  public Expr expanded() {
    return expanded(expression);
  }

  /// Whether a name is given to what depends on one number alone, so that `dy/dx` is its derivative
  /// and not `∂y/∂x`.
  public boolean definesFunctionOfOneNumber() {
    return (name != null || !definitions.isEmpty())
        && variables.size() == 1
        && variables.iterator().next().isScalar();
  }

  /// An expression in the symbols of this reading, with every named intermediate replaced by what
  /// it stands for.
  public Expr expanded(Expr formula) {
    Substitution.Expansion meanings = new Substitution.Expansion();
    intermediates().forEach(meanings::define);
    return meanings.apply(formula);
  }
}
