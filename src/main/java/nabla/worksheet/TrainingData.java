package nabla.worksheet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import nabla.Nabla;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.worksheet.training.Points;
import nabla.worksheet.training.PointsFile;
import nabla.worksheet.training.Watch;
import org.jspecify.annotations.Nullable;

/// The numbers of the examples that a training goes through, and whose they are.
///
/// @param columns the variables that have other numbers in each example, in the order of the points
/// @param points the numbers
record TrainingData(List<Column> columns, Points points) {

  /// A variable of the examples.
  ///
  /// @param length how many numbers it has in each
  record Column(Symbol variable, int length) {}

  /// The data in a file, or else the examples of the sheet, or else nothing, which is one example
  /// of no numbers.
  ///
  /// @param variables those that may have numbers in the data
  static TrainingData of(Sheet sheet, @Nullable Path file, List<Symbol> variables, Watch watch) {
    Examples examples = sheet.examples();
    if (file != null) {
      return ofFile(file, variables, watch);
    }
    if (examples != null) {
      return ofExamples(examples, variables);
    }
    Points nothing = new Points(0);
    nothing.add();
    return new TrainingData(List.of(), nothing);
  }

  /// The columns of a file that have the names of variables.
  static TrainingData ofFile(Path file, List<Symbol> variables, Watch watch) {
    List<Column> columns = new ArrayList<>();
    Points points =
        PointsFile.read(
            file,
            heading -> {
              List<Integer> places = new ArrayList<>();
              for (Symbol variable : variables) {
                List<Integer> own = places(file, variable.name(), heading);
                if (!own.isEmpty()) {
                  columns.add(new Column(variable, own.size()));
                  places.addAll(own);
                }
              }
              if (columns.isEmpty()) {
                throw new NablaException(
                    NablaException.Kind.NAME,
                    file
                        + " has no column of any variable of the loss; it has "
                        + String.join(", ", heading));
              }
              return places.stream().mapToInt(Integer::intValue).toArray();
            },
            watch);
    return new TrainingData(columns, points);
  }

  /// The column of a variable, or those of its components in their order; empty where there are
  /// none.
  static List<Integer> places(Path file, Name name, List<String> heading) {
    TreeMap<Integer, Integer> components = new TreeMap<>();
    int alone = -1;
    for (int i = 0; i < heading.size(); i++) {
      Name column = name(heading.get(i));
      if (column == null) {
        continue;
      }
      boolean component =
          column.withSubscript("").equals(name) && column.subscript().matches("\\d{1,6}");
      boolean again =
          column.equals(name)
              ? alone >= 0
              : component && components.containsKey(Integer.parseInt(column.subscript()));
      if (again) {
        throw new NablaException(
            NablaException.Kind.NAME, file + " has two columns " + heading.get(i));
      }
      if (column.equals(name)) {
        alone = i;
      } else if (component) {
        components.put(Integer.parseInt(column.subscript()), i);
      }
    }
    if (alone >= 0) {
      return List.of(alone);
    }
    if (!components.isEmpty()
        && components.lastKey() - components.firstKey() >= components.size()) {
      throw new NablaException(
          NablaException.Kind.NAME,
          file
              + " has gaps among the columns of "
              + name
              + ": "
              + components.values().stream().map(heading::get).toList());
    }
    return List.copyOf(components.values());
  }

  private static @Nullable Name name(String heading) {
    return heading.isEmpty() || heading.contains(" ") ? null : NameText.alone(heading);
  }

  private static TrainingData ofExamples(Examples examples, List<Symbol> variables) {
    List<Column> columns = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (Symbol variable : variables) {
      int place = examples.names().indexOf(variable.name());
      if (place >= 0) {
        columns.add(new Column(variable, examples.numbers(0, place).length));
        places.add(place);
      }
    }
    Points points = new Points(columns.stream().mapToInt(Column::length).sum());
    for (int i = 0; i < examples.count(); i++) {
      int row = i;
      points.add(
          places.stream()
              .flatMapToDouble(place -> Arrays.stream(examples.numbers(row, place)))
              .toArray());
    }
    return new TrainingData(columns, points);
  }

  /// All examples as one, in which each variable has the numbers of all.
  static TrainingData atOnce(Examples examples, List<Symbol> variables) {
    List<Column> columns = new ArrayList<>();
    List<double[]> numbers = new ArrayList<>();
    for (Symbol variable : variables) {
      int place = examples.names().indexOf(variable.name());
      if (place >= 0) {
        double[] all = examples.all(place);
        columns.add(new Column(variable, all.length));
        numbers.add(all);
      }
    }
    Points points = new Points(numbers.stream().mapToInt(all -> all.length).sum());
    points.add(numbers.stream().flatMapToDouble(Arrays::stream).toArray());
    return new TrainingData(columns, points);
  }

  /// The numbers of a variable in an example.
  ///
  /// @param place which of the columns
  double[] numbers(int row, int place) {
    int start = 0;
    for (int i = 0; i < place; i++) {
      start += columns.get(i).length();
    }
    double[] numbers = new double[columns.get(place).length()];
    points.copy(row, start, numbers);
    return numbers;
  }

  /// The numbers of a value as it is written, row by row.
  static double[] numbers(String value) {
    try {
      double[] numbers = Nabla.formula(value).at("").toDoubles();
      if (Arrays.stream(numbers).allMatch(Double::isFinite)) {
        return numbers;
      }
    } catch (NablaException | IllegalStateException other) {
      // said below
    }
    throw new NablaException(
        NablaException.Kind.DOMAIN, "found the value " + value + ", expected numbers");
  }

  /// Whether a variable has numbers in each example.
  boolean has(Symbol variable) {
    return columns.stream().anyMatch(column -> column.variable().equals(variable));
  }
}
