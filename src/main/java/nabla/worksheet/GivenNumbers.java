package nabla.worksheet;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import nabla.answer.Report;
import nabla.expr.NablaException;
import nabla.expr.Name;
import org.jspecify.annotations.Nullable;

/// Letters that are numbers by their values, `c_t = f_t ⊙ c_0 + i_t ⊙ g_t` with one number for
/// each: beside ⊙ a letter of which nothing else is known is a vector.
final class GivenNumbers {

  private GivenNumbers() {}

  /// What a statement answers, with what has one number as a number where only that fits.
  static @Nullable Report tried(
      Sheet sheet, Statement statement, Function<Statement, @Nullable Report> attempt) {
    Sheet before = sheet.saved();
    try {
      return attempt.apply(statement);
    } catch (NablaException refused) {
      boolean shape =
          refused.kind() == NablaException.Kind.SHAPE
              || String.valueOf(refused.getMessage()).endsWith(" here, and gets one number");
      Set<Name> numbers = shape ? numbers(sheet, statement.line()) : Set.of();
      if (numbers.isEmpty()) {
        throw refused;
      }
      sheet.restore(before);
      try {
        sheet.declare(
            numbers.stream().map(Sheet::spelled).collect(Collectors.joining(", ")) + " ∈ R");
        return attempt.apply(statement);
      } catch (NablaException otherwise) {
        sheet.restore(before);
        boolean added = String.valueOf(otherwise.getMessage()).startsWith("cannot add the scalar ");
        throw added ? otherwise : refused; // which is a number beside a vector
      }
    }
  }

  /// What has one number, here or further down, and is not known to be one.
  private static Set<Name> numbers(Sheet sheet, int line) {
    Set<Name> numbers = new LinkedHashSet<>();
    for (Name name : sheet.valued()) {
      String value = sheet.value(name);
      if (value != null && NameText.value(value).isScalar()) {
        numbers.add(name);
      }
    }
    sheet
        .outlook()
        .values(line)
        .forEach((name, value) -> {
          if (value.isScalar() && !sheet.hasValue(name)) {
            numbers.add(name);
          }
        });
    sheet
        .outlook()
        .data(line)
        .forEach((name, shape) -> {
          if (shape.isScalar()) {
            numbers.add(name);
          }
        });
    numbers.removeIf(name -> sheet.isDeclared(name) || sheet.meanings().defines(name));
    return numbers;
  }
}
