package nabla.worksheet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import nabla.Formula;
import nabla.Nabla;
import nabla.expr.NablaException;
import nabla.expr.Name;
import org.jspecify.annotations.Nullable;

/// Which definitions of a worksheet a formula needs to be read.
///
/// @param meanings what the sheet declares and defines
/// @param all the examples, where the formula takes all of them at once; else none
/// @param meant what a definition says here
record NeededDefinitions(Meanings meanings, ExampleShapes all, UnaryOperator<String> meant) {

  /// `x_i, y_i ∈ R`
  private static final Pattern INDEXED =
      Pattern.compile("(_\\{?(\\w+,)?[a-zℓ]\\}?|[ᵢⱼₖ])\\s*(,[^;]*)?(∈|\\\\in\\b|\\sin\\s)");

  private static final Pattern SUM = Pattern.compile("[Σ∑Π∏]|\\\\(sum|prod)\\b|\\b(sum|prod)_");

  /// Numbers alone, which no definition changes.
  private static final Pattern NUMBER = Pattern.compile("[\\d.,;()\\[\\]+*/^\\s−-]+");

  /// The declarations and some definitions as they stand before a formula.
  ///
  /// @param numbers names that stand for numbers of their own, whatever the sheet declares
  String context(Set<Name> definitions, Collection<Name> numbers) {
    Facts facts = meanings.facts().without(numbers).without(all.shapes().keySet());
    List<String> context = new ArrayList<>(facts.all());
    numbers.stream().filter(Name::isWord).forEach(word -> context.add(word.base() + " ∈ R"));
    context.addAll(all.facts());
    for (Name name : meanings.names()) {
      if (definitions.contains(name)) {
        context.add("let " + meant.apply(Objects.requireNonNull(meanings.textOf(name))));
      }
    }
    return String.join("; ", context);
  }

  /// The names whose definitions a formula needs, those of functions always, but for that of the
  /// name which the text itself defines.
  ///
  /// @param missing takes those of them that cannot be read with it
  Set<Name> of(String text, Collection<Name> numbers, Set<Name> missing) {
    Name own = NameText.defined(text);
    if (NUMBER.matcher(own == null ? text : text.substring(text.indexOf('=') + 1)).matches()
        && NameText.parameters(text).isEmpty()) {
      return new LinkedHashSet<>();
    }
    Set<Name> others = meanings.names();
    others.remove(own);
    others.removeAll(madeOf(own, text, others));
    others.removeAll(apart(text, others));
    Formula read;
    try {
      read = Nabla.formula(text, context(others, numbers));
    } catch (NablaException clash) {
      Set<Name> spoken = sound(spoken(text, others), numbers);
      if (spoken.size() == others.size()) {
        throw clash;
      }
      missing.addAll(named(text, others));
      missing.removeAll(spoken);
      others = spoken;
      read = Nabla.formula(text, context(others, numbers));
    }
    List<Name> open = new ArrayList<>(Meanings.uses(read));
    open.addAll(Meanings.listed(text, read));
    open.addAll(Meanings.differentiated(text, others));
    others.stream().filter(meanings::isFunction).forEach(open::add);
    open.addAll(putIn(text, others));
    Set<Name> needed = new LinkedHashSet<>();
    boolean sums = SUM.matcher(text).find();
    while (!open.isEmpty()) {
      Name name = open.removeLast();
      String meaning = meanings.textOf(name);
      if (meaning != null && !name.equals(own) && needed.add(name)) {
        open.addAll(meanings.usesOf(name));
        sums |= SUM.matcher(meaning).find();
        open.addAll(putIn(meaning, others));
      }
      if (open.isEmpty() && sums) {
        others.stream()
            .filter(other -> isIndexed(other) && !needed.contains(other) && !other.equals(own))
            .forEach(open::add);
      }
      if (open.isEmpty()) {
        open.addAll(
            new Restrictions(meanings.facts(), meanings).on(Meanings.uses(read), needed, others));
      }
    }
    return needed;
  }

  /// What a text has with an index, which is put in and stands in the formula no more.
  private List<Name> putIn(String text, Set<Name> others) {
    return others.stream()
        .filter(name ->
            isIndexed(name)
                ? Links.mentions(text, name)
                    || (Links.mentionsNumbered(text, letter(name))
                        && !others.contains(letter(name).withSubscript("1"))) // a recurrence
                    || Links.mentionsLettered(text, letter(name))
                    || (runs() && Links.mentions(text, letter(name)))
                : runs() && Links.mentionsIndexed(text, name))
        .toList();
  }

  /// Whether variables are declared with an index, so that what is made of them has one.
  private boolean runs() {
    return !all.isEmpty()
        || meanings.facts().all().stream().anyMatch(facts -> INDEXED.matcher(facts).find());
  }

  private static Name letter(Name indexed) {
    return Name.of(indexed.base()).withAccent(indexed.accent()).withLabel(indexed.label());
  }

  /// The functions that may be made of what a text defines, and that it does not mention: they are
  /// none that it needs.
  private Set<Name> madeOf(@Nullable Name own, String text, Set<Name> others) {
    Set<Name> later = new LinkedHashSet<>();
    if (own != null) {
      others.stream()
          .filter(name -> meanings.isFunction(name) && meanings.usesOf(name).contains(own))
          .forEach(later::add);
      addMadeOf(own, others, later);
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
        open.addAll(meanings.usesOf(name));
      }
    }
    later.removeAll(mentioned);
    return later;
  }

  /// Adds what is made of a function at some place, `g = ∇f(p)`, and what is made of that.
  private void addMadeOf(Name own, Set<Name> others, Set<Name> later) {
    if (!meanings.isFunction(own)) {
      return;
    }
    List<Name> open = new ArrayList<>(List.of(own));
    while (!open.isEmpty()) {
      Name part = open.removeLast();
      others.stream()
          .filter(name -> !name.equals(own) && !later.contains(name))
          .filter(name -> Links.mentions(Objects.requireNonNull(meanings.textOf(name)), part))
          .forEach(name -> {
            later.add(name);
            open.add(name);
          });
    }
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
      if (meanings.usesOf(name).stream().anyMatch(part -> isNamedAsEntry(part, name))) {
        apart.add(name);
      }
    }
    int before = 0;
    while (before < apart.size()) {
      before = apart.size();
      names.stream()
          .filter(name -> meanings.usesOf(name).stream().anyMatch(apart::contains))
          .forEach(apart::add);
    }
    return apart.isEmpty() || spokenOf(text, names).stream().anyMatch(apart::contains)
        ? Set.of()
        : apart;
  }

  /// The names in a text, and in what these stand for, also where that is put in and uses them no
  /// more.
  private Set<Name> spokenOf(String text, Set<Name> names) {
    Set<Name> spoken = new LinkedHashSet<>();
    List<String> open = new ArrayList<>(List.of(text));
    while (!open.isEmpty()) {
      String next = open.removeLast();
      names.stream()
          .filter(name -> mentions(next, name) && spoken.add(name))
          .forEach(name -> open.add(Objects.requireNonNull(meanings.textOf(name))));
    }
    return spoken;
  }

  private static boolean isNamedAsEntry(Name part, Name whole) {
    return whole.subscript().isEmpty()
        && !part.subscript().isEmpty()
        && part.withSubscript("").equals(whole);
  }

  /// The definitions that can be read with what was declared; one that a later declaration made
  /// senseless is an error only where it is used.
  private Set<Name> sound(Set<Name> definitions, Collection<Name> numbers) {
    Set<Name> sound = new LinkedHashSet<>();
    for (Name name : definitions) {
      sound.add(name);
      if (clash(sound, numbers) != null) {
        sound.remove(name);
      }
    }
    return sound;
  }

  /// Those of some definitions that a text mentions, with what they use: in others a letter may be
  /// a number that is a vector here.
  private Set<Name> spoken(String text, Set<Name> definitions) {
    Set<Name> spoken = named(text, definitions);
    Set<Name> functions = new LinkedHashSet<>();
    definitions.stream().filter(meanings::isFunction).forEach(name -> addTo(functions, name));
    functions.retainAll(definitions);
    spoken.addAll(functions);
    return spoken;
  }

  /// The same without the functions that neither a text mentions nor what it uses.
  private Set<Name> named(String text, Set<Name> definitions) {
    Set<Name> reached = new LinkedHashSet<>();
    definitions.stream().filter(name -> mentions(text, name)).forEach(name -> addTo(reached, name));
    Set<Name> named = new LinkedHashSet<>(definitions);
    named.retainAll(reached);
    return named;
  }

  /// What has an index is put in where all examples are taken, and stands in the formula no more.
  private boolean mentions(String text, Name name) {
    return Links.mentions(text, name) || (runs() && Links.mentionsIndexed(text, name));
  }

  private void addTo(Set<Name> names, Name first) {
    List<Name> open = new ArrayList<>(List.of(first));
    while (!open.isEmpty()) {
      Name name = open.removeLast();
      if (meanings.defines(name) && names.add(name)) {
        open.addAll(meanings.usesOf(name));
      }
    }
  }

  /// Why some definitions cannot be read together; null where they can.
  @Nullable NablaException clash(Set<Name> definitions, Collection<Name> numbers) {
    try {
      Nabla.formula("0", context(definitions, numbers));
      return null;
    } catch (NablaException clash) {
      return clash;
    }
  }
}
