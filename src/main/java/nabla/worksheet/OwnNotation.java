package nabla.worksheet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.Nabla;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Shape;
import nabla.write.Text;
import nabla.write.WriteOptions;
import nabla.write.WriteOptions.DerivativeSign;

/// What a formula of a statement is called: the formula itself in the names of the sheet, none of
/// which is replaced by what it stands for, as `∂L/∂w` and `f′(2)`.
final class OwnNotation {
  /// `(dL/dw)(3)`, which without the definition of L would be a product.
  private static final Pattern AT_PLACE =
      Pattern.compile(
          "(?:/\\s*[d∂]\\s*\\p{L}\\w*|\\}\\s*\\{[^{}]*\\})\\s*(?:\\\\right\\s*)?\\)\\s*(?:\\\\left\\s*)?\\(");

  /// A function at a place, and nothing else: `H(1, 2)`.
  private static final Pattern CALL = Pattern.compile("\\p{L}[\\p{M}\\w]*['′]*\\([^()]*\\)");

  private final Sheet sheet;

  OwnNotation(Sheet sheet) {
    this.sheet = sheet;
  }

  /// The formula that a text says, in the names of the sheet.
  ///
  /// @param meant the same with the names replaced, for where it cannot be read otherwise
  Expr of(String text, Expr meant) {
    List<String> facts = new ArrayList<>();
    try {
      List<Name> used =
          sheet.meanings().names().stream().filter(name -> mentions(text, name)).toList();
      boolean plain = CALL.matcher(text.strip()).matches();
      if (used.isEmpty()
          || AT_PLACE.matcher(text).find()
          || (!plain && used.stream().anyMatch(this::isOfArrays))) {
        return meant;
      }
      facts.addAll(sheet.facts().without(used).all());
      used.stream().map(this::fact).filter(fact -> !fact.isEmpty()).forEach(facts::add);
      return Nabla.formula(text, String.join("; ", facts)).reading().expression();
    } catch (NablaException unreadable) {
      return meant;
    }
  }

  /// Whether a function has vectors or matrices as its values, of which `det(H(1, 2))` is no name.
  private boolean isOfArrays(Name name) {
    return sheet.isFunction(name)
        && !sheet.formula(sheet.unfolded(Sheet.spelled(name)), 0).reading().expression().isScalar();
  }

  private static boolean mentions(String text, Name name) {
    boolean family = name.subscript().matches("[a-z]"); // z_1 of `z_i = …`
    return Links.mentions(text, name)
        || (family && Links.mentionsNumbered(text, name.withSubscript("")));
  }

  /// With the sign of derivatives that a text has, and the functions and long names of the sheet.
  WriteOptions writing(Formula formula, String text) {
    Set<Name> names = new LinkedHashSet<>(sheet.meanings().names());
    names.addAll(sheet.valued());
    WriteOptions writing =
        formula
            .writing()
            .withFunctions(names.stream().filter(sheet::isFunction).collect(Collectors.toSet()))
            .withWords(
                names.stream().filter(Name::isWord).map(Name::base).collect(Collectors.toSet()));
    return text.contains("∂") || text.contains("\\partial")
        ? writing.withSign(DerivativeSign.PARTIAL)
        : writing;
  }

  /// What kind a name is of; nothing for a number of one letter.
  private String fact(Name name) {
    String spelled = Sheet.spelled(name);
    String meaning = sheet.unfolded(spelled);
    if (sheet.isFunction(name)) {
      int arity = NameText.parameters(meaning).size();
      String numbers = Collections.nCopies(arity, "R").stream().collect(Collectors.joining(" × "));
      return spelled + ": " + numbers + " → R";
    }
    Shape shape = sheet.formula(meaning, 0).reading().expression().shape();
    boolean plain = shape.isScalar() && !name.isWord() && NameText.constant(spelled) == null;
    return plain ? "" : spelled + " ∈ " + Text.of(shape);
  }
}
