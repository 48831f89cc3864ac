package nabla.worksheet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import nabla.Nabla;
import nabla.catalogue.Catalogue;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Shape;
import nabla.worksheet.Statement.Clause;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// `given x = 1, y = (1, 2)`: values that fit what was declared.
final class Giving {

  /// Of more lists in one statement only so many are tried as rows.
  private static final int MOST_LISTS = 5;

  private final Sheet sheet;
  private final Clause statement;
  private final @Nullable Clause file;

  Giving(Sheet sheet, Clause statement) {
    this(sheet, statement, null);
  }

  /// @param file where the values come from; null where they stand in the sheet
  Giving(Sheet sheet, Clause statement, @Nullable Clause file) {
    this.sheet = sheet;
    this.statement = statement;
    this.file = file;
  }

  /// Values with 0 for a vector or matrix of known size as one with zeros in it.
  ///
  /// @param remarks hears of these
  Map<Name, Expr> withZeros(Map<Name, Expr> given, List<String> remarks) {
    Map<Name, Expr> all = new LinkedHashMap<>();
    given.forEach((name, value) -> {
      Shape shape = value.equals(Num.ZERO) ? sheet.shape(name) : null;
      if (shape == null || shape.isScalar() || !isFixed(shape)) {
        all.put(name, value);
        return;
      }
      int rows = Math.toIntExact(shape.rows().fixedSize());
      int columns = Math.toIntExact(shape.columns().fixedSize());
      Expr zeros = Literal.of(rows, Collections.nCopies(rows * columns, Num.ZERO));
      all.put(name, zeros);
      remarks.add(Sheet.spelled(name) + " = " + Text.of(zeros));
    });
    return all;
  }

  private static boolean isFixed(Shape shape) {
    return shape.rows().isFixed() && shape.columns().isFixed();
  }

  /// Gives values, or where these do not fit with columns for rows: `x = [1, 2]^T` is a column to
  /// whoever writes rows in brackets.
  ///
  /// @return what they are
  Map<Name, Expr> givenOrTurned(Map<Name, Expr> given) {
    Sheet before = sheet.saved();
    try {
      give(given);
      return given;
    } catch (NablaException unfit) {
      Map<Name, Expr> turned = new LinkedHashMap<>(given);
      turned.replaceAll((name, value) ->
          value instanceof Literal row && row.arity() > 1 && row.columns() == row.arity()
              ? Literal.of(row.arity(), row.children())
              : value);
      if (turned.equals(given)) {
        throw unfit;
      }
      sheet.restore(before);
      try {
        give(turned);
        return turned;
      } catch (NablaException otherwise) {
        sheet.restore(before);
        throw unfit;
      }
    }
  }

  /// Gives values; what is written as a list is a column, or a row where only that fits the
  /// definitions.
  void give(Map<Name, Expr> given) {
    given.forEach(this::requireFit);
    Sheet before = sheet.saved();
    if (fits(given)
        || fitsBesideOthers(given)
        || new SizeLetters(sheet).fit(shapes(given), () -> fits(given))) {
      return;
    }
    given.forEach((name, value) -> sheet.give(name, Text.of(value), value.shape()));
    NablaException clash = sheet.contexts().clash();
    sheet.restore(before);
    throw new NablaException(
        NablaException.Kind.SHAPE,
        "these values do not fit the definitions above them"
            + (clash == null ? "" : ": " + clash.getMessage())
            + "; values of other sizes are given in one line, or after clear"
            + examples(given.keySet()),
        1,
        statement.start() + 1,
        statement.text().length());
  }

  /// Gives values where they fit the definitions, as these read them, or where single numbers are
  /// declared to be such: the y of `‖ŷ − y‖²` beside an ŷ of one output.
  private boolean fits(Map<Name, Expr> given) {
    Map<Name, Expr> all = earlier(given);
    all.putAll(given);
    boolean sound = sheet.contexts().isConsistent();
    if (sound && (fitAsRead(given, true, true) || fitAsRead(all, true, true))) {
      return true;
    }
    if (fitAsRead(given)) {
      return true;
    }
    Sheet before = sheet.saved();
    List<Name> numbers =
        given.keySet().stream()
            .filter(name -> Objects.requireNonNull(given.get(name)).isScalar())
            .filter(name -> !sheet.isDeclared(name))
            .toList();
    numbers.forEach(name -> sheet.declare(Sheet.spelled(name) + " ∈ R"));
    if (!numbers.isEmpty() && fitAsRead(given)) {
      return true;
    }
    sheet.restore(before);
    return false;
  }

  private boolean fitAsRead(Map<Name, Expr> given) {
    return fitAsRead(given, sheet.contexts().isConsistent(), false);
  }

  /// What was given above as a list, and is not declared: it may be a row as well.
  private Map<Name, Expr> earlier(Map<Name, Expr> given) {
    Map<Name, Expr> earlier = new LinkedHashMap<>();
    for (Name name : sheet.valued()) {
      Expr value = NameText.value(Objects.requireNonNull(sheet.value(name)));
      if (!given.containsKey(name) && sheet.shape(name) == null && isList(value)) {
        earlier.put(name, value);
      }
    }
    return earlier;
  }

  /// Those of some lists that were taken for rows.
  List<Name> rows(Map<Name, Expr> given) {
    return given.keySet().stream()
        .filter(name -> isList(given.get(name)) && sheet.hasValue(name))
        .filter(name -> {
          Expr value = NameText.value(Objects.requireNonNull(sheet.value(name)));
          return value instanceof Literal row && row.arity() > 1 && row.columns() == row.arity();
        })
        .toList();
  }

  private static boolean isList(@Nullable Expr value) {
    return value instanceof Literal list && list.columns() == 1;
  }

  /// Turns lists that were given above to rows, where only that fits what has got a shape since.
  void turnEarlier() {
    Map<Name, Expr> earlier = earlier(Map.of());
    if (!earlier.isEmpty()) {
      fitAsRead(earlier, true, false);
    }
  }

  /// Whether all definitions can be read if what has one number as its value is a number in them.
  private boolean takeNumbers() {
    Sheet before = sheet.saved();
    for (Name name : sheet.valued()) {
      String value = Objects.requireNonNull(sheet.value(name));
      if (!sheet.isDeclared(name) && NameText.value(value).isScalar()) {
        sheet.declare(Sheet.spelled(name) + " ∈ R");
      }
    }
    boolean consistent = sheet.contexts().isConsistent();
    sheet.restore(before);
    return consistent;
  }

  /// @param sound whether the definitions could be read before
  /// @param strict whether single numbers have to be numbers in all definitions
  private boolean fitAsRead(Map<Name, Expr> given, boolean sound, boolean strict) {
    List<Name> lists =
        given.keySet().stream().filter(name -> isList(given.get(name))).limit(MOST_LISTS).toList();
    Sheet before = sheet.saved();
    for (int rows = 0; rows < 1 << lists.size(); rows++) {
      int turned = rows;
      given.forEach((name, value) -> {
        int place = lists.indexOf(name);
        boolean row = place >= 0 && (turned >> place & 1) == 1;
        Expr array = row ? Literal.of(1, value.children()) : value;
        sheet.give(name, Text.of(array), array.shape());
      });
      boolean fits = (!sound || sheet.contexts().isConsistent()) && (!strict || takeNumbers());
      if (fits && !(rows > 0 && TurnedLists.makeMatrices(sheet, lists))) {
        return true;
      }
      if (rows == 0 && !strict) {
        // x ∈ R^n beside a w of which the value alone says that it has two entries
        Map<String, Long> sizes = new Numbers(sheet).sizes();
        sheet.comeBackTo(sheet.facts().withSizes(sizes));
        if (sheet.contexts().isConsistent()) {
          giveLetters(sizes);
          return true;
        }
      }
      sheet.restore(before);
    }
    return false;
  }

  /// Gives values where they fit the definitions together with those of further lines, whose shapes
  /// are known from here on.
  private boolean fitsBesideOthers(Map<Name, Expr> given) {
    Map<Name, Expr> coming = sheet.coming();
    coming.keySet().removeIf(name -> given.containsKey(name) || sheet.hasValue(name));
    Map<Name, Expr> all = new LinkedHashMap<>(given);
    all.putAll(coming);
    Sheet before = sheet.saved();
    if (coming.isEmpty() || !fits(all)) {
      return false;
    }
    Map<Name, String> values = new LinkedHashMap<>();
    all.keySet().forEach(name -> values.put(name, Objects.requireNonNull(sheet.value(name))));
    sheet.restore(before);
    coming.keySet().stream()
        .filter(name -> sheet.shape(name) == null)
        .forEach(name -> sheet.declareArray(name, shape(values, name)));
    given
        .keySet()
        .forEach(name ->
            sheet.give(name, Objects.requireNonNull(values.get(name)), shape(values, name)));
    return sheet.contexts().isConsistent();
  }

  private static List<Shape> shapes(Map<Name, Expr> given) {
    return given.values().stream().map(Expr::shape).toList();
  }

  private static Shape shape(Map<Name, String> values, Name name) {
    return NameText.value(Objects.requireNonNull(values.get(name))).shape();
  }

  /// Letters for sizes that stand in definitions are these numbers, as the shapes have them no
  /// more.
  private void giveLetters(Map<String, Long> sizes) {
    sizes.forEach((letter, size) -> {
      Name name = Name.spelled(letter);
      boolean open = !sheet.hasValue(name) && !sheet.meanings().defines(name);
      boolean used =
          sheet.meanings().names().stream()
              .anyMatch(each -> sheet.meanings().usesOf(each).contains(name));
      if (open && used) {
        sheet.give(name, size.toString(), Shape.SCALAR);
      }
    });
  }

  /// Puts values into those that other variables got with letters in them, as w of a step by η.
  ///
  /// @return what is to be said of these
  List<String> putIntoOthers(Set<Name> given) {
    List<String> said = new ArrayList<>();
    for (Name name : sheet.valued()) {
      String value = Objects.requireNonNull(sheet.value(name));
      if (!given.contains(name) && given.stream().anyMatch(each -> Links.mentions(value, each))) {
        Expr now = Nabla.formula(value, sheet.facts().toString()).at(sheet.values()).exact();
        sheet.give(name, Text.of(now), now.shape());
        said.add(Sheet.spelled(name) + " = " + Text.of(now) + " from here on");
      }
    }
    return said;
  }

  /// Refuses a value that is no number, or that has another shape than was declared.
  void requireFit(Name name, Expr value) {
    Clause place =
        StatementReader.list(statement).stream()
            .filter(item -> name.equals(NameText.defined(item.text())))
            .findFirst()
            .orElse(statement);
    if (sheet.wiring().layers().contains(name)) {
      throw Network.refused(name + " is computed by the network, and gets no value", place);
    }
    if (name.isWord() && Catalogue.standard().lookup(name.base()) != null) {
      throw new NablaException(
          NablaException.Kind.NAME,
          name.base() + " is a function, and gets no value; give another name",
          1,
          place.start() + 1,
          place.text().length());
    }
    Shape declared = sheet.shape(name);
    Shape own = value.shape();
    if (declared != null && !fits(declared, own) && !fits(declared, own.transposed())) {
      throw new NablaException(
          NablaException.Kind.SHAPE,
          name
              + " is declared in "
              + Text.of(declared)
              + ", and its value is in "
              + Text.of(own)
              + new Labelling(sheet).hint(name, declared, own),
          1,
          place.start() + 1,
          place.text().length());
    }
    if (value.isScalar() && !(value instanceof Num)) {
      try {
        Nabla.formula(Text.of(value)).at("");
      } catch (NablaException undefined) {
        throw new NablaException(
            undefined.kind(),
            "the value of " + name + ": " + undefined.getMessage(),
            1,
            place.start() + 1,
            place.text().length());
      }
    }
  }

  /// Whether a value of a shape is one of a variable, as far as the sizes are known.
  static boolean fits(Shape declared, Shape own) {
    return fits(declared.rows(), own.rows()) && fits(declared.columns(), own.columns());
  }

  private static boolean fits(Dimension declared, Dimension own) {
    return !declared.isFixed() || !own.isFixed() || declared.equals(own);
  }

  /// Of a file, how its rows are given as examples.
  private String examples(Set<Name> names) {
    return file == null
        ? ""
        : "; where each row is an example, write data "
            + names.stream().map(Name::toString).collect(Collectors.joining(", "))
            + " from "
            + file.text().strip();
  }
}
