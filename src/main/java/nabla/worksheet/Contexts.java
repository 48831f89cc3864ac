package nabla.worksheet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.Nabla;
import nabla.expr.Apply;
import nabla.expr.Dag;
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
  private static final Pattern REDUCTION =
      Pattern.compile("[Σ∑]|\\\\?(sum|mean)(?![\\p{L}\\d])|Sigma");

  private static final Pattern MEAN = Pattern.compile("mean\\s*\\(");

  private static final Name SIGMA = Name.of("Σ");

  /// What of a column stands in a formula of one example as a number, `x − mean(x)`.
  private static final Pattern OF_COLUMN =
      Pattern.compile("(?<![\\p{L}\\\\])(mean|sum|min|max)\\(");

  private final Sheet sheet;
  private final Meanings meanings;

  Contexts(Sheet sheet) {
    this.sheet = sheet;
    this.meanings = sheet.meanings();
  }

  /// A formula as it is read.
  ///
  /// @param text as it is meant: numbers of all examples stand in it as such
  /// @param definitions the names whose definitions it needs
  /// @param context what stands before it
  /// @param all the examples, where it takes all of them at once; else none
  /// @param missing the definitions of which it speaks that cannot be read with it
  record Read(
      Formula formula,
      String text,
      Set<Name> definitions,
      String context,
      ExampleShapes all,
      Set<Name> missing) {

    private boolean isComplete() {
      return missing.isEmpty();
    }

    /// Refuses a formula without definitions of which it speaks: what they define would be a
    /// variable of its own in it.
    void requireDefinitions(@Nullable NablaException clash) {
      if (!isComplete()) {
        throw new NablaException(
            NablaException.Kind.SHAPE,
            "%s cannot be read with what was declared and given%s"
                .formatted(
                    missing.stream().map(Name::toString).collect(Collectors.joining(", ")),
                    clash == null ? "" : ": " + clash.getMessage()));
      }
    }
  }

  /// Reads a formula.
  ///
  /// @param numbers names that stand for numbers of their own, whatever the sheet declares
  Read of(String text, Collection<Name> numbers) {
    ExampleShapes examples = sheet.shapes();
    ExampleShapes several = examples.isEmpty() ? vectors() : examples;
    if (several.isEmpty()) {
      return read(text, numbers, several);
    }
    Read one = null;
    NablaException error = null;
    try {
      one = read(text, numbers, ExampleShapes.NONE);
    } catch (NablaException clash) {
      error = clash;
    }
    boolean fits = one != null && one.isComplete() && fits(one.formula, examples);
    if (one != null && fits && (examples.isEmpty() || !reduces(text, one.definitions))) {
      return one;
    }
    NablaException wrong = null;
    try {
      Read all = read(text, numbers, several);
      if (all.isComplete()
          && several.areOfAll(all.formula)
          && !(fits && reducesEntries(text, all))) {
        return all;
      }
    } catch (NablaException none) {
      wrong = none;
    }
    Read mixed = fits || examples.isEmpty() ? null : mixed(text, numbers, examples);
    if (mixed != null) {
      return mixed;
    }
    if (one == null) {
      throw Objects.requireNonNull(error);
    }
    if (fits && wrong != null && isMeanOfNumber(text, one)) {
      throw wrong;
    }
    return one;
  }

  /// Whether variables are in a formula what their values are: in one of the examples, where there
  /// are some.
  private boolean fits(Formula formula, ExampleShapes examples) {
    return examples.areOfOne(formula)
        && !hasSigma(formula)
        && WholeColumns.variables(formula).stream()
            .noneMatch(each -> !each.isScalar() && isNumber(each.name()));
  }

  private boolean isNumber(Name name) {
    String value = sheet.value(name);
    return value != null && NameText.value(value).isScalar();
  }

  /// The vectors that have values and no declaration, as examples of numbers.
  private ExampleShapes vectors() {
    Map<Name, String> values = new LinkedHashMap<>();
    sheet.valued().stream()
        .filter(name -> sheet.shape(name) == null)
        .forEach(name -> values.put(name, Objects.requireNonNull(sheet.value(name))));
    return ExampleShapes.ofVectors(values);
  }

  /// A formula of one example with numbers of all, `(x − mean(x))/max(x)`; null for any other.
  private @Nullable Read mixed(String text, Collection<Name> numbers, ExampleShapes examples) {
    String meant = withNumbers(text);
    NeededDefinitions needed =
        new NeededDefinitions(meanings, ExampleShapes.NONE, this::withNumbers);
    try {
      Read read = read(meant, numbers, needed);
      return read.isComplete() && fits(read.formula, examples) ? read : null;
    } catch (NablaException none) {
      return null;
    }
  }

  private String withNumbers(String text) {
    StringBuilder all = new StringBuilder();
    Matcher column = OF_COLUMN.matcher(text);
    int from = 0;
    while (column.find(from)) {
      int end = Gradients.closing(text, column.end() - 1);
      boolean part = end != 0 && end - column.start() < text.strip().length(); // or it is asked
      String number = part ? new Counts(sheet).number(text.substring(column.start(), end)) : null;
      int next = number == null ? column.end() : end;
      all.append(text, from, number == null ? next : column.start());
      all.append(number == null ? "" : "(" + number + ")");
      from = next;
    }
    return all.append(text.substring(from)).toString();
  }

  /// Whether a mean in a formula is that of one number, which is itself.
  private boolean isMeanOfNumber(String text, Read read) {
    boolean mean =
        MEAN.matcher(text).find()
            || read.definitions.stream()
                .anyMatch(
                    name -> MEAN.matcher(Objects.requireNonNull(meanings.textOf(name))).find());
    return mean
        && !Dag.any(
            read.formula.reading().expanded(),
            node -> node instanceof Apply apply && apply.operator().name().equals("mean"));
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
    return sheet.shapes().areOfAll(formula);
  }

  private Read read(String text, Collection<Name> numbers, ExampleShapes all) {
    return read(text, numbers, new NeededDefinitions(meanings, all, UnaryOperator.identity()));
  }

  private static Read read(String text, Collection<Name> numbers, NeededDefinitions needed) {
    Set<Name> missing = new LinkedHashSet<>();
    Set<Name> definitions = needed.of(text, numbers, missing);
    String context = needed.context(definitions, numbers);
    Formula formula = Nabla.formula(text, context);
    return new Read(formula, text, definitions, context, needed.all(), missing);
  }

  /// A text as it is meant: numbers of all examples stand in it as such.
  String meant(String text) {
    return of(text, numbers(text)).text;
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
    return new NeededDefinitions(meanings, read.all, UnaryOperator.identity())
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
        needed.stream()
            .filter(part ->
                meanings.isFunction(part)
                    ? Links.mentions(meaning, part)
                    : meanings.usesOf(name).contains(part))
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
    return new NeededDefinitions(meanings, ExampleShapes.NONE, UnaryOperator.identity())
        .context(meanings.names(), List.of());
  }

  /// Why the definitions cannot all be read with what was declared; null where they can.
  @Nullable NablaException clash() {
    NeededDefinitions ofOne =
        new NeededDefinitions(meanings, ExampleShapes.NONE, UnaryOperator.identity());
    NablaException clash = ofOne.clash(meanings.names(), Set.of());
    if (clash == null || sheet.shapes().isEmpty()) {
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
    return clash() == null && meanings.names().stream().noneMatch(this::isSenseless);
  }

  /// Whether the value of a function, where it stands, cannot be read for the shapes in it.
  private boolean isSenseless(Name function) {
    if (!meanings.isFunction(function)) {
      return false;
    }
    String text = Objects.requireNonNull(meanings.textOf(function));
    List<Name> parameters = NameText.parameters(text);
    boolean beside = // X ∈ R^{m×n}, by which the value of θ is one of θ
        meanings.usesOf(function).stream()
            .filter(each -> !parameters.contains(each))
            .map(sheet::shape)
            .anyMatch(shape -> shape != null && !shape.isScalar());
    if (parameters.stream()
        .anyMatch(each -> sheet.shape(each) == null && !(beside && sheet.hasValue(each)))) {
      return false; // which may be anything
    }
    try {
      sheet.formula(text.substring(text.indexOf('=') + 1).strip(), 0);
      return false;
    } catch (NablaException senseless) {
      return senseless.kind() == NablaException.Kind.SHAPE;
    }
  }
}
