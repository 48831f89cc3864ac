package nabla.worksheet;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.worksheet.Statement.Clause;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// What a worksheet knows at one of its lines: what was declared, named and given above it.
final class Sheet {

  private final Set<Name> declared = new LinkedHashSet<>();
  private final Meanings meanings = new Meanings();
  private final Contexts contexts = new Contexts(this);
  private final Withdrawals withdrawals = new Withdrawals();
  private final Map<Name, String> values = new LinkedHashMap<>();
  private final Derivatives derivatives = new Derivatives();
  private final Outlook outlook = new Outlook();
  private final Lines lines = new Lines();
  private Wiring wiring = Wiring.NONE;
  private final Data data = new Data();
  private boolean rounded;

  /// An empty sheet. What the sheet knows now, to come back to.
  Sheet saved() {
    Sheet copy = new Sheet();
    copy.restore(this);
    return copy;
  }

  /// Forgets what came after another was saved.
  void restore(Sheet other) {
    meanings.copy(other.meanings);
    withdrawals.copy(other.withdrawals);
    declared.clear();
    declared.addAll(other.declared);
    replace(values, other.values);
    derivatives.copy(other.derivatives);
    outlook.copy(other.outlook);
    lines.copy(other.lines);
    wiring = other.wiring;
    data.copy(other.data);
    rounded = other.rounded;
  }

  /// Forgets all but what is to come.
  void clear() {
    Sheet empty = new Sheet();
    empty.outlook.copy(outlook);
    empty.outlook.cleared(lines.current());
    empty.lines.begin(lines.current());
    restore(empty);
    expectWords();
  }

  /// Takes the names of several letters that get values further down for one name each.
  void expectWords() {
    outlook.words(lines.current()).forEach(word -> declareArray(word, Shape.SCALAR));
  }

  /// Forgets what a name stands for, and its shape; true where that ends a network.
  boolean forget(Name name) {
    values.remove(name);
    endData(Set.of(name));
    meanings.forget(name);
    declared.remove(name);
    derivatives.forget(name);
    lines.forget(name);
    withdrawals.isGood(name);
    outlook.cleared(name, lines.current());
    boolean network = wiring.layers().contains(name);
    wiring = network ? Wiring.NONE : wiring;
    return network;
  }

  /// Whether a line above was to say what a name stands for, and was wrong.
  boolean isWrong(Name name) {
    return withdrawals.concern(name) || outlook.isWrong(name, lines.current());
  }

  private static <V> void replace(Map<Name, V> map, Map<Name, V> by) {
    map.clear();
    map.putAll(by);
  }

  /// Begins the statement in a line.
  void begin(int next) {
    lines.begin(next);
  }

  /// The names that a statement used, with the lines above that define them or give their values.
  Map<String, Integer> uses(Statement statement) {
    return lines.of(Links.of(statement, meanings, lines.touched()));
  }

  /// Declarations and facts that hold from here on.
  void declare(String more) {
    meanings.take(meanings.facts().with(more));
  }

  /// What a line declared holds, whatever was wrong before; values of another shape are past.
  ///
  /// @return the names of those, with what they stood for
  Map<Name, String> settle(Set<Name> names) {
    declared.removeAll(names);
    names.forEach(withdrawals::hasMeaning);
    Map<Name, String> unfit = new Past(this).unfit(names);
    unfit.keySet().forEach(values::remove);
    endData(unfit.keySet());
    return unfit;
  }

  /// Forgets the value of a variable, and not its shape.
  void forgetValue(Name name) {
    values.remove(name);
  }

  /// What was declared and defined.
  Meanings meanings() {
    return meanings;
  }

  /// What of these a formula needs to be read.
  Contexts contexts() {
    return contexts;
  }

  /// What was declared and assumed.
  Facts facts() {
    return meanings.facts();
  }

  /// Takes back what was declared for one statement.
  void comeBackTo(Facts before) {
    meanings.take(before);
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
    derivatives.unname(name);
    endData(Set.of(name));
    lines.define(name);
    withdrawals.isGood(name);
    return meanings.define(name, definition, text);
  }

  /// Whether a name is that of a function.
  boolean isFunction(Name name) {
    return meanings.isFunction(name);
  }

  /// Gives a variable a value, and an array that was not declared its shape, from here on.
  void give(Name name, String value, Shape shape) {
    meanings.undefine(name);
    derivatives.unname(name);
    data.give(name, shape);
    values.put(name, value);
    withdrawals.isGood(name);
    lines.define(name);
    declareArray(name, shape);
  }

  /// The line that defines a name or gives its values; null where none does.
  @Nullable Integer line(Name name) {
    return lines.of(name);
  }

  /// Data are past where one of the variables is something else.
  void endData(Collection<Name> names) {
    data.end(names);
  }

  /// Says that values from here on are rounded.
  void round() {
    rounded = true;
  }

  /// Whether some values were rounded, so that nothing that comes of them is exact.
  boolean isRounded() {
    return rounded;
  }

  /// Declares an array that is none yet, or that became one by an earlier value; a name of several
  /// letters is declared to be one, whatever its value is.
  void declareArray(Name name, Shape shape) {
    if (declared.remove(name)) {
      meanings.take(facts().without(Set.of(name)));
    }
    if ((!shape.isScalar() || name.isWord() || outlook.isWord(name))
        && !meanings.defines(name)
        && !isDeclared(name)) {
      declare(spelled(name) + " ∈ " + Text.of(shape));
      declared.add(name);
    }
  }

  /// Whether a name was declared.
  boolean isDeclared(Name name) {
    return facts().declares(name);
  }

  /// The shape that a name was declared with; null where it was not.
  @Nullable Shape shape(Name name) {
    return declared.contains(name) ? null : facts().shape(name);
  }

  /// A name as the reader takes it.
  static String spelled(Name name) {
    boolean plain = name.base().chars().allMatch(sign -> sign < 0x80 && Character.isLetter(sign));
    return !name.isWord()
        ? Text.of(name)
        : plain ? name.base() : NameText.quoted(name); // temp0, Δw
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
        .map(entry -> NameText.quoted(entry.getKey()) + " = " + entry.getValue())
        .collect(Collectors.joining("; "));
  }

  /// The value of a variable; null where none was given.
  @Nullable String value(String variable) {
    Name name = NameText.alone(variable);
    return name == null ? null : value(name);
  }

  /// The value of a variable; null where none was given.
  @Nullable String value(Name name) {
    return values.get(name);
  }

  /// The variables that have values.
  Set<Name> valued() {
    return Set.copyOf(values.keySet());
  }

  /// The derivatives that were asked for.
  Derivatives derivatives() {
    return derivatives;
  }

  /// What has to stand before a formula for it to be read: the declarations, and the definitions
  /// that it uses, but for that of the name which the text itself defines.
  String context(String text) {
    return context(text, contexts.numbers(text));
  }

  /// The same where some names stand for numbers of their own, whatever the sheet declares.
  String context(String text, Collection<Name> numbers) {
    return contexts.of(text, numbers).context();
  }

  /// The text of a formula under its name where it is one that has a name: `L` is `L = (y - z)^2`,
  /// and `f` is `f(x) = x^2`; `z` is `z_i = w x_i + b`.
  String unfolded(String text) {
    return Definitions.unfolded(this, text);
  }

  /// The formula that a part of a statement says.
  Formula formula(Clause clause) {
    return formula(clause.text(), clause.start());
  }

  /// The formula that a text says.
  ///
  /// @param start how many characters of the statement stand before it
  Formula formula(String text, int start) {
    return formula(text, start, contexts.numbers(text));
  }

  /// The same where some variables are numbers of their own, whatever the sheet declares.
  Formula formula(String written, int start, Collection<Name> numbers) {
    Gradients.Written meant = new Gradients.Written(written, List.of());
    try {
      meant = new Gradients(this).written(written);
      String text = meant.text();
      outlook.refuseWords(
          text, lines.current(), name -> meanings.defines(name) || values.containsKey(name));
      Contexts.Read read = contexts.of(text, numbers);
      if (!read.missing().isEmpty()) {
        read.requireDefinitions(contexts.clash());
      }
      Formula formula = read.formula();
      new VariableLists(this).refuse(formula);
      new Undefined(meanings, withdrawals, outlook, values.keySet(), lines.current())
          .refuse(formula, text, numbers);
      lines.touch(read.definitions());
      formula.known().forEach(symbol -> lines.touch(Set.of(symbol.name())));
      return formula;
    } catch (NablaException error) {
      throw Statement.at(meant.placed(error), start);
    }
  }

  /// What a statement was to change is not what it was before, nor what it was to become.
  void withdraw(Withdrawals.Change change) {
    withdrawals.add(change.of(this), lines.current());
  }

  /// Refuses a statement that computed with values which a wrong line was to give.
  void refuseWithdrawn(Statement statement) {
    withdrawals.refuseValues(lines.touched(), Withdrawals.own(statement), values.keySet());
  }

  /// Makes some of the definitions a network.
  void connect(Wiring network) {
    wiring = network;
  }

  /// The network; one without layers where there is none.
  Wiring wiring() {
    return wiring;
  }

  /// The data of several examples.
  Data data() {
    return data;
  }

  /// The data of several examples; null where there are none, or all are taken at once.
  @Nullable Examples examples() {
    return data.examples();
  }

  /// Data from here on, which join those of other variables where there are as many examples.
  ///
  /// @return what is to be said of those that were there before
  List<String> takeExamples(Examples more) {
    List<String> said = data.take(more);
    for (Name name : more.names()) {
      values.remove(name);
      meanings.undefine(name);
      withdrawals.isGood(name);
      lines.define(name);
    }
    return said;
  }

  /// The shapes of the examples, also of those that are to come.
  ExampleShapes shapes() {
    int line = lines.current();
    String count = String.valueOf(data.count());
    return data.shapes(
            outlook.data(line),
            name -> values.containsKey(name) || meanings.defines(name) || isDeclared(name))
        .withApart(letter ->
            !values.getOrDefault(letter, count).equals(count) || outlook.isToCome(letter, line));
  }

  /// The values that further lines give.
  Map<Name, Expr> coming() {
    return outlook.values(lines.current());
  }

  /// Whether a line further down defines a name, or gives it a value.
  boolean isToCome(Name name) {
    return coming().containsKey(name) || outlook.isToCome(name, lines.current());
  }

  /// Values for one statement, which say nothing of shapes.
  void put(Map<Name, String> some) {
    values.putAll(some);
  }

  /// Whether a variable has a value, be it in each example.
  boolean hasValue(Name name) {
    return values.containsKey(name) || isData(name);
  }

  /// Whether a variable is one of the data.
  boolean isData(Name name) {
    return data.has(name);
  }
}
