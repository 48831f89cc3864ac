package nabla.worksheet;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nabla.Nabla;
import nabla.answer.DataFiles;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.worksheet.Statement.Clause;
import nabla.worksheet.training.PointsFile;
import nabla.worksheet.training.Watch;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// Data of several examples: the values of some variables in each.
///
/// @param names the variables
/// @param rows their values in each example, as they are written; empty where there are many
/// @param many the same of many examples as numbers; null where they are written
record Examples(List<Name> names, List<List<String>> rows, @Nullable TrainingData many) {

  /// So many examples are kept as they are written, and their means are exact.
  static final int MOST_WRITTEN = 200;

  private static final Pattern NUMBERS = Pattern.compile("[(\\[]?([-+−.\\deE,\\s]+)[)\\]]?");

  /// Reads `x, y = ((2, 1), 1.3), ((-3, 2), 1.9)`, and `x, y = (2, 1), 1.3; (-3, 2), 1.9`; with the
  /// names at the values `x = (2, 1), y = 1.3; x = (-3, 2), y = 1.9`, or `x = 1, 2; y = 3, 4`.
  static Examples of(Clause clause) {
    NamedColumns named = NamedColumns.of(clause);
    if (named.columns().size() > 1) {
      List<Name> variables = List.copyOf(named.columns().keySet());
      List<List<String>> rows = named.rows(clause);
      refuseRagged(variables, rows, clause);
      return new Examples(variables, rows, null);
    }
    int equals = clause.text().indexOf('=');
    if (equals < 0) {
      throw refused("expected variables and examples, as in x, y = (1, 2), (2, 3)", clause);
    }
    List<Name> names =
        names(new Clause(clause.text().substring(0, equals).strip(), clause.start()));
    List<List<String>> rows = new ArrayList<>();
    String list = unwrapped(clause.text().substring(equals + 1).strip());
    for (String text : listed(list, names.size())) {
      boolean tuple = names.size() > 1 && text.startsWith("(") && text.endsWith(")");
      List<String> cells =
          tuple
              ? StatementReader.list(new Clause(text.substring(1, text.length() - 1), 0)).stream()
                  .map(Clause::text)
                  .toList()
              : List.of(text);
      if (cells.stream().anyMatch(String::isBlank)) {
        throw refused("found an example without a value, expected some as in x = 1, 2", clause);
      }
      if (cells.size() != names.size()) {
        throw refused(
            "the example "
                + text
                + " has "
                + cells.size()
                + " values for "
                + names.size()
                + " variables",
            clause);
      }
      rows.add(cells);
    }
    refuseRagged(names, rows, clause);
    return new Examples(names, rows, null);
  }

  /// The examples in a list, with commas or semicolons between them.
  private static List<String> listed(String list, int variables) {
    List<Clause> lines = StatementReader.lines(new Clause(list, 0));
    if (lines.size() == 1) {
      return StatementReader.list(lines.getFirst()).stream().map(Clause::text).toList();
    }
    return lines.stream()
        .map(line -> {
          int values = StatementReader.list(line).size();
          return variables > 1 && values > 1 ? "(" + line.text() + ")" : line.text();
        })
        .toList();
  }

  /// A variable has one shape in all examples.
  private static void refuseRagged(List<Name> names, List<List<String>> rows, Clause clause) {
    for (int column = 0; column < names.size(); column++) {
      Shape first = NameText.value(rows.getFirst().get(column)).shape();
      for (List<String> row : rows) {
        Shape own = NameText.value(row.get(column)).shape();
        if (!own.equals(first)) {
          throw refused(
              names.get(column)
                  + " is "
                  + row.get(column)
                  + " in one example, which is in "
                  + Text.of(own)
                  + ", and in "
                  + Text.of(first)
                  + " in the first",
              clause);
        }
      }
    }
  }

  /// Reads the columns of a CSV file: a variable is a column of its name, or the vector of the
  /// columns of its name with a number after it.
  ///
  /// @param columns the file as `name = [1, 2, …]; …`
  static Examples ofColumns(Clause clause, String columns) {
    return ofColumns(clause, names(clause), columns);
  }

  private static Examples ofColumns(Clause clause, List<Name> names, String columns) {
    Map<Name, Expr> all = Nabla.values(columns);
    List<List<Expr>> parts = new ArrayList<>();
    for (Name name : names) {
      List<Expr> own = new ArrayList<>();
      Expr column = all.get(name);
      if (column != null) {
        own.add(column);
      } else {
        all.keySet().stream()
            .filter(other -> other.withSubscript("").equals(name))
            .filter(other -> other.subscript().matches("\\d{1,9}"))
            .sorted(Comparator.comparingInt(other -> Integer.parseInt(other.subscript())))
            .forEach(other -> own.add(all.get(other)));
      }
      if (own.isEmpty()) {
        throw refused(
            "the file has no column "
                + name
                + "; it has "
                + all.keySet().stream().map(Text::of).toList(),
            clause);
      }
      parts.add(own);
    }
    int count = parts.getFirst().getFirst().arity();
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      List<String> cells = new ArrayList<>();
      for (List<Expr> own : parts) {
        List<String> entries = new ArrayList<>();
        for (Expr column : own) {
          entries.add(Text.of(column.child(row)));
        }
        cells.add(own.size() == 1 ? entries.getFirst() : "(" + String.join(", ", entries) + ")");
      }
      rows.add(cells);
    }
    return new Examples(names, rows, null);
  }

  /// Reads the columns of a CSV file, as text where there are few rows.
  ///
  /// @param clause the variables; empty for all columns
  static Examples ofFile(Clause clause, Path file) {
    List<Name> names = names(clause, file);
    TrainingData data =
        TrainingData.ofFile(file, names.stream().map(Symbol::of).toList(), Watch.NONE);
    for (Name name : names) {
      if (!data.has(Symbol.of(name))) {
        throw refused(file + " has no column " + name, clause);
      }
    }
    return data.points().count() > MOST_WRITTEN
        ? new Examples(names, List.of(), data)
        : ofColumns(
            clause,
            names,
            file.toString().endsWith(".json")
                ? DataFiles.read(file.toString())
                : DataFiles.columns(file.toString(), heading -> isOf(names, heading)));
  }

  /// Whether a column is that of one of some variables, or of an entry of it.
  private static boolean isOf(List<Name> names, String heading) {
    Name column = NameText.alone(heading);
    return column != null && (names.contains(column) || names.contains(column.withSubscript("")));
  }

  /// The variables that a file is to give, and their shapes in an example; a [NablaException] where
  /// the file cannot be read, or a column has no name.
  static Map<Name, Shape> shapes(Clause clause, Path file) {
    List<String> heading = PointsFile.heading(file);
    Map<Name, Shape> shapes = new LinkedHashMap<>();
    for (Name name : names(clause, file)) {
      int columns = TrainingData.places(file, name, heading).size();
      shapes.put(name, columns == 1 ? Shape.SCALAR : Shape.vector(Dimension.of(columns)));
    }
    return shapes;
  }

  private static List<Name> names(Clause clause, Path file) {
    if (!clause.text().isBlank()) {
      return names(clause);
    }
    String all = String.join(", ", PointsFile.heading(file));
    try {
      return names(new Clause(all, clause.start()));
    } catch (NablaException none) {
      throw refused(
          "not all columns of "
              + file
              + " have names of variables: "
              + all
              + "; name those that are meant, as in data x, y from",
          clause);
    }
  }

  private static List<Name> names(Clause clause) {
    List<Name> names = new ArrayList<>();
    for (Clause item : StatementReader.list(clause)) {
      Name name = NameText.alone(item.text());
      if (name == null) {
        throw refused("found " + item.text() + ", expected the name of a variable", item);
      }
      names.add(name);
    }
    return names;
  }

  /// The list inside one more pair of brackets or braces: `{(1, 2), (2, 3)}`.
  private static String unwrapped(String list) {
    boolean set = list.startsWith("{") && list.endsWith("}");
    return set ? list.substring(1, list.length() - 1) : list;
  }

  /// How many examples there are.
  int count() {
    return many == null ? rows.size() : many.points().count();
  }

  /// These with the values that other variables have in as many examples; null where the variables
  /// or the counts are none that go together, or there are too many to be written.
  @Nullable Examples joined(Examples more) {
    if (many != null
        || more.many != null
        || count() != more.count()
        || names.stream().anyMatch(more.names::contains)) {
      return null;
    }
    List<List<String>> all = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      all.add(together(rows.get(i), more.rows.get(i)));
    }
    return new Examples(together(names, more.names), all, null);
  }

  private static <T> List<T> together(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /// What becomes of these where other data follow; null where those have all the variables anew.
  ///
  /// @param joined whether both hold
  @Nullable String followed(Examples more, boolean joined) {
    if (joined) {
      return "each of the "
          + count()
          + " examples has "
          + listed(together(names, more.names))
          + " from here on";
    }
    return more.names.containsAll(names)
        ? null
        : "the "
            + count()
            + (count() == 1 ? " example of " : " examples of ")
            + listed(names)
            + (count() == 1 ? " holds no more" : " hold no more")
            + (more.count() == count() ? "" : ", as there are " + more.count() + " from here on");
  }

  private static String listed(List<Name> names) {
    return names.stream().map(Text::of).collect(Collectors.joining(", "));
  }

  /// The variables, each with its shape in an example.
  Map<Name, Shape> shapes() {
    Map<Name, Shape> shapes = new LinkedHashMap<>();
    example(0).forEach((name, text) -> shapes.put(name, NameText.value(text).shape()));
    return shapes;
  }

  /// Whether there are so many that they are numbers in floating point.
  boolean isMany() {
    return count() > MOST_WRITTEN;
  }

  /// The values of one example, as they are written.
  Map<Name, String> example(int row) {
    Map<Name, String> values = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), many == null ? rows.get(row).get(i) : written(numbers(row, i)));
    }
    return values;
  }

  private static String written(double[] numbers) {
    String list =
        Arrays.stream(numbers)
            .mapToObj(number -> BigDecimal.valueOf(number).stripTrailingZeros().toPlainString())
            .collect(Collectors.joining(", "));
    return numbers.length == 1 ? list : "(" + list + ")";
  }

  /// The numbers of a variable in an example, row by row where it is a matrix.
  ///
  /// @param place which of the variables
  double[] numbers(int row, int place) {
    return many == null ? numbers(rows.get(row).get(place)) : many.numbers(row, place);
  }

  /// The numbers of a variable in all examples, one after the other.
  ///
  /// @param place which of the variables
  double[] all(int place) {
    int length = numbers(0, place).length;
    double[] all = new double[Math.multiplyExact(count(), length)];
    for (int row = 0; row < count(); row++) {
      System.arraycopy(numbers(row, place), 0, all, row * length, length);
    }
    return all;
  }

  /// The numbers of a value as it is written, row by row.
  static double[] numbers(String text) {
    Matcher plain = NUMBERS.matcher(text);
    if (plain.matches()) {
      String[] cells = plain.group(1).replace('−', '-').split(",", -1);
      double[] numbers = new double[cells.length];
      for (int i = 0; i < cells.length; i++) {
        numbers[i] = Double.parseDouble(cells[i].strip());
      }
      return numbers;
    }
    return TrainingData.numbers(text);
  }

  static NablaException refused(String message, Clause clause) {
    return new NablaException(
        NablaException.Kind.SYNTAX, message, 1, clause.start() + 1, clause.text().length());
  }
}
