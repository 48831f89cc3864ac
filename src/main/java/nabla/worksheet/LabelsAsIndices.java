package nabla.worksheet;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Indices in place of the labels of recurrences: `h^{(t)} = tanh(W h^{(t-1)})` and, as Nielsen
/// (Neural Networks and Deep Learning, 2015) writes layers, `a^l = σ(w^l a^{l-1} + b^l)`, in which
/// `a^2` is no square.
final class LabelsAsIndices {

  /// A name with a label by that of the label before.
  private static final Pattern LABELLED =
      Pattern.compile(
          "\\s*(?:let\\s+)?\\p{L}\\p{M}*\\s*\\^\\s*\\{?\\s*[(\\[]\\s*([a-z])\\s*[)\\]]\\s*\\}?\\s*=.*"
              + "\\^\\s*\\{?\\s*[(\\[]\\s*\\1\\s*[-−+]\\s*1\\s*[)\\]].*",
          Pattern.DOTALL);

  /// A name with the label after, `a^{(l+1)} = …`.
  private static final Pattern NEXT_LABELLED =
      Pattern.compile(
          "\\s*(?:let\\s+)?(\\p{L}\\p{M}*)\\s*\\^\\s*\\{?\\s*[(\\[]\\s*[a-z]\\s*\\+\\s*1\\s*[)\\]]\\s*\\}?\\s*=.*",
          Pattern.DOTALL);

  private static final Pattern LABEL =
      Pattern.compile(
          "(?<=[\\p{L}\\p{M}])\\s*\\^\\s*(?:\\{\\s*)?[(\\[]\\s*([a-z]|\\d{1,2}|[a-z]\\s*[-−+]\\s*1)\\s*[)\\]](?:\\s*\\})?");

  /// `a^l = …`
  private static final Pattern RAISED =
      Pattern.compile(
          "\\s*(?:let\\s+)?(?<base>(?!e\\s*\\^)\\p{L}\\p{M}*)(?<first>_[a-z]|_\\{[a-z,\\s]*\\})?\\s*\\^\\s*(?:\\{\\s*(?<braced>[a-z])\\s*\\}|(?<bare>[a-z]))(?<below>_[a-z]|_\\{[a-z,\\s]*\\})?\\s*:?=(?!=)(?<value>.*)",
          Pattern.DOTALL);

  /// `δ^2 = …` and `δ^L_j = …`, of the last layer.
  private static final Pattern LAST =
      Pattern.compile(
          "\\s*(?:let\\s+)?(\\p{L}\\p{M}*)\\s*\\^\\s*\\{?\\s*[\\dL]\\s*\\}?(?:_[a-z]|_\\{[a-z,\\s]*\\})?\\s*:?=(?!=).*",
          Pattern.DOTALL);

  /// What there is of vectors alone.
  private static final Pattern VECTORS = Pattern.compile("⊙|\\\\odot|\\^\\s*\\{?\\s*T|ᵀ|‖|\\|\\|");

  private LabelsAsIndices() {}

  /// Texts with indices for the labels of a recurrence, `h^{(t)} = tanh(W h^{(t-1)} + U x^{(t)})`,
  /// and of one by what comes next, `a^{(l+1)} = …`, in a sheet with a number in place of the
  /// index.
  static UnaryOperator<String> in(List<Statement> statements) {
    boolean labelled =
        statements.stream()
            .filter(each -> each.kind() == Kind.LET)
            .map(each -> each.head().text())
            .anyMatch(text -> LABELLED.matcher(text).matches() || isNumbered(text, statements));
    return labelled
        ? text ->
            LABEL
                .matcher(text)
                .replaceAll(label -> Matcher.quoteReplacement("_{" + label.group(1) + "}"))
        : UnaryOperator.identity();
  }

  private static boolean isNumbered(String text, List<Statement> statements) {
    Matcher next = NEXT_LABELLED.matcher(text);
    if (!next.matches()) {
      return false;
    }
    Pattern number =
        Pattern.compile(
            "(?<![\\p{L}\\\\])%s\\s*\\^\\s*\\{?\\s*[(\\[]\\s*\\d".formatted(next.group(1)));
    return statements.stream().anyMatch(each -> number.matcher(each.text()).find());
  }

  /// What is to be said of a definition with an index above; null of any other statement.
  static @Nullable String note(Statement statement) {
    Matcher raised = RAISED.matcher(statement.head().text());
    return statement.kind() == Kind.LET && raised.matches()
        ? "what stands above names like %1$s says which one is meant, as of a layer: %1$s^2 is no square"
            .formatted(raised.group("base"))
        : null;
  }

  /// The same for exponents that are the index of a layer; above the entries of one, `z^l_j`, they
  /// are its label, `z^{(l)}_j`.
  static UnaryOperator<String> ofExponents(List<Statement> statements) {
    Set<String> indices = new LinkedHashSet<>();
    Set<String> bases = new LinkedHashSet<>();
    boolean entries = false;
    for (Statement statement : statements) {
      Matcher raised = RAISED.matcher(statement.head().text());
      if (statement.kind() == Kind.LET && raised.matches()) {
        String braced = raised.group("braced");
        indices.add(braced == null ? raised.group("bare") : braced);
        bases.add(raised.group("base"));
        entries |= raised.group("below") != null || raised.group("first") != null;
      }
    }
    String letters = String.join("", indices);
    if (letters.isEmpty()) {
      return UnaryOperator.identity();
    }
    Pattern beside =
        Pattern.compile(
            "(?<![\\p{L}\\\\])(?<base>\\p{L}\\p{M}*)(?:_\\w|_\\{[^{}]*\\})?\\s*\\^\\s*(?:\\{\\s*[%1$s]\\s*(?:[-−+]\\s*1\\s*)?\\}|[%1$s](?!\\p{L}))"
                .formatted(letters));
    statements.stream()
        .filter(each -> each.kind() == Kind.LET && RAISED.matcher(each.head().text()).matches())
        .flatMap(each -> beside.matcher(each.head().text()).results())
        .forEach(found -> bases.add(found.group(1)));
    statements.stream()
        .filter(each -> each.kind() == Kind.LET)
        .map(each -> LAST.matcher(each.head().text()))
        .filter(Matcher::matches)
        .forEach(last -> bases.add(last.group(1)));
    Pattern exponent =
        Pattern.compile(
            "(?<![\\p{L}\\\\])(?<base>%1$s)(?<below>_\\w|_\\{[^{}]*\\})?\\s*\\^\\s*(?:\\{\\s*(?<braced>[%2$sL]\\s*(?:[-−+]\\s*1)?|\\d)\\s*\\}|(?<bare>[%2$sL\\d])(?![\\p{L}\\d]))"
                .formatted(
                    bases.stream().map(Pattern::quote).collect(Collectors.joining("|")), letters));
    Set<String> matrices = entries ? Set.of() : matrices(statements, letters);
    boolean labels = entries;
    return text ->
        exponent
            .matcher(text)
            .replaceAll(found -> Matcher.quoteReplacement(layer(found, labels, matrices)));
  }

  private static String layer(MatchResult found, boolean label, Set<String> matrices) {
    String base = found.group("base");
    String below = found.group("below") == null ? "" : found.group("below");
    String braced = found.group("braced");
    String layer = braced == null ? found.group("bare") : braced.strip();
    return label
        ? base + "^{(" + layer + ")}" + below
        : !below.isEmpty()
            ? found.group()
            : (matrices.contains(base) ? base.toUpperCase(Locale.ROOT) : base) + "_{" + layer + "}";
  }

  /// The small letters of weights beside vectors, w of `w^l a^{l-1}`, which are those of matrices
  /// where their large ones are free.
  private static Set<String> matrices(List<Statement> statements, String letters) {
    String layer = "\\^\\s*(?:\\{[^{}]*\\}|[%s])".formatted(letters);
    Pattern weights =
        Pattern.compile("(?<![\\p{L}\\\\])(\\p{Ll})\\s*" + layer + "\\s*\\p{L}\\p{M}*\\s*" + layer);
    Set<String> matrices = new LinkedHashSet<>();
    boolean vectors = statements.stream().anyMatch(each -> VECTORS.matcher(each.text()).find());
    statements.stream()
        .filter(each -> vectors && each.kind() == Kind.LET)
        .flatMap(each -> weights.matcher(each.head().text()).results())
        .map(found -> found.group(1))
        .filter(letter ->
            statements.stream()
                .noneMatch(each -> each.text().contains(letter.toUpperCase(Locale.ROOT))))
        .forEach(matrices::add);
    return matrices;
  }
}
