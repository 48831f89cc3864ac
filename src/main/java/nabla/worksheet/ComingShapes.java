package nabla.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Name;
import nabla.expr.Shape;

/// The shapes of values that further lines give, for definitions that make no sense without them: W
/// of `ŷ = W relu(V x) + b` is a row where `(ŷ − y)²` stands below it, and `W = [1, 2]` below that.
///
/// @param values the values by their names
/// @param lists those that may be rows as well as columns
record ComingShapes(Map<Name, Expr> values, List<Name> lists) {

  /// Of more lists only so many are tried as rows.
  private static final int MOST_LISTS = 5;

  static ComingShapes of(Sheet sheet, String definition) {
    Map<Name, Expr> coming = new LinkedHashMap<>(sheet.coming());
    Set<String> texts = texts(sheet, definition);
    coming
        .keySet()
        .removeIf(name ->
            sheet.hasValue(name)
                || sheet.isDeclared(name)
                || sheet.meanings().defines(name)
                || texts.stream().noneMatch(text -> Links.mentions(text, name)));
    return of(coming);
  }

  /// Of some values, those of what is not declared.
  static ComingShapes open(Sheet sheet, Map<Name, Expr> values) {
    Map<Name, Expr> open = new LinkedHashMap<>(values);
    open.keySet().removeIf(sheet::isDeclared);
    return of(open);
  }

  private static ComingShapes of(Map<Name, Expr> values) {
    List<Name> lists =
        values.keySet().stream()
            .filter(name -> values.get(name) instanceof Literal list && isList(list))
            .limit(MOST_LISTS)
            .toList();
    return new ComingShapes(values, lists);
  }

  private static boolean isList(Literal list) {
    return list.arity() > 1 && (list.columns() == 1 || list.columns() == list.arity());
  }

  /// A definition, and those of the names in it.
  private static Set<String> texts(Sheet sheet, String definition) {
    Set<String> texts = new LinkedHashSet<>();
    List<String> open = new ArrayList<>(List.of(definition));
    while (!open.isEmpty()) {
      String text = open.removeLast();
      if (texts.add(text)) {
        sheet.meanings().names().stream()
            .filter(name -> Links.mentions(text, name))
            .map(sheet.meanings()::textOf)
            .filter(Objects::nonNull)
            .forEach(open::add);
      }
    }
    return texts;
  }

  /// In how many ways lists can be rows and columns; none without values.
  int choices() {
    return values.isEmpty() ? 0 : 1 << lists.size();
  }

  /// Declares the shapes.
  ///
  /// @param choice a bit for each list, set where it is the other one of row and column
  /// @return the lists that are rows
  List<Name> declare(Sheet sheet, int choice) {
    List<Name> rows = new ArrayList<>();
    values.forEach((name, value) -> {
      int place = lists.indexOf(name);
      boolean other = place >= 0 && (choice >> place & 1) == 1;
      Shape shape = other ? value.shape().transposed() : value.shape();
      if (place >= 0 && !shape.columns().equals(Dimension.ONE)) {
        rows.add(name);
      }
      if (shape.isScalar()) {
        sheet.declare(Sheet.spelled(name) + " ∈ R");
      } else {
        sheet.declareArray(name, shape);
      }
    });
    return rows;
  }

  /// What is said of lists that are rows.
  static List<String> remarks(List<Name> rows) {
    return rows.isEmpty()
        ? List.of()
        : List.of(
            rows.stream().map(Sheet::spelled).collect(Collectors.joining(", "))
                + (rows.size() == 1
                    ? ", whose value is a list below, is a row here"
                    : ", whose values are lists below, are rows here"));
  }
}
