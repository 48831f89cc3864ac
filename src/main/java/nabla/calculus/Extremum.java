package nabla.calculus;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Num;
import nabla.expr.Relation;
import nabla.simplify.Canonical;

/// The derivative of a maximum or minimum by one of its arguments: 1 where that argument is the
/// extreme one.
final class Extremum {

  /// Larger arguments are the same only where they are the same expression.
  private static final int LARGEST_COMPARED = 1000;

  private Extremum() {}

  static Expr partial(Function function, int argument, List<Expr> arguments) {
    Relation.Comparison beats =
        function == Elementary.MAX ? Relation.Comparison.GREATER : Relation.Comparison.LESS;
    List<Expr> conditions = new ArrayList<>();
    for (int other = 0; other < arguments.size(); other++) {
      if (other != argument && isSame(arguments.get(argument), arguments.get(other))) {
        if (other < argument) {
          return Num.ZERO; // max(u, u) is u, once
        }
      } else if (other != argument) {
        conditions.add(Relation.of(beats, arguments.get(argument), arguments.get(other)));
      }
    }
    return conditions.isEmpty()
        ? Num.ONE
        : Apply.of(Elementary.INDICATOR, Logic.of(Logic.Connective.AND, conditions));
  }

  private static boolean isSame(Expr left, Expr right) {
    return left.equals(right)
        || (left.weight() + right.weight() < LARGEST_COMPARED
            && Canonical.of(left).equals(Canonical.of(right)));
  }
}
