package nabla.worksheet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.Nabla;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.read.Definition;
import nabla.worksheet.Statement.Clause;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// What a worksheet knows at one of its lines: what was declared, named and given above it.
final class Sheet {

  /// A named formula.
  ///
  /// @param text as it stands in the sheet, `z = b + w x`
  /// @param uses the names in it
  /// @param function whether it has parameters
  private record Named(String text, Set<Name> uses, boolean function) {}

  private static final Pattern DERIVATIVE = Pattern.compile("∂|∇|d\\s*/\\s*d|partial|nabla|['′]");

  private final Set<Name> declared = new LinkedHashSet<>();
  private final Map<Name, Named> named = new LinkedHashMap<>();
  private final Map<Name, String> values = new LinkedHashMap<>();
  private final Map<Name, List<Symbol>> derivedBy = new LinkedHashMap<>();

  private final Outlook outlook = new Outlook();

  /// The lines that define names and give them values.
  private final Map<Name, Integer> lines = new LinkedHashMap<>();

  /// The names that the statement uses.
  private final Set<Name> touched = new LinkedHashSet<>();

  private Wiring wiring = Wiring.NONE;
  private Facts facts = Facts.NONE;
  private @Nullable Examples examples;
  private boolean rounded;
  private int line;

  /// An empty sheet.
  Sheet() {}

  private Sheet(Sheet other) {
    copy(other);
  }

  /// What the sheet knows now, to come back to.
  Sheet saved() {
    return new Sheet(this);
  }

  /// Forgets what came after `saved`.
  void restore(Sheet saved) {
    copy(saved);
  }

  private void copy(Sheet other) {
    facts = other.facts;
    declared.clear();
    declared.addAll(other.declared);
    replace(named, other.named);
    replace(values, other.values);
    replace(derivedBy, other.derivedBy);
    outlook.copy(other.outlook);
    replace(lines, other.lines);
    wiring = other.wiring;
    examples = other.examples;
    rounded = other.rounded;
    line = other.line;
  }

  /// Forgets all but what is to come.
  void clear() {
    Sheet empty = new Sheet();
    empty.outlook.copy(outlook);
    empty.line = line;
    copy(empty);
  }

  private static <V> void replace(Map<Name, V> map, Map<Name, V> by) {
    map.clear();
    map.putAll(by);
  }

  /// Begins the statement in a line.
  void begin(int next) {
    line = next;
    touched.clear();
  }

  /// The names that the statement used, with the lines that define them or give their values.
  Map<String, Integer> uses() {
    Map<String, Integer> uses = new LinkedHashMap<>();
    for (Name name : touched) {
      Integer known = lines.get(name);
      if (known != null && known != line) {
        uses.put(Text.of(name), known);
      }
    }
    return uses;
  }

  /// Declarations and facts that hold from here on.
  void declare(String more) {
    facts = facts.with(more);
  }

  /// What was declared and assumed.
  Facts facts() {
    return facts;
  }

  /// Takes back what was declared for one statement.
  void comeBackTo(Facts before) {
    facts = before;
  }

  /// What lines further down define and forget.
  Outlook outlook() {
    return outlook;
  }

  /// A definition, which holds from here on; true where it takes the place of an earlier one.
  boolean define(Formula definition, String text) {
    Name name = definition.reading().name();
    if (name == null) {
      throw new NablaException(
          NablaException.Kind.SYNTAX, "found no name to define, expected one as in z = b + w x");
    }
    outlook.reached(name);
    values.remove(name);
    lines.put(name, line);
    boolean function = !definition.reading().parameters().isEmpty();
    return named.put(name, new Named(text, uses(definition), function)) != null;
  }

  /// Whether a name is that of a function.
  boolean isFunction(Name name) {
    Named meaning = named.get(name);
    return meaning != null && meaning.function;
  }

  private static Set<Name> uses(Formula formula) {
    Set<Name> uses = new LinkedHashSet<>();
    for (Expr node : Dag.of(formula.reading().expression()).nodes()) {
      if (node instanceof Symbol symbol) {
        uses.add(symbol.name());
      }
    }
    formula.reading().definitions().stream()
        .filter(Definition::isFunction)
        .forEach(function -> uses.add(function.name()));
    return uses;
  }

  /// Gives a variable a value from here on; an array that was not declared is one from here on,
  /// too.
  void give(Name name, String value, Shape shape) {
    values.put(name, value);
    lines.put(name, line);
    declareArray(name, shape);
  }

  /// Says that values from here on are rounded.
  void round() {
    rounded = true;
  }

  /// Whether some values were rounded, so that nothing that comes of them is exact.
  boolean isRounded() {
    return rounded;
  }

  /// Declares an array that is none yet.
  void declareArray(Name name, Shape shape) {
    if (!shape.isScalar() && !named.containsKey(name) && !isDeclared(name)) {
      declare(spelled(name) + " ∈ " + Text.of(shape));
      declared.add(name);
    }
  }

  private boolean isDeclared(Name name) {
    return declared.contains(name)
        || Nabla.formula("0", facts.toString()).reading().declared().contains(name);
  }

  /// A name as the reader takes it.
  static String spelled(Name name) {
    return name.isWord() ? name.base() : Text.of(name);
  }

  /// The values that were given, as `x = 1; y = (1, 2)`.
  String values() {
    return values(Map.of());
  }

  /// The values that were given, with those of an example before them.
  String values(Map<Name, String> example) {
    Map<Name, String> all = new LinkedHashMap<>(values);
    all.putAll(example);
    return all.entrySet().stream()
        .map(entry -> spelled(entry.getKey()) + " = " + entry.getValue())
        .collect(Collectors.joining("; "));
  }

  /// The value of a variable; null where none was given.
  @Nullable String value(String variable) {
    Name name = NameText.alone(variable);
    return name == null ? null : values.get(name);
  }

  /// By what a named formula was differentiated last; empty where it was not.
  List<Symbol> derivedBy(Name name) {
    return derivedBy.getOrDefault(name, List.of());
  }

  /// Remembers by what a named formula is differentiated.
  void derive(Name name, List<Symbol> variables) {
    derivedBy.put(name, List.copyOf(variables));
  }

  /// What has to stand before a formula for it to be read: the declarations, and the definitions
  /// that it uses, but for that of the name which the text itself defines.
  String context(String text) {
    return context(text, numbers(text));
  }

  /// The parameters of a function that is to be defined, where it can only be read if they stand
  /// for numbers of their own, whatever the sheet declares.
  private List<Name> numbers(String text) {
    List<Name> parameters = NameText.parameters(text);
    try {
      if (!parameters.isEmpty()) {
        Nabla.formula(text, context(text, List.of()));
      }
      return List.of();
    } catch (NablaException clash) {
      return parameters;
    }
  }

  /// The same where some names stand for numbers of their own, whatever the sheet declares.
  private String context(String text, Collection<Name> numbers) {
    return facts(definitionsFor(text, numbers), numbers);
  }

  /// The text of a formula under its name where it is one that has a name: `L` is `L = (y - z)^2`,
  /// and `f` is `f(x) = x^2`.
  String unfolded(String text) {
    Name name = NameText.alone(text);
    Named meaning = name == null ? null : named.get(name);
    return meaning == null ? text : meaning.text;
  }

  /// A claim, in which a name on the left side that has a meaning is not defined by it.
  String claimed(String text) {
    Name name = NameText.defined(text);
    return name == null || !named.containsKey(name) ? text : NameText.claimed(text);
  }

  /// The formula that a part of a statement says.
  Formula formula(Clause clause) {
    return formula(clause.text(), clause.start());
  }

  /// The same where some variables are numbers of their own, whatever the sheet declares.
  Formula formula(Clause clause, List<Name> numbers) {
    return formula(clause.text(), clause.start(), numbers);
  }

  /// The formula that a text says.
  ///
  /// @param start how many characters of the statement stand before it
  Formula formula(String text, int start) {
    return formula(text, start, numbers(text));
  }

  private Formula formula(String text, int start, Collection<Name> numbers) {
    try {
      Set<Name> needed = definitionsFor(text, numbers);
      Formula formula = Nabla.formula(text, facts(needed, numbers));
      refuseUndefined(formula, numbers);
      touched.addAll(needed);
      formula.known().forEach(symbol -> touched.add(symbol.name()));
      return formula;
    } catch (NablaException error) {
      throw at(error, start);
    }
  }

  /// A formula in which the variables have the numbers of the sheet, but for some.
  Formula withNumbers(Clause clause, List<String> but) {
    return withNumbers(clause, but, List.of());
  }

  /// The same where some variables are numbers of their own, whatever the sheet declares.
  Formula withNumbers(Clause clause, List<String> but, List<Name> numbers) {
    String text = unfolded(clause.text());
    Set<Name> own = new LinkedHashSet<>(numbers(text));
    own.addAll(numbers);
    Formula plain = formula(text, clause.start(), own);
    List<String> facts = new ArrayList<>(List.of(context(text, own)));
    Set<Name> open = new LinkedHashSet<>();
    but.forEach(name -> open.add(NameText.alone(name)));
    for (Symbol variable : plain.variables()) {
      String value = values.get(variable.name());
      if (value != null && !open.contains(variable.name())) {
        facts.add("let " + spelled(variable.name()) + " = " + value);
      }
    }
    facts.removeIf(String::isBlank);
    return Nabla.formula(text, String.join("; ", facts));
  }

  private void refuseUndefined(Formula formula, Collection<Name> own) {
    for (Name name : uses(formula)) {
      if (!own.contains(name) && !values.containsKey(name) && !named.containsKey(name)) {
        outlook.refuse(name, line);
      }
    }
  }

  /// An error in a part of a statement, with its place in the statement.
  static NablaException at(NablaException error, int start) {
    return error.line() != 1
        ? error
        : new NablaException(
            error.kind(),
            String.valueOf(error.getMessage()),
            1,
            error.column() + start,
            error.length());
  }

  private String facts(Set<Name> definitions, Collection<Name> numbers) {
    List<String> all = new ArrayList<>(facts.without(numbers).all());
    named.forEach((name, meaning) -> {
      if (definitions.contains(name)) {
        all.add("let " + meaning.text);
      }
    });
    return String.join("; ", all);
  }

  private static String letter(Name name) {
    return Name.of(name.base()).withAccent(name.accent()).toString();
  }

  /// The names whose definitions a formula needs, those of functions always. A letter that occurs
  /// may stand for its name: in `∂L/∂w` the definition of L takes the place of the name.
  private Set<Name> definitionsFor(String text, Collection<Name> numbers) {
    Name own = NameText.defined(text);
    Set<Name> others = new LinkedHashSet<>(named.keySet());
    others.remove(own);
    Formula read;
    try {
      read = Nabla.formula(text, facts(others, numbers));
    } catch (NablaException clash) {
      Set<Name> sound = sound(others, numbers);
      if (sound.size() == others.size()) {
        throw clash;
      }
      others = sound;
      read = Nabla.formula(text, facts(others, numbers));
    }
    List<Name> open = new ArrayList<>(uses(read));
    boolean derives = DERIVATIVE.matcher(text).find();
    for (Name name : others) {
      if (isFunction(name) || (derives && text.contains(letter(name)))) {
        open.add(name);
      }
    }
    Set<Name> needed = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      Name name = open.removeLast();
      Named meaning = named.get(name);
      if (meaning != null && !name.equals(own) && needed.add(name)) {
        open.addAll(meaning.uses);
      }
    }
    return needed;
  }

  /// The definitions that can be read with what was declared; one that a later declaration made
  /// senseless is an error only where it is used.
  private Set<Name> sound(Set<Name> definitions, Collection<Name> numbers) {
    Set<Name> sound = new LinkedHashSet<>();
    for (Name name : definitions) {
      sound.add(name);
      if (!isConsistent(sound, numbers)) {
        sound.remove(name);
      }
    }
    return sound;
  }

  private boolean isConsistent(Set<Name> definitions, Collection<Name> numbers) {
    try {
      Nabla.formula("0", facts(definitions, numbers));
      return true;
    } catch (NablaException clash) {
      return false;
    }
  }

  /// Makes some of the definitions a network.
  void connect(Wiring network) {
    wiring = network;
  }

  /// The network; one without layers where there is none.
  Wiring wiring() {
    return wiring;
  }

  /// Whether all definitions can be read with what was declared.
  boolean isConsistent() {
    return isConsistent(named.keySet(), Set.of());
  }

  /// The data of several examples; null where there are none.
  @Nullable Examples examples() {
    return examples;
  }

  void takeExamples(Examples data) {
    examples = data;
  }

  /// Whether a variable has a value, be it in each example.
  boolean hasValue(Name name) {
    return values.containsKey(name) || isData(name);
  }

  /// Whether a variable is one of the data.
  boolean isData(Name name) {
    return examples != null && examples.names().contains(name);
  }

  /// The names of which a formula is made, directly or not.
  Set<Name> definitionsBelow(String text) {
    return definitionsFor(text, Set.of());
  }

  /// The names in the definition of another; empty where it has none.
  Set<Name> usesOf(Name name) {
    Named meaning = named.get(name);
    return meaning == null ? Set.of() : meaning.uses;
  }
}
