package nabla.answer;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.expr.NablaException;
import nabla.expr.NablaException.Kind;

/// Values that stand in files: `--at data.json` and `--at data.csv` for all of them,
/// `x=@points.csv` for one. A CSV file for all has the names of the variables in its first line,
/// and each column is a vector; one for a single variable is a matrix, row by row, and a first line
/// without any number in it is a heading.
public final class DataFiles {

  private static final Pattern NAMED = Pattern.compile("=\\s*@([^;,]+)");
  private static final Pattern NUMBER =
      Pattern.compile("\\s*[-+−]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?\\s*");

  private final String file;

  private DataFiles(String file) {
    this.file = file.strip();
  }

  /// The values with the contents of files in place of their names.
  public static String read(String values) {
    String text = values.strip();
    String name = text.startsWith("@") ? text.substring(1).strip() : text;
    boolean whole = !name.contains("=") && !name.startsWith("{");
    if (whole && name.endsWith(".json")) {
      String contents = new DataFiles(name).text();
      if (contents.isBlank()) {
        throw new NablaException(Kind.SHAPE, name + " is empty");
      }
      return contents;
    }
    if (whole && name.endsWith(".csv")) {
      return columns(name, heading -> true);
    }
    if (!text.contains("@")) {
      return values;
    }
    Matcher files = NAMED.matcher(values);
    StringBuilder replaced = new StringBuilder();
    while (files.find()) {
      String contents = new DataFiles(files.group(1)).array();
      files.appendReplacement(replaced, Matcher.quoteReplacement("= " + contents));
    }
    return files.appendTail(replaced).toString();
  }

  /// The columns of a CSV file that are wanted by their names, whatever stands in others; all where
  /// none is.
  public static String columns(String file, Predicate<String> wanted) {
    return new DataFiles(file).columns(wanted);
  }

  private String array() {
    return file.endsWith(".json") ? text().strip() : matrix();
  }

  private String text() {
    try {
      String text = Files.readString(Path.of(file));
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (MalformedInputException foreign) {
      throw new NablaException(Kind.SYNTAX, file + " is no text in UTF-8");
    } catch (IOException absent) {
      throw new NablaException(Kind.NAME, "the file " + file + " cannot be read");
    }
  }

  private String matrix() {
    List<CsvRecord> records = records();
    boolean heading =
        records.getFirst().getFields().stream().noneMatch(cell -> NUMBER.matcher(cell).matches());
    List<String> names = heading ? records.getFirst().getFields() : List.of();
    StringBuilder rows = new StringBuilder("[");
    for (CsvRecord record : records.subList(heading ? 1 : 0, records.size())) {
      rows.append(rows.length() == 1 ? "[" : ",[");
      for (int column = 0; column < record.getFieldCount(); column++) {
        rows.append(column == 0 ? "" : ",").append(number(record, column, names));
      }
      rows.append("]");
    }
    if (rows.length() == 1) {
      throw new NablaException(Kind.SHAPE, file + " has no rows of numbers");
    }
    return rows.append("]").toString();
  }

  private String columns(Predicate<String> wanted) {
    List<CsvRecord> records = records();
    List<String> names = records.getFirst().getFields();
    boolean any = names.stream().map(String::strip).anyMatch(wanted);
    if (names.stream().anyMatch(cell -> cell.isBlank() || NUMBER.matcher(cell).matches())) {
      throw new NablaException(
          Kind.NAME,
          "the first line of "
              + file
              + " is to name the variables, one for each column; for a matrix write X = @"
              + file);
    }
    if (records.size() < 2) {
      throw new NablaException(Kind.SHAPE, file + " has no rows of numbers");
    }
    List<String> values = new ArrayList<>();
    for (int column = 0; column < names.size(); column++) {
      if (any && !wanted.test(names.get(column).strip())) {
        continue;
      }
      StringBuilder entries = new StringBuilder(names.get(column).strip() + " = [");
      for (CsvRecord record : records.subList(1, records.size())) {
        entries.append(entries.charAt(entries.length() - 1) == '[' ? "" : ",");
        entries.append(number(record, column, names));
      }
      values.add(entries.append("]").toString());
    }
    return String.join("; ", values);
  }

  /// @param names of the columns; empty where they have none
  private String number(CsvRecord record, int column, List<String> names) {
    String cell = record.getField(column).strip();
    if (!NUMBER.matcher(cell).matches()) {
      throw new NablaException(
          Kind.SYNTAX,
          file
              + ", line "
              + record.getStartingLineNumber()
              + ", column "
              + (names.isEmpty() ? column + 1 : names.get(column).strip())
              + ": "
              + (cell.isEmpty() ? "a cell is empty" : "\"" + cell + "\" is no number"));
    }
    return cell;
  }

  /// All records, which have equally many cells.
  private List<CsvRecord> records() {
    List<CsvRecord> records = new ArrayList<>();
    String text = text();
    char separator = Separator.of(text);
    CsvReader.CsvReaderBuilder rules =
        CsvReader.builder()
            .fieldSeparator(separator)
            .allowMissingFields(true)
            .allowExtraFields(true);
    try (CsvReader<CsvRecord> reader =
        rules.ofCsvRecord(new ClosedQuotes(new StringReader(text), file, separator))) {
      for (CsvRecord record : reader) {
        records.add(record);
        if (record.getFieldCount() != records.getFirst().getFieldCount()) {
          throw new NablaException(
              Kind.SHAPE,
              file
                  + ", line "
                  + record.getStartingLineNumber()
                  + ": "
                  + record.getFieldCount()
                  + " cells, and the first line has "
                  + records.getFirst().getFieldCount());
        }
      }
    } catch (CsvParseException malformed) {
      if (malformed.getCause() instanceof NablaException refused) {
        throw refused;
      }
      throw new NablaException(Kind.SYNTAX, file + ": " + malformed.getMessage());
    } catch (IOException | UncheckedIOException failure) {
      throw new NablaException(Kind.NAME, "the file " + file + " cannot be read");
    }
    if (records.isEmpty()) {
      throw new NablaException(Kind.SHAPE, file + " is empty");
    }
    return records;
  }
}
