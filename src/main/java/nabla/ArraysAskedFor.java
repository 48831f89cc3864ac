package nabla;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// What a question says of the formula: what gets several numbers is an array, and `x_2` an entry
/// of it; and who asks for the derivative by `X_{ij}` has a matrix X.
final class ArraysAskedFor {

  private static final Pattern ENTRY =
      Pattern.compile(
          "(.+?)(?:_\\{?([i-t]|[i-t]{2}|[1-9]{2}|[i-t0-9]+,[i-t0-9]+)}?|\\[([^\\]]*)])");

  /// `z_j^{[2]}` and `z^{[2]}_j`
  private static final Pattern LABELLED =
      Pattern.compile(
          "(\\p{L})(?:_\\{?([i-t]{1,2})}?)?\\^\\{?([(\\[]\\w+[)\\]])}?(?:_\\{?([i-t]{1,2})}?)?");

  private static final Pattern NUMBERED = Pattern.compile("(.+?)_?\\{?[1-9][0-9]?}?");

  /// An index, or one that is moved, as in `x_{t−1}`.
  private static final String PLACE = "[i-t](?:[+−-][0-9]+)?";

  private static final Pattern INDICES =
      Pattern.compile(PLACE + "|[i-t][i-t]|" + PLACE + "," + PLACE);

  private ArraysAskedFor() {}

  /// The formula, read with what the question says.
  static Formula in(Formula read, String withRespectTo, String values) {
    Formula formula =
        besideIndices(
            inTurn(read, withRespectTo).size() > 1 ? read : varying(read, withRespectTo),
            withRespectTo);
    List<String> declarations = new ArrayList<>();
    Collection<Symbol> known = formula.known();
    byValues(formula, values, declarations);
    for (String name : names(withRespectTo)) {
      String declaration = byEntry(name, known);
      List<String> found =
          declaration == null
              ? byFamily(name, known, formula.intermediates().keySet())
              : List.of(declaration);
      for (String each : found) {
        String declared = each.substring(0, each.indexOf(' ') + 1);
        if (declarations.stream().noneMatch(other -> other.startsWith(declared))) {
          declarations.add(each);
        }
      }
    }
    if (!withRespectTo.isBlank()) {
      IndexedFamilies.besideArrays(formula)
          .forEach(beside -> {
            String name = beside.substring(0, beside.indexOf(' ') + 1);
            declarations.removeIf(other -> other.startsWith(name));
            declarations.add(beside);
          });
    }
    if (declarations.isEmpty()) {
      return formula;
    }
    try {
      return formula.where(String.join("; ", declarations));
    } catch (NablaException refusal) {
      if (refusal.kind() == NablaException.Kind.SHAPE && !values.isBlank()) {
        throw refusal; // the index of an entry that is not there
      }
      return formula;
    }
  }

  /// What is asked for by each other, or one after the other.
  private static List<String> names(String withRespectTo) {
    return Bindings.parts(withRespectTo).stream()
        .map(String::strip)
        .flatMap(part -> part.startsWith("(") ? Stream.of(part) : Stream.of(part.split("\\s+", -1)))
        .toList();
  }

  /// What is asked for in one reading of the formula: all at once, or one after the other where
  /// some have definitions for each index. For `∂L/∂a_j` beside `a_j = Σ_i w_{ji} x_i`, a varies,
  /// and what it is made of does not occur.
  static List<String> inTurn(Formula formula, String withRespectTo) {
    List<String> parts = Bindings.parts(withRespectTo);
    return parts.size() > 1 && !free(formula, withRespectTo).isEmpty()
        ? parts
        : List.of(withRespectTo);
  }

  /// Who asks for `∂L/∂z_k` beside `z_i = wᵀx_i` varies z, which is no variable otherwise.
  private static Formula varying(Formula formula, String withRespectTo) {
    Set<Name> free = free(formula, withRespectTo);
    return free.isEmpty() ? formula : formula.varying(free);
  }

  /// The names that are asked for and do not occur.
  private static Set<Name> free(Formula formula, String withRespectTo) {
    Set<Name> free = new LinkedHashSet<>();
    for (String spelled : names(withRespectTo)) {
      String name = spelled.replace("\"", "");
      Matcher labelled = LABELLED.matcher(name);
      if (labelled.matches() && (labelled.group(2) != null || labelled.group(4) != null)) {
        free.add(new Name(labelled.group(1), Name.Accent.NONE, 0, "", labelled.group(3)));
        continue;
      }
      Matcher entry = ENTRY.matcher(name);
      Matcher numbered = NUMBERED.matcher(name);
      String base =
          entry.matches() ? entry.group(1) : numbered.matches() ? numbered.group(1) : name;
      if (formula.known().stream()
          .map(symbol -> symbol.name().toString())
          .noneMatch(known -> known.equals(base) || known.equals(name))) {
        free.add(name(base));
      }
    }
    return free;
  }

  /// A letter, perhaps with an accent, `ŷ` and `\\hat{y}`, or a word.
  private static Name name(String spelled) {
    boolean plain = spelled.chars().allMatch(sign -> sign < 0x80 && Character.isLetter(sign));
    if (plain) {
      return Name.of(spelled);
    }
    try {
      Expr read = Nabla.formula(spelled).asRead();
      return read instanceof Symbol symbol ? symbol.name() : Name.of(spelled);
    } catch (NablaException word) {
      return Name.of(spelled);
    }
  }

  /// In `∂/∂A_{kl}` k is an index, and no size: arrays that were given a size of that name without
  /// being declared get another one.
  private static Formula besideIndices(Formula formula, String withRespectTo) {
    Collection<Symbol> known = formula.known();
    Set<String> names =
        formula.reading().boundNames().stream()
            .map(Name::toString)
            .collect(Collectors.toCollection(HashSet::new));
    known.forEach(symbol -> {
      names.add(symbol.name().toString());
      names.addAll(symbol.shape().names());
    });
    Set<String> indices = new LinkedHashSet<>();
    for (String name : names(withRespectTo)) {
      for (String index : indices(name, known)) {
        refuseSize(formula, name, index);
        indices.add(index);
      }
    }
    return Collections.disjoint(names, indices) ? formula : formula.besideIndices(indices);
  }

  /// The letters in the indices of an entry; none for a name of its own.
  private static Set<String> indices(String name, Collection<Symbol> known) {
    Matcher entry = ENTRY.matcher(name);
    boolean own = known.stream().anyMatch(symbol -> symbol.name().toString().equals(name));
    return own || !entry.matches() || entry.group(2) == null
        ? Set.of()
        : entry
            .group(2)
            .chars()
            .mapToObj(Character::toString)
            .filter(sign -> Character.isLetter(sign.charAt(0)))
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static void refuseSize(Formula formula, String name, String index) {
    for (Symbol array : formula.known()) {
      if (array.shape().names().contains(index)
          && formula.reading().declared().contains(array.name())) {
        throw new NablaException(
            NablaException.Kind.NAME,
            "found "
                + index
                + " as an index in "
                + name
                + " and as a size of "
                + array.name()
                + ", expected another letter for one of them");
      }
    }
  }

  private static void byValues(Formula formula, String values, List<String> declarations) {
    Collection<Symbol> known = formula.known();
    Map<Symbol, Expr> bindings;
    try {
      bindings = Bindings.parse(values, List.of());
    } catch (NablaException later) {
      return; // said where the values are put in
    }
    bindings.forEach((symbol, value) -> {
      boolean entries =
          value instanceof Literal
              && known.stream().noneMatch(other -> other.name().equals(symbol.name()))
              && known.stream()
                  .anyMatch(other ->
                      other.isScalar()
                          && !bindings.containsKey(other)
                          && !other.name().subscript().isEmpty()
                          && other.name().withSubscript("").equals(symbol.name()));
      boolean whole =
          known.stream().anyMatch(other -> other.isScalar() && other.name().equals(symbol.name()))
              && !formula.reading().declared().contains(symbol.name());
      if ((entries || whole) && value instanceof Literal array && array.arity() > 1) {
        boolean matrix = Character.isUpperCase(symbol.name().base().codePointAt(0));
        boolean line = (array.rows() == 1 && !matrix) || array.columns() == 1;
        declarations.add(
            symbol.name()
                + " ∈ R^"
                + (line
                    ? "{" + array.arity() + "}"
                    : "{" + array.rows() + "×" + array.columns() + "}"));
      }
    });
  }

  /// Who asks for the derivative of `x_i y_i` by `x_k`, or by x, has a vector x of which `x_i` is
  /// an entry; and the other names with indices are entries, too.
  ///
  /// @param defined the names among those known that have a definition
  private static List<String> byFamily(
      String name, Collection<Symbol> known, Collection<Symbol> defined) {
    Matcher entry = ENTRY.matcher(name);
    String base = entry.matches() ? entry.group(1) : name;
    boolean there =
        known.stream()
            .map(symbol -> symbol.name().toString())
            .anyMatch(each -> each.equals(base) || each.equals(name));
    List<Name> members =
        known.stream()
            .filter(symbol -> symbol.isScalar() && !defined.contains(symbol))
            .map(Symbol::name)
            .filter(each -> !each.subscript().isEmpty())
            .toList();
    List<Name> family = members.stream().filter(each -> base(each).equals(base)).toList();
    if (there || family.isEmpty()) {
      return List.of();
    }
    if (family.stream().allMatch(each -> INDICES.matcher(each.subscript()).matches())) {
      return IndexedFamilies.declared(
          members.stream().filter(each -> INDICES.matcher(each.subscript()).matches()).toList(),
          known,
          name);
    }
    Set<String> numbers = family.stream().map(Name::subscript).collect(Collectors.toSet());
    boolean all =
        IntStream.rangeClosed(1, numbers.size())
            .mapToObj(Integer::toString)
            .allMatch(numbers::contains);
    return all && numbers.size() > 1 ? List.of(base + " ∈ R^{" + numbers.size() + "}") : List.of();
  }

  private static String base(Name entry) {
    return entry.withSubscript("").toString();
  }

  private static @Nullable String byEntry(String name, Collection<Symbol> known) {
    Matcher entry = ENTRY.matcher(name);
    if (!entry.matches()
        || known.stream().anyMatch(symbol -> symbol.name().toString().equals(name))) {
      return null;
    }
    String base = entry.group(1);
    boolean number =
        known.stream()
            .anyMatch(symbol -> symbol.isScalar() && symbol.name().toString().equals(base));
    String below = entry.group(2) == null ? entry.group(3) : entry.group(2);
    boolean two = below.contains(",") || (entry.group(3) == null && below.length() == 2);
    return !number ? null : base + (two ? " a matrix" : " a vector");
  }
}
