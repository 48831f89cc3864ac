package nabla.numeric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import nabla.catalogue.Activations;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Bound;
import nabla.expr.Dag;
import nabla.expr.Expr;
import nabla.expr.NablaException;
import nabla.expr.Negate;
import nabla.expr.Num;
import nabla.expr.Quotient;
import nabla.expr.Sum;
import nabla.expr.Symbol;
import org.jspecify.annotations.Nullable;

/// On which piece of a function a point lies: the integer parts, the signs and the truth of the
/// conditions in it. Two points that differ in one of them have a jump or a kink between them.
final class Pieces {

  private static final Set<Function> STEPS =
      Set.of(
          Elementary.FLOOR,
          Elementary.CEILING,
          Elementary.ROUND,
          Elementary.SIGN,
          Activations.HEAVISIDE);

  /// Of functions of more arguments than this, not all pairs are compared.
  private static final int MOST_COMPARED = 6;

  private final Program program;

  private Pieces(Program program) {
    this.program = program;
  }

  /// The pieces of the function below the nodes of `dag`; null where there is only one, or they are
  /// not found.
  static @Nullable Pieces of(List<Symbol> symbols, Dag dag) {
    List<Expr> marks = new ArrayList<>();
    for (Expr node : dag.nodes()) {
      mark(node, marks);
    }
    marks.removeIf(mark -> Dag.any(mark, Bound.class::isInstance));
    try {
      return marks.isEmpty() ? null : new Pieces(Program.of(symbols, marks.toArray(Expr[]::new)));
    } catch (NablaException withoutNumbers) {
      nabla.expr.Budget.check();
      return null;
    }
  }

  /// Adds what is constant on a piece.
  private static void mark(Expr node, List<Expr> marks) {
    if (node.shape().isTruth()) {
      marks.add(node);
      return;
    }
    if (!(node instanceof Apply apply)
        || !(apply.operator() instanceof Function function)
        || function.kink() == null
        || !apply.children().stream().allMatch(Expr::isScalar)) {
      return;
    }
    Expr first = apply.child(0);
    if (STEPS.contains(function)) {
      marks.add(apply);
    } else if (function == Elementary.MOD) {
      marks.add(Apply.of(Elementary.FLOOR, Quotient.of(first, apply.child(1))));
    } else if (function == Elementary.MAX || function == Elementary.MIN) {
      for (int i = 1; i < apply.arity(); i++) {
        for (int j = 0; j < i && i < MOST_COMPARED; j++) {
          marks.add(sign(Sum.of(apply.child(j), Negate.of(apply.child(i)))));
        }
      }
    } else if (function == Activations.HARDTANH) {
      marks.add(sign(Sum.of(Apply.of(Elementary.ABS, first), Num.MINUS_ONE)));
    } else {
      marks.add(sign(first)); // most kinks are at 0
    }
  }

  private static Expr sign(Expr part) {
    return Apply.of(Elementary.SIGN, part);
  }

  double[] at(double[] point) {
    return program.evaluate(point);
  }

  /// Whether a point lies on the piece that [#at] gave.
  boolean isOn(double[] piece, double[] point) {
    return Arrays.equals(piece, program.evaluate(point));
  }
}
