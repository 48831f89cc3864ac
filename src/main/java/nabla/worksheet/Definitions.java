package nabla.worksheet;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nabla.Formula;
import nabla.catalogue.Function;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Name;
import nabla.expr.Symbol;
import nabla.worksheet.Statement.Clause;
import nabla.write.Latex;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// Definitions as they are said back: `z = b + wx`, `f(x) = max(x, 0)`.
final class Definitions {

  /// What may be an index: a letter alone, and all letters below another.
  private static final Pattern INDEX =
      Pattern.compile(
          "_\\s*\\{[^{}]*\\}|(?<=_)[a-z]{1,3}(?![a-z])|(?<bare>(?<![\\p{L}\\\\])[a-z](?!\\p{L}))");

  private static final String BARE = "bare";

  /// What a letter behind it is multiplied with: `2`, `x`, `)`, and not `sin`.
  private static final Pattern FACTOR =
      Pattern.compile("(?:.*[^\\p{L}\\\\])?(?:[\\d)\\]}₀-₉]|\\p{L}\\p{M}*)\\s*", Pattern.DOTALL);

  private static final Pattern PAIR = Pattern.compile("_\\s*\\{\\s*(\\w)\\s*(\\w)\\s*\\}");

  private Definitions() {}

  /// Refuses a number for the letter of a constant: `π = 4`. As the letter of anything else it is
  /// taken, as of a policy π(s) and of an error e = y − ŷ.
  static void refuseConstant(Formula definition, Clause clause) {
    Name name = definition.reading().name();
    if (name == null
        || !definition.reading().parameters().isEmpty()
        || Dag.any(definition.reading().expanded(), Symbol.class::isInstance)) {
      return;
    }
    Function constant = NameText.constant(Text.of(name));
    if (constant != null) {
      throw new NablaException(
          NablaException.Kind.NAME,
          Text.of(name) + " is " + constant.summary() + ", and gets no other value",
          1,
          clause.start() + 1,
          clause.text().length());
    }
  }

  /// What a name in a text of its own stands for; where it has no meaning but for its entries, `z_i
  /// = w x_i + b`, what these stand for.
  static String unfolded(Sheet sheet, String text) {
    Name name = NameText.nameOrConstant(text);
    Name family =
        name == null || sheet.hasValue(name) || sheet.isDeclared(name)
            ? null
            : sheet.meanings().family(name);
    String other = family == null && name != null ? withIndex(sheet, name) : null;
    if (other != null) {
      return other;
    }
    return sheet.meanings().unfolded(family == null ? text : Sheet.spelled(family));
  }

  /// The definition of `p_i` where p_k has one, with i for k, and of `S_{12}` where `S_{ij}` has
  /// one; null where it has none, or a meaning of its own.
  private static @Nullable String withIndex(Sheet sheet, Name name) {
    String places = name.subscript().replace(",", "");
    boolean digits = places.matches("[1-9]{2}");
    Name family =
        (digits || places.matches("[a-z]{1,2}"))
                && !sheet.meanings().defines(name)
                && !sheet.hasValue(name)
            ? sheet.meanings().family(name.withSubscript(""))
            : null;
    String meaning = family == null ? null : sheet.meanings().textOf(family);
    boolean fits =
        family != null
            && family.subscript().length() == places.length()
            && (digits || places.chars().distinct().count() == places.length());
    if (meaning == null || family == null || !fits) {
      return null;
    }
    String indices = family.subscript();
    String all = meaning;
    for (int i = 0; i < places.length(); i++) {
      String index = indices.substring(i, i + 1);
      String place = places.substring(i, i + 1);
      String before = all;
      all =
          INDEX
              .matcher(before)
              .replaceAll(part ->
                  Matcher.quoteReplacement(
                      digits
                          ? placed(part, before, index, place)
                          : swapped(part.group(), index, place)));
      indices = digits ? indices : swapped(indices, index, place);
    }
    return all;
  }

  /// Defines the entries with numbers that a statement speaks of, `S_{12}` where `S_{ij}` has a
  /// definition.
  static void ofEntries(Sheet sheet, Statement statement) {
    Name own = statement.kind() == Kind.CHECK ? null : NameText.defined(statement.head().text());
    List<String> texts = new ArrayList<>(List.of(statement.head().text()));
    statement.clauses().values().forEach(clause -> texts.add(clause.text()));
    Recurrences.define(sheet, own, texts);
    new LayersByNumber(sheet, own).define(texts);
    for (Name family : sheet.meanings().names()) {
      if (!family.subscript().matches("[a-z]{2}")) {
        continue;
      }
      Pattern entry =
          Pattern.compile(
              "(?<![\\p{L}\\d_])%s_\\s*\\{?([1-9]),?([1-9])(?!\\d)\\}?"
                  .formatted(Pattern.quote(Sheet.spelled(family.withSubscript("")))));
      for (String text : texts) {
        entry
            .matcher(text)
            .results()
            .map(found -> family.withSubscript(found.group(1) + found.group(2)))
            .filter(name -> !name.equals(own))
            .forEach(name -> {
              String meaning = withIndex(sheet, name);
              if (meaning != null) {
                String plain = meaning.replaceFirst("_\\{(\\d),(\\d)\\}", "_{$1$2}");
                sheet.define(sheet.formula(plain, 0), plain);
              }
            });
      }
    }
  }

  /// Defines the entries with other indices that a claim speaks of, α_{il} where α_{ij} has a
  /// definition, and no sum runs over one of these.
  static void others(Sheet sheet, String text) {
    for (Name family : sheet.meanings().names()) {
      if (!family.subscript().matches("[a-z]{2}")) {
        continue;
      }
      Pattern entry =
          Pattern.compile(
              "(?<![\\p{L}\\d_∂])%s_\\s*\\{([a-z]),?([a-z])\\}"
                  .formatted(Pattern.quote(Sheet.spelled(family.withSubscript("")))));
      Matcher other = entry.matcher(text);
      while (other.find()) {
        String places = other.group(1) + other.group(2);
        boolean summed =
            Pattern.compile("(?:[Σ∑Π∏]|\\\\sum|\\\\prod)\\s*_\\s*\\{?[^}=^]*[%s]".formatted(places))
                .matcher(text)
                .find();
        Name name = family.withSubscript(places);
        String meaning = summed || name.equals(family) ? null : withIndex(sheet, name);
        if (meaning != null) {
          sheet.define(sheet.formula(meaning, 0), meaning);
        }
      }
    }
  }

  /// A text with two letters in each other’s place, so that none of an inner sum is another’s.
  private static String swapped(String text, String one, String other) {
    return text.chars()
        .mapToObj(c -> Character.toString(c))
        .map(c -> c.equals(one) ? other : c.equals(other) ? one : c)
        .collect(Collectors.joining());
  }

  /// A text with a number for an index.
  static String at(String text, String letter, String number) {
    return INDEX
        .matcher(text)
        .replaceAll(part -> Matcher.quoteReplacement(placed(part, text, letter, number)));
  }

  /// An index with a number for a letter; of `{ik}` with 1 for i `{1,k}`, and of `2i` `2·1`.
  private static String placed(MatchResult part, String text, String letter, String number) {
    String index = part.group();
    if (index.equals(letter)
        && part.group(BARE) != null
        && FACTOR.matcher(text.substring(0, part.start())).matches()) {
      return "·" + number;
    }
    Matcher pair = PAIR.matcher(index);
    String apart = pair.matches() ? "_{" + pair.group(1) + "," + pair.group(2) + "}" : index;
    return apart.replace(letter, number);
  }

  static String text(Formula definition) {
    return said(definition, Text::of, definition::text);
  }

  static String latex(Formula definition) {
    return said(definition, Latex::of, definition::latex);
  }

  private static String said(
      Formula definition,
      java.util.function.Function<Name, String> names,
      java.util.function.Function<Expr, String> spelling) {
    Name name = definition.reading().name();
    List<Symbol> parameters = definition.reading().parameters();
    String list =
        parameters.isEmpty()
            ? ""
            : parameters.stream().map(spelling).collect(Collectors.joining(", ", "(", ")"));
    String start = name == null ? "" : names.apply(name) + list + " = ";
    return start + spelling.apply(definition.reading().expression());
  }

  /// What has a meaning is evaluated by its name, and gets no other one here.
  static void refuseSecond(Sheet sheet, String text, int start) {
    Name name = NameText.defined(text);
    if (name != null && (sheet.meanings().defines(name) || sheet.value(name) != null)) {
      throw new NablaException(
          NablaException.Kind.NAME,
          "found a second meaning of "
              + name
              + ", expected a formula; let "
              + name
              + " = … defines it anew, and check says whether an equation holds",
          1,
          start + 1,
          text.length());
    }
  }
}
