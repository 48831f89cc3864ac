package nabla.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.Nabla;
import nabla.expr.NablaException;
import nabla.worksheet.Statement.Clause;
import org.jspecify.annotations.Nullable;

/// Reads the statements of a block, of which only the formulas are left to the reader of formulas.
final class StatementReader {

  private static final Pattern FIRST_WORD = Pattern.compile("\\s*([a-z]+)(?=\\s|$)");
  private static final Pattern WORD = Pattern.compile("(?<=\\s)[a-z]+(?=\\s|$)");
  private static final Pattern MEMBER = Pattern.compile("∈|\\\\in\\b|\\sin\\s+[RSNZℝℕℤ(]");
  private static final Pattern FACT =
      Pattern.compile(".*\\s(symmetric|orthogonal|diagonal|invertible|one-hot|positive definite)");
  private static final Pattern NAMING = Pattern.compile("[^=<>≤≥≠!]+?:?=(?!=).*", Pattern.DOTALL);
  private static final Pattern ORDERING = Pattern.compile(".*(<|>|≤|≥|≠|!=).*", Pattern.DOTALL);

  /// Words that begin a part of some statement, and are read as a product of letters in no formula.
  private static final Set<String> PARTS =
      Set.of(
          "by", "wrt", "for", "from", "with", "over", "along", "until", "to", "at", "is", "on",
          "of", "as", "all", "the", "then", "when", "be");

  /// Semicolons behind a statement, as other languages want them.
  private static final Pattern END = Pattern.compile("(?<=\\S)[;\\s]*;\\s*$");

  /// `data from "points.csv"`: a file of which all columns are meant.
  private static final Pattern WHOLE_FILE = Pattern.compile("(?:from\\s+)?([\"“'][^\"”']+[\"”'])");

  /// What other programs and textbooks call what is solved and descended here.
  private static final Pattern EXTREMUM = Pattern.compile("\\s*(?:min|max)imi[sz]e(?=\\s)");

  private StatementReader() {}

  /// A line of a block, or several that belong together.
  ///
  /// @param line the first of them in the document, from 1
  record Lines(String text, int line) {}

  /// The lines of a block that hold statements; one with an open bracket, or with a backslash at
  /// its end, goes on in the next. Empty lines are passed over, and comments: from a `#` at the
  /// beginning or after a space to the end of the line.
  static List<Lines> lines(List<String> block, int first) {
    List<Lines> all = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    int start = 0;
    for (int i = 0; i < block.size(); i++) {
      String line = withoutComment(block.get(i));
      if (open.isEmpty() && line.isBlank()) {
        continue;
      }
      start = open.isEmpty() ? i : start;
      boolean goesOn =
          line.stripTrailing().endsWith("\\") && !line.stripTrailing().endsWith("\\\\");
      open.append(goesOn ? line.substring(0, line.lastIndexOf('\\')) + " " : line);
      boolean last = i == block.size() - 1;
      if (!goesOn && (last || depth(open) <= 0 || isStatement(block.get(i + 1)))) {
        all.addAll(apart(new Lines(open.toString(), first + start)));
        open.setLength(0);
      } else if (!goesOn) {
        open.append('\n');
      }
    }
    if (!open.isEmpty()) {
      all.addAll(apart(new Lines(open.toString(), first + start)));
    }
    return all;
  }

  /// A line without the comment at its end; a `#` within a name of a file in quotation marks begins
  /// none.
  private static String withoutComment(String line) {
    for (int i = line.indexOf('#'); i >= 0; i = line.indexOf('#', i + 1)) {
      boolean apart = i == 0 || Character.isWhitespace(line.charAt(i - 1));
      if (apart && !isQuoted(line.substring(0, i))) {
        return line.substring(0, i).stripTrailing();
      }
    }
    return line;
  }

  /// Several definitions in one line, each by itself, `a = w x + b; L = (a - y)^2`, also between
  /// commas, and statements of which each has its word, `given x = 1; evaluate L`, with the spaces
  /// that keep their place in the line.
  private static List<Lines> apart(Lines written) {
    Lines lines = new Lines(END.matcher(written.text()).replaceFirst(""), written.line());
    if (!UpdateText.in(new Clause(lines.text(), 0)).isEmpty()) {
      return List.of(lines);
    }
    Matcher word = FIRST_WORD.matcher(lines.text());
    Kind kind = word.lookingAt() ? Kind.of(word.group(1)) : null;
    List<Clause> parts = parts(new Clause(lines.text(), 0), ';');
    boolean definitions =
        (kind == null || kind == Kind.LET)
            && parts.size() > 1
            && parts.stream().allMatch(part -> implied(part.text()) != null)
            && parts.stream().anyMatch(part -> implied(part.text()) == Kind.LET);
    boolean statements =
        parts.size() > 1 && parts.stream().allMatch(part -> isStatement(part.text().strip()));
    if (!definitions && !statements) {
      boolean let = kind == Kind.LET || (kind == null && implied(lines.text()) == Kind.LET);
      return let
          ? together(lines, SeveralDefinitions.in(new Clause(lines.text(), 0)))
          : List.of(lines);
    }
    return together(lines, parts);
  }

  private static List<Lines> together(Lines lines, List<Clause> parts) {
    return parts.size() == 1
        ? List.of(lines)
        : parts.stream()
            .map(part -> new Lines(" ".repeat(part.start()) + part.text(), lines.line()))
            .toList();
  }

  /// Whether a line begins with the word of a statement: a bracket left open before it was
  /// forgotten.
  private static boolean isStatement(String line) {
    Matcher word = FIRST_WORD.matcher(line);
    return line.isBlank() || (word.lookingAt() && Kind.of(word.group(1)) != null);
  }

  /// How many brackets are open at the end of a text.
  private static int depth(CharSequence text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      depth += depth(text.charAt(i));
    }
    return depth;
  }

  /// Whether a quotation mark is open at the end of a text, as in the name of a file.
  private static boolean isQuoted(String text) {
    return text.chars().filter(c -> c == '"').count() % 2 == 1;
  }

  /// How much deeper a sign is in brackets than what stands before it.
  static int depth(char c) {
    return switch (c) {
      case '(', '[', '{' -> 1;
      case ')', ']', '}' -> -1;
      default -> 0;
    };
  }

  /// The statement that lines say; a [NablaException] where they say none.
  static Statement read(Lines lines) {
    String text = lines.text();
    Statement update = UpdateText.statement(text, lines.line());
    if (update != null) {
      return update;
    }
    Matcher first = FIRST_WORD.matcher(text);
    Kind kind = first.lookingAt() ? Kind.of(first.group(1)) : null;
    if (kind == null && EXTREMUM.matcher(text).lookingAt()) {
      throw new NablaException(
          NablaException.Kind.SYNTAX,
          "found no statement, expected solve ∇f = 0 for x, y for the stationary points, with"
              + " constraints those of a Lagrangian f + λ g, or descend f over x, y from (0, 0)"
              + " with α = 0.1",
          1,
          1 + text.length() - text.stripLeading().length(),
          text.strip().split("\\s+", 2)[0].length());
    }
    boolean declares = kind == Kind.DECLARE || (kind == null && implied(text) == Kind.DECLARE);
    if (declares) {
      text = declarations(text);
    }
    if (kind != null) {
      Statement statement = clauses(kind, text, first.end(), lines.line());
      Matcher file = WHOLE_FILE.matcher(statement.head().text());
      return kind == Kind.DATA && file.matches()
          ? statement.with(new Clause("", statement.head().start())).with("from", file.group(1))
          : statement;
    }
    Kind implied = implied(text);
    if (implied == null) {
      throw new NablaException(
          NablaException.Kind.SYNTAX,
          "found no statement, expected " + suggestion(text),
          1,
          1 + text.length() - text.stripLeading().length(),
          1);
    }
    return clauses(implied, text, 0, lines.line());
  }

  /// Declarations with semicolons between them, `x ∈ R^n; w ∈ R^d` for `x ∈ R^n, w ∈ R^d`.
  private static String declarations(String text) {
    StringBuilder apart = new StringBuilder(text);
    for (Clause statement : lines(new Clause(text, 0))) {
      boolean complete = false;
      for (Clause part : list(statement)) {
        if (complete) {
          apart.setCharAt(text.lastIndexOf(',', part.start()), ';');
        }
        complete = MEMBER.matcher(part.text()).find();
      }
    }
    return apart.toString();
  }

  /// What a line without a word before it says.
  private static @Nullable Kind implied(String text) {
    if (MEMBER.matcher(text).find() || FACT.matcher(text.strip()).matches()) {
      return Kind.DECLARE;
    }
    return NAMING.matcher(text).matches()
        ? Kind.LET
        : ORDERING.matcher(text).matches() ? Kind.ASSUME : null;
  }

  private static String suggestion(String text) {
    String word = text.strip().split("[\\s(]+", 2)[0];
    for (Kind kind : Kind.values()) {
      if (isNear(word, kind.word())) {
        return kind.word() + ", as in " + kind.usage().substring(kind.usage().indexOf(": ") + 2);
      }
    }
    return "one of derive, simplify, check, evaluate, given, let and others; for example derive "
        + (isFormula(text) ? text.strip() : "x^2 y by x");
  }

  /// Whether a text is a formula, and no words in which one could see a product of letters.
  private static boolean isFormula(String text) {
    try {
      return Nabla.formula(text.strip()).reading().notes().isEmpty();
    } catch (NablaException words) {
      return false;
    }
  }

  /// Whether a word is another with a letter wrong, left out or too many.
  private static boolean isNear(String word, String known) {
    int common = 0;
    while (common < Math.min(word.length(), known.length())
        && word.charAt(common) == known.charAt(common)) {
      common++;
    }
    String rest = word.substring(common);
    String knownRest = known.substring(common);
    boolean letters = word.length() > 2 && common > 0;
    return letters
        && (rest.substring(Math.min(1, rest.length())).equals(knownRest)
            || knownRest.substring(Math.min(1, knownRest.length())).equals(rest)
            || (!rest.isEmpty()
                && !knownRest.isEmpty()
                && rest.substring(1).equals(knownRest.substring(1))));
  }

  private static Statement clauses(Kind kind, String text, int start, int line) {
    Map<String, Clause> clauses = new LinkedHashMap<>();
    @Nullable String open = null;
    Clause head = null;
    int begin = start;
    Matcher words = WORD.matcher(text);
    int from = start;
    while (words.find(from)) {
      from = words.end();
      String word = kind.part(words.group());
      boolean separates =
          word != null
              && isOutside(text, start, words)
              && (!text.substring(begin, words.start()).isBlank()
                  || (open == null && !kind.needsMore()))
              && !clauses.containsKey(word)
              && !word.equals(open);
      boolean before = kind == Kind.EVALUATE && open == null; // which looks at it by itself
      if (word == null && kind.isOfFormulas() && !before && isOutside(text, start, words)) {
        refusePart(kind, words);
      }
      if (separates) {
        Clause clause = clause(text, begin, words.start()).withoutComma(); // with α = 0.1, until …
        if (open == null) {
          head = clause;
        } else {
          clauses.put(open, clause);
        }
        open = word;
        begin = words.end();
      }
    }
    Clause last = clause(text, begin, text.length());
    if (open == null) {
      head = last;
    } else {
      clauses.put(open, last);
    }
    if (head == null || (head.text().isEmpty() && kind.needsMore())) {
      throw new NablaException(
          NablaException.Kind.SYNTAX,
          kind.word() + " what? It states " + kind.usage(),
          1,
          text.length() + 1,
          1);
    }
    return new Statement(kind, head, clauses, text, line);
  }

  /// Whether a word stands outside brackets and quotation marks.
  private static boolean isOutside(String text, int start, Matcher word) {
    String before = text.substring(start, word.start());
    return depth(before) == 0 && !isQuoted(before);
  }

  /// Refuses a word that begins a part of other statements: it would be read as a product.
  private static void refusePart(Kind kind, Matcher word) {
    if (PARTS.contains(word.group())) {
      throw new NablaException(
          NablaException.Kind.SYNTAX,
          "found \"%s\", which is no part of %s; it states %s"
              .formatted(word.group(), kind.word(), kind.usage()),
          1,
          word.start() + 1,
          word.group().length());
    }
  }

  private static Clause clause(String text, int start, int end) {
    String part = text.substring(start, end);
    int spaces = part.length() - part.stripLeading().length();
    return new Clause(part.strip(), start + spaces);
  }

  /// The parts of a list, at the commas outside brackets.
  static List<Clause> list(Clause clause) {
    return parts(clause, ',');
  }

  /// The parts of a text at the semicolons outside brackets.
  static List<Clause> lines(Clause clause) {
    return parts(clause, ';');
  }

  /// The names of a list of variables, `x, y` or `(x, y)`.
  static List<Clause> names(Clause clause) {
    List<Clause> items = list(clause);
    String only = items.size() == 1 ? items.getFirst().text() : "";
    boolean bracketed = only.startsWith("(") && only.endsWith(")");
    return bracketed
        ? list(new Clause(only.substring(1, only.length() - 1), items.getFirst().start() + 1))
        : items;
  }

  private static List<Clause> parts(Clause clause, char separator) {
    List<Clause> items = new ArrayList<>();
    int depth = 0;
    int start = 0;
    String text = clause.text();
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || (text.charAt(i) == separator && depth == 0)) {
        Clause item = clause(text, start, i);
        items.add(new Clause(item.text(), clause.start() + item.start()));
        start = i + 1;
      } else {
        depth += depth(text.charAt(i));
      }
    }
    return items;
  }
}
