package nabla.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import nabla.Formula;
import nabla.Nabla;
import nabla.expr.Dimension;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// Losses that add up their examples themselves, as `1/(2m) Σ_{i=1}^m (w x_i − y_i)²` does: m is
/// how many numbers x has, and examples of x, one by one, are its entries.
///
/// Of a loss of one example, `(w x − y)²/(2m)`, nothing says what m is.
final class Counts {
  private final Sheet sheet;

  Counts(Sheet sheet) {
    this.sheet = sheet;
  }

  /// Gives the letters for the sizes of arrays their numbers, where nothing else does.
  ///
  /// @return what was given
  List<String> take(Statement statement) {
    Kind kind = statement.kind();
    boolean gives = kind == Kind.LET || kind == Kind.GIVEN || kind == Kind.DATA;
    if (!gives || !hasArrays()) {
      return List.of();
    }
    List<String> remarks = new ArrayList<>();
    sheet.meanings().numbersOfData().forEach((name, text) -> renew(name, text, remarks));
    for (Name name : sheet.meanings().names()) {
      Formula formula = formula(sheet.unfolded(Sheet.spelled(name)));
      if (formula != null) {
        gather(name, formula, remarks);
        count(name, formula, remarks);
      }
    }
    return remarks;
  }

  /// Whether anything could say what a letter is: data, or an array that was not declared. Without
  /// them no definition is read again, which takes long where there are many.
  private boolean hasArrays() {
    return sheet.examples() != null
        || sheet.valued().stream()
            .anyMatch(name ->
                sheet.shape(name) == null
                    && NameText.value(Objects.requireNonNull(sheet.value(name)))
                        instanceof Literal);
  }

  /// A definition as it is read without the shapes that values gave; null where it makes no sense.
  private @Nullable Formula formula(String text) {
    Set<Name> valued = new LinkedHashSet<>(sheet.valued());
    valued.removeIf(each -> each.isWord() || sheet.shape(each) != null); // a word is one declared
    Facts facts = sheet.facts();
    try {
      sheet.comeBackTo(facts.without(valued));
      return Nabla.formula(text, sheet.context(text));
    } catch (NablaException senseless) {
      return null; // which is said where it is used
    } finally {
      sheet.comeBackTo(facts);
    }
  }

  /// A formula that is a number of all examples is this number from here on.
  private void gather(Name name, Formula formula, List<String> remarks) {
    WholeColumns whole = WholeColumns.of(sheet, formula);
    if (!whole.isAllOf(sheet, formula)) {
      return;
    }
    String spelled = Sheet.spelled(name);
    String value = number(formula, whole);
    if (value != null) {
      String definition = sheet.unfolded(spelled);
      sheet.give(name, value, Shape.SCALAR);
      sheet.meanings().takeNumber(name, definition);
      remarks.add(spelled + " = " + value + ", of all " + examples().count() + " examples");
    }
  }

  private Examples examples() {
    return Objects.requireNonNull(sheet.examples());
  }

  /// The number that a text is of all examples; null where it is of anything else as well.
  @Nullable String number(String text) {
    Formula formula = sheet.examples() == null ? null : formula(text);
    WholeColumns whole = formula == null ? null : WholeColumns.of(sheet, formula);
    return formula != null && whole != null && whole.isAllOf(sheet, formula)
        ? number(formula, whole)
        : null;
  }

  /// The number that a formula is of all examples; null where it is of anything else as well.
  private @Nullable String number(Formula formula, WholeColumns whole) {
    return whole.isNumber(sheet, formula)
        ? formula.text(new Averaging(sheet).atOnce(formula, whole).exact())
        : null;
  }

  /// A number of all examples once more, where these or what it is made of may have changed; the
  /// formula where it is no such number any more.
  private void renew(Name name, String definition, List<String> remarks) {
    Formula formula = formula(definition);
    if (formula == null) {
      return; // which is said where it is used
    }
    WholeColumns whole = WholeColumns.of(sheet, formula);
    String value = whole.isAllOf(sheet, formula) ? number(formula, whole) : null;
    if (value == null) {
      sheet.define(formula, definition.replaceFirst("^let ", ""));
    } else if (!value.equals(sheet.value(name))) {
      sheet.give(name, value, Shape.SCALAR);
      sheet.meanings().takeNumber(name, definition);
      remarks.add(Sheet.spelled(name) + " = " + value + " from here on");
    }
  }

  /// Where the formula of a name speaks of the letter.
  private void count(Name name, Formula formula, List<String> remarks) {
    for (Symbol variable : WholeColumns.variables(formula)) {
      boolean column = variable.shape().columns().equals(Dimension.ONE);
      Name letter = WholeColumns.letter(variable.shape());
      String value = sheet.value(variable.name());
      if (letter == null
          || value == null
          || sheet.shape(variable.name()) != null
          || sheet.hasValue(letter)
          || !Links.mentions(sheet.unfolded(Sheet.spelled(name)), letter)
          || sheet.meanings().defines(letter)
          || !(NameText.value(value) instanceof Literal list)) {
        continue;
      }
      String size = String.valueOf(list.rows());
      sheet.give(letter, size, Shape.SCALAR);
      remarks.add(
          Text.of(letter)
              + " = "
              + size
              + ", as "
              + Text.of(variable.name())
              + " has "
              + size
              + (column ? " entries" : " rows"));
    }
  }
}
