package nabla.simplify.arrays;

import nabla.catalogue.EntryCases;
import nabla.expr.Cases;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Relation;
import nabla.simplify.Canonical;

/// Cases of numbers that arrays make, `{‖x‖² if aᵀx > 0; 0 otherwise}`: their values and conditions
/// are brought into the normal form one by one.
final class Choices {

  private Choices() {}

  /// Whether a definition by cases is a number, chosen by numbers.
  static boolean concern(Cases cases) {
    return cases.isScalar() && !EntryCases.concerns(cases);
  }

  static Terms of(Cases cases, Algebra algebra) {
    Expr[] parts = new Expr[cases.arity()];
    for (int i = 0; i < parts.length; i++) {
      Expr part = cases.child(i);
      parts[i] = part.shape().isTruth() ? condition(part, algebra) : number(part, algebra);
    }
    return Terms.number(Canonical.of(cases.withChildren(parts)));
  }

  private static Expr number(Expr part, Algebra algebra) {
    return algebra.of(part).scalar();
  }

  private static Expr condition(Expr condition, Algebra algebra) {
    return switch (condition) {
      case Relation relation ->
          Canonical.of(
              Relation.of(
                  relation.comparison(),
                  number(relation.left(), algebra),
                  number(relation.right(), algebra)));
      case Logic logic -> {
        Expr[] parts = new Expr[logic.arity()];
        for (int i = 0; i < parts.length; i++) {
          parts[i] = condition(logic.child(i), algebra);
        }
        yield logic.withChildren(parts);
      }
      default -> condition;
    };
  }
}
