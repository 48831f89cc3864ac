package nabla.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.expr.Budget;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.read.grammar.NablaLexer;
import org.jspecify.annotations.Nullable;

/// Sorts the statements of a text into the formula, definitions and declarations, and reads each.
final class Statements {

  private static final String CONDITION =
      "the equation after the comma is a condition, and no claim of its own";

  private final Vocabulary vocabulary;
  private final Notes notes;
  private final Map<Name, Entry> definitions = new LinkedHashMap<>();
  private final Map<Name, Resolver.FunctionDefinition> functions = new LinkedHashMap<>();
  private final List<Placed> declarations = new ArrayList<>();
  private final List<Placed> facts = new ArrayList<>();
  private final List<Placed> all = new ArrayList<>();
  private final List<Placed> formulas = new ArrayList<>();
  private final Map<Name, Name> perhapsEntries = new LinkedHashMap<>();
  private final Source main;
  private final Question question;

  /// A statement and the text it stands in.
  record Placed(Source source, Syntax.Statement statement) {}

  /// `name = value`.
  record Entry(Source source, int at, Name name, Syntax value) {}

  /// @param question what is asked about the text
  Statements(Vocabulary vocabulary, Source main, Notes notes, Question question) {
    this.vocabulary = vocabulary;
    this.main = main;
    this.notes = notes;
    this.question = question;
  }

  void add(Source source, List<Syntax.Statement> statements, boolean outside) {
    if (!outside) {
      statements.stream()
          .filter(each -> !each.where())
          .forEach(each -> noteCondition(source, each));
    }
    for (Syntax.Statement statement : TrailingConditions.apart(statements)) {
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

  /// Says that `y = 2` in `x = x, y = 2` is no second claim.
  private void noteCondition(Source source, Syntax.Statement statement) {
    List<Syntax.Statement> apart = TrailingConditions.apart(List.of(statement));
    Placed claim = new Placed(source, apart.getFirst());
    boolean claims = equation(claim.statement) != null && definition(claim) == null;
    apart.stream()
        .skip(1)
        .filter(each -> claims && equation(each) != null)
        .findFirst()
        .ifPresent(condition -> notes.add(source, condition.at(), () -> CONDITION));
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

  /// That a function of the catalogue is another one here.
  private void noteReplaced(Placed placed, Resolver.FunctionDefinition definition) {
    if (vocabulary.function(definition.name().toString()) != null) {
      notes.add(
          placed.source,
          placed.statement.at(),
          () -> definition.name() + " is the function that is defined here, in place of its own");
    }
  }

  /// `f(x) = …`, where f is no function of the catalogue and does not occur in its own body.
  private boolean isFunctionDefinition(Placed placed) {
    Resolver.@Nullable FunctionDefinition definition = functionDefinition(placed, true);
    if (definition == null) {
      return false;
    }
    noteReplaced(placed, definition);
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

  /// @param side whether the statement stands beside the formula: what says something of a function
  ///   that everyone knows, `σ(x) = x²`, is a claim as the formula, and defines it anew beside it
  private Resolver.@Nullable FunctionDefinition functionDefinition(Placed placed, boolean side) {
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
    if (name == null || (known && !side && !placed.statement.let())) {
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
    boolean says = // max(x, y) = y says something of x and y
        PlainNames.of(body) != null || Collections.disjoint(PlainNames.in(body), parameters);
    if (PlainNames.occurs(name, body) || (known && !placed.statement.let() && says)) {
      return null;
    }
    return new Resolver.FunctionDefinition(name, parameters, body, placed.source);
  }

  Reading reading() {
    @Nullable MainFormula question = formulas.isEmpty() ? null : new MainFormula(formulas, notes);
    @Nullable Placed formula = question == null ? null : question.take();
    if (question != null) {
      perhapsEntries.putAll(question.entries());
    }
    MainFormula.entriesOf(definitions.keySet(), all).forEach(perhapsEntries::putIfAbsent);
    LooseEquations loose = new LooseEquations(vocabulary);
    for (Placed placed : formulas) {
      if (definition(placed) == null && functionDefinition(placed, true) == null) {
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
        named == null ? functionDefinition(formula, false) : null;
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
    if (function != null) {
      noteReplaced(formula, function);
    }
    dropVaried();
    Reading reading = interpreted(name, function, body, true, Set.of());
    Set<Name> arrays = ofEntries(reading);
    if (arrays.isEmpty()) {
      return reading;
    }
    try {
      return interpreted(name, function, body, true, arrays);
    } catch (NablaException numbers) {
      Budget.check();
      return reading; // which says of x_i that it is a number of its own
    }
  }

  /// What a question varies is a variable, whatever defines its entries.
  private void dropVaried() {
    List<Entry> varied =
        definitions.values().stream()
            .filter(entry ->
                entry.name.subscript().matches("[a-zℓ]{1,2}")
                    && question.free().contains(entry.name.withSubscript("")))
            .toList();
    for (Entry entry : varied) {
      definitions.remove(entry.name);
      all.removeIf(placed -> placed.source == entry.source && placed.statement.at() == entry.at);
    }
  }

  /// The vectors and matrices beside which stand numbers that are named as their entries are: x of
  /// `(x_i − mean(x))/s`.
  private static Set<Name> ofEntries(Reading reading) {
    Set<Name> arrays = new LinkedHashSet<>();
    for (Symbol number : reading.variables()) {
      Name name = number.name();
      Name whole = name.withSubscript("");
      Shape shape = reading.shapes().get(whole);
      if (number.isScalar()
          && shape != null
          && !shape.isScalar()
          && !reading.declared().contains(name)
          && Survey.isIndex(name.subscript(), shape)) {
        arrays.add(whole);
      }
    }
    return arrays;
  }

  /// @param entries whether `p_k` beside a definition of p is taken for an entry, where p can have
  ///   some
  private Reading interpreted(
      @Nullable Name name,
      Resolver.@Nullable FunctionDefinition function,
      Syntax body,
      boolean entries,
      Set<Name> arrays) {
    Notes own = notes.copy();
    Resolver resolver = new Resolver(vocabulary, main, own, functions);
    resolver.defined.addAll(definitions.keySet());
    resolver.arrays.addAll(arrays);
    resolver.indices.addAll(question.indices());
    resolver.perhapsEntries.putAll(perhapsEntries);
    Declarations declared = new Declarations(resolver);
    declared.names(declarations);
    Survey survey = new Survey(resolver, entries);
    Families families =
        new Families(
            entries ? definitions.keySet() : Set.of(),
            resolver.declaredVariables,
            all,
            question.indices());
    survey.of(all, families.indices());
    families.note(own, main);
    resolver.functions.replaceAll((key, each) -> EntryParameters.in(each, resolver, definitions));
    List<Entry> ordered = new DefinitionOrder(definitions.values(), resolver.functions).ordered();
    survey.entriesOfDefined().stream()
        .filter(entry -> entry.subscript().matches("[0-9,]+"))
        .sorted()
        .forEach(entry -> own.addOnce(main, 0, entry + " is read as an entry"));
    try {
      return new Interpretation(resolver, declared, main, ordered, resolver.functions, facts)
          .of(
              name,
              function == null ? null : EntryParameters.in(function, resolver, definitions),
              body);
    } catch (NablaException number) {
      if (survey.entriesOfDefined().isEmpty() && families.indices().isEmpty()) {
        throw number;
      }
      survey.entriesOfDefined().stream()
          .sorted()
          .forEach(entry ->
              notes.addOnce(main, 0, entry + " is read as a number of its own, as no entry"));
      return interpreted(name, function, body, false, arrays);
    }
  }
}
