package nabla.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.Formula;
import nabla.calculus.index.Folding;
import nabla.catalogue.Blocks;
import nabla.catalogue.Dimensions;
import nabla.catalogue.Matrices;
import nabla.catalogue.Subscripts;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Budget;
import nabla.expr.Dag;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.expr.Symbol;
import nabla.simplify.arrays.ArrayClosedForm;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// What is defined by its entries, `h_j = σ(Σ_i w_{ji} x_i)`, and then taken as a whole, `ŷ = vᵀh`:
/// from there on it is the vector or matrix of these entries, `h = σ(w x)`.
final class WholeOfEntries {

  /// What stands before the whole where it is no value: what is differentiated by.
  private static final Pattern DIFFERENTIAL =
      Pattern.compile(".*(?:∂|\\\\partial\\s*)\\s*\"?", Pattern.DOTALL);

  /// What stands behind what is differentiated, r of `∂r/∂a`.
  private static final Pattern DIVIDED = Pattern.compile("\"?\\s*/.*", Pattern.DOTALL);

  private static final Pattern SUM = Pattern.compile("[Σ∑Π∏]|\\\\sum|\\\\prod");

  private static final Pattern RAISED = Pattern.compile(".*\\^\\s*\\{?\\s*", Pattern.DOTALL);

  private static final Pattern TURNED =
      Pattern.compile(
          "\\s*(?:\\^\\s*\\{?\\s*(?:T(?![\\p{L}\\d])|⊤|\\\\top).*|ᵀ.*|['′].*)", Pattern.DOTALL);

  private static final Pattern BELOW = Pattern.compile("\"?\\s*[_\\[₀-₉(].*", Pattern.DOTALL);

  /// The size of a vector of ones, which what it stands beside says.
  private static final Pattern SIZE = Pattern.compile("(?<=𝟏)(?:[ₐ-ₜᵢ-ᵥⱼ]|_\\p{L}|_\\{[^{}]*\\})");

  /// Letters to ask about other entries with.
  private static final String OTHERS = "rs";

  private final Sheet sheet;

  WholeOfEntries(Sheet sheet) {
    this.sheet = sheet;
  }

  /// Defines as a whole what a statement takes as one, and what `evaluate ∂L/∂z` differentiates by
  /// where words of vectors and matrices say that.
  ///
  /// @return what is said of it
  List<String> take(Statement statement) {
    if (!List.of(Kind.LET, Kind.DERIVE, Kind.CHECK, Kind.SIMPLIFY, Kind.EVALUATE)
        .contains(statement.kind())) {
      return List.of();
    }
    List<String> said = new ArrayList<>();
    for (Name family : List.copyOf(sheet.meanings().names())) {
      Name whole = family.withSubscript("");
      if (!isIndexed(family)
          || !family.equals(sheet.meanings().family(whole))
          || new Past(sheet).knows(whole)
          || sheet.isToCome(whole)
          || isOfExamples(family)
          || sheet.isFunction(family)) {
        continue;
      }
      boolean taken = takes(statement, whole);
      boolean asked =
          statement.kind() == Kind.EVALUATE
              && (isBy(statement, whole)
                  || (sheet.examples() != null
                      && (Links.mentionsIndexed(statement.head().text(), whole)
                          || Links.mentionsNumbered(statement.head().text(), whole))));
      if (taken || asked || isSummed(statement, family)) {
        String definition = define(family, whole, taken);
        if (definition != null) {
          said.add(said(family, whole, definition));
        }
      }
    }
    return said;
  }

  private static boolean isIndexed(Name name) {
    return !name.subscript().isEmpty() && Character.isLetter(name.subscript().codePointAt(0));
  }

  /// Whether a name has a value for each of the examples, z_i of `z_i = w x_i` for numbers x.
  private boolean isOfExamples(Name family) {
    Examples examples = sheet.examples();
    String text = Objects.requireNonNull(sheet.meanings().textOf(family));
    return examples != null
        && examples.shapes().entrySet().stream()
            .anyMatch(
                each -> each.getValue().isScalar() && Links.mentionsIndexed(text, each.getKey()));
  }

  /// Whether a sum stands in a statement with entries of a matrix by other indices than those of
  /// its definition, `Σ_k S_{kl}` for S_{ij}.
  private static boolean isSummed(Statement statement, Name family) {
    String text = statement.head().text();
    return family.subscript().length() == 2
        && SUM.matcher(text).find()
        && Pattern.compile(
                "(?<![\\p{L}\\d_])%s_\\s*\\{(?!%s,?%s\\})[a-z],?[a-z]\\}"
                    .formatted(
                        Pattern.quote(Sheet.spelled(family.withSubscript(""))),
                        family.subscript().charAt(0),
                        family.subscript().charAt(1)))
            .matcher(text)
            .find();
  }

  private static String said(Name family, Name whole, String definition) {
    boolean vector = family.subscript().length() == 1;
    String letter = Sheet.spelled(whole);
    return letter
        + (vector ? " is the vector of all " : " is the matrix of all ")
        + letter
        + (vector ? "_" + family.subscript() : "_{" + family.subscript() + "}")
        + ": "
        + definition;
  }

  /// Whether a statement differentiates by a name, or by an entry of it.
  private static boolean isBy(Statement statement, Name whole) {
    String text = statement.head().text();
    Matcher place = NameText.standing(Sheet.spelled(whole)).matcher(text);
    while (place.find()) {
      if (DIFFERENTIAL.matcher(text.substring(0, place.start())).matches()) {
        return true;
      }
    }
    return false;
  }

  /// Whether a name stands in a statement as a value, and is neither what it defines nor all that
  /// it asks for.
  private static boolean takes(Statement statement, Name whole) {
    String text = statement.head().text();
    if (statement.kind() == Kind.LET) {
      if (whole.equals(NameText.defined(text))) {
        return false;
      }
      text = text.substring(text.indexOf('=') + 1);
    }
    List<String> parts =
        statement.kind() == Kind.EVALUATE
            ? StatementReader.list(new Statement.Clause(text, 0)).stream()
                .map(Statement.Clause::text)
                .filter(item -> !whole.equals(NameText.alone(item)))
                .toList()
            : List.of(text);
    return parts.stream().anyMatch(part -> stands(part, whole));
  }

  private static boolean stands(String text, Name whole) {
    Matcher place = NameText.standing(Sheet.spelled(whole)).matcher(text);
    boolean constant = NameText.constant(Sheet.spelled(whole)) != null; // π, and e of a power
    while (place.find()) {
      String before = text.substring(0, place.start());
      if (RAISED.matcher(before).matches() // T of x^T
          || (constant && !isVector(before, text.substring(place.end())))) {
        continue;
      }
      boolean by =
          DIFFERENTIAL.matcher(before).matches()
              && !DIVIDED.matcher(text.substring(place.end())).matches();
      if (!by && !BELOW.matcher(text.substring(place.end())).matches()) {
        return true;
      }
    }
    return false;
  }

  /// Whether what is written with the letter of a constant is a vector there: `e^T e`, `‖e‖`.
  private static boolean isVector(String before, String after) {
    return TURNED.matcher(after).matches()
        || before.matches("(?s).*(?:\\^\\{?(?:T|⊤|\\\\top)\\}?|ᵀ|['′])\\s*")
        || (before.matches("(?s).*(?:‖|\\|\\|)\\s*") && after.matches("(?s)\\s*(?:‖|\\|\\|).*"));
  }

  /// Defines a name as the array of the entries that have a definition.
  ///
  /// @param needed whether the statement makes no sense without it
  /// @return the definition; null where no words of vectors and matrices say it
  private @Nullable String define(Name family, Name whole, boolean needed) {
    String text = Objects.requireNonNull(sheet.meanings().textOf(family));
    Sheet before = sheet.saved();
    try {
      defineParts(text, family);
      Formula formula = inEntries(sheet.formula(text, 0), family);
      Expr value = formula.reading().expression();
      Expr folded = folded(value, family);
      if (folded == null) {
        if (needed) {
          refuse(value, family, whole);
        }
        return null;
      }
      Expr array = new ArrayClosedForm(formula.written(), value).of(folded);
      String definition =
          Sheet.spelled(whole) + " = " + SIZE.matcher(Text.of(array)).replaceAll("");
      sheet.meanings().undefine(family);
      if (!defines(definition, array.shape())) {
        declareParts(formula);
        if (!defines(definition, array.shape())) {
          sheet.restore(before);
          return null;
        }
      }
      sheet.define(sheet.formula(definition, 0), definition);
      readAnew(whole);
      return definition;
    } catch (NablaException senseless) {
      Budget.check();
      sheet.restore(before);
      if (senseless.kind() == NablaException.Kind.NAME) {
        throw senseless;
      }
      return null;
    }
  }

  /// Reads the definitions that have entries of a name, which now are those of its whole, and what
  /// is made of them.
  private void readAnew(Name whole) {
    Set<Name> anew = new LinkedHashSet<>(Set.of(whole));
    for (Name name : sheet.meanings().names()) {
      String text = Objects.requireNonNull(sheet.meanings().textOf(name));
      String value = text.substring(text.indexOf('=') + 1);
      if (!anew.contains(name)
          && anew.stream().anyMatch(part -> Links.mentionsIndexed(value, part.withSubscript("")))) {
        Formula formula = sheet.formula(sheet.unfolded(Sheet.spelled(name)), 0);
        sheet.meanings().undefine(name); // to stand behind what it is made of
        var _ = sheet.meanings().define(name, formula, text);
        anew.add(name);
      }
    }
  }

  /// Refuses what no words of vectors and matrices say: its name alone would be a variable of its
  /// own.
  private void refuse(Expr value, Name family, Name whole) {
    boolean index =
        Dag.any(
            value,
            node ->
                (node instanceof Binder || node instanceof Apply)
                    && isPlaced(node)
                    && Dag.any(
                        node,
                        part -> part instanceof Symbol letter && isIndex(letter.name(), family)));
    if (!index) {
      return; // k of `E_k = m v²/2` and of `c_k = a k²`
    }
    throw new NablaException(
        NablaException.Kind.NAME,
        "%s stands here as a whole, and is defined by its entries, %s; write what takes it with"
                .formatted(whole, sheet.meanings().textOf(family))
            + " them, as in Σ_i z_i^2 for ‖z‖², or define %s as a whole".formatted(whole));
  }

  /// Defines as wholes what a definition has the entries of, a of `h_j = tanh(a_j)`.
  private void defineParts(String text, Name family) {
    for (Name part : List.copyOf(sheet.meanings().names())) {
      Name whole = part.withSubscript("");
      if (!part.equals(family)
          && isIndexed(part)
          && part.equals(sheet.meanings().family(whole))
          && !new Past(sheet).knows(whole)
          && !sheet.isFunction(part)
          && Links.mentionsIndexed(text.substring(text.indexOf('=') + 1), whole)) {
        var _ = define(part, whole, false);
      }
    }
  }

  /// Whether a definition is one of an array of a kind.
  private boolean defines(String definition, Shape shape) {
    try {
      Shape read = sheet.formula(definition, 0).reading().expression().shape();
      return isOne(read.rows()) == isOne(shape.rows())
          && isOne(read.columns()) == isOne(shape.columns());
    } catch (NablaException clash) {
      Budget.check();
      return false;
    }
  }

  private static boolean isOne(Dimension size) {
    return size.equals(Dimension.ONE);
  }

  /// Declares the arrays in a formula to be such, of sizes that values may say.
  private void declareParts(Formula formula) {
    for (Symbol part : formula.variables()) {
      if (!part.shape().isScalar() && !new Past(sheet).knows(part.name())) {
        sheet.declareArray(part.name(), part.shape());
      }
    }
  }

  /// A formula in which names with the indices of a family are entries, S_{ij} of `a_{ij} =
  /// S_{ij}^2`.
  private static Formula inEntries(Formula formula, Name family) {
    Formula read = formula;
    for (Symbol part : formula.variables()) {
      String below = part.name().subscript().replace(",", "");
      if (part.isScalar() && !below.isEmpty() && family.subscript().contains(below)) {
        String other = OTHERS.substring(0, below.length());
        read =
            read.askedAbout(Sheet.spelled(part.name().withSubscript("")) + "_{" + other + "}", "");
      }
    }
    return read;
  }

  /// Whether letters in a node may be places of entries, or say how far a sum goes.
  private static boolean isPlaced(Expr node) {
    return node instanceof Binder
        || (node instanceof Apply apply
            && (apply.operator() == Matrices.ENTRY || apply.operator() == Blocks.ROW));
  }

  private static boolean isIndex(Name letter, Name family) {
    return letter.subscript().isEmpty() && family.subscript().contains(letter.base());
  }

  /// The array with the entries that an expression is, for an index or two; null where no words of
  /// vectors and matrices say it.
  private static @Nullable Expr folded(Expr entry, Name family) {
    Map<Symbol, Expr> indices = indices(entry, family);
    return indices.isEmpty() ? null : Folding.of(entry, indices);
  }

  /// The indices of a family, each with its last value; none where they are no indices.
  private static Map<Symbol, Expr> indices(Expr entry, Name family) {
    Map<Symbol, Dimension> free = Subscripts.free(List.of(entry));
    Map<Symbol, Expr> indices = new LinkedHashMap<>();
    for (int i = 0; i < family.subscript().length(); i++) {
      Symbol index = Symbol.of(family.subscript().substring(i, i + 1));
      Dimension size = free.get(index);
      if (size == null) {
        return Map.of();
      }
      indices.put(index, Dimensions.expression(size));
    }
    return indices;
  }
}
