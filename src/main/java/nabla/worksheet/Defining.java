package nabla.worksheet;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.answer.ExitCode;
import nabla.answer.Report;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Negate;
import nabla.expr.Product;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import nabla.read.Note;
import nabla.worksheet.Statement.Clause;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// `let z = b + w x`, and a name for a gradient.
final class Defining {

  /// After it a run of letters is one name, and no product.
  static final String LET = "let ";

  /// A function at a number.
  private static final Pattern VALUE =
      Pattern.compile("[^()]+\\([^()]*(?<![\\p{L}\\d_])\\d[^()]*\\)");

  private static final Pattern POWER_OF_E = Pattern.compile("(?<![\\p{L}\\\\])e\\s*\\^");
  private static final Name EULER = Name.of("e");

  /// Letters that textbooks have for the number at which a line begins, `a + b x`, `w x + b`.
  private static final Set<String> LINE = Set.of("a", "b", "c", "d", "m", "w", "α", "β", "θ", "μ");

  /// What is said of a letter that is taken for a vector.
  static final String GUESSED = " is read as a vector in ";

  private final Sheet sheet;
  private final Asking asking;
  private final Evaluating evaluating;
  private final Changes changes;

  Defining(Sheet sheet, Asking asking, Evaluating evaluating, Changes changes) {
    this.sheet = sheet;
    this.asking = asking;
    this.evaluating = evaluating;
    this.changes = changes;
  }

  /// Takes a definition, and says how it was read.
  @Nullable Report define(Clause clause) {
    String text = withDerivatives(clause.text().replaceFirst("^let\\s+", ""), clause);
    Name name = NameText.defined(text);
    boolean word = name != null && NameText.needsLet(name);
    expectVectors(text);
    Formula definition;
    try {
      definition = read(text, word, clause);
      List<Symbol> intercepts = vectors(definition);
      intercepts.removeIf(each -> !LINE.contains(each.name().base()));
      if (!intercepts.isEmpty() && hasSlope(definition)) {
        sheet.declare(spelled(intercepts) + " ∈ R");
        definition = read(text, word, clause); // which is refused without ones beside them
      }
    } catch (NablaException clash) {
      if (clash.kind() == NablaException.Kind.SHAPE && new VariableLists(sheet).take(text)) {
        return null;
      }
      throw clash;
    }
    if (definition.reading().name() == null && name != null) {
      String left = text.substring(0, Math.max(0, text.indexOf('='))).strip();
      if (VALUE.matcher(left).matches()) {
        throw new NablaException(
            NablaException.Kind.SYNTAX,
            "found "
                + left
                + ", expected names in the brackets, as in "
                + name
                + "(x) = …; a function has one definition for all values",
            1,
            clause.start() + 1,
            clause.text().length());
      }
      throw new NablaException(
          NablaException.Kind.NAME,
          name + " is defined by itself; a definition takes names from above it",
          1,
          clause.start() + 1,
          clause.text().length());
    }
    if (definition.reading().name() == null && Meanings.derives(text)) {
      throw new NablaException(
          NablaException.Kind.SYNTAX,
          "found no name to define; a derivative by hand gets one of its own, g = …, and check"
              + " compares it with the other",
          1,
          clause.start() + 1,
          clause.text().length());
    }
    Definitions.refuseConstant(definition, clause);
    Name defined = definition.reading().name();
    String past = defined == null ? null : new Past(sheet).of(defined);
    boolean again = sheet.define(definition, new Gradients(sheet).written(text).text());
    Report report = said(definition);
    if (defined == null) {
      return report;
    }
    List<String> remarks =
        vectors(definition).stream()
            .map(Defining::isVector)
            .collect(Collectors.toCollection(ArrayList::new));
    if (POWER_OF_E.matcher(text).find() && sheet.meanings().defines(EULER)) {
      remarks.add(
          "e is here what "
              + sheet.unfolded("e").replaceFirst("^let ", "")
              + " says, and not Euler’s number; its power is exp(…)");
    }
    if (past != null) {
      remarks.add(
          again
              ? Sheet.spelled(defined) + " is defined anew from here on"
              : Changes.inPlaceOf(Sheet.spelled(defined) + " has this definition", past));
      remarks.addAll(changes.resized(List.of(defined)));
    }
    remarks.addAll(asking.deriveAnew(List.of(defined)));
    return remarks.isEmpty() ? report : Remarks.with(report, remarks);
  }

  /// Declares the parameters of a function that stand in it with entries, w of `L(w) = w_1^2 +
  /// w_2^2`, and get vectors as their values further down: `L(w + v)` is of these.
  private void expectVectors(String text) {
    Map<Name, Expr> coming = sheet.coming();
    for (Name parameter : NameText.parameters(text)) {
      Expr value = coming.get(parameter);
      boolean entries = Links.mentionsNumbered(text.substring(text.indexOf('=') + 1), parameter);
      if (value != null && value.shape().isVector() && entries) {
        sheet.declareArray(parameter, value.shape());
      }
    }
  }

  private Formula read(String text, boolean word, Clause clause) {
    return word
        ? new Numbers(sheet).definition(LET + text, clause.start() - LET.length())
        : new Numbers(sheet).definition(text, clause.start());
  }

  /// Whether a number without a value multiplies a vector that has one: the b of `a + b x`.
  private boolean hasSlope(Formula definition) {
    return Dag.any(
        definition.reading().expanded(),
        node ->
            node instanceof Product product
                && product.children().stream()
                    .anyMatch(each ->
                        each instanceof Symbol symbol
                            && symbol.isScalar()
                            && !sheet.isDeclared(symbol.name()))
                && product.children().stream()
                    .anyMatch(each ->
                        each instanceof Symbol symbol
                            && !symbol.isScalar()
                            && sheet.hasValue(symbol.name())));
  }

  private static String spelled(List<Symbol> symbols) {
    return symbols.stream()
        .map(each -> Sheet.spelled(each.name()))
        .collect(Collectors.joining(", "));
  }

  /// The names without a declaration that are vectors because they stand beside given ones: the b
  /// of `ŷ = w x + b`, where ŷ_i speaks of all x at once, is one number for most.
  private List<Symbol> vectors(Formula definition) {
    List<Symbol> variables = WholeColumns.variables(definition);
    boolean given =
        sheet.examples() == null
            && variables.stream().allMatch(Defining::isColumn)
            && variables.stream().anyMatch(each -> !each.isScalar() && sheet.hasValue(each.name()));
    return variables.stream()
        .filter(each ->
            given
                && isAdded(each, definition)
                && each.shape().columns().equals(Dimension.ONE)
                && !each.isScalar())
        .filter(each -> !sheet.hasValue(each.name()) && sheet.shape(each.name()) == null)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static String isVector(Symbol name) {
    return Sheet.spelled(name.name())
        + GUESSED
        + "%s, as it stands beside one; for a number write %s 𝟏 there, or"
            .formatted(Text.of(name.shape()), Sheet.spelled(name.name()))
        + " the definition with an index, as in z_i = w x_i + b; or give the examples as"
        + " data, as in data x = 1, 2, 3";
  }

  private static boolean isColumn(Symbol variable) {
    return variable.shape().columns().equals(Dimension.ONE);
  }

  /// Whether a variable is a term of a sum.
  private static boolean isAdded(Symbol variable, Formula definition) {
    return Dag.any(
        definition.reading().expanded(),
        node ->
            node instanceof Sum sum
                && sum.children().stream()
                    .anyMatch(each -> each.equals(variable) || each.equals(Negate.of(variable))));
  }

  /// The one array among variables that has no value: x of `f = 1/2 x^T A x - b^T x`, where A and b
  /// have some; all of them where there is none, or several.
  private List<Symbol> openAmong(List<Symbol> variables) {
    List<Symbol> open = variables.stream().filter(each -> !sheet.hasValue(each.name())).toList();
    return open.size() == 1 && !open.getFirst().isScalar() ? open : variables;
  }

  /// `g = ∇L` with the derivatives that the gradient of a named formula is made of.
  private String withDerivatives(String text, Clause clause) {
    int equals = text.indexOf('=');
    GradientText gradient = GradientText.of(text.substring(equals + 1));
    Name of = gradient == null ? null : NameText.alone(gradient.name());
    if (gradient == null
        || of == null
        || !gradient.arguments().isEmpty()
        || !sheet.meanings().defines(of)) {
      return text;
    }
    List<Symbol> variables = openAmong(evaluating.variables(gradient.name(), clause.start()));
    if (variables.size() > 1 && !variables.stream().allMatch(Symbol::isScalar)) {
      throw new NablaException(
          NablaException.Kind.SHAPE,
          "a name for a gradient by several arrays; write one for each, as in "
              + text.substring(0, equals).strip()
              + " = ∂"
              + gradient.name()
              + "/∂"
              + Sheet.spelled(variables.getFirst().name()),
          1,
          clause.start() + 1,
          clause.text().length());
    }
    return text.substring(0, equals)
        + (gradient.negative() ? "= -" : "= ")
        + (variables.size() > 1
            ? new VariableLists(sheet).slopes(gradient.name(), variables)
            : "(∂" + gradient.name() + "/∂" + Sheet.spelled(variables.getFirst().name()) + ")");
  }

  /// A definition as it was read.
  private static Report said(Formula definition) {
    return new Report(
        definition.toString(),
        List.of(new Report.Subject(Definitions.latex(definition))),
        definition.reading().notes().stream().map(Note::message).toList(),
        definition.writing(),
        () -> {
          JsonObject read = new JsonObject();
          read.addProperty("text", Definitions.text(definition));
          read.addProperty("latex", Definitions.latex(definition));
          return read;
        },
        ExitCode.DONE);
  }
}
