package nabla.worksheet.descent;

import java.util.function.UnaryOperator;
import nabla.expr.Rational;
import org.jspecify.annotations.Nullable;

/// The steps of a descent that comes nearer to a place with each of them.
///
/// @param step one of them
/// @param limit the place
/// @param near the relative distance at which nothing is waited for
record Approach(UnaryOperator<Iterate> step, Iterate limit, double near)
    implements Iteration.Stepper {

  /// Nothing is to be seen of a relative distance below this.
  private static final double NOTHING = 1e-15;

  /// Nobody asks for distances below this.
  private static final double LEAST = 1e-100;

  /// Steps towards a place.
  static Iteration.Stepper to(
      Rational @Nullable [] limit, @Nullable Condition condition, UnaryOperator<Iterate> step) {
    if (limit == null || condition == null) {
      return step::apply;
    }
    Iterate place = Iterate.exactly(0, limit);
    boolean holds = condition.holds(place);
    double near = holds ? 0 : condition.fails(place) ? NOTHING : LEAST;
    return new Approach(step, place, near);
  }

  @Override
  public Iterate after(Iterate present) {
    return step.apply(present);
  }

  @Override
  public boolean hasArrived(Iterate present) {
    double distance = 0;
    double size = 1;
    for (int i = 0; i < present.values().length; i++) {
      Rational away = present.value(i).minus(limit.value(i));
      distance = Math.hypot(distance, away.doubleValue());
      size = Math.hypot(size, limit.values()[i]);
    }
    return distance < near * size;
  }
}
