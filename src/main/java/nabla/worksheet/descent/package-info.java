/// Gradient descent as mathematics: the update of a loss derived and solved, the rates for which it
/// converges, the steps for given numbers; and the equations that stationary points satisfy,
/// solved.
@NullMarked
package nabla.worksheet.descent;

import org.jspecify.annotations.NullMarked;
