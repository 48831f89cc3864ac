package nabla.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Shape;
import org.jspecify.annotations.Nullable;

/// What further lines of a worksheet define, so that a use before that is noticed.
final class Outlook {
  private static final Pattern DERIVATIVE =
      Pattern.compile("[∂d]\\s*\\p{L}\\w*\\s*/\\s*[∂d]\\s*\\p{L}\\w*");

  private final Map<Name, Integer> definitions = new LinkedHashMap<>();
  private final Map<Integer, Map.Entry<Name, String>> texts = new LinkedHashMap<>();
  private final Map<Name, Integer> words = new LinkedHashMap<>();
  private final Map<Integer, Map<Name, Shape>> data = new LinkedHashMap<>();
  private final Map<Integer, Map<Name, Expr>> values = new LinkedHashMap<>();
  private final List<Integer> clears = new ArrayList<>();

  /// What stands in each line, in which something may be differentiated.
  private final Map<Integer, String> derivatives = new LinkedHashMap<>();

  /// How what stands in each line is read.
  private final Map<Integer, Set<String>> readings = new LinkedHashMap<>();

  /// How what stands in a line is read, which is to be said there.
  void willSay(int line, String reading) {
    readings.computeIfAbsent(line, _ -> new LinkedHashSet<>()).add(reading);
  }

  /// What is to be said of how a line is read.
  List<String> readings(int line) {
    return List.copyOf(readings.getOrDefault(line, Set.of()));
  }

  /// The first place of each index at which something is made of what came before.
  private final Map<String, Integer> firsts = new LinkedHashMap<>();

  /// Where what is made of what came before begins, for some indices; with others at 1.
  void willBegin(Map<String, Integer> some) {
    firsts.putAll(some);
  }

  /// Where what is made of what came before begins.
  int first(String index) {
    return firsts.getOrDefault(index, 1);
  }

  /// A name that a line defines.
  ///
  /// @param meaning the text of what it is to mean
  void willDefine(Name name, int line, String meaning) {
    definitions.putIfAbsent(name, line);
    texts.put(line, Map.entry(name, meaning));
  }

  /// A line gives a value to a name of several letters, which is one name in the lines above, too.
  void willGive(Name word, int line) {
    words.putIfAbsent(word, line);
  }

  /// A line gives values, of whose shapes formulas above it may be.
  void willGive(Map<Name, Expr> given, int line) {
    Map<Name, Expr> all = new LinkedHashMap<>(values.getOrDefault(line, Map.of()));
    all.putAll(given); // of several statements in a line
    values.put(line, all);
  }

  /// The first values that a line and those below give before all is forgotten.
  Map<Name, Expr> values(int line) {
    Map<Name, Expr> coming = new LinkedHashMap<>();
    values.forEach((place, given) -> {
      if (place >= line && !isPastClear(line, place)) {
        given.forEach(coming::putIfAbsent);
      }
    });
    return coming;
  }

  /// A line gives examples, which formulas above it may speak of.
  ///
  /// @param shapes their variables, each with its shape in one example
  void willTake(Map<Name, Shape> shapes, int line) {
    data.put(line, shapes);
  }

  /// The variables of the next examples below a line; none where all is forgotten before them.
  Map<Name, Shape> data(int line) {
    return data.entrySet().stream()
        .filter(each -> each.getKey() >= line && !isPastClear(line, each.getKey()))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(Map.of());
  }

  /// A line in which something may be differentiated.
  void willDifferentiate(Statement statement) {
    derivatives.merge(statement.line(), statement.text(), (one, other) -> one + "; " + other);
  }

  /// Whether a line gives a name its value as a definition has it, `A = [2, 1; 1, 3]`, without the
  /// word.
  boolean isPlain(Name name, @Nullable Integer line) {
    String text = line == null ? "" : derivatives.getOrDefault(line, "");
    return Pattern.compile("(?:^|;)\\s*%s\\s*:?=".formatted(Pattern.quote(Sheet.spelled(name))))
        .matcher(text)
        .find();
  }

  /// Whether a line below another has derivatives of a name, or of what is made of it there.
  boolean differentiates(Name name, int line) {
    Set<Name> made = new LinkedHashSet<>(Set.of(name));
    texts.forEach((place, definition) -> {
      if (place > line && made.stream().anyMatch(of -> Links.mentions(definition.getValue(), of))) {
        made.add(definition.getKey());
      }
    });
    return made.stream().anyMatch(each -> isDifferentiated(each, line));
  }

  private boolean isDifferentiated(Name name, int line) {
    String spelled = Pattern.quote(Sheet.spelled(name));
    Pattern derivative =
        Pattern.compile(
            "(?:derive|descend|[∂d∇]|\\\\(?:partial|nabla))(?:_\\S+)?[\\s({]*%s(?![\\p{L}\\d_])"
                .formatted(spelled));
    return derivatives.entrySet().stream()
        .anyMatch(each -> each.getKey() > line && derivative.matcher(each.getValue()).find());
  }

  /// Whether a name is a variable between a line and that of its definition, as what is found for
  /// it is written down below: `solve ∂L/∂w = 0 for w`, `w = p + 1`. What will be a list of
  /// variables is none itself.
  private boolean isVaried(Name name, int line, int place) {
    Map.Entry<Name, String> meaning = texts.get(place);
    if (meaning != null && meaning.getValue().strip().matches("(?s)[(\\[].*,.*[)\\]]")) {
      return false;
    }
    String spelled = Pattern.quote(Sheet.spelled(name)) + "(?![\\p{L}\\d_])";
    Pattern varies =
        Pattern.compile(
            "(?:/|\\}\\s*\\{)\\s*(?:[∂d]|\\\\partial)\\s*"
                + spelled
                + "|(?s:^\\s*(?:derive|solve|descend|plot|table)\\b.*\\b(?:wrt|by|for|over)\\b"
                + "(?:(?!\\b(?:with|from|until|at|in|order|style|as|steps)\\b).)*(?<![\\p{L}\\d_])"
                + spelled
                + ")");
    int last = texts.containsKey(line) ? place - 1 : line;
    return derivatives.entrySet().stream()
        .filter(each -> each.getKey() >= line && each.getKey() <= last)
        .anyMatch(each -> varies.matcher(each.getValue()).find());
  }

  /// The names of several letters that get values further down before all is forgotten.
  List<Name> words(int line) {
    return words.keySet().stream()
        .filter(word -> !isPastClear(line, Objects.requireNonNull(words.get(word))))
        .toList();
  }

  /// Whether a name that is no index gets a value in some line.
  boolean isWord(Name name) {
    return words.containsKey(name);
  }

  private boolean isPastClear(int line, int place) {
    return place < line || clears.stream().anyMatch(clear -> line < clear && clear < place);
  }

  /// Refuses a text with a name of several letters that is defined further down, and would be read
  /// as a product.
  void refuseWords(String text, int line, Predicate<Name> known) {
    String apart = DERIVATIVE.matcher(text).replaceAll(" "); // the dw of dL/dw is no name
    for (Name name : List.copyOf(definitions.keySet())) {
      boolean open = name.isWord() && !known.test(name);
      if (open && !name.equals(NameText.defined(text)) && Links.mentions(apart, name)) {
        refuse(name, line);
      }
    }
  }

  /// A line forgets all.
  void willClear(int line) {
    clears.add(line);
  }

  /// The definition of a name was carried out.
  void reached(Name name) {
    definitions.remove(name);
  }

  /// All that was said above a line is forgotten, with what was wrong there.
  void cleared(int line) {
    definitions.values().removeIf(place -> place < line);
  }

  /// What was said of a name above a line is forgotten.
  void cleared(Name name, int line) {
    if (isWrong(name, line)) {
      definitions.remove(name);
    }
  }

  /// Whether a name was to be defined above a line, and is not.
  boolean isWrong(Name name, int line) {
    Integer place = definitions.get(name);
    return place != null && place < line;
  }

  /// Whether a line further down defines a name.
  boolean isToCome(Name name, int line) {
    Integer place = definitions.get(name);
    return place != null && place > line && !isPastClear(line, place);
  }

  /// Takes over what another one expects.
  void copy(Outlook other) {
    definitions.clear();
    definitions.putAll(other.definitions);
    texts.clear();
    texts.putAll(other.texts);
    words.clear();
    words.putAll(other.words);
    data.clear();
    data.putAll(other.data);
    values.clear();
    values.putAll(other.values);
    clears.clear();
    clears.addAll(other.clears);
    derivatives.clear();
    derivatives.putAll(other.derivatives);
    firsts.clear();
    firsts.putAll(other.firsts);
    readings.clear();
    readings.putAll(other.readings);
  }

  /// The lines of definitions that lead from one back to the line that needs it, with that one;
  /// empty where they do not.
  private List<Integer> circle(int from, int line) {
    Map.Entry<Name, String> goal = texts.get(line);
    Map<Integer, Integer> before = new LinkedHashMap<>(Map.of(from, line));
    List<Integer> open = new ArrayList<>(List.of(from));
    while (goal != null && !open.isEmpty()) {
      int at = open.removeFirst();
      Map.Entry<Name, String> definition = texts.get(at);
      if (definition == null) {
        continue;
      }
      if (Links.mentions(definition.getValue(), goal.getKey())) {
        List<Integer> circle = new ArrayList<>(List.of(line));
        for (int each = at; each != line; each = Objects.requireNonNull(before.get(each))) {
          circle.add(each);
        }
        circle.sort(null);
        return circle;
      }
      definitions.forEach((name, place) -> {
        if (Links.mentions(definition.getValue(), name) && before.putIfAbsent(place, at) == null) {
          open.add(place);
        }
      });
    }
    return List.of();
  }

  private static String listed(List<Integer> lines) {
    String first =
        lines.subList(0, lines.size() - 1).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return first + " and " + lines.getLast();
  }

  /// Refuses a name without a meaning in a line where its definition does not hold.
  void refuse(Name name, int line) {
    Integer place = definitions.get(name);
    if (place == null
        || (place > line && (isPastClear(line, place) || isVaried(name, line, place)))) {
      return;
    }
    List<Integer> circle = place > line ? circle(place, line) : List.of();
    throw new NablaException(
        NablaException.Kind.NAME,
        !circle.isEmpty()
            ? "the definitions in lines " + listed(circle) + " are circular: each needs another"
            : place > line
                ? name
                    + " is used before its definition in line "
                    + place
                    + "; move that above this"
                : place == line
                    ? name + " has no meaning here yet; a definition takes names from above it"
                    : name + " has no meaning, as its definition in line " + place + " is wrong");
  }
}
