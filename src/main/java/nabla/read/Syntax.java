package nabla.read;

import java.util.List;
import nabla.catalogue.Function;
import nabla.expr.Name;
import org.jspecify.annotations.Nullable;

/// A formula as it stands on paper, before it is known what the names stand for: products and
/// applications are flat sequences. `at` is the position of the part in the text.
sealed interface Syntax {

  /// Where the part begins, in code points.
  int at();

  /// `a = b`, `a < b ≤ c`: one operand more than comparisons. The comparisons are token types.
  record Comparison(int at, List<Syntax> operands, List<Integer> comparisons) implements Syntax {}

  /// Conditions joined by "and" and "or"; the connectives are token types.
  record Connected(int at, List<Syntax> operands, List<Integer> connectives) implements Syntax {}

  /// Terms with their signs.
  record Total(int at, List<Syntax> terms, List<Boolean> subtracted) implements Syntax {}

  /// A leading minus over the whole term.
  record Minus(int at, Syntax operand) implements Syntax {}

  /// Products joined by ⊙, ⊘, ⊗; the operators are token types.
  record Entrywise(int at, List<Syntax> operands, List<Integer> operators) implements Syntax {}

  /// Factors and operators side by side.
  record Sequence(int at, List<Syntax> items) implements Syntax {}

  /// An operator inside a sequence: TIMES, DIVIDE or SIGN, as it was spelled.
  record Mark(int at, int type, String text) implements Syntax {}

  /// A primary with what follows it, such as an exponent.
  record Factor(int at, Syntax primary, List<Suffix> suffixes) implements Syntax {}

  /// A number as typed.
  record Digits(int at, String text) implements Syntax {}

  /// One name.
  record Letter(int at, Name name, @Nullable Function function, boolean bold, boolean quoted)
      implements Syntax {}

  /// A sign of its own: Σ, ∫, ∂, ∞, ℝ …; a token type with its text.
  record Sign(int at, int type, String text) implements Syntax {}

  /// Something in brackets, in rows and cells; the bracket is the type of its opening token.
  record Group(int at, int bracket, String open, List<List<Syntax>> rows) implements Syntax {

    /// The one thing in the brackets; null where there are several.
    @Nullable Syntax single() {
      return rows.size() == 1 && rows.getFirst().size() == 1 ? rows.getFirst().getFirst() : null;
    }
  }

  /// `\frac{a}{b}`, `{a \over b}`.
  record Fraction(int at, Syntax numerator, Syntax denominator) implements Syntax {}

  /// `\binom{n}{k}`.
  record Choice(int at, Syntax upper, Syntax lower) implements Syntax {}

  /// `\sqrt[n]{x}`.
  record Root(int at, @Nullable Syntax index, Syntax radicand) implements Syntax {}

  /// `a..b`.
  record Range(int at, Syntax from, Syntax to) implements Syntax {}

  /// `a:b` in square brackets, from a to the one before b.
  record Part(int at, @Nullable Syntax from, @Nullable Syntax to) implements Syntax {}

  /// "otherwise".
  record Otherwise(int at) implements Syntax {}

  /// What follows a primary.
  ///
  /// @param type CARET, UNDERSCORE, PRIME, BANG or TRANSPOSE
  /// @param content what stands above or below; null for the marks
  /// @param text the spelling of the mark
  record Suffix(int at, int type, @Nullable Syntax content, String text) {}

  /// One statement of the text.
  ///
  /// @param let whether it began with "let"
  /// @param where whether it stands after "where"
  /// @param parts what stood between its commas
  /// @param properties the words after it, such as symmetric
  record Statement(
      int at,
      boolean let,
      boolean where,
      List<Syntax> parts,
      @Nullable Mapping mapping,
      List<String> properties) {}

  /// The spaces between which a function is declared to map.
  record Mapping(int at, Syntax domain, Syntax codomain) {}
}
