package nabla.write;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Function;
import nabla.catalogue.Matrices;
import nabla.catalogue.Norms;
import nabla.expr.Apply;
import nabla.expr.Binder;
import nabla.expr.Cases;
import nabla.expr.Derivative;
import nabla.expr.Dimension;
import nabla.expr.Expr;
import nabla.expr.Literal;
import nabla.expr.Negate;
import nabla.expr.Power;
import nabla.expr.Product;
import nabla.expr.Quotient;
import nabla.expr.Relation;
import nabla.expr.Shape;
import nabla.expr.Sum;

/// Why an expression has its shape, as it is said in a shape check: `(m×n)(n×1) → m×1`. A vector is
/// n×1, so that the inner sizes can be seen to meet.
public final class ShapeReason {

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder latex = new StringBuilder();

  private ShapeReason() {}

  /// The reason for the shape of a node, from the shapes of its parts.
  public static ShapeReason of(Expr node) {
    ShapeReason reason = new ShapeReason();
    return switch (node) {
      case Product product -> reason.product(product);
      case Sum sum -> reason.sum(sum);
      case Negate negate -> reason.sign("−", "-").bracketed(negate.child(0)).to(node);
      case Quotient quotient ->
          quotient.child(0).isScalar()
              ? reason.words("numbers").arrow().words("a number")
              : reason.bracketed(quotient.child(0)).words(" over a number").to(node);
      case Power power ->
          power.child(0).isScalar()
              ? reason.words("a power of a number")
              : reason.words("a power of a square matrix: ").shape(power.child(0)).to(node);
      case Apply apply -> reason.apply(apply);
      case Literal literal -> reason.words("written out");
      case Cases cases -> reason.words("each case is ").bracketed(node);
      case Binder binder -> reason.words("each term is ").bracketed(binder.body()).to(node);
      case Derivative derivative -> derivative(derivative);
      case Relation relation ->
          reason.words("both sides are ").shape(relation.left().shape(), false);
      default -> reason.words("a " + kind(node.shape()));
    };
  }

  /// What a derivative of one shape by a variable of another has for its shape.
  public static ShapeReason derivative(Derivative derivative) {
    Expr body = derivative.body();
    Expr variable = derivative.variable();
    ShapeReason reason =
        new ShapeReason().bracketed(body).words(" by ").bracketed(variable).to(derivative);
    return variable.isScalar()
        ? body.isScalar() ? reason : reason.words(", the shape of what is differentiated")
        : body.isScalar()
            ? reason.words(", the shape of ").sign(Text.of(variable), Latex.of(variable))
            : reason.words(", a row for each entry, a column for each entry of the variable");
  }

  /// A reason in words, such as `declared`.
  public static ShapeReason said(String words) {
    return new ShapeReason().words(words);
  }

  /// As text.
  public String text(WriteOptions options) {
    return Text.sentence(text.toString(), options);
  }

  /// As LaTeX.
  public String latex() {
    return latex.toString();
  }

  /// A shape with both sizes, or `scalar`.
  public static String text(Shape shape, WriteOptions options) {
    if (shape.isScalar()) {
      return "scalar";
    }
    return new ShapeReason().shape(shape, false).text(options);
  }

  /// `\in \mathbb{R}^{m\times n}`, with both sizes; `\in \mathbb{R}` for a number.
  public static String latex(Shape shape) {
    return shape.isTruth()
        ? "\\text{a statement}"
        : shape.isScalar()
            ? "\\in \\mathbb{R}"
            : "\\in \\mathbb{R}^{" + new ShapeReason().shape(shape, false).latex() + "}";
  }

  private static String kind(Shape shape) {
    return shape.isScalar()
        ? "number"
        : shape.isVector() ? "column" : shape.transposed().isVector() ? "row" : "matrix";
  }

  private ShapeReason product(Product product) {
    List<Expr> arrays = new ArrayList<>();
    boolean numbers = false;
    for (Expr factor : product.children()) {
      if (factor.isScalar()) {
        numbers = true;
      } else {
        arrays.add(factor);
      }
    }
    if (arrays.isEmpty()) {
      return words("numbers").arrow().words("a number");
    }
    if (numbers) {
      words("a number times ");
    }
    arrays.forEach(this::bracketed);
    return arrow().full(product.shape());
  }

  private ShapeReason sum(Sum sum) {
    if (sum.isScalar()) {
      return words("numbers").arrow().words("a number");
    }
    boolean numbers = false;
    boolean first = true;
    for (Expr term : sum.children()) {
      boolean subtracted = term instanceof Negate;
      if (term.isScalar()) {
        numbers = true;
      } else {
        if (!first || subtracted) {
          sign(first ? "−" : subtracted ? " − " : " + ", subtracted ? "-" : "+");
        }
        bracketed(term);
        first = false;
      }
    }
    return numbers ? words(", and a number in each entry").to(sum) : to(sum);
  }

  private ShapeReason apply(Apply apply) {
    if (apply.arity() == 0) {
      return words("a number");
    }
    if (!(apply.operator() instanceof Function function)) {
      return words("a value of a function");
    }
    Expr first = apply.argument();
    if (function == Matrices.TRANSPOSE) {
      return bracketed(first).sign("ᵀ", "^{\\top}").to(apply);
    }
    if (function == Matrices.INVERSE) {
      return bracketed(first).sign("⁻¹", "^{-1}").to(apply);
    }
    if (function == Norms.NORM) {
      return sign("‖", "\\Vert ").shape(first).sign("‖", "\\Vert ").to(apply);
    }
    if (function == Matrices.IDENTITY || function == Matrices.ONES || function == Matrices.ZEROS) {
      return words(
          function == Matrices.IDENTITY
              ? "the identity matrix"
              : function == Matrices.ONES ? "ones" : "zeros");
    }
    if (function == Matrices.ENTRY) {
      return words("an entry of ").shape(first);
    }
    if (function == Matrices.KRONECKER) {
      return infix(apply, " ⊗ ", "\\otimes ");
    }
    if (function == Matrices.ELEMENTWISE_PRODUCT) {
      return infix(apply, " ⊙ ", "\\odot ");
    }
    if (function == Matrices.ELEMENTWISE_QUOTIENT) {
      return infix(apply, " ⊘ ", "\\oslash ");
    }
    if (apply.children().stream().allMatch(Expr::isScalar)) {
      return words(apply.arity() == 1 ? "a function of a number" : "a function of numbers");
    }
    if (function.isElementwise()) {
      return words("entry by entry: ").shape(first.isScalar() ? apply : first).to(apply);
    }
    sign(function.name() + "(", named(function) + "(");
    for (int i = 0; i < apply.arity(); i++) {
      sign(i == 0 ? "" : ", ", i == 0 ? "" : ",\\ ").shape(apply.child(i));
    }
    return sign(")", ")").to(apply);
  }

  /// The name of a function upright, or its sign where it is no word.
  private static String named(Function function) {
    String name = function.name();
    return name.chars().allMatch(c -> c < 128) ? "\\operatorname{" + name + "}" : function.latex();
  }

  private ShapeReason infix(Apply apply, String text, String latex) {
    bracketed(apply.child(0)).sign(text, latex).bracketed(apply.child(1));
    return to(apply);
  }

  private ShapeReason words(String words) {
    text.append(words);
    latex.append(Sentence.latex(words));
    return this;
  }

  private ShapeReason sign(String inText, String inLatex) {
    text.append(inText);
    latex.append(inLatex);
    return this;
  }

  private ShapeReason shape(Expr node) {
    return shape(node.shape(), false);
  }

  private ShapeReason bracketed(Expr node) {
    return shape(node.shape(), true);
  }

  private ShapeReason to(Expr node) {
    return arrow().shape(node);
  }

  private ShapeReason arrow() {
    return sign(" → ", "\\to ");
  }

  /// The shape a product comes to: 1×1, which is a number, where the outer sizes are 1.
  private ShapeReason full(Shape shape) {
    return shape.isScalar() ? sign("1×1", "1\\times 1").words(", a number") : shape(shape, false);
  }

  private ShapeReason shape(Shape shape, boolean brackets) {
    if (shape.isTruth()) {
      return words("a statement");
    }
    if (shape.isScalar()) {
      return words("a number");
    }
    String rows = size(shape.rows());
    String columns = size(shape.columns());
    return brackets
        ? sign("(" + rows + "×" + columns + ")", "(" + tex(rows) + "\\times " + tex(columns) + ")")
        : sign(rows + "×" + columns, tex(rows) + "\\times " + tex(columns));
  }

  private static String size(Dimension size) {
    String text = size.toString();
    return size.terms().size() > 1 ? "(" + text + ")" : text;
  }

  /// A subscript of several characters in braces.
  private static String tex(String size) {
    return Shapes.tex(size).replaceAll("_(\\w{2,})", "_{$1}");
  }
}
