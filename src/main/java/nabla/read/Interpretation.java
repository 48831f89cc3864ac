package nabla.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.DerivativeAt;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// What the statements of a text mean together, once it is known which of them is the formula,
/// which define a name and which state a fact: their terms are resolved, the shapes of their names
/// inferred, and expressions made of them.
final class Interpretation {

  private static final Pattern DERIVATIVE =
      Pattern.compile("[∂d]\\s*(\\p{L})_\\{?([a-z])\\}?\\s*/\\s*[∂d]");

  private final Resolver resolver;
  private final Declarations declared;
  private final Source main;

  /// Each after those that it uses.
  private final List<Statements.Entry> definitions;

  private final Map<Name, Resolver.FunctionDefinition> functions;
  private final List<Statements.Placed> facts;

  /// The text that each condition stands in.
  private final Map<Term, Source> sources = new HashMap<>();

  Interpretation(
      Resolver resolver,
      Declarations declared,
      Source main,
      List<Statements.Entry> definitions,
      Map<Name, Resolver.FunctionDefinition> functions,
      List<Statements.Placed> facts) {
    this.resolver = resolver;
    this.declared = declared;
    this.main = main;
    this.definitions = definitions;
    this.functions = functions;
    this.facts = facts;
  }

  /// What the formula and all that stands around it mean.
  ///
  /// @param name what the formula is called
  /// @param function the formula as a function of parameters, where it is written as one
  /// @param body the formula itself
  Reading of(@Nullable Name name, Resolver.@Nullable FunctionDefinition function, Syntax body) {
    if (function != null) {
      resolver.parameters.addAll(function.parameters());
      resolver.parameters.removeAll(resolver.declaredVariables);
      resolver.declaredVariables.addAll(function.parameters());
    }
    resolver.source = main;
    Map<Statements.Entry, Term> values = new LinkedHashMap<>();
    List<Statements.Entry> whole = new ArrayList<>();
    resolver.samples.declare();
    Set<Name> asked = asked(body);
    for (Statements.Entry entry : definitions) {
      boolean one =
          asked.contains(entry.name())
              && !resolver.summed.contains(Name.of(entry.name().subscript()));
      if (one || !Indices.isDefinedByIndex(entry.name(), entry.value(), entry.source(), resolver)) {
        resolver.definedFunctions.intermediates.add(entry);
        whole.add(entry);
      }
    }
    refuseWhole(name);
    Set<Name> standing = new HashSet<>(PlainNames.in(body));
    whole.forEach(entry -> standing.addAll(PlainNames.in(entry.value())));
    if (function != null) {
      standing.removeAll(function.parameters());
    }
    standing.retainAll(resolver.alone); // and not r of a weight w_r
    whole.forEach(entry -> refuseWhole(entry, standing, name));
    resolver.samples.settle(body, whole);
    whole.removeIf(resolver.samples::take);
    for (Statements.Entry entry : whole) {
      resolver.source = entry.source();
      LayerFunctions.takeActivation(entry.name(), entry.value(), resolver);
    }
    for (Statements.Entry entry : whole) {
      resolver.source = entry.source();
      resolver.functionsAlone.begin(List.of());
      resolver.bigOperators.begin(entry.name(), entry.value());
      Term value = resolver.resolve(entry.value());
      values.put(entry, value);
      if (OnesBehind.isRow(value, resolver)) {
        resolver.rows.add(entry.name());
      }
    }
    resolver.source = main;
    resolver.functionsAlone.begin(function == null ? List.of() : function.parameters());
    resolver.bigOperators.begin(name, body);
    Term formula = resolver.resolve(body);
    List<Term> conditions = new ArrayList<>();
    for (Statements.Placed fact : facts) {
      resolver.source = fact.source();
      List<Term> terms = declared.facts(fact.statement());
      terms.forEach(term -> sources.put(term, fact.source()));
      conditions.addAll(terms);
    }
    resolver.source = main;
    refuseTwoKinds();
    Shapes shapes = declared.shapes();
    boolean identity = resolver.alone.contains(Name.of("I"));
    if (resolver.shaped || identity || !shapes.all().isEmpty()) {
      Map<Name, Term> named = new LinkedHashMap<>();
      Map<Name, Source> texts = new LinkedHashMap<>();
      values.forEach((entry, term) -> {
        named.put(entry.name(), term);
        texts.put(entry.name(), entry.source());
      });
      if (name != null && function == null && resolver.isDeclared(name)) {
        named.put(name, formula);
      }
      shapes.infer(resolver, named, texts, conditions, formula);
    } else {
      DoubtfulLetters doubts = DoubtfulLetters.ofNumbers(resolver);
      doubts.notePrimes(formula);
      doubts.noteCapitals(formula);
      doubts.noteSigma(formula);
    }
    return construct(shapes, name, function, values, conditions, formula);
  }

  /// The names with an index that are asked for themselves, c_k of a `c_k = 2 f_k`, or of which
  /// there are derivatives, `∂c_k/∂p`.
  private Set<Name> asked(Syntax body) {
    Set<Name> asked = new HashSet<>();
    Name alone = PlainNames.of(body);
    if (alone != null) {
      asked.add(alone);
    }
    Matcher derivative = DERIVATIVE.matcher(main.text());
    while (derivative.find()) {
      asked.add(Name.of(derivative.group(1), derivative.group(2)));
    }
    return asked;
  }

  /// `s_i = …` says nothing of s itself, which `softmax(s)` speaks of.
  ///
  /// @param named what the formula is called
  private void refuseWhole(@Nullable Name named) {
    for (Name family : resolver.indexed.keySet()) {
      Resolver.FunctionDefinition definition = resolver.indexed.get(family);
      boolean own =
          family.equals(named) || resolver.defined.contains(family) || resolver.samples.mayBe();
      if (!own) {
        refuseWhole(family, definition.name());
      }
    }
  }

  /// The same of a definition whose index is summed over nowhere, `z_i = w_i x_i`.
  private void refuseWhole(Statements.Entry entry, Set<Name> standing, @Nullable Name named) {
    Name family = entry.name().withSubscript("");
    boolean indexed =
        entry.name().subscript().matches("[a-zℓ]{1,2}")
            && entry
                .name()
                .subscript()
                .chars()
                .mapToObj(Character::toString)
                .allMatch(index ->
                    PlainNames.in(entry.value()).stream()
                        .anyMatch(name -> name.subscript().contains(index)));
    if (indexed
        && standing.contains(family)
        && !family.equals(named)
        && !resolver.defined.contains(family)) {
      refuseWhole(family, entry.name());
    }
  }

  private void refuseWhole(Name family, Name definition) {
    boolean constant =
        resolver.vocabulary.function(family.toString()) != null; // π, and e of a power
    if (resolver.alone.contains(family) && !resolver.isDeclared(family) && !constant) {
      throw main.error(
          NablaException.Kind.NAME,
          "found %s alone beside %s = …, which defines its entries; define %s as a whole, as in"
                  .formatted(family, definition, family)
              + " s = X w for s_i = x_i^T w",
          Math.max(0, main.text().indexOf(family.toString())));
    }
  }

  private Reading construct(
      Shapes shapes,
      @Nullable Name name,
      Resolver.@Nullable FunctionDefinition function,
      Map<Statements.Entry, Term> values,
      List<Term> conditions,
      Term formula) {
    Construction construction = new Construction(resolver, shapes);
    List<Definition> definitionList = new ArrayList<>();
    values.forEach((entry, term) -> {
      resolver.source = entry.source();
      Expr value = construction.build(term);
      Symbol symbol = construction.symbol(entry.name());
      definitionList.add(new Definition(entry.name(), List.of(), value, symbol));
      construction.define(symbol, value);
    });
    resolver.source = main;
    functions.forEach((key, definition) -> {
      List<Term> parameters = new ArrayList<>();
      definition.parameters().forEach(parameter -> parameters.add(new Term.Variable(0, parameter)));
      if (!resolver.shaped) {
        Expr value = construction.build(resolver.definedFunctions.body(0, definition, parameters));
        List<Symbol> symbols = definition.parameters().stream().map(construction::symbol).toList();
        definitionList.add(new Definition(key, symbols, value, construction.symbol(key)));
      }
    });
    Expr expression = construction.build(formula);
    Assumptions assumptions = declared.assumptions(construction);
    for (Term condition : conditions) {
      Expr fact = FactForms.of(construction.build(condition));
      if (fact instanceof Relation relation
          && relation.comparison() == Relation.Comparison.EQUAL
          && relation.left().isScalar() != relation.right().isScalar()) {
        throw sources
            .getOrDefault(condition, main)
            .error(
                NablaException.Kind.SHAPE,
                "found an array on one side and a number on the other, expected both of one shape;"
                    + " 𝟏 is the vector of ones, and y_1 an entry",
                condition.at());
      }
      assumptions = assumptions.and(fact);
    }
    List<Symbol> parameters =
        function == null
            ? List.of()
            : function.parameters().stream().map(construction::symbol).toList();
    noteUnused(expression, definitionList);
    Set<Symbol> variables = variables(expression, construction, definitionList);
    Set<Name> stated = new HashSet<>(resolver.declaredVariables);
    stated.removeAll(resolver.parameters);
    Reading reading =
        new Reading(
            expression,
            name,
            parameters,
            List.copyOf(definitionList),
            assumptions,
            variables,
            Shapes.shown(variables, definitionList),
            Set.copyOf(stated),
            List.copyOf(resolver.boundNames),
            resolver.notes.inOrder());
    refuseSizes(reading);
    return reading.under(reading.factsWithMeanings());
  }

  /// A size has no definition: the shapes have the number in its place.
  private void refuseSizes(Reading reading) {
    Map<String, String> sizes = reading.sizes();
    for (Definition definition : reading.definitions()) {
      String size = sizes.get(definition.name().toString());
      if (size != null && definition.expression() instanceof Num number) {
        throw new NablaException(
            NablaException.Kind.SHAPE,
            definition.name()
                + " is "
                + size
                + ", and is defined as "
                + number
                + "; write the number in the shape, R^"
                + number);
      }
    }
  }

  /// A definition that seemed to be used by an entry, and is not: `μ1` is the name μ₁ where μ is a
  /// number.
  private void noteUnused(Expr formula, List<Definition> definitions) {
    Map<Name, Name> unused = new LinkedHashMap<>(resolver.perhapsEntries);
    used(formula, definitions).forEach(definition -> unused.remove(definition.name()));
    for (Statements.Entry entry : this.definitions) {
      Name other = unused.get(entry.name());
      boolean stands =
          other != null
              && Stream.concat(Stream.of(formula), definitions.stream().map(Definition::expression))
                  .flatMap(each -> symbols(each).stream())
                  .anyMatch(symbol -> symbol.name().equals(other));
      if (stands && !resolver.samples.areIn(entry.name())) {
        String message =
            MainFormula.unused(entry.name()) + ": " + other + " is read as a name of its own";
        resolver.notes.addOnce(entry.source(), entry.at(), message);
      }
    }
  }

  /// The definitions to which a formula leads, the last first.
  private static List<Definition> used(Expr formula, List<Definition> definitions) {
    List<Definition> reached = new ArrayList<>();
    Set<Symbol> used = symbols(formula);
    for (Definition definition : definitions.reversed()) {
      if (!definition.isFunction() && used.contains(definition.symbol())) {
        reached.add(definition);
        used.addAll(symbols(definition.expression()));
      }
    }
    return reached;
  }

  private static Set<Symbol> variables(
      Expr expression, Construction construction, List<Definition> definitions) {
    Set<Symbol> variables = new LinkedHashSet<>();
    List<Expr> roots = new ArrayList<>(List.of(expression));
    used(expression, definitions).forEach(definition -> roots.add(definition.expression()));
    for (Expr root : roots.reversed()) {
      symbols(root).stream()
          .filter(symbol -> !construction.defines(symbol))
          .forEach(variables::add);
    }
    return Collections.unmodifiableSet(variables);
  }

  /// The symbols in a formula, and those that a function knows of which it has the derivative: a in
  /// `f′(2)` for `f(t) = a t`.
  private static Set<Symbol> symbols(Expr formula) {
    Set<Symbol> symbols = new LinkedHashSet<>();
    for (Expr node : Dag.of(formula).nodes()) {
      if (node instanceof Symbol symbol) {
        symbols.add(symbol);
      } else if (node instanceof Apply apply && apply.operator() instanceof DerivativeAt slope) {
        Set<Symbol> inside = symbols(slope.body());
        slope.parameters().forEach(inside::remove);
        symbols.addAll(inside);
      }
    }
    return symbols;
  }

  private void refuseTwoKinds() {
    for (Name name : resolver.bold) {
      if (resolver.plain.contains(name)) {
        throw resolver.error(
            NablaException.Kind.NAME,
            "found "
                + name
                + " in bold and in plain type, expected one of them; give one another letter",
            0);
      }
    }
  }
}
