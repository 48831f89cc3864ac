/// The differential and what is read off it: derivatives of any order, gradients, implicit
/// derivatives, sums, limits. One operator `d` and one table of rules serve both the steps that are
/// shown and the fast answer.
@NullMarked
package nabla.calculus;

import org.jspecify.annotations.NullMarked;
