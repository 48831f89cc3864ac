package nabla.worksheet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.expr.Name;
import org.jspecify.annotations.Nullable;

/// Numbers that stand as definitions in a sheet, `W1 = [1, 2; 0, 1]` and `y = 1`, and are meant as
/// given: those for a network or a training, above it or below, since the gradients by them are
/// asked for, and those for letters of definitions above them, where they stand without `let`.
final class PlainNumbers {

  private static final Pattern NUMBERS =
      Pattern.compile(
          "(?:[-+−*/.,;\\s()\\[\\]√π]|\\^\\s*\\{?[-−]?\\d+\\}?|\\d(?:[eE][-+−]?\\d)?"
              + "|(?:diag|eye|zeros|ones|sqrt|exp|ln|log|sin|cos|tan|tanh)\\s*(?=[(\\d√π]))+");

  private static final Pattern LIST =
      Pattern.compile("\\s*[(\\[].*|.*(?:,|diag|eye|zeros|ones).*", Pattern.DOTALL);

  /// `[1, 2]^T`, the column of textbooks that write rows in brackets.
  private static final Pattern TURNED =
      Pattern.compile(
          "\\s*([(\\[][^;]*[)\\]])\\s*(?:\\^\\s*\\{?\\s*(?:T|⊤|\\\\top)\\s*\\}?|[ᵀ'′])\\s*");

  private static final Pattern PLACE = Pattern.compile("\\d{1,3}");

  private PlainNumbers() {}

  /// A statement as it is meant among those of a sheet.
  ///
  /// @param labels the letters that are numbers of their own ([LetterLabels])
  static Statement among(List<Statement> sheet, Set<Name> labels, Statement statement) {
    Statement.Clause head = statement.head();
    Name name = statement.kind() == Kind.LET ? NameText.defined(head.text()) : null;
    Matcher turned = TURNED.matcher(value(statement));
    if (name != null && turned.matches() && isNumbers(turned.group(1)) && !isLet(statement)) {
      return new Statement(Kind.GIVEN, head, Map.of(), statement.text(), statement.line());
    }
    boolean number =
        name != null
            && NameText.parameters(head.text()).isEmpty()
            && isNumbers(head.text().substring(head.text().indexOf('=') + 1));
    boolean awaited =
        name != null
            && number
            && ((isList(statement) && !isLet(statement))
                || isAwaited(sheet, name, statement)
                || isSize(sheet, name, statement)
                || (!isLet(statement) && labels.contains(name)));
    if (!awaited) {
      return statement;
    }
    return new Statement(Kind.GIVEN, head, Map.of(), statement.text(), statement.line());
  }

  /// Whether a text is a number, or a list of numbers, without letters.
  static boolean isNumbers(String text) {
    return NUMBERS.matcher(text).matches();
  }

  /// Whether a whole number is that of the terms of a sum, `n = 3` before `Σ_{i=1}^n`, or of the
  /// entries of an array.
  private static boolean isSize(List<Statement> sheet, Name name, Statement number) {
    if (!value(number).strip().matches("\\d+") || isLet(number)) {
      return false;
    }
    String letter = Pattern.quote(Sheet.spelled(name));
    Pattern size =
        Pattern.compile(
            "(?:[Σ∑Π∏]|\\\\sum|\\\\prod)\\s*_\\s*(?:\\{[^{}]*\\}|\\S)\\s*\\^\\s*\\{?\\s*%s(?![\\p{L}\\d])"
                    .formatted(letter)
                + "|(?:R|ℝ|\\\\R|\\})\\s*\\^\\s*\\(?\\{?[^;}]*(?<![\\p{L}\\d])%s(?![\\p{L}\\d])"
                    .formatted(letter));
    return sheet.stream()
        .anyMatch(each ->
            each.line() >= number.line()
                && (each.kind() == Kind.LET || each.kind() == Kind.DECLARE)
                && size.matcher(each.text()).find());
  }

  private static boolean isAwaited(List<Statement> sheet, Name name, Statement number) {
    if (sheet.stream().anyMatch(each -> isOf(each, name, isList(number)))) {
      return true;
    }
    if (isLet(number)) {
      return false;
    }
    boolean recurs = sheet.stream().anyMatch(Recurrences::isOne);
    @Nullable Boolean awaited = null; // since everything was cleared
    for (Statement each : sheet) {
      if (each.line() >= number.line()) {
        continue;
      }
      if (each.kind() == Kind.CLEAR && each.head().text().isBlank()) {
        awaited = null;
      }
      boolean declared =
          each.kind() == Kind.DECLARE
              && isList(number)
              && Withdrawals.declared(each.head().text()).contains(name);
      if (declared && awaited == null) {
        awaited = true;
      }
      if ((each.kind() != Kind.LET && !adds(sheet, each)) || awaited != null) {
        continue;
      }
      boolean used =
          uses(each, name)
              || (recurs && isEntryIn(each, name))
              || NameText.parameters(each.head().text()).contains(name)
              || (isList(number) && usesEntries(each, name));
      if (used || name.equals(NameText.defined(each.head().text()))) {
        awaited = used;
      }
    }
    if (awaited != null) {
      return awaited;
    }
    Pattern transpose = // X' y, of what is no function
        Pattern.compile(
            "(?<![\\p{L}\\d_\\\\])%s\\s*['′]".formatted(Pattern.quote(Sheet.spelled(name))));
    return isList(number)
        && sheet.stream()
            .anyMatch(each ->
                each.line() > number.line()
                    && ((each.kind() == Kind.LET && Links.mentionsNumbered(value(each), name))
                        || transpose.matcher(each.text()).find()));
  }

  /// Whether a statement adds to a formula that is defined above it, `L = L + λ w^2`.
  private static boolean adds(List<Statement> sheet, Statement update) {
    Name name =
        update.kind() == Kind.UPDATE && update.clauses().isEmpty()
            ? NameText.defined(update.head().text())
            : null;
    return name != null
        && sheet.stream()
            .anyMatch(each ->
                each.line() < update.line()
                    && each.kind() == Kind.LET
                    && name.equals(NameText.defined(each.head().text()))
                    && !isNumbers(value(each)));
  }

  private static boolean isLet(Statement definition) {
    return definition.text().strip().startsWith(Defining.LET);
  }

  private static boolean isList(Statement number) {
    return isList(value(number));
  }

  /// Whether numbers are several.
  static boolean isList(String numbers) {
    return LIST.matcher(numbers).matches();
  }

  private static String value(Statement definition) {
    String text = definition.head().text();
    return text.substring(text.indexOf('=') + 1);
  }

  /// Whether entries of a vector stand in a definition, `Σ_j s_j` and `s_1`.
  private static boolean usesEntries(Statement definition, Name name) {
    return Links.mentionsIndexed(value(definition), name)
        || Links.mentionsNumbered(value(definition), name);
  }

  /// Whether a number below makes one of the entries in a definition, x_1 of `h_t = tanh(x_t + u
  /// h_{t-1})`.
  private static boolean isEntryIn(Statement definition, Name name) {
    return PLACE.matcher(name.subscript()).matches()
        && Links.mentionsIndexed(value(definition), name.withSubscript(""));
  }

  private static boolean uses(Statement definition, Name name) {
    return Links.mentions(value(definition), name)
        && !NameText.parameters(definition.head().text()).contains(name);
  }

  /// Whether a name is that of a weight, of the input or of the target of a network, or of what is
  /// trained.
  ///
  /// @param list whether the name has several numbers, of which the network may take entries
  private static boolean isOf(Statement network, Name name, boolean list) {
    if (network.kind() == Kind.TRAIN) {
      return Links.mentions(network.clause("over", ""), name);
    }
    if (network.kind() != Kind.NETWORK) {
      return false;
    }
    String text = network.head().text();
    if (Blueprint.isLayered(text)) {
      return List.of(Name.of("x"), Name.of("y")).contains(name)
          || (List.of("W", "b").contains(name.base()) && PLACE.matcher(name.subscript()).matches());
    }
    boolean used = Links.mentions(text, name) || (list && usesEntries(network, name));
    return used
        && StatementReader.list(new Statement.Clause(text.replace(';', ','), 0)).stream()
            .noneMatch(part -> name.equals(NameText.defined(part.text())));
  }
}
