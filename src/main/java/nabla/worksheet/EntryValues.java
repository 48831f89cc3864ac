package nabla.worksheet;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nabla.expr.Budget;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// Values that come entry by entry, `given x_1 = 1, x_2 = 2`, or row by row, where a definition
/// speaks of them together, as `Σ_i (w x_i − y_i)²` does: x is (1, 2) from there on.
final class EntryValues {
  private final Sheet sheet;

  EntryValues(Sheet sheet) {
    this.sheet = sheet;
  }

  /// Puts together what a statement makes complete.
  ///
  /// @return what was put together
  List<String> take(Statement statement) {
    Kind kind = statement.kind();
    if (kind != Kind.LET && kind != Kind.GIVEN) {
      return List.of();
    }
    Map<Name, Expr> arrays = new LinkedHashMap<>();
    for (Name whole : open(begun())) {
      List<Name> entries = entries(whole);
      int next = entries.size() + 1;
      boolean more = sheet.isToCome(numbered(whole, next)) || sheet.isToCome(labelled(whole, next));
      Expr array = entries.isEmpty() || more ? null : array(entries);
      if (array != null) {
        arrays.put(whole, array);
      }
    }
    if (arrays.isEmpty()) {
      return List.of();
    }
    arrays.keySet().stream()
        .flatMap(whole -> entries(whole).stream())
        .filter(entry -> entry.label().isEmpty()) // x^{(1)} is no way to write an entry
        .forEach(this::forget);
    new Giving(sheet, statement.head()).give(arrays);
    return arrays.entrySet().stream()
        .map(each -> Text.of(each.getKey()) + " = " + Text.of(each.getValue()))
        .toList();
  }

  /// Of what a definition speaks and a first entry has a value.
  private Set<Name> begun() {
    Set<Name> used =
        sheet.meanings().names().stream()
            .flatMap(name -> sheet.meanings().usesOf(name).stream())
            .collect(Collectors.toSet());
    return Stream.concat(sheet.valued().stream(), sheet.meanings().names().stream())
        .filter(name ->
            name.label().isEmpty() ? name.subscript().equals("1") : name.label().equals("(1)"))
        .filter(name -> used.contains(whole(name)) && value(name) != null)
        .map(EntryValues::whole)
        .collect(Collectors.toSet());
  }

  /// x of `x_1` and of `x^{(1)}`.
  private static Name whole(Name entry) {
    return entry.label().isEmpty()
        ? entry.withSubscript("")
        : new Name(entry.base(), entry.accent(), entry.primes(), entry.subscript(), "");
  }

  private static Name numbered(Name whole, int place) {
    return whole.withSubscript(String.valueOf(place));
  }

  private static Name labelled(Name whole, int place) {
    return new Name(
        whole.base(), whole.accent(), whole.primes(), whole.subscript(), "(" + place + ")");
  }

  /// The names of the entries that have values, from the first on.
  private List<Name> entries(Name whole) {
    List<Name> entries = entries(i -> numbered(whole, i));
    return entries.isEmpty() ? entries(i -> labelled(whole, i)) : entries;
  }

  private List<Name> entries(IntFunction<Name> names) {
    return IntStream.iterate(1, i -> i + 1)
        .mapToObj(names)
        .takeWhile(entry -> value(entry) != null)
        .toList();
  }

  /// The value of an entry, be it as a definition, `x_1 = 2`; null where it has none.
  private @Nullable Expr value(Name entry) {
    String given = sheet.value(entry);
    String definition = sheet.meanings().textOf(entry);
    Expr value = given == null ? null : NameText.value(given);
    if (value == null && definition != null && sheet.meanings().usesOf(entry).isEmpty()) {
      value = sheet.formula(definition, 0).at("").exact();
    }
    return value instanceof Literal || (value != null && value.isScalar()) ? value : null;
  }

  /// Numbers as a vector, vectors as the rows of a matrix; null where they are of several kinds.
  private @Nullable Expr array(List<Name> entries) {
    List<Expr> values = entries.stream().map(this::value).map(Objects::requireNonNull).toList();
    Shape shape = values.getFirst().shape();
    if (values.stream().anyMatch(each -> !each.shape().equals(shape))) {
      return null;
    }
    List<Expr> numbers =
        values.stream()
            .flatMap(each -> each.isScalar() ? Stream.of(each) : each.children().stream())
            .toList();
    return shape.isScalar() || shape.isVector() ? Literal.of(values.size(), numbers) : null;
  }

  private void forget(Name entry) {
    sheet.meanings().undefine(entry);
    sheet.forgetValue(entry);
    sheet.declareArray(entry, Shape.SCALAR);
  }

  /// Those of some vectors and matrices of which definitions speak, and that have neither a value
  /// nor a declaration.
  private Set<Name> open(Set<Name> some) {
    Set<Name> open = new LinkedHashSet<>();
    for (Name definition : sheet.meanings().names()) {
      if (Collections.disjoint(sheet.meanings().usesOf(definition), some)) {
        continue;
      }
      try {
        WholeColumns.variables(sheet.formula(sheet.unfolded(Sheet.spelled(definition)), 0)).stream()
            .filter(each -> !each.isScalar())
            .map(Symbol::name)
            .filter(each -> some.contains(each) && !sheet.hasValue(each) && !sheet.isDeclared(each))
            .forEach(open::add);
      } catch (NablaException senseless) {
        Budget.check(); // what is wrong is said where it is used
      }
    }
    return open;
  }
}
