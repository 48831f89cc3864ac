package nabla.worksheet;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import nabla.Formula;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.read.Definition;
import org.jspecify.annotations.Nullable;

/// What a worksheet declares and defines, and what of that a formula needs to be read.
final class Meanings {

  /// A named formula.
  ///
  /// @param text as it stands in the sheet, `z = b + w x`
  /// @param uses the names in it
  /// @param function whether it has parameters
  private record Named(String text, Set<Name> uses, boolean function) {}

  private static final Pattern DERIVATIVE =
      Pattern.compile("∂|∇|d[^/=]*/\\s*d|frac\\s*\\{\\s*d|partial|nabla|['′]");

  private final Map<Name, Named> named = new LinkedHashMap<>();

  /// The definitions of those names that stand for a number of all examples, `m = mean(x)`.
  private final Map<Name, String> ofData = new LinkedHashMap<>();

  /// Lists of vectors and matrices that are no vector together, `θ = (W, b)`.
  private final Map<Name, String> lists = new LinkedHashMap<>();

  private Facts facts = Facts.NONE;

  /// Takes over what another one knows.
  void copy(Meanings other) {
    facts = other.facts;
    named.clear();
    named.putAll(other.named);
    ofData.clear();
    ofData.putAll(other.ofData);
    lists.clear();
    lists.putAll(other.lists);
  }

  /// A name stands for a list of variables, and for nothing in a formula.
  void takeList(Name name, String definition) {
    undefine(name);
    lists.put(name, definition);
  }

  /// The definition of a list of variables; null for any other name.
  @Nullable String listOf(Name name) {
    return lists.get(name);
  }

  /// A name stands for a number of all examples, which follows them and what it is made of.
  void takeNumber(Name name, String definition) {
    ofData.put(name, definition);
  }

  /// The names that stand for numbers of all examples, with their definitions.
  Map<Name, String> numbersOfData() {
    return new LinkedHashMap<>(ofData);
  }

  /// What is declared and assumed.
  Facts facts() {
    return facts;
  }

  void take(Facts other) {
    facts = other;
  }

  /// A definition; true where it takes the place of an earlier one.
  boolean define(Name name, Formula definition, String text) {
    boolean function = !definition.reading().parameters().isEmpty();
    Set<Name> uses = uses(definition);
    uses.addAll(listed(text, definition));
    uses.addAll(differentiated(text, named.keySet()));
    uses.remove(name);
    ofData.remove(name);
    lists.remove(name);
    return named.put(name, new Named(text, uses, function)) != null;
  }

  /// Forgets the definition of a name.
  void undefine(Name name) {
    named.remove(name);
    ofData.remove(name);
    lists.remove(name);
  }

  /// Forgets the definition and the shape of a name, and what is assumed of it.
  void forget(Name name) {
    undefine(name);
    facts = facts.forgetting(name);
  }

  /// The names that have definitions.
  Set<Name> names() {
    return new LinkedHashSet<>(named.keySet());
  }

  /// Whether a name has a definition.
  boolean defines(Name name) {
    return named.containsKey(name);
  }

  /// Whether a name is that of a function.
  boolean isFunction(Name name) {
    Named meaning = named.get(name);
    return meaning != null && meaning.function;
  }

  /// The names in the definition of another; empty where it has none.
  Set<Name> usesOf(Name name) {
    Named meaning = named.get(name);
    return meaning == null ? Set.of() : meaning.uses;
  }

  /// The names in a formula.
  static Set<Name> uses(Formula formula) {
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

  /// The parameters in a text that stand for lists of others in the function that it defines, as
  /// `L(θ) = a^2 + b^2` is one of `θ = (a, b)`.
  static List<Name> listed(String text, Formula definition) {
    List<Symbol> parameters = definition.reading().parameters();
    return NameText.parameters(text).stream()
        .filter(name -> parameters.stream().noneMatch(each -> each.name().equals(name)))
        .toList();
  }

  /// The text of a formula under its name where it is one that has a name: `L` is `L = (y - z)^2`,
  /// and `f` is `f(x) = x^2`; a run of letters is one name after `let`.
  String unfolded(String text) {
    Name name = NameText.nameOrConstant(text);
    Named meaning = name == null ? null : named.get(name);
    return name == null || meaning == null
        ? text
        : (NameText.needsLet(name) ? "let " : "") + meaning.text;
  }

  /// The name with an index by which each entry of another is defined, `z_i` for z and `S_{ij}` for
  /// S; null where there is none, or several.
  @Nullable Name family(Name whole) {
    if (named.containsKey(whole)) {
      return null;
    }
    List<Name> families =
        named.keySet().stream()
            .filter(each -> each.subscript().matches("[a-zℓ]|[a-z]{2}"))
            .filter(each -> each.withSubscript("").equals(whole))
            .toList();
    return families.size() == 1 ? families.getFirst() : null;
  }

  /// A claim, in which a name on the left side that has a meaning is not defined by it, and neither
  /// is its derivative.
  String claimed(String text) {
    Name name = NameText.defined(text);
    boolean meant =
        name != null
            && (named.containsKey(name.withoutPrimes())
                || named.containsKey(name.withSubscript("")) // an entry
                || family(name.withSubscript("")) != null);
    return meant ? NameText.claimed(text) : text;
  }

  /// Whether a text has a derivative in it.
  static boolean derives(String text) {
    return DERIVATIVE.matcher(text).find();
  }

  /// The names of which a text may have a derivative, in whose place what they stand for is
  /// differentiated: a letter that occurs may stand for its name.
  static List<Name> differentiated(String text, Collection<Name> names) {
    if (!derives(text)) {
      return List.of();
    }
    String plain = NameText.plain(text);
    return names.stream().filter(name -> plain.contains(letter(name))).toList();
  }

  private static String letter(Name name) {
    return Name.of(name.base()).withAccent(name.accent()).toString();
  }

  /// What a definition says; null where a name has none.
  @Nullable String textOf(Name name) {
    Named meaning = named.get(name);
    return meaning == null ? null : meaning.text;
  }
}
