package nabla.worksheet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import nabla.Formula;
import nabla.Nabla;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
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

  private static final Pattern SUM = Pattern.compile("[Σ∑Π∏]|\\\\(sum|prod)\\b");

  private static final Pattern DERIVATIVE =
      Pattern.compile("∂|∇|d[^/=]*/\\s*d|frac\\s*\\{\\s*d|partial|nabla|['′]");

  private final Map<Name, Named> named = new LinkedHashMap<>();

  /// The definitions of those names that stand for a number of all examples, `m = mean(x)`.
  private final Map<Name, String> ofData = new LinkedHashMap<>();

  private Facts facts = Facts.NONE;

  /// Takes over what another one knows.
  void copy(Meanings other) {
    facts = other.facts;
    named.clear();
    named.putAll(other.named);
    ofData.clear();
    ofData.putAll(other.ofData);
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
    return named.put(name, new Named(text, uses, function)) != null;
  }

  /// Forgets the definition of a name.
  void undefine(Name name) {
    named.remove(name);
    ofData.remove(name);
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
  private static List<Name> listed(String text, Formula definition) {
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

  /// A claim, in which a name on the left side that has a meaning is not defined by it, and neither
  /// is its derivative.
  String claimed(String text) {
    Name name = NameText.defined(text);
    return name == null || !named.containsKey(name.withoutPrimes()) ? text : NameText.claimed(text);
  }

  /// The parameters of a function that is to be defined, where it can only be read if they stand
  /// for numbers of their own, whatever the sheet declares.
  List<Name> numbers(String text) {
    List<Name> parameters = NameText.parameters(text);
    try {
      if (!parameters.isEmpty()) {
        Nabla.formula(text, context(needed(text, List.of()), List.of()));
      }
      return List.of();
    } catch (NablaException clash) {
      return parameters;
    }
  }

  /// The declarations and some definitions as they stand before a formula; some names are numbers
  /// of their own, whatever the sheet declares.
  String context(Set<Name> definitions, Collection<Name> numbers) {
    List<String> all = new ArrayList<>(facts.without(numbers).all());
    numbers.stream().filter(Name::isWord).forEach(word -> all.add(word.base() + " ∈ R"));
    named.forEach((name, meaning) -> {
      if (definitions.contains(name)) {
        all.add("let " + meaning.text);
      }
    });
    return String.join("; ", all);
  }

  /// Whether a text has a derivative in it.
  static boolean derives(String text) {
    return DERIVATIVE.matcher(text).find();
  }

  /// The names of which a text may have a derivative, in whose place what they stand for is
  /// differentiated: a letter that occurs may stand for its name.
  private static List<Name> differentiated(String text, Collection<Name> names) {
    if (!derives(text)) {
      return List.of();
    }
    String plain = NameText.plain(text);
    return names.stream().filter(name -> plain.contains(letter(name))).toList();
  }

  private static String letter(Name name) {
    return Name.of(name.base()).withAccent(name.accent()).toString();
  }

  /// The names whose definitions a formula needs, those of functions always, but for that of the
  /// name which the text itself defines.
  Set<Name> needed(String text, Collection<Name> numbers) {
    Name own = NameText.defined(text);
    Set<Name> others = new LinkedHashSet<>(named.keySet());
    others.remove(own);
    others.removeAll(madeOf(own, text, others));
    others.removeAll(apart(text, others));
    Formula read;
    try {
      read = Nabla.formula(text, context(others, numbers));
    } catch (NablaException clash) {
      Set<Name> spoken = spoken(text, sound(others, numbers));
      if (spoken.size() == others.size()) {
        throw clash;
      }
      others = spoken;
      read = Nabla.formula(text, context(others, numbers));
    }
    List<Name> open = new ArrayList<>(uses(read));
    open.addAll(listed(text, read));
    open.addAll(differentiated(text, others));
    others.stream().filter(this::isFunction).forEach(open::add);
    Set<Name> needed = new LinkedHashSet<>();
    boolean sums = SUM.matcher(text).find();
    while (!open.isEmpty()) {
      Name name = open.removeLast();
      Named meaning = named.get(name);
      if (meaning != null && !name.equals(own) && needed.add(name)) {
        open.addAll(meaning.uses);
        sums |= SUM.matcher(meaning.text).find();
      }
      if (open.isEmpty() && sums) {
        others.stream()
            .filter(other -> isIndexed(other) && !needed.contains(other) && !other.equals(own))
            .forEach(open::add);
      }
      if (open.isEmpty()) {
        open.addAll(new Restrictions(facts, this).on(uses(read), needed, others));
      }
    }
    return needed;
  }

  /// The functions that may be made of what a text defines, and that it does not mention: they are
  /// none that it needs.
  private Set<Name> madeOf(@Nullable Name own, String text, Set<Name> others) {
    Set<Name> later = new LinkedHashSet<>();
    if (own != null) {
      others.stream()
          .filter(name -> isFunction(name) && usesOf(name).contains(own))
          .forEach(later::add);
    }
    List<Name> open =
        new ArrayList<>(
            later.isEmpty()
                ? List.of()
                : others.stream().filter(name -> Links.mentions(text, name)).toList());
    Set<Name> mentioned = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      Name name = open.removeLast();
      if (mentioned.add(name)) {
        open.addAll(usesOf(name));
      }
    }
    later.removeAll(mentioned);
    return later;
  }

  /// Whether a name may be one for each value of an index, as `z_i = w x_i + b`: under a sum it is
  /// put in where it stands.
  private static boolean isIndexed(Name name) {
    return name.subscript().matches("[a-zℓ]{1,2}") || name.label().matches("\\([a-zℓ]\\)");
  }

  /// The lists of variables that are named as their entries would be, `θ = (θ₁, θ₂)`, with what is
  /// defined by them, where a text has none of these names: its θ₁ is a variable, and no entry.
  private Set<Name> apart(String text, Set<Name> names) {
    Set<Name> apart = new LinkedHashSet<>();
    for (Name name : names) {
      if (usesOf(name).stream().anyMatch(part -> isNamedAsEntry(part, name))) {
        apart.add(name);
      }
    }
    int before = 0;
    while (before < apart.size()) {
      before = apart.size();
      names.stream()
          .filter(name -> usesOf(name).stream().anyMatch(apart::contains))
          .forEach(apart::add);
    }
    return apart.stream().anyMatch(name -> Links.mentions(text, name)) ? Set.of() : apart;
  }

  private static boolean isNamedAsEntry(Name part, Name whole) {
    return whole.subscript().isEmpty()
        && !part.subscript().isEmpty()
        && part.withSubscript("").equals(whole);
  }

  /// Those of some names without the functions that neither a text mentions nor what it uses.
  Set<Name> mentioned(String text, Set<Name> needed) {
    List<Name> open = new ArrayList<>();
    needed.stream()
        .filter(name -> !isFunction(name) || Links.mentions(text, name))
        .forEach(open::add);
    Set<Name> mentioned = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      Name name = open.removeLast();
      String meaning = Objects.requireNonNull(named.get(name)).text;
      if (mentioned.add(name)) {
        usesOf(name).stream()
            .filter(needed::contains)
            .filter(part -> !isFunction(part) || Links.mentions(meaning, part))
            .forEach(open::add);
      }
    }
    return mentioned;
  }

  /// Whether a formula has a derivative in it, or is of a name whose definition has.
  boolean isOfDerivatives(String text, Collection<Name> derived) {
    return derives(text)
        || needed(text, List.of()).stream()
            .anyMatch(name ->
                derived.contains(name) || derives(Objects.requireNonNull(named.get(name)).text));
  }

  /// Whether a formula is of one of some names, or of definitions that are.
  boolean depends(String text, Collection<Name> names) {
    Set<Name> needed;
    try {
      needed = needed(text, List.of());
    } catch (NablaException senseless) {
      return true;
    }
    return names.stream().anyMatch(name -> Links.mentions(text, name))
        || needed.stream()
            .anyMatch(
                name -> names.contains(name) || usesOf(name).stream().anyMatch(names::contains));
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

  /// Those of some definitions that a text mentions, with what they use: in others a letter may be
  /// a number that is a vector here.
  private Set<Name> spoken(String text, Set<Name> definitions) {
    List<Name> open =
        new ArrayList<>(
            definitions.stream()
                .filter(name -> isFunction(name) || Links.mentions(text, name))
                .toList());
    Set<Name> spoken = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      Name name = open.removeLast();
      if (definitions.contains(name) && spoken.add(name)) {
        open.addAll(usesOf(name));
      }
    }
    return spoken;
  }

  private boolean isConsistent(Set<Name> definitions, Collection<Name> numbers) {
    return clash(definitions, numbers) == null;
  }

  private @Nullable NablaException clash(Set<Name> definitions, Collection<Name> numbers) {
    try {
      Nabla.formula("0", context(definitions, numbers));
      return null;
    } catch (NablaException clash) {
      return clash;
    }
  }

  /// Why the definitions cannot all be read with what was declared; null where they can.
  @Nullable NablaException clash() {
    return clash(named.keySet(), Set.of());
  }

  /// Whether all definitions can be read with what was declared.
  boolean isConsistent() {
    return isConsistent(named.keySet(), Set.of());
  }
}
