package nabla.simplify;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nabla.catalogue.Elementary;
import nabla.expr.Apply;
import nabla.expr.Expr;
import nabla.expr.Logic;
import nabla.expr.Relation;
import nabla.expr.Relation.Comparison;

/// Says of a part that its values lie in a set, as a person would: `x > 1`, `0 < x < 1`, `|x| > 2`,
/// `x < 0 or x > 3`, `x ≠ 1`.
final class Statements {

  private Statements() {}

  /// The canonical conditions that must all hold.
  static List<Expr> of(Expr part, RealSet set) {
    List<Expr> statements = new ArrayList<>();
    List<RealSet.Stretch> stretches = set.withoutHoles().stretches();
    if (!set.withoutHoles().isAll()) {
      statements.add(of(part, stretches));
    }
    List<Place> holes = new ArrayList<>(set.holes());
    for (Place hole : List.copyOf(holes)) {
      if (!holes.contains(hole)) {
        continue;
      }
      Place opposite = hole.opposite();
      holes.remove(hole);
      boolean paired = holes.remove(opposite);
      statements.add(
          paired
              ? Relation.of(Comparison.NOT_EQUAL, magnitude(part), size(hole).value())
              : Relation.of(Comparison.NOT_EQUAL, part, hole.value()));
    }
    return statements;
  }

  private static Place size(Place place) {
    return place.signum() < 0 ? place.opposite() : place;
  }

  private static Expr magnitude(Expr part) {
    return Apply.of(Elementary.ABS, part);
  }

  private static Expr of(Expr part, List<RealSet.Stretch> stretches) {
    if (stretches.size() == 2) {
      Place below = stretches.getFirst().upper();
      Place above = stretches.getLast().lower();
      if (below != null
          && above != null
          && stretches.getFirst().lower() == null
          && stretches.getLast().upper() == null
          && stretches.getFirst().withUpper() == stretches.getLast().withLower()
          && below.opposite().compareTo(above) == 0) {
        return Relation.of(
            greater(stretches.getLast().withLower()), magnitude(part), above.value());
      }
    }
    List<Expr> alternatives = new ArrayList<>();
    for (RealSet.Stretch stretch : stretches) {
      alternatives.add(of(part, stretch));
    }
    return Logic.of(Logic.Connective.OR, alternatives);
  }

  private static Comparison greater(boolean orEqual) {
    return orEqual ? Comparison.GREATER_OR_EQUAL : Comparison.GREATER;
  }

  private static Comparison less(boolean orEqual) {
    return orEqual ? Comparison.LESS_OR_EQUAL : Comparison.LESS;
  }

  private static Expr of(Expr part, RealSet.Stretch stretch) {
    Place lower = stretch.lower();
    Place upper = stretch.upper();
    if (lower == null && upper == null) {
      throw new IllegalStateException("the whole line is no condition");
    }
    if (upper == null) {
      return Relation.of(greater(stretch.withLower()), part, Objects.requireNonNull(lower).value());
    }
    if (lower == null) {
      return Relation.of(less(stretch.withUpper()), part, upper.value());
    }
    if (stretch.isPoint()) {
      return Relation.of(Comparison.EQUAL, part, lower.value());
    }
    if (stretch.withLower() == stretch.withUpper() && lower.opposite().compareTo(upper) == 0) {
      return Relation.of(less(stretch.withUpper()), magnitude(part), upper.value());
    }
    return Logic.of(
        Logic.Connective.AND,
        List.of(
            Relation.of(less(stretch.withLower()), lower.value(), part),
            Relation.of(less(stretch.withUpper()), part, upper.value())));
  }
}
