package nabla.write;

import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Shape;

/// Formulas as plain text, in the notation that is read: what is written here reads back to the
/// same expression.
public final class Text {

  private Text() {}

  /// The expression as it stands.
  public static String of(Expr expression) {
    return of(expression, WriteOptions.DEFAULT);
  }

  /// The expression as it stands.
  public static String of(Expr expression, WriteOptions options) {
    return new Walk(new TextStyle(options), new BoundNames(expression, options.boundNames()))
        .write(expression, Level.OR);
  }

  /// The words of a rule or a remark, in the characters that `options` allow.
  public static String sentence(String words, WriteOptions options) {
    return options.ascii() ? Sentence.ascii(words) : words;
  }

  /// A name: `w₁`, `ŷ`.
  public static String of(Name name) {
    return new TextNames(WriteOptions.DEFAULT).of(name);
  }

  /// A shape as it is declared: `ℝ`, `ℝⁿ`, `ℝ^{m×n}`.
  public static String of(Shape shape) {
    return Shapes.text(shape);
  }
}
