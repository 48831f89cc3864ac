package nabla.expr;

import java.util.List;

/// Conditions joined by "and" or "or", or one condition denied.
public final class Logic extends Expr {

  /// How conditions are joined.
  public enum Connective {
    /// All of them.
    AND,
    /// At least one of them.
    OR,
    /// Not the one.
    NOT
  }

  private final Connective connective;

  private Logic(Connective connective, Expr... conditions) {
    super(0x7feb352d + connective.ordinal(), Shape.TRUTH, conditions);
    this.connective = connective;
  }

  /// The conditions joined as they stand; a single one under AND or OR is itself.
  public static Expr of(Connective connective, List<Expr> conditions) {
    if (conditions.stream().anyMatch(condition -> !condition.shape().isTruth())) {
      throw new NablaException(
          NablaException.Kind.SHAPE, "only conditions can be joined by and, or, not");
    }
    if (conditions.size() == 1 && connective != Connective.NOT) {
      return conditions.getFirst();
    }
    return intern(new Logic(connective, conditions.toArray(LEAF)));
  }

  /// What holds where `condition` does not, with the denial carried inward to the comparisons.
  public static Expr negation(Expr condition) {
    return switch (condition) {
      case Relation relation ->
          Relation.of(relation.comparison().negated(), relation.left(), relation.right());
      case Logic logic when logic.connective == Connective.NOT -> logic.child(0);
      case Logic logic -> {
        Connective other = logic.connective == Connective.AND ? Connective.OR : Connective.AND;
        yield of(other, logic.children().stream().map(Logic::negation).toList());
      }
      default -> of(Connective.NOT, List.of(condition));
    };
  }

  /// How the conditions are joined.
  public Connective connective() {
    return connective;
  }

  @Override
  boolean sameFacts(Expr other) {
    return connective == ((Logic) other).connective;
  }

  @Override
  Expr rebuilt(Expr[] others) {
    return of(connective, List.of(others));
  }

  @Override
  String facts() {
    return connective.name();
  }
}
