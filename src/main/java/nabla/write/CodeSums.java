package nabla.write;

import java.util.List;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.Product;
import nabla.expr.Shape;
import nabla.expr.Sum;
import nabla.write.CodeStyle.Binding;
import nabla.write.CodeStyle.Spelled;

/// Sums and products of numbers. Parsers of other languages are recursive, so long ones are added
/// up and multiplied in blocks.
final class CodeSums {

  private static final int MOST_TERMS = 60;

  private final CodeStyle style;
  private final CodeAssignments assignments;

  CodeSums(CodeStyle style, CodeAssignments assignments) {
    this.style = style;
    this.assignments = assignments;
  }

  static Spelled negated(Spelled operand) {
    String code = operand.at(Binding.PRODUCT);
    boolean twice = code.startsWith("-");
    return new Spelled("-" + (twice ? "(" + code + ")" : code), Binding.PRODUCT);
  }

  Spelled sum(Sum sum, List<Spelled> parts) {
    StringBuilder code = new StringBuilder();
    int terms = 0;
    boolean mixed = !sum.isScalar() && sum.children().stream().anyMatch(Expr::isScalar);
    for (int i = 0; i < parts.size(); i++) {
      if (terms == MOST_TERMS && !speaksOfBound(sum)) {
        String block = assignments.assign(code.toString(), sum.shape());
        code.setLength(0);
        code.append(block);
        terms = 1;
      }
      String term = parts.get(i).at(Binding.PRODUCT);
      if (code.isEmpty()) {
        code.append(term);
      } else if (term.startsWith("-")) {
        code.append(style.sign(true, mixed)).append(term, 1, term.length());
      } else {
        code.append(style.sign(false, mixed)).append(term);
      }
      terms++;
    }
    return new Spelled(code.toString(), Binding.SUM);
  }

  Spelled product(Product product, List<Spelled> parts) {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0 && i % MOST_TERMS == 0 && !speaksOfBound(product)) {
        String block = assignments.assign(code.toString(), Shape.SCALAR);
        code.setLength(0);
        code.append(block);
      }
      String factor = parts.get(i).at(i == 0 ? Binding.PRODUCT : Binding.SIGN);
      code.append(i == 0 ? "" : " * ").append(factor);
    }
    return new Spelled(code.toString(), Binding.PRODUCT);
  }

  private static boolean speaksOfBound(Expr node) {
    return node.arity() > MOST_TERMS && Dag.any(node, part -> part instanceof Bound);
  }
}
