package nabla.worksheet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nabla.Formula;
import nabla.Nabla;
import nabla.expr.Dag;
import nabla.expr.Derivative;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.worksheet.Statement.Clause;
import org.jspecify.annotations.Nullable;

/// Names that stand for a list of variables, such as `θ = (w, b)`: by `θ` is by these, where a
/// formula is one of them and not of `θ`.
final class VariableLists {
  private static final Pattern LIST = Pattern.compile("\\s*\\(([^()]*)\\)\\s*");
  private static final Pattern PLACE = Pattern.compile("[0-9]{1,3}");

  /// `∂r/∂(x, y)`
  private static final Pattern BY_LIST =
      Pattern.compile(
          "[∂d]\\s*(\\p{L}\\w*)\\s*/\\s*[∂d]\\s*\\((\\s*\\p{L}\\w*\\s*(?:,\\s*\\p{L}\\w*\\s*)+)\\)");

  /// What any derivative is written with.
  private static final Pattern SLOPE = Pattern.compile("/\\s*(?:[∂d]|\\\\partial)|\\\\frac");

  /// What a list begins with.
  private static final Pattern BRACKET = Pattern.compile("=\\s*(?:[(\\[⟨]|\\\\[a-z])");

  private final Sheet sheet;

  VariableLists(Sheet sheet) {
    this.sheet = sheet;
  }

  /// The variables that a name lists; empty where it stands for anything else.
  List<Symbol> components(Name name) {
    String arrays = sheet.meanings().listOf(name);
    if (arrays != null) {
      return names(arrays);
    }
    if (!sheet.meanings().defines(name)) {
      return ofParameter(name);
    }
    if (sheet.isFunction(name)) {
      return List.of();
    }
    String text = sheet.unfolded(Sheet.spelled(name));
    List<Symbol> listed = names(text);
    if (listed.stream().anyMatch(each -> !each.isScalar())) {
      return listed;
    }
    if (!BRACKET.matcher(text).find()) {
      return List.of();
    }
    Expr list = Nabla.formula(text, sheet.context(text)).reading().expression();
    Set<Symbol> symbols = new LinkedHashSet<>();
    for (Expr child : list instanceof Literal ? list.children() : List.<Expr>of()) {
      if (!(child instanceof Symbol symbol) || !symbols.add(symbol)) {
        return List.of();
      }
    }
    return List.copyOf(symbols);
  }

  /// A text with the derivatives for `∂r/∂(x, y)`.
  String withBrackets(String text) {
    return BY_LIST
        .matcher(text)
        .replaceAll(found -> {
          Name function = NameText.alone(found.group(1));
          return Matcher.quoteReplacement(
              function != null && sheet.meanings().defines(function)
                  ? slopes(
                      found.group(1),
                      StatementReader.list(new Clause(found.group(2), 0)).stream()
                          .map(each -> NameText.alone(each.text()))
                          .filter(Objects::nonNull)
                          .map(Symbol::of)
                          .toList())
                  : found.group());
        });
  }

  /// A text with the list of its derivatives for one by a list of numbers, `∂L/∂θ` of `θ = (a, b)`.
  String withLists(String text) {
    String all = withBrackets(text);
    for (Name name : SLOPE.matcher(text).find() ? sheet.meanings().names() : Set.<Name>of()) {
      List<Symbol> components =
          Links.mentions(text, name) && !sheet.isFunction(name) ? components(name) : List.of();
      if (components.isEmpty() || !components.stream().allMatch(Symbol::isScalar)) {
        continue;
      }
      String spelled = Pattern.quote(Sheet.spelled(name));
      Pattern slope =
          Pattern.compile(
              "[∂d]\\s*(?<of>\\p{L}\\w*)\\s*/\\s*[∂d]\\s*%s(?![\\p{L}\\d_])|\\\\frac\\s*\\{\\s*(?:\\\\partial|[∂d])\\s*(?<above>\\p{L}\\w*)\\s*\\}\\s*\\{\\s*(?:\\\\partial|[∂d])\\s*%s\\s*\\}"
                  .formatted(spelled, spelled));
      all =
          slope
              .matcher(all)
              .replaceAll(found -> {
                Matcher whole = slope.matcher(found.group());
                whole.matches();
                String of = whole.group("of") == null ? whole.group("above") : whole.group("of");
                Name function = NameText.alone(of);
                return Matcher.quoteReplacement(
                    function == null || !sheet.meanings().defines(function)
                        ? found.group()
                        : slopes(of, components));
              });
    }
    return all;
  }

  /// The derivatives of a named formula by several numbers: in a list those of a number, side by
  /// side, as its Jacobian, those of a vector.
  String slopes(String of, List<Symbol> by) {
    boolean vector = sheet.formula(sheet.unfolded(of), 0).reading().expression().shape().isVector();
    List<String> slopes = new ArrayList<>();
    for (int i = 0; i < by.size(); i++) {
      String slope = "∂" + of + "/∂" + Sheet.spelled(by.get(i).name());
      int place = i;
      String column =
          IntStream.range(0, by.size())
              .mapToObj(each -> each == place ? "1" : "0")
              .collect(Collectors.joining(", ", "(", ")"));
      slopes.add(vector ? "(" + slope + ") " + column + "^T" : slope);
    }
    return "(" + String.join(vector ? " + " : ", ", slopes) + ")";
  }

  /// A list of variables with `x` for all the entries `x_1, x_2` of a declared vector; null where
  /// there are none.
  @Nullable String withVectors(@Nullable Clause list) {
    List<Name> names = new ArrayList<>();
    for (Clause item : list == null ? List.<Clause>of() : StatementReader.names(list)) {
      Name name = NameText.alone(item.text());
      if (name == null) {
        return null;
      }
      names.add(name);
    }
    List<Name> whole = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Name vector = names.get(i).withSubscript("");
      int size = names.get(i).subscript().equals("1") ? size(vector) : 0;
      boolean all = size > 0 && i + size <= names.size() && !isParameter(names.get(i));
      for (int j = 1; j <= size && all; j++) {
        Name entry = names.get(i + j - 1);
        all =
            entry.equals(vector.withSubscript(String.valueOf(j)))
                && !sheet.meanings().defines(entry);
      }
      whole.add(all ? vector : names.get(i));
      i += all ? size - 1 : 0;
    }
    return whole.size() == names.size()
        ? null
        : whole.stream().map(Sheet::spelled).collect(Collectors.joining(", "));
  }

  /// The declarations of the vectors of which a list has all entries from the first on, where
  /// nothing is known of them; empty for none.
  static String vectors(Sheet sheet, @Nullable Clause list) {
    Map<Name, Integer> sizes = new LinkedHashMap<>();
    for (Clause item : list == null ? List.<Clause>of() : StatementReader.names(list)) {
      Name name = NameText.alone(item.text());
      Name vector = name == null ? null : name.withSubscript("");
      int next = vector == null ? 0 : sizes.getOrDefault(vector, 0) + 1;
      if (name != null
          && vector != null
          && name.subscript().equals(String.valueOf(next))
          && !new Past(sheet).knows(vector)) {
        sizes.put(vector, next);
      }
    }
    return sizes.entrySet().stream()
        .filter(each -> each.getValue() > 1)
        .map(each -> Sheet.spelled(each.getKey()) + " ∈ R^" + each.getValue())
        .collect(Collectors.joining("; "));
  }

  /// Whether a function has a parameter of its own of a name, `f(x_1, x_2)`.
  private boolean isParameter(Name entry) {
    return sheet.meanings().names().stream()
        .filter(sheet::isFunction)
        .anyMatch(each -> NameText.parameters(sheet.unfolded(Sheet.spelled(each))).contains(entry));
  }

  /// How many entries a declared vector has; 0 for anything else.
  private int size(Name vector) {
    Shape shape = sheet.facts().shape(vector);
    return shape != null && shape.isVector() && shape.rows().isFixed()
        ? (int) shape.rows().fixedSize()
        : 0;
  }

  /// Takes a definition for a list of variables where it is one of names, `θ = (W, b)`.
  ///
  /// @return whether it is
  boolean take(String definition) {
    Name name = NameText.defined(definition);
    if (name == null || names(definition).isEmpty()) {
      return false;
    }
    sheet.meanings().takeList(name, definition);
    return true;
  }

  /// The different names in brackets, of which none has a definition; empty for anything else.
  private List<Symbol> names(String definition) {
    Matcher list = LIST.matcher(definition.substring(definition.indexOf('=') + 1));
    Set<Symbol> symbols = new LinkedHashSet<>();
    for (String item : list.matches() ? list.group(1).split(",", -1) : new String[0]) {
      Name name = NameText.alone(item.strip());
      if (name == null || sheet.meanings().defines(name)) {
        return List.of();
      }
      Shape shape = sheet.facts().shape(name);
      if (!symbols.add(Symbol.of(name, shape == null ? Shape.SCALAR : shape))) {
        return List.of();
      }
    }
    return symbols.size() < 2 ? List.of() : List.copyOf(symbols);
  }

  /// The variables below a parameter of which a function has only these: θ₁, θ₂ of `L(θ) = θ_1 +
  /// θ_2`.
  private List<Symbol> ofParameter(Name name) {
    for (Name function : sheet.meanings().names()) {
      String text = sheet.unfolded(Sheet.spelled(function));
      if (sheet.isFunction(function) && NameText.parameters(text).contains(name)) {
        List<Symbol> parameters = parameters(text);
        boolean itself =
            parameters.stream().anyMatch(each -> each.name().equals(name)); // L(w, w_0)
        List<Symbol> entries =
            parameters.stream()
                .filter(each -> !itself)
                .filter(each -> each.name().withSubscript("").equals(name))
                .toList();
        if (!entries.isEmpty()) {
          return entries;
        }
      }
    }
    return List.of();
  }

  /// A text with the list of its entries for the vector of which a function has the entries, as in
  /// `‖x‖` beside `f(x) = x_1^2 + x_2^2`.
  String withEntries(String text) {
    String all = text;
    Set<Name> vectors = new LinkedHashSet<>();
    for (Name function : sheet.meanings().names()) {
      if (sheet.isFunction(function)) {
        vectors.addAll(NameText.parameters(sheet.unfolded(Sheet.spelled(function))));
      }
    }
    for (Name vector : vectors) {
      boolean plain = !sheet.hasValue(vector) && !sheet.meanings().defines(vector);
      List<Symbol> entries = plain ? ofParameter(vector) : List.of();
      if (!entries.isEmpty()) {
        String list =
            entries.stream()
                .map(each -> Sheet.spelled(each.name()))
                .collect(Collectors.joining(", ", "(", ")"));
        all =
            Pattern.compile(
                    "(?<![\\p{L}_\\\\])(?<!\\p{L}\\()%s(?![\\p{L}\\d_(₀-₉])"
                        .formatted(Pattern.quote(Sheet.spelled(vector))))
                .matcher(all)
                .replaceAll(Matcher.quoteReplacement(list));
      }
    }
    return all;
  }

  /// The parameters of a function; none of one that a later declaration made senseless.
  private List<Symbol> parameters(String text) {
    try {
      return Nabla.formula(text, sheet.context(text)).reading().parameters();
    } catch (NablaException senseless) {
      return List.of();
    }
  }

  /// The items of a list of variables, in which those that a name lists take its place.
  ///
  /// @param of the formula that is differentiated or solved; names that occur in it stay
  List<String> items(List<String> items, String of) {
    List<String> all = new ArrayList<>();
    for (String item : items) {
      List<Symbol> components = listed(item, of);
      if (components.isEmpty()) {
        all.add(item);
      } else {
        components.forEach(each -> all.add(Sheet.spelled(each.name())));
      }
    }
    return all;
  }

  /// The same as one text, where a list stands for its variables at once: `(w, b), c` for `θ, c`.
  String text(String items, String of) {
    return StatementReader.list(new Statement.Clause(items, 0)).stream()
        .map(item -> {
          List<Symbol> components = listed(item.text(), of);
          boolean arrays = !components.isEmpty() && haveArrays(components, of);
          return components.isEmpty()
              ? item.text()
              : arrays ? joined(components) : bracketed(components);
        })
        .collect(Collectors.joining(", "));
  }

  /// Whether some variables of a formula are vectors or matrices, as their declarations or the
  /// formula say.
  private boolean haveArrays(List<Symbol> components, String of) {
    List<Name> names = components.stream().map(Symbol::name).toList();
    return components.stream().anyMatch(each -> !each.isScalar())
        || sheet.formula(sheet.unfolded(of), 0).variables().stream()
            .anyMatch(each -> !each.isScalar() && names.contains(each.name()));
  }

  /// The variables that stand for an item by which a formula is differentiated.
  List<Symbol> listed(String item, String of) {
    Name name = NameText.alone(item);
    List<Symbol> components = name == null ? List.of() : components(name);
    if (name == null || components.isEmpty()) {
      return name == null ? List.of() : entries(name, of);
    }
    Set<Name> direct = directly(of, name);
    boolean itself = direct.remove(name);
    boolean apart = components.stream().anyMatch(each -> direct.contains(each.name()));
    if (itself && apart) {
      throw ambiguous(name, components);
    }
    return itself ? List.of() : components;
  }

  /// The variables below a name of which a formula has only these: θ₁, θ₂ of `(θ_1 - 1)^2 + θ_2^2`;
  /// empty where the name stands in it, or for anything of its own.
  private List<Symbol> entries(Name name, String of) {
    if (sheet.meanings().defines(name) || sheet.hasValue(name) || sheet.isDeclared(name)) {
      return List.of();
    }
    List<Symbol> variables = sheet.formula(sheet.unfolded(of), 0).variables();
    return variables.stream().anyMatch(each -> each.name().equals(name))
        ? List.of()
        : variables.stream()
            .filter(each -> PLACE.matcher(each.name().subscript()).matches())
            .filter(each -> each.name().withSubscript("").equals(name))
            .sorted(Comparator.comparingInt(each -> Integer.parseInt(each.name().subscript())))
            .toList();
  }

  /// The names in a formula and in the definitions that it uses, but for that of one name.
  private Set<Name> directly(String of, Name but) {
    Formula formula = sheet.formula(sheet.unfolded(of), 0);
    Set<Name> all = new LinkedHashSet<>(Meanings.uses(formula));
    List<Name> open = new ArrayList<>(all);
    while (!open.isEmpty()) {
      Name name = open.removeLast();
      if (!name.equals(but)) {
        sheet.meanings().usesOf(name).stream().filter(all::add).forEach(open::add);
      }
    }
    return all;
  }

  /// Refuses a derivative by a list of variables of which the formula is one, as it is no 0.
  void refuse(Formula formula) {
    for (Expr node : Dag.of(formula.reading().expression()).nodes()) {
      if (node instanceof Derivative derivative) {
        Symbol variable = derivative.variable();
        List<Symbol> components = components(variable.name());
        Expr body = formula.reading().expanded(derivative.body());
        if (!components.isEmpty()
            && !Dag.any(derivative.body(), variable::equals)
            && Dag.any(body, components::contains)) {
          throw ambiguous(variable.name(), components);
        }
      }
    }
  }

  /// Values in which that of a list is one for each of its variables.
  Map<Name, Expr> values(Map<Name, Expr> given) {
    Map<Name, Expr> all = new LinkedHashMap<>();
    given.forEach((name, value) -> {
      List<Symbol> components = components(name);
      if (components.isEmpty()
          || !(value instanceof Literal)
          || value.arity() != components.size()) {
        all.put(name, value);
      } else {
        for (int i = 0; i < components.size(); i++) {
          all.put(components.get(i).name(), value.child(i));
        }
      }
    });
    return all;
  }

  private static String bracketed(List<Symbol> components) {
    return "(" + joined(components) + ")";
  }

  private static String joined(List<Symbol> components) {
    return components.stream()
        .map(each -> Sheet.spelled(each.name()))
        .collect(Collectors.joining(", "));
  }

  private static NablaException ambiguous(Name name, List<Symbol> components) {
    return new NablaException(
        NablaException.Kind.NAME,
        Sheet.spelled(name)
            + " is the list "
            + bracketed(components)
            + ", and stands for no variable of its own here; write "
            + bracketed(components));
  }
}
