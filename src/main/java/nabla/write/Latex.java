package nabla.write;

import nabla.expr.Expr;
import nabla.expr.Name;
import nabla.expr.Shape;

/// Formulas as LaTeX, without dollar signs. What is written here reads back to the same expression.
public final class Latex {

  private Latex() {}

  /// The expression as it stands.
  public static String of(Expr expression) {
    return of(expression, WriteOptions.DEFAULT);
  }

  /// The expression as it stands.
  public static String of(Expr expression, WriteOptions options) {
    return new Walk(new LatexStyle(options), new BoundNames(expression, options.boundNames()))
        .write(expression, Level.OR);
  }

  /// The words of a rule or a remark in mathematics, as `\text{…}`.
  public static String sentence(String words) {
    return Sentence.latex(words);
  }

  /// Words as running text of a document.
  public static String prose(String words) {
    return Sentence.prose(words);
  }

  /// A name: `w_{1}`, `\hat{y}`, `\text{loss}`.
  public static String of(Name name) {
    return LatexNames.of(name);
  }

  /// A shape as it is declared: `\mathbb{R}^{m\times n}`.
  public static String of(Shape shape) {
    return Shapes.latex(shape);
  }
}
