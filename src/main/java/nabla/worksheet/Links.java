package nabla.worksheet;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.catalogue.Catalogue;
import nabla.expr.Name;
import nabla.worksheet.Statement.Clause;
import nabla.write.Text;
import org.jspecify.annotations.Nullable;

/// What of the lines above it a statement uses: the definitions that it names, what those name in
/// turn, and the values that it computes with.
///
/// What was read for a statement is more than that: a formula is read with all functions of the
/// sheet, and with every name whose letter occurs beside a derivative.
final class Links {
  private static final Pattern LETTERS = Pattern.compile("[\\p{L}\\p{M}]+");
  private static final Memo<String> PLAIN = new Memo<>(Links::plain);
  private static final Pattern LETTER =
      Pattern.compile("(?s)_\\s*(?:[a-zℓ]|\\{\\s*[a-zℓ]\\s*\\})(?!\\p{L}).*|[ᵢⱼₖₗₘₙ].*");

  /// `"act"_i`
  private static final Pattern INDEXED = Pattern.compile("\"(\\p{L}+)\"(?=_)");

  private static final Pattern QUOTED = Pattern.compile("[\"“][^\"”]*[\"”]");

  /// `\frac`, whose f is no name.
  private static final Pattern COMMAND = Pattern.compile("\\\\[a-zA-Z]+");

  /// `‖X‖_F`, whose F is no name.
  private static final Pattern FROBENIUS =
      Pattern.compile("(?:[|‖]|\\\\[rR][vV]ert)\\s*_\\s*(?:\\{\\s*F\\s*\\}|F)");

  private static final Pattern SUBSCRIPT = Pattern.compile("(?s)[\\d_₀-₉].*");
  private static final Pattern INDEX = Pattern.compile("(?s)\\s*_\\s*\\{?\\s*[a-zℓ].*|[ᵢⱼₖₗₘₙₜ].*");
  private static final Pattern NUMBER = Pattern.compile("(?s)(_\\s*\\{?\\s*)?[1-9₁-₉].*");
  private static final Pattern LAYER =
      Pattern.compile(
          "(?s)\\s*\\^\\s*(?:\\{\\s*)?(?<layer>\\(\\w+\\)|\\[\\w+\\])(?:\\s*\\})?(?<rest>.*)");
  private static final Set<String> WORDS = Set.of("if", "otherwise", "in", "and", "or", "for");

  private final Statement statement;
  private final Meanings meanings;

  private Links(Statement statement, Meanings meanings) {
    this.statement = statement;
    this.meanings = meanings;
  }

  /// The names that a statement uses, among those that were read for it.
  ///
  /// @param touched what was read for it
  static Set<Name> of(Statement statement, Meanings meanings, Set<Name> touched) {
    return new Links(statement, meanings).links(touched);
  }

  private Set<Name> links(Set<Name> touched) {
    List<String> texts = new ArrayList<>(List.of(statement.head().text()));
    statement.clauses().values().forEach(clause -> texts.add(clause.text()));
    boolean derives = texts.stream().anyMatch(Meanings::derives);
    List<Name> open = new ArrayList<>();
    for (Name name : meanings.names()) {
      boolean read = touched.contains(name) && !derives && !meanings.isFunction(name);
      if (read || texts.stream().anyMatch(text -> mentions(text, name))) {
        open.add(name);
      }
    }
    Set<Name> links = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      Name name = open.removeFirst();
      if (links.add(name)) {
        String text = meanings.unfolded(Sheet.spelled(name));
        meanings.usesOf(name).stream()
            .filter(part -> meanings.defines(part))
            .filter(part -> !meanings.isFunction(part) || mentions(text, part))
            .forEach(open::add);
      }
    }
    if (statement.kind().usesValues() || statement.kind() == Kind.TRAIN) {
      Set<Name> bound = bound();
      touched.stream()
          .filter(name -> !meanings.defines(name) && !bound.contains(name))
          .forEach(links::add);
    }
    return links;
  }

  /// The variables that run through numbers of their own, or are looked for.
  private Set<Name> bound() {
    Set<Name> bound = new LinkedHashSet<>();
    Clause clause =
        switch (statement.kind()) {
          case PLOT, TABLE, SOLVE -> statement.clause("for");
          case DESCEND -> statement.clause("from") == null ? null : statement.clause("over");
          default -> null;
        };
    if (clause != null) {
      for (String part : clause.text().split("[,;]", -1)) {
        Name name = NameText.alone(part.split("=|∈|\\sin\\s", 2)[0]);
        if (name != null) {
          bound.add(name);
        }
      }
    }
    return bound;
  }

  /// Whether a name stands in a text, be it beside others without a space.
  static boolean mentions(String text, Name name) {
    return mentions(text, name, rest -> hasSubscript(rest, name));
  }

  /// The same where an index may stand below it or above: `ŷ_i` is one of ŷ.
  static boolean mentionsIndexed(String text, Name name) {
    return mentions(text, name, rest -> hasSubscript(rest, name) || INDEX.matcher(rest).matches());
  }

  /// Whether a letter stands in a text with a number below.
  static boolean mentionsNumbered(String text, Name letter) {
    return mentions(text, letter, rest -> NUMBER.matcher(rest).matches());
  }

  /// The same with one letter below, which may be an index.
  static boolean mentionsLettered(String text, Name letter) {
    return mentions(text, letter, rest -> LETTER.matcher(rest).matches());
  }

  /// @param isIt whether a letter that has this behind it is meant
  private static boolean mentions(String text, Name name, Predicate<String> isIt) {
    if (name.isWord() && !name.base().chars().allMatch(Character::isLetter)) {
      return text.contains(NameText.quoted(name));
    }
    String plain = Objects.requireNonNull(PLAIN.of(text));
    String base = Normalizer.normalize(Sheet.spelled(letter(name)), Normalizer.Form.NFC);
    Matcher runs = LETTERS.matcher(plain);
    while (runs.find()) {
      String run = runs.group();
      if (run.equals(base) || !(name.isWord() || isWord(run))) {
        for (int at = run.indexOf(base); at >= 0; at = run.indexOf(base, at + 1)) {
          String rest = behindLayer(plain.substring(runs.start() + at + base.length()), name);
          if (rest != null && isIt.test(rest)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /// The letters of a text that may be names, in the places where they stand.
  private static String plain(String text) {
    String words = INDEXED.matcher(text).replaceAll("$1");
    String unquoted = NameText.plain(QUOTED.matcher(words).replaceAll(""));
    String norms = FROBENIUS.matcher(unquoted).replaceAll("|");
    String letters = COMMAND.matcher(norms).replaceAll(" ");
    return Normalizer.normalize(letters, Normalizer.Form.NFC);
  }

  /// What stands behind the number of the layer of a name, `_j` of `a^{(1)}_j`; null where there is
  /// another one.
  private static @Nullable String behindLayer(String rest, Name name) {
    if (name.label().isEmpty()) {
      return rest;
    }
    Matcher layer = LAYER.matcher(rest);
    return !layer.matches()
        ? rest
        : layer.group("layer").equals(name.label()) ? layer.group("rest") : null;
  }

  private static Name letter(Name name) {
    return Name.of(name.base()).withAccent(name.accent());
  }

  private static boolean hasSubscript(String rest, Name name) {
    if (name.subscript().isEmpty()) {
      return !SUBSCRIPT.matcher(rest).matches();
    }
    String written = Text.of(name).substring(Text.of(letter(name)).length());
    return Pattern.compile(
            "(?s)(_?\\{?%s|%s)(?![\\d₀-₉]).*"
                .formatted(Pattern.quote(name.subscript()), Pattern.quote(written)))
        .matcher(rest)
        .matches();
  }

  private static boolean isWord(String run) {
    return run.length() > 1 && (WORDS.contains(run) || Catalogue.standard().lookup(run) != null);
  }
}
