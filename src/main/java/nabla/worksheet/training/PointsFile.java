package nabla.worksheet.training;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import nabla.answer.ClosedQuotes;
import nabla.answer.Separator;
import nabla.expr.NablaException;
import nabla.expr.NablaException.Kind;
import org.jspecify.annotations.Nullable;

/// Reads the columns of a CSV file as doubles, in one pass and without a text for each cell. The
/// first line names the columns; those that are not asked for may hold anything.
public final class PointsFile extends AbstractBaseCsvCallbackHandler<Boolean> {

  /// So many examples between two words on them.
  private static final int TELL_EVERY = 1 << 16;

  private final Path file;
  private final Watch watch;
  private final Function<List<String>, int[]> wanted;
  private final List<String> heading = new ArrayList<>();

  /// Where each column of the file goes, -1 for nowhere; empty until the first line was read.
  private int[] places = {};

  private @Nullable Points points;
  private double[] row = {};

  /// The column that is read.
  private int column;

  private PointsFile(Path file, Function<List<String>, int[]> wanted, Watch watch) {
    this.watch = watch;
    this.file = file;
    this.wanted = wanted;
  }

  /// The examples in a file. A [NablaException] with the file and the line, and the column where a
  /// cell is no finite number, a line has too few or too many cells, or the file cannot be read.
  ///
  /// @param wanted the numbers of the columns to read, by the names of all
  public static Points read(Path file, Function<List<String>, int[]> wanted) {
    return read(file, wanted, Watch.NONE);
  }

  /// The same, while somebody looks at it.
  public static Points read(Path file, Function<List<String>, int[]> wanted, Watch watch) {
    PointsFile handler = new PointsFile(file, wanted, watch);
    try (BufferedReader text = opened(file)) {
      char separator = Separator.of(text);
      CsvReader.CsvReaderBuilder rules =
          CsvReader.builder()
              .fieldSeparator(separator)
              .allowMissingFields(true)
              .allowExtraFields(true);
      try (CsvReader<Boolean> reader =
          rules.build(handler, new ClosedQuotes(text, file.toString(), separator))) {
        reader.forEach(record -> {});
      }
    } catch (CsvParseException malformed) {
      if (malformed.getCause() instanceof NablaException refused) {
        throw refused;
      }
      if (malformed.getCause() instanceof IOException failure) {
        throw unreadable(file, failure);
      }
      throw new NablaException(Kind.SYNTAX, file + ": " + malformed.getMessage());
    } catch (UncheckedIOException failure) {
      throw unreadable(file, Objects.requireNonNull(failure.getCause()));
    } catch (IOException failure) {
      throw unreadable(file, failure);
    }
    if (handler.places.length == 0) {
      throw new NablaException(Kind.SHAPE, file + " is empty");
    }
    Points points = handler.points;
    if (points == null || points.count() == 0) {
      throw new NablaException(Kind.SHAPE, file + " has no rows of numbers");
    }
    return points;
  }

  /// The text of a file behind the mark of its byte order.
  private static BufferedReader opened(Path file) throws IOException {
    BufferedReader text = Files.newBufferedReader(file);
    text.mark(1);
    if (text.read() != '\uFEFF') {
      text.reset();
    }
    return text;
  }

  /// The names of the columns of a file.
  public static List<String> heading(Path file) {
    try (BufferedReader text = opened(file)) {
      char separator = Separator.of(text);
      try (CsvReader<CsvRecord> reader =
          CsvReader.builder()
              .fieldSeparator(separator)
              .ofCsvRecord(new ClosedQuotes(text, file.toString(), separator))) {
        Iterator<CsvRecord> records = reader.iterator();
        return records.hasNext()
            ? records.next().getFields().stream().map(String::strip).toList()
            : List.of();
      }
    } catch (CsvParseException malformed) {
      throw new NablaException(Kind.SYNTAX, file + ": " + malformed.getMessage());
    } catch (UncheckedIOException failure) {
      throw unreadable(file, Objects.requireNonNull(failure.getCause()));
    } catch (IOException failure) {
      throw unreadable(file, failure);
    }
  }

  private static NablaException unreadable(Path file, IOException failure) {
    return failure instanceof CharacterCodingException
        ? new NablaException(Kind.SYNTAX, file + " is no text in UTF-8")
        : new NablaException(Kind.NAME, "the file " + file + " cannot be read");
  }

  @Override
  protected void handleField(int field, char[] buffer, int offset, int length, boolean quoted) {
    if (places.length == 0) {
      heading.add(new String(buffer, offset, length).strip());
    } else if (field < places.length && places[field] >= 0) {
      column = field;
      row[places[field]] = number(buffer, offset, length);
    }
  }

  @Override
  protected Boolean buildRecord() {
    if (getRecordType() == RecordType.EMPTY) {
      return false;
    }
    if (places.length == 0) {
      begin();
    } else if (getFieldCount() != places.length) {
      throw new NablaException(
          Kind.SHAPE, here() + getFieldCount() + " cells, and the first line has " + places.length);
    } else if (points != null) {
      points.add(row);
      if (points.count() % TELL_EVERY == 0) {
        watch
            .progress()
            .accept(Progress.of("reading " + file + ": " + points.count() + " examples"));
      }
    }
    return true;
  }

  private void begin() {
    int[] columns = wanted.apply(List.copyOf(heading));
    places = new int[heading.size()];
    Arrays.fill(places, -1);
    for (int i = 0; i < columns.length; i++) {
      places[columns[i]] = i;
    }
    points = new Points(columns.length);
    row = new double[columns.length];
  }

  private String here() {
    return file + ", line " + getStartingLineNumber() + ": ";
  }

  /// The number in a cell. Up to 15 digits over a power of ten up to 10²² are one division of
  /// doubles, which is rounded right (Clinger, 1990); the rest is for the library.
  private double number(char[] buffer, int offset, int length) {
    int from = offset;
    int end = offset + length;
    while (from < end && buffer[from] <= ' ') {
      from++;
    }
    while (end > from && buffer[end - 1] <= ' ') {
      end--;
    }
    int i = from;
    boolean negative = i < end && (buffer[i] == '-' || buffer[i] == '−');
    if (negative || (i < end && buffer[i] == '+')) {
      i++;
    }
    long digits = 0;
    int seen = 0;
    int decimals = 0;
    boolean point = false;
    for (; i < end; i++) {
      char c = buffer[i];
      if (c >= '0' && c <= '9') {
        seen++;
        decimals += point ? 1 : 0;
        digits = digits * 10 + (c - '0');
      } else if (c == '.' && !point) {
        point = true;
      } else {
        break;
      }
    }
    if (i == end && seen > 0 && seen <= 15) {
      double value = digits / POWERS[decimals];
      return negative ? -value : value;
    }
    return longNumber(new String(buffer, from, end - from));
  }

  private double longNumber(String cell) {
    if (cell.matches("[-+−]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")) {
      double value = Double.parseDouble(cell.replace('−', '-'));
      if (Double.isFinite(value)) {
        return value;
      }
    }
    throw new NablaException(
        Kind.SYNTAX,
        file
            + ", line "
            + getStartingLineNumber()
            + ", column "
            + heading.get(column)
            + ": "
            + (cell.isEmpty()
                ? "a cell is empty"
                : "\""
                    + cell
                    + "\" is no "
                    + (cell.matches("(?i).*(nan|inf).*") ? "finite " : "")
                    + "number"));
  }

  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };
}
