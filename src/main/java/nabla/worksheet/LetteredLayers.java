package nabla.worksheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Two layers whose units are told apart by the letter of their index, `a_j = Σ_i w_{ji} x_i` and
/// `a_k = Σ_j w_{kj} z_j`, as Bishop (Pattern Recognition and Machine Learning, 2006, section 5.3)
/// and Duda, Hart and Stork write them: what goes by one letter in both gets the number of its
/// layer, `a^{(1)}_j` and `w^{(2)}_{kj}`.
///
/// A sheet is read so where one name has definitions by two letters, one of which is made of what
/// the other letter defines, or where a matrix without a value stands in two such definitions with
/// the letters of both.
final class LetteredLayers {

  /// The input layer, which nothing defines.
  private static final int INPUT = 0;

  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private static final Pattern DEFINITION =
      Pattern.compile(
          "\\s*(?:let\\s+)?(?<base>\"[^\"]+\"|\\\\?[\\p{L}\\p{M}]+)_(?:\\{\\s*(?<braced>[a-z])\\s*\\}|(?<bare>[a-z]))"
              + "\\s*:?=(?!=)(?<body>.*)",
          Pattern.DOTALL);

  /// What can have an index and is none of the layer’s quantities.
  private static final String SIGNS = "ΣΠ";

  /// A definition of the quantity of each unit of a layer.
  ///
  /// @param base what it is called, without the index
  /// @param letter the index
  /// @param body what the quantity is
  private record Unit(String base, String letter, String body) {

    /// Whether this is the other definition with another letter.
    boolean isSame(Unit other) {
      return withDots().equals(other.withDots());
    }

    private String withDots() {
      return body.replaceAll("(?<![\\p{L}\\\\])%s(?!\\p{L})".formatted(letter), "·")
          .replaceAll("\\s", "");
    }
  }

  /// A name with one index or two where it stands in a text.
  private record Use(String base, List<String> letters) {}

  private final List<Unit> units;
  private final Pattern use;
  private final List<String> layers = new ArrayList<>();

  /// What is to have the number of its layer, with how many indices it has: `a`, 1.
  private final Set<Map.Entry<String, Integer>> numbered = new LinkedHashSet<>();

  /// @param statements all statements of a sheet
  LetteredLayers(List<Statement> statements) {
    this.units =
        statements.stream()
            .filter(each -> each.kind() == Kind.LET)
            .map(each -> DEFINITION.matcher(each.head().text()))
            .filter(Matcher::matches)
            .map(found -> new Unit(found.group("base"), index(found), found.group("body")))
            .toList();
    String words =
        units.stream()
            .map(Unit::base)
            .filter(base -> base.length() > 1)
            .distinct()
            .map(Pattern::quote)
            .map(word -> word + "|")
            .collect(Collectors.joining());
    this.use =
        Pattern.compile(
            "(?<base>(?<![\\p{L}\"\\\\])(?:%s(?!))|\"[^\"]+\"|(?<!\\\\[A-Za-z]{0,20})\\p{L}\\p{M}*)"
                    .formatted(words)
                + "_(?:\\{\\s*(?<first>[a-z])\\s*,?\\s*(?<second>[a-z])?\\s*\\}|(?<bare>[a-z])(?![A-Za-z_]))");
    for (Unit unit : units) {
      if (!layers.contains(unit.letter)) {
        layers.add(unit.letter);
      }
    }
    if (areLayers(statements)) {
      number(statements);
    }
  }

  private static String index(Matcher definition) {
    String braced = definition.group("braced");
    return braced == null ? definition.group("bare") : braced;
  }

  private List<Use> uses(String text) {
    return use.matcher(text).results().map(LetteredLayers::use).toList();
  }

  private static Use use(MatchResult found) {
    String first = found.group("first");
    String second = found.group("second");
    return new Use(
        found.group("base"),
        first == null
            ? List.of(found.group("bare"))
            : second == null ? List.of(first) : List.of(first, second));
  }

  /// Whether the letters of indices say which layer is meant.
  private boolean areLayers(List<Statement> statements) {
    for (Unit one : units) {
      for (Unit other : units) {
        boolean above =
            !one.letter.equals(other.letter)
                && !one.isSame(other)
                && isMadeOf(other, one.letter)
                && other.body.matches("(?s).*(?:[Σ∑]|\\\\sum).*");
        if (above && (one.base.equals(other.base) || weights(one, other, statements) != null)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether a definition takes what another letter defines.
  private boolean isMadeOf(Unit unit, String letter) {
    return uses(unit.body).stream()
        .filter(each -> each.letters.equals(List.of(letter)))
        .anyMatch(each ->
            units.stream()
                .anyMatch(below -> below.base.equals(each.base) && below.letter.equals(letter)));
  }

  /// The matrix that stands in two definitions with their letters, w of `h_j = σ(Σ_i w_{ji} x_i)`
  /// and `y_k = Σ_j w_{kj} h_j`; null where none does.
  private @Nullable String weights(Unit below, Unit above, List<Statement> statements) {
    for (Use one : uses(below.body)) {
      for (Use other : uses(above.body)) {
        if (one.base.equals(other.base)
            && one.letters.size() == 2
            && other.letters.size() == 2
            && one.letters.contains(below.letter)
            && !one.letters.contains(above.letter)
            && Set.copyOf(other.letters).equals(Set.of(below.letter, above.letter))
            && !isKnown(one.base, statements)) {
          return one.base;
        }
      }
    }
    return null;
  }

  /// Whether a sheet says what a name is as a whole, by a value or by a declaration.
  private static boolean isKnown(String base, List<Statement> statements) {
    Pattern said =
        Pattern.compile(
            "(?:.*[\\s,])?%s\\s*(?:[,=∈]|\\\\in).*".formatted(Pattern.quote(base)), Pattern.DOTALL);
    return statements.stream()
        .filter(each -> List.of(Kind.LET, Kind.GIVEN, Kind.DECLARE).contains(each.kind()))
        .anyMatch(each -> said.matcher(each.head().text()).matches());
  }

  /// What stands in the definitions with letters of two layers.
  private void number(List<Statement> statements) {
    Map<Map.Entry<String, Integer>, Set<Integer>> found = new LinkedHashMap<>();
    for (Unit unit : units) {
      List<Use> all = new ArrayList<>(uses(unit.body));
      all.add(new Use(unit.base, List.of(unit.letter)));
      for (Use each : all) {
        boolean known = each.letters.contains(unit.letter) || isLayerBelow(each, unit);
        if (known && SIGNS.indexOf(each.base.charAt(0)) < 0 && !isKnown(each.base, statements)) {
          found
              .computeIfAbsent(Map.entry(each.base, each.letters.size()), _ -> new TreeSet<>())
              .add(layer(each));
        }
      }
    }
    found.forEach((base, numbers) -> {
      if (numbers.size() > 1) {
        numbered.add(base);
      }
    });
  }

  /// Whether the index of a name is one that the weights of a unit have.
  private boolean isLayerBelow(Use name, Unit unit) {
    return layers.contains(name.letters.getFirst())
        || uses(unit.body).stream()
            .filter(each -> each.letters.size() == 2 && each.letters.contains(unit.letter))
            .anyMatch(each -> each.letters.contains(name.letters.getFirst()));
  }

  /// The layer of a name: for weights, the one that they lead to.
  private int layer(Use name) {
    return name.letters.stream().mapToInt(this::layer).max().orElse(INPUT);
  }

  private int layer(String letter) {
    return layers.indexOf(letter) + 1;
  }

  /// A text with the number of the layer at each name that needs one.
  String plain(String text) {
    return numbered.isEmpty()
        ? text
        : use.matcher(text)
            .replaceAll(found -> {
              Use name = use(found);
              return Matcher.quoteReplacement(
                  numbered.contains(Map.entry(name.base, name.letters.size()))
                      ? numbered(name, layer(known(name, text)))
                      : found.group());
            });
  }

  /// A name with the letters that it has elsewhere in a text, where its own say no layer: a_l
  /// beside a_k, in `e^{a_k}/Σ_l e^{a_l}`.
  private Use known(Use name, String text) {
    if (layer(name) != INPUT) {
      return name;
    }
    Set<Use> others =
        uses(text).stream()
            .filter(each -> each.base.equals(name.base))
            .filter(each -> each.letters.size() == name.letters.size() && layer(each) != INPUT)
            .collect(Collectors.toSet());
    return others.size() == 1 && !isInput(name) ? others.iterator().next() : name;
  }

  /// Whether the letter of a name is one that weights of the first layer have.
  private boolean isInput(Use name) {
    return units.stream()
        .filter(unit -> layer(unit.letter) == 1)
        .flatMap(unit -> uses(unit.body).stream())
        .anyMatch(each -> each.letters.containsAll(name.letters) && each.letters.size() == 2);
  }

  private static String numbered(Use name, int layer) {
    String letter = name.base;
    boolean word = letter.codePointCount(0, letter.length()) > 1 && !letter.startsWith("\\");
    String label =
        word
            ? "\"" + letter.replace("\"", "") + "⁽" + SUPERSCRIPTS.charAt(layer) + "⁾\""
            : letter + "^{(" + layer + ")}";
    return label + "_{" + String.join("", name.letters) + "}";
  }

  /// What is to be said of a text; null where nothing in it has the number of a layer.
  @Nullable String note(String text) {
    return uses(text).stream()
        .filter(each -> numbered.contains(Map.entry(each.base, each.letters.size())))
        .findFirst()
        .map(each ->
            each.base.replace("\"", "")
                + " is one thing for each layer, which the letters of the indices tell apart: "
                + numbered.stream()
                    .flatMap(base -> variants(base).stream())
                    .collect(Collectors.joining(", ")))
        .orElse(null);
  }

  private Set<String> variants(Map.Entry<String, Integer> base) {
    Set<String> variants = new LinkedHashSet<>();
    for (Unit unit : units) {
      List<Use> all = new ArrayList<>(List.of(new Use(unit.base, List.of(unit.letter))));
      all.addAll(uses(unit.body));
      all.stream()
          .filter(each -> base.equals(Map.entry(each.base, each.letters.size())))
          .filter(each -> layer(each) != INPUT || isInput(each))
          .map(each -> numbered(each, layer(each)).replace("\"", ""))
          .forEach(variants::add);
    }
    return variants;
  }
}
