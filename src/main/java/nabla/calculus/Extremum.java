package nabla.calculus;

import java.util.ArrayList;
import java.util.List;
import nabla.catalogue.Elementary;
import nabla.catalogue.Function;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Relation;

/// The derivative of a maximum or minimum by one of its arguments: 1 where that argument is the extreme one.
final class Extremum {

  private Extremum() {}

  static Expr partial(Function function, int argument, List<Expr> arguments) {
    Relation.Comparison beats =
        function == Elementary.MAX ? Relation.Comparison.GREATER : Relation.Comparison.LESS;
    List<Expr> conditions = new ArrayList<>();
    for (int other = 0; other < arguments.size(); other++) {
      if (other != argument) {
        conditions.add(Relation.of(beats, arguments.get(argument), arguments.get(other)));
      }
    }
    return Apply.of(Elementary.INDICATOR, Logic.of(Logic.Connective.AND, conditions));
  }
}
