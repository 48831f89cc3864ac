package nabla.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import nabla.expr.Expr;
import nabla.write.Latex;
import nabla.write.Text;
import nabla.write.WriteOptions;

/// A sentence in which formulas may stand.
///
/// @param pieces its words and formulas from left to right
public record Wording(List<Piece> pieces) {

  /// A part of a sentence.
  public sealed interface Piece {}

  /// Words, with the spaces around them.
  public record Words(String words) implements Piece {}

  /// A formula in its two notations.
  public record Mathematics(String text, String latex) implements Piece {}

  /// The pieces are copied.
  public Wording {
    pieces = List.copyOf(pieces);
  }

  /// A sentence of words.
  public static Wording of(String words) {
    return new Wording(List.of(new Words(words)));
  }

  /// The sentence with words after it.
  public Wording and(String words) {
    return with(new Words(words));
  }

  /// The sentence with a formula after it.
  public Wording and(Expr formula, WriteOptions writing) {
    return with(new Mathematics(Text.of(formula, writing), Latex.of(formula, writing)));
  }

  /// The sentence with a number after it, such as `1/3 ≈ 0.333` or `-2.5e20`.
  public Wording andNumber(String number, WriteOptions writing) {
    return with(new Mathematics(textNumber(number, writing), latexNumber(number)));
  }

  /// The sentence with an equation after it, `x = 1/2`.
  public Wording andEquation(Expr left, String number, WriteOptions writing) {
    return with(
        new Mathematics(
            Text.of(left, writing) + " = " + textNumber(number, writing),
            Latex.of(left, writing) + " = " + latexNumber(number)));
  }

  private static String textNumber(String number, WriteOptions writing) {
    return writing.ascii()
        ? number.replace('≈', '~')
        : number.replace('-', '−').replace("e−", "e-");
  }

  /// The sentence with another after it.
  public Wording and(Wording other) {
    List<Piece> all = new ArrayList<>(pieces);
    for (Piece piece : other.pieces) {
      if (piece instanceof Words(String more)
          && !all.isEmpty()
          && all.getLast() instanceof Words(String words)) {
        all.set(all.size() - 1, new Words(words + more));
      } else {
        all.add(piece);
      }
    }
    return new Wording(all);
  }

  private Wording with(Piece piece) {
    return and(new Wording(List.of(piece)));
  }

  /// A decimal as LaTeX writes it: `2.5 \cdot 10^{20}`.
  public static String latexNumber(String number) {
    return array(number)
        .replace("≈", "\\approx")
        .replace('−', '-')
        .replaceAll("(?<=\\d)e(-?\\d+)", " \\\\cdot 10^{$1}");
  }

  /// `(1, 2)` and `[1, 2; 3, 4]` as columns and rows.
  private static String array(String decimals) {
    boolean alone = decimals.startsWith("(") || decimals.startsWith("[");
    int start = alone ? 0 : decimals.indexOf(' ') + 1;
    String array = decimals.substring(start);
    if (!array.startsWith("(") && !array.startsWith("[")) {
      return decimals;
    }
    String rows = array.substring(1, array.length() - 1);
    return decimals.substring(0, start)
        + "\\begin{pmatrix} "
        + (array.startsWith("(")
            ? rows.replace(", ", " \\\\ ")
            : rows.replace(", ", " & ").replace("; ", " \\\\ "))
        + " \\end{pmatrix}";
  }

  /// Whether formulas stand in it.
  public boolean hasMathematics() {
    return pieces.stream().anyMatch(Mathematics.class::isInstance);
  }

  /// The whole as plain text.
  public String text() {
    return joined(Function.identity(), Mathematics::text);
  }

  /// The whole as one formula of LaTeX.
  public String latex() {
    return joined(Latex::sentence, Mathematics::latex);
  }

  /// The whole as words in which formulas stand between dollar signs.
  public String markdown() {
    return joined(Function.identity(), formula -> "$" + formula.latex() + "$");
  }

  /// The whole as text of LaTeX in which formulas stand between dollar signs.
  public String latexText() {
    return joined(Latex::prose, formula -> "$" + formula.latex() + "$");
  }

  private String joined(Function<String, String> words, Function<Mathematics, String> formulas) {
    return pieces.stream()
        .map(piece ->
            switch (piece) {
              case Words some -> words.apply(some.words());
              case Mathematics formula -> formulas.apply(formula);
            })
        .collect(Collectors.joining());
  }
}
