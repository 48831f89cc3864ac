package nabla.rewrite;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.catalogue.Catalogue;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.NablaException;
import nabla.expr.Relation;
import nabla.expr.Symbol;
import nabla.expr.UnknownFunction;
import nabla.read.Reader;
import org.jspecify.annotations.Nullable;

/// One line of a rule book, `name : left -> right when conditions "words"`, split but not yet read:
/// reading waits until an expression holds all functions that the left side names.
final class RuleLine {

  /// What stands in place of both sides where Java computes.
  private static final String COMPUTED = "computed";

  final boolean computed;
  final String name;
  final String sentence;
  final Set<Function> functions;
  private final String left;
  private final String right;
  private final String when;
  private final String file;
  private final int number;
  private volatile @Nullable Rule rule;

  private RuleLine(
      String file,
      int number,
      String name,
      String left,
      String right,
      String when,
      String sentence) {
    this.file = file;
    this.number = number;
    this.name = name;
    this.left = left;
    this.right = right;
    this.when = when;
    this.sentence = sentence;
    this.computed = left.equals(COMPUTED);
    this.functions = functions(left);
  }

  /// Splits a line; null for a comment or an empty line.
  static @Nullable RuleLine split(String file, int number, String line) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return null;
    }
    int quote = text.indexOf('"');
    if (quote < 0 || !text.endsWith("\"") || text.length() < quote + 3) {
      throw refused(file, number, "a rule ends with a sentence in quotation marks");
    }
    String head = text.substring(0, quote).strip();
    int colon = head.indexOf(" : ");
    int arrow = head.indexOf("->");
    String sentence = text.substring(quote + 1, text.length() - 1).strip();
    if (colon > 0 && head.substring(colon + 3).strip().equals(COMPUTED)) {
      return new RuleLine(
          file, number, head.substring(0, colon).strip(), COMPUTED, "", "", sentence);
    }
    if (colon <= 0 || arrow < colon) {
      throw refused(
          file, number, "a rule reads name : left -> right when conditions \"Sentence.\"");
    }
    String rest = head.substring(arrow + 2);
    int condition = rest.indexOf(" when ");
    return new RuleLine(
        file,
        number,
        head.substring(0, colon).strip(),
        head.substring(colon + 3, arrow).strip(),
        (condition < 0 ? rest : rest.substring(0, condition)).strip(),
        condition < 0 ? "" : rest.substring(condition + 6).strip(),
        sentence);
  }

  static NablaException refused(String file, int number, String message) {
    return new NablaException(
        NablaException.Kind.SYNTAX, file + ", line " + number + ": " + message, number, 1);
  }

  /// What conditions look like that are no comparisons; compiled when a rule with conditions is
  /// read.
  private static final class Shapes {
    static final Pattern MEMBER = Pattern.compile("(.+?)\\s*∈\\s*([A-Z]+|[ℕℤℚ])");
    static final Pattern CONSTANT = Pattern.compile("([a-z]) constant");
  }

  /// The reader of rules of differentiation, made when one is read.
  private static final class Differentials {
    static final Reader READER = new Reader(Catalogue.standard().with(RuleBook.D));
  }

  /// Where the line stands.
  String source() {
    return file + ", line " + number;
  }

  /// The functions of the catalogue that the text names as words; those written with signs, and
  /// exponentials, which have two spellings, are left out.
  private static Set<Function> functions(String text) {
    Set<Function> functions = new LinkedHashSet<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && Character.isLetter(text.charAt(i))) {
        continue;
      }
      Function function = i > start ? Catalogue.standard().lookup(text.substring(start, i)) : null;
      if (function != null
          && function.notation() == Function.Notation.PREFIX
          && function != Elementary.EXP) {
        functions.add(function);
      }
      start = i + 1;
    }
    return functions;
  }

  /// The rule, with both sides in the form that `canonical` makes.
  Rule rule(UnaryOperator<Expr> canonical) {
    Rule known = rule;
    if (known == null) {
      known = read(canonical);
      rule = known;
    }
    return known;
  }

  private Rule read(UnaryOperator<Expr> canonical) {
    if (computed) {
      throw refused(file, number, name + " is computed, and has no sides");
    }
    Expr before = expression(left, true);
    Expr after = expression(right, false);
    Set<Symbol> bound = Rule.letters(before);
    for (Symbol letter : symbols(after)) {
      if (!bound.contains(letter)) {
        throw refused(
            file, number, "the variable " + letter.name() + " does not stand on the left side");
      }
    }
    List<Rule.Condition> conditions = new ArrayList<>();
    for (String part : when.isEmpty() ? new String[0] : when.split(",")) {
      conditions.add(condition(part.strip(), bound, canonical));
    }
    return new Rule(
        name,
        canonical.apply(before),
        canonical.apply(after),
        List.copyOf(conditions),
        sentence,
        source());
  }

  private static Set<Symbol> symbols(Expr expression) {
    Set<Symbol> symbols = new LinkedHashSet<>();
    for (Expr node : Dag.of(expression).nodes()) {
      if (node instanceof Symbol symbol) {
        symbols.add(symbol);
      }
    }
    return symbols;
  }

  private Expr expression(String text, boolean pattern) {
    Expr expression;
    try {
      expression =
          (text.contains("d(") ? Differentials.READER : Reader.standard()).expression(text);
    } catch (NablaException unreadable) {
      throw refused(file, number, "in " + text + ": " + unreadable.getMessage());
    }
    for (Expr node : Dag.of(expression).nodes()) {
      if (node instanceof Apply apply
          && apply.operator() instanceof UnknownFunction unknown
          && !FunctionLetter.isLetter(unknown)) {
        throw refused(file, number, "there is no function " + unknown.symbol());
      }
      if (pattern && node instanceof Symbol symbol && !Rule.isLetter(symbol)) {
        throw refused(
            file,
            number,
            symbol.name()
                + " is no variable of rules; these are a b c u v w x y, and m n k for numbers");
      }
    }
    return expression;
  }

  private Rule.Condition condition(String text, Set<Symbol> bound, UnaryOperator<Expr> canonical) {
    Matcher member = Shapes.MEMBER.matcher(text);
    if (member.matches()) {
      Expr value = stated(member.group(1), bound);
      return new Rule.Member(canonical.apply(value), set(member.group(2)));
    }
    Matcher constant = Shapes.CONSTANT.matcher(text);
    if (constant.matches()) {
      return new Rule.Constant(letter(constant.group(1), bound));
    }
    Expr statement = stated(text, bound);
    if (!(statement instanceof Relation || statement instanceof Logic)) {
      throw refused(file, number, "unknown condition " + text);
    }
    return new Rule.Holds(canonical.apply(statement));
  }

  private Expr stated(String text, Set<Symbol> bound) {
    Expr statement;
    try {
      statement = Reader.standard().expression(text);
    } catch (NablaException unreadable) {
      throw refused(file, number, "unknown condition " + text);
    }
    for (Symbol symbol : symbols(statement)) {
      letter(symbol.name().base(), bound);
    }
    return statement;
  }

  private Symbol letter(String text, Set<Symbol> bound) {
    Symbol letter = Symbol.of(text);
    if (!bound.contains(letter)) {
      throw refused(
          file, number, "the variable " + text + " of a condition does not stand on the left side");
    }
    return letter;
  }

  private Rule.NumberSet set(String text) {
    return switch (text) {
      case "N", "ℕ" -> Rule.NumberSet.POSITIVE_INTEGERS;
      case "Z", "ℤ" -> Rule.NumberSet.INTEGERS;
      case "Q", "ℚ" -> Rule.NumberSet.RATIONALS;
      default -> throw refused(file, number, "unknown condition: there is no set " + text);
    };
  }
}
