package nabla;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.catalogue.Catalogue;
import nabla.catalogue.Function;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.read.Reader;
import nabla.write.Text;

/// Numbers and arrays for variables as they are written: `x1 = 1, b = 1/2`, `x = (1, 2); A = [1, 2;
/// 3, 4]`, or an object of JSON.
final class Bindings {

  private static final Pattern WORD = Pattern.compile("[A-Za-z]{2,}");

  /// `x = 1 and y = 2`
  private static final Pattern AND = Pattern.compile("\\s+and\\s+(?=[^\\s=]+\\s*=)");

  /// `(x, y) = (1, 2)`
  private static final Pattern LISTS =
      Pattern.compile("\\s*\\(([^()=]*,[^()=]*)\\)\\s*=\\s*\\((.*)\\)\\s*", Pattern.DOTALL);

  private Bindings() {}

  /// What each variable is to be, of those that a formula knows, or of any; the values are
  /// expressions, exact ones, and for arrays literals, a vector in the direction that the formula
  /// has it.
  static Map<Symbol, Expr> parse(String text, Collection<Symbol> known) {
    Map<Symbol, Expr> values = new LinkedHashMap<>();
    if (text.strip().startsWith("{")) {
      ArrayText.json(text).forEach((name, value) -> put(name, value, known, values));
      return values;
    }
    for (String part : each(text)) {
      int equals = part.indexOf('=');
      if (part.isBlank()) {
        continue;
      }
      if (equals < 0) {
        throw new NablaException(
            NablaException.Kind.SYNTAX,
            "\"" + part.strip() + "\" gives no value; write for example x = 1");
      }
      if (hasFurther(part, equals + 1)) {
        throw new NablaException(
            NablaException.Kind.SYNTAX,
            "\"" + part.strip() + "\" gives two values; write a semicolon between them");
      }
      boolean defines = equals > 0 && part.charAt(equals - 1) == ':';
      put(
          part.substring(0, defines ? equals - 1 : equals),
          part.substring(equals + 1),
          known,
          values);
    }
    return values;
  }

  /// The parts of a text that give a value each; a list for a list of names is one for each name.
  private static List<String> each(String text) {
    List<String> each = new ArrayList<>();
    for (String part : parts(AND.matcher(text).replaceAll("; "))) {
      Matcher lists = LISTS.matcher(part);
      List<String> names = lists.matches() ? parts(lists.group(1)) : List.of();
      List<String> values = lists.matches() ? parts(lists.group(2)) : List.of();
      if (names.size() != values.size()) {
        throw new NablaException(
            NablaException.Kind.SHAPE,
            "\"%s\" gives %d values for %d names"
                .formatted(part.strip(), values.size(), names.size()));
      }
      for (int i = 0; i < names.size(); i++) {
        each.add(names.get(i) + " = " + values.get(i));
      }
      if (names.isEmpty()) {
        each.add(part);
      }
    }
    return each;
  }

  /// Whether another `=` stands outside brackets.
  private static boolean hasFurther(String part, int from) {
    int depth = 0;
    for (char c : part.substring(from).toCharArray()) {
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      if (c == '=' && depth == 0) {
        return true;
      }
    }
    return false;
  }

  private static void put(
      String name, String text, Collection<Symbol> known, Map<Symbol, Expr> values) {
    boolean vector = text.strip().startsWith("(") || text.strip().startsWith("[");
    Symbol symbol =
        !known.isEmpty()
            ? WithRespectTo.variable(name.strip(), known)
            : vector && isConstant(name.strip())
                ? Symbol.of(Name.of(name.strip())) // the weights π of a mixture
                : alone(name.strip());
    Expr value = ArrayText.value(symbol.name().toString(), text);
    if (values.put(symbol, known.contains(symbol) ? fitted(symbol, value) : value) != null) {
      throw new NablaException(NablaException.Kind.NAME, symbol.name() + " gets two values");
    }
  }

  /// A name where no formula says which there are: a run of letters is one, and no product.
  private static Symbol alone(String name) {
    boolean run = WORD.matcher(name).matches() && !isLetter(name);
    return run ? Symbol.of(Name.of(name)) : WithRespectTo.variable(name, List.of());
  }

  /// Whether a letter is that of a constant, as π is, which is no list of numbers.
  private static boolean isConstant(String letter) {
    Function constant = Catalogue.standard().lookup(letter);
    return constant != null && constant.notation() == Function.Notation.CONSTANT;
  }

  /// Whether a word is that of a letter, such as `mu`.
  private static boolean isLetter(String word) {
    try {
      return Reader.standard().read(word).expression() instanceof Symbol;
    } catch (NablaException unknown) {
      return false;
    }
  }

  /// The value as the formula has the variable; a `SHAPE` error for a list where it has a number,
  /// or a number where it has an array.
  private static Expr fitted(Symbol symbol, Expr value) {
    if (!(value instanceof Literal array)) {
      if (symbol.isScalar()) {
        return value;
      }
      throw new NablaException(
          NablaException.Kind.SHAPE,
          symbol.name() + " is in " + Text.of(symbol.shape()) + " here, and gets one number");
    }
    boolean one = array.arity() == 1;
    if (symbol.isScalar()) {
      if (one) {
        return array.child(0);
      }
      throw new NablaException(
          NablaException.Kind.SHAPE,
          symbol.name()
              + " is a number here, and gets "
              + array.arity()
              + " of them; declare it, for example "
              + (array.columns() == 1 ? symbol.name() + " ∈ R^n" : symbol.name() + " ∈ R^{m×n}"));
    }
    boolean turned =
        symbol.shape().rows().equals(Dimension.ONE)
            ? array.columns() == 1
            : symbol.shape().columns().equals(Dimension.ONE) && array.rows() == 1;
    return turned && !one ? Literal.of(array.columns(), array.children()) : array;
  }

  /// The text between commas and semicolons that stand outside brackets.
  static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(' || c == '[' || c == '{') {
        depth++;
      } else if (c == ')' || c == ']' || c == '}') {
        depth--;
      } else if ((c == ',' || c == ';') && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
