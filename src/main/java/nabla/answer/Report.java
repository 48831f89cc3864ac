package nabla.answer;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.function.Supplier;
import nabla.expr.Apply;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.NablaException;
import nabla.expr.Num;
import nabla.expr.Symbol;
import nabla.rewrite.Derivation;
import nabla.write.Latex;
import nabla.write.ShapeRow;
import nabla.write.Steps;
import nabla.write.Text;
import nabla.write.WriteOptions;
import org.jspecify.annotations.Nullable;

/// The answer to one request, before it takes the form of text, LaTeX, a page or JSON.
///
/// @param title what it is about
/// @param blocks what it says, from top to bottom
/// @param notes remarks on the reading of the formula
/// @param writing the names to write with
/// @param json the same for programs
/// @param exitCode what the process ends with, see [ExitCode]
/// @param refusal why there is no more of an answer; null where there is
public record Report(
    String title,
    List<Block> blocks,
    List<String> notes,
    WriteOptions writing,
    Supplier<JsonObject> json,
    int exitCode,
    @Nullable NablaException refusal) {

  /// An answer that is not a refusal.
  public Report(
      String title,
      List<Block> blocks,
      List<String> notes,
      WriteOptions writing,
      Supplier<JsonObject> json,
      int exitCode) {
    this(title, blocks, notes, writing, json, exitCode, null);
  }

  /// The same answer with other parts.
  public Report withBlocks(List<Block> others) {
    return new Report(title, others, notes, writing, json, exitCode, refusal);
  }

  private static final long LONGEST_EXACT_VALUE = 60;

  /// In binary digits: some 20 decimal ones above or below the line.
  private static final int LONGEST_FRACTION = 64;

  /// In binary digits: some 6 decimal ones above or below the line.
  private static final int LONGEST_COEFFICIENT = 20;

  private static final int LONGEST_DECIMAL = 12;

  /// A function of a number, and a sign.
  private static final long LONGEST_OF_DECIMALS = 3;

  /// In characters of text.
  private static final int LONGEST_LINE = 72;

  /// A part of an answer.
  public sealed interface Block {}

  /// Equations below each other, aligned at `=`.
  public record Equations(List<Row> rows) implements Block {}

  /// One equation.
  ///
  /// @param left the left side; null for an expression alone
  /// @param right the right side
  /// @param approximation its decimals with the sign before them, `≈ 0.5`; empty where there are
  ///   none
  /// @param conditions under which it holds
  /// @param inDecimals whether the decimals, where there are some, stand for the right side
  public record Row(
      @Nullable Left left,
      Expr right,
      String approximation,
      List<Expr> conditions,
      boolean inDecimals) {

    /// An equation with its right side, and with its decimals beside it.
    public Row(@Nullable Left left, Expr right, String approximation, List<Expr> conditions) {
      this(left, right, approximation, conditions, false);
    }

    /// The decimals with the sign before them; after an arrow there is no other sign for equal
    /// ones.
    public String beside() {
      boolean after = isTooLong() && left != null && left.isUpdate();
      return after && approximation.startsWith("= ") ? approximation.substring(2) : approximation;
    }

    /// Whether the decimals stand alone, because few would read the exact value, or because there
    /// is no other than the formula itself. `σ(21)(1 − σ(21))` is read, and
    /// softplus(−0.18367158625) is not.
    public boolean isTooLong() {
      return !approximation.isEmpty()
          && (inDecimals
              || right.weight() > LONGEST_EXACT_VALUE
              || Dag.any(right, part -> part instanceof Symbol || isLong(part, LONGEST_FRACTION))
              || isOfDecimals(right)
              || isOfLongNumbers(right)
              || Dag.any(right, Row::isLongDecimal)
              || Text.of(right).length() > LONGEST_LINE);
    }

    /// A fraction of so many digits is read by nobody.
    private static boolean isLong(Expr part, int digits) {
      return part instanceof Num number
          && Math.max(
                  number.value().numerator().bitLength(), number.value().denominator().bitLength())
              > digits;
    }

    /// Functions of decimal numbers: tanh(2.2975) is read, σ(0.87 + 0.49 tanh(2.2975)) is not.
    private static boolean isOfDecimals(Expr right) {
      if (right instanceof Literal array) {
        return array.children().stream().anyMatch(Row::isOfDecimals);
      }
      return right.weight() > LONGEST_OF_DECIMALS
          && Dag.any(right, part -> part instanceof Apply && part.arity() > 0)
          && Dag.any(right, part -> part instanceof Num number && number.isDecimal());
    }

    private static boolean isLongDecimal(Expr part) {
      return part instanceof Num number
          && number.isDecimal()
          && number.value().isFiniteDecimal()
          && number.value().toDecimal().precision() > LONGEST_DECIMAL;
    }

    /// Functions of numbers, one of them with many digits.
    private static boolean isOfLongNumbers(Expr right) {
      return Dag.any(right, part -> part instanceof Apply && part.arity() > 0)
          && Dag.any(right, part -> isLong(part, LONGEST_COEFFICIENT));
    }
  }

  /// The left side of an equation.
  ///
  /// @param operator what is applied to the expression, `∇` or `∇²`; empty for nothing
  /// @param relation what stands between it and the right side, `=` or `←`
  public record Left(String operator, Expr expression, String relation) {

    /// The left side of an equation.
    public Left(String operator, Expr expression) {
      this(operator, expression, "=");
    }

    /// The expression alone.
    public static Left of(Expr expression) {
      return new Left("", expression);
    }

    /// Whether the right side takes the place of a value before.
    boolean isUpdate() {
      return relation.equals("←");
    }

    /// As text.
    public String text(WriteOptions writing) {
      String text = Text.of(expression, writing);
      String ascii = operator.equals("∇²") ? "hessian" : "gradient";
      return operator.isEmpty() ? text : (writing.ascii() ? ascii : operator) + "[" + text + "]";
    }

    /// As LaTeX.
    public String latex(WriteOptions writing) {
      String latex = Latex.of(expression, writing);
      String command = operator.replace("∇", "\\nabla").replace("²", "^{2}");
      return operator.isEmpty() ? latex : command + "\\left[" + latex + "\\right]";
    }
  }

  /// A derivation, with the conditions under which its result holds.
  public record Proof(Derivation derivation, Steps steps, List<Expr> conditions) implements Block {}

  /// The rows of a shape check.
  public record Shapes(List<ShapeRow> rows) implements Block {}

  /// What the answer is about, where the formats for documents show it above the answer.
  ///
  /// @param latex the formula as LaTeX
  public record Subject(String latex) implements Block {}

  /// A sentence.
  public record Remark(Wording wording, Tone tone) implements Block {

    /// A sentence without formulas.
    public Remark(String sentence, Tone tone) {
      this(Wording.of(sentence), tone);
    }
  }

  /// A line with a heading, for programs' and people's eyes alike.
  public record Line(String heading, String content) implements Block {}

  /// A program in a programming language.
  public record Code(String language, String program) implements Block {}

  /// Rows of cells below a heading.
  ///
  /// @param heading what the columns are
  /// @param rows the cells, as many in each row as there are columns
  public record Table(List<Wording> heading, List<List<Wording>> rows) implements Block {}

  /// An algorithm as pseudo-code, from top to bottom.
  public record Algorithm(List<CodeLine> lines) implements Block {
    /// The list is copied.
    public Algorithm {
      lines = List.copyOf(lines);
    }
  }

  /// A line of pseudo-code.
  ///
  /// @param depth within how many others it stands
  /// @param wording its words are keywords
  /// @param remark what stands beside it; empty for nothing
  public record CodeLine(int depth, Wording wording, String remark) {}

  /// A picture.
  ///
  /// @param name what its file is called where it gets one, without an ending
  /// @param description what it shows, in a sentence
  /// @param svg the picture as an `<svg>` element
  public record Picture(String name, String description, String svg) implements Block {}

  /// How a remark is meant.
  public enum Tone {
    /// All is well.
    GOOD,
    /// Something to be aware of.
    WARNING,
    /// Neither.
    PLAIN
  }
}
