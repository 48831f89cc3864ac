package nabla.worksheet;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import nabla.Formula;
import nabla.Nabla;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.worksheet.Statement.Clause;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// Whether the labels of a sheet are what its losses take: what a loss that is called by its name
/// does not take is refused, and is said of one that is written out, which may be meant otherwise.
final class Labelling {
  /// A definition without any of these has no labels.
  private static final Pattern LOSS = Pattern.compile("ln|log|max|relu|softplus");

  private final Sheet sheet;

  Labelling(Sheet sheet) {
    this.sheet = sheet;
  }

  /// What is to be said of the labels that a statement gave values, or of those of the losses that
  /// it defined; a [NablaException] where they are refused.
  List<String> remarks(Statement statement) {
    Kind kind = statement.kind();
    if (kind != Kind.LET && kind != Kind.GIVEN && kind != Kind.DATA && kind != Kind.NETWORK) {
      return List.of();
    }
    Set<String> remarks = new LinkedHashSet<>();
    if (kind != Kind.NETWORK) {
      addCounts(statement, remarks);
    }
    for (Name name : sheet.meanings().names()) {
      Labels labels = labels(name);
      if (labels != null && (isHere(name, statement) || isHere(labels.label().name(), statement))) {
        String wrong = wrong(labels);
        if (wrong != null && isByName(name)) {
          throw refused(wrong, labels.label().name(), statement);
        } else if (wrong != null) {
          remarks.add(wrong);
        }
      }
    }
    return List.copyOf(remarks);
  }

  /// That a letter which a loss over examples is divided by is not their number.
  private void addCounts(Statement statement, Set<String> remarks) {
    Examples examples = sheet.examples();
    for (Name name : examples == null ? List.<Name>of() : List.copyOf(sheet.meanings().names())) {
      boolean fresh =
          isHere(name, statement)
              || sheet.meanings().usesOf(name).stream()
                  .anyMatch(each -> sheet.isData(each) && isHere(each, statement));
      for (String count : Training.COUNTS) {
        Name letter = Name.of(count);
        if (fresh
            && sheet.meanings().usesOf(name).contains(letter)
            && sheet.meanings().usesOf(name).stream().anyMatch(sheet::isData)
            && !sheet.hasValue(letter)
            && !sheet.meanings().defines(letter)
            && !WholeColumns.isOfWhole(sheet, name)) {
          remarks.add(
              count
                  + " in "
                  + Sheet.spelled(name)
                  + " is a number of its own; over the examples the mean is taken, which divides by"
                  + " their number, so that "
                  + count
                  + " may be left out");
        }
      }
    }
  }

  private boolean isHere(Name name, Statement statement) {
    return Objects.equals(sheet.line(name), statement.line());
  }

  /// Whether the loss is one of a network by its layers.
  boolean isByName(Name loss) {
    return sheet.wiring().isLoss(loss) && sheet.wiring().blueprint() != null;
  }

  /// How a class is written where a name has a number and is to have the probabilities of classes;
  /// empty where it is not.
  String hint(Name label, Shape declared, Shape own) {
    if (!own.isScalar() || !declared.isVector() || !declared.rows().isFixed()) {
      return "";
    }
    int classes = Math.toIntExact(Math.min(declared.rows().fixedSize(), Integer.MAX_VALUE));
    for (Name name : sheet.meanings().names()) {
      Labels labels = labels(name);
      if (labels != null && labels.label().name().equals(label)) {
        return labels.demand() == Labels.Demand.DISTRIBUTION ? "; " + labels.oneHot(classes) : "";
      }
    }
    return "";
  }

  private @Nullable Labels labels(Name loss) {
    String text = sheet.meanings().textOf(loss);
    if (text == null || sheet.isFunction(loss) || !LOSS.matcher(text).find()) {
      return null;
    }
    text = sheet.unfolded(Sheet.spelled(loss));
    try {
      Formula formula = Nabla.formula(text, sheet.context(text));
      return Labels.of(formula.reading().expanded());
    } catch (NablaException senseless) {
      return null; // which is said where it is used
    }
  }

  private @Nullable String wrong(Labels labels) {
    Name label = labels.label().name();
    Examples examples = sheet.examples();
    if (examples != null && sheet.isData(label)) {
      int place = examples.names().indexOf(label);
      for (int row = 0; row < examples.count(); row++) {
        String wrong = labels.wrong(examples.numbers(row, place));
        if (wrong != null) {
          return "example " + (row + 1) + ": " + wrong;
        }
      }
      return null;
    }
    String value = sheet.value(label);
    return value == null ? null : labels.wrong(Examples.numbers(value));
  }

  /// The same of the examples that a loss is trained on.
  static @Nullable String wrong(Labels labels, TrainingData data) {
    List<Symbol> variables = data.columns().stream().map(TrainingData.Column::variable).toList();
    int place = variables.indexOf(labels.label());
    if (place >= 0
        && labels.demand() == Labels.Demand.DISTRIBUTION
        && data.columns().get(place).length() == 1) {
      String name = Text.of(labels.label());
      return name
          + " is one column, and the labels of cross-entropy with softmax are the probabilities of"
          + " the classes: write them one-hot, in columns "
          + name
          + "1, "
          + name
          + "2 and so on, with 1 in that of the class and 0 in the others";
    }
    for (int row = 0; place >= 0 && row < data.points().count(); row++) {
      String wrong = labels.wrong(data.numbers(row, place));
      if (wrong != null) {
        return "example " + (row + 1) + ": " + wrong;
      }
    }
    return null;
  }

  private static NablaException refused(String wrong, Name label, Statement statement) {
    Clause place =
        StatementReader.list(statement.head()).stream()
            .filter(item -> label.equals(NameText.defined(item.text())))
            .findFirst()
            .orElse(statement.head());
    return new NablaException(
        NablaException.Kind.DOMAIN,
        wrong,
        1,
        place.start() + 1,
        Math.max(1, place.text().length()));
  }
}
