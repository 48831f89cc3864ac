package nabla.worksheet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import nabla.Formula;
import nabla.Nabla;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.read.Reading;
import org.jspecify.annotations.Nullable;

/// What of a worksheet has to stand before a formula for it to be read: declarations, and the
/// definitions that it uses.
///
/// Where a sheet has examples, a formula takes one of them, `(w x + b − y)²`, or all: `Σ_i (y_i −
/// ŷ_i)²` and `mean((y − ŷ)²)`. In the second, `x_i, y_i ∈ R` are declared, and what is made of x
/// has an index as well.
final class Contexts {

  /// What may be of all examples, and is that of one as well: the mean of a number is itself.
  private static final Pattern REDUCTION = Pattern.compile("[Σ∑]|\\\\?(sum|mean)\\b|Sigma");

  private static final Name SIGMA = Name.of("Σ");

  private final Meanings meanings;
  private final Supplier<ExampleShapes> data;

  Contexts(Meanings meanings, Supplier<ExampleShapes> data) {
    this.meanings = meanings;
    this.data = data;
  }

  /// A formula as it is read.
  ///
  /// @param definitions the names whose definitions it needs
  /// @param context what stands before it
  /// @param all the examples, where it takes all of them at once; else none
  /// @param complete whether all definitions of which it speaks can be read with it
  record Read(
      Formula formula,
      Set<Name> definitions,
      String context,
      ExampleShapes all,
      boolean complete) {}

  /// Reads a formula.
  ///
  /// @param numbers names that stand for numbers of their own, whatever the sheet declares
  Read of(String text, Collection<Name> numbers) {
    ExampleShapes examples = data.get();
    if (examples.isEmpty()) {
      return read(text, numbers, examples);
    }
    Read one = null;
    NablaException error = null;
    try {
      one = read(text, numbers, ExampleShapes.NONE);
    } catch (NablaException clash) {
      error = clash;
    }
    boolean fits =
        one != null && one.complete && examples.areOfOne(one.formula) && !hasSigma(one.formula);
    if (one != null && fits && !reduces(text, one.definitions)) {
      return one;
    }
    try {
      Read all = read(text, numbers, examples);
      if (all.complete && examples.areOfAll(all.formula) && !(fits && reducesEntries(text, all))) {
        return all;
      }
    } catch (NablaException none) {
      // which is of one example
    }
    if (one == null) {
      throw Objects.requireNonNull(error);
    }
    return one;
  }

  /// Whether a Σ stands in a formula for a name, which nothing says what it is.
  private boolean hasSigma(Formula formula) {
    return WholeColumns.variables(formula).stream().anyMatch(each -> each.name().equals(SIGMA))
        && !meanings.facts().declares(SIGMA);
  }

  private boolean reduces(String text, Set<Name> definitions) {
    return REDUCTION.matcher(text).find() || definitions.stream().anyMatch(this::reduces);
  }

  private boolean reduces(Name name) {
    return REDUCTION.matcher(Objects.requireNonNull(meanings.textOf(name))).find();
  }

  /// Whether a sum or a mean in a formula of all examples is an array: that is meant of the entries
  /// in one of them, `mean((W x − y).^2)`.
  private boolean reducesEntries(String text, Read read) {
    Reading reading = read.formula.reading();
    return (REDUCTION.matcher(text).find() && !reading.expression().isScalar())
        || reading.definitions().stream()
            .filter(each -> read.definitions.contains(each.name()) && !each.isFunction())
            .anyMatch(each -> reduces(each.name()) && !each.expression().isScalar());
  }

  /// Whether a formula takes all examples at once.
  boolean takesAll(Formula formula) {
    return data.get().areOfAll(formula);
  }

  private Read read(String text, Collection<Name> numbers, ExampleShapes all) {
    NeededDefinitions needed = new NeededDefinitions(meanings, all);
    Set<Name> missing = new LinkedHashSet<>();
    Set<Name> definitions = needed.of(text, numbers, missing);
    String context = needed.context(definitions, numbers);
    Formula formula = Nabla.formula(text, context);
    return new Read(formula, definitions, context, all, missing.isEmpty());
  }

  /// The names whose definitions a formula needs.
  Set<Name> needed(String text, Collection<Name> numbers) {
    return of(text, numbers).definitions;
  }

  /// The parameters of a function that is to be defined, where it can only be read if they stand
  /// for numbers of their own, whatever the sheet declares.
  List<Name> numbers(String text) {
    List<Name> parameters = NameText.parameters(text);
    try {
      if (!parameters.isEmpty()) {
        of(text, List.of());
      }
      return List.of();
    } catch (NablaException clash) {
      return parameters;
    }
  }

  /// What stands before a formula in an answer: the definitions that it speaks of.
  String shown(String text, Collection<Name> numbers) {
    Read read = of(text, numbers);
    return new NeededDefinitions(meanings, read.all)
        .context(mentioned(text, read.definitions), numbers);
  }

  /// Those of some names without the functions that neither a text mentions nor what it uses.
  private Set<Name> mentioned(String text, Set<Name> needed) {
    List<Name> open = new ArrayList<>();
    needed.stream()
        .filter(name -> !meanings.isFunction(name) || Links.mentions(text, name))
        .forEach(open::add);
    Set<Name> mentioned = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      Name name = open.removeLast();
      String meaning = Objects.requireNonNull(meanings.textOf(name));
      if (mentioned.add(name)) {
        meanings.usesOf(name).stream()
            .filter(needed::contains)
            .filter(part -> !meanings.isFunction(part) || Links.mentions(meaning, part))
            .forEach(open::add);
      }
    }
    return mentioned;
  }

  /// Whether a formula has a derivative in it, or is of a name whose definition has.
  boolean isOfDerivatives(String text, Collection<Name> derived) {
    return Meanings.derives(text)
        || needed(text, List.of()).stream()
            .anyMatch(name ->
                derived.contains(name)
                    || Meanings.derives(Objects.requireNonNull(meanings.textOf(name))));
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
            .anyMatch(name ->
                names.contains(name) || meanings.usesOf(name).stream().anyMatch(names::contains));
  }

  /// The declarations and all definitions.
  String all() {
    return new NeededDefinitions(meanings, ExampleShapes.NONE).context(meanings.names(), List.of());
  }

  /// Why the definitions cannot all be read with what was declared; null where they can.
  @Nullable NablaException clash() {
    NeededDefinitions ofOne = new NeededDefinitions(meanings, ExampleShapes.NONE);
    NablaException clash = ofOne.clash(meanings.names(), Set.of());
    if (clash == null || data.get().isEmpty()) {
      return clash;
    }
    Set<Name> names = new LinkedHashSet<>();
    for (Name name : meanings.names()) {
      try {
        if (of(meanings.unfolded(Sheet.spelled(name)), List.of()).all.isEmpty()) {
          names.add(name);
        }
      } catch (NablaException senseless) {
        return clash;
      }
    }
    return ofOne.clash(names, Set.of());
  }

  /// Whether all definitions can be read with what was declared.
  boolean isConsistent() {
    return clash() == null;
  }
}
