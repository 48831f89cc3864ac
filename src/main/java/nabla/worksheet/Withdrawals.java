package nabla.worksheet;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.Formula;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.NablaException;
import nabla.expr.Name;
import org.jspecify.annotations.Nullable;

/// Names that a statement was to give a meaning or a value, and did not, because it is wrong. What
/// they stood for before is past: a later line that uses it would be answered with what its author
/// has replaced.
final class Withdrawals {

  /// A name with what stands above and below it, `δ^{(l)}_j`.
  private static final String NAME = "(?:[^\\s=,;:(){}<>≤≥≠!]|[_^]\\{[^{}=]*\\})+";

  private static final Pattern FIRST = Pattern.compile("\\s*([a-z]+)\\s+(.*)", Pattern.DOTALL);
  private static final Pattern DEFINED =
      Pattern.compile(
          "(?:^|[,;(])\\s*(?:let\\s+)?(" + NAME + ")\\s*" + "(?:\\(([^()=]*)\\))?\\s*:?=(?![=>])");

  /// The same behind a word that is mistyped, `gievn w = 3`.
  private static final Pattern MISTYPED =
      Pattern.compile("(" + NAME + ")\\s*(?:\\(([^()=]*)\\))?\\s*:?=(?![=>])");

  /// `e^x`, and no `exp(x)`.
  private static final Pattern EXPONENTIAL = Pattern.compile("e\\s*(?:\\^|\\*\\*|[⁻⁰¹²³⁴-⁹])");

  /// `∇f(w) = 0`, which was to define nothing.
  private static final Pattern EQUATION =
      Pattern.compile("[^=]*(?:∇|∂|\\\\nabla|\\\\partial|['′]\\s*\\()[^=]*=");

  private static final Pattern ARROW = Pattern.compile("->|→");
  private static final Pattern DECLARED =
      Pattern.compile("(?:^|;)\\s*([^;∈]+?)\\s*(?:∈|\\\\in\\b|\\sin\\s)");

  /// What a line was to change.
  ///
  /// @param meanings whether it was to give meanings or shapes; else values
  /// @param network whether it was to describe a network
  /// @param all whether any variable may have got a value
  record Change(Set<Name> names, boolean meanings, boolean network, boolean all) {

    /// Takes what was to change from a sheet.
    ///
    /// @return this with the names of all that is taken
    Change of(Sheet sheet) {
      Set<Name> gone = new LinkedHashSet<>(names);
      if (network) {
        gone.addAll(sheet.wiring().layers());
        gone.addAll(sheet.wiring().weights());
        sheet.connect(Wiring.NONE);
      }
      if (!meanings) {
        names.forEach(name -> gone.addAll(sheet.meanings().usesOf(name)));
      }
      for (Name name : gone) {
        sheet.forgetValue(name);
        if (meanings) {
          sheet.meanings().forget(name);
        } else {
          sheet.endData(Set.of(name));
        }
      }
      if (all) {
        sheet.valued().forEach(sheet::forgetValue);
      }
      return new Change(gone, meanings, network, all);
    }
  }

  private final Map<Name, Integer> meanings = new LinkedHashMap<>();
  private final Map<Name, Integer> values = new LinkedHashMap<>();

  /// The line of a statement that was to give values to columns of a file, whatever they are
  /// called; 0 for none.
  private int all;

  /// What the text of a statement that failed was to change, as far as it says.
  static Change change(String text) {
    List<UpdateText> updates = UpdateText.in(new Statement.Clause(text, 0));
    if (!updates.isEmpty()) {
      Set<Name> names = new LinkedHashSet<>();
      updates.forEach(update -> add(update.name().text(), names));
      return new Change(names, false, false, false);
    }
    Matcher first = FIRST.matcher(text);
    Kind kind = first.matches() ? Kind.of(first.group(1)) : null;
    String rest = kind == null ? text : first.group(2);
    if (kind == null && EQUATION.matcher(rest).lookingAt()) {
      return new Change(Set.of(), true, false, false);
    }
    if (kind == null) {
      Set<Name> declared = declared(rest);
      return new Change(
          declared.isEmpty() ? defined(rest, MISTYPED) : declared, true, false, false);
    }
    return switch (kind) {
      case LET -> new Change(defined(rest), true, false, false);
      case NETWORK -> new Change(network(rest), true, true, false);
      case DECLARE -> new Change(declared(rest), true, false, false);
      case GIVEN ->
          new Change(
              rest.contains("=") ? defined(rest) : listed(before(rest, "from")),
              false,
              false,
              before(rest, "from").strip().equals("data"));
      case DATA -> new Change(listed(before(before(rest, "="), "from")), false, false, false);
      case DERIVE -> new Change(listed(after(rest, "as")), true, false, false);
      default -> new Change(Set.of(), false, false, false);
    };
  }

  /// The names that a network defines or declares, but for its input and its targets, which may
  /// have been there before.
  private static Set<Name> network(String text) {
    if (!Blueprint.isLayered(text)) {
      return defined(text);
    }
    Set<Name> names = new LinkedHashSet<>();
    add("L", names);
    add("ŷ", names);
    int layers = ARROW.split(text, -1).length - 1;
    for (int layer = 1; layer <= layers; layer++) {
      for (String letter : List.of("W", "b", "z", "a")) {
        add(letter + layer, names);
      }
    }
    return names;
  }

  private static String before(String text, String word) {
    String[] parts = text.split("=".equals(word) ? "=" : "\\s" + word + "\\s", 2);
    return parts[0];
  }

  private static String after(String text, String word) {
    String[] parts = text.split("\\s" + word + "\\s", 2);
    return parts.length < 2 ? "" : parts[1].split("\\s(with|where|rate|for)\\s", 2)[0];
  }

  private static Set<Name> listed(String text) {
    Set<Name> names = new LinkedHashSet<>();
    for (String item : text.replaceAll("[()]", "").split(",", -1)) {
      add(item, names);
    }
    return names;
  }

  private static Set<Name> defined(String text) {
    return defined(text, DEFINED);
  }

  private static Set<Name> defined(String text, Pattern pattern) {
    Set<Name> names = new LinkedHashSet<>();
    Matcher definitions = pattern.matcher(text);
    while (definitions.find()) {
      String parameters = definitions.group(2) == null ? "" : "(" + definitions.group(2) + ")";
      if (!NameText.isKnownFunction(definitions.group(1) + parameters)) {
        add(definitions.group(1), names);
      }
    }
    return names;
  }

  /// The names that declarations are of.
  static Set<Name> declared(String text) {
    Set<Name> names = new LinkedHashSet<>();
    Matcher declarations = DECLARED.matcher(text);
    while (declarations.find()) {
      names.addAll(listed(declarations.group(1)));
    }
    return names;
  }

  private static void add(String text, Set<Name> names) {
    Name name = text.isBlank() ? null : NameText.nameOrConstant(text);
    if (name == null) {
      return;
    }
    names.add(name);
    if (name.subscript().matches("[a-z]")) {
      names.add(name.withSubscript("")); // c of `c_k = …`
    }
  }

  /// Takes over what another one knows.
  void copy(Withdrawals other) {
    meanings.clear();
    meanings.putAll(other.meanings);
    values.clear();
    values.putAll(other.values);
    all = other.all;
  }

  /// A line that was to change something is wrong.
  void add(Change change, int line) {
    change.names().forEach(name -> (change.meanings() ? meanings : values).put(name, line));
    all = change.all() ? line : all;
  }

  /// Whether the meaning or the value of a name was withdrawn.
  boolean concern(Name name) {
    return meanings.containsKey(name) || values.containsKey(name);
  }

  /// A name has a meaning, a shape or a value again, or is forgotten.
  void isGood(Name name) {
    meanings.remove(name);
    values.remove(name);
  }

  /// A name has a meaning or a shape again, and not yet a value.
  void hasMeaning(Name name) {
    meanings.remove(name);
  }

  /// Refuses names whose meaning was withdrawn.
  void refuseMeaning(Name name) {
    refuseMeaning(name, false);
  }

  /// @param meant whether the name has a meaning of its own, as L_2 has beside L
  void refuseMeaning(Name name, boolean meant) {
    Integer line = meanings.get(name);
    if (line == null && !meant && name.subscript().matches("[1-9][0-9]*")) {
      line = meanings.get(name.withSubscript("")); // c_1 of `c_k = …`
    }
    if (line != null) {
      throw refused(name + " has no meaning, as its definition in line " + line + " is wrong");
    }
  }

  /// Refuses a text that applies or differentiates what lost its meaning.
  ///
  /// @param own the names that stand for something else in it
  void refuseFunctions(String text, Set<Name> own) {
    for (Name name : meanings.keySet()) {
      if (own.contains(name) || name.equals(NameText.defined(text))) {
        continue;
      }
      String spelled = Pattern.quote(Sheet.spelled(name));
      String applied = "(?<!\\p{L})%s\\s*['′]*\\(".formatted(spelled);
      String derived = "[∂d]\\s*%s\\s*/|∇(?:_\\S+)?\\s*%s(?!\\p{L})".formatted(spelled, spelled);
      if (Pattern.compile(applied + "|" + derived).matcher(text).find()) {
        refuseMeaning(name);
      }
    }
  }

  /// Refuses a formula with a constant whose letter was to stand for something else, as e was in `e
  /// = y −`.
  ///
  /// @param own the names that stand for something else in it anyway
  void refuseConstants(Formula formula, String text, Set<Name> own) {
    for (Name name : meanings.keySet()) {
      Function constant = NameText.constant(name.toString());
      if (constant == null || own.contains(name)) {
        continue;
      }
      boolean power = EXPONENTIAL.matcher(text).find();
      boolean used =
          Dag.any(
              formula.reading().expression(),
              node ->
                  node instanceof Apply apply
                      && (apply.operator() == constant
                          || (power && apply.operator() == Elementary.EXP)));
      if (used) {
        refuseMeaning(name);
      }
    }
  }

  /// Refuses names whose value was withdrawn, in a statement that computes with values.
  ///
  /// @param own the names that have a value of the statement's own
  void refuseValues(Set<Name> used, Set<Name> own, Set<Name> valued) {
    for (Name name : used) {
      @Nullable Integer line = values.get(name);
      if (own.contains(name)) {
        continue;
      }
      if (line != null) {
        throw refused(name + " has no value, as line " + line + ", which was to give it, is wrong");
      }
    }
    if (all > 0 && used.stream().anyMatch(name -> !own.contains(name) && !valued.contains(name))) {
      throw refused("there are no values, as line " + all + ", which was to give them, is wrong");
    }
  }

  private static NablaException refused(String message) {
    return new NablaException(NablaException.Kind.NAME, message);
  }

  /// The variables that a statement gives values or ranges of its own: those after `over`, `for`
  /// and `where`.
  static Set<Name> own(Statement statement) {
    Set<Name> own = new LinkedHashSet<>();
    for (String word : List.of("over", "for", "where")) {
      Statement.Clause clause = statement.clause(word);
      if (clause != null) {
        for (Statement.Clause item : StatementReader.list(clause)) {
          add(item.text().replaceFirst("(?s)\\s*(=|∈|\\sin\\s).*", ""), own);
        }
      }
    }
    return own;
  }
}
