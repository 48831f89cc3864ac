package nabla.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import nabla.Formula;
import nabla.Nabla;
import nabla.expr.Dimension;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Num;
import nabla.expr.Shape;
import nabla.worksheet.Statement.Clause;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// What a sheet says of its names and cannot all be true: sizes that clash with numbers, and
/// assumptions that clash with values or with each other.
final class Clashes {
  private static final Pattern PLACE = Pattern.compile("[1-9][0-9]*");

  private final Sheet sheet;

  Clashes(Sheet sheet) {
    this.sheet = sheet;
  }

  /// Refuses what a statement said where it clashes with what stands above it.
  void refuse(Statement statement) {
    Clause where = statement.clause("where");
    boolean says = statement.kind().saysFacts();
    if (!says && where == null) {
      return;
    }
    Clause place = says || where == null ? statement.head() : where;
    if (says) {
      refuseEntries(place, statement.line());
    }
    String wrong = assumption();
    if (wrong != null) {
      throw refused(NablaException.Kind.DOMAIN, wrong, place);
    }
    for (Name name : arrays()) {
      String size = size(name);
      if (size != null) {
        throw refused(NablaException.Kind.SHAPE, size, place);
      }
    }
  }

  /// Refuses a declaration of a name whose definition has another shape.
  void refuseShapes(Clause declaration) {
    for (Name name : Withdrawals.declared(declaration.text())) {
      if (!sheet.meanings().defines(name) || sheet.isFunction(name)) {
        continue;
      }
      Shape defined = definedShape(name);
      Shape declared = sheet.facts().with(declaration.text()).shape(name);
      if (defined != null && declared != null && !Giving.fits(declared, defined)) {
        Integer line = sheet.line(name);
        throw refused(
            NablaException.Kind.SHAPE,
            Sheet.spelled(name)
                + " is defined"
                + (line == null ? "" : " in line " + line)
                + " in "
                + Text.of(defined)
                + ", and would be in "
                + Text.of(declared)
                + "; to use the name anew, write clear "
                + Sheet.spelled(name)
                + " before",
            declaration);
      }
    }
  }

  /// The shape of what a name is defined as; null where that cannot be read by itself.
  private @Nullable Shape definedShape(Name name) {
    String text = sheet.unfolded(Sheet.spelled(name));
    try {
      return Nabla.formula(text, sheet.context(text)).reading().expanded().shape();
    } catch (NablaException senseless) {
      return null;
    }
  }

  /// Refuses a network whose names, such as `W1`, are entries of what is declared above it.
  void refuseEntries(Network network, Clause place) {
    List<String> all = new ArrayList<>(network.parameters());
    network.definitions().forEach(text -> all.add(text.substring(0, text.indexOf('=')).strip()));
    for (String each : network.blueprint() == null ? List.<String>of() : all) {
      Name name = NameText.alone(each);
      Name whole = name == null || name.subscript().isEmpty() ? null : name.withSubscript("");
      if (name == null || whole == null || sheet.isDeclared(name)) {
        continue;
      }
      Shape shape = sheet.shape(whole);
      if (shape != null && !shape.isScalar()) {
        throw refused(
            NablaException.Kind.NAME,
            "the network calls its own "
                + each
                + ", which is an entry of "
                + Text.of(whole)
                + " ∈ "
                + Text.of(shape)
                + " above; clear "
                + Sheet.spelled(whole)
                + ", or give it another letter",
            place);
      }
    }
  }

  /// Refuses names such as `x1` that stand for something else than the entry of a vector x, unless
  /// a declaration says so: both look the same where they are written.
  private void refuseEntries(Clause place, int present) {
    Set<Name> names = sheet.meanings().names();
    names.addAll(arrays());
    names.removeIf(name -> !PLACE.matcher(name.subscript()).matches());
    if (names.isEmpty()) {
      return;
    }
    Formula facts = Nabla.formula("0", sheet.facts().toString());
    for (Name name : names) {
      Name whole = name.withSubscript("");
      Set<Name> declared = facts.reading().declared();
      if (!declared.contains(whole) || declared.contains(name)) {
        continue;
      }
      Shape shape = sheet.facts().shape(whole);
      boolean array = sheet.meanings().defines(name) && !isNumber(name);
      if (shape != null && shape.isVector() && !array) {
        String entry =
            Sheet.spelled(name)
                + " looks like an entry of "
                + Text.of(whole)
                + " ∈ "
                + Text.of(shape);
        Integer line = sheet.line(name);
        boolean first = line != null && line != present;
        throw refused(
            NablaException.Kind.NAME,
            entry
                + (first ? ", and has a meaning of its own since line " + line : " above")
                + "; clear "
                + Sheet.spelled(first ? name : whole)
                + ", give it another name, or declare "
                + Sheet.spelled(name)
                + " ∈ R before for a number of its own",
            place);
      }
    }
  }

  private boolean isNumber(Name name) {
    Shape shape = definedShape(name);
    return shape == null || shape.isScalar();
  }

  /// What is assumed and does not hold of the values of the sheet; null where nothing is known to
  /// be wrong.
  @Nullable String assumption() {
    if (sheet.facts().all().isEmpty()) {
      return null;
    }
    Formula facts = facts();
    Examples examples = sheet.examples();
    if (examples == null) {
      return facts.contradiction(sheet.values());
    }
    for (int i = 0; i < Math.min(examples.count(), Examples.MOST_WRITTEN); i++) {
      String wrong = facts.contradiction(sheet.values(examples.example(i)));
      if (wrong != null) {
        return "example " + (i + 1) + ": " + wrong;
      }
    }
    return null;
  }

  /// The facts with the definitions of the names in them, where these can be read together; what
  /// has an array for its value is one.
  private Formula facts() {
    Facts facts = sheet.facts();
    Set<Name> sized = Nabla.formula("0", facts.toString()).reading().shapes().keySet();
    for (Name name : sheet.valued()) {
      Shape own = NameText.value(Objects.requireNonNull(sheet.value(name))).shape();
      if (!own.isScalar() && !sized.contains(name)) {
        facts = facts.with(Sheet.spelled(name) + " ∈ " + Text.of(own));
      }
    }
    try {
      return Nabla.formula("0", facts + "; " + sheet.contexts().all());
    } catch (NablaException inconsistent) {
      return Nabla.formula("0", facts.toString());
    }
  }

  /// Forgets the values of arrays that do not fit a size any more, as it has another number now.
  List<Name> forgetUnfit(Name size) {
    List<Name> unfit = new ArrayList<>();
    for (Name name : sheet.valued()) {
      Shape declared = sheet.shape(name);
      if (declared != null && letters(declared).contains(size) && size(name) != null) {
        unfit.add(name);
      }
    }
    unfit.forEach(sheet::forgetValue);
    return unfit;
  }

  private List<Name> arrays() {
    List<Name> arrays = new ArrayList<>(sheet.valued());
    Examples examples = sheet.examples();
    if (examples != null) {
      arrays.addAll(examples.names());
    }
    return arrays;
  }

  /// Why the value of an array does not fit the numbers of the sizes that it is declared with; null
  /// where it does.
  private @Nullable String size(Name name) {
    Shape declared = sheet.shape(name);
    if (declared == null || declared.isScalar()) {
      return null;
    }
    Map<String, Dimension> sizes = new LinkedHashMap<>();
    List<String> said = new ArrayList<>();
    for (Name letter : letters(declared)) {
      Num number = number(letter);
      if (number != null) {
        said.add(Text.of(letter) + " = " + Text.of(number));
        if (number.value().isInt()) {
          sizes.put(letter.toString(), Dimension.of(number.value().intValue()));
        }
      }
    }
    Examples examples = sheet.examples();
    String value =
        examples != null && sheet.isData(name) ? examples.example(0).get(name) : sheet.value(name);
    if (said.isEmpty() || value == null) {
      return null;
    }
    Shape own = NameText.value(value).shape();
    Shape needed =
        Shape.of(declared.rows().substitute(sizes), declared.columns().substitute(sizes));
    boolean fits = Giving.fits(needed, own) || Giving.fits(needed, own.transposed());
    return sizes.size() == said.size() && fits
        ? null
        : Sheet.spelled(name)
            + " is declared in "
            + Text.of(declared)
            + " with "
            + String.join(", ", said)
            + ", and its value is in "
            + Text.of(own);
  }

  private static List<Name> letters(Shape shape) {
    List<Name> letters = new ArrayList<>();
    for (Dimension dimension : List.of(shape.rows(), shape.columns())) {
      dimension.terms().keySet().stream()
          .flatMap(List::stream)
          .map(NameText::alone)
          .filter(name -> name != null && !letters.contains(name))
          .forEach(letters::add);
    }
    return letters;
  }

  /// The number that a letter stands for; null where it stands for none.
  private @Nullable Num number(Name letter) {
    if (!sheet.hasValue(letter) && !sheet.meanings().defines(letter)) {
      return null;
    }
    try {
      String text = sheet.unfolded(Sheet.spelled(letter));
      Formula formula = Nabla.formula(text, sheet.context(text));
      return formula.at(sheet.values()).exact() instanceof Num number ? number : null;
    } catch (NablaException none) {
      return null;
    }
  }

  private static NablaException refused(NablaException.Kind kind, String message, Clause place) {
    return new NablaException(
        kind, message, 1, place.start() + 1, Math.max(1, place.text().length()));
  }
}
