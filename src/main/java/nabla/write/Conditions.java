package nabla.write;

import java.util.List;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Relation;

/// Comparisons and what joins them, in the signs of a notation: comparisons that go on where the
/// one before ends are a chain, `0 < x ≤ 1`.
final class Conditions {

  private final Style style;

  Conditions(Style style) {
    this.style = style;
  }

  /// `a < b`; `x ∉ ℤ` where the notation has a sign for it.
  void relation(Relation relation, Pieces pieces) {
    if (isNoInteger(relation)) {
      pieces.part(relation.left(), Level.SUM).sign(style.noInteger());
    } else {
      pieces
          .part(relation.left(), Level.SUM)
          .sign(style.comparison(relation.comparison()))
          .part(relation.right(), Level.SUM);
    }
  }

  /// Conditions that hold together, of which one does, or one that does not.
  void logic(Logic logic, Pieces pieces) {
    switch (logic.connective()) {
      case OR -> pieces.list(logic.children(), style.or(), Level.AND);
      case AND -> {
        if (isChain(logic.children())) {
          chain(logic.children(), pieces);
        } else {
          pieces.list(logic.children(), style.and(), Level.RELATION);
        }
      }
      case NOT -> pieces.sign(style.not()).part(logic.child(0), Level.ATOM);
    }
  }

  /// Whether `x ≠ ⌊x⌋` is said, for which there is a sign.
  private boolean isNoInteger(Relation relation) {
    return relation.comparison() == Relation.Comparison.NOT_EQUAL
        && relation.right() instanceof Apply floor
        && floor.operator() == Elementary.FLOOR
        && floor.argument().equals(relation.left())
        && !style.noInteger().isEmpty();
  }

  /// Whether comparisons go on where the one before ends, in one direction: `0 < x` and `x ≤ 1`.
  private static boolean isChain(List<Expr> conditions) {
    for (int i = 0; i < conditions.size(); i++) {
      if (!(conditions.get(i) instanceof Relation relation)
          || !relation.left().isScalar()
          || (i > 0
              && conditions.get(i - 1) instanceof Relation before
              && !(before.right().equals(relation.left())
                  && isOneWay(before.comparison(), relation.comparison())))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOneWay(Relation.Comparison one, Relation.Comparison other) {
    return switch (one) {
      case LESS, LESS_OR_EQUAL ->
          other == Relation.Comparison.LESS || other == Relation.Comparison.LESS_OR_EQUAL;
      case GREATER, GREATER_OR_EQUAL ->
          other == Relation.Comparison.GREATER || other == Relation.Comparison.GREATER_OR_EQUAL;
      case EQUAL, NOT_EQUAL, APPROXIMATELY -> false;
    };
  }

  private void chain(List<Expr> relations, Pieces pieces) {
    for (int i = 0; i < relations.size(); i++) {
      Relation relation = (Relation) relations.get(i);
      if (i == 0) {
        pieces.part(relation.left(), Level.SUM);
      }
      pieces.sign(style.comparison(relation.comparison())).part(relation.right(), Level.SUM);
    }
  }
}
