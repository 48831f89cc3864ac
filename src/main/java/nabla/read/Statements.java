package nabla.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.catalogue.Matrices;
import nabla.expr.Apply;
import nabla.expr.Assumptions;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Sorts the statements of a text into the formula, definitions and declarations, and reads each.
final class Statements {

  private final Vocabulary vocabulary;
  private final Notes notes;
  private final Map<Name, Entry> definitions = new LinkedHashMap<>();
  private final Map<Name, Resolver.FunctionDefinition> functions = new LinkedHashMap<>();
  private final List<Placed> declarations = new ArrayList<>();
  private final List<Placed> facts = new ArrayList<>();
  private final List<Placed> all = new ArrayList<>();
  private final List<Placed> formulas = new ArrayList<>();
  private final Source main;

  /// The text that each condition stands in.
  private final Map<Term, Source> sources = new HashMap<>();

  /// A statement and the text it stands in.
  record Placed(Source source, Syntax.Statement statement) {}

  /// `name = value`.
  record Entry(Source source, int at, Name name, Syntax value) {}

  Statements(Vocabulary vocabulary, Source main, Notes notes) {
    this.vocabulary = vocabulary;
    this.main = main;
    this.notes = notes;
  }

  void add(Source source, List<Syntax.Statement> statements, boolean outside) {
    for (Syntax.Statement statement : withConditions(statements)) {
      Placed placed = new Placed(source, statement);
      all.add(placed);
      if (Declarations.isDeclaration(statement)) {
        declarations.add(placed);
      } else if (outside || statement.where()) {
        sideStatement(placed);
      } else {
        formulas.add(placed);
      }
    }
  }

  /// What follows a formula after a comma and is a condition or a declaration, `y = x w, w ∈ R`,
  /// stands as if it followed where.
  private static List<Syntax.Statement> withConditions(List<Syntax.Statement> statements) {
    List<Syntax.Statement> apart = new ArrayList<>();
    for (Syntax.Statement statement : statements) {
      List<Syntax> parts = statement.parts();
      boolean conditions =
          parts.size() > 1
              && statement.mapping() == null
              && PlainNames.of(parts.getFirst()) == null
              && parts.subList(1, parts.size()).stream()
                  .allMatch(Syntax.Comparison.class::isInstance);
      if (!conditions) {
        apart.add(statement);
        continue;
      }
      apart.add(
          new Syntax.Statement(
              statement.at(),
              statement.let(),
              statement.where(),
              parts.subList(0, 1),
              null,
              List.of()));
      for (Syntax part : parts.subList(1, parts.size())) {
        apart.add(
            new Syntax.Statement(
                part.at(), false, true, List.of(part), null, statement.properties()));
      }
    }
    return apart;
  }

  /// A definition or a fact.
  private void sideStatement(Placed placed) {
    @Nullable Entry entry = definition(placed);
    if (entry != null) {
      define(entry);
    } else if (!isFunctionDefinition(placed)) {
      if (placed.statement.let()) {
        throw notDefined(placed);
      }
      if (!(placed.statement.parts().getLast() instanceof Syntax.Comparison)) {
        throw placed.source.error(
            NablaException.Kind.SYNTAX,
            "found a formula among the declarations, expected name = formula, x ∈ R^n or a"
                + " condition such as x > 0",
            placed.statement.at());
      }
      facts.add(placed);
    }
  }

  private static NablaException notDefined(Placed placed) {
    return placed.source.error(
        NablaException.Kind.NAME,
        "found let without a definition, expected let name = formula or let f(x) = formula, without"
            + " the name in the formula",
        placed.statement.at());
  }

  private void define(Entry entry) {
    if (definitions.containsKey(entry.name) || functions.containsKey(entry.name)) {
      throw entry.source.error(
          NablaException.Kind.NAME,
          "found a second definition of " + entry.name + ", expected one; use another name for it",
          entry.at);
    }
    definitions.put(entry.name, entry);
  }

  private @Nullable Entry definition(Placed placed) {
    Syntax.@Nullable Comparison equation = equation(placed.statement);
    if (equation == null) {
      return null;
    }
    @Nullable Name name = PlainNames.of(equation.operands().getFirst());
    Syntax value = equation.operands().getLast();
    if (name != null && name.isWord() && vocabulary.function(name.base()) != null) {
      throw placed.source.error(
          NablaException.Kind.NAME,
          "found "
              + name
              + ", which is a function, before =, expected a name of its own for a variable; write "
              + name
              + "_0 or another letter",
          placed.statement.at());
    }
    if (name == null || (PlainNames.occurs(name, value) && !placed.statement.let())) {
      return null;
    }
    if (PlainNames.occurs(name, value)) {
      throw placed.source.error(
          NablaException.Kind.NAME,
          "found " + name + " in its own definition, expected one without it",
          value.at());
    }
    return new Entry(placed.source, placed.statement.at(), name, value);
  }

  static Syntax.@Nullable Comparison equation(Syntax.Statement statement) {
    if (statement.parts().size() == 1
        && statement.parts().getFirst() instanceof Syntax.Comparison comparison
        && comparison.comparisons().size() == 1) {
      int type = comparison.comparisons().getFirst();
      return type == NablaLexer.EQUAL || type == NablaLexer.DEFINES ? comparison : null;
    }
    return null;
  }

  /// `f(x) = …`, where f is no function of the catalogue and does not occur in its own body.
  private boolean isFunctionDefinition(Placed placed) {
    Resolver.@Nullable FunctionDefinition definition = functionDefinition(placed);
    if (definition == null) {
      return false;
    }
    if (vocabulary.function(definition.name().toString()) != null) {
      notes.add(
          placed.source,
          placed.statement.at(),
          () -> definition.name() + " is the function that is defined here, in place of its own");
    }
    if (functions.put(definition.name(), definition) != null
        || definitions.containsKey(definition.name())) {
      throw placed.source.error(
          NablaException.Kind.NAME,
          "found a second definition of "
              + definition.name()
              + ", expected one; use another name for it",
          placed.statement.at());
    }
    return true;
  }

  private Resolver.@Nullable FunctionDefinition functionDefinition(Placed placed) {
    Syntax.@Nullable Comparison equation = equation(placed.statement);
    if (equation == null
        || !(equation.operands().getFirst() instanceof Syntax.Sequence head)
        || head.items().size() != 2
        || !(head.items().getLast() instanceof Syntax.Group group
            && group.bracket() == NablaLexer.LPAREN)
        || group.rows().size() != 1) {
      return null;
    }
    @Nullable Name name = PlainNames.of(head.items().getFirst());
    if (name != null && (name.primes() > 0 || name.label().startsWith("("))) {
      return null; // f'(x) = … says something of the derivative
    }
    Syntax body = equation.operands().getLast();
    boolean known =
        name == null
            || vocabulary.function(name.toString()) != null
            || (Products.primary(head.items().getFirst()) instanceof Syntax.Letter letter
                && letter.function() != null);
    if (name == null || (known && !placed.statement.let())) {
      return null;
    }
    List<Name> parameters = new ArrayList<>();
    for (Syntax cell : group.rows().getFirst()) {
      @Nullable Name parameter = PlainNames.of(cell);
      if (parameter == null) {
        return null;
      }
      parameters.add(parameter);
    }
    if (PlainNames.occurs(name, body)) {
      return null;
    }
    return new Resolver.FunctionDefinition(name, parameters, body);
  }

  Reading reading() {
    @Nullable Placed formula = formulas.isEmpty() ? null : new MainFormula(formulas, notes).take();
    LooseEquations loose = new LooseEquations(vocabulary);
    for (Placed placed : formulas) {
      if (definition(placed) == null && functionDefinition(placed) == null) {
        loose.refuse(placed);
      }
      sideStatement(placed);
    }
    if (formula == null) {
      String found = all.isEmpty() ? "nothing to read" : "declarations without a formula";
      throw main.error(
          NablaException.Kind.SYNTAX, "found " + found + ", expected a formula such as x^2", 0);
    }
    if (formula.statement.parts().size() > 1) {
      NumberGroups.refuseComma(main, formula.statement.parts().get(1).at());
      throw main.error(
          NablaException.Kind.SYNTAX,
          "found several formulas separated by commas, expected one; separate statements by"
              + " semicolons",
          formula.statement.parts().get(1).at());
    }
    @Nullable Entry named = definition(formula);
    Resolver.@Nullable FunctionDefinition function =
        named == null ? functionDefinition(formula) : null;
    Syntax body =
        named != null
            ? named.value
            : function != null ? function.body() : formula.statement.parts().getFirst();
    @Nullable Name name = named != null ? named.name : function != null ? function.name() : null;
    if (name == null && formula.statement.let()) {
      throw notDefined(formula);
    }
    if (name != null && (definitions.containsKey(name) || functions.containsKey(name))) {
      throw main.error(
          NablaException.Kind.NAME,
          "found a second definition of " + name + ", expected one; use another name for it",
          formula.statement.at());
    }
    Resolver resolver = new Resolver(vocabulary, main, notes, functions);
    resolver.defined.addAll(definitions.keySet());
    Declarations declared = new Declarations(resolver);
    declared.names(declarations);
    new Survey(resolver).of(all);
    return build(resolver, declared, name, function, body);
  }

  private Reading build(
      Resolver resolver,
      Declarations declared,
      @Nullable Name name,
      Resolver.@Nullable FunctionDefinition function,
      Syntax body) {
    if (function != null) {
      resolver.parameters.addAll(function.parameters());
      resolver.parameters.removeAll(resolver.declaredVariables);
      resolver.declaredVariables.addAll(function.parameters());
    }
    resolver.source = main;
    List<Entry> ordered = new DefinitionOrder(definitions.values()).ordered();
    Map<Entry, Term> values = new LinkedHashMap<>();
    for (Entry entry : ordered) {
      resolver.source = entry.source;
      values.put(entry, resolver.resolve(entry.value));
    }
    resolver.source = main;
    Term formula = resolver.resolve(body);
    List<Term> conditions = new ArrayList<>();
    for (Placed fact : facts) {
      resolver.source = fact.source;
      List<Term> terms = declared.facts(fact.statement);
      terms.forEach(term -> sources.put(term, fact.source));
      conditions.addAll(terms);
    }
    resolver.source = main;
    refuseTwoKinds(resolver);
    Shapes shapes = declared.shapes();
    boolean identity = resolver.alone.contains(Name.of("I"));
    if (resolver.shaped || identity || !shapes.all().isEmpty()) {
      Map<Name, Term> named = new LinkedHashMap<>();
      Map<Name, Source> sources = new LinkedHashMap<>();
      values.forEach((entry, term) -> {
        named.put(entry.name, term);
        sources.put(entry.name, entry.source);
      });
      if (name != null && function == null && resolver.isDeclared(name)) {
        named.put(name, formula);
      }
      shapes.infer(resolver, named, sources, conditions, formula);
    } else {
      DoubtfulLetters.ofNumbers(resolver).notePrimes(formula);
    }
    return construct(resolver, declared, shapes, name, function, values, conditions, formula);
  }

  private Reading construct(
      Resolver resolver,
      Declarations declared,
      Shapes shapes,
      @Nullable Name name,
      Resolver.@Nullable FunctionDefinition function,
      Map<Entry, Term> values,
      List<Term> conditions,
      Term formula) {
    Construction construction = new Construction(resolver, shapes);
    List<Definition> definitionList = new ArrayList<>();
    values.forEach((entry, term) -> {
      resolver.source = entry.source;
      Expr value = construction.build(term);
      Symbol symbol = construction.symbol(entry.name);
      definitionList.add(new Definition(entry.name, List.of(), value, symbol));
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
      Expr fact = fitting(construction.build(condition));
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
    Set<Symbol> variables = variables(expression, construction, definitionList);
    Set<Name> stated = new HashSet<>(resolver.declaredVariables);
    stated.removeAll(resolver.parameters);
    return new Reading(
        expression,
        name,
        parameters,
        List.copyOf(definitionList),
        assumptions,
        variables,
        Shapes.shown(variables, definitionList),
        Set.copyOf(stated),
        List.copyOf(resolver.boundNames),
        notes.inOrder());
  }

  /// A 0 beside an array is the array of zeros: `A^2 = 0`; `X = Xᵀ` is `Xᵀ = X`.
  private static Expr fitting(Expr fact) {
    if (fact instanceof Relation relation
        && relation.comparison() == Relation.Comparison.EQUAL
        && relation.right().equals(Apply.of(Matrices.TRANSPOSE, relation.left()))) {
      return Relation.of(relation.comparison(), relation.right(), relation.left());
    }
    return fact instanceof Relation relation
            && !relation.left().isScalar()
            && !relation.left().shape().isTruth()
            && relation.right().equals(Num.ZERO)
            && relation.comparison() == Relation.Comparison.EQUAL
        ? Relation.of(
            Relation.Comparison.EQUAL, relation.left(), Matrices.zeros(relation.left().shape()))
        : fact;
  }

  private static Set<Symbol> variables(
      Expr expression, Construction construction, List<Definition> definitions) {
    Set<Symbol> variables = new LinkedHashSet<>();
    List<Expr> roots = new ArrayList<>(List.of(expression));
    Set<Expr> used = new HashSet<>(Dag.of(expression).nodes());
    for (Definition definition : definitions.reversed()) {
      if (!definition.isFunction() && used.contains(definition.symbol())) {
        roots.add(definition.expression());
        used.addAll(Dag.of(definition.expression()).nodes());
      }
    }
    for (Expr root : roots.reversed()) {
      for (Expr node : Dag.of(root).nodes()) {
        if (node instanceof Symbol symbol && !construction.defines(symbol)) {
          variables.add(symbol);
        }
      }
    }
    return java.util.Collections.unmodifiableSet(variables);
  }

  private static void refuseTwoKinds(Resolver resolver) {
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
